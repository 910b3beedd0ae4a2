"""A running total under a ceiling as a bar: what is told at least, what figures come to, and the limit."""

from __future__ import annotations

from dataclasses import dataclass

from probata.records import CapTotal, RunningTotal

WIDTH = 560.0
"""Units of the picture from nothing to its right end."""

ROOM = 1.15
"""The right end is so many times the largest of the limit and the figures, so that neither ends the picture."""

LARGEST = 4.0
"""Figures above so many times the limit are cut off, with an arrow: else the limit would be lost at the left."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """One column of a running total. Positions are from 0 to :data:`WIDTH`; ``open`` where the high bound is open or
    lies beyond the picture."""

    total: CapTotal
    low: float
    figures: float
    limit: float
    open: bool

    @property
    def reach(self) -> float:
        """How far the hatched part goes beyond the solid one."""
        return self.figures - self.low


def gauges(running: RunningTotal) -> list[Gauge]:
    """The bars of one period, all on one scale."""
    most = max([float(running.limit), *(min(t.figures, LARGEST * running.limit) for t in running.totals)]) or 1.0
    scale = WIDTH / (most * ROOM)

    def at(value: float) -> float:
        return round(min(value * scale, WIDTH), 1)

    return [
        Gauge(t, at(t.low), at(max(t.figures, t.low)), at(running.limit),
              t.high is None or t.figures > LARGEST * running.limit)
        for t in running.totals
    ]  # fmt: skip
