"""Amounts as intervals with unit, approximator and role; nothing is converted in silence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QuantityRole(StrEnum):
    """What an amount is an amount of. Only ``transferred`` may be counted as moved goods."""

    TRANSFERRED = "transferred"
    CAPACITY = "capacity"
    EQUIVALENT = "equivalent"
    CUMULATIVE = "cumulative"
    PER_PERIOD = "per_period"
    SHARE = "share"
    MEASURE = "measure"
    """A length of time, an age, a size, a speed or a price by the piece: no amount of goods."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A value as given: ``low``/``high`` are inclusive bounds, ``None`` where that side is open."""

    low: int | float | None
    high: int | float | None
    unit: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a report, with its place. ``alternatives`` ("A or B") stay alternatives.

    ``start``/``end`` are code points in the report's text. ``approximator`` holds the words
    ("about", "more than") that set or soften the bounds.
    """

    start: int
    end: int
    text: str
    low: int | float | None
    high: int | float | None
    unit: str | None
    approximator: str | None = None
    alternatives: tuple[Amount, ...] = ()
    role: QuantityRole = QuantityRole.TRANSFERRED
