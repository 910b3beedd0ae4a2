"""What a time expression means: TIMEX3 type and value (TempEval-3 usage) and the days it covers.

Relative and yearless expressions are resolved against the publication date only; where that isn't
known they keep their words, ``X`` stands in the value for what isn't known, and no day is given.
"""

from __future__ import annotations

from collections.abc import Callable

from probata.language.times_dates import (
    read_clock,
    read_date,
    read_dayby,
    read_deictic,
    read_holiday,
    read_iso,
    read_month,
    read_nthday,
    read_ofmonth,
    read_part,
    read_slashed,
    read_then,
    read_tonight,
    read_weekday,
    read_weekdays,
    read_weekof,
)
from probata.language.times_grammar import Expression
from probata.language.times_lengths import read_adverb, read_duration, read_every, read_recent, read_span
from probata.language.times_periods import (
    read_ago,
    read_century,
    read_decade,
    read_quarter,
    read_season,
    read_unit,
    read_year,
    read_yearago,
    read_yearend,
    read_years,
)
from probata.language.times_reading import Context, Reading, unresolved
from probata.records import TimexType


def resolve(expression: Expression, context: Context) -> Reading:
    """The reading of an expression in its context. Never raises: what the calendar doesn't have stays unresolved."""
    reading = _READERS[expression.rule](expression.parts, context)
    if expression.clock is not None and reading.type is TimexType.DATE:
        reading = reading.at_clock(expression.clock)
    return reading


def _reference(value: str) -> Callable[[dict[str, str], Context], Reading]:
    return lambda parts, context: unresolved(TimexType.DATE, value, value.lower().replace("_", "-"))


_READERS: dict[str, Callable[[dict[str, str], Context], Reading]] = {
    "iso": read_iso,
    "slashed": read_slashed,
    "date": read_date,
    "month": read_month,
    "nthday": read_nthday,
    "dayby": read_dayby,
    "then": read_then,
    "ofmonth": read_ofmonth,
    "weekof": read_weekof,
    "weekday": read_weekday,
    "weekdays": read_weekdays,
    "deictic": read_deictic,
    "tonight": read_tonight,
    "unit": read_unit,
    "yearend": read_yearend,
    "ago": read_ago,
    "yearago": read_yearago,
    "span": read_span,
    "recent": read_recent,
    "duration": read_duration,
    "bare": read_duration,
    "every": read_every,
    "adverb": read_adverb,
    "quarter": read_quarter,
    "season": read_season,
    "year": read_year,
    "yearended": lambda parts, context: Reading(TimexType.DURATION, "P1Y", rule="length"),
    "years": read_years,
    "decade": read_decade,
    "century": read_century,
    "clock": read_clock,
    "part": read_part,
    "holiday": read_holiday,
    "present": _reference("PRESENT_REF"),
    "past": _reference("PAST_REF"),
    "future": _reference("FUTURE_REF"),
}
