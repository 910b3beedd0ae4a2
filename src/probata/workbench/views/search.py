"""Search by words: hits of every kind, or all of one, each with the passage that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from probata.desk.fulltext.search import RANKED, Hit, SearchKind
from probata.desk.paging import records
from probata.errors import UsageError
from probata.workbench import lists, opened
from probata.workbench.pagewords import on_page

KINDS = get_args(SearchKind)
FEW, SHOWN = 5, 20
"""Hits of each kind where all kinds are shown, and of one kind on a page."""

ORDERS = (("rank", "best first"), ("date", "newest first"))


def search(request: HttpRequest) -> HttpResponse:
    """What has the words; how to look for them, where none are given."""
    query = request.GET
    kind, order = query.get("kind") or "", query.get("order") or "rank"
    context: dict[str, Any] = {"kinds": KINDS, "kind": kind, "order": order, "ranked": RANKED}
    if not query.get("words", "").strip():
        return render(request, "workbench/search.html", context)
    try:
        by = lists.filter_of(query)
        after = (query.get("after") or None) if kind else None
        desk = opened.desk()
        found = {
            one: desk.search(one, by, order, after, SHOWN if kind else FEW)  # type: ignore[arg-type]
            for one in ((kind,) if kind else KINDS)
        }
    except UsageError as error:
        return render(request, "workbench/search.html", context | {"wrong": on_page(error)}, status=400)
    ids = dict.fromkeys(h.report for told in found.values() for h in told.hits)
    reports = {r.id: r for r in records(desk.base, "reports", list(ids), whole=False)}
    context |= {
        "groups": [
            {
                "kind": one,
                "rows": _rows(told.hits, reports),
                "by_date": told.order == "date" and order == "rank",
                "all": lists.address(query, kind=one) if told.next and not kind else "",
                "next": lists.address(query, kind=one) + f"&after={told.next}" if told.next and kind else "",
                "list": f"/{one}" + lists.address(query, kind=None, order=None),
            }
            for one, told in found.items()
        ],
        "some": any(told.hits for told in found.values()),
        "chips": [c for c in lists.chips(query) if c.label != lists.LABELS["words"]],
        "tabs": [(one, lists.address(query, kind=one or None)) for one in ("", *KINDS)],
        "orders": [(value, label, lists.address(query, order=value)) for value, label in ORDERS],
        "first": lists.address(query) if after else "",
    }
    return render(request, "workbench/search.html", context)


def _rows(hits: Iterable[Hit], reports: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"hit": hit, "it": hit.record, "report": reports[hit.report]} for hit in hits if hit.report in reports]


urlpatterns = [path("search", search, name="search")]
