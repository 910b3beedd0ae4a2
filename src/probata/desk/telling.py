"""What claims tell, many at a time: whole, or a line each without their records. Few queries, however many claims."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models.fields.json import KT

from probata.desk.models import CaptureRow, ClaimRow, IncidentRow, StatementRow
from probata.records import Capture, Claim, Incident, SourceKind, Stance, from_json

MOST = 10_000
"""Ids in one query: more than an incident has but for the largest, and below the limit of SQLite (32,766)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A claim in a line. ``source`` is an id, ``person`` a name or empty; ``said`` the ISO day on which its statement
    ends and ``published`` that of its report, each empty where it isn't known; ``place`` and ``means`` in the words of
    the text."""

    claim: str
    report: str
    stance: Stance
    negated: bool
    status: str
    source: str
    kind: SourceKind
    person: str
    said: str
    published: str
    outlet: str
    place: str
    means: tuple[str, ...]


def lines(base: str, claims: Iterable[str]) -> list[Line]:
    """A line for each of the claims that the desk has, in the order of ids."""
    rows = [
        row
        for part in _parts(claims)
        for row in ClaimRow.objects.using(base)
        .filter(id__in=part)
        .order_by("id")
        .values_list(
            "id", "report_id", "stance", "status", "report__published", "report__outlet", KT("record__negated"),
            KT("record__statement"), KT("record__source__id"), KT("record__source__kind"), KT("record__source__person"),
            KT("record__place__text"), KT("record__means"),
        )
    ]  # fmt: skip
    said = said_to(base, {row[7] for row in rows if _text(row[7])})
    return [
        Line(claim, report, Stance(stance), _text(negated).lower() in ("1", "true"), status, _text(source),
             SourceKind(kind), _text(person), said.get(_text(statement), ""), published, outlet, _text(place),
             _means(_text(means)))
        for claim, report, stance, status, published, outlet, negated, statement, source, kind, person, place, means
        in rows
    ]  # fmt: skip


def said_to(base: str, statements: Iterable[str]) -> dict[str, str]:
    """The day on which each statement ends, empty where it isn't told."""
    found: dict[str, str] = {}
    for part in _parts(statements):
        found.update(StatementRow.objects.using(base).filter(id__in=part).values_list("id", "said_to"))
    return found


def claims(base: str, ids: Iterable[str]) -> dict[str, Claim]:
    """Claims by their ids; those that the desk doesn't have are left out."""
    return {
        claim: from_json(Claim, record)
        for part in _parts(ids)
        for claim, record in ClaimRow.objects.using(base).filter(id__in=part).values_list("id", "record")
    }


def captures(base: str, ids: Iterable[str]) -> dict[str, Capture]:
    """Captures by their ids; those that the desk doesn't have are left out."""
    return {
        row.id: from_json(Capture, row.record)
        for part in _parts(ids)
        for row in CaptureRow.objects.using(base).filter(id__in=part)
    }


def near(base: str, incident: str, most: int) -> list[Incident]:
    """Incidents whose claims share parties, goods and phase with those of this one: what it may be one event with.

    As many as ``most``, half of them the last before it, half the next after it.
    """
    row = IncidentRow.objects.using(base).filter(id=incident).values("block_id", "happened_from").first()
    if row is None:
        return []
    others = IncidentRow.objects.using(base).filter(block_id=row["block_id"], record__isnull=False).exclude(id=incident)
    before = others.filter(happened_from__lt=row["happened_from"]).order_by("-happened_from", "id")[: most // 2]
    after = others.filter(happened_from__gte=row["happened_from"]).order_by("happened_from", "id")[: most - most // 2]
    return [from_json(Incident, r.record) for r in (*reversed(before), *after)]


def _parts(ids: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(set(ids))
    return (ordered[n : n + MOST] for n in range(0, len(ordered), MOST))


def _text(value: object) -> str:
    """A value out of a record; SQLite tells ``null`` by its name."""
    return "" if value is None or value == "null" else str(value)


def _means(stored: str) -> tuple[str, ...]:
    if not stored or stored == "[]":
        return ()
    return tuple(str(m.get("name") or m.get("text") or "") for m in json.loads(stored))
