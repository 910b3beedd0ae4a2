"""Records into tables. Every function is called inside a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Model

from probata.desk import copies
from probata.desk.ledger import amount_key
from probata.desk.models import (
    CaptureRow,
    ClaimActor,
    ClaimKey,
    ClaimRow,
    FindingRow,
    IncidentActor,
    IncidentRow,
    NotEngagedRow,
    ReportRow,
    StatementRow,
)
from probata.errors import InputError
from probata.records import Capture, Claim, DateInterval, Extraction, Finding, Incident, NotEngaged, Statement, to_json


def put_capture(base: str, capture: Capture) -> None:
    """Enter a capture. Where the user has declared something new of it, it has to be read again."""
    record = to_json(capture)
    row, new = CaptureRow.objects.using(base).get_or_create(
        id=capture.id,
        defaults={
            "sha256": capture.sha256,
            "url_final": capture.url_final,
            "captured_at": capture.captured_at,
            "record": record,
        },
    )
    if not new and row.record != record:
        row.record, row.read_with = record, ""
        row.save(using=base, update_fields=["record", "read_with"])


def put_reading(base: str, capture: str, engine: str, reports: Iterable[str], failures: Sequence[InputError]) -> None:
    """Mark a capture as read to its end: reports of an earlier reading that are no more go, failures stay.

    Nothing is written where nothing has changed.
    """
    gone = ReportRow.objects.using(base).filter(capture_id=capture).exclude(id__in=list(reports))
    if gone.exists():
        copies.forget(base, gone.values_list("id", flat=True))
        gone.delete()
    kept = [{"error": type(f).__name__, "where": f.where, "reason": f.reason} for f in failures]
    row = CaptureRow.objects.using(base).get(id=capture)
    if row.read_with != engine or row.failures != kept:
        row.read_with, row.failures = engine, kept
        row.save(using=base, update_fields=["read_with", "failures"])


def put_extraction(base: str, extraction: Extraction, engine: str) -> None:
    """Enter a report with what was read from it, in place of an earlier reading of the same report."""
    report = extraction.report
    if ReportRow.objects.using(base).filter(id=report.id).exists():
        copies.forget(base, [report.id])
        ReportRow.objects.using(base).filter(id=report.id).delete()
    for table, rows in rows_of(extraction, engine).items():
        table._default_manager.using(base).bulk_create(rows)


def rows_of(extraction: Extraction, engine: str) -> dict[type[Model], list[Model]]:
    """The rows of a report that isn't placed yet, by their tables, in the order in which one refers to the other."""
    report = extraction.report
    record = to_json(report)
    del record["text"]
    row = ReportRow(
        id=report.id,
        capture_id=report.capture,
        part=report.part,
        sha256=report.sha256,
        label=report.label,
        outlet=report.outlet or "",
        published=report.published or "",
        text=report.text,
        record=record,
        engine=engine,
    )
    statements = [
        StatementRow(id=s.id, report_id=report.id, place=n, source=s.source.id, stance=s.stance.value,
                     said_from=_start(s.said), said_to=_end(s.said), record=to_json(s))
        for n, s in enumerate(extraction.statements)
    ]  # fmt: skip
    claims = [
        ClaimRow(id=c.id, report_id=report.id, place=n, type=c.type.value, stance=c.stance.value,
                 status=c.status.value, happened_from=_start(c.time), happened_to=_end(c.time), record=to_json(c))
        for n, c in enumerate(extraction.claims)
    ]  # fmt: skip
    actors = [
        ClaimActor(claim_id=c.id, actor=actor, role=role)
        for c in extraction.claims
        for role, ids in (("agent", c.agent), ("counterpart", c.counterpart), ("source", _speakers(c)))
        for actor in ids
    ]
    keys = [
        ClaimKey(claim_id=c.id, kind=kind, key=key)
        for c in extraction.claims
        for kind, told in (("place", _places(c)), ("carrier", _carriers(c)), ("amount", _amounts(c)))
        for key in told
    ]
    return {
        ReportRow: [row],
        StatementRow: [*statements],
        ClaimRow: [*claims],
        ClaimActor: [*actors],
        ClaimKey: [*keys],
    }


def put_incident(
    base: str, incident: str, record: Incident | None, findings: Sequence[Finding], not_engaged: Sequence[NotEngaged]
) -> None:
    """Enter what an incident now is, with its findings; ``None`` for one that is told as part of others."""
    row = IncidentRow.objects.using(base).get(id=incident)
    row.record, row.stale = (None if record is None else to_json(record)), False
    told: dict[str, tuple[str, ...]] = {}
    if record is not None:
        row.happened_from, row.happened_to = _start(record.time), _end(record.time)
        row.origins, row.disputed = record.independent_origins, bool(record.denied_by)
        told = {
            "agent": record.agent,
            "counterpart": record.counterpart,
            "source": (*record.asserted_by, *record.alleged_by, *record.denied_by, *record.unverified_by),
        }
    row.save(using=base)
    for table in (IncidentActor, FindingRow, NotEngagedRow):
        table._default_manager.using(base).filter(incident_id=incident).delete()
    IncidentActor.objects.using(base).bulk_create(
        IncidentActor(incident_id=incident, actor=actor, role=role) for role, ids in told.items() for actor in ids
    )
    FindingRow.objects.using(base).bulk_create(
        FindingRow(id=f.id, incident_id=f.incident, regime=f.regime, measure=f.measure, status=f.status.value,
                   record=to_json(f))
        for f in findings
    )  # fmt: skip
    NotEngagedRow.objects.using(base).bulk_create(
        NotEngagedRow(incident_id=n.incident, regime=n.regime, record=to_json(n)) for n in not_engaged
    )


def _speakers(claim: Claim | Statement) -> tuple[str, ...]:
    person = claim.source.person
    return (claim.source.id,) if person is None or person == claim.source.id else (claim.source.id, person)


def _places(claim: Claim) -> tuple[str, ...]:
    places = [claim.place] if claim.place is not None else []
    return tuple(dict.fromkeys(p.key for p in (*places, *(leg.place for leg in claim.route))))


def _carriers(claim: Claim) -> tuple[str, ...]:
    told = (v for m in claim.means for v in (m.name, m.model, m.imo, m.mmsi, m.registration))
    return tuple(dict.fromkeys(v.casefold() for v in told if v))


def _amounts(claim: Claim) -> tuple[str, ...]:
    return (amount_key(claim.quantity),) if claim.quantity is not None else ()


def _start(time: DateInterval | None) -> str:
    return (time.start if time else None) or ""


def _end(time: DateInterval | None) -> str:
    return (time.end if time else None) or ""
