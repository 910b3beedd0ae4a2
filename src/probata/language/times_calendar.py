"""Calendar arithmetic for time expressions: weeks run Monday to Sunday, both ends are inclusive."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from probata.records import Precision

Days = tuple[date, date]

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each meteorological season of the northern hemisphere."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days, how wide the words were, and the TIMEX3 value of the whole unit."""

    start: date
    end: date
    precision: Precision
    value: str


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or ``None`` where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, days: int) -> date:
    """So many days later; stops at the ends of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def shift_months(day: date, months: int) -> date:
    """So many months later, on the same day of the month or its last; stops at the ends of the calendar."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def of_day(day: date) -> Stretch:
    return Stretch(day, day, Precision.DAY, day.isoformat())


def of_week(day: date) -> Stretch:
    """The week, Monday to Sunday, that holds a day."""
    monday = shift(day, -day.weekday())
    year, week, _ = day.isocalendar()
    return Stretch(monday, shift(monday, 6), Precision.WEEK, f"{year:04d}-W{week:02d}")


def of_weekend(day: date) -> Stretch:
    """Saturday and Sunday of the week that holds a day."""
    week = of_week(day)
    return Stretch(shift(week.start, 5), week.end, Precision.DAYS, f"{week.value}-WE")


def of_month(year: int, month: int) -> Stretch:
    last = calendar.monthrange(year, month)[1]
    return Stretch(date(year, month, 1), date(year, month, last), Precision.MONTH, f"{year:04d}-{month:02d}")


def of_quarter(year: int, quarter: int) -> Stretch:
    first, last = of_month(year, 3 * quarter - 2), of_month(year, 3 * quarter)
    return Stretch(first.start, last.end, Precision.QUARTER, f"{year:04d}-Q{quarter}")


def of_half(year: int, half: int) -> Stretch:
    first, last = of_month(year, 6 * half - 5), of_month(year, 6 * half)
    return Stretch(first.start, last.end, Precision.QUARTER, f"{year:04d}-H{half}")


def of_season(year: int, season: str) -> Stretch:
    """A season that begins in ``year``: the winter of 2023 runs from December 2023 to February 2024."""
    first = of_month(year, SEASON_MONTHS[season])
    end = of_month(*_next_months(year, SEASON_MONTHS[season], 2)).end
    return Stretch(first.start, end, Precision.SEASON, f"{year:04d}-{season}")


def of_year(year: int) -> Stretch:
    return Stretch(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, f"{year:04d}")


def of_decade(year: int) -> Stretch:
    """The ten years from a year ending in 0 on."""
    first = year - year % 10
    return Stretch(date(max(first, 1), 1, 1), date(min(first + 9, 9999), 12, 31), Precision.OPEN, f"{first // 10:03d}X")


def third(stretch: Stretch, part: str) -> Stretch:
    """The ``early``, ``mid`` or ``late`` third of a month, quarter, season or year.

    As ``gold/claims`` has it: "late 2012" is September to December, "the end of November" the 21st on.
    Weeks and days are too short to be cut and stay whole.
    """
    if stretch.precision is Precision.MONTH:
        first = stretch.start
        bounds = {"early": (1, 10), "mid": (11, 20), "late": (21, stretch.end.day)}[part]
        return Stretch(first.replace(day=bounds[0]), first.replace(day=bounds[1]), Precision.DAYS, stretch.value)
    if stretch.precision is Precision.YEAR:
        year = stretch.start.year
        months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
        return Stretch(date(year, months[0], 1), of_month(year, months[1]).end, Precision.SEASON, stretch.value)
    if stretch.precision in (Precision.QUARTER, Precision.SEASON):
        month = {"early": 0, "mid": 1, "late": 2}[part]
        inner = of_month(*_next_months(stretch.start.year, stretch.start.month, month))
        return Stretch(inner.start, inner.end, Precision.MONTH, stretch.value)
    return stretch


def half(stretch: Stretch, number: int) -> Stretch:
    """The first or second half of a year or a month; other stretches stay whole."""
    if stretch.precision is Precision.YEAR:
        return of_half(stretch.start.year, number)
    if stretch.precision is Precision.MONTH:
        first, last = (1, 15) if number == 1 else (16, stretch.end.day)
        day = stretch.start
        return Stretch(day.replace(day=first), day.replace(day=last), Precision.DAYS, stretch.value)
    return stretch


def _next_months(year: int, month: int, more: int) -> tuple[int, int]:
    years, rest = divmod(month - 1 + more, 12)
    return min(year + years, 9999), rest + 1


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month (Thanksgiving is the fourth Thursday of November)."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def moved(day: date, unit: str, count: int) -> date:
    """A day ``count`` units on (back where negative)."""
    if unit in ("month", "quarter", "year", "decade", "century"):
        months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
        return shift_months(day, months * count)
    return shift(day, count * {"week": 7, "weekend": 7, "fortnight": 14}.get(unit, 1))
