"""Checking a desk beside other work: how far it has come, and what the last check found.

A check takes as long as reading all evidence does. So it runs in a thread of its own, with its own connection; how far
it is, and its result, stand in files of the desk's folder, where every process finds them.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from probata.desk import Desk
from probata.errors import DeskError, ProbataError
from probata.pipeline.verify import Verified, verify
from probata.records import from_json, to_json
from probata.settings import Settings

if TYPE_CHECKING:
    from filelock import FileLock

RESULT, PROGRESS, LOCK = "verified.json", "verifying.json", "verifying.lock"
"""Files of the desk's folder."""

EACH = 0.5
"""Seconds between two notes of how far a check is."""

MOST = 1000
"""Problems, and notes, that are kept of one check: more are counted."""

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Checked:
    """A check that came to its end. ``at`` is when it began (UTC), ``author`` who had it made, ``seconds`` how long it
    took, ``seq`` the last entry that the custody log then had. Of ``problems`` and ``notes`` in all, the first
    :data:`MOST` stand in ``found``. ``failed`` says why it couldn't be made, if it couldn't."""

    at: str
    author: str
    seconds: float
    seq: int
    problems: int
    notes: int
    found: Verified | None
    failed: str = ""

    @property
    def whole(self) -> bool:
        """Whether it was made and found nothing broken."""
        return self.found is not None and not self.problems


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a check is that is going on: so many (``done``) of what is being looked at (``what``)."""

    at: str
    author: str
    what: str
    done: int


@dataclass(frozen=True, slots=True)
class Verifying:
    """The check that is going on, and the last that was made; ``None`` for none."""

    running: Progress | None
    last: Checked | None


def verifying(desk: Desk) -> Verifying:
    """How checking the desk stands; reads two small files."""
    running = _read(desk.path / PROGRESS, Progress) if _is_held(desk.path) else None
    return Verifying(running, _read(desk.path / RESULT, Checked))


def check(desk: Desk, settings: Settings) -> Checked:
    """Check the desk now and keep the result; :class:`DeskError` where a check is going on."""
    with _held(desk.path):
        return _check(desk, settings)


def start(desk: Desk, settings: Settings) -> threading.Thread:
    """Check the desk in a thread of its own, which is returned; :class:`DeskError` where a check is going on."""
    begun: list[Exception | None] = []
    ready = threading.Event()

    def work() -> None:
        try:
            with _held(desk.path), Desk.open(desk.path, settings) as own:
                _note(desk.path / PROGRESS, Progress(_now(), settings.author, "blobs", 0))
                begun.append(None)
                ready.set()
                _check(own, settings)
        except Exception as error:
            begun.append(error)
            ready.set()

    thread = threading.Thread(target=work, name="probata-verify", daemon=True)
    thread.start()
    ready.wait()
    if begun[0] is not None:
        raise begun[0]
    return thread


def _check(desk: Desk, settings: Settings) -> Checked:
    at, started, told = _now(), time.monotonic(), 0.0

    def tell(what: str, done: int) -> None:
        nonlocal told
        if time.monotonic() - told >= EACH:
            told = time.monotonic()
            _note(desk.path / PROGRESS, Progress(at, settings.author, what, done))

    tell("blobs", 0)
    seq, found, failed = desk.head.seq, None, ""
    try:
        found = verify(desk, tell)
    except ProbataError as error:
        failed = str(error)
    made = Checked(
        at,
        settings.author,
        round(time.monotonic() - started, 1),
        seq,
        len(found.problems) if found else 0,
        len(found.notes) if found else 0,
        found and replace(found, problems=found.problems[:MOST], notes=found.notes[:MOST]),
        failed,
    )
    _note(desk.path / RESULT, made)
    (desk.path / PROGRESS).unlink(missing_ok=True)
    return made


def _now() -> str:
    from probata.capture import stamp, utc_now

    return stamp(utc_now())


def _note(path: Path, what: object) -> None:
    new = path.with_suffix(".new")
    new.write_text(json.dumps(to_json(what)), encoding="utf-8")
    new.replace(path)


def _read(path: Path, kind: type[K]) -> K | None:
    """What stands in a file; ``None`` where there is none or it was made otherwise: then it is no result of ours."""
    try:
        return from_json(kind, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[None]:
    from filelock import Timeout

    lock = _lock(folder)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise DeskError(f"the desk {folder} is being checked already; wait for the result") from None
    except OSError as error:
        raise DeskError(
            f"the desk {folder} can't be locked: {error.strerror or error}; mend its permissions"
        ) from error
    try:
        yield
    finally:
        lock.release()


def _is_held(folder: Path) -> bool:
    from filelock import Timeout

    if not (folder / PROGRESS).exists():
        return False
    lock = _lock(folder)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return True
    lock.release()
    return False


def _lock(folder: Path) -> FileLock:
    from filelock import FileLock

    return FileLock(folder / LOCK)
