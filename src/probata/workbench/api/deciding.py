"""Decisions that are sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Body

from probata.pipeline import Review, refresh
from probata.records import Decision
from probata.workbench import opened
from probata.workbench.api.acts import REVIEWERS, Deciding
from probata.workbench.api.answers import shape, tell
from probata.workbench.api.once import once
from probata.workbench.api.operations import writing
from probata.workbench.api.refusals import Refused
from probata.workbench.guards import person_of
from probata.workbench.models import Scope

TAGS = ["review"]

Decided = shape("Decided", decision=Decision, remarks=list[str])


@writing("/decisions", {201: Decided}, Scope.REVIEW, tags=TAGS)
def decide(request: HttpRequest, told: Body[Deciding]) -> HttpResponse:
    """Decide something, with a reason. It is kept for good under the name of the token's person; retract undoes it.

    ``remarks`` say what is to be mended in the words just kept.
    """
    act = told.root
    person = person_of(request)
    if act.act in REVIEWERS and not person.confirms:
        raise Refused(403, f"to {act.act} a finding is for the role reviewer, and yours is {person.role}; "
                           "ask a reviewer of this desk")  # fmt: skip

    def do() -> HttpResponse:
        settings = opened.settings_for(request)
        review = Review(opened.desk(), settings, act.reason)
        decision = act.do(review)
        refresh(opened.desk(), settings)
        answer = tell(request, {"decision": decision, "remarks": review.remarks}, status=201)
        answer.headers["Location"] = reverse("api:decision", args=[decision.id])
        return answer

    return once(request, request.body, do)
