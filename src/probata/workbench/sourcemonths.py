"""What a source said by the month as bars, its denials apart: the last three years in which it spoke."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from probata.records import SourceMonth
from probata.workbench.months import HIGH, SHOWN, STEP, WIDTH, last_months, month_days

__all__ = ["HIGH", "Drawn", "MonthBar", "drawn"]


@dataclass(frozen=True, slots=True)
class MonthBar:
    """A month: its first and last day, what was said in it, and where its bar stands. ``height`` is of statements, or
    of reports for an outlet that is never quoted; ``denied`` of the part that denies."""

    told: SourceMonth
    first: str
    last: str
    x: float
    height: float
    denied: float

    @property
    def top(self) -> float:
        """Where the bar begins, from above."""
        return round(HIGH - self.height, 1)

    @property
    def year(self) -> str:
        """The year, where the month is its first."""
        return self.told.month[:4] if self.told.month.endswith("-01") or self.x < STEP else ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The bars; ``reports``: they count reports, as nothing is said by the source itself. ``earlier`` is what lies
    before them."""

    bars: tuple[MonthBar, ...]
    reports: bool
    earlier: int

    @property
    def width(self) -> float:
        """Of the whole picture."""
        return max(STEP * len(self.bars), STEP)


def drawn(months: Sequence[SourceMonth]) -> Drawn:
    """The last :data:`SHOWN` months up to the latest in which the source said something."""
    reports = not any(m.statements for m in months)

    def count(month: SourceMonth) -> int:
        return month.reports if reports else month.statements

    told = {m.month: m for m in months if count(m)}
    run = last_months(told, SHOWN)
    most = max((count(told[m]) for m in run if m in told), default=1)
    bars = []
    for n, month in enumerate(run):
        one = told.get(month, SourceMonth(month, 0, 0, 0))
        first, last = month_days(month)
        unit = HIGH / most
        denied = 0.0 if reports else round(one.denials * unit, 1)
        bars.append(MonthBar(one, first, last, n * STEP + (STEP - WIDTH) / 2, round(count(one) * unit, 1), denied))
    return Drawn(tuple(bars), reports, sum(count(m) for name, m in told.items() if run and name < run[0]))
