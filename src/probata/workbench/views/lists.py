"""Lists of findings, incidents, claims, statements and reports: narrowed by the address, a page at a time."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from probata.exchange import lines
from probata.workbench import exports, lists, opened

ListKind = Literal["findings", "incidents", "claims", "statements", "reports"]
SHOWN = 50
COUNTED = 1000
"""Records that are counted; of a longer list the page says "1,000 or more"."""


def list_of(request: HttpRequest, kind: ListKind) -> HttpResponse:
    """A page of one kind."""
    shape, query = lists.SHAPES[kind], request.GET
    by, order = lists.filter_of(query), query.get("order") or shape.orders[0][0]
    after, before = query.get("after") or None, query.get("before") or None
    desk = opened.desk()
    page = desk.page(kind, by, order, after, before, SHOWN, whole=False)
    open_fields, more_fields = lists.fields(shape, query)
    context: dict[str, Any] = {
        "kind": kind,
        "shape": shape,
        "page": page,
        "rows": list(lines(desk, kind, page.items)),
        "fields": open_fields,
        "more": more_fields,
        "more_open": any(f.value for f in more_fields),
        "chips": lists.chips(query),
        "orders": [(o, label, lists.address(query, order=o)) for o, label in shape.orders],
        "order": order,
        "exports": exports.links(kind, query, order),
        "count": desk.count_up_to(kind, by, COUNTED),
        "counted": COUNTED,
        "next": lists.address(query) + f"&after={page.last_key}" if page.has_next else "",
        "previous": lists.address(query) + f"&before={page.first_key}" if page.has_previous else "",
        "first": lists.address(query) if after or before else "",
    }
    return render(request, "workbench/list.html", context)


def findings(request: HttpRequest) -> HttpResponse:
    """Findings."""
    return list_of(request, "findings")


def incidents(request: HttpRequest) -> HttpResponse:
    """Incidents."""
    return list_of(request, "incidents")


def claims(request: HttpRequest) -> HttpResponse:
    """Claims."""
    return list_of(request, "claims")


def statements(request: HttpRequest) -> HttpResponse:
    """Statements."""
    return list_of(request, "statements")


def reports(request: HttpRequest) -> HttpResponse:
    """Reports."""
    return list_of(request, "reports")


urlpatterns = [
    path("findings", findings, name="findings"),
    path("incidents", incidents, name="incidents"),
    path("claims", claims, name="claims"),
    path("statements", statements, name="statements"),
    path("reports", reports, name="reports"),
]
