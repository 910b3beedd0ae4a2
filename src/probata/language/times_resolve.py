"""What a time expression means: TIMEX3 type and value (TempEval-3 usage) and the days it covers.

Relative and yearless expressions are resolved against the publication date only; where that isn't
known they keep their words, ``X`` stands in the value for what isn't known, and no day is given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from probata.language import times_calendar as cal
from probata.language.times_calendar import Stretch
from probata.language.times_grammar import Expression
from probata.language.times_lengths import read_adverb, read_duration, read_every, read_recent, read_span
from probata.language.times_reading import Context, Reading, unresolved
from probata.language.times_words import (
    ORDINAL,
    PART_CODE,
    SEASON_CODE,
    month_number,
    weekday_number,
)
from probata.records import Precision, TimexType

SLACK = 2
"""Days that a yearless date may lie after publication and still be past: the news's clock runs ahead of some
publishers' (``gold/claims``: a launch of 7 February in a report of the 6th)."""

FAR = 240
"""Days beyond which the verb's tense no longer outweighs nearness ("has set Nov. 10 as the deadline" on 2 November)."""
_UNTIL = frozenset({"by", "until", "till", "effective", "payable", "before"})


def resolve(expression: Expression, context: Context) -> Reading:
    """The reading of an expression in its context. Never raises: what the calendar doesn't have stays unresolved."""
    reading = _READERS[expression.rule](expression.parts, context)
    if expression.clock is not None and reading.type is TimexType.DATE:
        reading = reading.at_clock(expression.clock)
    return reading


def _cut(parts: dict[str, str]) -> str | None:
    """``early``, ``mid`` or ``late`` for the words that cut a stretch, ``earlier``/``later`` for those that end it at publication."""
    words = " ".join(parts.get("cut", "").lower().split())
    if not words:
        return None
    if words.startswith(("earlier", "later")):
        return words.split()[0]
    if "half" in words:
        return "half2" if any(w in words for w in ("second", "latter", "last")) else "half1"
    for name, keys in (
        ("early", ("early", "beginning", "start", "turn")),
        ("late", ("late", "end")),
        ("mid", ("mid",)),
    ):
        if any(k in words for k in keys):
            return name
    return None


def _within(stretch: Stretch, cut: str | None, context: Context) -> Stretch:
    """The part of a stretch that words such as "early", "the end of" or "earlier" leave."""
    if cut in ("early", "mid", "late"):
        return cal.third(stretch, cut)
    if cut in ("half1", "half2") and stretch.precision is Precision.YEAR:
        half = cal.of_half(stretch.start.year, int(cut[-1]))
        return half
    published = context.published
    if cut == "earlier" and published and stretch.start <= published <= stretch.end:
        return Stretch(stretch.start, published, Precision.OPEN, stretch.value)
    if cut == "later" and published and stretch.start <= published <= stretch.end:
        return Stretch(published, stretch.end, Precision.OPEN, stretch.value)
    return stretch


def _explicit(stretch: Stretch, cut: str | None, context: Context, rule: str, anchor: str = "explicit") -> Reading:
    part = _within(stretch, cut, context)
    return Reading(TimexType.DATE, part.value, part.start, part.end, part.precision, anchor, rule)


def _year(parts: dict[str, str], *names: str) -> int | None:
    for name in names or ("year",):
        if name in parts:
            return int(parts[name])
    if "spoken" in parts:
        return _spoken_year(parts["spoken"])
    return None


def _spoken_year(words: str) -> int:
    from probata.language.numbers import parse_number

    pieces = words.lower().replace("-", " ").split()
    if pieces[0] == "two":
        rest = parse_number(" ".join(w for w in pieces[2:] if w != "and") or "zero")
        return 2000 + int(rest or 0)
    century = 1900 if pieces[0] == "nineteen" else 1800
    rest = parse_number(" ".join(w for w in pieces[1:] if w not in ("hundred", "and")) or "zero")
    return century + int(rest or 0)


def _anchor(parts: dict[str, str]) -> str:
    return "mentioned" if "mentioned" in parts else "explicit"


# --- dates ------------------------------------------------------------------------------------------


def _read_iso(parts: dict[str, str], context: Context) -> Reading:
    day = cal.safe_date(int(parts["year"]), int(parts["mm"]), int(parts["day"]))
    if day is None:
        return unresolved(TimexType.DATE, f"{parts['year']}-{parts['mm']}-{parts['day']}", "iso-date")
    return _explicit(cal.of_day(day), None, context, "iso-date")


def _read_slashed(parts: dict[str, str], context: Context) -> Reading:
    """Day and month told apart only where one of them can't be a month, or both are the same."""
    first, middle, year = int(parts["first"]), int(parts["middle"]), int(parts["year"])
    year += (2000 if year < 50 else 1900) if year < 100 else 0
    choices = {d for d in (cal.safe_date(year, first, middle), cal.safe_date(year, middle, first)) if d}
    if len(choices) != 1:
        return unresolved(TimexType.DATE, f"{year:04d}-XX-XX", "ambiguous-slashed-date")
    return _explicit(cal.of_day(choices.pop()), None, context, "slashed-date")


def _read_date(parts: dict[str, str], context: Context) -> Reading:
    month, number = month_number(parts["month"]), int(parts["day"])
    year = _year(parts, "year", "year2") if ("year" in parts or "year2" in parts) else None
    if year is not None:
        day = cal.safe_date(year, month, number)
        if day is None:
            return unresolved(TimexType.DATE, f"{year:04d}-{month:02d}-{number:02d}", "no-such-day")
        return _explicit(cal.of_day(day), None, context, "date", _anchor(parts))
    if context.published is None:
        return unresolved(TimexType.DATE, f"XXXX-{month:02d}-{number:02d}", "yearless-date")
    weekday = weekday_number(parts["weekday"]) if "weekday" in parts else None
    chosen = _nearest(month, number, weekday, context)
    if chosen is None:
        return unresolved(TimexType.DATE, f"XXXX-{month:02d}-{number:02d}", "no-such-day")
    return _explicit(cal.of_day(chosen), None, context, f"yearless-date-{context.tense or 'nearest'}", "published")


def _nearest(month: int, number: int, weekday: int | None, context: Context) -> date | None:
    published = context.published
    if published is None:
        return None
    tense = "future" if context.lead in _UNTIL else context.tense
    days = [
        cal.safe_date(y, month, number) for y in range(max(1, published.year - 8), min(9999, published.year + 8) + 1)
    ]
    known = [d for d in days if d is not None and (weekday is None or d.weekday() == weekday)]
    if tense == "past":
        told = [d for d in known if d <= cal.shift(published, SLACK)]
    elif tense == "future":
        told = [d for d in known if d >= published]
    else:
        told = known

    def distance(day: date) -> int:
        return abs((day - published).days)

    best = min(told, key=distance, default=None)
    return best if best and distance(best) <= FAR else min(known, key=distance, default=None)


def _read_month(parts: dict[str, str], context: Context) -> Reading:
    month, cut, published = month_number(parts["month"]), _cut(parts), context.published
    year = _year(parts)
    if year is not None:
        return _explicit(cal.of_month(year, month), cut, context, "month-year", _anchor(parts))
    if published is None:
        return unresolved(TimexType.DATE, f"XXXX-{month:02d}", "yearless-month")
    which = " ".join(parts.get("which", "").lower().split())
    year = published.year
    if which in ("last", "past", "the past", "the last", "the previous", "previous"):
        year -= month >= published.month
        rule = "last-month-named"
    elif which in ("next", "the next", "coming", "the coming"):
        year += month <= published.month
        rule = "next-month-named"
    elif which in ("this", "this past"):
        year -= which == "this past" and month > published.month
        rule = "this-month-named"
    elif context.tense == "future" or context.lead in _UNTIL:
        year += month < published.month
        rule = "yearless-month-future"
    else:
        year -= month > published.month
        rule = "yearless-month-past"
    return _explicit(cal.of_month(_bounded(year), month), cut, context, rule, "published")


def _bounded(year: int) -> int:
    return min(9998, max(1, year))


def _read_ofmonth(parts: dict[str, str], context: Context) -> Reading:
    whole = _read_month({k: v for k, v in parts.items() if k != "unit"}, context)
    if whole.start is None or whole.end is None:
        return whole
    nth, unit = parts["nth"].lower(), parts["unit"].lower()
    last = nth in ("last", "final")
    if unit in ("day",):
        day = whole.end if last else whole.start.replace(day=ORDINAL.get(nth, 1))
        return _explicit(cal.of_day(day), None, context, "nth-day-of-month", whole.anchor or "explicit")
    if unit == "days":
        stretch = cal.third(cal.of_month(whole.start.year, whole.start.month), "late" if last else "early")
        return _explicit(stretch, None, context, "days-of-month", whole.anchor or "explicit")
    anchor = whole.end if last else cal.shift(whole.start, 7 * (ORDINAL.get(nth, 1) - 1))
    week = cal.of_week(anchor)
    return _explicit(week, None, context, "nth-week-of-month", whole.anchor or "explicit")


def _read_weekof(parts: dict[str, str], context: Context) -> Reading:
    day = _read_date(parts, context)
    if day.start is None:
        return unresolved(TimexType.DATE, "XXXX-WXX", "week-of")
    return _explicit(cal.of_week(day.start), None, context, "week-of", day.anchor or "explicit")


def _read_weekday(parts: dict[str, str], context: Context) -> Reading:
    number, published = weekday_number(parts["weekday"]), context.published
    part = PART_CODE.get(parts.get("part", "").lower())
    kind = TimexType.TIME if part else TimexType.DATE
    if published is None:
        return unresolved(kind, f"XXXX-WXX-{number + 1}" + (f"T{part}" if part else ""), "weekday")
    which = " ".join(parts.get("which", "").lower().split())
    back = (published.weekday() - number) % 7
    if which in ("last", "past", "the past", "this past", "the previous", "previous", "the last"):
        day, rule = cal.shift(published, -(back or 7)), "last-weekday"
    elif which in ("next", "the next", "the coming", "coming", "the following", "following"):
        day, rule = cal.shift(published, 7 - back), "next-weekday"
    elif context.tense == "future" or context.lead in _UNTIL:
        day, rule = cal.shift(published, (7 - back) % 7), "weekday-future"
    elif which == "this":
        day, rule = cal.shift(published, number - published.weekday()), "this-weekday"
    else:
        day, rule = cal.shift(published, -back), "weekday-past"
    reading = _explicit(cal.of_day(day), None, context, rule, "published")
    return reading.at_clock(part) if part else reading


def _read_weekdays(parts: dict[str, str], context: Context) -> Reading:
    number = weekday_number(parts.get("weekday") or parts["weekday2"])
    part = PART_CODE.get(parts.get("part", "").lower().removesuffix("s"))
    return Reading(TimexType.SET, f"XXXX-WXX-{number + 1}" + (f"T{part}" if part else ""), rule="weekdays")


def _read_deictic(parts: dict[str, str], context: Context) -> Reading:
    words = " ".join(parts["day"].lower().split())
    offset = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}[
        words
    ]
    part = PART_CODE.get(parts.get("part", "").lower())
    if "cut" in parts and parts["cut"].lower().startswith("mid"):
        part = PART_CODE[parts["cut"].lower().split("-")[-1]]
    kind = TimexType.TIME if part else TimexType.DATE
    if context.published is None:
        return unresolved(kind, "XXXX-XX-XX" + (f"T{part}" if part else ""), words.replace(" ", "-"))
    reading = _explicit(
        cal.of_day(cal.shift(context.published, offset)), None, context, words.replace(" ", "-"), "published"
    )
    return reading.at_clock(part) if part else reading


def _read_tonight(parts: dict[str, str], context: Context) -> Reading:
    part = PART_CODE.get((parts.get("part") or parts.get("thatpart") or "night").lower(), "NI")
    if context.published is None:
        return unresolved(TimexType.TIME, f"XXXX-XX-XXT{part}", "part-of-day")
    offset = -1 if context.words.startswith(("last", "overnight")) else 0
    day = cal.shift(context.published, offset)
    if "thatpart" in parts:
        if context.day is None:
            return unresolved(TimexType.TIME, f"XXXX-XX-XXT{part}", "part-of-day")
        day = context.day
    return _explicit(cal.of_day(day), None, context, "part-of-day", "published").at_clock(part)


# --- units ------------------------------------------------------------------------------------------

_UNIT_STRETCH: dict[str, Callable[[date], Stretch]] = {
    "day": cal.of_day,
    "week": cal.of_week,
    "fortnight": cal.of_week,
    "weekend": cal.of_weekend,
    "month": lambda d: cal.of_month(d.year, d.month),
    "quarter": lambda d: cal.of_quarter(d.year, (d.month + 2) // 3),
    "year": lambda d: cal.of_year(d.year),
    "decade": lambda d: cal.of_decade(d.year),
}
_UNKNOWN = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "fortnight": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
}
_BACK = ("last", "past", "the past", "the last", "this past", "the previous", "previous", "the preceding")
_ON = ("next", "the next", "coming", "the coming", "the following", "following")


def moved(day: date, unit: str, count: int) -> date:
    """A day ``count`` units on (back where negative)."""
    if unit in ("month", "quarter", "year", "decade", "century"):
        months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
        return cal.shift_months(day, months * count)
    return cal.shift(day, count * {"week": 7, "weekend": 7, "fortnight": 14}.get(unit, 1))


def _read_unit(parts: dict[str, str], context: Context) -> Reading:
    which, unit = " ".join(parts["which"].lower().split()), parts["unit"].lower()
    cut, published = _cut(parts), context.published
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
    base = context.day if relative and which not in ("the previous", "previous", "the preceding") else published
    anchor = "mentioned" if base is not published else "published"
    if base is None:
        return unresolved(TimexType.DATE, _UNKNOWN.get(unit, "XXXX"), f"{which.split()[-1]}-{unit}")
    count = -1 if which in _BACK else 1 if which in _ON else 0
    if unit == "weekend" and which == "the":
        count = -1 if published and published.weekday() < 5 and context.tense != "future" else 0
    stretch = _UNIT_STRETCH[unit](moved(base, unit, count))
    return _explicit(stretch, cut, context, f"{which.split()[-1]}-{unit}", anchor)


def _read_yearend(parts: dict[str, str], context: Context) -> Reading:
    if context.published is None:
        return unresolved(TimexType.DATE, "XXXX", "year-end")
    count = {"last": -1, "next": 1}.get(parts.get("which", "").lower(), 0)
    year = cal.of_year(_bounded(context.published.year + count))
    return _explicit(year, "late", context, "year-end", "published")


def _read_ago(parts: dict[str, str], context: Context) -> Reading:
    from probata.language.times_lengths import amount_of, unit_name

    way = " ".join(parts["way"].lower().split())
    unit = unit_name(parts.get("unit") or parts["n"])
    amount = amount_of(parts["n"]) if "unit" in parts else None
    back = way in ("ago", "earlier", "before")
    if amount is None:
        return unresolved(TimexType.DATE, "PAST_REF" if back else "FUTURE_REF", f"some-{unit}-{way}")
    relative = way in ("earlier", "later", "before")
    base = (context.day if relative else None) or (context.published if way != "later" else None)
    if unit in ("second", "minute", "hour"):
        hours = {"hour": 1, "minute": 1 / 60, "second": 1 / 3600}[unit] * amount
        if base is None or hours >= 24:
            return unresolved(TimexType.DATE, "XXXX-XX-XX", f"hours-{way}")
        named = "mentioned" if relative and context.mentioned else "published"
        return _explicit(cal.of_day(base), None, context, f"hours-{way}", named)
    if base is None:
        return unresolved(TimexType.DATE, _UNKNOWN.get(unit, "XXXX"), f"units-{way}")
    count = round(amount) * (-1 if back else 1)
    if unit == "year" and context.mentioned is not None:
        period = _period_moved(context.mentioned, count, way, context)
        if period is not None:
            return period
    day = moved(base, unit, count)
    stretch = _UNIT_STRETCH.get(
        "year" if unit in ("decade", "century") else "day" if unit == "night" else unit, cal.of_day
    )(day)
    anchor = "mentioned" if relative and context.mentioned else "published"
    return _explicit(stretch, None, context, f"{unit}s-{way.replace(' ', '-')}", anchor)


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
    return _explicit(stretch, None, context, f"period-years-{way}", "mentioned")


def _read_yearago(parts: dict[str, str], context: Context) -> Reading:
    return _read_ago({"n": "a", "unit": parts["unit"], "way": "ago"}, context)


# --- quarters, seasons, years -----------------------------------------------------------------------


def _read_quarter(parts: dict[str, str], context: Context) -> Reading:
    published, rel = context.published, parts.get("rel", "").lower()
    year = _year(parts, "year", "year2", "year3") if any(k in parts for k in ("year", "year2", "year3")) else None
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
            return _explicit(cal.of_year(_bounded(int(parts["year"]))), None, context, "year-period")
    if unit == "half" and number is not None:
        number = 2 if number > 1 else 1
    code = "H" if unit == "half" else "Q"
    if year is None or number is None:
        return unresolved(TimexType.DATE, f"{f'{year:04d}' if year else 'XXXX'}-{code}{number or 'X'}", "quarter")
    year = _bounded(year)
    if (
        anchor == "published"
        and published
        and not parts.get("ofyear")
        and not parts.get("ofyear2")
        and context.tense == "past"
    ):
        start = (cal.of_half if code == "H" else cal.of_quarter)(year, number).start
        if start > published:
            year = _bounded(year - 1)
    stretch = cal.of_half(year, number) if code == "H" else cal.of_quarter(year, number)
    return _explicit(stretch, None, context, "half-year" if code == "H" else "quarter", anchor)


def _read_season(parts: dict[str, str], context: Context) -> Reading:
    season, cut, published = SEASON_CODE[parts["season"].lower()], _cut(parts), context.published
    year = _year(parts) if "year" in parts else None
    if year is not None:
        return _explicit(cal.of_season(_bounded(year), season), cut, context, "season-year", _anchor(parts))
    if published is None:
        return unresolved(TimexType.DATE, f"XXXX-{season}", "season")
    which = " ".join(parts.get("which", "").lower().split())
    choices = [cal.of_season(_bounded(y), season) for y in range(published.year - 2, published.year + 3)]
    if which in _BACK:
        fit = [s for s in choices if s.end < published][-1:]
    elif which in _ON or context.tense == "future":
        fit = [s for s in choices if (s.start if which in _ON else s.end) > published][:1]
    elif which in ("this", "the current", "current"):
        year = published.year - (season == "WI" and published.month < 3)
        fit = [cal.of_season(_bounded(year), season)]
    else:
        fit = [s for s in choices if s.start <= published][-1:]
    if not fit:
        return unresolved(TimexType.DATE, f"XXXX-{season}", "season")
    return _explicit(fit[0], cut, context, f"{which.split()[-1] if which else 'bare'}-season", "published")


def _read_year(parts: dict[str, str], context: Context) -> Reading:
    year = _year(parts)
    if year is None or not 1 <= year <= 9999:
        return unresolved(TimexType.DATE, "XXXX", "year")
    return _explicit(cal.of_year(year), _cut(parts), context, "year")


def _read_years(parts: dict[str, str], context: Context) -> Reading:
    first = int(parts["year"])
    last = first - first % 100 + int(parts["second"])
    if not first < last <= first + 30:
        return unresolved(TimexType.DATE, parts["year"], "year-and-number")
    return Reading(
        TimexType.DATE, f"{first}/{last}", date(first, 1, 1), date(last, 12, 31), Precision.OPEN, "explicit", "years"
    )


_DECADE_WORDS = {
    w: i for i, w in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}


def _read_decade(parts: dict[str, str], context: Context) -> Reading:
    if "decade" in parts:
        year, anchor = int(parts["decade"]), "explicit"
    else:
        tens = int(parts["short"]) // 10 if "short" in parts else _DECADE_WORDS[parts["word"].lower()]
        year, anchor = (2000 if tens < 2 else 1900) + 10 * tens, "explicit"
    stretch = cal.of_decade(year)
    cut = _cut(parts)
    if cut in ("early", "mid", "late"):
        first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[cut]
        stretch = Stretch(date(year + first, 1, 1), date(year + last, 12, 31), Precision.OPEN, stretch.value)
    return Reading(TimexType.DATE, stretch.value, stretch.start, stretch.end, stretch.precision, anchor, "decade")


def _read_century(parts: dict[str, str], context: Context) -> Reading:
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


# --- clock, holidays, words -------------------------------------------------------------------------


def clock_of(parts: dict[str, str]) -> str | None:
    """The TIMEX3 clock part ("13:45") of a clock expression, ``None`` where there is no such time."""
    if "word" in parts:
        return {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}[parts["word"].lower()]
    hour, minute = int(parts["hour"]), int(parts.get("minute", "0"))
    half = parts.get("half", "").lower()
    part = parts.get("part", "").lower()
    if (half.startswith("p") or part in ("afternoon", "evening")) and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    if hour > 24:
        return None
    return f"{hour:02d}:{minute:02d}"


def _read_clock(parts: dict[str, str], context: Context) -> Reading:
    clock = clock_of(parts)
    if clock is None:
        return unresolved(TimexType.TIME, "XXXX-XX-XX", "clock")
    day = context.day or context.published
    if day is None:
        return unresolved(TimexType.TIME, f"XXXX-XX-XXT{clock}", "clock")
    anchor = "mentioned" if context.mentioned else "published"
    return _explicit(cal.of_day(day), None, context, "clock", anchor).at_clock(clock)


def _read_part(parts: dict[str, str], context: Context) -> Reading:
    code = PART_CODE[(parts.get("part") or parts["part2"]).lower()]
    day = context.day or context.published
    if day is None:
        return unresolved(TimexType.TIME, f"XXXX-XX-XXT{code}", "part-of-day")
    return _explicit(
        cal.of_day(day), None, context, "part-of-day", "mentioned" if context.mentioned else "published"
    ).at_clock(code)


def _read_holiday(parts: dict[str, str], context: Context) -> Reading:
    name = " ".join(parts["holiday"].lower().replace("’", "'").split())
    published = context.published
    if published is None:
        month = 11 if "thanksgiving" in name else 1 if name.endswith("year's day") else 12
        return unresolved(TimexType.DATE, f"XXXX-{month:02d}-XX", "holiday")
    which = parts.get("which", "").lower()

    def on(year: int) -> date:
        if "thanksgiving" in name:
            return cal.nth_weekday(year, 11, 3, 4)
        if "year's day" in name:
            return date(year, 1, 1)
        if "year's eve" in name:
            return date(year, 12, 31)
        return date(year, 12, 24 if "eve" in name else 25)

    days = [on(_bounded(y)) for y in (published.year - 1, published.year, published.year + 1)]
    if which == "last" or context.tense == "past":
        day = [d for d in days if d <= published][-1]
    elif which == "next" or context.tense == "future":
        day = next(d for d in days if d >= published)
    else:
        day = min(days, key=lambda d: abs((d - published).days))
    return _explicit(cal.of_day(day), None, context, "holiday", "published")


def _reference(value: str) -> Callable[[dict[str, str], Context], Reading]:
    return lambda parts, context: unresolved(TimexType.DATE, value, value.lower().replace("_", "-"))


_READERS: dict[str, Callable[[dict[str, str], Context], Reading]] = {
    "iso": _read_iso,
    "slashed": _read_slashed,
    "date": _read_date,
    "month": _read_month,
    "ofmonth": _read_ofmonth,
    "weekof": _read_weekof,
    "weekday": _read_weekday,
    "weekdays": _read_weekdays,
    "deictic": _read_deictic,
    "tonight": _read_tonight,
    "unit": _read_unit,
    "yearend": _read_yearend,
    "ago": _read_ago,
    "yearago": _read_yearago,
    "span": read_span,
    "recent": read_recent,
    "duration": read_duration,
    "bare": read_duration,
    "every": read_every,
    "adverb": read_adverb,
    "quarter": _read_quarter,
    "season": _read_season,
    "year": _read_year,
    "years": _read_years,
    "decade": _read_decade,
    "century": _read_century,
    "clock": _read_clock,
    "part": _read_part,
    "holiday": _read_holiday,
    "present": _reference("PRESENT_REF"),
    "past": _reference("PAST_REF"),
    "future": _reference("FUTURE_REF"),
}
