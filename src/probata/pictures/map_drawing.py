"""The picture of a map: land and water, the ways, the places, and below it what has no coordinates."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from probata.pictures.figure import Picture
from probata.pictures.ink import (
    SMALL,
    Element,
    Point,
    Scale,
    Sheet,
    add,
    finish,
    legend,
    link,
    number,
    path,
    sheet,
    text,
)
from probata.pictures.land import outline
from probata.pictures.map_marks import Box, Mark, along, legs, marks, names, on_curve
from probata.pictures.projection import Window, window
from probata.pictures.text import isolated, width
from probata.pictures.worldmap import Charted, Route, SpotKind, WorldMap, charted, twin, words_of

_LEFT, _TOP, _FOOT = 40.0, 8.0, 18.0
"""Room round the frame; degrees are written on the left and below."""
_TALLEST = {Scale.WIDE: 540.0, Scale.NARROW: 380.0}
_STEPS = (1, 2, 5, 10, 15, 20, 30, 45, 60)
_BEND = 0.12
"""How far a way bends, as a part of its length, so that there and back are two."""
_HEAD = 0.6
"""At which part of the way its arrow stands."""
_CHIP = 22.0

Curve = tuple[Point, Point, Point]
"""Start, the point that it bends towards, end."""


def draw_map(world: WorldMap, name: str = "map") -> Picture:
    """The picture for both screens, and its table. ``name`` tells it from others of the page."""
    of = charted(world)
    wide, narrow = (_draw(world, of, name, scale) for scale in (Scale.WIDE, Scale.NARROW))
    return Picture(wide, narrow, twin(world, of), world.note)


def _draw(world: WorldMap, of: Charted, name: str, scale: Scale) -> str:
    on = sheet(
        name,
        scale,
        world.title,
        f"A map of {len(of.spots)} places and {len(of.routes)} routes; {len(of.unplaced)} places have no coordinates. "
        "Land and water only, no borders. The table below it says the same.",
    )
    room = on.width - _LEFT - 6
    view = window(of.points, room, _TALLEST[scale])
    left = _LEFT + (room - view.width) / 2
    frame = add(on.root, "svg", x=left, y=_TOP, width=view.width, height=view.height, overflow="hidden")
    add(frame, "rect", x=0, y=0, width=view.width, height=view.height, class_="p-water")
    land, coast = outline(view)
    add(frame, "path", d=land, class_="p-land p-cut" if coast else "p-land")
    if coast:
        add(frame, "path", d=coast, class_="p-coast")
    _graticule(on, frame, view, left)
    signs = marks(of.spots, view)
    held = {spot.at: mark.at for mark in signs for spot in mark.spots}
    lines: list[Box] = []
    for n, route in enumerate(of.routes):
        ways = [_curve(start, end) for start, end in legs(route.stops, view, held)]
        lines += [box for way in ways for box in along(*way)]
        _route(frame, route, ways, held.get(route.stops[0], view.place(route.stops[0])), n)
    add(on.root, "rect", x=left, y=_TOP, width=view.width, height=view.height, class_="p-frame")
    over = add(on.root, "g")
    for mark in signs:
        _mark(over, mark, world.rest, (left, _TOP), len(of.routes))
    for (x, y), anchor, words in names(signs, lines, view):
        text(
            over, (x + left, y + _TOP), words, width(words, SMALL), size=SMALL, anchor=anchor, class_="p-text p-haloed"
        )
    bottom = _chips(on, of, _TOP + view.height + _FOOT + 6)
    return finish(on, legend(on, bottom + 6, _signs(of, signs), 2))


def _graticule(on: Sheet, frame: Element, view: Window, left: float) -> None:
    """Lines of round degrees, written where they have room."""
    across, down = view.width / view.across, view.height / view.down
    step = next((s for s in _STEPS if max(across, down * 1.4) / s <= (9 if on.scale is Scale.WIDE else 5)), 60)
    for lon in range(math.ceil(view.west / step) * step, math.floor(view.east) + 1, step):
        x = (lon - view.west) * view.across
        add(frame, "line", x1=x, x2=x, y1=0, y2=view.height, class_="p-graticule")
        turned = (lon + 180) % 360 - 180
        label = f"{abs(turned)}°" + ("" if turned in (0, -180) else "E" if turned > 0 else "W")
        if 18 <= x <= view.width - 18:
            place = (left + x, _TOP + view.height + 13)
            text(on.root, place, label, 40, size=SMALL, anchor="middle", class_="p-soft")
    for lat in range(math.ceil(view.south / step) * step, math.floor(view.north) + 1, step):
        y = (view.north - lat) * view.down
        add(frame, "line", x1=0, x2=view.width, y1=y, y2=y, class_="p-graticule")
        label = f"{abs(lat)}°" + ("" if lat == 0 else "N" if lat > 0 else "S")
        if 8 <= y <= view.height - 6:
            text(on.root, (left - 5, _TOP + y + 4), label, left - 5, size=SMALL, anchor="end", class_="p-soft")


def _curve(start: Point, end: Point) -> Curve:
    (x1, y1), (x2, y2) = start, end
    return start, ((x1 + x2) / 2 + (y2 - y1) * _BEND, (y1 + y2) / 2 - (x2 - x1) * _BEND), end


def _route(frame: Element, route: Route, ways: list[Curve], around: Point, row: int) -> None:
    it = link(frame, route.href, f"{isolated(route.label)}: {words_of(route)}", row)
    class_ = "p-route" if route.ordered else "p-route-dash"
    if not ways:  # all its places are in one mark
        add(it, "circle", cx=around[0], cy=around[1], r=14, class_=class_)
    for start, bend, end in ways:
        d = f"M{_at(start)}Q{_at(bend)} {_at(end)}"
        add(it, "path", d=d, class_="p-wash")
        add(it, "path", d=d, class_=class_)
        if route.ordered and math.dist(start, end) > 16:
            add(it, "path", d=_arrow(start, bend, end), class_="p-solid")


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _arrow(start: Point, bend: Point, end: Point) -> str:
    """A head a little beyond the middle of the way, pointing along it."""
    x, y = on_curve(start, bend, end, _HEAD)
    dx, dy = ((1 - _HEAD) * (b - a) + _HEAD * (c - b) for a, b, c in zip(start, bend, end, strict=True))
    long = math.hypot(dx, dy)
    ux, uy = dx / long * 5.5, dy / long * 5.5
    return path(
        [(x + ux, y + uy), (x - ux - uy * 0.8, y - uy + ux * 0.8), (x - ux + uy * 0.8, y - uy - ux * 0.8)], True
    )


def _mark(over: Element, mark: Mark, rest: str, origin: Point, before: int) -> None:
    x, y, r = mark.at[0] + origin[0], mark.at[1] + origin[1], mark.size
    rows = [before + n for n in mark.places]
    if len(mark.spots) > 1:
        told = "; ".join(f"{isolated(s.label)}: {words_of(s)}" for s in mark.spots)
        it = link(over, rest, told, *rows)
        add(it, "circle", cx=x, cy=y, r=r, class_="p-solid")
        text(it, (x, y + 4), str(len(mark.spots)), 2 * r, size=SMALL, anchor="middle", class_="p-inverse")
        return
    (spot,) = mark.spots
    it = link(over, spot.href, f"{isolated(spot.label)}: {words_of(spot)}", *rows)
    add(it, "circle", cx=x, cy=y, r=r + 3, class_="p-reach")
    place_sign(it, spot.kind, (x, y), r)


def place_sign(parent: Element, kind: SpotKind, at: Point, r: float) -> None:
    """A circle for a place, a square for a port, a hollow diamond for a state."""
    x, y = at
    match kind:
        case SpotKind.PLACE:
            add(parent, "circle", cx=x, cy=y, r=r, class_="p-solid p-ringed")
        case SpotKind.PORT:
            side = r * 0.9
            add(parent, "rect", x=x - side, y=y - side, width=2 * side, height=2 * side, class_="p-solid p-ringed")
        case SpotKind.STATE:
            d = path([(x, y - r - 1), (x + r + 1, y), (x, y + r + 1), (x - r - 1, y)], True)
            add(parent, "path", d=d, class_="p-hollow")


def _chips(on: Sheet, of: Charted, top: float) -> float:
    """What can't be drawn, by name."""
    before = len(of.routes) + len(of.spots)
    items = [(u.label, u.href, f"{u.label}: no coordinates; {words_of(u)}") for u in of.unplaced]
    items += [(f"{it.label} {what}", it.href, f"{it.label} {what}, not shown one by one") for what, it in of.more]
    if not items:
        return top
    text(on.root, (6, top + 12), "No coordinates" if of.unplaced else "Not drawn", on.width - 12, class_="p-head")
    x, y = 6.0, top + 20
    for n, (label, href, title) in enumerate(items):
        room = min(width(label, SMALL), (300.0 if on.scale is Scale.WIDE else on.width - 12) - 16) + 16
        if x > 6 and x + room > on.width - 6:
            x, y = 6.0, y + _CHIP + 4
        it = link(on.root, href, title, before + n)
        add(it, "rect", x=x, y=y, width=room, height=_CHIP, rx=4, class_="p-chip")
        text(it, (x + 8, y + 15), label, room - 15, size=SMALL)
        x += room + 6
    return y + _CHIP + 4


def _signs(of: Charted, signs: list[Mark]) -> Iterator[tuple[str, Any]]:
    kinds = {
        SpotKind.PLACE: "a place, the larger the more incidents",
        SpotKind.PORT: "a port",
        SpotKind.STATE: "a state, no place told; drawn at its capital",
    }
    shown = {s.kind for m in signs if len(m.spots) == 1 for s in m.spots}
    for kind, words in kinds.items():
        if kind in shown:
            yield words, lambda parent, at, kind=kind: place_sign(parent, kind, at, 4.5)
    if any(len(m.spots) > 1 for m in signs):
        yield (
            "a number: so many places",
            lambda parent, at: add(parent, "circle", cx=at[0], cy=at[1], r=6, class_="p-solid"),
        )
    for ordered, words in ((True, "a route, in the order told"), (False, "a route, direction not told")):
        if any(r.ordered is ordered for r in of.routes):
            class_ = "p-route" if ordered else "p-route-dash"
            yield (
                words,
                lambda parent, at, class_=class_: add(
                    parent, "line", x1=at[0] - 8, x2=at[0] + 8, y1=at[1], y2=at[1], class_=class_
                ),
            )
