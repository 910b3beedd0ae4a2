"""When an event happens: which of the report's time expressions is its own, and what days that gives."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from probata.claims.draft import Draft
from probata.claims.when_path import Hold, Place, chain_of, compared, place_of
from probata.language.annotated import Annotated, Paragraph
from probata.language.times import joint_interval
from probata.language.times_calendar import moved, shift
from probata.language.times_reference import reference_of
from probata.records import ClaimType, DateInterval, Offsets, Precision, Status, Timex, TimexType

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_MOMENTS = frozenset({ClaimType.MEETING, ClaimType.VISIT, ClaimType.VETO, ClaimType.SEIZURE})
"""What is over at once doesn't go on "since" a day."""
_VAGUE = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
_DAYS = frozenset({Precision.DAY, Precision.UNKNOWN})
_ATTRIBUTES = frozenset({"nummod", "compound", "amod", "nmod", "poss"})
_HAPPENED = frozenset({"happen", "occur"})
_IT = frozenset({"it", "this", "that"})
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_AFTER_LENGTH = re.compile(r"\s+(?P<way>after|before)\b")
_COUNTED = re.compile(r",?\s+(?:just|about|some|nearly|almost|more than)?\s*")

Found = tuple[DateInterval | None, tuple[Offsets, ...]]


class Clock:
    """The times of one report, and which of them is an event's.

    The interval's rule tells both steps: how the words were read, and, after a plus, what they hang on.
    """

    def __init__(self, annotated: Annotated) -> None:
        self._text = annotated.report.text
        self._published = reference_of(annotated.paragraphs, _day(annotated.report.published)).day
        self._times = annotated.times
        self._starts = [t.start for t in annotated.times]
        cues = sorted(
            (s.cue.start, s.cue.end) for s in annotated.statements if s.cue is not None and s.cue.start is not None
        )
        self._cues, self._cue_starts = cues, [a for a, _ in cues]

    def time_of(self, draft: Draft) -> Found:
        """When the event happens, and the words for it; never when it was said.

        Words that can't be resolved give ``None`` and their passage. An event that is only pointed back to
        ("denied it") has none of its own.
        """
        if draft.stance is not None:
            return None, ()
        sentence = draft.trigger.sent
        best = self._hanging(draft, sentence)
        if best is not None:
            timex, place = best
            return self._interval(draft, timex, place)
        return self._counted(draft, sentence) or self._told_next(draft, sentence) or (None, ())

    def _within(self, paragraph: Paragraph, sentence: Span) -> list[tuple[Timex, Token]]:
        """The dated expressions of a sentence that could be an event's, each with the root of its words."""
        low, high = paragraph.start + sentence.start_char, paragraph.start + sentence.end_char
        found = []
        for timex in self._times[bisect_left(self._starts, low) : bisect_left(self._starts, high)]:
            interval = timex.interval
            if timex.value in _VAGUE or interval is None or interval.rule == "dateline":
                continue
            if timex.type in {TimexType.DURATION, TimexType.SET} and interval.start is None:
                continue
            span = paragraph.span(timex.start, timex.end)
            if span is not None and len(span):
                found.append((timex, _hung(span)))
        return found

    def _hanging(self, draft: Draft, sentence: Span) -> tuple[Timex, Place] | None:
        candidates = self._within(draft.paragraph, sentence)
        if not candidates:
            return None
        chain = chain_of(draft, lambda token: self._spoken(draft.paragraph, token))
        best: tuple[tuple[bool, int, int], Timex, Place] | None = None
        for timex, root in candidates:
            if root.dep_ in _ATTRIBUTES and root.head.i != draft.trigger.i:
                continue  # "a 2011 embargo": the other noun's time
            if _since(timex) and (draft.type in _MOMENTS or compared(root)):
                continue
            place = place_of(root, chain, draft)
            if place is None or not _fits(timex, place):
                continue
            rank = (self._bracketed(timex), place.step, abs(timex.start - draft.at))
            if best is None or rank < best[0]:
                best = (rank, timex, place)
        return (best[1], best[2]) if best else None

    def _bracketed(self, timex: Timex) -> bool:
        """Whether a time only explains another one: "9 a.m. Sunday (7:30 p.m. ET Saturday)"."""
        return self._text[max(0, timex.start - 1) : timex.start] == "(" and self._text[timex.end : timex.end + 1] == ")"

    def _spoken(self, paragraph: Paragraph, token: Token) -> bool:
        at = paragraph.start + token.idx
        n = bisect_right(self._cue_starts, at) - 1
        return n >= 0 and at < self._cues[n][1]

    def _interval(self, draft: Draft, timex: Timex, place: Place) -> Found:
        interval = joint_interval(self._text, self._times, timex)
        words = ((timex.start, timex.end),)
        if interval is None:
            return None, words
        hold = place.hold.value
        if place.preposition in {"before", "until", "till", "after"} and not _ranged(interval):
            if place.preposition != "after" or draft.status not in {Status.DONE, Status.ONGOING}:
                return None, words
            interval, hold = self._from_then(interval), "after"
        if interval.start is None or interval.end is None:
            return None, words
        return replace(interval, rule=f"{interval.rule}+{hold}"), (interval.at,) if interval.at else words

    def _from_then(self, interval: DateInterval) -> DateInterval:
        """From the day after some days to publication."""
        last = _day(interval.end)
        first = shift(last, 1) if last is not None else None
        if first is None or self._published is None or first > self._published:
            return replace(interval, start=None, end=None)
        return replace(interval, start=first.isoformat(), end=self._published.isoformat(), precision=Precision.OPEN)

    def _counted(self, draft: Draft, sentence: Span) -> Found | None:
        """ "In 2003, five years after it fired a missile": the missile was fired in 1998."""
        paragraph = draft.paragraph
        low, high = paragraph.start + sentence.start_char, draft.at
        near = self._times[bisect_left(self._starts, low) : bisect_left(self._starts, high)]
        for base, length in pairwise(near):
            match = re.fullmatch(r"P(\d{1,3})([YMWD])", length.value)
            way = _AFTER_LENGTH.match(self._text, length.end, high)
            if match is None or way is None or base.interval is None or length.type is not TimexType.DURATION:
                continue
            if not _COUNTED.fullmatch(self._text[base.end : length.start]):
                continue
            if not _governs(paragraph, draft.trigger, way.start("way")):
                continue
            first, last = _day(base.interval.start), _day(base.interval.end)
            if first is None or last is None:
                return None, ((base.start, length.end),)
            unit = _UNITS[match[2]]
            count = -int(match[1]) if way["way"] == "after" else int(match[1])
            if base.interval.precision is Precision.YEAR and unit != "year":
                return None, ((base.start, length.end),)
            words = (base.start, length.end)
            interval = replace(
                base.interval,
                start=moved(first, unit, count).isoformat(),
                end=moved(last, unit, count).isoformat(),
                text=self._text[words[0] : words[1]],
                at=words,
                rule=f"{base.interval.rule}+counted",
            )
            return interval, (words,)
        return None

    def _told_next(self, draft: Draft, sentence: Span) -> Found | None:
        """ "It happened on May 3" right after the sentence of the event."""
        doc = sentence.doc
        if draft.negated or draft.status not in {Status.DONE, Status.ONGOING} or sentence.end >= len(doc):
            return None
        following = doc[sentence.end].sent
        verb = following.root
        if verb.lemma_ not in _HAPPENED and not (
            verb.lemma_ == "take" and any(c.lower_ == "place" for c in verb.children)
        ):
            return None
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is None or not (subject.lower_ in _IT or _definite(subject)):
            return None
        for timex, root in self._within(draft.paragraph, following):
            if any(t.i == verb.i for t in _to_verb(root)):
                return self._interval(draft, timex, Place(0, Hold.EVENT, "")) if not _since(timex) else None
        return None


def _fits(timex: Timex, place: Place) -> bool:
    """Whether a time on a verb of saying, deciding or seeing can be what was said, decided or seen.

    Where such a verb ends its sentence with a day ("accused the North of sending shells on Tuesday"), the day is
    that of the saying; a longer stretch ("last year") is the event's.
    """
    interval = timex.interval
    if place.hold is Hold.SPEECH:
        return interval is not None and interval.precision not in _DAYS
    return True


def _hung(span: Span) -> Token:
    """The word by which a time hangs: its root, or the preposition before it where the parser took the time for a
    part of the name behind ("In March North Korea sent")."""
    root, first = span.root, span.start
    if root.dep_ in _ATTRIBUTES and root.head.pos_ == "PROPN" and root.head.i >= span.end and first > 0:
        before = span.doc[first - 1]
        if before.pos_ == "ADP" and not any(c.dep_ == "pobj" for c in before.children):
            return before
    return root


def _since(timex: Timex) -> bool:
    return timex.interval is not None and (timex.interval.rule or "").startswith("since-")


def _ranged(interval: DateInterval) -> bool:
    return interval.rule in {"range", "list", "combined"}


def _definite(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and any(c.lower_ in {"the", "this", "that"} for c in noun.children)


def _to_verb(token: Token) -> Iterator[Token]:
    for above in token.ancestors:
        yield above
        if above.pos_ == "VERB":
            return


def _governs(paragraph: Paragraph, trigger: Token, at: int) -> bool:
    """Whether the trigger is the verb of the clause that begins with the word at an offset of the report."""
    span = paragraph.span(at, at + 1)
    if span is None or not len(span):
        return False
    mark = span[0]
    return mark.head.i == trigger.i or any(c.i == trigger.i for c in mark.children)


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
