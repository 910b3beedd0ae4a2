"""*Assessed*: claims of one event, brought together without dropping any value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from probata.records.claim import ClaimType, ObjectClass
from probata.records.grade import Proposal
from probata.records.origin import Origin
from probata.records.quantity import QuantityRole
from probata.records.time import DateInterval


class ConflictKind(StrEnum):
    """What claims of one event disagree about."""

    QUANTITY = "quantity"
    TIME = "time"
    DIRECTION = "direction"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class ReportedQuantity:
    """An amount that claims of the incident give; equal amounts of one role share one entry."""

    low: int | float | None
    high: int | float | None
    unit: str | None
    text: str
    claims: tuple[str, ...]
    role: QuantityRole = QuantityRole.TRANSFERRED


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims that can't all be right, side by side."""

    about: ConflictKind
    claims: tuple[str, ...]
    note: str


class QuestionKind(StrEnum):
    """What about an amount is to be asked."""

    MAGNITUDE = "magnitude"
    CONVERSION = "conversion"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Question:
    """Amounts that a slip of the pen or a silent conversion would explain. It asks a person; no value is changed."""

    about: QuestionKind
    claims: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Incident:
    """One alleged event with every value that was given for it.

    ``reliability`` and ``credibility`` are Admiralty grades, two separate fields; "F" and "6"
    (cannot be judged) until a person sets them. ``proposed`` is what the software proposes beside them.
    """

    id: str
    type: ClaimType
    agent: tuple[str, ...]
    counterpart: tuple[str, ...]
    object: tuple[ObjectClass, ...]
    time: DateInterval | None
    quantities: tuple[ReportedQuantity, ...]
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    asserted_by: tuple[str, ...]
    alleged_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    unverified_by: tuple[str, ...]
    origins: tuple[Origin, ...]
    independent_origins: int
    conflicts: tuple[Conflict, ...]
    reliability: str = "F"
    credibility: str = "6"
    engine: str = ""
    proposed: Proposal | None = None
    questions: tuple[Question, ...] = ()
