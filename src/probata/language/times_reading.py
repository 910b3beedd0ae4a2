"""What a time expression is read against, and what it was read as."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from probata.records import Precision, TimexType


@dataclass(frozen=True, slots=True)
class Context:
    """``published`` is the report's date if known, ``tense`` that of the governing verb (``past``,
    ``future`` or ``""``), ``mentioned`` what the text named last before, ``words`` the
    expression itself and ``lead`` the word before it, in lower case.
    """

    published: date | None
    tense: str = ""
    mentioned: Reading | None = None
    words: str = ""
    lead: str = ""

    @property
    def day(self) -> date | None:
        """The first day that was mentioned last."""
        return self.mentioned.start if self.mentioned else None


@dataclass(frozen=True, slots=True)
class Reading:
    """TIMEX3 type and value with the days meant; ``start`` and ``end`` are ``None`` where not known."""

    type: TimexType
    value: str
    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.UNKNOWN
    anchor: str | None = None
    rule: str = ""

    def at_clock(self, clock: str) -> Reading:
        """The same day at a clock time ("13:45") or part of the day ("NI")."""
        return replace(self, type=TimexType.TIME, value=f"{self.value}T{clock}")


def unresolved(kind: TimexType, value: str, rule: str) -> Reading:
    """An expression whose days aren't known."""
    return Reading(kind, value, rule=rule)
