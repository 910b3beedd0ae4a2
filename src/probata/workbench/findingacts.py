"""What people decide on a finding's page: notes, questions and answers, the judgement, and whether it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from probata.pipeline import Review
from probata.pipeline.estimates import likelihoods
from probata.records import CONFIDENCE, Decision
from probata.records import Act as Kind
from probata.workbench.deciding import Act, ActForm, Data, Named, Names, SelfExplaining
from probata.workbench.models import Role

LONGEST = 20_000
"""Characters of a note, a question or an answer: a long letter."""


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class ContraryForm(SelfExplaining):
    """What speaks against it, or where that was sought in vain."""

    words = forms.CharField(label="What speaks against it", max_length=LONGEST, widget=_area(3))
    none = forms.BooleanField(label="None was found; the words say where it was looked for", required=False)


class AlternativeForm(SelfExplaining):
    """Another explanation."""

    words = forms.CharField(label="Another explanation of what is told", max_length=LONGEST, widget=_area(3))


class GapForm(SelfExplaining):
    """What isn't known."""

    words = forms.CharField(label="What isn't known and would matter", max_length=LONGEST, widget=_area(3))


class NoteForm(SelfExplaining):
    """What is to be remembered."""

    words = forms.CharField(label="Note", max_length=LONGEST, widget=_area(3))


class AskForm(SelfExplaining):
    """A question that was put to somebody."""

    WORDS = "question"
    party = forms.CharField(
        label="Who was asked", max_length=200, help_text="A state, person or body, by name or code."
    )
    question = forms.CharField(label="What was asked, word for word", max_length=LONGEST, widget=_area(3))
    due = forms.DateField(label="Answer due by", widget=forms.DateInput({"type": "date"}))
    field_order = ("party", "question", "due", "reason")

    def clean_due(self) -> str:
        """A day on which there is still time to answer."""
        due = self.cleaned_data["due"]
        if due <= datetime.now(UTC).date():
            raise ValidationError("Give a day after today; nobody can answer in time else.")
        return str(due.isoformat())


class AnswerForm(SelfExplaining):
    """What came of a question."""

    WORDS = "answer"
    party = Named(label="Who was asked")
    answer = forms.CharField(label="The answer, word for word", required=False, max_length=LONGEST, widget=_area(3))
    silence = forms.BooleanField(label="No answer came by the day", required=False)
    field_order = ("party", "answer", "silence", "reason")

    def __init__(self, *args: Any, parties: Names = (), **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["party"]
        if isinstance(field, Named):
            field.name(parties)

    def clean(self) -> dict[str, Any]:
        """Either an answer or none."""
        data = super().clean() or {}
        if bool(data.get("answer")) is bool(data.get("silence")):
            raise ValidationError("Give either the answer, or tick that none came.")
        return data

    def because(self) -> str:
        """The reason, else the answer, else that there is none."""
        return super().because() or "no answer came by the day"


class JudgeForm(ActForm):
    """How likely it is; and, apart, how far the sources bear that."""

    likelihood = forms.ChoiceField(
        label="How likely it is that it was so",
        choices=lambda: [("", "choose"), *((w.word, w.told) for w in likelihoods())],
    )
    confidence = forms.ChoiceField(
        label="How far the sources bear this judgement", choices=[("", "choose"), *((c, c) for c in CONFIDENCE)],
        help_text="Another thing than likelihood; the two never stand in one sentence.",
    )  # fmt: skip
    field_order = ("likelihood", "confidence", "reason")


def _observe(kind: Kind) -> Callable[[Review, str, Data], Decision]:
    def observe(review: Review, finding: str, data: Data) -> Decision:
        return review.observe(finding, kind, data["words"], bool(data.get("none")))

    return observe


def _ask(review: Review, finding: str, data: Data) -> Decision:
    return review.ask(finding, data["party"], data["question"], data["due"])


def _answer(review: Review, finding: str, data: Data) -> Decision:
    return review.answer(finding, data["party"], None if data["silence"] else data["answer"])


def _judge(review: Review, finding: str, data: Data) -> Decision:
    return review.judge(finding, data["likelihood"], data["confidence"])


ACTS = (
    Act("contrary", "Note it", ContraryForm, _observe(Kind.CONTRARY)),
    Act("alternative", "Note it", AlternativeForm, _observe(Kind.ALTERNATIVE)),
    Act("gap", "Note it", GapForm, _observe(Kind.GAP)),
    Act("ask", "Keep the question", AskForm, _ask, help="Probata sends nothing: it keeps what you asked, and when."),
    Act("answer", "Keep what came of it", AnswerForm, _answer),
    Act("note", "Keep the note", NoteForm, lambda review, finding, data: review.note(finding, data["words"])),
    Act("judge", "Judge", JudgeForm, _judge, help="The reason is printed as the judgement."),
    Act("confirm", "Confirm the finding", ActForm, lambda review, finding, _: review.confirm(finding), Role.REVIEWER),
    Act("reject", "Reject the finding", ActForm, lambda review, finding, _: review.reject(finding), Role.REVIEWER,
        bad=True),
)  # fmt: skip
"""In the order in which a page shows them."""
