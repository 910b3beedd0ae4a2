"""Running totals under the ceilings: what is told to have been delivered in each period, beside the limit."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path

from probata.desk.filterurl import day
from probata.errors import NotFound, UsageError
from probata.pipeline import running_totals
from probata.records import CapAccount
from probata.workbench import exports, opened
from probata.workbench.gauges import WIDTH, gauges

LINES = 40
"""Tellings shown of a period; more are told as a number."""


def caps(request: HttpRequest) -> HttpResponse:
    """The ceilings with their latest periods."""
    return render(request, "workbench/caps.html", _context(request, None))


def cap(request: HttpRequest, measure: str) -> HttpResponse:
    """One ceiling with every period, each telling, and what is left out."""
    context = _context(request, opened.labels().find_measure(measure) if _known(measure) else measure)
    if not context["accounts"]:
        raise NotFound(measure, "has no ceiling; the page of caps lists those that have")
    return render(request, "workbench/cap.html", context)


def _known(measure: str) -> bool:
    return bool(opened.labels().measure(measure))


def _context(request: HttpRequest, measure: str | None) -> dict[str, object]:
    period, as_of = request.GET.get("period", "").strip(), request.GET.get("as-of", "").strip()
    if period and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", period, re.ASCII):
        raise UsageError(f"the period {period[:20]!r} is no year, month or day; write YYYY, YYYY-MM or YYYY-MM-DD")
    last = day(as_of, "as of") if as_of else None
    found = running_totals(opened.desk(), opened.settings(), measure, period or None, last)
    return {
        "accounts": [(a, _periods(a, None if measure else 2)) for a in found],
        "width": WIDTH,
        "period": period,
        "as_of": as_of,
        "lines": LINES,
        "exports": exports.links("caps", _asked(measure, period, as_of)),
    }


def _asked(measure: str | None, period: str, as_of: str) -> QueryDict:
    given = {"measure": measure or "", "period": period, "as-of": as_of}
    return QueryDict(urlencode({name: value for name, value in given.items() if value}))


def _periods(account: CapAccount, most: int | None) -> list[object]:
    newest = sorted(account.running, key=lambda r: (r.start, r.paragraph), reverse=True)
    return [(r, gauges(r)) for r in newest[:most]]


urlpatterns = [path("caps", caps, name="caps"), path("caps/<str:measure>", cap, name="cap")]
