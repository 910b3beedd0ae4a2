"""Incidents by the month of the event as bars, the disputed part apart: the last years, and what lies outside them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass

from probata.desk.overview import MonthCount

SHOWN = 36
"""Months drawn: three years are read at a glance."""

HIGH, STEP, WIDTH = 110.0, 20.0, 14.0
"""Units of the picture: the tallest bar, from one bar to the next, and the width of a bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: its first and last day, how many incidents, how many of them somebody denies, and where it stands."""

    month: str
    first: str
    last: str
    incidents: int
    disputed: int
    x: float
    height: float
    denied: float

    @property
    def top(self) -> float:
        """Where the bar begins, from above."""
        return round(HIGH - self.height, 1)

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return self.x + WIDTH / 2

    @property
    def label(self) -> float:
        """Above the bar."""
        return round(self.top - 4, 1)

    @property
    def year(self) -> str:
        """The year, where the month is its first; of the first bar where there is room before the next year's."""
        opens = self.month.endswith("-01") or (self.x < STEP and self.month[5:] <= "10")
        return self.month[:4] if opens else ""


@dataclass(frozen=True, slots=True)
class Months:
    """The bars, from the first month to the last without a hole; what is earlier, and what has no day."""

    bars: tuple[Bar, ...]
    earlier: int
    undated: int

    @property
    def width(self) -> float:
        """Of the whole picture."""
        return max(STEP * len(self.bars), STEP)


def months(counts: Iterable[MonthCount]) -> Months:
    """The last :data:`SHOWN` months in which an incident begins."""
    total: dict[str, tuple[int, int]] = {}
    for one in counts:
        before = total.get(one.month, (0, 0))
        total[one.month] = before[0] + one.incidents, before[1] + one.disputed
    undated = total.pop("", (0, 0))[0]
    dated = sorted(m for m in total if len(m) == len("2024-01"))
    if not dated:
        return Months((), 0, undated)
    run = last_months(dated, SHOWN)
    most = max(total.get(m, (0, 0))[0] for m in run)
    bars = tuple(_bar(m, total.get(m, (0, 0)), n, most) for n, m in enumerate(run))
    return Months(bars, sum(total[m][0] for m in dated if m < run[0]), undated)


def last_months(months: Iterable[str], most: int) -> list[str]:
    """The months (``YYYY-MM``) up to the latest, without a hole, from the first or as many as are wanted."""
    dated = sorted(months)
    if not dated:
        return []
    run = (_month(n) for n in range(_number(dated[-1]) - most + 1, _number(dated[-1]) + 1))
    return [m for m in run if m >= dated[0]]


def month_days(month: str) -> tuple[str, str]:
    """The first and the last day of a month, ISO."""
    return f"{month}-01", f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]}"


def _bar(month: str, count: tuple[int, int], place: int, most: int) -> Bar:
    incidents, disputed = count
    unit = HIGH / max(most, 1)
    first, last = month_days(month)
    return Bar(month, first, last, incidents, disputed, place * STEP + (STEP - WIDTH) / 2,
               round(incidents * unit, 1), round(disputed * unit, 1))  # fmt: skip


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
