"""Decisions into their tables and out of them. There is no way here to change or remove one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from probata.desk.chunks import chunks
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
    found: dict[int, Any] = {}
    for part in chunks(set(subjects)):
        rows = DecisionRow.objects.using(base).filter(subjects__subject__in=part)
        found |= {row.entry: row.record for row in rows.distinct()}
    return [from_json(Decision, found[entry]) for entry in sorted(found)]


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A row for checking: ``decision`` is ``None`` where the record can't be read or its copies don't agree with it."""

    id: str
    entry: int
    record: Any
    decision: Decision | None


def stored(base: str) -> Iterator[StoredDecision]:
    """Every row, in the order of the entries."""
    for row in DecisionRow.objects.using(base).order_by("entry").prefetch_related("subjects"):
        named = sorted((s.kind, s.subject) for s in row.subjects.all())
        try:
            decision = from_json(Decision, row.record)
        except (ValueError, TypeError):
            yield StoredDecision(row.id, row.entry, row.record, None)
            continue
        told = (decision.id, decision.act, decision.author, decision.at, sorted(decision.subjects))
        whole = told == (row.id, row.act, row.author, row.at, named)
        yield StoredDecision(row.id, row.entry, row.record, decision if whole else None)
