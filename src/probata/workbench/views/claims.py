"""A claim and a statement: the words in their place, each value with its passage, how it was read, who decided what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from probata.desk import Desk, Filter
from probata.errors import NotFound
from probata.pipeline import workings
from probata.pipeline.claimstanding import ClaimStanding, standing_of
from probata.pipeline.standings import Standing, standings_among
from probata.records import Claim, Report, Statement
from probata.workbench import opened
from probata.workbench.cards import Card, Row, marks_of, rows_of, rows_of_statement
from probata.workbench.excerpts import excerpts
from probata.workbench.links import url_of
from probata.workbench.reading import in_order

INCIDENTS = 5
"""Incidents of a claim that are told with their parties; a denial of everything may stand in hundreds."""


def claim(request: HttpRequest, wanted: str) -> HttpResponse:
    """All that is known of a claim. What a person entered stands beside what the machine read."""
    desk = opened.desk()
    found = desk.get(wanted)
    if not isinstance(found, Claim) or found.id != wanted:
        return redirect(url_of(found.id))
    report = _report(desk, found.report)
    standing = standing_of(desk, found.id)
    rows = rows_of(found, report, opened.labels())
    homes = desk.incidents_of([found.id])[found.id]
    marks = list(Card(1, found, rows).marks)
    context = {
        "claim": found,
        "report": report,
        "standing": standing,
        "rows": rows,
        "machine": _machine(standing, report),
        "excerpts": excerpts(report, [(found.start, found.end)], marks),
        "workings": workings(standing.machine, report, desk.report_engines(report.capture).get(report.id, "not known")),
        "statement": desk.get(found.statement) if found.statement else None,
        "incidents": desk.incidents(Filter(incidents=homes[:INCIDENTS])) if homes else [],
        "further": max(0, len(homes) - INCIDENTS),
        "named": _named(desk, found.id, standing),
    }
    return render(request, "workbench/claim.html", context)


def statement(request: HttpRequest, wanted: str) -> HttpResponse:
    """All that is known of a statement, and the claims that it makes."""
    desk = opened.desk()
    found = desk.get(wanted)
    if not isinstance(found, Statement) or found.id != wanted:
        return redirect(url_of(found.id))
    report = _report(desk, found.report)
    rows = rows_of_statement(found, report, opened.labels())
    context = {
        "statement": found,
        "report": report,
        "rows": rows,
        "excerpts": excerpts(report, found.content, marks_of(rows, "s1")),
        "workings": workings(found, report, desk.report_engines(report.capture).get(report.id, "not known")),
        "claims": [c for c in in_order(desk.claims(Filter(reports=(report.id,)))) if c.statement == found.id],
    }
    return render(request, "workbench/statement.html", context)


def _report(desk: Desk, wanted: str) -> Report:
    found = desk.get(wanted)
    if not isinstance(found, Report):
        raise NotFound(wanted, "is not a report of this desk; run `probata verify`")
    return found


def _machine(standing: ClaimStanding, report: Report) -> dict[str, list[Row]]:
    """What the machine had read of each field that a person entered."""
    told: dict[str, list[Row]] = {}
    if standing.claim.entered:
        for row in rows_of(standing.machine, report, opened.labels()):
            told.setdefault(row.field, []).append(row)
    return told


def _named(desk: Desk, claim_id: str, standing: ClaimStanding) -> tuple[Standing, ...]:
    """Decisions that name the claim with others: merges, splits, grades, and those on its findings."""
    own = {s.decision.id for s in standing.history}
    made = [d for d in desk.decisions([claim_id]) if d.id not in own]
    retracting = desk.decisions([d.id for d in made]) if made else []
    return tuple(s for s in standings_among(desk, [*made, *retracting]) if s.decision.id not in own)


urlpatterns = [
    path("claims/<str:wanted>", claim, name="claim"),
    path("statements/<str:wanted>", statement, name="statement"),
]
