"""Cells: the smallest groups of claims, and which of them are one event.

A cell is a block (type, phase, parties, goods family; see :class:`~probata.incidents.item.Block`) and a
**bucket** of it, which a claim's own words give:

``day``      a time of at most a week, by its first day
``span``     a longer time: a month; for single acts any interval
``undated``  a single act without a time, by the month in which it was published
``stream``   deliveries and deployments without a narrow time ("have supplied weapons", "since August")
``alone``    what only its own report can tell (a party is missing and nothing there fits)

:func:`label_cells` says which cells of a block are one incident:

1. A day that is the busiest within the tolerance of its kind founds an incident, and days within the tolerance of one
   join it; of what is left the same again, :data:`ROUNDS` times in all. So days that miss each other by a little meet,
   and a busy year doesn't run into one event.
2. A span belongs to the only incident of the days and narrower spans that it holds. If it holds several, or none,
   it is one of its own.
3. An undated cell belongs to the only incident in its month or the weeks before (:data:`BEFORE`), else it is its own.
4. A cell of denials alone founds nothing: without claims near it, it belongs to the stream of its block.

The rule looks at nothing outside a bounded stretch of days (:func:`reach`), so a desk of a million claims can
apply it to the few cells round a new one, and gets what it would get from all: the order of arrival doesn't matter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from probata.incidents.item import EXACT_DAYS, Block, Item
from probata.incidents.kinds import Grain, grain, tolerance
from probata.records import make_id

ROUNDS = 3
"""How often what is left is looked at again: a bound, so that what is far away can't matter."""

BEFORE = 14
"""Days before a month of publication in which an undated act may have happened: news is of the last days."""

STREAM = "stream"


class Bucket(StrEnum):
    """What kind of time a cell stands for."""

    DAY = "day"
    SPAN = "span"
    UNDATED = "undated"
    STREAM = "stream"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Cell:
    """A block and a bucket of it. ``start`` and ``end`` are ISO days, empty for a bucket without days."""

    block: Block
    kind: Bucket
    name: str
    start: str = ""
    end: str = ""

    @property
    def incident(self) -> str:
        """The id of the incident that the cell is if it is one by itself."""
        block = self.block
        parties = ("+".join(block.agent), "+".join(block.counterpart))
        return make_id("i", block.type, block.phase, *parties, block.family, self.kind, self.name)

    @property
    def key(self) -> str:
        """The cell's own id."""
        return "k" + self.incident[1:]

    @property
    def width(self) -> int:
        """Days from the first to the last."""
        return (date.fromisoformat(self.end) - date.fromisoformat(self.start)).days


@dataclass(frozen=True, slots=True)
class Held:
    """A cell and how many claims that speak for or of the event it holds; denials don't count."""

    cell: Cell
    weight: int


def cell_of(item: Item) -> Cell:
    """The cell of a claim that tells parties and goods, by its own words."""
    block, days = item.block, item.days
    if days is not None and days.width <= EXACT_DAYS:
        start = days.start.isoformat()
        return Cell(block, Bucket.DAY, start, start, start)
    stream = grain(block.type, block.family) is Grain.STREAM
    if days is not None and (item.point or not stream):
        start, end = days.start.isoformat(), days.end.isoformat()
        return Cell(block, Bucket.SPAN, f"{start}/{end}", start, end)
    if stream:
        return stream_of(block)
    if item.published is None:
        return alone(block, item.claim.report)
    first = item.published.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    start, end = (first - timedelta(days=BEFORE)).isoformat(), last.isoformat()
    return Cell(block, Bucket.UNDATED, f"{first:%Y-%m}", start, end)


def stream_of(block: Block) -> Cell:
    """The cell of what goes on without a narrow time."""
    return Cell(block, Bucket.STREAM, "")


def alone(block: Block, name: str) -> Cell:
    """A cell that meets no other, named after a report."""
    return Cell(block, Bucket.ALONE, name)


def reach(cell: Cell) -> tuple[str, str] | None:
    """The days within which another claim in the cell may change which cells are one; ``None`` where it can't."""
    if not cell.start or cell.kind is Bucket.ALONE:
        return None
    if cell.kind is not Bucket.DAY:
        return cell.start, cell.end
    days = timedelta(days=_step(cell.block))
    day = date.fromisoformat(cell.start)
    return (day - days).isoformat(), (day + days).isoformat()


def needed(start: str, end: str, cells: Iterable[Cell]) -> tuple[str, str]:
    """The days whose cells must be known to label those that touch ``start`` to ``end``; ``cells`` are of one block.

    Spans and undated cells look at all that they hold, and days some way round themselves.
    """
    step = 0
    for cell in cells:
        if cell.start and cell.start <= end and start <= cell.end:
            start, end = min(start, cell.start), max(end, cell.end)
        step = _step(cell.block)
    days = timedelta(days=step)
    return (date.fromisoformat(start) - days).isoformat(), (date.fromisoformat(end) + days).isoformat()


def label_cells(held: Sequence[Held]) -> dict[str, str]:
    """For cells of one block, by their keys: the id of the incident that each belongs to."""
    labels: dict[str, str] = {}
    days = {date.fromisoformat(h.cell.start): h for h in held if h.cell.kind is Bucket.DAY}
    homes = _homes({d: h.weight for d, h in days.items()}, _tolerance(held[0].cell.block)) if days else {}
    for day, one in days.items():
        home = homes.get(day)
        labels[one.cell.key] = days[home].cell.incident if home is not None else _fallback(one)
    spans = [h for h in held if h.cell.kind in (Bucket.SPAN, Bucket.UNDATED)]
    # A span of the same width as another holds it only if they are the same; undated ones come last.
    spans.sort(key=lambda h: (h.cell.kind is Bucket.UNDATED, h.cell.width, h.cell.start))
    settled = sorted((one.cell.start, labels[one.cell.key]) for one in days.values() if one.weight)
    narrower: list[tuple[Cell, str]] = []
    for one in spans:
        cell = one.cell
        first, last = bisect_left(settled, (cell.start, "")), bisect_right(settled, (cell.end, "~"))
        inside = {label for _, label in settled[first:last]}
        inside |= {label for other, label in narrower if cell.start <= other.start and other.end <= cell.end}
        own = cell.incident if one.weight else _fallback(one)
        labels[cell.key] = inside.pop() if len(inside) == 1 else own
        if one.weight:
            narrower.append((cell, labels[cell.key]))
    for one in held:
        labels.setdefault(one.cell.key, one.cell.incident)
    return labels


def _fallback(one: Held) -> str:
    """Where denials belong that have no claim near them: to the stream, if their kind has one."""
    block = one.cell.block
    return (stream_of(block) if grain(block.type, block.family) is Grain.STREAM else one.cell).incident


def _homes(weights: Mapping[date, int], tolerance: timedelta) -> dict[date, date]:
    """For each day the day whose incident it belongs to; days without weight found none and may have none."""
    homes: dict[date, date] = {}
    left = sorted(weights)
    for _ in range(ROUNDS):
        founders = [d for d in left if weights[d] and d == _busiest(d, left, weights, tolerance)]
        homes |= {d: home for d in left if (home := _busiest(d, founders, weights, tolerance)) is not None}
        left = [d for d in left if d not in homes]
    return homes | {d: d for d in left if weights[d]}


def _busiest(day: date, among: Sequence[date], weights: Mapping[date, int], tolerance: timedelta) -> date | None:
    """The day within the tolerance that most claims name; of equals the earliest."""
    first, last = bisect_left(among, day - tolerance), bisect_right(among, day + tolerance)
    return max(among[first:last], key=lambda d: (weights[d], -d.toordinal()), default=None)


def _tolerance(block: Block) -> timedelta:
    return timedelta(days=tolerance(block.type, block.family))


def _step(block: Block) -> int:
    """Days round a day within which others decide where it belongs: twice the tolerance each round."""
    return 2 * ROUNDS * tolerance(block.type, block.family)
