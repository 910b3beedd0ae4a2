"""Coastlines: Natural Earth's land, cut to a window and thinned to what can be seen there. There are no borders."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

from probata.pictures.ink import Point, number
from probata.pictures.projection import Window

_BEYOND = 12.0
"""Units past the frame to which land is cut, so that the edge of the cut isn't seen."""
_FINEST = 1.0
"""Points nearer than this to the last one are left out."""

Ring = tuple[Point, ...]


@cache
def rings() -> tuple[Ring, ...]:
    """Land as closed rings of (longitude, latitude); inland seas are rings too. Longitudes run on past 180."""
    content = json.loads((files("probata.pictures") / "data" / "land.json").read_text(encoding="utf-8"))
    scale = content["per_degree"]
    return tuple(tuple(_walked(steps, scale)) for steps in content["rings"])


def outline(window: Window) -> tuple[str, str]:
    """The ``d`` of the land in a window's frame, and of its coast where that isn't the land's edge: the land round the
    South Pole ends at the edge of the data, which is no coast."""
    land: list[str] = []
    coast: list[str] = []
    seams = False
    for ring in rings():
        wests, easts = min(x for x, _ in ring), max(x for x, _ in ring)
        for turn in (-720, -360, 0, 360, 720):
            if wests + turn > window.east or easts + turn < window.west:
                continue
            there = [((x + turn - window.west) * window.across, (window.north - y) * window.down) for x, y in ring]
            seam = [y < -89.9 for _, y in ring]
            seams = seams or any(s and _near(p, window) for s, p in zip(seam, there, strict=True))
            land.append(_closed(_thinned(_cut(there, window))))
            coast += _open(there, seam, window)
    return "".join(land), "".join(coast) if seams else ""


def _walked(steps: list[int], scale: float) -> Iterator[Point]:
    x = y = 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x / scale, y / scale


def _cut(ring: list[Point], window: Window) -> list[Point]:
    """The part of a closed ring within the frame and a little beyond, by Sutherland and Hodgman's way."""
    for axis, bound, sign in (
        (0, -_BEYOND, 1),
        (0, window.width + _BEYOND, -1),
        (1, -_BEYOND, 1),
        (1, window.height + _BEYOND, -1),
    ):
        kept: list[Point] = []
        for before, here in zip([ring[-1], *ring[:-1]], ring, strict=True) if ring else ():
            was, is_ = sign * (before[axis] - bound), sign * (here[axis] - bound)
            if (was < 0) != (is_ < 0):
                part = was / (was - is_)
                kept.append((before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1])))
            if is_ >= 0:
                kept.append(here)
        ring = kept
    return ring


def _open(ring: list[Point], seam: list[bool], window: Window) -> Iterator[str]:
    """The coast as lines, without what lies outside and without the seam."""
    line: list[Point] = []
    pairs = pairwise([*zip(ring, seam, strict=True), (ring[0], seam[0])])
    for (here, here_seam), (after, after_seam) in pairs:
        if here_seam or after_seam or not (_near(here, window) or _near(after, window)):
            yield _drawn(line)
            line = []
            continue
        line += [after] if line else [here, after]
    yield _drawn(line)


def _near(at: Point, window: Window) -> bool:
    return -_BEYOND <= at[0] <= window.width + _BEYOND and -_BEYOND <= at[1] <= window.height + _BEYOND


def _thinned(points: Iterable[Point]) -> list[Point]:
    kept: list[Point] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _FINEST:
            kept.append((x, y))
    return kept


def _closed(points: list[Point]) -> str:
    return _joined(points) + "Z" if len(points) > 2 else ""


def _drawn(line: list[Point]) -> str:
    thin = _thinned(line)
    return _joined(thin) if len(thin) > 1 else ""


def _joined(points: list[Point]) -> str:
    return "M" + " ".join(f"{number(x)} {number(y)}" for x, y in points)
