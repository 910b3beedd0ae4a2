"""Records out of tables, narrowed by a :class:`~probata.desk.filters.Filter`.

Orders depend on content alone, so that two desks with the same records list them alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from probata.desk import decisions
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
from probata.errors import NotFound
from probata.records import (
    NUMBER,
    Capture,
    Claim,
    Finding,
    Incident,
    NotEngaged,
    Report,
    Stance,
    Statement,
    from_json,
)

M = TypeVar("M", bound=Model)


def captures(base: str) -> list[Capture]:
    """All captures, oldest first."""
    rows = CaptureRow.objects.using(base).order_by("captured_at", "id")
    return [from_json(Capture, row.record) for row in rows]


def reports(base: str, by: Filter) -> list[Report]:
    """Reports by publication date, then label."""
    rows = ReportRow.objects.using(base).all()
    if by.reports:
        rows = rows.filter(id__in=by.reports)
    if by.since:
        rows = rows.filter(published__gte=by.since)
    if by.until:
        rows = rows.filter(published__lte=by.until).exclude(published="")
    rows = _through_claims(rows, Filter(**_less(by, "since", "until")), "claims__")
    return [report_of(row) for row in rows.order_by("published", "label", "id")]


def statements(base: str, by: Filter) -> list[Statement]:
    """Statements in the order of their reports and of the text."""
    rows = StatementRow.objects.using(base).all()
    if by.reports:
        rows = rows.filter(report_id__in=by.reports)
    if by.actors:
        rows = rows.filter(source__in=by.actors)
    if by.stance:
        rows = rows.filter(stance=by.stance.value)
    if by.since:
        rows = rows.filter(Q(said_to__gte=by.since) | Q(said_to="", report__published__gte=by.since))
    if by.until:
        by_words = Q(said_from__lte=by.until) & ~Q(said_from="")
        by_paper = Q(said_from="", report__published__lte=by.until) & ~Q(report__published="")
        rows = rows.filter(by_words | by_paper)
    if by.type or by.measure or by.regimes or by.disputed is not None or by.places or by.carriers:
        narrowed = ClaimRow.objects.using(base).all()
        told = [c.statement for c in _claims(narrowed, Filter(**_less(by, "since", "until", "actors", "stance")))]
        rows = rows.filter(id__in=[s for s in told if s])
    rows = rows.order_by("report__published", "report__label", "report_id", "place")
    return [from_json(Statement, row.record) for row in rows]


def claims(base: str, by: Filter) -> list[Claim]:
    """Claims in the order of their reports and of the text."""
    return _claims(ClaimRow.objects.using(base).all(), by)


def incidents(base: str, by: Filter) -> list[Incident]:
    """Incidents by time (unknown first), then id."""
    rows = _of_incidents(IncidentRow.objects.using(base).all(), by, "")
    return [from_json(Incident, row.record) for row in rows.order_by("happened_from", "id")]


def incidents_of(base: str, claims: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The ids of the incidents that each of the claims stands in, in order.

    A denial of all that its block tells stands in the records of the others too, so those are asked.
    """
    found: dict[str, set[str]] = {c: set() for c in claims}
    blocks: dict[str, set[str]] = {}
    for part in chunks(found):
        rows = MemberRow.objects.using(base).filter(claim_id__in=part)
        for claim, incident, block, sweeping in rows.values_list(
            "claim_id", "incident_id", "incident__block_id", "sweeping"
        ):
            found[claim].add(incident)
            if sweeping:
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
    rows = FindingRow.objects.using(base).all()
    if by.measure:
        rows = rows.filter(measure__iexact=by.measure)
    if by.regimes:
        rows = rows.filter(regime__in=by.regimes)
    rows = _of_incidents(rows, Filter(**_less(by, "measure", "regimes")), "incident__")
    rows = rows.order_by("regime", "measure", "incident__happened_from", "id")
    return [from_json(Finding, row.record) for row in rows]


def not_engaged(base: str, by: Filter) -> list[NotEngaged]:
    """What engages nothing, by the incident's time. A measure asks for those that came nearest to it."""
    rows = NotEngagedRow.objects.using(base).all()
    if by.regimes:
        rows = rows.filter(regime__in=by.regimes)
    rows = _of_incidents(rows, Filter(**_less(by, "measure", "regimes")), "incident__")
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


def beginning(base: str, prefix: str) -> list[Any]:
    """Up to two records of each kind whose id begins with ``prefix``; the finding of that number."""
    if NUMBER.fullmatch(prefix):
        return [numbered(base, prefix)]
    return [
        _record(kind, row)
        for kind, table in RECORDED.items()
        for row in table.objects.using(base).filter(id__startswith=prefix, record__isnull=False).order_by("id")[:2]
    ]


def numbered(base: str, number: str) -> Finding:
    """The finding that has that number now; :class:`NotFound` where none has, with where its claims have gone."""
    claims = {c for d in decisions.naming(base, [number]) if d.finding is not None for c in d.claims}
    homes = sorted({i for where in incidents_of(base, claims).values() for i in where})
    rows = FindingRow.objects.using(base).filter(incident_id__in=homes, record__number=number).order_by("id")
    if (row := rows.first()) is not None:
        return from_json(Finding, row.record)
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


def _claims(rows: QuerySet[ClaimRow], by: Filter) -> list[Claim]:
    if by.reports:
        rows = rows.filter(report_id__in=by.reports)
    rows = _through_claims(_during(rows, by, ""), by, "")
    rows = rows.order_by("report__published", "report__label", "report_id", "place")
    return [from_json(Claim, row.record) for row in rows]


def _of_incidents(rows: QuerySet[M], by: Filter, path: str) -> QuerySet[M]:
    """Narrow rows that are, or belong to, incidents."""
    rows = _during(rows.filter(**{f"{path}record__isnull": False}), by, path)
    conditions: dict[str, Any] = {"id__in": by.incidents} if by.incidents else {}
    if by.type:
        conditions["type"] = by.type.value
    if by.disputed is not None:
        conditions["disputed"] = by.disputed
    if by.measure:
        conditions["findings__measure__iexact"] = by.measure
    if by.regimes:
        conditions["findings__regime__in"] = by.regimes
    if by.stance:
        # A denial of all that the parties are said to have done stands in one of the incidents that it disputes.
        denied = by.stance is Stance.DENIES
        conditions |= {"disputed": True} if denied else {"members__claim__stance": by.stance.value}
    rows = rows.filter(**{path + name: value for name, value in conditions.items()})
    if by.actors:
        rows = rows.filter(**{f"{path}actors__actor__in": by.actors})
    for having in _having(rows, by):
        rows = rows.filter(**{f"{path}members__claim__in": having})
    return rows.distinct()


def _through_claims(rows: QuerySet[M], by: Filter, path: str) -> QuerySet[M]:
    """Narrow rows that are, or hold, claims; one claim has to meet all conditions."""
    conditions: dict[str, Any] = {}
    if by.actors:
        conditions["actors__actor__in"] = by.actors
    if by.type:
        conditions["type"] = by.type.value
    if by.stance:
        conditions["stance"] = by.stance.value
    if by.measure:
        conditions["incidents__incident__findings__measure__iexact"] = by.measure
    if by.regimes:
        conditions["incidents__incident__findings__regime__in"] = by.regimes
    if by.disputed is not None:
        conditions["incidents__incident__disputed"] = by.disputed
    # In one call, so that all are asked of the same claim.
    keys = [Q(**{f"{path}id__in": having}) for having in _having(rows, by)]
    if not conditions and not keys:
        return rows
    return rows.filter(*keys, **{path + name: value for name, value in conditions.items()}).distinct()


def _having(rows: QuerySet[Any], by: Filter) -> Iterator[QuerySet[ClaimKey, Any]]:
    """The claims at one of the places, and those with one of the carriers, as far as either is asked for."""
    for kind, wanted in (("place", by.places), ("carrier", by.carriers)):
        if wanted:
            keys = ClaimKey.objects.using(rows.db).filter(kind=kind, key__in=[w.casefold() for w in wanted])
            yield keys.values("claim_id")


def _during(rows: QuerySet[M], by: Filter, path: str) -> QuerySet[M]:
    if by.since:
        rows = rows.filter(**{f"{path}happened_to__gte": by.since})
    if by.until:
        rows = rows.filter(**{f"{path}happened_from__lte": by.until}).exclude(**{f"{path}happened_to": ""})
    return rows


def _less(by: Filter, *names: str) -> dict[str, Any]:
    return {name: getattr(by, name) for name in Filter.__slots__ if name not in names}
