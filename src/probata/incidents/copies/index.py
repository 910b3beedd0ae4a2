"""Where fingerprints are looked up: a table of rows (fingerprint, report), here in memory."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

MOST = 32
"""Reports that are read of one fingerprint, whatever the number that hold it."""


class CopyIndex(Protocol):
    """What the desk's table does: one row for each fingerprint of a report.

    Every look-up is bounded: of a fingerprint that more than ``most`` reports hold, the first ``most`` are
    read, in an order that is the same for all fingerprints (the report's key), so that of a story in 200
    papers the same 32 come up each time. In SQL, for up to 500 fingerprints at once:
    ``SELECT * FROM (SELECT hash, report FROM copies WHERE hash = ? ORDER BY report LIMIT ?) UNION ALL …``
    over an index on (hash, report).
    """

    def add(self, report: str, fingerprints: Iterable[int]) -> None:
        """Takes a report in. Adding it again replaces its fingerprints."""

    def remove(self, report: str) -> None:
        """Forgets a report; nothing happens where it isn't held."""

    def holders(self, fingerprints: Sequence[int], most: int = MOST) -> Mapping[int, Sequence[str]]:
        """For each of the fingerprints that is held: the ids of the first ``most`` reports that hold it."""


class MemoryIndex:
    """A :class:`CopyIndex` for tests, measures and runs without a desk."""

    def __init__(self) -> None:
        self._held: dict[int, list[str]] = {}
        self._reports: dict[str, tuple[int, ...]] = {}

    def add(self, report: str, fingerprints: Iterable[int]) -> None:
        self.remove(report)
        own = self._reports[report] = tuple(set(fingerprints))
        for number in own:
            insort(self._held.setdefault(number, []), report)

    def remove(self, report: str) -> None:
        for number in self._reports.pop(report, ()):
            held = self._held[number]
            del held[bisect_left(held, report)]
            if not held:
                del self._held[number]

    def holders(self, fingerprints: Sequence[int], most: int = MOST) -> Mapping[int, Sequence[str]]:
        return {number: self._held[number][:most] for number in fingerprints if number in self._held}
