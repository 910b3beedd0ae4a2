"""A report: its text beside what was read from it."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from probata.desk import Desk
from probata.pipeline.sources import grades_on
from probata.records import Capture, Claim, CopyKind, Decision, Report, SourceKind
from probata.wording.words import RELIABLE
from probata.workbench import opened
from probata.workbench.links import url_of
from probata.workbench.marking import Kind
from probata.workbench.reading import asked, leaf

LEGEND = (
    (Kind.CLAIM, "claims"),
    (Kind.STATEMENT, "statements"),
    (Kind.PARTY, "who: parties and sources"),
    (Kind.OBJECT, "what: goods"),
    (Kind.QUANTITY, "how much"),
    (Kind.TIME, "when"),
    (Kind.PLACE, "where, by what, which way"),
)

UNNAMED = (SourceKind.REPORT, SourceKind.ANONYMOUS)
"""Kinds of sources that name nobody who could be graded."""


def report(request: HttpRequest, wanted: str) -> HttpResponse:
    """The text with its passages lit, and the claims as cards in the order of the text.

    ``?at=START-END`` shows a passage, ``?leaf=N`` a leaf of a long text, ``?furniture=open`` what was left out too.
    """
    desk = opened.desk()
    found = desk.get(wanted)
    if not isinstance(found, Report) or found.id != wanted:
        return redirect(url_of(found.id))
    passage = asked(request.GET.get("at", ""), found)
    shown = leaf(desk, found, opened.labels(), number_of(request, "leaf"), passage.at)
    context = {
        "report": found,
        "leaf": shown,
        "passage": passage,
        "legend": LEGEND,
        "unfolded": request.GET.get("furniture") == "open",
        "capture": _capture(desk, found),
        "copies": _copies(desk, found),
        "graded": _graded(desk, found, (card.claim for card in shown.cards)),
    }
    return render(request, "workbench/report.html", context)


def number_of(request: HttpRequest, name: str) -> int:
    """A number in the address, 1 where there is none that can be meant."""
    word = request.GET.get(name, "")[:9]
    return int(word) if word.isascii() and word.isdigit() else 1


def _capture(desk: Desk, of: Report) -> Capture | None:
    found = desk.get(of.capture)
    return found if isinstance(found, Capture) else None


def _graded(desk: Desk, of: Report, claims: Iterable[Claim]) -> list[tuple[str, str, str, Decision | None]]:
    """How reliable people have judged those to be who publish and speak in it, on its day: id, letter, what the letter
    means, and the decision."""
    named = [of.outlet or "", *(c.source.id for c in claims if c.source.kind not in UNNAMED)]
    told = grades_on(desk, (n for n in named if n), of.published)
    return [(source, letter, RELIABLE[letter], decision) for source, letter, decision in told]


def _copies(desk: Desk, of: Report) -> tuple[int, int]:
    """How many reports share its text, and how many are other versions of its page."""
    kinds = [link.kind for link in desk.copy_links(of.id)]
    versions = kinds.count(CopyKind.VERSION)
    return len(kinds) - versions, versions


urlpatterns = [path("reports/<str:wanted>", report, name="report")]
