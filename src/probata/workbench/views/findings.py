"""A finding: the thirteen parts that panels print, and what people note, ask, judge and decide of it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from probata.desk import Filter
from probata.errors import NotFound
from probata.pipeline import sheet, with_running_total
from probata.pipeline.casefile import light
from probata.pipeline.origintree import reports_of
from probata.pipeline.sheetparts import Sheet
from probata.records import Finding, FindingStatus, Incident, Reply
from probata.workbench import evidence, findingacts, incidentacts, opened
from probata.workbench.deciding import ActForm, Given, done, home_of, shown
from probata.workbench.evidence import PAGE, Cited
from probata.workbench.guards import once
from probata.workbench.links import url_of
from probata.workbench.views.incidents import UNFOLDED, origins_shown

PARTS = (
    "Number", "Statement", "Facts, as they are told", "Measure", "Evidence", "Independence", "Grades",
    "Contrary evidence", "Reply", "Gaps and alternatives", "Likelihood and, apart, confidence",
    "Who decided, and when", "Annexes: the captures",
)  # fmt: skip
"""The parts of a finding, in the order in which panels of experts print them."""

DONE_AT = {"contrary": 8, "ask": 9, "answer": 9, "gap": 10, "alternative": 10, "judge": 11}
"""The part at which an act shows."""


@require_GET
def finding(request: HttpRequest, wanted: str) -> HttpResponse:
    """All of a finding, by its id or its number."""
    found = opened.desk().get(wanted)
    if not isinstance(found, Finding) or wanted not in (found.id, found.number):
        return redirect(url_of(found.id))
    return _page(request, found)


@require_POST
@once
def act(request: HttpRequest, wanted: str, name: str) -> HttpResponse:
    """What a person decides of it."""
    found = _finding(wanted)
    result = done(findingacts.ACTS, name, request, found.id, _given(found))
    if isinstance(result, ActForm):
        return _page(request, found, result)
    return redirect(f"{_now(found)}#part-{DONE_AT.get(name, 12)}")


def _page(request: HttpRequest, found: Finding, wrong: ActForm | None = None) -> HttpResponse:
    desk, settings = opened.desk(), opened.settings()
    found = with_running_total(desk, settings, found, at_once=True)
    told = sheet(desk, settings, found)
    page = Paginator(told.evidence, PAGE).get_page(request.GET.get("evidence"))
    incident = desk.get(found.incident)
    names = {o.root: o for o in told.origins}
    trees = origins_shown(told.origins)
    others = [f for f in desk.findings(Filter(incidents=(found.incident,))) if f.id != found.id]
    context: dict[str, Any] = {
        "finding": found,
        "incident": incident if isinstance(incident, Incident) else None,
        "sheet": told,
        "parts": list(enumerate(PARTS, 1)),
        "page": page,
        "passages": [evidence.of_item(i) for i in page],
        "amounts": [(a, [_cite(told, n, page.number) for n in a.evidence]) for a in told.facts.amounts],
        "denials": [_cite(told, n, page.number) for n in told.contrary.evidence],
        "elements": [(e, *_elements(told, e.claims, page.number)) for e in told.measure.elements],
        "paragraphs": told.measure.paragraphs,
        "origins": trees,
        "further_origins": len(told.origins) - len(trees),
        "unfolded": sum(len(o.origin.paths) for o in trees) <= UNFOLDED,
        "reports": light(desk, {r for o in trees for r in reports_of(o.tree)}),
        "sources": [(s, names.get(s.source)) for s in told.grades.sources],
        "replies": [(r, _state(r)) for r in told.replies],
        "annexes": [(a, [_cite(told, n, page.number) for n in a.evidence[:8]]) for a in told.annexes],
        "people": sorted({s.decision.author for s in told.history if s.decision.finding is not None
                          and s.retracted_by is None}),
        "others": others,
        "two": desk.two_persons,
        "acts": _acts(request, found, told, wrong),
        "wrong": wrong,
    }  # fmt: skip
    return render(request, "workbench/finding.html", context, status=200 if wrong is None else 422)


def _finding(wanted: str) -> Finding:
    found = opened.desk().get(wanted)
    if not isinstance(found, Finding):
        raise NotFound(wanted, "is no finding of this desk; look for it in the search")
    return found


def _now(found: Finding) -> str:
    """Its address after a decision: an incident that has changed gives it another id."""
    try:
        return url_of(_finding(found.id).id)
    except NotFound:
        incident = home_of(found.incident, ())
        same = opened.desk().findings(Filter(incidents=(incident,), measure=found.measure))
        return url_of(same[0].id if same else incident)


def _cite(told: Sheet, number: int, page: int) -> Cited:
    at = (number - 1) // PAGE + 1
    return Cited(number, f"{'' if at == page else f'?evidence={at}'}#E{number}", told.evidence[number - 1].claim)


def _elements(told: Sheet, claims: tuple[str, ...], page: int) -> tuple[list[Cited], int]:
    wanted = set(claims)
    numbers = [i.number for i in told.evidence if i.claim in wanted]
    return [_cite(told, n, page) for n in numbers[:8]], max(0, len(numbers) - 8)


def _state(reply: Reply) -> str:
    """ "answered", "silent", "overdue" or "open"."""
    if reply.answer is not None:
        return "answered"
    if reply.answered is not None:
        return "silent"
    return "overdue" if (reply.due or "") < opened.today() else "open"


def _parties(found: Finding) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((r.addressee, opened.labels().actor(r.addressee)) for r in found.replies))


def _given(found: Finding) -> Given:
    return {"answer": {"parties": _parties(found)}}


def _acts(request: HttpRequest, found: Finding, told: Sheet, wrong: ActForm | None) -> dict[str, Any]:
    """The forms of the finding that have a use now, and those of its incident that its page shows too."""
    idle = {"answer"} if not found.replies else set()
    idle |= {"confirm"} if found.status is FindingStatus.CONFIRMED else set()
    idle |= {"reject"} if found.status is FindingStatus.REJECTED else set()
    own = [a for a in findingacts.ACTS if a.name not in idle]
    further = [a for a in incidentacts.ACTS if a.name in ("grade", "grade-source", "origin")]
    roots = tuple((o.root, o.label or o.root) for o in told.origins)
    given = {name: {"roots": roots} for name in ("grade-source", "origin")}
    return shown(own, request, _given(found), wrong) | shown(further, request, given)


urlpatterns = [
    path("findings/<str:wanted>", finding, name="finding"),
    path("findings/<str:wanted>/acts/<str:name>", act, name="finding-act"),
]
