"""Records into tables. Every function is called inside a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model

from probata.desk import copies, sources
from probata.desk.columns import clipped
from probata.desk.fulltext import texts
from probata.desk.ledger import amount_key
from probata.desk.models import (
    CapRow,
    CaptureRow,
    ClaimActor,
    ClaimKey,
    ClaimRow,
    ClaimWords,
    FindingRow,
    IncidentActor,
    IncidentGoods,
    IncidentOrigin,
    IncidentRow,
    NotEngagedRow,
    ReportRow,
    ReportWords,
    StatementRow,
    StatementWords,
    SummaryRow,
)
from probata.errors import InputError
from probata.records import (
    Capture,
    Claim,
    DateInterval,
    Extraction,
    Finding,
    Incident,
    NotEngaged,
    Statement,
    summary_of,
    to_json,
)


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
        sources.mark(base, sources.said_in(base, gone.values_list("id", flat=True)))
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
    heard = _heard(extraction)
    if ReportRow.objects.using(base).filter(id=report.id).exists():
        heard |= sources.said_in(base, [report.id])
        copies.forget(base, [report.id])
        ReportRow.objects.using(base).filter(id=report.id).delete()
    for table, rows in rows_of(extraction, engine).items():
        table._default_manager.using(base).bulk_create(rows)
    sources.mark(base, heard)


def _heard(extraction: Extraction) -> set[str]:
    """The sources that a report names, with its outlet."""
    told: tuple[Claim | Statement, ...] = (*extraction.statements, *extraction.claims)
    return {extraction.report.outlet or "", *(one for it in told for one in _speakers(it))}


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
        label=clipped(report.label),
        outlet=clipped(report.outlet or ""),
        published=report.published or "",
        text=report.text,
        record=record,
        engine=engine,
        marks={"times": to_json(extraction.times), "quantities": to_json(extraction.quantities)},
    )
    statements = [
        StatementRow(id=s.id, report_id=report.id, place=n, source=clipped(s.source.id),
                     person=clipped("".join(_speakers(s)[1:])), stance=s.stance.value, said_from=_start(s.said),
                     said_to=_end(s.said), day=_start(s.said) or row.published,
                     day_last=_end(s.said) or row.published, record=to_json(s))
        for n, s in enumerate(extraction.statements)
    ]  # fmt: skip
    claims = [
        ClaimRow(id=c.id, report_id=report.id, place=n, published=row.published, **_columns(c))
        for n, c in enumerate(extraction.claims)
    ]
    return {
        ReportRow: [row],
        StatementRow: [*statements],
        ClaimRow: [*claims],
        ClaimActor: [a for c in extraction.claims for a in _actors(c)],
        ClaimKey: [k for c in extraction.claims for k in _keys(c)],
        ReportWords: [ReportWords(record_id=report.id, words=texts.report_words(record, report.text))],
        StatementWords: [
            StatementWords(record_id=s.id, words=texts.statement_words(s.record, report.text)) for s in statements
        ],
        ClaimWords: [ClaimWords(record_id=c.id, words=texts.claim_words(c.record, report.text)) for c in claims],
    }


def put_claim(base: str, claim: Claim, machine: Claim | None) -> None:
    """Enter what people have made of a claim; ``machine`` is what was read, where they have entered values."""
    kept = None if machine is None else to_json(machine)
    before = ClaimActor.objects.using(base).filter(claim_id=claim.id, role="source").values_list("actor", flat=True)
    sources.mark(base, {*before, *_speakers(claim)})
    ClaimRow.objects.using(base).filter(id=claim.id).update(**_columns(claim), machine=kept)
    for table in (ClaimActor, ClaimKey):
        table._default_manager.using(base).filter(claim_id=claim.id).delete()
    ClaimActor.objects.using(base).bulk_create(_actors(claim))
    ClaimKey.objects.using(base).bulk_create(_keys(claim))
    text = ReportRow.objects.using(base).values_list("text", flat=True).get(id=claim.report)
    ClaimWords.objects.using(base).filter(record_id=claim.id).update(words=texts.claim_words(to_json(claim), text))


def _columns(claim: Claim) -> dict[str, Any]:
    """A claim's record with the columns that are copies of it."""
    return {
        "type": claim.type.value,
        "stance": claim.stance.value,
        "status": claim.status.value,
        "happened_from": _start(claim.time),
        "happened_to": _end(claim.time),
        "statement": claim.statement or "",
        "verdict": claim.verdict.value,
        "record": to_json(claim),
    }


def _actors(claim: Claim) -> list[ClaimActor]:
    told = (("agent", claim.agent), ("counterpart", claim.counterpart), ("source", _speakers(claim)))
    return [ClaimActor(claim_id=claim.id, actor=clipped(actor), role=role) for role, ids in told for actor in ids]


def _keys(claim: Claim) -> list[ClaimKey]:
    told = (
        ("place", _places(claim)),
        ("carrier", _carriers(claim)),
        ("amount", _amounts(claim)),
        ("goods", [o.value for o in claim.object]),
    )
    return [ClaimKey(claim_id=claim.id, kind=kind, key=clipped(key)) for kind, keys in told for key in keys]


def put_incident(
    base: str,
    incident: str,
    record: Incident | None,
    findings: Sequence[Finding],
    not_engaged: Sequence[NotEngaged],
    days: Mapping[str, str] | None = None,
) -> None:
    """Enter what an incident now is, with its findings; ``None`` for one that is told as part of others. ``days``: the
    first day (ISO) on which each of its roots was published."""
    row = IncidentRow.objects.using(base).get(id=incident)
    row.record, row.stale = (None if record is None else to_json(record)), False
    row.engages = bool(findings)
    told: dict[str, tuple[str, ...]] = {}
    if record is not None:
        row.happened_from, row.happened_to = _start(record.time), _end(record.time)
        row.origins, row.disputed = record.independent_origins, bool(record.denied_by)
        row.reliability, row.credibility = record.reliability, record.credibility
        told = {
            "agent": record.agent,
            "counterpart": record.counterpart,
            "source": (*record.asserted_by, *record.alleged_by, *record.denied_by, *record.unverified_by),
        }
    row.save(using=base)
    gone = (CapRow,) if record is None else ()
    for table in (SummaryRow, IncidentActor, IncidentGoods, FindingRow, NotEngagedRow, *gone):
        table._default_manager.using(base).filter(incident_id=incident).delete()
    IncidentActor.objects.using(base).bulk_create(
        IncidentActor(incident_id=incident, actor=clipped(actor), role=role)
        for role, ids in told.items()
        for actor in ids
    )
    if record is not None:
        SummaryRow.objects.using(base).create(incident_id=incident, record=to_json(summary_of(record)))
    _put_origins(base, incident, record, days or {})
    IncidentGoods.objects.using(base).bulk_create(
        IncidentGoods(incident_id=incident, goods=goods.value) for goods in (record.object if record else ())
    )
    FindingRow.objects.using(base).bulk_create(
        FindingRow(id=f.id, incident_id=f.incident, regime=f.regime, measure=f.measure, status=f.status.value,
                   happened_from=row.happened_from, number=f.number or "", citation_status=f.citation_status,
                   due=_due(f), record=to_json(f))
        for f in findings
    )  # fmt: skip
    NotEngagedRow.objects.using(base).bulk_create(
        NotEngagedRow(incident_id=n.incident, regime=n.regime, record=to_json(n)) for n in not_engaged
    )


def _put_origins(base: str, incident: str, record: Incident | None, days: Mapping[str, str]) -> None:
    """Enter the roots of an incident; its sources are counted anew where these have changed."""
    table = IncidentOrigin.objects.using(base)
    columns = ("root", "label", "kind", "day", "counted", "others", "disputed")
    before = set(table.filter(incident_id=incident).values_list(*columns))
    now = {
        (clipped(o.root), clipped(o.label), o.kind.value, days.get(o.root, ""), o.counted,
         max(0, record.independent_origins - o.counted), bool(record.denied_by))
        for o in record.origins
    } if record is not None else set()  # fmt: skip
    if now == before:
        return
    table.filter(incident_id=incident).delete()
    table.bulk_create(
        IncidentOrigin(incident_id=incident, **dict(zip(columns, row, strict=True))) for row in sorted(now)
    )
    sources.mark(base, {row[0] for row in before ^ now})


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


def _due(finding: Finding) -> str:
    """The first day by which a reply is awaited that nobody has given, nor noted as not given."""
    return min((r.due or "" for r in finding.replies if r.answer is None and r.answered is None), default="")


def _start(time: DateInterval | None) -> str:
    return (time.start if time else None) or ""


def _end(time: DateInterval | None) -> str:
    return (time.end if time else None) or ""
