"""Places and ways as data. :func:`probata.pictures.draw_map` makes the picture of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from probata.pictures.figure import Row, Table
from probata.pictures.projection import Degrees
from probata.pictures.timeline import Summary, heaviest

SPOTS = 60
"""Places of one map, the most told; the others are counted."""
ROUTES = 20
CHIPS = 12


class SpotKind(StrEnum):
    """What a mark stands for."""

    PLACE = "place"
    PORT = "port"
    STATE = "state"
    """A state is named and no place in it: the mark is at its capital."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that ``count`` incidents name. :class:`ValueError` for degrees that are none."""

    label: str
    href: str
    at: Degrees
    count: int = 1
    kind: SpotKind = SpotKind.PLACE
    detail: str = ""

    def __post_init__(self) -> None:
        _see(self.at)


@dataclass(frozen=True, slots=True)
class Route:
    """A way over two places or more, in the order of the way. ``ordered`` is false where only its ends are told and not
    which of them is first."""

    label: str
    href: str
    stops: tuple[Degrees, ...]
    count: int = 1
    ordered: bool = True
    detail: str = ""

    def __post_init__(self) -> None:
        if len(self.stops) < 2:
            raise ValueError("a way has two places or more")
        for at in self.stops:
            _see(at)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A place or way of which the coordinates aren't known."""

    label: str
    href: str
    count: int = 1
    detail: str = ""


@dataclass(frozen=True, slots=True)
class WorldMap:
    """What is to be drawn. ``rest`` is where the reader finds what doesn't fit, and what merged marks hold."""

    title: str
    spots: tuple[Spot, ...]
    routes: tuple[Route, ...]
    unplaced: tuple[Unplaced, ...]
    rest: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Charted:
    """A map brought down to what one picture holds. ``more`` counts what is left out, by what it is."""

    routes: tuple[Route, ...]
    spots: tuple[Spot, ...]
    unplaced: tuple[Unplaced, ...]
    more: tuple[tuple[str, Summary], ...]

    @property
    def points(self) -> list[Degrees]:
        """Every point that the window has to hold."""
        return [s.at for s in self.spots] + [at for r in self.routes for at in r.stops]


def charted(world: WorldMap) -> Charted:
    """The routes and places that most incidents name, and how many others there are."""
    routes, more_routes = heaviest(world.routes, ROUTES, lambda r: r.count)
    spots, more_spots = heaviest(world.spots, SPOTS, lambda s: s.count)
    unplaced, more_unplaced = heaviest(world.unplaced, CHIPS, lambda u: u.count)
    counted: Sequence[tuple[str, int]] = (
        ("routes", len(more_routes)),
        ("places", len(more_spots)),
        ("without coordinates", len(more_unplaced)),
    )
    more = tuple((what, Summary(count, world.rest)) for what, count in counted if count)
    return Charted(routes, tuple(sorted(spots, key=lambda s: (-s.count, s.label))), unplaced, more)


def twin(world: WorldMap, of: Charted) -> Table:
    """The table: routes, places, what has no coordinates, what is left out; a row each."""
    rows = [
        Row((r.label, "route", str(r.count), "; ".join(map(degrees, r.stops)), _told(r)), r.href) for r in of.routes
    ]
    rows += [Row((s.label, s.kind.value, str(s.count), degrees(s.at), s.detail), s.href) for s in of.spots]
    rows += [Row((u.label, "place", str(u.count), "no coordinates", u.detail), u.href) for u in of.unplaced]
    rows += [Row((f"{it.label} {what}", "summed up", "", "", ""), it.href) for what, it in of.more]
    return Table(world.title, ("What", "Kind", "Incidents", "Where", "As told"), tuple(rows))


def degrees(at: Degrees) -> str:
    """ "42.26° N, 130.28° E"."""
    north, east = at
    return f"{abs(north):g}° {'N' if north >= 0 else 'S'}, {abs(east):g}° {'E' if east >= 0 else 'W'}"


def words_of(mark: Spot | Route | Unplaced) -> str:
    """What is told at a mark, beside its name."""
    told = f"{mark.count} incident{'' if mark.count == 1 else 's'}"
    detail = _told(mark) if isinstance(mark, Route) else mark.detail
    return "; ".join(w for w in (told, detail) if w)


def _told(route: Route) -> str:
    return "; ".join(w for w in ("" if route.ordered else "direction not told", route.detail) if w)


def _see(at: Degrees) -> None:
    if not (-90 <= at[0] <= 90 and -180 <= at[1] <= 180):
        raise ValueError(f"there is no place at {at[0]} north, {at[1]} east")
