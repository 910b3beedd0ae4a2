"""Decisions into their tables and out of them. There is no way here to change or remove one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from probata.desk.chunks import chunks
from probata.desk.columns import clipped
from probata.desk.models import DecisionRow, DecisionSubject
from probata.records import Act, Decision, from_json, to_json


def add(base: str, decision: Decision, entry: int) -> None:
    """Enter a decision with the number of its entry in the custody log; incidents have yet to take it in.

    Called inside a transaction. One that is there already is an error of the database.
    """
    row = DecisionRow(id=decision.id, entry=entry, act=decision.act.value, author=decision.author, at=decision.at,
                      record=to_json(decision))  # fmt: skip
    row.save(using=base, force_insert=True)
    DecisionSubject.objects.using(base).bulk_create(
        DecisionSubject(decision=row, kind=kind, subject=clipped(subject)) for kind, subject in decision.subjects
    )


def decisions(base: str) -> list[Decision]:
    """All decisions, retracted ones too, in the order in which they were made."""
    return [from_json(Decision, row.record) for row in DecisionRow.objects.using(base).order_by("entry")]


def of_acts(base: str, acts: Iterable[Act]) -> list[Decision]:
    """All decisions of some acts, retracted ones too, in the order in which they were made."""
    rows = DecisionRow.objects.using(base).filter(act__in=[a.value for a in acts]).order_by("entry")
    return [from_json(Decision, record) for record in rows.values_list("record", flat=True)]


def any_of(base: str, acts: Iterable[Act]) -> bool:
    """Whether there is a decision of one of the acts."""
    return DecisionRow.objects.using(base).filter(act__in=[a.value for a in acts]).exists()


def after(base: str, number: int) -> list[Decision]:
    """All decisions but the first ``number``, in their order."""
    rows = DecisionRow.objects.using(base).order_by("entry").values_list("record", flat=True)
    return [from_json(Decision, record) for record in rows[number:]]


def taken_back(base: str, made: Iterable[Decision]) -> list[Decision]:
    """What decisions retract, and what those retract in turn, in no order; none of ``made`` itself."""
    known = {d.id: d for d in made}
    found: dict[str, Decision] = {}
    wanted = {d.retracts for d in known.values() if d.retracts}
    while wanted := wanted - known.keys() - found.keys():
        rows = (r for part in chunks(wanted) for r in DecisionRow.objects.using(base).filter(id__in=part))
        found |= {row.id: from_json(Decision, row.record) for row in rows}
        wanted = {d.retracts for i in wanted if (d := found.get(i)) is not None and d.retracts}
    return list(found.values())


def beginning(base: str, prefix: str) -> list[Decision]:
    """Up to two decisions whose id begins with ``prefix``, the one with that very id first."""
    rows = DecisionRow.objects.using(base).filter(id__startswith=prefix).order_by("id")
    return [from_json(Decision, record) for record in rows.values_list("record", flat=True)[:2]]


def last_moment(base: str) -> str:
    """When the latest one was made, none of which is earlier than one before it; empty where there is none."""
    return DecisionRow.objects.using(base).order_by("-entry").values_list("at", flat=True).first() or ""


def rows(base: str) -> QuerySet[DecisionRow]:
    """The rows, to page through."""
    return DecisionRow.objects.using(base).all()


def number(base: str) -> int:
    """How many there are."""
    return DecisionRow.objects.using(base).count()


def naming(base: str, subjects: Iterable[str]) -> list[Decision]:
    """The decisions that name one of the claims, reports, roots, sources or decisions, in order."""
    found: dict[int, Any] = {}
    for part in chunks(set(map(clipped, subjects))):
        rows = DecisionRow.objects.using(base).filter(subjects__subject__in=part)
        found |= dict(rows.values_list("entry", "record"))
    return [from_json(Decision, found[entry]) for entry in sorted(found)]


def entries_naming(base: str, subject: str) -> list[int]:
    """The numbers of the entries, in the custody log, of decisions that name a claim, report, root, source, finding
    or decision."""
    rows = DecisionRow.objects.using(base).filter(subjects__subject=subject)
    return list(rows.distinct().values_list("entry", flat=True))


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
        named = sorted((s.kind, clipped(s.subject)) for s in row.subjects.all())
        try:
            decision = from_json(Decision, row.record)
        except (ValueError, TypeError):
            yield StoredDecision(row.id, row.entry, row.record, None)
            continue
        subjects = sorted((kind, clipped(subject)) for kind, subject in decision.subjects)
        told = (decision.id, decision.act, decision.author, decision.at, subjects)
        whole = told == (row.id, row.act, row.author, row.at, named)
        yield StoredDecision(row.id, row.entry, row.record, decision if whole else None)
