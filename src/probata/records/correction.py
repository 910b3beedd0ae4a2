"""The values that a person enters for a claim, in place of those that the machine read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from probata.records.claim import ClaimType, ObjectClass, Status
from probata.records.entered import ClaimField
from probata.records.place import PlaceKind
from probata.records.quantity import QuantityRole
from probata.records.statement import SourceKind, Stance
from probata.records.units import units

CLEARABLE = frozenset(
    {ClaimField.AGENT, ClaimField.COUNTERPART, ClaimField.OBJECT, ClaimField.QUANTITY, ClaimField.TIME,
     ClaimField.PLACE}
)  # fmt: skip
"""What a claim may do without: a person may enter that there is none."""


@dataclass(frozen=True, slots=True)
class EnteredQuantity:
    """An amount: inclusive bounds (``None``: open on that side, one is given), unit, and what it is an amount of."""

    low: int | float | None
    high: int | float | None
    unit: str | None = None
    role: QuantityRole = QuantityRole.TRANSFERRED

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("an amount needs a low or a high bound")
        if any(v is not None and not 0 <= v < float("inf") for v in (self.low, self.high)):
            raise ValueError("an amount is a number from 0 on")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")

    @property
    def words(self) -> str:
        """ "5 to 6 containers", "at least 5"."""
        low, high = (None if v is None else f"{v:,}" for v in (self.low, self.high))
        if low is None or high is None:
            amount = f"at least {low}" if high is None else f"at most {high}"
        else:
            amount = low if low == high else f"{low} to {high}"
        return f"{amount} {units(self.unit, self.low if self.high is None else self.high)}" if self.unit else amount


@dataclass(frozen=True, slots=True)
class EnteredTime:
    """ISO days, both inclusive; ``None``: open on that side, one is given."""

    start: str | None
    end: str | None

    def __post_init__(self) -> None:
        for day in (self.start, self.end):
            if day is not None and date.fromisoformat(day).isoformat() != day:
                raise ValueError(f"{day!r} is not a day, YYYY-MM-DD")
        if self.start is None and self.end is None:
            raise ValueError("a time needs a first or a last day")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"it ends on {self.end}, before it starts on {self.start}")

    @property
    def words(self) -> str:
        """ "2024-03-05", "2024-03-01 to 2024-03-31", "from 2024-03-01"."""
        if self.start is None or self.end is None:
            return f"from {self.start}" if self.end is None else f"until {self.end}"
        return self.start if self.start == self.end else f"{self.start} to {self.end}"


@dataclass(frozen=True, slots=True)
class EnteredPlace:
    """A place by name, with its kind and the code of its state where they are known."""

    name: str
    kind: PlaceKind | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class EnteredSource:
    """Who says it: the id (an actor's, or a name that the tables don't have), what that is, and the person that speaks
    for it."""

    id: str
    kind: SourceKind
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """New values of one or more fields of a claim; ``None`` leaves a field as it is, ``cleared`` are those that have
    no value. :class:`ValueError` for a correction of nothing, or of one field in two ways."""

    type: ClaimType | None = None
    agent: tuple[str, ...] | None = None
    counterpart: tuple[str, ...] | None = None
    object: tuple[ObjectClass, ...] | None = None
    quantity: EnteredQuantity | None = None
    time: EnteredTime | None = None
    place: EnteredPlace | None = None
    status: Status | None = None
    negated: bool | None = None
    stance: Stance | None = None
    source: EnteredSource | None = None
    cleared: tuple[ClaimField, ...] = ()

    def __post_init__(self) -> None:
        if not self.fields:
            raise ValueError("a correction needs a new value of a field")
        for field in self.cleared:
            if field not in CLEARABLE or getattr(self, field) is not None:
                raise ValueError(f"{field.value} can't be without a value, or is given one too")
        for field in (ClaimField.AGENT, ClaimField.COUNTERPART, ClaimField.OBJECT):
            if getattr(self, field) == ():
                raise ValueError(f"{field.value} has no value; say so by clearing it")

    @property
    def fields(self) -> tuple[ClaimField, ...]:
        """The fields that it has something to say of."""
        return tuple(f for f in ClaimField if f in self.cleared or getattr(self, f) is not None)
