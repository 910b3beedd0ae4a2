"""Amounts of one unit drawn one below the other on a common scale, so that a glance tells how far they lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from probata.records import ReportedQuantity

WIDTH = 200.0
"""Units of the drawing from nothing to the largest bound."""

LEAST = 3.0
"""A single value is a mark as wide as this, or nobody would see it."""

OPEN = 28.0
"""How far an open end reaches: far enough to be seen, and its arrow says that it ends nowhere."""


@dataclass(frozen=True, slots=True)
class Bar:
    """From ``x``, ``width`` long, on a drawing of :data:`WIDTH`; an open end has an arrow."""

    x: float
    width: float
    open_low: bool
    open_high: bool

    @property
    def right(self) -> float:
        """Where it ends."""
        return round(self.x + self.width, 2)


def bars(amounts: Sequence[ReportedQuantity]) -> tuple[Bar | None, ...]:
    """A bar for each amount, in order; ``None`` for one without any bound, and for all where nothing is above zero."""
    bounds = [float(b) for a in amounts for b in (a.low, a.high) if b is not None and b >= 0]
    top = max(bounds, default=0.0)
    return tuple(_bar(a, top) if top > 0 else None for a in amounts)


def _bar(amount: ReportedQuantity, top: float) -> Bar | None:
    low, high = amount.low, amount.high
    if low is None and high is None:
        return None
    scale = (WIDTH - OPEN) / top
    start = max(0.0, float(low)) * scale if low is not None else max(0.0, float(high or 0) * scale - OPEN)
    end = max(0.0, float(high)) * scale if high is not None else start + OPEN
    width = max(LEAST, end - start)
    return Bar(round(min(start, WIDTH - width), 2), round(width, 2), low is None, high is None)
