"""The desk itself: what is new on it and what waits for a person; and how many people a confirmation takes."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Annotated, Any, get_type_hints
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from probata.desk.overview import Overview, overview
from probata.errors import NotFound
from probata.pipeline import Review, latest_totals
from probata.pipeline.asked import STATES, asked
from probata.records import CapAccount, Claim, CustodyEntry, Decision
from probata.workbench import lists, opened
from probata.workbench.api.acts import Words
from probata.workbench.api.answers import linked, shape, tell
from probata.workbench.api.lists import limit_of, one, parameter, parameters
from probata.workbench.api.once import once
from probata.workbench.api.operations import only, reading, writing
from probata.workbench.models import Role, Scope

TAGS = ["desk"]

SHOWN = 6
"""Records of each of the first page's lists."""


@reading("/overview", shape("OverviewAnswer", **get_type_hints(Overview), caps=list[CapAccount], unfinished=bool),
         url_name="overview", tags=TAGS)  # fmt: skip
def first_page(request: HttpRequest) -> HttpResponse:
    """What is new, disputed and waiting, by measure and month, and of each ceiling the latest period with something.

    ``unfinished``: claims or decisions wait to be taken into account.
    """
    desk = opened.desk()
    told = overview(desk.base, datetime.now(UTC).date().isoformat(), SHOWN)
    caps = [replace(account, running=(r,)) for account, r in latest_totals(desk, opened.settings())]
    whole: dict[str, Any] = {f.name: getattr(told, f.name) for f in fields(told)}
    return tell(request, whole | {"caps": caps, "unfinished": desk.unfinished})


class QueuedClaim(BaseModel):
    """A claim that waits for review, the incident that it stands in, and whether that engages a measure."""

    claim: Claim
    incident: str
    engages: bool


_QUEUE = (
    parameter("after", {"type": "string"}, "The key after which the page begins; `next` has it."),
    parameter("limit", {"type": "integer", "minimum": 1, "maximum": 500, "default": 50}),
)


@reading("/review", shape("ReviewPage", claims=list[QueuedClaim], counts=dict[str, int], next=str | None),
         url_name="review", tags=TAGS, openapi_extra=parameters(_QUEUE))  # fmt: skip
def queue(request: HttpRequest) -> HttpResponse:
    """The claims to review in their order; how many claims have each verdict."""
    desk, by = opened.desk(), lists.filter_of(request.GET, ("after", "limit"))
    limit = limit_of(one(request, "limit"))
    found = desk.review_queue(by, one(request, "after") or "", limit + 1)
    kept = found[:limit]
    told = [{"claim": q.claim, "incident": q.incident, "engages": q.engages} for q in kept]
    following = None
    if len(found) > limit:
        following = f"{request.path}{lists.address(request.GET)}&{urlencode({'after': kept[-1].key})}"
    return linked(tell(request, {"claims": told, "counts": desk.verdicts(), "next": following}), following)


class QuestionAsked(BaseModel):
    """A question that was put to somebody, the decisions that keep what came of it, and how it stands."""

    question: Decision
    answers: list[Decision]
    due: str
    state: str


class RepliesAsked(BaseModel):
    """Questions in one state, or all; those behind the question ``after``."""

    state: Annotated[str, StringConstraints(pattern=f"^({'|'.join(STATES)})$")] | None = None
    after: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None
    limit: Annotated[int, Field(ge=1, le=500)] = 50


@reading("/replies", shape("Replies", replies=list[QuestionAsked], counts=dict[str, int], next=str | None),
         url_name="replies", tags=TAGS)  # fmt: skip
def replies(request: HttpRequest, given: Query[RepliesAsked]) -> HttpResponse:
    """Who was asked what about which finding, until when, and what came of it: overdue, open, answered, silent."""
    only(request, RepliesAsked)
    every = asked(opened.desk())
    found = [a for a in every if given.state in (None, a.state)]
    begin = next((n + 1 for n, a in enumerate(found) if a.question.id == given.after), 0)
    if given.after is not None and not begin:
        raise NotFound(given.after, "is not the id of a question in this list; begin anew without “after”")
    kept = found[begin : begin + given.limit]
    told = [{"question": a.question, "answers": a.answers, "due": a.due, "state": a.state} for a in kept]
    counts = {state: sum(a.state == state for a in every) for state in STATES}
    following = None
    if len(found) > begin + given.limit:
        kept_on = {"state": given.state, "limit": given.limit, "after": kept[-1].question.id}
        following = f"{request.path}?{urlencode({k: v for k, v in kept_on.items() if v is not None})}"
    return linked(tell(request, {"replies": told, "counts": counts, "next": following}), following)


class TwoPersons(BaseModel):
    """Whether a finding is confirmed only by two different people."""

    model_config = ConfigDict(extra="forbid")

    on: bool
    reason: Words


@writing("/two-persons", {200: shape("TwoPersonsSet", entry=CustodyEntry, people=int)}, Scope.REVIEW, Role.REVIEWER,
         tags=TAGS)  # fmt: skip
def two_persons(request: HttpRequest, told: Body[TwoPersons]) -> HttpResponse:
    """Let it take two different people to confirm a finding, or one. `/api/desk` says what holds."""

    def do() -> HttpResponse:
        desk = opened.desk()
        entry = Review(desk, opened.settings_for(request), told.reason).two_persons(told.on)
        return tell(request, {"entry": entry, "people": desk.people})

    return once(request, request.body, do)
