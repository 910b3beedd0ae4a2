"""Completing what an interrupted run left."""

from __future__ import annotations

from pathlib import Path

from probata.capture.clock import Clock, utc_now
from probata.capture.custody import Custody
from probata.capture.durable import TEMPORARY


def recover(folder: Path, clock: Clock = utc_now) -> None:
    """Sets an evidence folder right after a kill or power cut; does nothing to one that is in order.

    The piece of a custody line is moved to ``custody.torn`` and noted by a "recovered" entry, the
    last capture's metadata is completed, unfinished files are removed (they hold part of what was
    never recorded). Damage is not mended: that is for :func:`probata.capture.verify` to name.
    Raises :class:`EvidenceError` where the log's last line was changed or the folder can't be written.
    """
    if not Path(folder).is_dir():
        return
    custody = Custody(Path(folder), clock)
    with custody.writing():  # the lock: no other process has an unfinished file now
        unfinished = custody.folder / TEMPORARY
        for path in unfinished.iterdir() if unfinished.is_dir() else ():
            path.unlink(missing_ok=True)
