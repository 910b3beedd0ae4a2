"""A ceiling as dated data: its limits, each in its unit, and the rule that gives its periods.

``period`` in a regime file is ``calendar year``, ``twelve months`` (from the day of ``from``, each year anew) or
``once`` (the single stretch in which the paragraph is in force). Days are ISO dates, first and last inclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from probata.knowledge.yamlfile import Spec

CAP_KEYS = ("limits", "period", "from")


class Rhythm(StrEnum):
    """How periods follow each other."""

    CALENDAR_YEAR = "calendar year"
    TWELVE_MONTHS = "twelve months"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Limit:
    """One way in which a ceiling is given; several stand for the same ceiling, none is converted from another."""

    amount: int
    unit: str

    @property
    def told(self) -> str:
        """``4,000,000 barrels``; money keeps its code: ``400,870,018 USD``."""
        return f"{self.amount:,} {self.unit}" if self.unit.isupper() else f"{self.amount:,} {self.unit}s"


@dataclass(frozen=True, slots=True)
class Period:
    """The days over which deliveries are summed."""

    start: str
    end: str

    @property
    def label(self) -> str:
        """``2024`` for a calendar year, else its first and last day."""
        year = self.start[:4]
        return year if (self.start, self.end) == (f"{year}-01-01", f"{year}-12-31") else f"{self.start} to {self.end}"


@dataclass(frozen=True, slots=True)
class Cap:
    """A ceiling on a sum over a period; no single delivery reaches it by itself. ``start`` begins its first period."""

    limits: tuple[Limit, ...]
    rhythm: Rhythm
    start: str

    @property
    def told(self) -> str:
        """The ceiling in one line."""
        each = {Rhythm.CALENDAR_YEAR: "a calendar year", Rhythm.ONCE: "once"}
        period = each.get(self.rhythm, f"each twelve months from {self.start}")
        return f"{' or '.join(limit.told for limit in self.limits)}, {period}"

    def periods(self, first: str, last: str | None, until: str) -> Iterator[Period]:
        """The periods that begin by ``until``, cut to the days in force (``first`` to ``last``, open if ``None``)."""
        first = max(first, self.start)
        if self.rhythm is Rhythm.ONCE:
            if first <= until:
                yield Period(first, last or until)
            return
        calendar = self.rhythm is Rhythm.CALENDAR_YEAR
        begin = date(date.fromisoformat(self.start).year, 1, 1) if calendar else date.fromisoformat(self.start)
        while begin.isoformat() <= min(until, last or until):
            following = begin.replace(year=begin.year + 1)
            end = (following - timedelta(days=1)).isoformat()
            if end >= first:
                yield Period(max(first, begin.isoformat()), min(end, last) if last else end)
            begin = following


def read_cap(s: Spec) -> Cap:
    """The ceiling of one mapping of a regime file; :class:`~probata.errors.KnowledgeError` says what is wrong."""
    limits = []
    for given in s.specs("limits", ("amount", "unit")):
        amount = given.integer("amount")
        if not amount or amount < 0:
            raise given.error("a ceiling must be more than nothing")
        limits.append(Limit(amount, given.text("unit")))
    if not limits:
        raise s.error("a ceiling needs a limit")
    if len({limit.unit for limit in limits}) < len(limits):
        raise s.error("two limits are in one unit; a ceiling has one of each")
    start = s.date("from")
    if start is None or len(str(s.raw("from"))) != len("YYYY-MM-DD"):
        raise s.error("'from' must be the day (YYYY-MM-DD) on which the first period begins")
    if (start.month, start.day) == (2, 29):
        raise s.error("periods of a year can't begin on 29 February")
    return Cap(tuple(limits), s.choice("period", Rhythm), start.isoformat())
