"""Running totals under a ceiling: what is told to have been delivered in each period, and how it was counted.

Amounts are in the unit of the limit; a high of ``None`` is open above. ``figures`` is the high bound as far as
figures are told: where a bound is open ("more than a million"), the figure itself stands in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from probata.records.span import Offsets


class Column(StrEnum):
    """``notified``: the supplier or the body it notifies tells of a notification. Everything else is alleged."""

    NOTIFIED = "notified"
    ALLEGED = "alleged"


@dataclass(frozen=True, slots=True)
class CapLine:
    """One telling of an amount, for one limit and period.

    ``words`` are the amounts as told, ``when`` the time as told, ``start``/``end`` the days it may mean (``None``:
    open), ``suppliers`` who stands on the other side of the delivery (for goods out of the target: who took them).
    ``snapshot``: it is the whole of its stretch, not one delivery in it. ``inside``: the stretch lies in the period;
    else it reaches out of it and counts in no low bound. ``kind_told``: its words or others' tell that the goods are of
    this kind; else that is only one way to read them ("oil"), and it counts in no low bound either.
    ``in_low``/``in_figures``: it is one of those whose amounts were added to get that bound. ``rules`` say how it was
    read, one sentence each; ``passages`` are the places in the report that it was read from.
    """

    claim: str
    incident: str
    report: str
    source: str
    suppliers: tuple[str, ...]
    origin: str
    column: Column
    words: str
    when: str
    start: str | None
    end: str | None
    low: float
    high: float | None
    snapshot: bool
    inside: bool
    kind_told: bool
    in_low: bool
    in_figures: bool
    rules: tuple[str, ...]
    passages: tuple[Offsets, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A telling that no total counts, and why."""

    claim: str
    incident: str
    report: str
    source: str
    words: str
    quote: str
    because: str


@dataclass(frozen=True, slots=True)
class CapTotal:
    """The bounds of one column. ``told_as_reached``: even the low bound is as much as the limit."""

    column: Column
    low: float
    figures: float
    high: float | None
    told_as_reached: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class RunningTotal:
    """A limit and one of its periods, with both columns, never added to each other."""

    paragraph: str
    citation_status: str
    limit: int
    unit: str
    label: str
    start: str
    end: str
    totals: tuple[CapTotal, ...]
    lines: tuple[CapLine, ...]


@dataclass(frozen=True, slots=True)
class CapAccount:
    """All running totals of one measure. ``undated`` and ``left_out`` are in none of them; denials change no bound.

    ``direction`` is the measure's: ``TO`` or ``FROM`` the target. ``rule`` is how amounts were counted, ``until`` the
    last day looked at.
    """

    regime: str
    measure: str
    title: str
    direction: str
    rule_base: str
    as_of: str | None
    until: str | None
    running: tuple[RunningTotal, ...]
    undated: tuple[LeftOut, ...]
    denied: tuple[LeftOut, ...]
    left_out: tuple[LeftOut, ...]
    rule: tuple[str, ...]
