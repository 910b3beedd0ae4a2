"""What the goods of claims are, and whether a paragraph names them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from probata.knowledge.goods import Goods
from probata.knowledge.regimes import Measure, Paragraph
from probata.records import Claim, ElementState, ObjectClass

MET, UNMET, UNKNOWN = ElementState.MET, ElementState.UNMET, ElementState.UNKNOWN

_RANK = (UNMET, UNKNOWN, MET)


@dataclass(frozen=True, slots=True)
class Good:
    """One thing that a claim is about: its class, and the entry of the goods table with all that it falls under.

    ``line`` is empty where the claim gives the class only.
    """

    kind: ObjectClass
    line: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind} ({self.line[0]})" if self.line else str(self.kind)


def goods_of(claim: Claim, classes: Iterable[ObjectClass], table: Goods) -> frozenset[Good]:
    """The goods of a claim that are of the incident's ``classes``: a list over several goods stands in several."""
    wanted = frozenset(classes)
    lines = [table.lineage(i) for i in claim.items]
    found: set[Good] = set()
    for kind in claim.object:
        if kind in wanted:
            fit = [line for line in lines if kind in _classes(line, table)]
            found |= {Good(kind, line) for line in fit} or {Good(kind)}
    return frozenset(found)


def _classes(line: tuple[str, ...], table: Goods) -> tuple[ObjectClass, ...]:
    item = table.get(line[0])
    return (*item.classes, *item.also) if item else ()


def naming(good: Good, paragraph: Paragraph, measure: Measure, table: Goods) -> ElementState:
    """Whether a paragraph names a good: surely, perhaps, or not.

    An entry says more than its class. Where a claim gives no more than a class, or a wider entry
    ("aircraft" for helicopters), a paragraph that names a finer entry may or may not reach it.
    """
    line = frozenset(good.line)
    if line.intersection((*paragraph.excluded, *measure.excluded)):
        return UNMET
    if line.intersection(paragraph.items) or good.kind in paragraph.objects:
        return MET
    if good.kind in paragraph.unclear or line.intersection(paragraph.unclear):
        return UNKNOWN
    finer = [table.lineage(i) for i in (*paragraph.items, *paragraph.unclear)]
    if good.line:
        return UNKNOWN if any(good.line[0] in f[1:] for f in finer) else UNMET
    return UNKNOWN if any(good.kind in _classes(f, table) for f in finer) else UNMET


def best(states: Iterable[ElementState]) -> ElementState:
    """The surest of several; unmet where there are none."""
    return max(states, key=_RANK.index, default=UNMET)
