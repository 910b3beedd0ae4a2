"""Stretches of a text, looked up by offset in logarithmic time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from probata.records import Offsets


class Stretches:
    """Offsets of a text that something covers; those that overlap count as one."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, places: Iterable[Offsets]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(places):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def covers(self, at: int) -> bool:
        """Whether an offset lies in one."""
        n = bisect_right(self._starts, at) - 1
        return n >= 0 and at < self._ends[n]

    def next(self, at: int) -> int | None:
        """Where the first one starts that starts behind an offset."""
        n = bisect_right(self._starts, at)
        return self._starts[n] if n < len(self._starts) else None

    def meets(self, start: int, end: int) -> bool:
        """Whether any of it lies between two offsets."""
        following = self.next(start)
        return self.covers(start) or (following is not None and following < end)
