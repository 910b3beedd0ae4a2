"""Lengths of time and repetitions: TIMEX3 DURATION and SET."""

from __future__ import annotations

import re

from probata.language.numbers import parse_number
from probata.language.times_calendar import moved
from probata.language.times_reading import Context, Reading, unresolved
from probata.language.times_words import PART_CODE, SEASON_CODE, UNIT_LETTER, month_number, weekday_number
from probata.records import Precision, TimexType

_VAGUE = frozenset({"several", "a few", "few", "many", "some"})


def unit_name(word: str) -> str:
    """The singular of a unit of time."""
    lower = word.lower()
    if lower.startswith("centur"):
        return "century"
    return lower.removesuffix("s")


def amount_of(words: str) -> float | None:
    """The number of units that words such as "two", "a", "2 1/2" or "several" give; ``None`` where they are vague."""
    plain = " ".join(words.lower().split())
    if plain in ("a", "an"):
        return 1
    if plain in _VAGUE:
        return None
    if plain.startswith("a couple"):
        return 2
    if plain.startswith("half"):
        return 0.5
    value = parse_number(plain)
    return float(value) if value is not None and value < 10**6 else None


def length_value(amount: float | None, unit: str) -> str:
    """The TIMEX3 value of a length: ``P3M``, ``PT16H``, ``PXY`` where the number is vague."""
    letter = UNIT_LETTER.get(unit, "X")
    if unit == "fortnight" and amount is not None:
        amount *= 2
    if unit == "weekend":
        amount, letter = (None if amount is None else 2 * amount), "D"
    if unit == "decade" and amount is not None:
        amount, letter = 10 * amount, "Y"
    if unit == "night":
        letter = "D"
    prefix = "P"
    if letter.startswith("T"):
        prefix, letter = "PT", letter[1:]
    if amount is None:
        return f"{prefix}X{letter}"
    whole = int(amount)
    if amount == whole:
        return f"{prefix}{whole}{letter}"
    smaller = {"year": "6M", "hour": "30M", "minute": "30S"}.get(unit)
    if smaller and amount - whole == 0.5:
        middle = f"{whole}{letter}" if whole else ""
        return f"{prefix}{middle}{smaller}"
    return f"{prefix}{amount:g}{letter}"


def read_duration(parts: dict[str, str], context: Context) -> Reading:
    """A bare length ("24 years", "two-day", "for years"): no days of the calendar are meant."""
    if "units" in parts:
        return Reading(TimexType.DURATION, length_value(None, unit_name(parts["units"])), rule="vague-length")
    amount = amount_of(parts["n"])
    if amount is not None and re.search(r"\band\s+a\s+half\b", context.words) and amount == int(amount):
        amount += 0.5
    return Reading(TimexType.DURATION, length_value(amount, unit_name(parts["unit"])), rule="length")


def read_span(parts: dict[str, str], context: Context) -> Reading:
    """A length that ends or begins at publication ("the past 24 hours", "the next two weeks")."""
    which, unit, amount = parts["which"].lower(), unit_name(parts["unit"]), amount_of(parts["n"])
    value = length_value(amount, unit)
    published = context.today
    if published is None or amount is None or which not in ("past", "last", "next", "coming"):
        return Reading(TimexType.DURATION, value, rule=f"{which}-length")
    hours = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1}.get(unit)
    count = max(1, round(amount))
    if hours is not None:
        unit, count = "day", max(1, round(amount * hours / 24))
    back = which in ("past", "last")
    other = moved(published, unit, -count if back else count)
    start, end = (other, published) if back else (published, other)
    return Reading(TimexType.DURATION, value, start, end, Precision.OPEN, "published", f"{which}-length")


def read_recent(parts: dict[str, str], context: Context) -> Reading:
    """Vague stretches ("recent months", "coming weeks"): kept as a reference, no days are invented."""
    which, unit = parts["which"].lower(), unit_name(parts["units"])
    if which == "recent":
        if unit in ("year", "decade"):
            return unresolved(TimexType.DATE, "PAST_REF", "recent")
        return Reading(TimexType.DURATION, length_value(None, unit), rule="recent")
    return Reading(TimexType.DURATION, length_value(None, unit), rule=f"{which}-vague")


def read_every(parts: dict[str, str], context: Context) -> Reading:
    """A repetition ("every Monday", "each year", "every two weeks")."""
    if "weekday" in parts:
        return Reading(TimexType.SET, f"XXXX-WXX-{weekday_number(parts['weekday']) + 1}", rule="every-weekday")
    if "month" in parts:
        return Reading(TimexType.SET, f"XXXX-{month_number(parts['month']):02d}", rule="every-month-named")
    if "season" in parts:
        return Reading(TimexType.SET, f"XXXX-{SEASON_CODE[parts['season'].lower()]}", rule="every-season")
    if "part" in parts:
        return Reading(TimexType.SET, f"XXXX-XX-XXT{PART_CODE[parts['part'].lower()]}", rule="every-part-of-day")
    other = parts.get("other", "").lower()
    amount = 2.0 if other == "other" else amount_of(parts["n"]) if "n" in parts else 1.0
    return Reading(TimexType.SET, length_value(amount, unit_name(parts["unit"])), rule="every-unit")


_ADVERB = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "annually": "P1Y",
    "yearly": "P1Y",
}


def read_adverb(parts: dict[str, str], context: Context) -> Reading:
    """A repetition in one word ("daily", "annually")."""
    return Reading(TimexType.SET, _ADVERB[parts["adverb"].lower()], rule="adverb")
