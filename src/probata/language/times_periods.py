"""Readings of weeks, months, quarters, seasons, years and longer, named or counted from publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from probata.language import times_calendar as cal
from probata.language.times_calendar import Stretch, moved
from probata.language.times_lengths import amount_of, unit_name
from probata.language.times_reading import Context, Reading, anchor_of, bounded, cut_of, dated, unresolved, year_of
from probata.language.times_words import ORDINAL, SEASON_CODE
from probata.records import Precision, TimexType

UNIT_STRETCH: dict[str, Callable[[date], Stretch]] = {
    "day": cal.of_day,
    "week": cal.of_week,
    "fortnight": cal.of_week,
    "weekend": cal.of_weekend,
    "month": lambda d: cal.of_month(d.year, d.month),
    "quarter": lambda d: cal.of_quarter(d.year, (d.month + 2) // 3),
    "year": lambda d: cal.of_year(d.year),
    "decade": lambda d: cal.of_decade(d.year),
}
_COUNTED_AS = {"decade": "year", "century": "year"} | {u: u for u in ("week", "month", "quarter", "year")}
_UNKNOWN = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "fortnight": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
}
_ROLLING = ("past", "the past", "this past", "the last")
_BACK = ("last", "past", "the past", "the last", "this past", "the previous", "previous", "the preceding")
_ON = ("next", "the next", "coming", "the coming", "the following", "following")


def read_unit(parts: dict[str, str], context: Context) -> Reading:
    which, unit = " ".join(parts["which"].lower().split()), parts["unit"].lower()
    cut = cut_of(parts)
    published = context.published if unit in ("month", "quarter", "year", "decade") else context.today
    if unit in ("second", "minute", "hour", "century"):
        return unresolved(
            TimexType.DATE, "PRESENT_REF" if which in ("this", "the current", "current") else "PAST_REF", "short-unit"
        )
    relative = which in (
        "that",
        "that same",
        "the same",
        "the following",
        "following",
        "the previous",
        "previous",
        "the preceding",
    )
    base = published
    if relative and which not in ("the previous", "previous", "the preceding"):
        base = context.day if context.names(unit) else None
    anchor = "mentioned" if base is not published else "published"
    if base is None:
        return unresolved(TimexType.DATE, _UNKNOWN.get(unit, "XXXX"), f"{which.split()[-1]}-{unit}")
    if unit == "quarter" and which == "the":
        return _the_quarter(context)
    if which in _ROLLING and unit in ("week", "month", "year", "decade") and context.today is not None:
        return _rolling(which, unit, context.today)
    count = -1 if which in _BACK else 1 if which in _ON else 0
    if unit == "weekend" and which == "the":
        count = -1 if published and published.weekday() < 5 and context.tense != "future" else 0
    stretch = UNIT_STRETCH[unit](moved(base, unit, count))
    return dated(stretch, cut, context, f"{which.split()[-1]}-{unit}", anchor)


def _the_quarter(context: Context) -> Reading:
    """ "In the quarter": the one named before, else the last one that is over."""
    named = context.mentioned
    if named and named.start and named.precision is Precision.QUARTER and "Q" in named.value:
        return dated(
            cal.of_quarter(named.start.year, (named.start.month + 2) // 3), None, context, "quarter", "mentioned"
        )
    if context.published is None:
        return unresolved(TimexType.DATE, "XXXX-QX", "quarter")
    return dated(
        UNIT_STRETCH["quarter"](moved(context.published, "quarter", -1)), None, context, "quarter", "published"
    )


def _rolling(which: str, unit: str, published: date) -> Reading:
    """ "The past year" ends at publication; its TIMEX3 value is the calendar's year before."""
    value = UNIT_STRETCH[unit](moved(published, unit, -1)).value
    start = moved(published, unit, -1)
    return Reading(TimexType.DATE, value, start, published, Precision.OPEN, "published", f"{which.split()[-1]}-{unit}")


def read_yearend(parts: dict[str, str], context: Context) -> Reading:
    if context.published is None:
        return unresolved(TimexType.DATE, "XXXX", "year-end")
    count = {"last": -1, "next": 1}.get(parts.get("which", "").lower(), 0)
    year = cal.of_year(bounded(context.published.year + count))
    return dated(year, "late", context, "year-end", "published")


def read_ago(parts: dict[str, str], context: Context) -> Reading:
    way = " ".join(parts["way"].lower().split())
    unit = unit_name(parts.get("unit") or parts["n"])
    amount = amount_of(parts["n"]) if "unit" in parts else None
    back = way in ("ago", "earlier", "before")
    if amount is None:
        return unresolved(TimexType.DATE, "PAST_REF" if back else "FUTURE_REF", f"some-{unit}-{way}")
    relative = way in ("earlier", "later", "before")
    counted = context.published if unit in ("month", "quarter", "year", "decade", "century") else context.today
    base = (context.day if relative else None) or (counted if way != "later" else None)
    if relative and context.day is not None and not context.names(_COUNTED_AS.get(unit, "day")):
        base = None  # "two days earlier" than a year is no day
    if unit in ("second", "minute", "hour"):
        hours = {"hour": 1, "minute": 1 / 60, "second": 1 / 3600}[unit] * amount
        if base is None or hours >= 24:
            return unresolved(TimexType.DATE, "XXXX-XX-XX", f"hours-{way}")
        named = "mentioned" if relative and context.mentioned else "published"
        return dated(cal.of_day(base), None, context, f"hours-{way}", named)
    if base is None:
        return unresolved(TimexType.DATE, _UNKNOWN.get(unit, "XXXX"), f"units-{way}")
    count = round(amount) * (-1 if back else 1)
    if unit == "year" and re.search(r"\band a half\b", context.words):
        stretch = cal.of_year(cal.shift_months(base, 12 * count + (-6 if back else 6)).year)
        return dated(
            stretch, None, context, f"years-{way}", "mentioned" if relative and context.mentioned else "published"
        )
    if unit == "year" and context.mentioned is not None:
        period = _period_moved(context.mentioned, count, way, context)
        if period is not None:
            return period
    day = moved(base, unit, count)
    stretch = UNIT_STRETCH.get(
        "year" if unit in ("decade", "century") else "day" if unit == "night" else unit, cal.of_day
    )(day)
    anchor = "mentioned" if relative and context.mentioned else "published"
    return dated(stretch, None, context, f"{unit}s-{way.replace(' ', '-')}", anchor)


def _period_moved(mentioned: Reading, years: int, way: str, context: Context) -> Reading | None:
    """ "A year earlier" after a quarter or month that was named is that quarter or month, years back.

    Business news compares quarters with "a year ago" too; elsewhere "ago" counts from publication.
    """
    start = mentioned.start
    if start is None or not 1 <= start.year + years <= 9999:
        return None
    if mentioned.precision is Precision.QUARTER and "Q" in mentioned.value:
        stretch = cal.of_quarter(start.year + years, (start.month + 2) // 3)
    elif mentioned.precision is Precision.MONTH and way != "ago":
        stretch = cal.of_month(start.year + years, start.month)
    else:
        return None
    return dated(stretch, None, context, f"period-years-{way}", "mentioned")


def read_yearago(parts: dict[str, str], context: Context) -> Reading:
    return read_ago({"n": "a", "unit": parts["unit"], "way": "ago"}, context)


def read_quarter(parts: dict[str, str], context: Context) -> Reading:
    published, rel = context.published, parts.get("rel", "").lower()
    year = year_of(parts, "year", "year2", "year3") if any(k in parts for k in ("year", "year2", "year3")) else None
    anchor = "explicit"
    if year is None and published is not None:
        anchor = "published"
        words = (parts.get("ofyear") or parts.get("ofyear2") or "").lower()
        ago = -1 if rel in ("year-ago", "year-earlier") or words == "last" else 1 if words == "next" else 0
        year = published.year + ago
    short, unit = parts.get("short", "").upper(), parts.get("unit", "quarter").lower()
    number: int | None = None
    if short:
        number, unit = int(short.strip("QH")), "half" if "H" in short else "quarter"
    elif "q" in parts and parts["q"].lower() != "latest":
        number = ORDINAL[parts["q"].lower()]
    if number is None and published is not None and unit in ("quarter", "period"):
        current = (published.month + 2) // 3
        number = current
        if rel in ("latest", "previous", "prior", "year-ago", "year-earlier") or parts.get("q", "").lower() == "latest":
            number = current - 1 or 4
            year = (year or published.year) - (current == 1)
        if "year" in parts and unit == "period":
            return dated(cal.of_year(bounded(int(parts["year"]))), None, context, "year-period")
    if unit == "half" and number is not None:
        number = 2 if number > 1 else 1
    code = "H" if unit == "half" else "Q"
    if year is None or number is None:
        return unresolved(TimexType.DATE, f"{f'{year:04d}' if year else 'XXXX'}-{code}{number or 'X'}", "quarter")
    year = bounded(year)
    if anchor == "published" and published and not parts.get("ofyear") and not parts.get("ofyear2") and context.past:
        start = (cal.of_half if code == "H" else cal.of_quarter)(year, number).start
        if start > published:
            year = bounded(year - 1)
    stretch = cal.of_half(year, number) if code == "H" else cal.of_quarter(year, number)
    return dated(stretch, None, context, "half-year" if code == "H" else "quarter", anchor)


def read_season(parts: dict[str, str], context: Context) -> Reading:
    season, cut, published = SEASON_CODE[parts["season"].lower()], cut_of(parts), context.published
    year = year_of(parts) if "year" in parts else None
    if year is not None:
        return dated(cal.of_season(bounded(year), season), cut, context, "season-year", anchor_of(parts))
    if published is None:
        return unresolved(TimexType.DATE, f"XXXX-{season}", "season")
    which = " ".join(parts.get("which", "").lower().split())
    choices = [cal.of_season(bounded(y), season) for y in range(published.year - 2, published.year + 3)]
    if which in _BACK:
        fit = [s for s in choices if s.end < published][-1:]
    elif which in _ON or context.ahead:
        fit = [s for s in choices if (s.start if which in _ON else s.end) > published][:1]
    elif which in ("this", "the current", "current"):
        year = published.year - (season == "WI" and published.month < 3)
        fit = [cal.of_season(bounded(year), season)]
    else:
        fit = [s for s in choices if s.start <= published][-1:]
    if not fit:
        return unresolved(TimexType.DATE, f"XXXX-{season}", "season")
    return dated(fit[0], cut, context, f"{which.split()[-1] if which else 'bare'}-season", "published")


def read_year(parts: dict[str, str], context: Context) -> Reading:
    year = year_of(parts)
    if year is None or not 1 <= year <= 9999:
        return unresolved(TimexType.DATE, "XXXX", "year")
    return dated(cal.of_year(year), cut_of(parts), context, "year")


def read_years(parts: dict[str, str], context: Context) -> Reading:
    first = int(parts["year"])
    second = int(parts["second"])
    last = second if second > 99 else first - first % 100 + second
    if not first < last <= first + 30:
        return unresolved(TimexType.DATE, parts["year"], "year-and-number")
    return Reading(
        TimexType.DATE, f"{first}/{last}", date(first, 1, 1), date(last, 12, 31), Precision.OPEN, "explicit", "years"
    )


_DECADE_WORDS = {
    w: i for i, w in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}


def read_decade(parts: dict[str, str], context: Context) -> Reading:
    if "decade" in parts:
        year, anchor = int(parts["decade"]), "explicit"
    else:
        tens = int(parts["short"]) // 10 if "short" in parts else _DECADE_WORDS[parts["word"].lower()]
        year, anchor = (2000 if tens < 2 else 1900) + 10 * tens, "explicit"
    stretch = cal.of_decade(year)
    cut = cut_of(parts)
    if cut in ("early", "mid", "late"):
        first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[cut]
        stretch = Stretch(date(year + first, 1, 1), date(year + last, 12, 31), Precision.OPEN, stretch.value)
    return Reading(TimexType.DATE, stretch.value, stretch.start, stretch.end, stretch.precision, anchor, "decade")


def read_century(parts: dict[str, str], context: Context) -> Reading:
    number = int(parts["century"])
    if not 1 <= number <= 99:
        return unresolved(TimexType.DATE, "XX", "century")
    first = (number - 1) * 100
    return Reading(
        TimexType.DATE,
        f"{first // 100:02d}",
        date(first + 1, 1, 1),
        date(first + 100, 12, 31),
        Precision.OPEN,
        "explicit",
        "century",
    )
