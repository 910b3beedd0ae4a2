"""Readings of days and months: full dates, yearless ones by tense and nearness, weekdays, today, clock times."""

from __future__ import annotations

from datetime import date

from probata.language import times_calendar as cal
from probata.language.times_reading import Context, Reading, anchor_of, bounded, cut_of, dated, unresolved, year_of
from probata.language.times_words import ORDINAL, PART_CODE, month_number, weekday_number
from probata.records import TimexType

SLACK = 2
"""Days that a yearless date may lie after publication and still be past: the news's clock runs ahead of some
publishers' (``gold/claims``: a launch of 7 February in a report of the 6th)."""

FAR = 300
"""Days beyond which the verb's tense no longer outweighs nearness ("has set Nov. 10 as the deadline" on 2 November)."""
_UNTIL = frozenset({"by", "until", "till", "effective", "payable", "before"})


def read_iso(parts: dict[str, str], context: Context) -> Reading:
    day = cal.safe_date(int(parts["year"]), int(parts["mm"]), int(parts["day"]))
    if day is None:
        return unresolved(TimexType.DATE, f"{parts['year']}-{parts['mm']}-{parts['day']}", "iso-date")
    return dated(cal.of_day(day), None, context, "iso-date")


def read_slashed(parts: dict[str, str], context: Context) -> Reading:
    """Day and month told apart only where one of them can't be a month, or both are the same."""
    first, middle, year = int(parts["first"]), int(parts["middle"]), int(parts["year"])
    year += (2000 if year < 50 else 1900) if year < 100 else 0
    choices = {d for d in (cal.safe_date(year, first, middle), cal.safe_date(year, middle, first)) if d}
    if len(choices) != 1:
        return unresolved(TimexType.DATE, f"{year:04d}-XX-XX", "ambiguous-slashed-date")
    return dated(cal.of_day(choices.pop()), None, context, "slashed-date")


def read_date(parts: dict[str, str], context: Context) -> Reading:
    month, number = month_number(parts["month"]), int(parts["day"])
    year = year_of(parts, "year", "year2") if ("year" in parts or "year2" in parts) else None
    if year is not None:
        day = cal.safe_date(year, month, number)
        if day is None:
            return unresolved(TimexType.DATE, f"{year:04d}-{month:02d}-{number:02d}", "no-such-day")
        return dated(cal.of_day(day), None, context, "date", anchor_of(parts))
    if context.published is None:
        return unresolved(TimexType.DATE, f"XXXX-{month:02d}-{number:02d}", "yearless-date")
    weekday = weekday_number(parts["weekday"]) if "weekday" in parts else None
    chosen = _nearest(month, number, weekday, context)
    if chosen is None:
        return unresolved(TimexType.DATE, f"XXXX-{month:02d}-{number:02d}", "no-such-day")
    return dated(cal.of_day(chosen), None, context, f"yearless-date-{context.tense or 'nearest'}", "published")


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


def read_month(parts: dict[str, str], context: Context) -> Reading:
    month, cut, published = month_number(parts["month"]), cut_of(parts), context.published
    year = year_of(parts)
    if year is not None:
        return dated(cal.of_month(year, month), cut, context, "month-year", anchor_of(parts))
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
    return dated(cal.of_month(bounded(year), month), cut, context, rule, "published")


def read_ofmonth(parts: dict[str, str], context: Context) -> Reading:
    whole = read_month({k: v for k, v in parts.items() if k != "unit"}, context)
    if whole.start is None or whole.end is None:
        return whole
    nth, unit = parts["nth"].lower(), parts["unit"].lower()
    last = nth in ("last", "final")
    if unit in ("day",):
        day = whole.end if last else whole.start.replace(day=ORDINAL.get(nth, 1))
        return dated(cal.of_day(day), None, context, "nth-day-of-month", whole.anchor or "explicit")
    if unit == "days":
        stretch = cal.third(cal.of_month(whole.start.year, whole.start.month), "late" if last else "early")
        return dated(stretch, None, context, "days-of-month", whole.anchor or "explicit")
    anchor = whole.end if last else cal.shift(whole.start, 7 * (ORDINAL.get(nth, 1) - 1))
    week = cal.of_week(anchor)
    return dated(week, None, context, "nth-week-of-month", whole.anchor or "explicit")


def read_weekof(parts: dict[str, str], context: Context) -> Reading:
    day = read_date(parts, context)
    if day.start is None:
        return unresolved(TimexType.DATE, "XXXX-WXX", "week-of")
    return dated(cal.of_week(day.start), None, context, "week-of", day.anchor or "explicit")


def read_weekday(parts: dict[str, str], context: Context) -> Reading:
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
    reading = dated(cal.of_day(day), None, context, rule, "published")
    return reading.at_clock(part) if part else reading


def read_weekdays(parts: dict[str, str], context: Context) -> Reading:
    number = weekday_number(parts.get("weekday") or parts["weekday2"])
    part = PART_CODE.get(parts.get("part", "").lower().removesuffix("s"))
    return Reading(TimexType.SET, f"XXXX-WXX-{number + 1}" + (f"T{part}" if part else ""), rule="weekdays")


def read_deictic(parts: dict[str, str], context: Context) -> Reading:
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
    reading = dated(
        cal.of_day(cal.shift(context.published, offset)), None, context, words.replace(" ", "-"), "published"
    )
    return reading.at_clock(part) if part else reading


def read_tonight(parts: dict[str, str], context: Context) -> Reading:
    part = PART_CODE.get((parts.get("part") or parts.get("thatpart") or "night").lower(), "NI")
    if context.published is None:
        return unresolved(TimexType.TIME, f"XXXX-XX-XXT{part}", "part-of-day")
    offset = -1 if context.words.startswith(("last", "overnight")) else 0
    day = cal.shift(context.published, offset)
    if "thatpart" in parts:
        if context.day is None:
            return unresolved(TimexType.TIME, f"XXXX-XX-XXT{part}", "part-of-day")
        day = context.day
    return dated(cal.of_day(day), None, context, "part-of-day", "published").at_clock(part)


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


def read_clock(parts: dict[str, str], context: Context) -> Reading:
    clock = clock_of(parts)
    if clock is None:
        return unresolved(TimexType.TIME, "XXXX-XX-XX", "clock")
    day = context.day or context.published
    if day is None:
        return unresolved(TimexType.TIME, f"XXXX-XX-XXT{clock}", "clock")
    anchor = "mentioned" if context.mentioned else "published"
    return dated(cal.of_day(day), None, context, "clock", anchor).at_clock(clock)


def read_part(parts: dict[str, str], context: Context) -> Reading:
    code = PART_CODE[(parts.get("part") or parts["part2"]).lower()]
    day = context.day or context.published
    if day is None:
        return unresolved(TimexType.TIME, f"XXXX-XX-XXT{code}", "part-of-day")
    return dated(
        cal.of_day(day), None, context, "part-of-day", "mentioned" if context.mentioned else "published"
    ).at_clock(code)


def read_holiday(parts: dict[str, str], context: Context) -> Reading:
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

    days = [on(bounded(y)) for y in (published.year - 1, published.year, published.year + 1)]
    if which == "last" or context.tense == "past":
        day = [d for d in days if d <= published][-1]
    elif which == "next" or context.tense == "future":
        day = next(d for d in days if d >= published)
    else:
        day = min(days, key=lambda d: abs((d - published).days))
    return dated(cal.of_day(day), None, context, "holiday", "published")
