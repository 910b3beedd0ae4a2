"""The queue of claims to review: the passage, what the machine read in it, and a verdict by one key."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from probata.desk import Filter
from probata.errors import ChangedMeanwhile, NotFound, UsageError
from probata.pipeline import Review, refresh, standing_of
from probata.records import Claim, Decision, Incident, Report
from probata.workbench import lists, opened
from probata.workbench.cards import Card, rows_of
from probata.workbench.correcting import changed, groups
from probata.workbench.guards import once, role
from probata.workbench.lit import lit, merged
from probata.workbench.models import Role
from probata.workbench.pagewords import on_page

ROUND = 500
"""Characters of the report shown before and after a claim's words."""

NEAR = 8
"""Incidents offered to merge with."""

REASONS = {
    "accept": "the passage says so",
    "reject": "the passage doesn't say that",
    "correct": "the passage says otherwise",
    "split": "it tells of another event",
    "merge": "they tell of one event",
    "same-origin": "they go back to one source",
    "note": "",
}
"""The reason that stands in the field; whoever decides may change it, and it is kept."""

UNDONE = "review.undo"
"""The session's key of the last decision, which "undo" takes back."""


def review(request: HttpRequest) -> HttpResponse:
    """The next claim of the queue; ``?after=KEY`` goes on behind one, conditions narrow it."""
    by, after = lists.filter_of(request.GET), request.GET.get("after", "")
    waiting = opened.desk().review_queue(by, after, 1)
    context: dict[str, Any] = {"counts": opened.desk().verdicts(), "undo": request.session.get(UNDONE)}
    context["fields"] = lists.fields(QUEUE, request.GET)[0]
    context["chips"] = lists.chips(request.GET)
    if not waiting:
        return render(request, "workbench/review_empty.html", context | {"after": after})
    queued = waiting[0]
    context |= _shown(request, queued.claim.id) | {
        "skip": lists.address(request.GET) + f"&after={queued.key}", "key": queued.key, "engages": queued.engages,
    }  # fmt: skip
    return render(request, "workbench/review.html", context)


QUEUE = lists.Shape("Review", "", "", ("actor", "type", "stance", "measure", "verdict"), (), (("", ""),))


def claim(request: HttpRequest, wanted: str) -> HttpResponse:
    """One claim of the queue by its id."""
    context: dict[str, Any] = {"counts": opened.desk().verdicts(), "undo": request.session.get(UNDONE)}
    return render(request, "workbench/review.html", context | _shown(request, wanted))


@require_POST
@role(Role.ANALYST)
@once
def decide(request: HttpRequest, wanted: str) -> HttpResponse:
    """A verdict on a claim. Where somebody has decided since it was looked at, that is shown and nothing is done."""
    given, act = request.POST, request.POST.get("act", "")
    reason = given.get(f"reason-{act}", "").strip() or given.get("reason", "").strip() or REASONS.get(act, "")
    settings = opened.settings_for(request)
    try:
        if act not in REASONS:
            raise UsageError(f"there is no act {act[:40]!r} on a claim; go back and choose one of the buttons")
        decision = _act(Review(opened.desk(), settings, reason or given.get("words", "")), request, act, wanted)
    except ChangedMeanwhile as error:
        return _again(request, wanted, on_page(error), 409)
    except UsageError as error:
        return _again(request, wanted, on_page(error), 422)
    refresh(opened.desk(), settings)
    request.session[UNDONE] = {"decision": decision.id, "claim": wanted, "what": SAID[act]}
    messages.success(request, f"{SAID[act]}: {wanted}, because {decision.reason}.")
    return redirect(_onward(request, wanted))


SAID = {"accept": "Accepted", "reject": "Rejected", "correct": "Corrected", "split": "Split off", "merge": "Merged",
        "same-origin": "Said to be one origin", "note": "Noted"}  # fmt: skip


@require_POST
@role(Role.ANALYST)
@once
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the last decision of this session."""
    last = request.session.get(UNDONE)
    if not last:
        messages.error(request, "Nothing of this session is left to undo; older decisions are undone where they stand.")
        return redirect("review")
    settings = opened.settings_for(request)
    Review(opened.desk(), settings, "undone by its author at once").retract(last["decision"])
    refresh(opened.desk(), settings)
    del request.session[UNDONE]
    messages.success(request, f"Undone: {last['what'].lower()} of {last['claim']}. It is in the history of the claim.")
    return redirect("review-claim", last["claim"])


def _act(review: Review, request: HttpRequest, act: str, wanted: str) -> Decision:
    given = request.POST
    seen = given.get("seen")
    match act:
        case "accept":
            return review.accept(wanted, seen)
        case "reject":
            return review.reject_claim(wanted, seen)
        case "correct":
            found = _claim(wanted)
            new = changed(found, {n: given[n] for n in given}, opened.labels())
            if not new:
                raise UsageError("nothing is changed in the form; change a value, or accept the claim as it is")
            return review.correct(wanted, new, seen)
        case "note":
            return review.note(wanted, given.get("words", ""), seen)
        case "split":
            return review.split(given.get("incident", ""), [wanted])
        case "merge":
            return review.merge([given.get("incident", ""), given.get("with", "").strip()])
        case "same-origin":
            return review.origin(given.getlist("root"), same=True)
        case _:
            raise AssertionError(act)


def _again(request: HttpRequest, wanted: str, message: str, status: int) -> HttpResponse:
    """The claim as it stands now, with the message and what was typed."""
    typed = {n: request.POST[n] for n in request.POST}
    context = {"counts": opened.desk().verdicts(), "wrong": message, "undo": request.session.get(UNDONE)}
    context |= _shown(request, wanted, typed)
    context |= {"reason": request.POST.get("reason", ""), "key": request.POST.get("key", "")}
    return render(request, "workbench/review.html", context, status=status)


def _onward(request: HttpRequest, wanted: str) -> str:
    """Back into the queue behind the claim, with the conditions that it had; else to the claim."""
    key = request.POST.get("key", "")
    if not key:
        return reverse("review-claim", args=[wanted])
    conditions = [(n, v) for n, v in lists.pairs(request.POST.get("queue", "")) if n not in ("after", "before")]
    return reverse("review") + "?" + urlencode([*conditions, ("after", key)])


def _claim(wanted: str) -> Claim:
    found = opened.desk().get(wanted)
    if not isinstance(found, Claim):
        raise NotFound(wanted, "is not a claim; open it from a list of claims")
    return found


def _shown(request: HttpRequest, wanted: str, typed: dict[str, str] | None = None) -> dict[str, Any]:
    """What the page shows of a claim."""
    desk, labels = opened.desk(), opened.labels()
    standing = standing_of(desk, _claim(wanted).id)
    found = standing.claim
    report = desk.get(found.report)
    if not isinstance(report, Report):
        raise NotFound(found.report, "is not a report of this desk; run `probata verify`")
    card = Card(1, found, rows_of(standing.machine, report, labels), ())
    start, end = max(0, found.start - ROUND), min(len(report.text), found.end + ROUND)
    homes = desk.incidents_of([found.id], swept=False).get(found.id, ())
    incident = desk.get(homes[0]) if homes else None
    home = incident if isinstance(incident, Incident) else None
    return {
        "standing": standing,
        "claim": found,
        "report": report,
        "words": lit(report.text, start, end, merged(card.marks)),
        "before": start > 0,
        "behind": end < len(report.text),
        "groups": groups(standing, labels, typed),
        "incident": home,
        "near": _near(home) if home else (),
        "reasons": REASONS,
        "queue": request.GET.urlencode() if request.method == "GET" else request.POST.get("queue", ""),
    }


def _near(incident: Incident) -> tuple[Any, ...]:
    """Incidents of the same kind with one of the same parties, which the claims may belong to."""
    by = Filter(type=incident.type, actors=(incident.agent or incident.counterpart)[:1])
    if not by.actors:
        return ()
    page = opened.desk().page("incidents", by, "-happened", limit=NEAR + 1, whole=False)
    return tuple(i for i in page.items if i.id != incident.id)[:NEAR]


urlpatterns = [
    path("review", review, name="review"),
    path("review/undo", undo, name="review-undo"),
    path("review/claims/<str:wanted>", claim, name="review-claim"),
    path("review/claims/<str:wanted>/decide", decide, name="review-decide"),
]
