"""What people decide on an incident's page: grades, merge, split, origins."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from probata.pipeline import Graded, Review
from probata.records import CREDIBILITY, RELIABILITY, Decision
from probata.wording.visible import visible
from probata.wording.words import CREDIBLE, RELIABLE
from probata.workbench.deciding import Act, ActForm, Data, Elsewhere, Named, Names
from probata.workbench.findingacts import NoteForm

LEFT = ("", "as it is")


class GradeForm(ActForm):
    """Grades of an incident, apart from each other."""

    reliability = forms.ChoiceField(
        label="Reliability of its sources",
        required=False,
        choices=[LEFT, *((v, f"{v}: {RELIABLE[v]}") for v in RELIABILITY)],
    )
    credibility = forms.ChoiceField(
        label="Credibility of what is told",
        required=False,
        choices=[LEFT, *((v, f"{v}: {CREDIBLE[v]}") for v in CREDIBILITY)],
        help_text="1 needs two independent origins.",
    )
    field_order = ("reliability", "credibility", "reason")

    def clean(self) -> dict[str, Any]:
        """One of the two at least."""
        data = super().clean() or {}
        if not data.get("reliability") and not data.get("credibility"):
            raise ValidationError("Choose a reliability, a credibility, or both.")
        return data


class SourceForm(ActForm):
    """A source's reliability, for the days on which it holds."""

    source = Named(label="Source")
    grade = forms.ChoiceField(label="Reliability", choices=[(v, f"{v}: {RELIABLE[v]}") for v in RELIABILITY])
    since = forms.DateField(label="From", required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label="Up to and with", required=False, widget=forms.DateInput({"type": "date"}))
    access = forms.CharField(label="Access", required=False, max_length=400, help_text="How it can know.")
    record = forms.CharField(label="Record", required=False, max_length=400, help_text="How often it was right.")
    interest = forms.CharField(
        label="Interest", required=False, max_length=400, help_text="What it has to gain from the outcome."
    )
    field_order = ("source", "grade", "since", "until", "access", "record", "interest", "reason")

    def __init__(self, *args: Any, roots: Names = (), **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["source"]
        if isinstance(field, Named):
            field.name(roots)

    def clean(self) -> dict[str, Any]:
        """Days in their order."""
        data = super().clean() or {}
        if data.get("since") and data.get("until") and data["since"] > data["until"]:
            self.add_error("until", "It ends before it begins; no day lies between.")
        return data


class Ticked(forms.MultipleChoiceField):
    """Boxes that were ticked beside what they are about; whether there are such records the review says."""

    widget = Elsewhere

    def valid_value(self, value: str) -> bool:
        """Any word; none longer than an id can be."""
        return 0 < len(value) <= 400


class MergeForm(ActForm):
    """What is one event with this incident."""

    others = Ticked(label="Incidents near it", required=False)
    ids = forms.CharField(
        label="Ids of incidents or claims", required=False, max_length=2000, help_text="With blanks between them."
    )
    field_order = ("others", "ids", "reason")

    def clean(self) -> dict[str, Any]:
        """One at least."""
        data = super().clean() or {}
        data["wanted"] = [*data.get("others", []), *str(data.get("ids", "")).replace(",", " ").split()]
        if not data["wanted"]:
            raise ValidationError("Tick an incident, or give the id of one; its page shows it.")
        return data


class SplitForm(ActForm):
    """The claims that are of another event; ticked at the passages."""

    claims = Ticked(label="Claims", required=False)

    def clean(self) -> dict[str, Any]:
        """One at least."""
        data = super().clean() or {}
        if not data.get("claims"):
            raise ValidationError("Tick the passages that are of another event.")
        return data


class OriginForm(ActForm):
    """Roots that are one origin, or are not."""

    roots = Ticked(label="Origins", required=False)
    same = forms.ChoiceField(label="They are", choices=[("yes", "one origin"), ("no", "origins of their own")],
                             widget=forms.RadioSelect)  # fmt: skip
    field_order = ("roots", "same", "reason")

    def __init__(self, *args: Any, roots: Names = (), **named: Any) -> None:
        super().__init__(*args, **named)
        self.known = {visible(root): root for root, _ in roots}

    def clean(self) -> dict[str, Any]:
        """Two at least, by their names as they are."""
        data = super().clean() or {}
        data["roots"] = list(dict.fromkeys(self.known.get(r, r) for r in data.get("roots", ())))
        if len(data["roots"]) < 2:
            raise ValidationError("Tick two origins or more.")
        return data


def _grade(review: Review, incident: str, data: Data) -> Decision:
    return review.grade(incident, f"{data['reliability']}{data['credibility']}", Graded())


def _source(review: Review, incident: str, data: Data) -> Decision:
    since, until = (d.isoformat() if d else None for d in (data["since"], data["until"]))
    about = Graded(since, until, data["access"] or None, data["record"] or None, data["interest"] or None)
    return review.grade(data["source"], data["grade"], about)


def _merge(review: Review, incident: str, data: Data) -> Decision:
    return review.merge([incident, *data["wanted"]])


def _split(review: Review, incident: str, data: Data) -> Decision:
    return review.split(incident, data["claims"])


def _origin(review: Review, incident: str, data: Data) -> Decision:
    return review.origin(data["roots"], data["same"] == "yes")


GRADE_SOURCE = Act(
    "grade-source",
    "Grade the source",
    SourceForm,
    _source,
    help="The grade holds for what is published on these days, in every incident of the desk.",
)

ACTS = (
    Act("grade", "Set the grade", GradeForm, _grade, help="Two grades that don't lift each other."),
    GRADE_SOURCE,
    Act("note", "Keep the note", NoteForm, lambda review, incident, data: review.note(incident, data["words"])),
    Act("merge", "Merge", MergeForm, _merge, help="They are one event. No value of theirs is dropped."),
    Act("split", "Split off what is ticked", SplitForm, _split,
        help="The ticked passages are of another event than the rest. All that is told stays in the desk."),
    Act("origin", "Decide", OriginForm, _origin,
        help="Whether origins are one is decided for the whole desk, not for this incident alone."),
)  # fmt: skip
"""In the order in which a page shows them."""
