"""The signs of a timeline. Each differs from the others in shape, dash or hatch, not only in colour."""

from __future__ import annotations

from probata.pictures.axis import Axis
from probata.pictures.ink import Element, Point, Sheet, add, number, path
from probata.pictures.timeline import Certainty, Extent
from probata.records import Stance

ARMS = 4.0
"""Half the size of a sign."""
_HALF = 4.5
_LEAST = 5.0
"""A bar is never narrower, so that a day of a decade can be seen."""


def bar(on: Sheet, parent: Element, extent: Extent, axis: Axis, y: float, sample: bool = False) -> None:
    """An event's days: solid, hatched ("on some day between"), or dashed towards an open end."""
    left, right = axis.start(extent.start), axis.end(extent.end)
    if right - left < _LEAST:
        middle = min(max((left + right) / 2, axis.left + _LEAST / 2), axis.right - _LEAST / 2)
        left, right = middle - _LEAST / 2, middle + _LEAST / 2
    certainty = extent.certainty
    if certainty is Certainty.WITHIN and extent.start == extent.end and not sample:
        certainty = Certainty.KNOWN
    box = {"x": left, "y": y - _HALF, "width": right - left, "height": 2 * _HALF}
    if certainty is Certainty.KNOWN:
        add(parent, "rect", **box, class_="p-solid")
    elif certainty is Certainty.WITHIN:
        add(parent, "rect", **box, fill=on.ref("hatch"), class_="p-within")
    else:
        add(parent, "rect", **box, class_="p-pale")
        for edge in (y - _HALF, y + _HALF):
            add(parent, "line", x1=left, x2=right, y1=edge, y2=edge, class_="p-dash")
        _end(parent, left, y, -1, open_=certainty in (Certainty.UNTIL, Certainty.TOLD))
        _end(parent, right, y, 1, open_=certainty in (Certainty.SINCE, Certainty.TOLD))
    for beyond, x, way in ((extent.start < axis.first, axis.left, -1), (extent.end > axis.last, axis.right, 1)):
        if beyond:
            add(parent, "path", d=path([(x, y - 3), (x + way * 5, y), (x, y + 3)], close=True), class_="p-solid")


def _end(parent: Element, x: float, y: float, way: int, open_: bool) -> None:
    """A closed end is a line, an open one has none."""
    if not open_:
        add(parent, "line", x1=x, x2=x, y1=y - _HALF, y2=y + _HALF, class_="p-edge")
    else:
        add(parent, "path", d=path([(x - way * 3, y - 2.5), (x, y), (x - way * 3, y + 2.5)]), class_="p-edge")


def against(parent: Element, at: Point) -> None:
    """A cross: denied, disputed."""
    x, y, a = *at, ARMS - 0.6
    d = f"M{number(x - a)} {number(y - a)}L{number(x + a)} {number(y + a)}M{number(x - a)} {number(y + a)}"
    add(parent, "path", d=f"{d}L{number(x + a)} {number(y - a)}", class_="p-against")


def said_sign(parent: Element, stance: Stance, at: Point, many: bool) -> None:
    """Asserts: a full circle; alleges: a hollow one; denies: a cross; can't verify: a triangle. ``many``: ringed."""
    x, y = at
    if many:
        add(
            parent,
            "circle",
            cx=x,
            cy=y,
            r=ARMS + 1.4,
            class_="p-against p-thin" if stance is Stance.DENIES else "p-edge",
        )
    size = ARMS - 1.4 if many else ARMS - 0.5
    match stance:
        case Stance.ASSERTS:
            add(parent, "circle", cx=x, cy=y, r=size, class_="p-solid")
        case Stance.ALLEGES:
            add(parent, "circle", cx=x, cy=y, r=size, class_="p-hollow")
        case Stance.DENIES:
            against(parent, at) if not many else _small_cross(parent, at)
        case Stance.UNVERIFIED:
            add(
                parent,
                "path",
                d=path([(x, y - size), (x + size, y + size), (x - size, y + size)], True),
                class_="p-unsure",
            )


def _small_cross(parent: Element, at: Point) -> None:
    x, y = at
    for way in (1, -1):
        add(parent, "line", x1=x - 2, y1=y - 2 * way, x2=x + 2, y2=y + 2 * way, class_="p-against p-thin")
