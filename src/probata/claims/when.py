"""When an event happens: which of the report's time expressions belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from probata.claims.draft import Draft
from probata.claims.tree import is_verb
from probata.language.annotated import Paragraph
from probata.language.times import joint_interval
from probata.records import ClaimType, DateInterval, Offsets, Statement, Timex, TimexType

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOMENTS = frozenset({ClaimType.MEETING, ClaimType.VISIT, ClaimType.VETO, ClaimType.SEIZURE})
_ATTRIBUTE = frozenset({"nummod", "compound", "amod", "nmod", "poss"})
_FILED = re.compile(r"\.?\s*(?:\([A-Z][^)]{1,20}\)\s*)?(?:--|[-–—]\s)|\)\s|\.?\s*/[A-Z]+/")
_NOT_THROUGH = frozenset({"ccomp", "parataxis", "csubj", "csubjpass"})


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
