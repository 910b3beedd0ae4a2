"""How well a claim fits a group of claims: a sum of named features, each with its weight.

Type, phase and goods family are not weighed here: claims that differ in them never meet
(:mod:`probata.incidents.kinds`). The score decides only where a claim could stand in several groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from probata.incidents.item import Days, Item
from probata.incidents.kinds import VAGUE, Family
from probata.records import ObjectClass


@dataclass(slots=True)
class Profile:
    """What the claims of a group say, gathered so that a comparison takes the same time for any size."""

    agent: frozenset[str]
    counterpart: frozenset[str]
    family: Family
    days: Days | None = None
    objects: set[ObjectClass] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    amounts: set[tuple[str | None, float | None, float | None]] = field(default_factory=set)

    def add(self, item: Item) -> None:
        """Takes a claim in. The days of a group stay those of its core."""
        claim = item.claim
        self.objects.update(claim.object)
        self.reports.add(claim.report)
        if claim.place is not None:
            self.places.add(claim.place.key)
        for quantity in (claim.quantity, *claim.also_quantity):
            if quantity is not None:
                self.amounts.add((quantity.unit, quantity.low, quantity.high))


GATHERED = ("objects", "places", "reports", "amounts")
"""What of a profile :meth:`Profile.add` fills."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One kind of evidence that a claim belongs to a group: from -1 (against) to 1 (for)."""

    name: str
    weight: float
    value: Callable[[Item, Profile], float]


@dataclass(frozen=True, slots=True)
class Score:
    """The sum and each feature's share in it, by name."""

    total: float
    shares: tuple[tuple[str, float], ...]


def participants(item: Item, group: Profile) -> float:
    """1 where both sides are the same; less by the share that isn't; 0 for an unnamed side; -1 for another party."""
    sides = [(frozenset(item.block.agent), group.agent), (frozenset(item.block.counterpart), group.counterpart)]
    if any(mine and not mine <= theirs for mine, theirs in sides):
        return -1.0
    told = [len(mine) / len(theirs) for mine, theirs in sides if theirs]
    return sum(told) / len(told) if told else 0.0


def time(item: Item, group: Profile) -> float:
    """1 where the days lie within the group's or round them, falling with the gap; 0 for an undated claim."""
    if item.days is None or group.days is None:
        return 0.0
    gap = item.days.gap(group.days)
    if gap:
        return -min(gap / 30, 1.0)
    spread = max(item.days.width, group.days.width) - min(item.days.width, group.days.width)
    return 1.0 - min(spread / 365, 0.5)


def goods(item: Item, group: Profile) -> float:
    """1 for a class in common, ½ for the same family only, 0 where the claim names no goods."""
    if not item.claim.object or item.block.family in VAGUE:
        return 0.0
    if group.objects.intersection(item.claim.object):
        return 1.0
    return 0.5 if item.block.family is group.family else -1.0


def amounts(item: Item, group: Profile) -> float:
    """1 for an amount in common, -½ where amounts of one unit exclude each other, else 0."""
    quantity = item.claim.quantity
    if quantity is None:
        return 0.0
    if (quantity.unit, quantity.low, quantity.high) in group.amounts:
        return 1.0
    same_unit = [a for a in group.amounts if a[0] == quantity.unit]
    return -0.5 if same_unit and all(apart(quantity.low, quantity.high, a[1], a[2]) for a in same_unit) else 0.0


def place(item: Item, group: Profile) -> float:
    """1 for the same place in the same words, else 0: news names one place in many ways."""
    return 1.0 if item.claim.place is not None and item.claim.place.key in group.places else 0.0


def report(item: Item, group: Profile) -> float:
    """1 where the claim's own report speaks of the group already."""
    return 1.0 if item.claim.report in group.reports else 0.0


FEATURES = (
    Feature("participants", 0.30, participants),
    Feature("time", 0.30, time),
    Feature("goods", 0.15, goods),
    Feature("amounts", 0.10, amounts),
    Feature("report", 0.10, report),
    Feature("place", 0.05, place),
)
"""Set by judgement, not tuned: parties and time make an event, the rest only breaks a tie."""


def compare(item: Item, group: Profile) -> Score:
    """How well the claim fits the group."""
    shares = tuple((f.name, f.weight * f.value(item, group)) for f in FEATURES)
    return Score(round(sum(share for _, share in shares), 6), shares)


def best(item: Item, groups: Iterable[Profile], least: float) -> int | None:
    """The place of the group that fits best, ``None`` below ``least`` or where two fit as well."""
    scores = [compare(item, group).total for group in groups]
    top = max(scores, default=least - 1)
    return scores.index(top) if top >= least and scores.count(top) == 1 else None


def apart(low: float | None, high: float | None, other_low: float | None, other_high: float | None) -> bool:
    """Whether two amounts exclude each other; an open side excludes nothing beyond its bound."""
    return (high is not None and other_low is not None and high < other_low) or (
        low is not None and other_high is not None and other_high < low
    )
