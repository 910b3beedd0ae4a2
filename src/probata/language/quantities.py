"""Amounts in running text: bounds, unit, approximator, role; alternatives stay alternatives.

Lengths of time, dates, calibres, model numbers and resolution numbers are no amounts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from probata.language import quantities_context as context
from probata.language.annotated import Paragraph
from probata.language.numbers import Number, Value, scan_numbers, tidy
from probata.language.quantities_nouns import LARGE, SMALL, counted_noun
from probata.language.quantities_units import CALIBRE, COUNTABLE, UNIT_OF_NOUN, currency_before, measure_after
from probata.language.tokenindex import TokenIndex
from probata.records import Amount, Quantity, QuantityRole

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class _Draft:
    """An amount on its way: offsets within one paragraph's text."""

    start: int
    end: int
    number: Number
    low: Value | None
    high: Value | None
    unit: str | None
    approximator: str | None
    between: bool = False
    share: bool = False
    alternatives: tuple[Amount, ...] = ()


def find_quantities(paragraphs: Sequence[Paragraph]) -> tuple[Quantity, ...]:
    """Every amount in the paragraphs, in order of the text; offsets are code points of the report's text.

    ``low``/``high`` are the inclusive bounds of ``gold/claims/GUIDELINES.md``: "about N" and
    "nearly N" are N, "more than N" leaves ``high`` open, "up to N" leaves ``low`` open. An amount
    whose noun is left out ("sent 14,000") takes the unit of the amount that it is set beside or
    that went before it; where there is none the unit is ``None``.
    """
    found: list[Quantity] = []
    last_unit: str | None = None
    for paragraph in paragraphs:
        text = paragraph.doc.text
        index = TokenIndex(paragraph.doc)
        drafts = _combine(text, _drafts(paragraph.doc, index, text))
        for draft in drafts:
            sentence = _sentence_of(index, draft.start, len(text))
            role = context.role_of(text, sentence, draft.start, draft.end, draft.share)
            unit = draft.unit
            if unit is None and role in (QuantityRole.EQUIVALENT, QuantityRole.CAPACITY):
                unit = _converted_unit(text[sentence[0] : draft.start])
            elif unit is None and not draft.share and draft.number.kind == "figure" and _is_large(draft):
                unit = last_unit
            elif unit in COUNTABLE and role is not QuantityRole.CAPACITY:
                last_unit = unit
            found.append(
                Quantity(
                    paragraph.start + draft.start,
                    paragraph.start + draft.end,
                    text[draft.start : draft.end],
                    draft.low,
                    draft.high,
                    unit,
                    draft.approximator,
                    draft.alternatives,
                    role,
                )
            )
    return tuple(found)


def indefinite_quantity(paragraph: Paragraph, first: int, last: int, unit: str) -> Quantity | None:
    """One piece, where the tokens ``first`` to ``last`` (exclusive) are one singular thing with "a" or "an".

    The caller says that the thing is a real, countable good and which ``unit`` it counts in. The
    article may stand within the tokens or before them with only their own modifiers between.
    ``None`` where there is no such article or the noun is plural.
    """
    doc = paragraph.doc
    if not 0 <= first < last <= len(doc):
        return None
    head = doc[last - 1]
    if head.tag_ in ("NNS", "NNPS"):
        return None
    at = first
    while at >= 0 and doc[at].lower_ not in ("a", "an"):
        if at < first and (
            doc[at].pos_ not in ("ADJ", "NOUN", "PROPN", "ADV", "NUM") and doc[at].text not in ('"', "“", "-")
        ):
            return None
        at -= 1
    if at < 0:
        return None
    start, end = doc[at].idx, head.idx + len(head.text)
    return Quantity(
        paragraph.start + start,
        paragraph.start + end,
        doc.text[start:end],
        1,
        1,
        unit,
        None,
        (),
        QuantityRole.TRANSFERRED,
    )


def _converted_unit(before: str) -> str | None:
    """The unit that words such as "if calculated as 152 mm shells" convert into, if they name one.

    A conversion never takes the unit of what is converted: 28,000 containers are not 12 million of them.
    """
    match = _CONVERTED.search(before)
    return UNIT_OF_NOUN.get(match[1].lower().removesuffix("s")) if match else None


_CONVERTED = re.compile(
    r"(?:calculated|converted|counted|expressed)\s(?:as|in|into|to)\s(?:[\w-]+\s){0,4}?(shells?|rounds?|munitions?|rockets?|missiles?)\b",
    re.IGNORECASE,
)


def _is_large(draft: _Draft) -> bool:
    value = draft.low if draft.low is not None else draft.high
    return value is not None and value >= LARGE


def _sentence_of(index: TokenIndex, at: int, length: int) -> tuple[int, int]:
    token = index.token_at(at)
    if token is None:
        return 0, length
    sent = token.sent
    return sent.start_char, sent.end_char


def _drafts(doc: Doc, index: TokenIndex, text: str) -> list[_Draft]:
    drafts: list[_Draft] = []
    labels: list[Number] = []
    for number in scan_numbers(text):
        if context.is_label(text, number, labels) or CALIBRE.match(text, number.end):
            labels.append(number)
            continue
        draft = _draft(doc, index, text, number)
        if draft is not None:
            drafts.append(draft)
        elif context.is_year(text, number):
            labels.append(number)
    return drafts


def _draft(doc: Doc, index: TokenIndex, text: str, number: Number) -> _Draft | None:
    start, end, unit, factor = number.start, number.end, None, 1
    money = currency_before(text, start)
    measure = measure_after(text, end)
    noun: tuple[int, str | None] | None = None
    if money:
        start, unit = money
        if measure and measure[1] in ("USD", "EUR", unit):
            end = measure[0]
    elif measure:
        end, unit, factor = measure
    else:
        if number.kind == "fraction":
            if not re.match(r"\s(?:of\b|the\b|an?\b|its\b|their\b|[.,;])", text[end:]) or re.search(
                r"\b(?:first|second|the|last|latter|other|and a|third|fourth)\s$", text[:start][-12:], re.IGNORECASE
            ):
                return None
        else:
            noun = counted_noun(doc, index, text, number)
            if noun is None:
                return None
            end, unit = noun
    share = unit == "percent" or (number.kind == "fraction" and unit is None)
    if number.kind == "fraction" and unit is None:
        unit = "fraction"
    low: Value | None = tidy(number.low * factor)
    high: Value | None = None if number.high is None else tidy(number.high * factor)
    words: str | None = None
    between = context.between_before(text, start)
    if between is not None:
        return _Draft(between, end, number, low, high, unit, "between", between=True, share=share)
    before = context.approximator_before(text, start)
    after = context.approximator_after(text, number.end) or context.approximator_after(text, end)
    bound = None
    if before:
        start, words, bound = before
    elif after:
        end, words, bound = max(end, after[0]), after[1], after[2]
    if bound == "low":
        high = None
    elif bound == "high":
        low, high = None, (high if high is not None else number.ceiling)
    return _Draft(start, end, number, low, high, unit, words, share=share)


_RANGE = re.compile(r"\s?(?:-|–|—|‑|to)\s?$|\s(?:to|-|–)\s$")
_OR = re.compile(r",?\s\(?(?:or|and/or)\s$")
_LIST = re.compile(r"\s?(?:,|,?\sand|/)\s$")


def _combine(text: str, drafts: list[_Draft]) -> list[_Draft]:
    """Ranges become one amount, "A or B" one amount with alternatives, and lists share their unit."""
    combined: list[_Draft] = []
    for draft in drafts:
        previous = combined[-1] if combined else None
        joined = _join(text, previous, draft) if previous else None
        if joined is not None:
            combined[-1] = joined
        else:
            combined.append(draft)
    for i in range(len(combined) - 2, -1, -1):
        here, following = combined[i], combined[i + 1]
        if here.unit is None and following.unit and _LIST.fullmatch(text[here.end : following.start]):
            combined[i] = replace(here, unit=following.unit)
    return [d for d in combined if not _stray(text, d)]


def _stray(text: str, draft: _Draft) -> bool:
    """A number that was only kept as a possible end of a range and isn't one: "the two", a score of 2-1."""
    if draft.unit is not None or draft.alternatives or draft.low != draft.high:
        return False
    if draft.number.kind == "spelled" and draft.number.low < SMALL:
        return True
    return bool(
        re.match(r"[-–]\d", text[draft.end : draft.end + 2])
        or re.search(r"\d[-–]$", text[max(0, draft.start - 4) : draft.start])
    )


def _join(text: str, a: _Draft, b: _Draft) -> _Draft | None:
    gap = text[a.number.end : b.number.start]
    if len(gap) > 60 or (a.alternatives and not _OR.search(text[a.end : b.start])):
        return None
    bare_gap = text[a.number.end : b.start]
    unit = b.unit or a.unit
    same = a.unit is None or b.unit is None or a.unit == b.unit
    if same and a.low is not None and b.high is not None:
        joined_by_and = a.between and re.search(r"\sand\s$", bare_gap)
        if joined_by_and or (
            _RANGE.fullmatch(bare_gap) or (a.unit == b.unit and _RANGE.fullmatch(text[a.end : b.start]))
        ):
            low = _scaled_like(text, a, b)
            if low <= b.high:
                return replace(a, end=b.end, number=b.number, low=low, high=b.high, unit=unit, share=a.share or b.share)
    if same and _OR.fullmatch(text[a.end : b.start]):
        alternative = Amount(b.low, b.high, unit, text[b.start : b.end])
        return replace(a, end=b.end, unit=unit, alternatives=(*a.alternatives, alternative))
    money = a.unit != b.unit and (a.unit or "").isupper() and (b.unit or "").isupper()
    if money and text[a.end : b.start].strip() == "(" and text[b.end : b.end + 1] == ")":
        alternative = Amount(b.low, b.high, b.unit, text[b.start : b.end])
        return replace(a, end=b.end + 1, alternatives=(*a.alternatives, alternative))
    return None


def _scaled_like(text: str, a: _Draft, b: _Draft) -> Value:
    """The lower end of "10 to 12 thousand" and "$2-3 million" takes the scale of the upper end."""
    low = a.number.low
    scale = re.search(
        r"(thousand|million|billion|trillion|bn|mn|[km])\s*$", text[b.number.start : b.number.end], re.IGNORECASE
    )
    scaled_itself = re.search(
        r"hundred|thousand|illion|dozen|\d\s?[a-z]", text[a.number.start : a.number.end], re.IGNORECASE
    )
    if scale and not scaled_itself and low < 1000:
        factor = {"thousand": 1000, "k": 1000, "million": 10**6, "mn": 10**6, "m": 10**6}.get(scale[1].lower(), 10**9)
        factor = 10**12 if scale[1].lower() == "trillion" else factor
        return tidy(low * factor)
    return low
