"""Who is told to have sent what to whom, as data. :func:`probata.pictures.draw_flow` makes the picture of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from probata.pictures.figure import Row, Table
from probata.pictures.text import isolated
from probata.pictures.timeline import heaviest

PAIRS = 12
"""Pairs of one picture; the others are one ribbon."""
OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Pair:
    """A giver, a receiver, and how many incidents (or origins, see :attr:`Flow.counted`) tell of it. ``disputed`` are
    those of them that somebody denies. :class:`ValueError` for counts that can't be."""

    giver: str
    receiver: str
    count: int
    href: str
    disputed: int = 0
    what: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.disputed <= self.count or self.count < 1:
            raise ValueError(f"{self.disputed} of {self.count} can't be disputed")


@dataclass(frozen=True, slots=True)
class Flow:
    """What is to be drawn. ``counted`` says what ribbons are as wide as, ``rest`` where the reader finds the pairs that
    aren't drawn one by one."""

    title: str
    pairs: tuple[Pair, ...]
    rest: str
    counted: str = "incidents"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One end of ribbons: an actor that gives, or one that receives. ``pairs`` are its ribbons from top to bottom."""

    label: str
    count: int
    pairs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """A flow brought down to what one picture holds, and both its sides in their order."""

    pairs: tuple[Pair, ...]
    givers: tuple[Node, ...]
    receivers: tuple[Node, ...]


def sides(flow: Flow) -> Sides:
    """The pairs that stay, the most told first, others as one; ribbons cross as little as the order of sides allows."""
    kept, rest = heaviest(flow.pairs, PAIRS, lambda p: p.count)
    pairs = sorted(kept, key=lambda p: (-p.count, p.giver, p.receiver))
    if len(rest) == 1:
        pairs += rest
    elif rest:
        whole = Pair(OTHERS, OTHERS, sum(p.count for p in rest), flow.rest, sum(p.disputed for p in rest))
        pairs.append(whole)
    given = _ends(p.giver for p in pairs)
    taken = _ends(p.receiver for p in pairs)
    left = sorted(given, key=lambda label: (label == OTHERS, -_count(pairs, given[label]), label))
    place = {label: n for n, label in enumerate(left)}

    def centre(label: str) -> float:
        """Where the givers of a receiver are, weighed by what they give."""
        own = [pairs[n] for n in taken[label]]
        return sum(place[p.giver] * p.count for p in own) / sum(p.count for p in own)

    right = sorted(taken, key=lambda label: (label == OTHERS, centre(label), -_count(pairs, taken[label]), label))
    opposite = {label: n for n, label in enumerate(right)}
    return Sides(
        tuple(pairs),
        tuple(
            Node(g, _count(pairs, given[g]), tuple(sorted(given[g], key=lambda n: opposite[pairs[n].receiver])))
            for g in left
        ),
        tuple(
            Node(r, _count(pairs, taken[r]), tuple(sorted(taken[r], key=lambda n: place[pairs[n].giver])))
            for r in right
        ),
    )


def twin(flow: Flow, of: Sides) -> Table:
    """The table: a row for each ribbon."""
    rows = tuple(Row((p.giver, p.receiver, str(p.count), str(p.disputed), p.what), p.href) for p in of.pairs)
    return Table(flow.title, ("From", "To", flow.counted.capitalize(), "Of them disputed", "What"), rows)


def words_of(pair: Pair, counted: str) -> str:
    """ "North Korea to Russia: 7 incidents, 2 of them disputed; arms.ammunition"."""
    disputed = f", {pair.disputed} of them disputed" if pair.disputed else ""
    unit = counted if pair.count != 1 else counted.removesuffix("s")
    told = f"{isolated(pair.giver)} to {isolated(pair.receiver)}: {pair.count} {unit}"
    return told + disputed + (f"; {pair.what}" if pair.what else "")


def _ends(labels: Iterable[str]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for n, label in enumerate(labels):
        found[label].append(n)
    return found


def _count(pairs: Iterable[Pair], which: Iterable[int]) -> int:
    held = list(pairs)
    return sum(held[n].count for n in which)
