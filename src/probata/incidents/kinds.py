"""What makes two claims be about the same kind of event: goods families, parties, grain of time.

Everything that decides which claims may meet stands in the tables of this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

from probata.records import Claim, ClaimType, ObjectClass, Stance, Status


class Family(StrEnum):
    """Goods that reports name interchangeably; claims of different families never meet."""

    ARMS = "arms"
    TECHNOLOGY = "technology"
    LUXURY = "luxury"
    PETROLEUM = "petroleum"
    MINERALS = "minerals"
    AID = "aid"
    MONEY = "money"
    TROOPS = "troops"
    WORKERS = "workers"
    TRAINING = "training"
    TRADE = "trade"
    CARGO = "cargo"
    OTHER = "other"
    NONE = "none"


FAMILY: Mapping[ObjectClass, Family] = {
    # "weapons" in one report is "artillery shells" in the next: arms.other belongs with the named arms.
    ObjectClass.ARMS_AMMUNITION: Family.ARMS,
    ObjectClass.ARMS_MISSILE: Family.ARMS,
    ObjectClass.ARMS_ARTILLERY: Family.ARMS,
    ObjectClass.ARMS_UAV: Family.ARMS,
    ObjectClass.ARMS_OTHER: Family.ARMS,
    ObjectClass.TECH_MILITARY: Family.TECHNOLOGY,
    ObjectClass.TECH_SPACE: Family.TECHNOLOGY,
    # A gift car is luxury and vehicle at once, and some reports say only "car".
    ObjectClass.LUXURY: Family.LUXURY,
    ObjectClass.VEHICLE: Family.LUXURY,
    ObjectClass.PETROLEUM_REFINED: Family.PETROLEUM,
    ObjectClass.PETROLEUM_CRUDE: Family.PETROLEUM,
    ObjectClass.COAL: Family.MINERALS,
    ObjectClass.MINERALS: Family.MINERALS,
    ObjectClass.FOOD: Family.AID,
    ObjectClass.AID: Family.AID,
    ObjectClass.MONEY: Family.MONEY,
    ObjectClass.CRYPTO: Family.MONEY,
    ObjectClass.TROOPS: Family.TROOPS,
    ObjectClass.WORKERS: Family.WORKERS,
    ObjectClass.TRAINING: Family.TRAINING,
    ObjectClass.VESSEL: Family.TRADE,
    ObjectClass.MACHINERY: Family.TRADE,
    ObjectClass.TEXTILE: Family.TRADE,
    ObjectClass.SEAFOOD: Family.TRADE,
    # What nobody names is told of the same shipments as what others name: "containers", "containers of shells".
    # Parties whose unknown cargo is news are suspected of arms. It backs no named goods (origin_count.py).
    ObjectClass.CARGO_UNKNOWN: Family.CARGO,
    ObjectClass.TREATY: Family.OTHER,
    ObjectClass.OTHER: Family.OTHER,
}

VAGUE = frozenset({Family.CARGO, Family.OTHER, Family.NONE})
"""Families that say nothing where another is named beside them ("containers of shells")."""

GOODS_MATTER = frozenset(
    {ClaimType.TRANSFER, ClaimType.DEPLOYMENT, ClaimType.USE, ClaimType.THEFT, ClaimType.MOVEMENT, ClaimType.LAUNCH}
)
"""Types whose goods tell one event from another. A visit or a veto is the same whatever it was about."""

SYMMETRIC = frozenset({ClaimType.MEETING, ClaimType.AGREEMENT, ClaimType.EXERCISE})
"""Types without a giver: "A met B" and "B met A" are one event."""

NEEDED: Mapping[ClaimType, tuple[str, ...]] = {
    ClaimType.TRANSFER: ("agent", "counterpart", "object"),
    ClaimType.DEPLOYMENT: ("agent", "counterpart", "object"),
    ClaimType.TRAINING: ("agent", "counterpart"),
    ClaimType.USE: ("agent", "object"),
    ClaimType.VISIT: ("agent", "counterpart"),
    ClaimType.MEETING: ("parties",),
    ClaimType.AGREEMENT: ("parties",),
    ClaimType.EXERCISE: ("agent",),
    ClaimType.LAUNCH: ("agent",),
    ClaimType.VETO: ("agent",),
    ClaimType.LISTING: ("agent", "counterpart"),
    ClaimType.SEIZURE: ("agent",),
    ClaimType.THEFT: ("agent",),
    ClaimType.MOVEMENT: ("agent", "object"),
}
"""What a claim must tell to meet claims of other reports; less only joins within its own report."""


_SHIPPED = frozenset({ClaimType.TRANSFER, ClaimType.MOVEMENT})


class Grain(StrEnum):
    """How often an event of a kind recurs between the same parties, hence how its time is named."""

    STREAM = "stream"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


GRAIN: Mapping[ClaimType, Grain] = {
    ClaimType.TRANSFER: Grain.STREAM,
    ClaimType.DEPLOYMENT: Grain.STREAM,
    ClaimType.TRAINING: Grain.STREAM,
    ClaimType.USE: Grain.STREAM,
    ClaimType.MOVEMENT: Grain.STREAM,
    ClaimType.THEFT: Grain.STREAM,
    ClaimType.VISIT: Grain.YEAR,
    ClaimType.MEETING: Grain.YEAR,
    ClaimType.AGREEMENT: Grain.YEAR,
    ClaimType.VETO: Grain.YEAR,
    ClaimType.LISTING: Grain.MONTH,
    ClaimType.SEIZURE: Grain.MONTH,
    ClaimType.EXERCISE: Grain.MONTH,
    ClaimType.LAUNCH: Grain.DAY,
}

TOLERANCE: Mapping[Grain, int] = {Grain.STREAM: 3, Grain.YEAR: 2, Grain.MONTH: 2, Grain.DAY: 0}
"""Days by which two dates of one event may miss each other (time zones, arrival and talks).

None for launches: tests on two days running are two tests."""


def tolerance(kind: ClaimType, family: Family) -> int:
    """The days by which two dates of one event of a kind may miss each other."""
    return TOLERANCE[grain(kind, family)]


def grain(kind: ClaimType, family: Family) -> Grain:
    """The grain of an event. A luxury gift is a single act, not a stream of deliveries."""
    return Grain.YEAR if kind is ClaimType.TRANSFER and family is Family.LUXURY else GRAIN[kind]


class Phase(StrEnum):
    """Whether a claim speaks of an event as having come about.

    ``prospective`` takes in planned, sought, possible and conditional. It is part of what blocks
    claims from meeting: a plan is never merged into a delivery, nor a delivery into a plan.
    """

    REPORTED = "reported"
    PROSPECTIVE = "prospective"


def phase(status: Status) -> Phase:
    """The phase of a status. A denial has the status of what it denies, so it meets that."""
    return Phase.REPORTED if status in (Status.DONE, Status.ONGOING) else Phase.PROSPECTIVE


def families(claim: Claim) -> tuple[Family, ...]:
    """The goods families of a claim, in order; a list over several families stands in each.

    A type for which goods don't matter has one family, ``none``.
    """
    if claim.type not in GOODS_MATTER:
        return (Family.NONE,)
    named = {FAMILY[o] for o in claim.object}
    told = named - VAGUE or named or {Family.NONE}
    if Family.CARGO in told and claim.type in _SHIPPED:
        told = told - {Family.CARGO} | {Family.ARMS}
    return tuple(sorted(told))


class Put(Protocol):
    """How something is put: a claim, or a line of one."""

    @property
    def stance(self) -> Stance: ...

    @property
    def negated(self) -> bool: ...


def is_denial(claim: Put) -> bool:
    """Whether the claim speaks against the event: a denial, or its negation by anybody."""
    return claim.stance is Stance.DENIES or (claim.negated and claim.stance is not Stance.UNVERIFIED)


def supports(claim: Put) -> bool:
    """Whether the claim asserts or alleges the event."""
    return not claim.negated and claim.stance in (Stance.ASSERTS, Stance.ALLEGES)
