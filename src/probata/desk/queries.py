"""Records out of tables, narrowed by a :class:`~probata.desk.filters.Filter`.

Orders depend on content alone, so that two desks with the same records list them alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.db.models.functions import Length

from probata.desk import conditions, decisions
from probata.desk.chunks import chunks
from probata.desk.filters import Filter
from probata.desk.models import (
    CaptureRow,
    ClaimKey,
    ClaimRow,
    FindingRow,
    IncidentRow,
    MemberRow,
    NotEngagedRow,
    ReportRow,
    StatementRow,
)
from probata.desk.voice import Voice
from probata.errors import NotFound
from probata.records import (
    NUMBER,
    Capture,
    Claim,
    DateInterval,
    Finding,
    Incident,
    NotEngaged,
    Quantity,
    Report,
    Stance,
    Statement,
    Status,
    Timex,
    from_json,
)


def captures(base: str) -> list[Capture]:
    """All captures, oldest first."""
    rows = CaptureRow.objects.using(base).order_by("captured_at", "id")
    return [from_json(Capture, row.record) for row in rows]


def reports(base: str, by: Filter) -> list[Report]:
    """Reports by publication date, then label."""
    return [report_of(row) for row in conditions.rows("reports", base, by).order_by("published", "label", "id")]


def reports_in(base: str, capture: str, start: int, limit: int) -> tuple[list[Report], int]:
    """Reports of a capture without their texts, ``line:2`` before ``line:10``, and how many there are in all."""
    rows = ReportRow.objects.using(base).filter(capture_id=capture)
    ordered = rows.defer("text").order_by(Length("part"), "part", "id")
    return [light_report_of(row) for row in ordered[start : start + limit]], rows.count()


def statements(base: str, by: Filter) -> list[Statement]:
    """Statements in the order of their reports and of the text."""
    rows = conditions.rows("statements", base, by).order_by("report__published", "report__label", "report_id", "place")
    return [from_json(Statement, row.record) for row in rows]


def claims(base: str, by: Filter) -> list[Claim]:
    """Claims in the order of their reports and of the text."""
    rows = conditions.rows("claims", base, by).order_by("report__published", "report__label", "report_id", "place")
    return [from_json(Claim, row.record) for row in rows]


def marks(base: str, report: str) -> tuple[tuple[Timex, ...], tuple[Quantity, ...]]:
    """Every time and quantity that was read in a report; none where it was read before those were kept."""
    kept = ReportRow.objects.using(base).filter(id=report).values_list("marks", flat=True).first() or {}
    times = tuple(from_json(Timex, t) for t in kept.get("times", ()))
    return times, tuple(from_json(Quantity, q) for q in kept.get("quantities", ()))


def claims_named(base: str, ids: Iterable[str]) -> list[Claim]:
    """The claims with these ids, in the order of ids; those that the desk doesn't have are left out."""
    rows = (r for part in chunks(set(ids)) for r in ClaimRow.objects.using(base).filter(id__in=part).order_by("id"))
    return [from_json(Claim, row.record) for row in rows]


def voices(base: str, ids: Iterable[str]) -> list[Voice]:
    """The voices of the claims with these ids, in the order of ids; those that the desk doesn't have are left out.

    By columns and single values of the records: of an incident with a thousand claims most of a record isn't asked.
    """
    columns = ("id", "record__source__id", "stance", "record__negated", "statement", "published", "report__outlet",
               "record__time")  # fmt: skip
    claims = ClaimRow.objects.using(base)
    rows = [row for part in chunks(set(ids)) for row in claims.filter(id__in=part).order_by("id").values_list(*columns)]
    statements = StatementRow.objects.using(base)
    said = dict(
        told for part in chunks({r[4] for r in rows if r[4]})
        for told in statements.filter(id__in=part).values_list("id", "said_to")
    )  # fmt: skip
    return [
        Voice(claim, source, Stance(stance), negated, said.get(statement, ""), published, outlet,
              from_json(DateInterval, time) if time else None)
        for claim, source, stance, negated, statement, published, outlet, time in rows
    ]  # fmt: skip


def claims_placed(base: str, ids: Iterable[str]) -> list[Claim]:
    """Those of the claims with these ids that tell of a place or a route, in the order of ids."""
    placed = ClaimKey.objects.using(base).filter(kind="place")
    named = {
        c for part in chunks(set(ids)) for c in placed.filter(claim_id__in=part).values_list("claim_id", flat=True)
    }
    return claims_named(base, named)


def statuses(base: str, ids: Iterable[str]) -> dict[str, Status]:
    """How far the event of each of these claims has come; those that the desk doesn't have are left out."""
    return {
        claim: Status(status)
        for part in chunks(set(ids))
        for claim, status in ClaimRow.objects.using(base).filter(id__in=part).values_list("id", "status")
    }


def incidents(base: str, by: Filter) -> list[Incident]:
    """Incidents by time (unknown first), then id."""
    rows = conditions.rows("incidents", base, by).order_by("happened_from", "id")
    return [from_json(Incident, row.record) for row in rows]


def incidents_of(base: str, claims: Iterable[str], swept: bool = True) -> dict[str, tuple[str, ...]]:
    """The ids of the incidents that each of the claims stands in, in order.

    A denial of all that its block tells stands in the records of the others too, so those are asked; where ``swept``
    is false, only the one that it is a member of is told, for which no record is read.
    """
    found: dict[str, set[str]] = {c: set() for c in claims}
    blocks: dict[str, set[str]] = {}
    for part in chunks(found):
        rows = MemberRow.objects.using(base).filter(claim_id__in=part)
        for claim, incident, block, sweeping in rows.values_list(
            "claim_id", "incident_id", "incident__block_id", "sweeping"
        ):
            found[claim].add(incident)
            if sweeping and swept:
                blocks.setdefault(block, set()).add(claim)
    for block, sweeps in blocks.items():
        for row in IncidentRow.objects.using(base).filter(block_id=block, record__isnull=False):
            for claim in sweeps.intersection((row.record or {}).get("claims", ())):
                found[claim].add(row.id)
    shown = IncidentRow.objects.using(base).filter(id__in=set().union(*found.values()), record__isnull=False)
    known = set(shown.values_list("id", flat=True))
    return {claim: tuple(sorted(ids & known)) for claim, ids in found.items()}


def present(base: str, ids: Iterable[str]) -> set[str]:
    """Those of the ids that are of a claim or report."""
    return {
        found
        for part in chunks(set(ids))
        for table in (ClaimRow, ReportRow)
        for found in table.objects.using(base).filter(id__in=part).values_list("id", flat=True)
    }


def findings(base: str, by: Filter) -> list[Finding]:
    """Findings by measure, then by the incident's time."""
    rows = conditions.rows("findings", base, by).order_by("regime", "measure", "happened_from", "id")
    return [from_json(Finding, row.record) for row in rows]


def not_engaged(base: str, by: Filter) -> list[NotEngaged]:
    """What engages nothing, by the incident's time. A measure asks for those that came nearest to it."""
    rows = NotEngagedRow.objects.using(base).filter(incident__record__isnull=False)
    if by.regimes:
        rows = rows.filter(regime__in=by.regimes)
    of_incidents = replace(by, measure=None, regimes=())
    if of_incidents.asked:
        rows = rows.filter(incident__in=conditions.rows("incidents", base, of_incidents).values("id"))
    found = [
        from_json(NotEngaged, row.record)
        for row in rows.order_by("incident__happened_from", "incident_id", "regime", "id")
    ]
    return [n for n in found if not by.measure or (n.nearest or "").lower() == by.measure.lower()]


RECORDED: dict[type[Any], type[Any]] = {
    Capture: CaptureRow,
    Report: ReportRow,
    Statement: StatementRow,
    Claim: ClaimRow,
    Incident: IncidentRow,
    Finding: FindingRow,
}
"""Each record that has an id, and its table."""

LAST = "\U0010ffff"
"""Comes after all that an id may go on with."""


LETTERS: dict[str, type[Any]] = {"k": Capture, "r": Report, "s": Statement, "c": Claim, "i": Incident, "f": Finding}
"""The letter that the ids of each kind begin with (:func:`probata.records.make_id`)."""


def exactly(base: str, wanted: str) -> Capture | Report | Statement | Claim | Incident | Finding | None:
    """The record of just that id, by its key alone: beginnings are compared with every id of the desk."""
    kind = LETTERS.get(wanted[:1])
    if kind is None:
        return None
    row = RECORDED[kind].objects.using(base).filter(id=wanted, record__isnull=False).first()
    found: Capture | Report | Statement | Claim | Incident | Finding | None
    found = None if row is None else _record(kind, row)
    return found


def beginning(base: str, prefix: str) -> list[Any]:
    """Up to two records of each kind whose id begins with ``prefix``; the finding of that number."""
    if NUMBER.fullmatch(prefix):
        return [numbered(base, prefix)]
    first = prefix.lower()
    begins = Q(id__gte=first, id__lt=first + LAST)  # not LIKE, for which SQLite reads the whole table
    return [
        _record(kind, row)
        for kind, table in RECORDED.items()
        for row in table.objects.using(base).filter(begins, record__isnull=False).order_by("id")[:2]
    ]


def numbered(base: str, number: str) -> Finding:
    """The finding that has that number now; :class:`NotFound` where none has, with where its claims have gone."""
    claims = {c for d in decisions.naming(base, [number]) if d.finding is not None for c in d.claims}
    homes = sorted({i for where in incidents_of(base, claims).values() for i in where})
    rows = FindingRow.objects.using(base).filter(incident_id__in=homes).order_by("id")
    if (record := next((r.record for r in rows if r.record.get("number") == number), None)) is not None:
        return from_json(Finding, record)
    if not claims:
        raise NotFound(number, "no finding of the desk was given that number")
    where = f"its claims now stand in {', '.join(homes)}" if homes else "its claims are not in the desk any more"
    raise NotFound(number, f"no finding has that number now: {where}")


def stored(base: str, kind: type[Any]) -> Iterator[tuple[str, Any]]:
    """All records of a kind with their row's id; ``None`` where one doesn't fit its schema."""
    rows = RECORDED[kind].objects.using(base).filter(record__isnull=False)
    for row in rows.order_by("id").iterator(chunk_size=500):
        try:
            yield row.id, _record(kind, row)
        except (ValueError, TypeError):
            yield row.id, None


def _record(kind: type[Any], row: Any) -> Any:
    return report_of(row) if kind is Report else from_json(kind, row.record)


def report_of(row: ReportRow) -> Report:
    """A report with its text put back into the record."""
    return from_json(Report, row.record | {"text": row.text})


def light_report_of(row: ReportRow) -> Report:
    """A report without its text, for what only asks who published it and when."""
    return from_json(Report, row.record | {"text": ""})
