"""Which of the report's amounts and times belong to an event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from probata.claims.draft import Draft
from probata.claims.tree import is_verb
from probata.language.annotated import Paragraph
from probata.language.times import joint_interval
from probata.records import ClaimType, DateInterval, ObjectClass, Offsets, Quantity, Statement, Timex, TimexType

if TYPE_CHECKING:
    from spacy.tokens import Token

_ONE = {
    ObjectClass.VEHICLE: "vehicle",
    ObjectClass.VESSEL: "vessel",
    ObjectClass.ARMS_MISSILE: "missile",
    ObjectClass.ARMS_UAV: "uav",
}
"""What one of a thing is counted in; goods that come in masses ("an ammunition supply") have no such unit."""
_MOMENTS = frozenset({ClaimType.MEETING, ClaimType.VISIT, ClaimType.VETO, ClaimType.SEIZURE})
_SPANS_OF_TIME = frozenset({"day", "week", "month", "year", "hour", "minute", "second", "decade", "time"})
_ATTRIBUTE = frozenset({"nummod", "compound", "amod", "nmod", "poss"})
_FILED = re.compile(r"\.?\s*(?:\([A-Z][^)]{1,20}\)\s*)?(?:--|[-–—]\s)|\)\s|\.?\s*/[A-Z]+/")
_NOT_THROUGH = frozenset({"ccomp", "parataxis", "csubj", "csubjpass"})


def add_quantities(draft: Draft, quantities: Sequence[Quantity]) -> None:
    """The amounts inside the goods' own noun phrase; the first is the event's, others go beside it."""
    if draft.answers is not None:
        return
    paragraph = draft.paragraph
    found: list[Quantity] = []
    for head in draft.heads:
        low = paragraph.start + head.left_edge.idx
        high = max([paragraph.offsets(head)[1], *(g.end for g in draft.goods)])
        for quantity in quantities:
            if low <= quantity.start < high and quantity.unit not in _SPANS_OF_TIME and quantity not in found:
                found.append(quantity)
        if not found and (one := _single(draft, head)) is not None:
            found.append(one)
    if found:
        draft.quantity, draft.also_quantity = found[0], tuple(found[1:])


def _single(draft: Draft, head: Token) -> Quantity | None:
    """ "a missile": one, where the noun with the article is the thing itself."""
    paragraph = draft.paragraph
    article = [c for c in head.children if c.dep_ == "det" and c.lower_ in {"a", "an"}]
    if not article or head.tag_ not in {"NN", "NNP"}:
        return None
    start, end = paragraph.start + article[0].idx, paragraph.offsets(head)[1]
    for goods in draft.goods:
        # The noun itself must be the thing: "a missile attack" is no missile.
        if goods.first <= head.i < goods.last:
            unit = next((_ONE[c] for c in goods.classes if c in _ONE), None)
            if unit is None and head.lemma_.lower() in {"satellite", "rocket"}:
                unit = head.lemma_.lower()
            if unit is not None:
                return Quantity(
                    start, end, paragraph.doc.text[start - paragraph.start : end - paragraph.start], 1, 1, unit
                )
    return None


def time_of(
    draft: Draft, text: str, times: Sequence[Timex], statements: Sequence[Statement]
) -> tuple[DateInterval | None, tuple[Offsets, ...]]:
    """When the event happens, and the words for it; never when it was said.

    Words that can't be resolved give ``None`` and their passage.
    """
    if draft.stance is not None:
        return None, ()
    paragraph = draft.paragraph
    cues = [(s.cue.start, s.cue.end) for s in statements if s.cue is not None]
    chain = _chain(draft, cues)
    sentence = draft.trigger.sent
    low, high = paragraph.start + sentence.start_char, paragraph.start + sentence.end_char
    best: tuple[tuple[int, int], Timex] | None = None
    for timex in times:
        if timex.type not in {TimexType.DATE, TimexType.TIME} or not low <= timex.start < high:
            continue
        span = paragraph.span(timex.start, timex.end)
        if span is None or timex.value in {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}:
            continue
        if _dateline(paragraph, timex) or (span.root.dep_ in _ATTRIBUTE and span.root.head.i != draft.trigger.i):
            continue  # "a 2011 embargo": the other noun's time
        if timex.text.lower().startswith("since") and draft.type in _MOMENTS:
            continue  # "their first since 2019"
        anchor = _anchor(span.root, chain)
        if anchor is None:
            continue
        rank = (anchor, abs(timex.start - draft.at))
        if best is None or rank < best[0]:
            best = (rank, timex)
    if best is None:
        return None, ()
    timex = best[1]
    interval = joint_interval(text, times, timex)
    words = ((timex.start, timex.end),)
    if interval is None or interval.start is None or interval.end is None:
        return None, words
    return interval, (interval.at,) if interval.at else words


def _dateline(paragraph: Paragraph, timex: Timex) -> bool:
    """Whether a date only says when the report was filed: "SEOUL, 18 October 2024 - ", "(9 February 2024) "."""
    first, last = timex.start - paragraph.start, timex.end - paragraph.start
    text = paragraph.doc.text
    return first < 40 and bool(_FILED.match(text[last : last + 30]))


def _chain(draft: Draft, cues: Sequence[Offsets]) -> list[int]:
    """The trigger and the words above it that share its time, up to the verb of saying."""
    found = [draft.trigger.i]
    token = draft.trigger
    for _ in range(8):
        head = token.head
        if head is token or (token.dep_ in _NOT_THROUGH):
            break
        if token.dep_ in {"relcl", "acl"} and is_verb(token) and not _infinitive(token):
            break
        at = draft.paragraph.start + head.idx
        if any(start <= at < end for start, end in cues):
            break
        found.append(head.i)
        token = head
    return found


def _infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _anchor(root: Token, chain: Sequence[int]) -> int | None:
    """How far up the event's chain a time hangs; ``None`` if another verb's it is."""
    if root.i in chain:
        return chain.index(root.i)
    for above in root.ancestors:
        if above.i in chain:
            return chain.index(above.i)
        if is_verb(above):
            return None
    return None
