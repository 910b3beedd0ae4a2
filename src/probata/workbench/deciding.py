"""A decision made through a form: under the person's name, once, with its errors shown at the form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.safestring import SafeString

from probata.errors import NotFound, ProbataError, UsageError
from probata.pipeline import Review, refresh
from probata.records import Act as Kind
from probata.records import Decision
from probata.wording import words
from probata.wording.visible import one_line, visible
from probata.workbench import opened
from probata.workbench.guards import person_of
from probata.workbench.models import Role
from probata.workbench.pagewords import on_page

Data = Mapping[str, Any]


class ActForm(forms.Form):
    """What an act asks for; ``because`` is the reason that is kept with it."""

    reason = forms.CharField(
        label="Reason", max_length=4000, widget=forms.Textarea({"rows": 2}), help_text="It is kept with the decision."
    )

    def because(self) -> str:
        """The reason."""
        return str(self.cleaned_data["reason"])


class SelfExplaining(ActForm):
    """An act whose own words are its reason where no other is given. ``WORDS`` names their field."""

    WORDS = "words"
    reason = forms.CharField(
        label="Reason (if other than the words)", max_length=4000, required=False, widget=forms.Textarea({"rows": 1})
    )
    field_order: Sequence[str] = ("words", "none", "reason")

    def because(self) -> str:
        """The reason, else the words."""
        return str(self.cleaned_data["reason"] or self.cleaned_data.get(self.WORDS) or "")


class Elsewhere(forms.MultipleHiddenInput):
    """Boxes that stand on the page beside what they are about, and so not in the form."""

    def render(self, *given: Any, **named: Any) -> SafeString:
        """Nothing."""
        return SafeString("")


class Named(forms.ChoiceField):
    """One of ``names`` (an id or name, and what a reader is shown): its characters plain to see on the page."""

    def name(self, names: Names) -> None:
        """Offer these."""
        self.known = {visible(i): i for i, _ in names}
        self.choices = [(visible(i), one_line(told)) for i, told in names]

    def clean(self, value: Any) -> str:
        """The id or name itself."""
        return self.known[super().clean(value)]


Names = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Act:
    """An act on a record: its form, who may do it, and how it is done by its review."""

    name: str
    label: str
    form: Callable[..., ActForm]
    do: Callable[[Review, str, Data], Decision]
    role: Role = Role.ANALYST
    help: str = ""
    bad: bool = False
    """Whether its button warns."""


Given = Mapping[str, Mapping[str, Any]]
"""What the form of an act is made with, by the name of the act."""


def shown(
    acts: Iterable[Act], request: HttpRequest, given: Given, wrong: ActForm | None = None
) -> dict[str, dict[str, Any]]:
    """The forms of the acts that the person may do, by name, empty but for the one that was ``wrong``."""
    person = person_of(request)
    found: dict[str, Any] = {}
    for act in acts:
        if not person.may(act.role):
            continue
        bound = wrong if wrong is not None and wrong.prefix == act.name else None
        form = bound or act.form(prefix=act.name, auto_id="%s", **given.get(act.name, {}))
        found[act.name.replace("-", "_")] = {"act": act, "form": form, "open": bound is not None}
    return found


def done(acts: Iterable[Act], name: str, request: HttpRequest, subject: str, given: Given) -> Decision | ActForm:
    """The decision of a form that was sent, or the form with what is wrong with it.

    :class:`PermissionDenied` where the person's role doesn't allow it; 404 for an act that there isn't.
    """
    act = next((a for a in acts if a.name == name), None)
    if act is None:
        raise Http404
    person = person_of(request)
    if not person.may(act.role):
        raise PermissionDenied(f"This is for the role {act.role.value}, and yours is {person.role}; "
                               "ask a reviewer of this desk.")  # fmt: skip
    form = act.form(request.POST, prefix=act.name, auto_id="%s", **given.get(name, {}))
    if not form.is_valid():
        return form
    try:
        return decide(request, form.because(), lambda review: act.do(review, subject, form.cleaned_data))
    except (UsageError, NotFound) as error:
        form.add_error(None, on_page(error))
        return form


def decide(request: HttpRequest, reason: str, act: Callable[[Review], Decision]) -> Decision:
    """Make a decision under the person's name, bring incidents up to date, and say what was done."""
    settings, desk = opened.settings_for(request), opened.desk()
    review = Review(desk, settings, reason)
    decision = act(review)
    refresh(desk, settings)
    messages.success(
        request, f"Kept: {words.decided(decision, opened.labels().actor)}. It can be undone where the decision stands."
    )
    for remark in review.remarks:
        messages.warning(request, f"Kept, but note: {on_page(remark)}")
    return decision


def home_of(incident: str, claims: tuple[str, ...]) -> str:
    """The incident that these claims are in now, after a decision; the first where there are several."""
    desk = opened.desk()
    try:
        return desk.get(incident).id
    except ProbataError:
        homes = sorted({i for where in desk.incidents_of(claims).values() for i in where})
        return homes[0] if homes else incident


def role_to_retract(decision: Decision) -> Role:
    """Whose role it takes to take a decision back: what a reviewer confirmed or rejected, a reviewer's."""
    return Role.REVIEWER if decision.act in (Kind.CONFIRM, Kind.REJECT) else Role.ANALYST
