"""A claim as fusion sees it: with its parties, goods family, phase and days worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from probata.incidents.kinds import NEEDED, SYMMETRIC, VAGUE, Family, Phase, families, is_denial, phase, supports
from probata.records import Claim, ClaimType, SourceKind

if TYPE_CHECKING:
    from probata.knowledge import Knowledge

POINT_DAYS = 31
"""A longer interval ("this year", "since August") names no single event but the time it lies in."""

EXACT_DAYS = 7
"""Up to a week, words mean days and may be a day or two off; a month's name isn't."""

_PEOPLE_STAY = frozenset({ClaimType.VISIT, ClaimType.MEETING})
"""Types whose parties are persons; elsewhere an official in office stands for the state."""

_STATES_STAND = frozenset({ClaimType.TRANSFER, ClaimType.DEPLOYMENT, ClaimType.TRAINING, ClaimType.USE})
"""Types in which a state named beside companies or bodies ("Russia and a trading house") is the party."""


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, both inclusive."""

    start: date
    end: date

    @property
    def width(self) -> int:
        return (self.end - self.start).days

    def gap(self, other: Days) -> int:
        """Days between two intervals; 0 where they overlap."""
        return max((other.start - self.end).days, (self.start - other.end).days, 0)

    def touches(self, other: Days, tolerance: int) -> bool:
        """Whether both may be of one event. Only days may miss each other; January and February don't touch."""
        exact = max(self.width, other.width) <= EXACT_DAYS
        return self.gap(other) <= (tolerance if exact else 0)


@dataclass(frozen=True, slots=True)
class Block:
    """What claims must share to be about one incident, apart from time."""

    type: ClaimType
    phase: Phase
    agent: tuple[str, ...]
    counterpart: tuple[str, ...]
    family: Family


@dataclass(frozen=True, slots=True)
class Item:
    """One claim in one goods family. ``days`` is ``None`` where the claim gives no full interval."""

    claim: Claim
    block: Block
    days: Days | None
    published: date | None
    complete: bool
    denial: bool
    support: bool

    @property
    def point(self) -> bool:
        """Whether its time can tell one event from the next."""
        return self.days is not None and self.days.width <= POINT_DAYS

    @property
    def order(self) -> tuple[int, date, date, str]:
        """The narrowest interval first, then the earlier one; the same for any order of input."""
        days = self.days or Days(date.max, date.max)
        return (days.width if self.days else date.max.toordinal(), days.start, days.end, self.claim.id)


def items(claim: Claim, published: date | None, knowledge: Knowledge) -> list[Item]:
    """The items of a claim: one for each goods family that it names."""
    days = _days(claim)
    agent, counterpart = _parties(claim, days, knowledge)
    return [
        Item(
            claim=claim,
            block=Block(claim.type, phase(claim.status), agent, counterpart, family),
            days=days,
            published=published,
            complete=_complete(claim.type, agent, counterpart, family),
            denial=is_denial(claim),
            support=supports(claim),
        )
        for family in families(claim)
    ]


def item_of(claim: Claim, published: date | None, knowledge: Knowledge, block: Block) -> Item:
    """The claim as a member of an incident of ``block``: in that goods family, if it names goods of several."""
    own = items(claim, published, knowledge)
    return next((i for i in own if i.block.family is block.family), own[0])


def parse_day(text: str | None) -> date | None:
    """The day of an ISO date, or of the date in an ISO time; ``None`` where there is none."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _days(claim: Claim) -> Days | None:
    if claim.time is None:
        return None
    start, end = parse_day(claim.time.start), parse_day(claim.time.end)
    return Days(start, end) if start and end and start <= end else None


def _parties(claim: Claim, days: Days | None, knowledge: Knowledge) -> tuple[tuple[str, ...], tuple[str, ...]]:
    def state(party: str) -> str:
        return knowledge.actors.canonical_source(party, days.start if days else None)

    def states_first(parties: set[str]) -> tuple[str, ...]:
        known = {p: knowledge.actors.get(p) for p in parties} if claim.type in _STATES_STAND else {}
        states = {p for p, actor in known.items() if actor is not None and actor.kind is SourceKind.STATE}
        return tuple(sorted(p for p in states if knowledge.actors.state_of(p) == p) or sorted(parties))

    keep = claim.type in _PEOPLE_STAY
    agent = {a if keep else state(a) for a in claim.agent}
    counterpart = {c if claim.type is ClaimType.MEETING else state(c) for c in claim.counterpart}
    if claim.type in SYMMETRIC:
        return tuple(sorted(agent | counterpart)), ()
    return states_first(agent), states_first(counterpart)


def _complete(kind: ClaimType, agent: tuple[str, ...], counterpart: tuple[str, ...], family: Family) -> bool:
    has = {
        "agent": bool(agent),
        "counterpart": bool(counterpart),
        "object": family not in VAGUE or family is Family.CARGO,
        "parties": len(agent) > 1,
    }
    return all(has[need] for need in NEEDED[kind])
