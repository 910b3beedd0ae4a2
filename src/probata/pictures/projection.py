"""From degrees to the picture: a window of the world, true to shape at its middle."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Degrees = tuple[float, float]
"""Latitude (north) and longitude (east)."""

EAST_ASIA: tuple[Degrees, ...] = ((33.0, 119.0), (49.0, 145.0))
"""The window where nothing is to be shown."""
_LEAST = 9.0
"""Degrees of latitude that a window has at least: nearer, the coastline is too coarse."""
_MARGIN = 0.14
"""Room round the marks, as a part of their extent."""
_STEEPEST = 65.0
"""Latitude beyond which the middle isn't shown any wider, since the rest would be squeezed."""


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the world that a frame of ``width`` by ``height`` shows. Longitudes run on from ``west``, past 180
    where it is."""

    west: float
    north: float
    across: float
    """Units a degree of longitude."""
    down: float
    """Units a degree of latitude."""
    width: float
    height: float

    @property
    def east(self) -> float:
        """The longitude of the right edge, beyond 180 where the window crosses it."""
        return self.west + self.width / self.across

    @property
    def south(self) -> float:
        """The latitude of the lower edge."""
        return self.north - self.height / self.down

    def place(self, at: Degrees) -> tuple[float, float]:
        """Where a point is in the frame; its longitude is taken round to where the window is."""
        return (self.turned(at[1]) - self.west) * self.across, (self.north - at[0]) * self.down

    def turned(self, longitude: float) -> float:
        """The longitude, from the window's western edge on."""
        past = (longitude - self.west) % 360
        # What lies just west of the window by rounding isn't taken once round the world.
        return self.west + (0.0 if past > 359.999999 else past)


def window(points: Iterable[Degrees], width: float, tallest: float) -> Window:
    """The window that holds all points, the short way round the world, in a frame no higher than ``tallest``."""
    shown = list(points) or list(EAST_ASIA)
    north, south = max(p[0] for p in shown), min(p[0] for p in shown)
    west, span = _around([p[1] for p in shown])
    high = max(north - south, _LEAST)
    middle = (north + south) / 2
    squeeze = math.cos(math.radians(min(abs(middle), _STEEPEST)))
    high = min(high * (1 + 2 * _MARGIN), 180.0)
    wide = min(max(span * (1 + 2 * _MARGIN), _LEAST), 360.0)
    down = min(width / (wide * squeeze), tallest / high)
    across = down * squeeze
    frame = min(width, 360.0 * across), min(tallest, 180.0 * down)
    if high * down < frame[1]:
        frame = frame[0], max(high * down, min(frame[1], frame[0] * 0.5))
    top = min(middle + frame[1] / down / 2, 90.0)
    top = max(top, frame[1] / down - 90.0)
    left = west + span / 2 - frame[0] / across / 2
    return Window((left + 180) % 360 - 180, top, across, down, *frame)


def _around(longitudes: Sequence[float]) -> tuple[float, float]:
    """The western end and the width of the shortest stretch that holds all longitudes."""
    turned = sorted({lon % 360 for lon in longitudes})
    gaps = [(after - lon, after) for lon, after in zip(turned, [*turned[1:], turned[0] + 360], strict=True)]
    gap, west = max(gaps)
    return west, 360.0 - gap
