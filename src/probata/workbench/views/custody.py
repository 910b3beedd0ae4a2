"""The chain of custody: every act with author and time, and whether the evidence still is what it was."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from probata.errors import EvidenceError, UsageError
from probata.pipeline.custody import entries_about, entries_before, entries_by
from probata.pipeline.verifying import start, verifying
from probata.workbench import exports, opened
from probata.workbench.guards import once, role
from probata.workbench.models import Role
from probata.workbench.pagewords import on_page

SHOWN = 50


def custody(request: HttpRequest) -> HttpResponse:
    """The log, the newest entries first; of one record or one author where the address names one."""
    desk, given = opened.desk(), request.GET
    before, about, author = given.get("before", ""), given.get("about", "").strip(), given.get("author", "").strip()
    if before and not (before.isascii() and before.isdigit() and len(before) < 18):
        raise UsageError(f"{before[:20]!r} is no number of an entry; go back to the newest entries")
    end, wrong = int(before) if before else None, ""
    try:
        if about:
            entries = entries_about(desk, about, end, SHOWN + 1)
        elif author:
            entries = entries_by(desk, author, end, SHOWN + 1)
        else:
            entries = entries_before(desk, end, SHOWN + 1)
    except EvidenceError as error:
        entries, wrong = (), on_page(error)
    context = {
        "entries": entries[:SHOWN],
        "older": entries[SHOWN - 1].seq if len(entries) > SHOWN else None,
        "about": about,
        "author": author,
        "before": end,
        "wrong": wrong,
        "exports": exports.links("custody", given),
        "decisions": exports.links("decisions", QueryDict()),
        "verifying": verifying(desk),
    }
    name = (
        "workbench/_verifying.html"
        if getattr(request, "htmx", False) and given.get("part")
        else "workbench/custody.html"
    )
    return render(request, name, context)


@require_POST
@role(Role.ANALYST)
@once
def verify(request: HttpRequest) -> HttpResponse:
    """Check all evidence, in the background."""
    start(opened.desk(), opened.settings_for(request))
    messages.success(request, "The check has begun; this page shows how far it is, and then what it found.")
    return redirect("custody")


urlpatterns = [path("custody", custody, name="custody"), path("custody/verify", verify, name="verify")]
