"""Times as intervals with precision and anchor, and TIMEX3 expressions in the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TimexType(StrEnum):
    """TIMEX3 types (TempEval-3)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Precision(StrEnum):
    """How wide the words are that an interval was read from."""

    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DateInterval:
    """The days within which something lies, both ends inclusive, as ISO dates.

    ``start`` and ``end`` are both ``None`` where the words can't be resolved (``published``
    unknown): the words stay. ``anchor`` says against what they were resolved (``explicit``,
    ``published``, ``mentioned`` or ``None``), ``rule`` which rule did it. ``at`` is the place of
    the words in the report's text, ``None`` only for an analyst's own value.
    """

    start: str | None
    end: str | None
    text: str
    precision: Precision = Precision.UNKNOWN
    anchor: str | None = None
    rule: str | None = None
    at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression in the text: TIMEX3 type and value, and the days it means if known."""

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    interval: DateInterval | None = None
