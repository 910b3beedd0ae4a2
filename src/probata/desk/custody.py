"""Where entries stand in the custody log, by what and whom they are about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from probata.desk import decisions
from probata.desk.chunks import chunks
from probata.desk.models import CustodyRow


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry and the byte of the log at which its line begins."""

    seq: int
    offset: int
    author: str
    act: str
    subject: str


def last(base: str) -> tuple[int, int]:
    """Number and place of the last entry that is marked; zeros for none."""
    row = CustodyRow.objects.using(base).order_by("-seq").values_list("seq", "offset").first()
    return row or (0, 0)


def put(base: str, marks: Iterable[Mark]) -> None:
    """Enter marks; those that are there already stay."""
    rows = (CustodyRow(seq=m.seq, offset=m.offset, author=m.author, act=m.act, subject=m.subject) for m in marks)
    CustodyRow.objects.using(base).bulk_create(rows, ignore_conflicts=True)


def about(base: str, subject: str, before: int, limit: int) -> dict[int, int]:
    """The last ``limit`` entries, numbered below ``before``, about a record, and of decisions that name it: their
    places in the log by their numbers. Decisions that aren't marked yet are left out."""
    own = CustodyRow.objects.using(base).filter(subject=subject, seq__lt=before).order_by("-seq")
    named = [seq for seq in decisions.entries_naming(base, subject) if seq < before]
    wanted = {*own.values_list("seq", flat=True)[:limit], *sorted(named)[-limit:]}
    return _places(base, sorted(wanted)[-limit:])


def by(base: str, author: str, before: int, limit: int) -> dict[int, int]:
    """The last ``limit`` entries of an author, numbered below ``before``: their places in the log by their numbers."""
    rows = CustodyRow.objects.using(base).filter(author=author, seq__lt=before).order_by("-seq")
    return dict(rows.values_list("seq", "offset")[:limit])


def _places(base: str, entries: Iterable[int]) -> dict[int, int]:
    rows = CustodyRow.objects.using(base)
    return {s: at for part in chunks(entries) for s, at in rows.filter(seq__in=part).values_list("seq", "offset")}
