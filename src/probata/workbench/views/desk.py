"""The first page: what is new, what is disputed, what waits for review and for a reply, and how full the caps are."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from probata.desk.overview import MANY, overview
from probata.pipeline import latest_totals
from probata.records import FindingStatus
from probata.workbench import opened
from probata.workbench.gauges import WIDTH, gauges
from probata.workbench.guards import person_of
from probata.workbench.months import HIGH, months
from probata.workbench.saved import seen_by

SHOWN = 6


def desk(request: HttpRequest) -> HttpResponse:
    """What the desk holds and what waits."""
    told = overview(opened.desk().base, datetime.now(UTC).date().isoformat(), SHOWN)
    counted = [
        (m, sum(m.by_status.values()), m.by_status.get(FindingStatus.CONFIRMED, 0)) for m in told.measures
    ]  # fmt: skip
    most = max((n for _, n, _ in counted), default=1)
    context = {
        "told": told,
        "measures": [(m, n, c, round(200 * n / most, 1), round(200 * c / most, 1)) for m, n, c in counted],
        "confirmed": sum(c for _, _, c in counted),
        "months": months(told.months),
        "high": HIGH,
        "caps": _caps(),
        "width": WIDTH,
        "many": MANY,
        "unfinished": opened.desk().unfinished,
        "saved": list(seen_by(person_of(request))[:9]),
    }
    return render(request, "workbench/desk.html", context)


def _caps() -> list[object]:
    """Of each ceiling the latest period under which something is told, with its bars that show something."""
    told = latest_totals(opened.desk(), opened.settings())
    return [(account, r, [g for g in gauges(r) if g.low or g.reach or g.open]) for account, r in told]


urlpatterns = [path("", desk, name="desk")]
