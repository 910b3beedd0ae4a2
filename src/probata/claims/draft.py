"""An event as matched, before it is known who says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from probata.claims.fill import Fill
from probata.claims.frame import Frame, Role
from probata.claims.tree import is_verb
from probata.language.annotated import GoodsMention, Paragraph
from probata.records import ClaimType, ObjectClass, Offsets, Quantity, Stance, Status

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True)
class Draft:
    """One event at one place of the text. Roles are completed and changed until claims are made of it.

    ``answers`` marks a draft that repeats another event by an anaphor ("denied it", "the shipment"):
    its trigger is then that word. ``stance`` is what the verb above it says, where that alone tells it.
    ``weak``: a party that the frame needs is missing in the sentence. ``hypothetical``: no event, but events
    in general. ``object_slot`` is where the object stood, as the frames call it. ``extra`` are further words that
    belong to the quote. ``closed`` are the roles that the sentence gives to somebody unknown, so that the rest of the
    report can't fill them.
    """

    frame: Frame
    paragraph: Paragraph
    trigger: Token
    agent: Fill
    counterpart: Fill
    goods: tuple[GoodsMention, ...]
    classes: tuple[ObjectClass, ...]
    heads: tuple[Token, ...]
    status: Status
    negated: bool
    hedged: bool
    start: int
    end: int
    rule: str
    object_spans: tuple[Offsets, ...] = ()
    object_slot: str = ""
    quantity: Quantity | None = None
    also_quantity: tuple[Quantity, ...] = ()
    answers: Draft | None = None
    stance: Stance | None = None
    filled: int = 0
    weak: bool = False
    hypothetical: bool = False
    extra: tuple[Token, ...] = field(default=())
    closed: frozenset[Role] = frozenset()

    @property
    def type(self) -> ClaimType:
        return self.frame.type

    @property
    def pattern(self) -> tuple[str, ...]:
        """How the sentence was read, in words: the trigger, and for each role the slot that filled it."""
        kind = "verb" if is_verb(self.trigger) else "noun"
        rows = [f'{kind} "{self.trigger.text}"']
        for role, slot in (
            ("agent", self.agent.slot if self.agent else ""),
            ("counterpart", self.counterpart.slot if self.counterpart else ""),
            ("object", self.object_slot if self.classes else ""),
        ):
            if slot:
                rows.append(f"{role}: {slot}")
        return tuple(rows)

    @property
    def at(self) -> int:
        """The place of the trigger in the report's text."""
        return self.paragraph.start + self.trigger.idx


def set_extent(draft: Draft) -> None:
    """The shortest stretch of the sentence that holds the trigger and what fills its roles."""
    paragraph, token = draft.paragraph, draft.trigger
    sentence = token.sent
    low, high = paragraph.start + sentence.start_char, paragraph.start + sentence.end_char
    if token.dep_ == "conj" and token.pos_ == "VERB" and token.head.pos_ == "VERB" and token.head.i < token.i:
        low = paragraph.offsets(token.head)[1]  # "came to Moscow and met Putin": the first clause is another event
    start, end = paragraph.offsets(token)
    spans = [*draft.object_spans]
    for fill in (draft.agent, draft.counterpart):
        spans += fill.passages if fill.given else ()
    spans += [paragraph.offsets(h) for h in draft.heads]
    spans += [paragraph.offsets(t) for t in draft.extra]
    if draft.quantity is not None:
        spans.append((draft.quantity.start, draft.quantity.end))
    for s, e in spans:
        if low <= s and e <= high:
            start, end = min(start, s), max(end, e)
    draft.start, draft.end = start, end
