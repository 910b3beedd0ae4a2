"""Events and statements in time, as data. :func:`probata.pictures.draw_timeline` makes the picture of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from probata.pictures.figure import Row, Table
from probata.records import Stance

W = TypeVar("W")

LANES = 24
"""Lanes of one picture; what is beyond them is summed up in one more."""
CHIPS = 12
"""Events without a date that are named; the rest are counted."""
BINS, FEWEST = 30, 8
"""Points of one stance in one lane, at most; nearer ones are drawn as one. The more lanes there are, the fewer, but no
fewer than the second."""
MARKS = 400
"""Points in one picture, about: more are no picture any longer, and a heavy page."""


class Certainty(StrEnum):
    """What two days say of an event."""

    KNOWN = "known"
    """It took these days."""
    WITHIN = "within"
    """It fell on some day between them."""
    SINCE = "since"
    """It began with the first; how long it went on is not told."""
    UNTIL = "until"
    """It had ended with the last; when it began is not told."""
    TOLD = "told"
    """They are the first and the last day that anybody names."""


@dataclass(frozen=True, slots=True)
class Extent:
    """When an event was: two days, both inclusive, and how they are meant. :class:`ValueError` where they run back."""

    start: date
    end: date
    certainty: Certainty = Certainty.KNOWN

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"an event can't end ({self.end}) before it begins ({self.start})")

    @property
    def words(self) -> str:
        """As a reader is told: "some day from 2024-03-01 to 2024-03-31"."""
        if self.start == self.end and self.certainty in (Certainty.KNOWN, Certainty.WITHIN):
            return f"on {self.start}"
        days = f"from {self.start} to {self.end}"
        return {
            Certainty.KNOWN: days,
            Certainty.WITHIN: f"some day {days}",
            Certainty.SINCE: f"since {self.start}, told until {self.end}",
            Certainty.UNTIL: f"until {self.end}, told from {self.start}",
            Certainty.TOLD: f"told for days {days}",
        }[self.certainty]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement on a day; several near each other are one, from ``day`` to ``last``."""

    day: date
    stance: Stance
    who: str
    href: str
    count: int = 1
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the picture. ``href`` is where its event and its merged statements lead; ``weight`` says which lanes
    stay where there are too many (independent origins, say). Lanes of one ``group`` stand under one heading."""

    label: str
    href: str
    group: str = ""
    extent: Extent | None = None
    said: tuple[Said, ...] = ()
    disputed: bool = False
    detail: str = ""
    weight: float = 0


@dataclass(frozen=True, slots=True)
class Undated:
    """What no day is told of."""

    label: str
    href: str
    detail: str = ""
    weight: float = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is to be drawn. ``rest`` is where the reader finds what doesn't fit; ``since`` and ``until`` cut the axis,
    which otherwise takes in all days."""

    title: str
    lanes: tuple[Lane, ...]
    rest: str
    undated: tuple[Undated, ...] = ()
    since: date | None = None
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """How many lanes or undated events aren't shown one by one, and the days that those take."""

    count: int
    href: str
    extent: Extent | None = None

    @property
    def label(self) -> str:
        """ "37 more"."""
        return f"{self.count} more"


@dataclass(frozen=True, slots=True)
class Shown:
    """A timeline brought down to what one picture holds; both the drawing and its twin are made of it."""

    lanes: tuple[Lane, ...]
    more: Summary | None
    undated: tuple[Undated, ...]
    more_undated: Summary | None
    first: date | None
    last: date | None


def shown(timeline: Timeline) -> Shown:
    """The lanes that stay, with statements put together, what is summed up, and the days of the axis."""
    kept, others = heaviest(timeline.lanes, LANES, lambda lane: lane.weight)
    chips, more_chips = heaviest(timeline.undated, CHIPS, lambda it: it.weight)
    days = [d for lane in timeline.lanes for d in _days(lane)]
    first = timeline.since or min(days, default=timeline.until)
    last = timeline.until or max(days, default=timeline.since)
    if first is None or last is None:
        first = last = None
    else:
        last = max(first, last)
    rows = sum(len({s.stance for s in lane.said}) for lane in kept)
    bins = max(FEWEST, min(BINS, MARKS // max(rows, 1)))
    more = Summary(len(others), timeline.rest, _around(others)) if others else None
    return Shown(
        tuple(_merged(lane, first, last, bins) for lane in kept),
        more,
        chips,
        Summary(len(more_chips), timeline.rest) if more_chips else None,
        first,
        last,
    )


def twin(timeline: Timeline, of: Shown) -> Table:
    """The table: a row for each mark, in the order that they are drawn in."""
    rows = [row for lane in of.lanes for row in _rows(lane)]
    if of.more:
        days = (of.more.extent.start.isoformat(), of.more.extent.end.isoformat()) if of.more.extent else ("", "")
        rows.append(Row((of.more.label, "summed up", *days, ""), of.more.href))
    rows += [
        Row((u.label, "event", "", "", "; ".join(w for w in ("no date told", u.detail) if w)), u.href)
        for u in of.undated
    ]
    if of.more_undated:
        rows.append(Row((of.more_undated.label, "summed up", "", "", "no date told"), of.more_undated.href))
    return Table(timeline.title, ("What", "Mark", "From", "To", "As told"), tuple(rows))


def words_of(lane: Lane) -> str:
    """What is told of a lane's event, beside its name."""
    when = lane.extent.words if lane.extent else ""
    return "; ".join(w for w in (when, "disputed" if lane.disputed else "", lane.detail) if w)


def words_said(said: Said) -> str:
    """ "3 statements assert: South Korea, United States"."""
    verb = {
        Stance.ASSERTS: ("asserts", "assert"),
        Stance.ALLEGES: ("alleges", "allege"),
        Stance.DENIES: ("denies", "deny"),
        Stance.UNVERIFIED: ("can't verify", "can't verify"),
    }[said.stance]
    if said.count == 1:
        return f"{said.who} {verb[0]}"
    return f"{said.count} statements {verb[1]}: {said.who}"


def _rows(lane: Lane) -> Iterable[Row]:
    if lane.extent:
        days = (lane.extent.start.isoformat(), lane.extent.end.isoformat())
        yield Row((lane.label, "event", *days, words_of(lane)), lane.href)
    for said in lane.said:
        last = said.last or said.day
        yield Row((lane.label, "said", said.day.isoformat(), last.isoformat(), words_said(said)), said.href)


def heaviest(of: Sequence[W], limit: int, weight: Callable[[W], float]) -> tuple[tuple[W, ...], tuple[W, ...]]:
    """Those of the most weight, at most ``limit``, and the others; both in the order given."""
    order = sorted(range(len(of)), key=lambda n: (-weight(of[n]), n))
    kept = set(order[:limit])
    return tuple(of[n] for n in sorted(kept)), tuple(of[n] for n in range(len(of)) if n not in kept)


def _days(lane: Lane) -> Iterable[date]:
    if lane.extent:
        yield from (lane.extent.start, lane.extent.end)
    yield from (s.day for s in lane.said)


def _around(lanes: Iterable[Lane]) -> Extent | None:
    days = [d for lane in lanes for d in _days(lane)]
    return Extent(min(days), max(days), Certainty.TOLD) if days else None


def _merged(lane: Lane, first: date | None, last: date | None, bins: int) -> Lane:
    """The lane with statements of one stance that would touch made one; those outside the axis are left out."""
    if first is None or last is None:
        return lane
    if lane.extent and (lane.extent.end < first or lane.extent.start > last):
        lane = replace(lane, extent=None)
    near = ((last - first).days + 1) / bins
    together: list[list[Said]] = []
    order = list(Stance)
    for said in sorted(lane.said, key=lambda s: (order.index(s.stance), s.day)):
        begun = together[-1][0] if together else None
        if not first <= said.day <= last:
            continue
        if begun is not None and begun.stance is said.stance and (said.day - begun.day).days < near:
            together[-1].append(said)
        else:
            together.append([said])
    return replace(lane, said=tuple(_one(some, lane.href) for some in together))


def _one(said: Sequence[Said], href: str) -> Said:
    if len(said) == 1:
        return said[0]
    who = ", ".join(dict.fromkeys(s.who for s in said))
    return replace(said[0], who=who, href=href, count=sum(s.count for s in said), last=said[-1].day)
