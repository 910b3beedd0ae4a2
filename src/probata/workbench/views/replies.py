"""The right of reply: who was asked what about which finding, until when, and what came of it."""

from __future__ import annotations

from collections import Counter

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from probata.pipeline.asked import STATES, asked
from probata.workbench import opened

PAGE = 25


@require_GET
def replies(request: HttpRequest) -> HttpResponse:
    """All questions: overdue, open, answered, silent; or those of one state."""
    found = asked(opened.desk())
    counts = Counter(a.state for a in found)
    state = request.GET.get("state", "")
    shown = [a for a in found if a.state == state] if state in STATES else list(found)
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "state": state, "states": [(s, counts[s]) for s in STATES], "total": len(found)}
    return render(request, "workbench/replies.html", context)


urlpatterns = [path("replies", replies, name="replies")]
