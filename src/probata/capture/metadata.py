"""The metadata of a capture beside its bytes, and in the custody entry that it was written with."""

from __future__ import annotations

import json
import re
from pathlib import Path

from probata.capture.durable import write_whole
from probata.errors import EvidenceError
from probata.records import Capture, CustodyEntry, from_json, to_json

FOLDER = "captures"

CAPTURED = "capture"
DECLARED = "declared"
EMBEDDING = frozenset({CAPTURED, DECLARED})
"""The acts whose entries hold the whole metadata, as ``detail["capture"]``."""

_ID = re.compile(r"k[a-z2-7]{12}")


def metadata_path(folder: Path, capture_id: str) -> Path:
    """Where the metadata of a capture lies: ``captures/<id>.json``; :class:`EvidenceError` for what is no id."""
    if not _ID.fullmatch(capture_id):  # a desk made by others must not lead us out of its folder
        raise EvidenceError(f"{capture_id[:80]!r} is not the id of a capture; run `probata verify`")
    return folder / FOLDER / f"{capture_id}.json"


def to_text(capture: Capture) -> str:
    """The metadata as the one line of canonical JSON that is kept, in ASCII."""
    return json.dumps(to_json(capture), sort_keys=True, separators=(",", ":"))


def from_text(text: str, where: str) -> Capture:
    """The capture that :func:`to_text` wrote; raises :class:`EvidenceError` where it isn't one."""
    try:
        return from_json(Capture, json.loads(text))
    except (ValueError, RecursionError):
        raise EvidenceError(f"{where}: isn't the metadata of a capture; run `probata verify`") from None


def write_metadata(folder: Path, entry: CustodyEntry) -> None:
    """Writes the metadata that an entry embeds to its file, if it isn't there already as it should be."""
    path = metadata_path(folder, entry.subject)
    from_text(entry.detail.get("capture", ""), f"custody entry {entry.seq}")
    content = file_content(entry)
    try:
        if path.read_bytes() == content:
            return
    except FileNotFoundError:
        pass
    write_whole(path, content, folder)


def file_content(entry: CustodyEntry) -> bytes:
    """What stands in the metadata file of a capture after an embedding entry."""
    return entry.detail["capture"].encode("utf-8") + b"\n"
