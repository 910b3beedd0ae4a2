"""Days that two expressions mean together: "the first three months of 2024", "the 12 months to May"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from probata.language import times_calendar as cal
from probata.language.times_grammar import Expression
from probata.language.times_lengths import amount_of, unit_name
from probata.language.times_reading import Reading

Combined = tuple[date, date, int, int]
"""First and last day, and where the words of both begin and end."""

_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_TO = re.compile(r"\s+(?:to|through|until|ending(?:\s+(?:on|in))?|ended(?:\s+(?:on|in))?|up\s+to)\s+")
_LENGTHS = frozenset({"span", "duration", "yearended"})


def combined(text: str, expressions: Sequence[Expression], readings: Sequence[Reading], i: int) -> Combined | None:
    """The days of an expression together with its neighbour, where one counts within or up to the other."""
    for a, b in ((i, i + 1), (i - 1, i)):
        if a >= 0 and b < len(expressions) and expressions[a].rule in _LENGTHS:
            days = _days(text, expressions[a], expressions[b], readings[b])
            if days is not None:
                return (*days, expressions[a].start, expressions[b].end)
    return None


def _days(text: str, length: Expression, whole: Expression, reading: Reading) -> tuple[date, date] | None:
    gap = text[length.end : whole.start]
    if reading.start is None or reading.end is None or len(gap) > 16 or whole.rule in _LENGTHS:
        return None
    parts = {"n": "one", "unit": "year"} if length.rule == "yearended" else length.parts
    amount, unit = amount_of(parts.get("n", "")), unit_name(parts.get("unit", ""))
    if amount is None or amount != int(amount) or unit in ("second", "minute", "hour"):
        return None
    which, count = parts.get("which", "").lower(), int(amount)
    if _OF.fullmatch(gap) and which in ("first", "last", "final"):
        if which == "first":
            return reading.start, min(cal.shift(cal.moved(reading.start, unit, count), -1), reading.end)
        return max(cal.moved(cal.shift(reading.end, 1), unit, -count), reading.start), reading.end
    if _TO.fullmatch(gap) and (which or text[length.start : length.start + 4].lower() == "the "):
        return cal.moved(cal.shift(reading.end, 1), unit, -count), reading.end
    return None
