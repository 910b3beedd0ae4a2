"""A decision: what was decided, by whom, when, why, what the machine had said; and taking it back."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from probata.errors import NotFound, UsageError
from probata.pipeline import Standing
from probata.pipeline.standings import standing_of_decision
from probata.workbench import opened
from probata.workbench.deciding import ActForm, decide, role_to_retract
from probata.workbench.guards import once, person_of, role
from probata.workbench.links import url_of
from probata.workbench.models import Role
from probata.workbench.pagewords import on_page

NAMED = 40
"""Claims that a page names; a decision on a large incident has thousands."""


@require_GET
def decision(request: HttpRequest, wanted: str) -> HttpResponse:
    """All of a decision."""
    standing, after = standing_of_decision(opened.desk(), wanted)
    if standing.decision.id != wanted:
        return redirect(url_of(standing.decision.id))
    return _page(request, standing, after)


@require_POST
@role(Role.ANALYST)
@once
def retract(request: HttpRequest, wanted: str) -> HttpResponse:
    """Take it back. What a reviewer confirmed or rejected a reviewer takes back."""
    standing, after = standing_of_decision(opened.desk(), wanted)
    if not person_of(request).may(role_to_retract(standing.decision)):
        raise PermissionDenied("A reviewer's confirmation or rejection is taken back by a reviewer; ask one.")
    form = ActForm(request.POST, prefix=f"undo-{standing.decision.id}", auto_id="%s")
    if form.is_valid():
        try:
            decide(request, form.because(), lambda review: review.retract(standing.decision.id))
            return redirect(_back(request, standing))
        except UsageError as error:
            form.add_error(None, on_page(error))
    return _page(request, standing, after, form)


def _page(
    request: HttpRequest, standing: Standing, after: tuple[Standing, ...], wrong: forms.Form | None = None
) -> HttpResponse:
    made = standing.decision
    desk = opened.desk()
    homes = desk.incidents_of(made.claims[:NAMED])
    context = {
        "standing": standing,
        "decision": made,
        "after": after,
        "claims": made.claims[:NAMED],
        "others": made.others[:NAMED],
        "more": max(0, len(made.claims) - NAMED) + max(0, len(made.others) - NAMED),
        "incidents": sorted({i for where in homes.values() for i in where}),
        "gone": set(standing.missing),
        "wrong": wrong,
    }
    return render(request, "workbench/decision.html", context, status=200 if wrong is None else 422)


def _back(request: HttpRequest, standing: Standing) -> str:
    """Where the form was, if that is a page of ours that is still there."""
    wanted = request.POST.get("next", "")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    if not ours:
        return url_of(standing.decision.id)
    kind, _, rest = wanted.strip("/").partition("/")
    if kind in ("incidents", "findings"):
        try:
            return url_of(opened.desk().get(rest.partition("/")[0].partition("#")[0].partition("?")[0]).id) + "#history"
        except NotFound:
            return url_of(standing.decision.id)
    return wanted


urlpatterns = [
    path("decisions/<str:wanted>", decision, name="decision"),
    path("decisions/<str:wanted>/retract", retract, name="decision-retract"),
]
