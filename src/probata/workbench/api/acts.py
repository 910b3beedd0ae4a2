"""What a person can decide, as it is sent: each act with its words. A reason is always needed."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, StringConstraints

from probata.pipeline import Graded, Review
from probata.pipeline.correcting import NAMES
from probata.records import Act, Decision


def _shown(text: str) -> str:
    """Text that a database can hold, and that says something."""
    if not text.strip():
        raise ValueError("it is empty")
    return _kept(text)


def _kept(text: str) -> str:
    if "\x00" in text:
        raise ValueError("it has a character that can't be kept")
    return text


Words = Annotated[str, StringConstraints(min_length=1, max_length=20_000), AfterValidator(_shown)]
Id = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_shown)]
Value = Annotated[str, StringConstraints(max_length=500), AfterValidator(_kept)]
Seen = Annotated[str, StringConstraints(max_length=64)] | None
Ids = Annotated[list[Id], Field(min_length=1, max_length=500)]
Two = Annotated[list[Id], Field(min_length=2, max_length=500)]


class _Act(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Words

    def do(self, review: Review) -> Decision:
        """Decide."""
        raise NotImplementedError


class Merge(_Act):
    """Incidents, or claims by themselves, are of one event."""

    act: Literal["merge"]
    ids: Two

    def do(self, review: Review) -> Decision:
        return review.merge(self.ids)


class Split(_Act):
    """Claims are of another event than the rest of their incident."""

    act: Literal["split"]
    incident: Id
    claims: Ids

    def do(self, review: Review) -> Decision:
        return review.split(self.incident, self.claims)


class SameOrigin(_Act):
    """Origins (as the incident names them) or reports go back to one origin, or are origins of their own."""

    act: Literal["same-origin", "not-same-origin"]
    names: Two

    def do(self, review: Review) -> Decision:
        return review.origin(self.names, same=self.act == "same-origin")


class SetGrade(_Act):
    """The Admiralty grade: A to F of a source, 1 to 6 or both (B3) of an incident. Days and words are of sources."""

    act: Literal["grade"]
    of: Id
    grade: Annotated[str, StringConstraints(min_length=1, max_length=5)]
    valid_from: date | None = None
    valid_to: date | None = None
    access: Words | None = None
    record: Words | None = None
    interest: Words | None = None

    def do(self, review: Review) -> Decision:
        first, last = (d.isoformat() if d else None for d in (self.valid_from, self.valid_to))
        return review.grade(self.of, self.grade, Graded(first, last, self.access, self.record, self.interest))


class Stand(_Act):
    """A finding stands, or doesn't. It takes a reviewer."""

    act: Literal["confirm", "reject"]
    finding: Id

    def do(self, review: Review) -> Decision:
        return review.confirm(self.finding) if self.act == "confirm" else review.reject(self.finding)


class Judge(_Act):
    """How likely the event was so (a word of ICD 203) and, apart from that, how far the sources bear it."""

    act: Literal["judge"]
    finding: Id
    likelihood: Id
    confidence: Literal["low", "moderate", "high"]

    def do(self, review: Review) -> Decision:
        return review.judge(self.finding, self.likelihood, self.confidence)


class Ask(_Act):
    """Somebody was asked to reply by a day. Probata sends nothing."""

    act: Literal["ask"]
    finding: Id
    of: Id
    question: Words
    due: date

    def do(self, review: Review) -> Decision:
        return review.ask(self.finding, self.of, self.question, self.due.isoformat())


class Answer(_Act):
    """What somebody who was asked answered; null for nothing by the day."""

    act: Literal["answer"]
    finding: Id
    of: Id
    answer: Words | None

    def do(self, review: Review) -> Decision:
        return review.answer(self.finding, self.of, self.answer)


class Observe(_Act):
    """Contrary evidence, another explanation, or a gap. ``none_found``: no contrary evidence, and the words say where
    it was looked for."""

    act: Literal["contrary", "alternative", "gap"]
    finding: Id
    words: Words
    none_found: bool = False

    def do(self, review: Review) -> Decision:
        return review.observe(self.finding, Act(self.act), self.words, self.none_found)


class _Seen(_Act):
    """``seen``: the last decision on the claim that its author knew of (``last_decision`` of the claim), empty for
    none. Where another was made since, the answer is 409; ``null`` doesn't ask."""

    seen: Seen = None


class JudgeClaim(_Seen):
    """The claim says what its passage says, or its passage doesn't say that."""

    act: Literal["accept-claim", "reject-claim"]
    claim: Id

    def do(self, review: Review) -> Decision:
        decide = review.accept if self.act == "accept-claim" else review.reject_claim
        return decide(self.claim, self.seen)


class CorrectClaim(_Seen):
    """The claim says something else than was read. What is left out stays; an empty value says that there is none."""

    act: Literal["correct-claim"]
    claim: Id
    values: Annotated[dict[Literal[NAMES], Value | list[Value]], Field(min_length=1)]  # type: ignore[valid-type]

    def do(self, review: Review) -> Decision:
        return review.correct(self.claim, {str(k): v for k, v in self.values.items()}, self.seen)


class Note(_Seen):
    """Words kept with a claim, a report, the event of an incident, or a finding."""

    act: Literal["note"]
    on: Id
    words: Words

    def do(self, review: Review) -> Decision:
        return review.note(self.on, self.words, self.seen)


class Retract(_Act):
    """A decision is taken back; both stay on record."""

    act: Literal["retract"]
    decision: Id

    def do(self, review: Review) -> Decision:
        return review.retract(self.decision)


AnyAct = (
    Merge | Split | SameOrigin | SetGrade | JudgeClaim | CorrectClaim | Note
    | Stand | Judge | Ask | Answer | Observe | Retract
)  # fmt: skip


class Deciding(RootModel[Annotated[AnyAct, Field(discriminator="act")]]):
    """One act."""


REVIEWERS = frozenset({"confirm", "reject"})
"""The acts that take a reviewer."""
