"""What a report shares with others: copies of its text, versions of its page, and two texts word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from probata.desk import Desk
from probata.errors import NotFound
from probata.pipeline import shared_part
from probata.pipeline.versions import difference, versions
from probata.records import EditKind, Report
from probata.wording.visible import visible
from probata.workbench import opened
from probata.workbench.links import url_of
from probata.workbench.views.reports import number_of

COPIES = 20
"""Copies on a page: an agency's text may have hundreds."""

CONTEXT = 160
"""Characters of what both texts have that are shown on each side of an edit."""

STRETCH = 4000
"""Characters of one side of an edit that are shown; a rewritten text is read on its own page."""

EDITS = 400
"""Edits that are shown: more make another text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the difference: kept words (cut in the middle by ``left_out`` characters), or what was taken out and
    put in. ``at`` is where it stands in the second text, ``was_at`` in the first."""

    kept: str = ""
    left_out: int = 0
    goes_on: str = ""
    removed: str = ""
    added: str = ""
    was_at: tuple[int, int] = (0, 0)
    at: tuple[int, int] = (0, 0)


def copies(request: HttpRequest, wanted: str) -> HttpResponse:
    """Versions of the report's page in their order, and the reports that share its text, the closest first."""
    desk = opened.desk()
    found = desk.get(wanted)
    if not isinstance(found, Report):
        return redirect(url_of(found.id))
    if found.id != wanted:
        return redirect("report-copies", found.id)
    page = number_of(request, "page")
    told, count = shared_part(desk, found, (page - 1) * COPIES, COPIES)
    known = versions(desk, found)
    context = {
        "report": found,
        "shared": told,
        "count": count,
        "page": page,
        "more": page * COPIES < count,
        "versions": list(zip(known, (None, *known[:-1]), strict=True)) if len(known) > 1 else [],
    }
    return render(request, "workbench/copies.html", context)


def against(request: HttpRequest, wanted: str, other: str) -> HttpResponse:
    """How the second report's text differs from the first's, word by word."""
    desk = opened.desk()
    one, two = _report(desk, wanted), _report(desk, other)
    if (one.id, two.id) != (wanted, other):
        return redirect(reverse("report-against", args=[one.id, two.id]))
    pieces = list(_pieces(one, two))
    edits = sum(1 for p in pieces if p.removed or p.added)
    context = {"one": one, "two": two, "pieces": pieces, "edits": edits, "cut": edits >= EDITS}
    return render(request, "workbench/against.html", context)


def _report(desk: Desk, wanted: str) -> Report:
    found = desk.get(wanted)
    if not isinstance(found, Report):
        raise NotFound(wanted, "is not a report of this desk")
    return found


def _pieces(one: Report, two: Report) -> Iterator[Piece]:
    edits = difference(one, two)
    shown = 0
    for number, edit in enumerate(edits):
        before, after = one.text[slice(*edit.a)], two.text[slice(*edit.b)]
        if edit.kind is EditKind.KEPT:
            yield _kept(after, first=number == 0, last=number == len(edits) - 1)
            continue
        yield Piece(removed=_cut(before), added=_cut(after), was_at=edit.a, at=edit.b)
        shown += 1
        if shown >= EDITS:
            return


def _kept(text: str, first: bool, last: bool) -> Piece:
    """What both have: all of a short stretch; of a long one what stands next to an edit."""
    head, tail = (0 if first else CONTEXT), (0 if last else CONTEXT)
    if len(text) <= head + tail + CONTEXT:
        return Piece(kept=visible(text))
    return Piece(visible(text[:head]), len(text) - head - tail, visible(text[len(text) - tail :]))


def _cut(text: str) -> str:
    return visible(text if len(text) <= STRETCH else f"{text[:STRETCH]} … ({len(text) - STRETCH:,} more characters)")


urlpatterns = [
    path("reports/<str:wanted>/copies", copies, name="report-copies"),
    path("reports/<str:wanted>/against/<str:other>", against, name="report-against"),
]
