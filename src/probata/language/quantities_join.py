"""Ranges become one amount, "A or B" one amount with alternatives; lists and comparisons share their unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from probata.language.numbers import Value, tidy
from probata.language.quantities_draft import Draft
from probata.language.quantities_nouns import SMALL
from probata.language.quantities_units import is_measure, is_rate, rate_after
from probata.records import Amount

_RANGE = re.compile(r"[ \u00a0]?(?:-|–|—|‑|to)[ \u00a0]?|,? (?:up )?to |[ \u00a0][-–][ \u00a0]")
_OR = re.compile(r"-?,? \(?(?:or|and/or)(?: even)? ")
_OR_OF = re.compile(r" of (?:[\w-]+ ){1,4}or (?:even )?")
""" "3 million rounds of 152-millimetre ammunition or 500,000 of 122 millimetres"."""
_LIST = re.compile(r"\s?(?:,|,?\sand|/)\s")
_AND = re.compile(r"(?: [A-Z][\w’-]+){0,3},? and ")
_FROM = re.compile(r"\bfrom (?:about |around |some |roughly |nearly )?\Z", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:r[io]se[sn]?|rising|f[ae]ll(?:s|en|ing)?|drop\w*|increas\w*|decreas\w*|gr[eo]w\w*|climb\w*|cut\w*|slow\w*|"
    r"surg\w*|jump\w*|rais\w*|reduc\w*|declin\w*|plung\w*|tumbl\w*|slid\w*|slip\w*|creep\w*|crept|went|gone|mov\w+|"
    r"up|down|expand\w*|shr[iau]nk\w*|swell\w*|swoll\w*|soar\w*|improv\w*|chang\w+|eas(?:ed|es|ing)|lower\w*|edg\w+)\b",
    re.IGNORECASE,
)
_STEP = re.compile(rf"{_CHANGE.pattern} (?:by |another |a further )?\Z", re.IGNORECASE)
_SCALE = re.compile(r"(thousand|million|billion|trillion|bn|mn|mln|tn|[kmb])\s*\Z", re.IGNORECASE)
_SCALED = re.compile(r"hundred|thousand|illion|dozen|\d\s?[a-z]", re.IGNORECASE)
_FACTORS = {"thousand": 1000, "k": 1000, "million": 10**6, "mn": 10**6, "mln": 10**6, "m": 10**6}
_NEAR, _BACK = 60, 80


def combine(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of one paragraph, in order, put together; strays are left out."""
    combined: list[Draft] = []
    for draft in drafts:
        previous = combined[-1] if combined else None
        joined = _join(text, previous, draft) if previous else None
        if joined is not None:
            combined[-1] = joined
        elif previous is not None and _changed(text, previous, draft):
            combined[-1] = _scaled(text, previous, draft)
            combined.append(draft)
        else:
            combined.append(draft)
    _share_units(text, combined)
    told: list[Draft] = []
    for draft in combined:
        both = _in_two_currencies(text, told[-1], draft) if told else None
        if both is not None:
            told[-1] = both
        elif not _stray(text, draft):
            told.append(draft)
    return told


def _share_units(text: str, drafts: list[Draft]) -> None:
    """ "44,655 and 10,666 barrels": the noun behind the last of a list is that of all."""
    listed = False
    for i in range(len(drafts) - 2, -1, -1):
        here, following = drafts[i], drafts[i + 1]
        gap = text[here.end : following.start]
        listed = (
            here.unit is None
            and following.unit is not None
            and (bool(_AND.fullmatch(gap)) or (listed and bool(_LIST.fullmatch(gap))))
        )
        if listed:
            drafts[i] = replace(here, unit=following.unit, share=following.share, money=following.money)


def _stray(text: str, d: Draft) -> bool:
    """A number that was only kept as a possible end of a range and isn't one: "the two", a score of 2-1."""
    if d.unit is not None or d.alternatives or d.low != d.high:
        return False
    if d.number.kind == "spelled" and d.number.low < SMALL:
        return True
    return bool(
        re.match(r"[-–]\d", text[d.end : d.end + 2]) or re.search(r"\d[-–]\Z", text[max(0, d.start - 4) : d.start])
    )


def _join(text: str, a: Draft, b: Draft) -> Draft | None:
    if b.start - a.end > _NEAR or b.number.start - a.number.end > _NEAR:
        return None
    between = text[a.end : b.start]
    if a.alternatives and not (_OR.fullmatch(between) or _OR_OF.fullmatch(between)):
        return None
    unit = b.unit or a.unit
    same = a.unit is None or b.unit is None or a.unit == b.unit
    if same and a.low is not None and b.high is not None and (_ranges(text, a, b) or _from_up_to(text, a, b)):
        low = _low(text, a, b)
        if low <= b.high:
            return replace(
                a, end=b.end, number=b.number, low=low, high=b.high, unit=unit, share=a.share or b.share,
                money=a.money or b.money, attribute=b.attribute,
            )  # fmt: skip
    if same and (_OR.fullmatch(between) or (a.unit is not None and _OR_OF.fullmatch(between))):
        alternative = Amount(b.low, b.high, unit, text[b.start : b.end])
        return replace(a, end=b.end, unit=unit, alternatives=(*a.alternatives, alternative))
    return None


def _in_two_currencies(text: str, a: Draft, b: Draft) -> Draft | None:
    """ "110,000 euros (US$122,000)": one sum, the second an alternative; what it is per stands for both."""
    if not (a.money and b.money) or a.unit == b.unit or text[b.end : b.end + 1] != ")":
        return None
    if text[a.end : b.start].strip() != "(":
        return None
    end, per = b.end + 1, ""
    if " per " not in f"{a.unit} {b.unit}" and (rate := rate_after(text, end)):
        end, per = rate[0], f" per {rate[1]}"  # "C$6 (US$4.46) per share"
    alternative = Amount(b.low, b.high, f"{b.unit}{per}", text[b.start : b.end])
    return replace(a, end=end, unit=f"{a.unit}{per}", alternatives=(*a.alternatives, alternative))


def _ranges(text: str, a: Draft, b: Draft) -> bool:
    """Whether the words between two amounts make them the ends of one: "10 to 12", "between 10 and 12"."""
    bare, whole = text[a.number.end : b.start], text[a.end : b.start]
    if a.between:
        return bool(re.search(r"\s(?:and|to)\s\Z", bare)) and a.end <= b.start
    if a.high is None or a.low != a.high:
        return False
    spans = bool(_RANGE.fullmatch(bare))
    if not spans and a.unit is not None and a.unit == b.unit and _RANGE.fullmatch(whole):
        spans = not _STEP.search(text, max(0, a.start - 24), a.start)  # "fell 2 cents to 84 cents"
    return spans and not _is_change(text, a)


def _from_up_to(text: str, a: Draft, b: Draft) -> bool:
    """ "From 450 up to 900 square feet"."""
    opened = _FROM.search(text, max(0, a.start - 20), a.start) is not None
    return opened and b.approximator == "up to" and text[a.end : b.start] == " " and not _is_change(text, a)


def _is_change(text: str, a: Draft) -> bool:
    """Whether "from A" opens a change ("rose from 6,700 to 13,000"), whose ends are two amounts at two times."""
    if not _FROM.search(text, max(0, a.start - 20), a.start):
        return False
    return bool(_CHANGE.search(text, max(0, a.start - _BACK), a.start))


def _changed(text: str, a: Draft, b: Draft) -> bool:
    return bool(re.fullmatch(r" to ", text[a.end : b.start])) and a.low == a.high and _is_change(text, a)


def _scaled(text: str, a: Draft, b: Draft) -> Draft:
    """The first end of a change with the scale and unit of the second: "from 24 to 33 billion euros"."""
    if a.unit is not None or b.high is None:
        return a
    low = _low(text, a, b)
    return replace(a, low=low, high=low, unit=b.unit, money=b.money)


def _low(text: str, a: Draft, b: Draft) -> Value:
    """The lower end of "10 to 12 thousand" and "$2-3 million" takes the scale of the upper end, if it stays lower."""
    low = a.low if a.low is not None else a.number.low
    scale = _SCALE.search(text[b.number.start : b.number.end])
    if scale and low < 1000 and not _SCALED.search(text[a.number.start : a.number.end]):
        word = scale[1].lower()
        scaled = tidy(low * (10**12 if word in ("trillion", "tn") else _FACTORS.get(word, 10**9)))
        return scaled if b.high is None or scaled <= b.high else low
    return low


def carried(unit: str | None) -> bool:
    """Whether a number without a noun may be of the unit named before it in its sentence ("460 cars … with 63")."""
    return (
        unit is not None and unit not in ("percent", "fraction") and not is_rate(unit) and not unit.endswith(" of age")
    )


def repeats(text: str, a: Draft, b: Draft) -> bool:
    """Whether an amount in brackets gives the one before it in another measure: "87 miles (140 km)"."""
    if a.unit == b.unit or a.unit is None or b.unit is None or text[b.end : b.end + 1] not in (")", ","):
        return False
    both = all(is_measure(u) or u in _WEIGHED for u in (a.unit, b.unit))
    return both and text[a.end : b.start].strip() in ("(", "/")


_WEIGHED = frozenset("tonne kilogram gram pound ounce litre gallon barrel pint millilitre bushel kiloton".split()) | {
    "cubic metre",
    "cubic foot",
}
