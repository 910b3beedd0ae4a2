"""Into which cells the claims of one report go; nothing but the report itself decides it.

1. A claim that tells its parties and goods goes where its own words put it (:func:`~probata.incidents.cells.cell_of`).
   A single act that it doesn't date is the one that its report dates, if one there fits best.
2. A claim that lacks a party or the goods goes with the claim of its report that fits it best, else it stands alone.
3. A denial goes where what it denies would be. Without parties or goods it speaks against each claim of its report
   that it fits; where the report tells the event in the other phase only (denied as done, told as planned), against
   that.

A denial of a stream without a time ("both deny all transfers") stands in the stream and speaks against every incident
of its block that had begun when it was said: see :func:`~probata.incidents.fusion.sweeps`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from probata.incidents.cells import Bucket, Cell, alone, cell_of
from probata.incidents.item import Block, Item, items
from probata.incidents.kinds import VAGUE, Grain, Phase, grain
from probata.incidents.similarity import Profile, best, participants
from probata.records import Claim

if TYPE_CHECKING:
    from datetime import date

    from probata.knowledge import Knowledge

LEAST_FIT = 0.15
"""A short claim needs more than its report in common (0.10) to join."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A claim in a cell. ``founds``: it speaks of the event, and so holds the cell up; a denial doesn't."""

    item: Item
    cell: Cell

    @property
    def founds(self) -> bool:
        return not self.item.denial

    @property
    def sweeping(self) -> bool:
        """Whether it denies all that its block's parties are said to have done."""
        return self.item.denial and self.item.complete and self.cell.kind is Bucket.STREAM


def place(
    claims: Iterable[Claim],
    known_by: Mapping[str, date | None],
    knowledge: Knowledge,
) -> list[Placement]:
    """Every claim of one report in its cells, in the order of claim ids; in several only for several goods or denials.

    ``known_by`` gives for each claim the day by which it was made.
    """
    once = {c.id: c for c in claims}
    own = [item for c in sorted(once) for item in items(once[c], known_by.get(c), knowledge)]
    unique = {(p.item.claim.id, p.cell.key): p for p in _Report(own).place()}
    return [unique[key] for key in sorted(unique)]


class _Report:
    """The claims of one report, and what they say together of each cell."""

    def __init__(self, own: Sequence[Item]) -> None:
        self._own = own
        self._profiles: dict[Cell, Profile] = {}
        self._by_phase: dict[tuple[object, Phase], list[Cell]] = defaultdict(list)
        self._placed: list[Placement] = []

    def place(self) -> list[Placement]:
        told = [i for i in self._own if not i.denial]
        # Dated claims first, so that undated ones find them; then short ones; then what is denied.
        for item in sorted((i for i in told if i.complete), key=lambda i: i.order):
            cell = self._dated(item) or cell_of(item)
            self._put(item, cell)
        for item in (i for i in told if not i.complete):
            self._put(item, self._fitting(item) or alone(item.block, item.claim.report), profile=False)
        for item in (i for i in self._own if i.denial):
            for cell in self._denied(item):
                self._placed.append(Placement(item, cell))
        return self._placed

    def _put(self, item: Item, cell: Cell, profile: bool = True) -> None:
        self._placed.append(Placement(item, cell))
        if not profile and cell.kind is not Bucket.ALONE:
            return
        if cell not in self._profiles:
            block = cell.block
            days = item.days if cell.kind in (Bucket.DAY, Bucket.SPAN) else None
            self._profiles[cell] = Profile(frozenset(block.agent), frozenset(block.counterpart), block.family, days)
            self._by_phase[block.type, block.phase].append(cell)
        self._profiles[cell].add(item)

    def _dated(self, item: Item) -> Cell | None:
        """The dated cell of the report that an undated single act belongs to."""
        if item.days is not None or grain(item.block.type, item.block.family) is Grain.STREAM:
            return None
        dated = [c for c in self._cells(item.block) if c.block == item.block and c.kind in (Bucket.DAY, Bucket.SPAN)]
        if len(dated) == 1:
            return dated[0]
        place = best(item, [self._profiles[c] for c in dated], least=0.0)
        return None if place is None else dated[place]

    def _cells(self, block: Block) -> list[Cell]:
        return self._by_phase[block.type, block.phase]

    def _fitting(self, item: Item) -> Cell | None:
        """The one cell that a short claim fits best."""
        candidates = [c for c in self._cells(item.block) if self._fits(item, c)]
        place = best(item, [self._profiles[c] for c in candidates], LEAST_FIT)
        return None if place is None else candidates[place]

    def _fits(self, item: Item, cell: Cell) -> bool:
        same_goods = item.block.family in VAGUE or item.block.family is cell.block.family
        return same_goods and participants(item, self._profiles[cell]) >= 0

    def _denied(self, item: Item) -> list[Cell]:
        """The cells that a denial speaks against."""
        if item.complete:
            if item.days is not None or grain(item.block.type, item.block.family) is Grain.STREAM:
                return [cell_of(item)]
            own = [c for c in self._cells(item.block) if self._fits(item, c)]
            return own or [cell_of(item)]
        for phase in (item.block.phase, *(p for p in Phase if p is not item.block.phase)):
            block = replace(item.block, phase=phase)
            own = [c for c in self._cells(block) if self._fits(item, c)]
            if own:
                return own
        return [alone(item.block, item.claim.report)]
