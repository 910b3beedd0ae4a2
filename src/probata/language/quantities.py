"""Amounts in running text: bounds, unit, approximator, role; alternatives stay alternatives.

Dates, calibres, model numbers and resolution numbers are no amounts. Lengths of time, ages, sizes and prices by
the piece are amounts of their own role, which no claim takes for goods.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from probata.language import quantities_context as context
from probata.language.annotated import Paragraph
from probata.language.numbers import Number, Value, scan_numbers, tidy
from probata.language.quantities_ages import age_at
from probata.language.quantities_draft import Draft
from probata.language.quantities_join import carried, combine, repeats
from probata.language.quantities_nouns import LARGE, counted_noun
from probata.language.quantities_units import (
    Found,
    currency_before,
    is_countable,
    is_measure,
    load_units,
    measure_after,
    rate_after,
)  # fmt: skip
from probata.language.tokenindex import TokenIndex
from probata.records import Quantity, QuantityRole

if TYPE_CHECKING:
    from spacy.tokens import Doc


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
        text = paragraph.text
        index = TokenIndex(paragraph.doc)
        beside: tuple[int, str | None] = (-1, None)  # the sentence and the unit of the amount before
        for draft in combine(text, _drafts(paragraph.doc, index, text)):
            which, sentence = _sentence_of(paragraph.doc, index, draft.start)
            unit = draft.unit
            role = _role(text, sentence, draft)
            if unit is None and role in (QuantityRole.EQUIVALENT, QuantityRole.CAPACITY):
                unit = _converted_unit(text[sentence[0] : draft.start])
            elif unit is None and draft.number.kind == "figure":
                unit = beside[1] if beside[0] == which else None
                if unit is None and _is_large(draft):
                    unit = last_unit
                if is_measure(unit):
                    role = QuantityRole.MEASURE
            elif is_countable(unit) and role is not QuantityRole.CAPACITY:
                last_unit = unit
            if not draft.money and carried(unit):
                beside = which, unit
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


def _role(text: str, sentence: tuple[int, int], draft: Draft) -> QuantityRole:
    if draft.attribute is not None:
        return QuantityRole(draft.attribute)
    if draft.aside:
        return QuantityRole.EQUIVALENT
    return context.role_of(text, sentence, draft.start, draft.end, draft.unit, draft.share)


def _converted_unit(before: str) -> str | None:
    """The unit that words such as "if calculated as 152 mm shells" convert into, if they name one.

    A conversion never takes the unit of what is converted: 28,000 containers are not 12 million of them.
    """
    match = _CONVERTED.search(before)
    return load_units().of_noun.get(match[1].lower().removesuffix("s")) if match else None


_REACH = 500
_CONVERTED = re.compile(
    r"(?:calculated|converted|counted|expressed)\s(?:as|in|into|to)\s(?:[\w-]+\s){0,4}?(shells?|rounds?|munitions?|rockets?|missiles?)\b",
    re.IGNORECASE,
)


def _is_large(draft: Draft) -> bool:
    value = draft.low if draft.low is not None else draft.high
    return value is not None and value >= LARGE


def _sentence_of(doc: Doc, index: TokenIndex, at: int) -> tuple[int, tuple[int, int]]:
    """The sentence of an offset, by its first token, and its stretch around the offset, cut where it goes on for
    too long: a page without a full stop is one sentence."""
    number = index.number_at(at)
    if number is None:
        return 0, (0, 0)
    first, end = index.sentence(number)
    last = doc[end - 1]
    return first, (max(doc[first].idx, at - _REACH), min(last.idx + len(last), at + _REACH))


def _drafts(doc: Doc, index: TokenIndex, text: str) -> list[Draft]:
    drafts: list[Draft] = []
    labels: list[Number] = []
    for number in scan_numbers(text):
        if age := age_at(text, number):
            drafts.append(_bounded(text, number, (number.start, age[0]), age[1], 1))
            continue
        if context.is_label(text, number, labels):
            labels.append(number)
            continue
        draft = _draft(doc, index, text, number)
        if draft is not None and drafts and (share := _one_in(text, drafts[-1], draft)) is not None:
            drafts[-1] = share
        elif draft is not None:
            before = drafts[-1] if drafts else None
            drafts.append(replace(draft, aside=True) if before and repeats(text, before, draft) else draft)
        elif context.is_year(text, number):
            labels.append(number)
    return drafts


def _one_in(text: str, a: Draft, b: Draft) -> Draft | None:
    """ "1 in 4 residents": a share, where neither number counts anything."""
    if a.unit is not None or a.end != a.number.end or text[a.end : b.start] not in (" in ", " in every "):
        return None
    if (
        is_measure(b.unit)
        or b.money
        or b.number.kind not in ("figure", "spelled")
        or not 0 < a.number.low < b.number.low
    ):
        return None
    value = tidy(Fraction(a.number.low) / Fraction(b.number.low))
    low, high = (value if a.low is not None else None), (value if a.high is not None else None)
    return replace(a, end=b.end, low=low, high=high, unit="fraction", share=True)


def _draft(doc: Doc, index: TokenIndex, text: str, number: Number) -> Draft | None:
    if number.kind == "fold":
        return _bounded(text, number, (number.start, number.end), "time", 1)
    if money := currency_before(text, number.start):
        return _money(text, number, money)
    measure = measure_after(text, number.end)
    if measure is not None and _is_measured(text, number, measure):
        return _measured(text, number, measure)
    if number.glued or (measure is not None and measure.measure.unit == "millimetre"):
        return None
    if number.kind == "fraction":
        if (of_one := _OF_ONE.match(text, number.end)) and (measure := measure_after(text, of_one.end())):
            return _bounded(text, number, (number.start, measure.end), measure.measure.unit, 1)  # "half a tonne"
        ordinal = _ORDINAL_BEFORE.search(text, max(0, number.start - 12), number.start)
        if ordinal or not _OF_FRACTION.match(text, number.end):
            return None
        return _bounded(text, number, (number.start, number.end), "fraction", 1, share=True)
    if _RATIO.fullmatch(text, number.start, number.end):
        return None
    counted = counted_noun(doc, index, text, number)
    if (counted is None or counted[1] is None) and (after := context.approximator_after(text, number.end)):
        behind = counted_noun(doc, index, text, replace(number, end=after[0]))  # "20 or more tanks", "1,000+ shells"
        counted = behind if behind is not None and behind[1] is not None else counted
    if counted is None:
        return None
    end, unit = counted
    if unit is not None and _STRONG.match(text, number.end):
        unit = "person"  # "a 3,000-strong force"
    if unit is not None and (rate := rate_after(text, end)):
        end, unit = rate[0], f"{unit} per {rate[1]}"
    return _bounded(text, number, (number.start, end), unit, 1)


_STRONG = re.compile(r"[-‑–]strong\b", re.IGNORECASE)
_RATIO = re.compile(r"\d/\d")
_OF_ONE = re.compile(r" (?:of )?an?(?= )")
_OF_FRACTION = re.compile(r"\s(?:of\b|the\b|an?\b|its\b|their\b|[.,;])")
_ORDINAL_BEFORE = re.compile(r"\b(?:first|second|the|last|latter|other|and a|third|fourth)\s\Z", re.IGNORECASE)
_OF_COUNTRY = re.compile(r" (?:US|U\.S\.)(?= |\W|\Z)")
_TENS_SECOND = re.compile(r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-second\b", re.IGNORECASE)


def _money(text: str, number: Number, money: Found) -> Draft | None:
    unit, end = money.measure.unit, number.end
    if number.glued:
        return None
    if unit == "USD" and (country := _OF_COUNTRY.match(text, end)):
        end = country.end()
    after = measure_after(text, end)
    if after and after.measure.money and (unit == "USD" or after.measure.unit == unit):
        end = after.end
        unit = after.measure.unit if after.measure.unit not in ("cent", "penny") else unit
    if rate := rate_after(text, end):
        end, unit = rate[0], f"{unit} per {rate[1]}"
    return _bounded(text, number, (money.start, end), unit, 1, money=True)


def _is_measured(text: str, number: Number, found: Found) -> bool:
    """Whether the words behind a number that look like a measure are one."""
    unit = found.measure.unit
    if unit == "millimetre":
        return not context.is_calibre(text, number)
    if unit == "second" and _TENS_SECOND.match(text, number.start):
        return False  # "the twenty-second session"
    if unit == "KRW" and text[found.start : found.end].lower() == "won":
        return number.low >= LARGE  # "the two won"
    if unit in ("celsius", "fahrenheit", "watt") and found.end - found.start == 1:
        return number.kind == "figure" and number.low < 10_000
    if number.kind == "soft" and not found.measure.goods and context.is_vague(text, number):
        return False  # "a few minutes"
    return number.kind != "fraction"


def _measured(text: str, number: Number, found: Found) -> Draft:
    unit, end = found.measure.unit, found.end
    if rate := rate_after(text, end):
        end, unit = rate[0], f"{unit} per {rate[1]}"
    draft = _bounded(
        text, number, (number.start, end), unit, found.measure.factor,
        share=unit == "percent", money=found.measure.money, sign=True,
    )  # fmt: skip
    attribute = (
        context.attribute_of(text, found.start, end) if found.measure.goods and not found.measure.money else None
    )
    return replace(draft, attribute=attribute)


def _bounded(
    text: str,
    number: Number,
    place: tuple[int, int],
    unit: str | None,
    factor: int,
    *,
    share: bool = False,
    money: bool = False,
    sign: bool = False,
) -> Draft:
    """An amount with the words around it that bound it."""
    start, end = place
    low: Value | None = tidy(number.low * factor)
    high: Value | None = None if number.high is None else tidy(number.high * factor)
    if (
        sign
        and high is not None
        and low is not None
        and (minus := context.minus_before(text, start, share)) is not None
    ):
        start, low, high = minus, -high, -low
    if (between := context.between_before(text, start)) is not None:
        return Draft(between, end, number, low, high, unit, "between", True, share, money)
    words: str | None = None
    bound: str | None = None
    if before := context.approximator_before(text, start):
        start, words, bound = before
    elif after := context.approximator_after(text, number.end) or context.approximator_after(text, end):
        end, words, bound = max(end, after[0]), after[1], after[2]
    if bound == "low":
        high = None
    elif bound == "high":
        low, high = None, (high if high is not None else number.ceiling)
    return Draft(start, end, number, low, high, unit, words, False, share, money)
