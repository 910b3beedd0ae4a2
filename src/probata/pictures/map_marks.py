"""Where the marks and names of a map stand, so that no name lies on another or on a mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import dist

from probata.pictures.ink import SMALL, Point
from probata.pictures.projection import Degrees, Window
from probata.pictures.text import fit, isolated, width
from probata.pictures.worldmap import Spot

_MERGED = 10.0
"""The size of a mark for several places; its number has to fit."""
_LONGEST = 150.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign: a place, or several that are too near each other to be told apart. ``size`` is its radius; ``places``
    say which of all places they are."""

    at: Point
    size: float
    spots: tuple[Spot, ...]
    places: tuple[int, ...]

    @property
    def label(self) -> str:
        """The name, with the most told one first: "Vladivostok and 2 more"."""
        first = isolated(self.spots[0].label)
        return first if len(self.spots) == 1 else f"{first} and {len(self.spots) - 1} more"

    @property
    def box(self) -> Box:
        """What it covers."""
        (x, y), r = self.at, self.size + 1
        return x - r, y - r, x + r, y + r


def size(spot: Spot) -> float:
    """A radius whose area grows with the number of incidents, up to a bound."""
    return float(min(4.0 + 1.1 * (spot.count - 1) ** 0.5, 9.0))


def marks(spots: Sequence[Spot], window: Window) -> list[Mark]:
    """A mark for each place; those that would cover each other are one, at the place that is told most."""
    found = [_mark(window.place(spot.at), [n], spots, window) for n, spot in enumerate(spots)]
    while (pair := _covering(found)) is not None:
        one, other = pair
        x, y = found[one].at
        found[one] = _mark((x, y), [*found[one].places, *found[other].places], spots, window)
        del found[other]
    return found


def _mark(at: Point, places: Sequence[int], spots: Sequence[Spot], window: Window) -> Mark:
    r = size(spots[places[0]]) if len(places) == 1 else _MERGED
    held = (min(max(at[0], r + 1), window.width - r - 1), min(max(at[1], r + 1), window.height - r - 1))
    return Mark(held, r, tuple(spots[n] for n in places), tuple(places))


def _covering(found: Sequence[Mark]) -> tuple[int, int] | None:
    """The first two marks of which one covers a part of the other."""
    for one, other in combinations(range(len(found)), 2):
        if dist(found[one].at, found[other].at) < found[one].size + found[other].size:
            return one, other
    return None


def names(all_of: Sequence[Mark], lines: Sequence[Box], window: Window) -> Iterator[tuple[Point, str, str]]:
    """(baseline, anchor, words) of the names that find room beside their marks. They never lie on a mark or on another
    name, and on ``lines``, what routes cover, only where there is no other place."""
    taken: list[Box] = [m.box for m in all_of]
    for mark in all_of:
        words = fit(mark.label, _LONGEST, SMALL)
        places = [p for p in _beside(mark, width(words, SMALL)) if words and _free(p[2], taken, window)]
        best = next((p for p in places if _free(p[2], lines, window)), next(iter(places), None))
        if best is not None:
            taken.append(best[2])
            yield best[0], best[1], words


def _beside(mark: Mark, wide: float) -> Iterator[tuple[Point, str, Box]]:
    """Where a name may stand, the best first: baseline, anchor and what it covers."""
    (x, y), r = mark.at, mark.size + 4
    near = r - 2
    for point, anchor in (
        ((x + r, y + 4), "start"),
        ((x - r, y + 4), "end"),
        ((x, y - r), "middle"),
        ((x, y + r + 8), "middle"),
        ((x + near, y - r + 3), "start"),
        ((x + near, y + r + 6), "start"),
        ((x - near, y - r + 3), "end"),
        ((x - near, y + r + 6), "end"),
    ):
        left = point[0] - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        yield point, anchor, (left, point[1] - 10, left + wide, point[1] + 3)


def _free(box: Box, taken: Sequence[Box], window: Window) -> bool:
    inside = box[0] >= 2 and box[2] <= window.width - 2 and box[1] >= 2 and box[3] <= window.height - 2
    return inside and not any(_cross(box, other) for other in taken)


def _cross(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def along(start: Point, bend: Point, end: Point) -> Iterator[Box]:
    """What a bent line covers, in small pieces."""
    pieces = max(int(dist(start, end) / 6), 1)
    for n in range(pieces + 1):
        x, y = on_curve(start, bend, end, n / pieces)
        yield x - 3, y - 3, x + 3, y + 3


def on_curve(start: Point, bend: Point, end: Point, part: float) -> Point:
    """The point of a quadratic curve at a part (0 to 1) of its way."""
    x, y = (
        (1 - part) ** 2 * a + 2 * part * (1 - part) * b + part**2 * c for a, b, c in zip(start, bend, end, strict=True)
    )
    return x, y


def legs(stops: Iterable[Degrees], window: Window, held: Mapping[Degrees, Point]) -> Iterator[tuple[Point, Point]]:
    """Both ends of each leg in the frame, the short way round the world; ``held`` are the marks that stand for places.
    A leg that leaves the frame on one side comes in on the other, so it is given twice."""
    whole = 360 * window.across
    for here, there in pairwise(stops):
        start, end = held.get(here, window.place(here)), held.get(there, window.place(there))
        apart = (there[1] - here[1] + 180) % 360 - 180
        # In the frame it may be the long way round: then the end that is a world further on is meant.
        beyond = round((window.place(here)[0] + apart * window.across - window.place(there)[0]) / whole) * whole
        if dist(start, end) < 1:
            continue
        yield start, (end[0] + beyond, end[1])
        if beyond:
            yield (start[0] - beyond, start[1]), end
