"""The custody log a page at a time: from its end, or from a place in it, without reading the rest.

Every line that is read is held against its own hash, and neighbours against each other, as far as they are read; all
of it is held together by :mod:`probata.capture.verification`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from probata.capture.chain import CUSTODY, LONGEST_LINE, BadLine, from_line, is_torn
from probata.errors import EvidenceError
from probata.records import CustodyEntry

_STEP = 64 * 1024


def entries_before(folder: Path, seq: int | None, limit: int) -> tuple[CustodyEntry, ...]:
    """Up to ``limit`` entries with smaller numbers than ``seq`` (``None``: the last ones), the newest first.

    Time goes with the page and the logarithm of the log. :class:`EvidenceError` at a damaged line and where two
    entries don't follow from each other.
    """
    file = _open(folder)
    if file is None or limit < 1:
        return ()
    with file:
        end = _whole_end(file)
        if seq is not None:
            end = _place_of(file, seq, end)
        found: list[CustodyEntry] = []
        for line in _lines_back(file, end):
            entry = _entry(line)
            if found:
                _see_link(entry, found[-1])
            found.append(entry)
            if len(found) > limit:  # one more, so that the last of the page is held against the one before it
                break
        return tuple(found[:limit])


def entry_at(folder: Path, offset: int, seq: int) -> CustodyEntry:
    """The entry of that number, whose line begins at a byte of the log. :class:`EvidenceError` where it doesn't."""
    file = _open(folder)
    if file is not None:
        with file:
            file.seek(offset)
            entry = _entry(file.readline(LONGEST_LINE))
            if entry.seq == seq:
                return entry
    raise EvidenceError(f"{CUSTODY}: entry {seq} doesn't stand where it stood; run `probata verify`")


def entries_after(folder: Path, offset: int, seq: int) -> Iterator[tuple[int, CustodyEntry]]:
    """The entries that follow the one of that number, whose line begins at ``offset`` (0 and 0: all), each with the
    byte at which its line begins."""
    file = _open(folder)
    if file is None:
        return
    with file:
        file.seek(offset)
        if seq:
            last = _entry(file.readline(LONGEST_LINE))
            if last.seq != seq:
                raise EvidenceError(f"{CUSTODY}: entry {seq} doesn't stand where it stood; run `probata verify`")
        while True:
            at = file.tell()
            line = file.readline(LONGEST_LINE)
            if not line or (not line.endswith(b"\n") and is_torn(line)):
                return
            yield at, _entry(line)


def _open(folder: Path) -> BinaryIO | None:
    try:
        return (Path(folder) / CUSTODY).open("rb")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EvidenceError(f"{CUSTODY}: can't be read: {error.strerror or error}; mend its permissions") from error


def _whole_end(file: BinaryIO) -> int:
    """Where the last whole line ends: what is torn after it isn't an entry."""
    size = file.seek(0, os.SEEK_END)
    start, tail = size, b""
    while start > 0 and b"\n" not in tail:
        if len(tail) > LONGEST_LINE:
            raise EvidenceError(f"{CUSTODY}: no line ends near its end; run `probata verify`")
        step = min(start, max(_STEP, len(tail)))
        start -= step
        file.seek(start)
        tail = file.read(step) + tail
    torn = tail.rpartition(b"\n")[2]
    if torn and not is_torn(torn):
        raise EvidenceError(f"{CUSTODY}: the last line was changed; run `probata verify`")
    return size - len(torn)


def _place_of(file: BinaryIO, seq: int, end: int) -> int:
    """Where the line of the first entry begins that has that number or a larger one; ``end`` if there is none."""
    low, high = 0, end  # the line sought begins in low..high
    while low < high:
        middle = (low + high) // 2
        at = _line_after(file, middle)
        if at >= high:  # no line begins in middle..high: go through what is left from its beginning
            return _walk(file, low, high, seq)
        file.seek(at)
        if _entry(file.readline(LONGEST_LINE)).seq < seq:
            low = file.tell()
        else:
            high = at
    return low


def _walk(file: BinaryIO, low: int, high: int, seq: int) -> int:
    file.seek(low)
    while (at := file.tell()) < high:
        if _entry(file.readline(LONGEST_LINE)).seq >= seq:
            return at
    return high


def _line_after(file: BinaryIO, at: int) -> int:
    """The byte at which the first line begins at or after a byte."""
    if at == 0:
        return 0
    file.seek(at - 1)
    file.readline(LONGEST_LINE)
    return file.tell()


def _lines_back(file: BinaryIO, end: int) -> Iterator[bytes]:
    """The lines before a byte at which one begins or the log ends, the last first."""
    held = b""
    start = end
    while start > 0:
        if len(held) > LONGEST_LINE:
            raise EvidenceError(f"{CUSTODY}: a line is too long to be an entry; run `probata verify`")
        step = min(start, max(_STEP, len(held)))
        start -= step
        file.seek(start)
        held = file.read(step) + held
        first, *whole = held.splitlines(keepends=True)
        yield from reversed(whole)
        held = first
    if held:
        yield held


def _entry(line: bytes) -> CustodyEntry:
    try:
        return from_line(line)
    except BadLine as error:
        raise EvidenceError(f"{CUSTODY}: a line {error}; run `probata verify`") from None


def _see_link(entry: CustodyEntry, following: CustodyEntry) -> None:
    if (entry.seq + 1, entry.hash) != (following.seq, following.previous):
        raise EvidenceError(
            f"{CUSTODY}: entry {following.seq} doesn't follow from the entry before it; run `probata verify`"
        )
