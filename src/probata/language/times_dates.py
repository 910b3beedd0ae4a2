"""Readings of days and months: full dates, yearless ones by tense and nearness, weekdays, today, clock times."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from probata.language import times_calendar as cal
from probata.language.times_reading import (
    Context,
    Reading,
    anchor_of,
    bounded,
    cut_of,
    dated,
    own_year,
    unresolved,
    year_of,
)
from probata.language.times_words import ORDINAL, PART_CODE, month_number, weekday_number
from probata.records import Precision, TimexType

SLACK = 2
"""Days that a yearless date may lie after publication and still be past: the news's clock runs ahead of some
publishers' (``gold/claims``: a launch of 7 February in a report of the 6th)."""

FAR = 300
"""Days beyond which the verb's tense no longer outweighs nearness ("has set Nov. 10 as the deadline" on 2 November)."""


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
    weekday = weekday_number(parts["weekday"]) if "weekday" in parts else None
    year = year_of(parts, "year", "year2") if ("year" in parts or "year2" in parts) else None
    anchor, rule = anchor_of(parts), "date"
    if year is None and (own := own_year(parts, context)) is not None:
        (year, anchor), rule = own, "date-of-a-year"
    if year is not None:
        day = cal.safe_date(year, month, number)
        value = f"{year:04d}-{month:02d}-{number:02d}"
        if day is None:
            return unresolved(TimexType.DATE, value, "no-such-day")
        if weekday is not None and day.weekday() != weekday:
            return unresolved(TimexType.DATE, value, "wrong-weekday")
        return dated(cal.of_day(day), None, context, rule, anchor)
    if context.published is None or "ownyear" in parts:
        return unresolved(TimexType.DATE, f"XXXX-{month:02d}-{number:02d}", "yearless-date")
    chosen = _nearest(month, number, weekday, " ".join(parts.get("which", "").lower().split()), context)
    if chosen is None:
        return unresolved(TimexType.DATE, f"XXXX-{month:02d}-{number:02d}", "no-such-day")
    return dated(
        cal.of_day(chosen),
        None,
        context,
        f"yearless-date-{'past' if context.past else 'future' if context.ahead else 'nearest'}",
        "published",
    )


def _nearest(month: int, number: int, weekday: int | None, which: str, context: Context) -> date | None:
    published = context.published
    if published is None:
        return None
    tense = "past" if context.past else "future" if context.ahead and not context.until_past else ""
    tense = {"last": "past", "this past": "past", "next": "future"}.get(which, tense)
    days = [
        cal.safe_date(y, month, number) for y in range(max(1, published.year - 8), min(9999, published.year + 8) + 1)
    ]
    known = [d for d in days if d is not None and (weekday is None or d.weekday() == weekday)]
    if tense == "past":
        told = [d for d in known if d <= cal.shift(published, SLACK)]
    elif tense == "future":
        told = [d for d in known if d >= (published if context.exact else published.replace(day=1))]
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
    if (own := own_year(parts, context)) is not None:
        return dated(cal.of_month(own[0], month), cut, context, "month-of-a-year", own[1])
    if published is None or "ownyear" in parts:
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
    elif context.until_past:
        year += (month < published.month - 6) - (month > published.month + 6)
        rule = "yearless-month-nearest"
    elif context.ahead:
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
    number, published = weekday_number(parts["weekday"]), context.today
    part = PART_CODE.get(parts.get("part", "").lower())
    kind = TimexType.TIME if part else TimexType.DATE
    if published is None:
        return unresolved(kind, f"XXXX-WXX-{number + 1}" + (f"T{part}" if part else ""), "weekday")
    which = " ".join(parts.get("which", "").lower().split())
    back = (published.weekday() - number) % 7
    if "ownweek" in parts:
        weeks = {"last": -7, "this": 0, "next": 7}[parts["ownweek"].lower()]
        day, rule = cal.shift(published, weeks + number - published.weekday()), "weekday-of-a-week"
    elif which in ("last", "past", "the past", "this past", "the previous", "previous", "the last"):
        day, rule = cal.shift(published, -(back or 7)), "last-weekday"
    elif which in ("next", "the next", "the coming", "coming", "the following", "following"):
        day, rule = cal.shift(published, 7 - back), "next-weekday"
    elif (
        context.exact_day
        and published < context.exact_day <= cal.shift(published, SLACK)
        and (context.exact_day.weekday() == number)
    ):
        day, rule = context.exact_day, "weekday-named"
    elif context.ahead:
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
    if context.today is None:
        return unresolved(kind, "XXXX-XX-XX" + (f"T{part}" if part else ""), words.replace(" ", "-"))
    reading = dated(cal.of_day(cal.shift(context.today, offset)), None, context, words.replace(" ", "-"), "published")
    return reading.at_clock(part) if part else reading


def read_tonight(parts: dict[str, str], context: Context) -> Reading:
    part = PART_CODE.get((parts.get("part") or parts.get("thatpart") or "night").lower(), "NI")
    if context.today is None:
        return unresolved(TimexType.TIME, f"XXXX-XX-XXT{part}", "part-of-day")
    offset = -1 if context.words.startswith(("last", "overnight")) else 0
    day = cal.shift(context.today, offset)
    if context.words == "overnight":
        return _night(day, context, "published")
    if "thatpart" in parts:
        if context.day is None:
            return unresolved(TimexType.TIME, f"XXXX-XX-XXT{part}", "part-of-day")
        day = context.day
    return dated(cal.of_day(day), None, context, "part-of-day", "published").at_clock(part)


def _night(day: date, context: Context, anchor: str) -> Reading:
    """The night that begins on a day: it ends on the next."""
    night = cal.Stretch(day, cal.shift(day, 1), Precision.DAYS, day.isoformat())
    return dated(night, None, context, "night", anchor).at_clock("NI")


def read_nthday(parts: dict[str, str], context: Context) -> Reading:
    """ "On the 19th": that day of the month at hand, the last one before publication or, ahead of it, the next."""
    number, published = int(parts["day"]), context.published
    if published is None:
        return unresolved(TimexType.DATE, f"XXXX-XX-{number:02d}", "day-of-month")
    months = [cal.shift_months(published.replace(day=1), n) for n in range(-2, 3)]
    days = [d for m in months if (d := cal.safe_date(m.year, m.month, number))]
    if not context.exact:
        published = cal.of_month(published.year, published.month).end
        days = [d for d in days if d.month == published.month]
    ahead = context.ahead and context.exact
    fit = [d for d in days if d >= published][:1] if ahead else [d for d in days if d <= published][-1:]
    if not fit:
        return unresolved(TimexType.DATE, f"XXXX-XX-{number:02d}", "no-such-day")
    return dated(cal.of_day(fit[0]), None, context, "day-of-month", "published")


def read_dayby(parts: dict[str, str], context: Context) -> Reading:
    """ "The next day", "the night before": by the day that was named before; "before" else by publication."""
    way = (parts.get("by") or parts["by2"]).lower()
    unit = (parts.get("unit") or parts["unit2"]).lower()
    part = PART_CODE.get(unit)
    back = way in ("before", "previous")
    base = context.exact_day or (context.today if way == "before" else None)
    if base is None:
        return unresolved(
            TimexType.TIME if part else TimexType.DATE, f"XXXX-XX-XX{'T' + part if part else ''}", "day-by"
        )
    anchor = "mentioned" if context.exact_day else "published"
    day = cal.shift(base, -1 if back else 1)
    if unit == "night" and back:
        return _night(day, context, anchor)
    reading = dated(cal.of_day(day), None, context, "day-by", anchor)
    return reading.at_clock(part) if part else reading


def read_then(parts: dict[str, str], context: Context) -> Reading:
    """ "Since then": from what was named last."""
    named = context.mentioned
    if named is None or named.start is None:
        return unresolved(TimexType.DATE, "PAST_REF", "then")
    return replace(named, type=TimexType.DATE, value=named.value.split("T")[0], anchor="mentioned", rule="then")


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
    day = context.day or context.today
    if day is None:
        return unresolved(TimexType.TIME, f"XXXX-XX-XXT{clock}", "clock")
    anchor = "mentioned" if context.mentioned else "published"
    return dated(cal.of_day(day), None, context, "clock", anchor).at_clock(clock)


def read_part(parts: dict[str, str], context: Context) -> Reading:
    code = PART_CODE[(parts.get("part") or parts["part2"]).lower()]
    day = context.day or context.today
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
    if which == "last" or context.past:
        day = [d for d in days if d <= published][-1]
    elif which == "next" or context.ahead:
        day = next(d for d in days if d >= published)
    else:
        day = min(days, key=lambda d: abs((d - published).days))
    return dated(cal.of_day(day), None, context, "holiday", "published")
