"""The custody log for a reader: a page of it, what it says of a record, what an author did. The newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from probata.desk import Desk
from probata.errors import DeskError
from probata.records import CustodyEntry

if TYPE_CHECKING:
    from probata.desk.custody import Mark

AT_ONCE = 5000
"""Entries that are marked at a time."""

LAST = 2**62
"""Above every entry's number."""


def entries_before(desk: Desk, seq: int | None = None, limit: int = 50) -> tuple[CustodyEntry, ...]:
    """Up to ``limit`` entries with smaller numbers than ``seq`` (``None``: the last ones).

    Here and below :class:`~probata.errors.EvidenceError` where an entry that is read is damaged.
    """
    from probata.capture import Custody

    return Custody(desk.evidence).entries_before(seq, limit)


def entries_about(desk: Desk, subject: str, before: int | None = None, limit: int = 50) -> tuple[CustodyEntry, ...]:
    """What the log says of a record (by its whole id), decisions that name it included."""
    from probata.desk import custody

    return _read(desk, before, limit, lambda e: e.subject == subject,
                 lambda end: custody.about(desk.base, subject, end, limit))  # fmt: skip


def entries_by(desk: Desk, author: str, before: int | None = None, limit: int = 50) -> tuple[CustodyEntry, ...]:
    """What an author did."""
    from probata.desk import custody

    return _read(desk, before, limit, lambda e: e.author == author,
                 lambda end: custody.by(desk.base, author, end, limit))  # fmt: skip


def catch_up(desk: Desk) -> None:
    """Mark where the entries stand that have come since, as far as the log is whole. The caller holds the desk for
    writing."""
    from probata.desk import custody

    marks = _unmarked(desk)
    while part := list(islice(marks, AT_ONCE)):
        with desk.transaction():
            custody.put(desk.base, part)


def _read(
    desk: Desk,
    before: int | None,
    limit: int,
    fits: Callable[[Mark], bool],
    places: Callable[[int], dict[int, int]],
) -> tuple[CustodyEntry, ...]:
    from probata.capture.pages import entry_at

    end = LAST if before is None else before
    new = {m.seq: m.offset for m in _left(desk) if fits(m) and m.seq < end}
    found = sorted((new | places(end)).items(), reverse=True)[:limit]
    return tuple(entry_at(desk.evidence, offset, seq) for seq, offset in found)


def _left(desk: Desk) -> list[Mark]:
    """Marks what has come since; what couldn't be marked, as somebody else is writing."""
    try:
        if next(iter(_unmarked(desk)), None) is None:
            return []
        with desk.writing():
            catch_up(desk)
    except DeskError:
        return list(_unmarked(desk))
    return []


def _unmarked(desk: Desk) -> Iterator[Mark]:
    from probata.capture.pages import entries_after
    from probata.desk import custody

    seq, offset = custody.last(desk.base)
    for at, e in entries_after(desk.evidence, offset, seq):
        yield custody.Mark(e.seq, at, e.author, e.act, e.subject)
