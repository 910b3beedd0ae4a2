"""Sources: who publishes and speaks, how reliable each is from when on, and what rests on it alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from probata.pipeline.sources import SourceFile, list_sources, number_of_sources, source_file
from probata.records import RELIABILITY, SourceKind
from probata.wording.words import RELIABLE
from probata.workbench import lists, opened
from probata.workbench.deciding import ActForm, Given, done, shown
from probata.workbench.guards import once
from probata.workbench.incidentacts import GRADE_SOURCE
from probata.workbench.sourcemonths import HIGH, drawn

SHOWN = 50
COUNTED = 1000
KINDS = tuple(k.value for k in SourceKind if k is not SourceKind.REPORT)
ORDERS = (("-told", "says most first"), ("-last", "latest first"), ("name", "by name"))


def sources(request: HttpRequest) -> HttpResponse:
    """The sources, narrowed by the address, a page at a time."""
    query, desk, today = request.GET, opened.desk(), opened.today()
    kind, grade, words = (query.get(n, "").strip() for n in ("kind", "grade", "words"))
    order, after, before = query.get("order") or ORDERS[0][0], query.get("after") or None, query.get("before") or None
    words = words.replace("\x00", "")[:200]
    rows, page = list_sources(desk, today, kind, grade, words, order, after, before, SHOWN)
    context: dict[str, Any] = {
        "rows": rows,
        "kinds": KINDS,
        "letters": [(v, RELIABLE[v]) for v in RELIABILITY],
        "kind": kind,
        "grade": grade,
        "words": words,
        "narrowed": bool(kind or grade or words),
        "orders": [(o, label, lists.address(query, order=o)) for o, label in ORDERS],
        "order": order,
        "count": number_of_sources(desk, today, kind, grade, words, COUNTED),
        "counted": COUNTED,
        "next": lists.address(query) + f"&after={page.last_key}" if page.has_next else "",
        "previous": lists.address(query) + f"&before={page.first_key}" if page.has_previous else "",
        "first": lists.address(query) if after or before else "",
    }
    return render(request, "workbench/sources.html", context)


@once
def source(request: HttpRequest, wanted: str) -> HttpResponse:
    """All of a source; a form that is sent grades it."""
    file = source_file(opened.desk(), wanted, opened.today())
    own = file.graded.source.id
    if own != wanted:
        return redirect("source", own)
    if request.method != "POST":
        return _page(request, file)
    result = done((GRADE_SOURCE,), GRADE_SOURCE.name, request, own, _given(file))
    return _page(request, file, result) if isinstance(result, ActForm) else redirect(
        reverse("source", args=[own]) + "#grades"
    )  # fmt: skip


def _page(request: HttpRequest, file: SourceFile, wrong: ActForm | None = None) -> HttpResponse:
    months = drawn(file.graded.source.months)
    context = {
        "file": file,
        "source": file.graded.source,
        "means": RELIABLE[file.graded.reliability],
        "months": months,
        "high": HIGH,
        "acts": shown((GRADE_SOURCE,), request, _given(file), wrong),
        "wrong": wrong,
    }
    return render(request, "workbench/source.html", context, status=200 if wrong is None else 422)


def _given(file: SourceFile) -> Given:
    it = file.graded.source
    return {GRADE_SOURCE.name: {"roots": ((it.id, it.name),)}}


urlpatterns = [path("sources", sources, name="sources"), path("sources/<path:wanted>", source, name="source")]
