"""A time axis: days to places across, with ticks by day, week, month, quarter or year as they fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import MINYEAR, date, timedelta
from itertools import pairwise

from probata.pictures.ink import SMALL
from probata.pictures.text import width

_GAP = 10.0
"""Room between two labels of the axis."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_YEARS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis at the start of ``day``. ``under`` is the wider period that begins here ("2024"), if one
    does."""

    day: date
    label: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from ``first`` to ``last`` (inclusive) between ``left`` and ``right``."""

    first: date
    last: date
    left: float
    right: float

    @property
    def days(self) -> int:
        """How many days it spans."""
        return (self.last - self.first).days + 1

    @property
    def per_day(self) -> float:
        """How wide a day is."""
        return (self.right - self.left) / self.days

    def start(self, day: date) -> float:
        """Where a day begins, held to the axis."""
        return self._held((day - self.first).days)

    def end(self, day: date) -> float:
        """Where a day ends, held to the axis."""
        return self._held((day - self.first).days + 1)

    def middle(self, day: date) -> float:
        """Noon, held to the axis."""
        return self._held((day - self.first).days + 0.5)

    def _held(self, days: float) -> float:
        return self.left + min(max(days, 0), self.days) * self.per_day

    def ticks(self) -> list[Tick]:
        """The finest ticks whose labels don't touch; the first always says which period it stands in."""
        for step, make in _steps():
            if self.days / step * (_GAP + width("00", SMALL)) > (self.right - self.left) * 1.5:
                continue  # spares a century by days
            found = self._cleared(list(make(self)))
            if found and self._fits(found):
                return found
        return [Tick(self.first, str(self.first.year))]

    def _cleared(self, ticks: list[Tick]) -> list[Tick]:
        """Without the name of the first period where only its end is seen, and the next one's needs the room."""
        named = [t for t in ticks if t.under][:2]
        if len(named) == 2:
            room = self.start(named[1].day) - self.start(named[0].day)
            if width(named[0].under, SMALL) + _GAP > room:
                return [replace(ticks[0], under=""), *ticks[1:]]
        return ticks

    def _fits(self, ticks: list[Tick]) -> bool:
        places = [self.start(t.day) for t in ticks]
        for labels in ([t.label for t in ticks], [t.under for t in ticks]):
            shown = [(x, label) for x, label in zip(places, labels, strict=True) if label]
            for (x, label), (after, _) in pairwise(shown):
                if x + width(label, SMALL) + _GAP > after:
                    return False
        return True


def _steps() -> Iterator[tuple[float, Callable[[Axis], Iterator[Tick]]]]:
    for days in (1, 2, 7, 14):
        yield days, _Days(days)
    for months in (1, 3, 6):
        yield 30.4 * months, _Months(months)
    for years in _YEARS:
        yield 365.2 * years, _Years(years)


@dataclass(frozen=True, slots=True)
class _Days:
    """Every so many days: by the date, by Mondays."""

    step: int

    def __call__(self, axis: Axis) -> Iterator[Tick]:
        origin = date(1, 1, 1)  # a Monday
        ahead = -(axis.first - origin).days % self.step
        under = ""
        day = _later(axis.first, ahead)
        while day is not None and day <= axis.last:
            month = f"{MONTHS[day.month - 1]} {day.year}"
            yield Tick(day, str(day.day), month if month != under else "")
            under = month
            day = _later(day, self.step)


@dataclass(frozen=True, slots=True)
class _Months:
    """Every so many months; three are a quarter."""

    step: int

    def __call__(self, axis: Axis) -> Iterator[Tick]:
        under = ""
        for year in range(axis.first.year, axis.last.year + 1):
            for month in range(1, 13, self.step):
                day = date(year, month, 1)
                if axis.first <= day <= axis.last:
                    label = f"Q{month // 3 + 1}" if self.step == 3 else MONTHS[month - 1]
                    yield Tick(day, label, str(year) if str(year) != under else "")
                    under = str(year)


@dataclass(frozen=True, slots=True)
class _Years:
    """Every so many years."""

    step: int

    def __call__(self, axis: Axis) -> Iterator[Tick]:
        for year in range(max(axis.first.year - axis.first.year % self.step, MINYEAR), axis.last.year + 1):
            if year % self.step == 0 and date(year, 1, 1) >= axis.first:
                yield Tick(date(year, 1, 1), str(year))


def _later(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days)
    except OverflowError:
        return None
