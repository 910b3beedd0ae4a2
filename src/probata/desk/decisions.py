"""Decisions into their tables and out of them. There is no way here to change or remove one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from probata.desk.models import DecisionRow, DecisionSubject
from probata.records import Decision, from_json, to_json


def add(base: str, decision: Decision, entry: int) -> None:
    """Enter a decision with the number of its entry in the custody log; incidents have yet to take it in.

    Called inside a transaction. One that is there already is an error of the database.
    """
    row = DecisionRow(id=decision.id, entry=entry, act=decision.act.value, author=decision.author, at=decision.at,
                      record=to_json(decision))  # fmt: skip
    row.save(using=base, force_insert=True)
    DecisionSubject.objects.using(base).bulk_create(
        DecisionSubject(decision=row, kind=kind, subject=subject) for kind, subject in decision.subjects
    )


def decisions(base: str) -> list[Decision]:
    """All decisions, retracted ones too, in the order in which they were made."""
    return [from_json(Decision, row.record) for row in DecisionRow.objects.using(base).order_by("entry")]


def number(base: str) -> int:
    """How many there are."""
    return DecisionRow.objects.using(base).count()


def naming(base: str, subjects: Iterable[str]) -> list[Decision]:
    """The decisions that name one of the claims, reports, roots, sources or decisions, in order."""
    wanted = list(dict.fromkeys(subjects))
    found: dict[int, Any] = {}
    for start in range(0, len(wanted), 500):  # SQLite takes so many values in one query, and more
        rows = DecisionRow.objects.using(base).filter(subjects__subject__in=wanted[start : start + 500])
        found |= {row.entry: row.record for row in rows.distinct()}
    return [from_json(Decision, found[entry]) for entry in sorted(found)]


def stored(base: str) -> Iterator[tuple[str, int, Decision | None]]:
    """Every row's id, entry and decision (``None`` for one that can't be read), for checking."""
    for row in DecisionRow.objects.using(base).order_by("entry").iterator(chunk_size=500):
        try:
            yield row.id, row.entry, from_json(Decision, row.record)
        except (ValueError, TypeError):
            yield row.id, row.entry, None
