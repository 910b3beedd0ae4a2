"""The chain of custody: an append-only log in which every entry vouches for all before it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from probata.capture.chain import (
    CUSTODY,
    LONGEST_LINE,
    BadLine,
    Head,
    from_line,
    is_torn,
    make_entry,
    to_line,
)
from probata.capture.clock import Clock, stamp, utc_now
from probata.capture.durable import make_folder, sync_folder, write_all, write_whole
from probata.capture.metadata import EMBEDDING, write_metadata
from probata.capture.pages import entries_before
from probata.errors import EvidenceError
from probata.records import CustodyEntry

LOCK = "custody.lock"
TORN = "custody.torn"
RECOVERED = "recovered"
SOFTWARE = "probata"
"""The author of what the software does by itself: setting an interrupted log right."""

_LOCK_SECONDS = 120.0
"""Another process holds the lock for milliseconds at a time; two minutes mean that it hangs."""

_STEP = 8192


class Custody:
    """The log of one evidence folder. Several processes may write to it; each entry is flushed to the disk.

    Before it writes, it sets right what a killed process left: the piece of a line is moved to
    ``custody.torn`` and noted, the metadata of a last capture is completed from its entry. Since
    every writer does so first, only the last entry can ever be unfinished.
    """

    def __init__(self, folder: Path, clock: Clock = utc_now) -> None:
        from filelock import FileLock

        self.folder = Path(folder)
        self.clock = clock
        self._path = self.folder / CUSTODY
        self._lock = FileLock(str(self.folder / LOCK), timeout=_LOCK_SECONDS)
        self._settled: int | None = None  # the file's size when it was last found or left in order

    def record(self, act: str, subject: str, detail: Mapping[str, str], author: str) -> CustodyEntry:
        """Appends an act to the log: what was done (``act``) to what (an id or a name), by whom, and how.

        When it returns, the entry is on the disk. Raises :class:`EvidenceError` where it can't be
        written or the log's end is damaged (nothing is appended to a broken chain).
        """
        with self.writing():
            return self._append(act, subject, detail, author)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the lock between processes, with the log set right; may be nested."""
        from filelock import Timeout

        try:
            make_folder(self.folder)
            with self._lock:
                self._settle()
                try:
                    yield
                except BaseException:
                    self._settled = None  # something may be half done: look before the next writing
                    raise
        except Timeout:
            raise EvidenceError(f"{self.folder}: another process holds {LOCK}; wait for it, or end it") from None
        except OSError as error:
            raise EvidenceError(
                f"{self.folder}: can't be written: {error.strerror or error}; mend that and run again"
            ) from None

    def head(self) -> tuple[int, str] | None:
        """Number and hash of the last entry, for the desk to remember; ``None`` for an empty log."""
        last = self._last()
        return (last.seq, last.hash) if last else None

    def entries(self) -> Iterator[CustodyEntry]:
        """All whole entries in order, one at a time. Raises :class:`EvidenceError` at a damaged line."""
        try:
            file = self._path.open("rb")
        except FileNotFoundError:
            return
        with file:
            for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), start=1):
                if not line.endswith(b"\n") and is_torn(line):
                    return
                yield self._entry(line, number)

    def entries_before(self, seq: int | None, limit: int) -> tuple[CustodyEntry, ...]:
        """Up to ``limit`` entries with smaller numbers than ``seq`` (``None``: the last ones), the newest first,
        without reading the rest. Raises :class:`EvidenceError` at damage among them."""
        return entries_before(self.folder, seq, limit)

    def _append(self, act: str, subject: str, detail: Mapping[str, str], author: str) -> CustodyEntry:
        last = self._last()
        before = Head(last.seq, last.hash) if last else Head()
        entry = make_entry(before, stamp(self.clock()), author, act, subject, detail)
        line = to_line(entry)
        if len(line) > LONGEST_LINE:
            raise EvidenceError(f"{CUSTODY}: an entry of {len(line)} bytes is too long to be kept")
        is_new = not self._path.exists()
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        handle = os.open(self._path, flags, 0o644)
        try:
            size = os.fstat(handle).st_size
            try:
                write_all(handle, line)
                os.fsync(handle)
            except OSError:  # a full disk: without its torn end the log goes on when there is room again
                os.ftruncate(handle, size)
                raise
        finally:
            os.close(handle)
        if is_new:
            sync_folder(self.folder)
        self._settled = size + len(line)
        return entry

    def _settle(self) -> None:
        pieces = self.folder / TORN
        size = self._path.stat().st_size if self._path.exists() else 0
        if self._settled == size:
            return
        _, tail = read_ending(self._path)
        if tail:
            if not is_torn(tail):
                raise EvidenceError(f"{CUSTODY}: the last line was changed; run `probata verify`")
            # In this order nothing is lost by a kill: kept, cut off, noted, marked as noted.
            name = f"{size - len(tail):012d}-{hashlib.sha256(tail).hexdigest()[:16]}"
            write_whole(pieces / f"{name}.new", tail, self.folder)
            with self._path.open("r+b") as file:
                file.truncate(size - len(tail))
                file.flush()
                os.fsync(file.fileno())
        last = self._last()
        if last is not None and last.act in EMBEDDING:
            write_metadata(self.folder, last)
        for piece in sorted(pieces.glob("*.new")) if pieces.is_dir() else ():
            self._note(piece)
        self._settled = self._path.stat().st_size if last is not None or self._path.exists() else 0

    def _note(self, piece: Path) -> None:
        content = piece.read_bytes()
        kept = f"{TORN}/{piece.stem}.kept"
        last = self._last()
        if last is None or last.act != RECOVERED or last.detail.get("kept") != kept:
            detail = {
                "what": "the piece of a line that an interrupted writing left was moved aside",
                "kept": kept,
                "bytes": str(len(content)),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            self._append(RECOVERED, CUSTODY, detail, SOFTWARE)
        os.replace(piece, piece.with_suffix(".kept"))  # noqa: PTH105
        sync_folder(piece.parent)

    def _last(self) -> CustodyEntry | None:
        """The last whole entry, from the end of the file."""
        line, _ = read_ending(self._path)
        return self._entry(line, None) if line else None

    def _entry(self, line: bytes, number: int | None) -> CustodyEntry:
        try:
            return from_line(line)
        except BadLine as error:
            which = f"line {number}" if number else "the last line"
            raise EvidenceError(f"{CUSTODY}: {which} {error}; run `probata verify`") from None


def read_ending(path: Path) -> tuple[bytes, bytes]:
    """The last whole line of a file (with its line end) and what stands after it; both may be empty.

    Reads no more of the file than that. Raises :class:`EvidenceError` where no line end comes in
    sight within two lines of the longest kind.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return b"", b""
    with file:
        start = file.seek(0, os.SEEK_END)
        ending = b""
        while start > 0 and ending.count(b"\n") < 2:
            if len(ending) > 2 * LONGEST_LINE:
                raise EvidenceError(f"{path.name}: no line ends near its end; run `probata verify`")
            step = min(start, max(_STEP, len(ending)))
            start -= step
            file.seek(start)
            ending = file.read(step) + ending
    head, newline, tail = ending.rpartition(b"\n")
    return head.rpartition(b"\n")[2] + newline, tail
