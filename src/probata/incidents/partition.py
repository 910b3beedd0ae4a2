"""Things joined and set apart by decisions that come from the newest to the oldest: what is there already wins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Side = tuple[str, int, int]
"""A separation: its decision, which of that decision's separations it is, and the side of it (0 or 1)."""


@dataclass(slots=True, eq=False)
class _Block:
    members: set[str]
    joined_by: set[str] = field(default_factory=set)
    sides: set[Side] = field(default_factory=set)


class Partition:
    """Joins are symmetric and transitive; nothing is joined across a separation."""

    def __init__(self) -> None:
        self._blocks: dict[str, _Block] = {}
        self._separations = 0

    def block(self, item: str) -> frozenset[str]:
        """All that is joined with the item, itself with them; empty where nothing is."""
        block = self._blocks.get(item)
        return frozenset(block.members) if block is not None and len(block.members) > 1 else frozenset()

    def apart(self, one: str, other: str) -> bool:
        """Whether a separation stands between two items, or between what they are joined with."""
        a, b = self._blocks.get(one), self._blocks.get(other)
        return a is not None and b is not None and bool(_between(a, b))

    def join(self, items: Iterable[str], decision: str) -> set[str]:
        """Join the items as far as no separation stands between them; the decisions of those that do.

        One that could go with several parts goes with the part that comes first.
        """
        hindered: set[str] = set()
        made: list[_Block] = []
        for item in dict.fromkeys(items):
            block = self._blocks.setdefault(item, _Block({item}))
            for place, other in enumerate(made):
                if other is block:
                    break
                between = _between(block, other)
                hindered |= between
                if not between:
                    made[place] = self._unite(other, block)
                    break
            else:
                made.append(block)
        for block in made:
            block.joined_by.add(decision)
        return hindered

    def separate(self, ones: Sequence[str], others: Sequence[str], decision: str) -> set[str]:
        """Set two sides apart, unless something of both is joined already; the decisions that have joined it."""
        sides = [{id(b): b for b in (self._blocks.setdefault(i, _Block({i})) for i in side)} for side in (ones, others)]
        joined = [sides[0][same] for same in sides[0].keys() & sides[1].keys()]
        if joined:
            return {d for block in joined for d in block.joined_by}
        self._separations += 1
        for number, side in enumerate(sides):
            for block in side.values():
                block.sides.add((decision, self._separations, number))
        return set()

    def _unite(self, one: _Block, other: _Block) -> _Block:
        if len(one.members) < len(other.members):
            one, other = other, one
        one.members |= other.members
        one.joined_by |= other.joined_by
        one.sides |= other.sides
        self._blocks |= dict.fromkeys(other.members, one)
        return one


def _between(one: _Block, other: _Block) -> set[str]:
    small, large = sorted((one, other), key=lambda b: len(b.sides))
    return {decision for decision, number, side in small.sides if (decision, number, 1 - side) in large.sides}
