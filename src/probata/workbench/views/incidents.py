"""An incident: who says what, how much, from where; what it engages; and what people decide of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_POST

from probata.desk import Filter
from probata.errors import NotFound
from probata.pictures import draw_timeline
from probata.pipeline import joins, standings, weights
from probata.pipeline.casefile import PUTS, CaseFile, Speaker, Sum, Told, casefile, gone_to, light, near
from probata.pipeline.origintree import Branch, branches, reports_of
from probata.pipeline.pictures import timeline_of_incident
from probata.records import Finding, Incident, NotEngaged, Origin
from probata.workbench import evidence, incidentacts, opened
from probata.workbench.deciding import ActForm, Given, done, home_of, shown
from probata.workbench.evidence import PAGE, Cited, Passage
from probata.workbench.guards import once
from probata.workbench.links import url_of
from probata.workbench.ranges import Bar, bars

SPEAKERS = 8
"""Speakers that stand in a column; the passages have them all."""

CITED = 4
"""Passages that are cited beside a value."""

PATHS = 12
"""Ways back that an origin shows at first."""

DRAWN = 120
"""Claims up to which the timeline stands on the page; that of more is fetched when it is asked for."""

ORIGINS = 24
"""Origins whose trees stand on the page; those that count come first."""

UNFOLDED = 40
"""Ways back in all up to which the trees are shown unfolded."""

HEADS = {
    "asserted": "Asserted by",
    "alleged": "Alleged by",
    "denied": "Denied by",
    "unverified": "Could not be verified by",
}
SIDES = ("asserted", "alleged", "denied", "unverified")
"""The columns, in the order in which they stand side by side."""


@dataclass(frozen=True, slots=True)
class SpeakerShown:
    """A speaker in a column, with the earliest passage and some citations."""

    speaker: Speaker
    opening: Passage | None
    cited: tuple[Cited, ...]
    more: int


@dataclass(frozen=True, slots=True)
class SumShown:
    """An amount in the table."""

    sum: Sum
    bar: Bar | None
    givers: tuple[tuple[Told, Cited], ...]
    more: int


@dataclass(frozen=True, slots=True)
class OriginShown:
    """An origin with the beginning of its tree; ``other`` names the roots that it may be one with, and why."""

    origin: Origin
    number: int
    tree: list[Branch]
    more: int
    possibly: tuple[tuple[str, str, str], ...]


@require_GET
def incident(request: HttpRequest, wanted: str) -> HttpResponse:
    """All of an incident."""
    try:
        found = opened.desk().get(wanted)
    except NotFound:
        if (now := gone_to(opened.desk(), wanted)) is None:
            raise
        return redirect(url_of(now))
    if not isinstance(found, Incident) or found.id != wanted:
        return redirect(url_of(found.id))
    return _page(request, found)


@require_GET
def passages(request: HttpRequest, wanted: str) -> HttpResponse:
    """All its passages, page by page, those of one speaker together."""
    found = _incident(wanted)
    case = casefile(opened.desk(), found)
    page = Paginator(case.grouped, PAGE).get_page(request.GET.get("page"))
    context = {"incident": found, "page": page, "groups": _groups(list(page)), "total": len(case.told),
               "acts": shown(incidentacts.ACTS, request, _given(found))}  # fmt: skip
    return render(request, "workbench/incident_passages.html", context)


@require_GET
def why(request: HttpRequest, wanted: str) -> HttpResponse:
    """Why each claim is in it; as a part of its page where htmx asks."""
    found = _incident(wanted)
    page = Paginator(found.claims, PAGE).get_page(request.GET.get("page"))
    told = joins(opened.desk(), found, only=list(page))
    groups = [(own[0].why, own) for own in _together(told)]
    template = "workbench/_why.html" if request.htmx else "workbench/incident_why.html"  # type: ignore[attr-defined]
    return render(request, template, {"incident": found, "page": page, "groups": groups, "weights": weights()})


@require_GET
def timeline(request: HttpRequest, wanted: str) -> HttpResponse:
    """Who said what when, drawn; as a part of its page where htmx asks."""
    found = _incident(wanted)
    context = {"incident": found, "picture": _drawn(found)}
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(context["picture"])
    return render(request, "workbench/incident_timeline.html", context)


@require_GET
def origins(request: HttpRequest, wanted: str, number: int) -> HttpResponse:
    """All ways back to one of its origins, page by page."""
    found = _incident(wanted)
    if not 1 <= number <= len(found.origins):
        return redirect(url_of(found.id))
    origin = found.origins[number - 1]
    page = Paginator(origin.paths, PAGE).get_page(request.GET.get("page"))
    tree = branches(origin, page.start_index() - 1 if page else 0, PAGE)
    context = {"incident": found, "origin": origin, "number": number, "page": page, "tree": tree,
               "reports": light(opened.desk(), set(reports_of(tree)))}  # fmt: skip
    return render(request, "workbench/incident_origin.html", context)


@require_GET
def all_origins(request: HttpRequest, wanted: str) -> HttpResponse:
    """All its origins, page by page, without the ways back to them."""
    found = _incident(wanted)
    numbered = sorted(enumerate(found.origins, 1), key=lambda pair: not pair[1].counted)
    page = Paginator(numbered, PAGE).get_page(request.GET.get("page"))
    return render(request, "workbench/incident_origins.html", {"incident": found, "page": page})


@require_POST
@once
def act(request: HttpRequest, wanted: str, name: str) -> HttpResponse:
    """What a person decides of it."""
    found = _incident(wanted)
    result = done(incidentacts.ACTS, name, request, found.id, _given(found))
    if isinstance(result, ActForm):
        return _page(request, found, result)
    return redirect(url_of(home_of(found.id, found.claims)) + "#history")


def _page(request: HttpRequest, found: Incident, wrong: ActForm | None = None) -> HttpResponse:
    desk = opened.desk()
    case = casefile(desk, found)
    by = Filter(incidents=(found.id,))
    findings, others = desk.findings(by), desk.not_engaged(by)
    first = evidence.first_of(case)
    cite = evidence.citing(case, first, reverse("incident-passages", args=[found.id]))
    heard = {p.claim: p for p in evidence.passages({t.claim: t for t in (*first, *_openings(case))}.values())}
    trees = origins_shown(found.origins)
    context: dict[str, Any] = {
        "incident": found,
        "case": case,
        "columns": [(HEADS[p], p, _speakers(case, p, heard, cite)) for p in SIDES],
        "sums": _sums(case, cite),
        "findings": findings,
        "measures": _measures(findings, others, case, cite),
        "others": others,
        "origins": trees,
        "further_origins": len(found.origins) - len(trees),
        "unfolded": sum(len(o.origin.paths) for o in trees) <= UNFOLDED,
        "reports": light(desk, {r for o in trees for r in reports_of(o.tree)}),
        "groups": _groups(first, heard),
        "shown": len(first),
        "conflicts": [(c, *_cited(c.claims, case, cite)) for c in found.conflicts],
        "questions": [(q, *_cited(q.claims, case, cite)) for q in found.questions],
        "sources": _sources(found),
        "picture": _drawn(found) if len(found.claims) <= DRAWN else "",
        "history": standings(desk, (*found.claims, *found.reports, *(o.root for o in found.origins))),
        "acts": shown(incidentacts.ACTS, request, _given(found), wrong),
        "near": near(desk, found) if request.user.decides else (),  # type: ignore[union-attr]
        "wrong": wrong,
        "ticked": _ticked(wrong),
    }
    return render(request, "workbench/incident.html", context, status=200 if wrong is None else 422)


def _drawn(found: Incident) -> SafeString:
    picture = draw_timeline(timeline_of_incident(opened.desk(), found, lambda record: url_of(record or found.id)))
    return SafeString(picture.markup)  # made by lxml from text nodes: nothing in it is markup but ours


def _incident(wanted: str) -> Incident:
    found = opened.desk().get(wanted)
    if not isinstance(found, Incident):
        raise NotFound(wanted, "is no incident of this desk; look for it in the search")
    return found


def _openings(case: CaseFile) -> list[Told]:
    return [s.told[0] for put in PUTS for s in case.speakers[put][:SPEAKERS]]


def _speakers(
    case: CaseFile, put: str, heard: dict[str, Passage], cite: Callable[[Told], Cited]
) -> tuple[list[SpeakerShown], int]:
    own = case.speakers[put]
    shown_ones = [
        SpeakerShown(s, heard.get(s.told[0].claim), tuple(map(cite, s.told[:CITED])), max(0, len(s.told) - CITED))
        for s in own[:SPEAKERS]
    ]
    return shown_ones, max(0, len(own) - SPEAKERS)


def _sums(case: CaseFile, cite: Callable[[Told], Cited]) -> list[tuple[str, list[SumShown]]]:
    found = []
    for unit, own in case.sums:
        drawn = bars([s.amount for s in own])
        rows = [
            SumShown(s, bar, tuple((t, cite(t)) for t in s.told[:CITED]), max(0, len(s.told) - CITED))
            for s, bar in zip(own, drawn, strict=True)
        ]
        found.append((unit, rows))
    return found


def _cited(claims: Sequence[str], case: CaseFile, cite: Callable[[Told], Cited]) -> tuple[list[Cited], int]:
    told = sorted((case.by_claim[c] for c in claims if c in case.by_claim), key=lambda t: t.number)
    return [cite(t) for t in told[: 2 * CITED]], max(0, len(told) - 2 * CITED)


def _measures(
    findings: Sequence[Finding], others: Sequence[NotEngaged], case: CaseFile, cite: Callable[[Told], Cited]
) -> list[tuple[Finding, list[tuple[Any, list[Cited], int]]]]:
    return [(f, [(e, *_cited(e.claims, case, cite)) for e in f.elements]) for f in findings]


def origins_shown(origins: Sequence[Origin]) -> list[OriginShown]:
    """The origins that a page shows, each with the beginning of its tree: those that count first."""
    names = {o.root: o.label or o.root for o in origins}
    first = sorted(enumerate(origins, 1), key=lambda pair: not pair[1].counted)[:ORIGINS]
    return [
        OriginShown(o, number, branches(o, 0, PATHS), max(0, len(o.paths) - PATHS),
                    tuple((p.root, names.get(p.root, p.root), p.because) for p in o.possibly))
        for number, o in first
    ]  # fmt: skip


def _groups(told: Sequence[Told], heard: dict[str, Passage] | None = None) -> list[tuple[str, str, list[Passage]]]:
    """Passages of one speaker together, with how they put it."""
    known = heard if heard is not None else {p.claim: p for p in evidence.passages(told)}
    return [
        (put, source, [known[t.claim] for t in own if t.claim in known])
        for (put, source), own in groupby(told, key=lambda t: (t.put, t.line.source))
    ]


def _sources(found: Incident) -> list[Any]:
    names = {o.root: o for o in found.origins}
    return [(s, names.get(s.source)) for s in found.proposed.sources] if found.proposed else []


def _roots(found: Incident) -> tuple[tuple[str, str], ...]:
    return tuple((o.root, o.label or o.root) for o in found.origins)


def _given(found: Incident) -> Given:
    return {name: {"roots": _roots(found)} for name in ("grade-source", "origin")}


def _ticked(wrong: ActForm | None) -> set[str]:
    """What was ticked in a form that is shown again."""
    boxes = ("split-claims", "merge-others", "origin-roots")
    return {v for box in boxes for v in wrong.data.getlist(box)} if wrong is not None else set()  # type: ignore[attr-defined]


def _together(told: Sequence[Any]) -> list[list[Any]]:
    groups: dict[tuple[str, ...], list[Any]] = {}
    for join in told:
        it = join.why
        groups.setdefault((it.block, it.bucket, it.joined, it.placed), []).append(join)
    return list(groups.values())


urlpatterns = [
    path("incidents/<str:wanted>", incident, name="incident"),
    path("incidents/<str:wanted>/passages", passages, name="incident-passages"),
    path("incidents/<str:wanted>/why", why, name="incident-why"),
    path("incidents/<str:wanted>/timeline", timeline, name="incident-timeline"),
    path("incidents/<str:wanted>/origins", all_origins, name="incident-origins"),
    path("incidents/<str:wanted>/origins/<int:number>", origins, name="incident-origin"),
    path("incidents/<str:wanted>/acts/<str:name>", act, name="incident-act"),
]
