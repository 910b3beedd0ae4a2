"""One record, as ``probata show ID --json`` prints it, and what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel

from probata.errors import InputError, NotFound
from probata.pictures import Table, draw_timeline
from probata.pipeline import joins, shared, sheet, standing_of, standings, weights, with_running_total, workings
from probata.pipeline.evidence import content_of
from probata.pipeline.joins import Weight
from probata.pipeline.pictures import timeline_of_incident
from probata.pipeline.sheetparts import Sheet
from probata.pipeline.standings import Standing, standing_of_decision
from probata.pipeline.versions import difference, versions
from probata.records import (
    Capture,
    Claim,
    Copy,
    Decision,
    Edit,
    Finding,
    Incident,
    NotEngaged,
    Quantity,
    Report,
    Statement,
    Timex,
)
from probata.workbench import opened
from probata.workbench.api.answers import shape, tagged, tell
from probata.workbench.api.operations import reading
from probata.workbench.links import url_of

TAGS = ["records"]

R = TypeVar("R", Capture, Report, Statement, Claim, Incident, Finding)

LONGEST = 64
"""Characters of the longest id."""


def found(kind: type[R], wanted: str) -> R:
    """The record of that kind; :class:`NotFound` for another or none."""
    if len(wanted) > LONGEST or not wanted.isascii() or not wanted.isprintable():
        raise NotFound(wanted[:LONGEST], f"is not the id of a {kind.__name__.lower()}")
    record = opened.desk().get(wanted)
    if not isinstance(record, kind):
        raise NotFound(wanted, f"is not the id of a {kind.__name__.lower()}, but of a {type(record).__name__.lower()}")
    return record


class Why(BaseModel):
    """One step of how a statement or claim was read."""

    what: str
    how: str


class OriginalOf(BaseModel):
    """The report whose words another has."""

    report: str
    shared: str
    because: str


@dataclass(frozen=True)
class CopySeen(Copy):
    """A copy as seen from a report. ``apart``: a person holds the two for origins of their own; ``later``: which of two
    versions came later."""

    apart: bool = False
    later: str | None = None


class VersionTold(BaseModel):
    """One version of a page, by its report."""

    report: str
    capture: str
    captured_at: str
    published: str | None
    sha256: str
    as_before: bool


class Share(BaseModel):
    """What one feature gives to a score, of at most its weight; negative where it speaks against the join."""

    feature: str
    weight: float
    share: float


class JoinTold(BaseModel):
    """Why a claim stands in an incident, which decisions had a part in it, and how to undo it."""

    claim: str
    bucket: str
    block: str
    placed: str
    joined: str
    against: str
    score: float | None
    shares: list[Share]
    decisions: list[str]
    undo: str


@reading("/captures/{record_id}", shape("CaptureAnswer", capture=Capture), url_name="capture", tags=TAGS)
def capture(request: HttpRequest, record_id: str) -> HttpResponse:
    """Where and when bytes were found, and their hash."""
    return tell(request, {"capture": found(Capture, record_id)})


@reading("/captures/{record_id}/bytes", "application/octet-stream", url_name="capture-bytes", tags=TAGS)
def capture_bytes(request: HttpRequest, record_id: str) -> HttpResponse:
    """The exact bytes, checked against their hash. They are never to be shown as a page of this server."""
    record = found(Capture, record_id)
    content = content_of(opened.desk(), record)
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{record.id}.bin"'
    return tagged(request, answer, content)


@reading("/reports/{record_id}", shape("ReportAnswer", report=Report, copies=list[CopySeen],
         original=OriginalOf | None, takers=list[str]), url_name="report", tags=TAGS)  # fmt: skip
def report(request: HttpRequest, record_id: str) -> HttpResponse:
    """A report with its text, and what it shares with others."""
    record = found(Report, record_id)
    return tell(request, {"report": record, **shared(opened.desk(), record).told})


@reading("/reports/{record_id}/text", "text/plain", url_name="report-text", tags=TAGS)
def report_text(request: HttpRequest, record_id: str) -> HttpResponse:
    """The text alone: what all offsets refer to, in code points."""
    body = found(Report, record_id).text.encode()
    return tagged(request, HttpResponse(body, content_type="text/plain; charset=utf-8"), body)


@reading("/reports/{record_id}/versions", shape("Versions", versions=list[VersionTold]), tags=TAGS)
def report_versions(request: HttpRequest, record_id: str) -> HttpResponse:
    """What was captured at its address over time; ``as_before``: with the text of the version before it."""
    told = [
        {"report": v.report.id, "capture": v.capture.id, "captured_at": v.capture.captured_at,
         "published": v.report.published, "sha256": v.report.sha256, "as_before": v.as_before}
        for v in versions(opened.desk(), found(Report, record_id))
    ]  # fmt: skip
    return tell(request, {"versions": told})


@reading("/reports/{record_id}/against/{other_id}", shape("Against", edits=list[Edit]), tags=TAGS)
def report_against(request: HttpRequest, record_id: str, other_id: str) -> HttpResponse:
    """How another report's text differs from this one's, word by word, as offsets into both."""
    return tell(request, {"edits": difference(found(Report, record_id), found(Report, other_id))})


@reading("/reports/{record_id}/marks", shape("Marks", times=list[Timex], quantities=list[Quantity]), tags=TAGS)
def report_marks(request: HttpRequest, record_id: str) -> HttpResponse:
    """Every time and quantity that was read in it; none where it was read before those were kept."""
    times, quantities = opened.desk().marks(found(Report, record_id).id)
    return tell(request, {"times": times, "quantities": quantities})


@reading("/statements/{record_id}", shape("StatementAnswer", statement=Statement), url_name="statement", tags=TAGS)
def statement(request: HttpRequest, record_id: str) -> HttpResponse:
    """Who says what to whom."""
    return tell(request, {"statement": found(Statement, record_id)})


@reading("/statements/{record_id}/why", shape("StatementWhy", why=list[Why]), tags=TAGS)
def statement_why(request: HttpRequest, record_id: str) -> HttpResponse:
    """How it was read."""
    return _workings(request, found(Statement, record_id))


ClaimAnswer = shape(
    "ClaimAnswer", claim=Claim, machine=Claim, decisions=list[Standing], last_decision=str, incidents=list[str]
)


@reading("/claims/{record_id}", ClaimAnswer, url_name="claim", tags=TAGS)
def claim(request: HttpRequest, record_id: str) -> HttpResponse:
    """What one source says of one event, as it stands and as the machine read it; the incidents that it stands in.

    ``last_decision`` is what a decision on it names as ``seen``.
    """
    record = found(Claim, record_id)
    standing = standing_of(opened.desk(), record.id)
    told = {"claim": record, "machine": standing.machine, "decisions": standing.history}
    homes = opened.desk().incidents_of([record.id])
    return tell(request, told | {"last_decision": standing.last, "incidents": homes[record.id]})


@reading("/claims/{record_id}/why", shape("ClaimWhy", why=list[Why]), tags=TAGS)
def claim_why(request: HttpRequest, record_id: str) -> HttpResponse:
    """How it was read."""
    return _workings(request, found(Claim, record_id))


@reading("/incidents/{record_id}", shape("IncidentAnswer", incident=Incident, findings=list[Finding],
         not_engaged=list[NotEngaged]), url_name="incident", tags=TAGS)  # fmt: skip
def incident(request: HttpRequest, record_id: str) -> HttpResponse:
    """What is put together of one event, which measures it engages, and why not others."""
    from probata.desk import Filter

    record = found(Incident, record_id)
    by = Filter(incidents=(record.id,))
    desk = opened.desk()
    return tell(request, {"incident": record, "findings": desk.findings(by), "not_engaged": desk.not_engaged(by)})


@reading("/incidents/{record_id}/why", shape("IncidentWhy", why=list[JoinTold], features=list[Weight]), tags=TAGS)
def incident_why(request: HttpRequest, record_id: str) -> HttpResponse:
    """Why each claim stands in it."""
    why = [j.told for j in joins(opened.desk(), found(Incident, record_id))]
    return tell(request, {"why": why, "features": weights()})


@reading("/incidents/{record_id}/timeline", shape("IncidentTimeline", table=Table, note=str), tags=TAGS)
def incident_timeline(request: HttpRequest, record_id: str) -> HttpResponse:
    """When it is told to have been, and who said so when: the table of the picture."""
    it = found(Incident, record_id)
    picture = draw_timeline(timeline_of_incident(opened.desk(), it, lambda record: url_of(record or it.id)))
    return tell(request, {"table": picture.table, "note": picture.note})


@reading("/incidents/{record_id}/history", shape("IncidentHistory", decisions=list[Standing]), tags=TAGS)
def incident_history(request: HttpRequest, record_id: str) -> HttpResponse:
    """What people have decided of its claims, reports and origins, and whether it holds."""
    it = found(Incident, record_id)
    named = (*it.claims, *it.reports, *(o.root for o in it.origins))
    return tell(request, {"decisions": standings(opened.desk(), named)})


@reading("/findings/{record_id}", shape("FindingAnswer", finding=Finding, sheet=Sheet), url_name="finding", tags=TAGS)
def finding(request: HttpRequest, record_id: str) -> HttpResponse:
    """An incident held against a measure, by id or number, with the thirteen parts that a panel prints."""
    desk, settings = opened.desk(), opened.settings()
    record = with_running_total(desk, settings, found(Finding, record_id))
    return tell(request, {"finding": record, "sheet": sheet(desk, settings, record)})


@reading("/decisions/{record_id}", shape("DecisionAnswer", decision=Decision, standing=Standing, later=list[Standing]),
         url_name="decision", tags=TAGS)  # fmt: skip
def decision(request: HttpRequest, record_id: str) -> HttpResponse:
    """What somebody decided, when and why, and whether it holds; the later decisions that are about it."""
    it, later = standing_of_decision(opened.desk(), record_id[:LONGEST])
    return tell(request, {"decision": it.decision, "standing": it, "later": later})


def _workings(request: HttpRequest, record: Statement | Claim) -> HttpResponse:
    desk = opened.desk()
    of = desk.get(record.report)
    if not isinstance(of, Report):
        raise InputError(record.report, "is not a report of this desk; run `probata verify`")
    reader = desk.report_engines(of.capture).get(of.id, "not recorded")
    return tell(request, {"why": [{"what": what, "how": how} for what, how in workings(record, of, reader)]})
