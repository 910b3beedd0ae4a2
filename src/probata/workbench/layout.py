"""A report's text as it is laid out on a page: its blocks in order, and leaves of a long one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from probata.records import Offsets, Report, SegmentKind

LEAF = 40_000
"""Characters on a leaf: 99 of 100 reports have fewer; a browser lays out and marks so many at once without delay."""

CLAIMS = 100
"""Claims on a leaf: with their cards some 150 kB of page."""

LATEST = 0.8
"""From this share of a leaf on it may end at the end of a block."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text that stands by itself; ``reason`` says why furniture is left out of the reading."""

    start: int
    end: int
    kind: SegmentKind
    reason: str = ""

    @property
    def furniture(self) -> bool:
        return self.kind is SegmentKind.FURNITURE


def blocks(report: Report) -> list[Block]:
    """All of the text but the white space between blocks. What no segment holds is body: nothing goes unseen."""
    found: list[Block] = []
    at = 0
    for segment in sorted(report.segments, key=lambda s: (s.start, s.end)):
        start = max(at, segment.start)
        found += _between(report.text, at, start)
        if start < segment.end:
            found.append(Block(start, segment.end, segment.kind, segment.reason))
        at = max(at, segment.end)
    return found + _between(report.text, at, len(report.text))


def leaves(
    report: Report, laid: Sequence[Block], claims: Iterable[int], size: int = LEAF, most: int = CLAIMS
) -> list[Offsets]:
    """The text in leaves of about ``size`` characters and at most ``most`` claims, which are told by their starts.

    A leaf ends at the end of a block where one is near, else at a blank. Claims that begin at one place stay together.
    """
    length = len(report.text)
    if not length:
        return [(0, 0)]
    starts = sorted(claims)
    ends = [b.end for b in laid]
    cuts = [0]
    while cuts[-1] < length:
        here = cuts[-1]
        there = _end(report.text, ends, here, min(here + size, length))
        crowd = bisect_left(starts, here) + most
        if crowd < len(starts) and here < starts[crowd] < there:
            there = starts[crowd]
        cuts.append(there)
    return list(pairwise(cuts))


def on_leaf(laid: Iterable[Block], leaf: Offsets) -> list[Block]:
    """The blocks of a leaf, cut where it begins or ends within one."""
    start, end = leaf
    return [replace(b, start=max(b.start, start), end=min(b.end, end)) for b in laid if b.start < end and b.end > start]


def leaf_of(found: Sequence[Offsets], at: int) -> int:
    """The number of the leaf that holds a character, from 0."""
    return max(0, min(bisect_right([start for start, _ in found], at) - 1, len(found) - 1))


def _between(text: str, start: int, end: int) -> list[Block]:
    return [Block(start, end, SegmentKind.BODY)] if start < end and not text[start:end].isspace() else []


def _end(text: str, ends: Sequence[int], start: int, wanted: int) -> int:
    if wanted == len(text):
        return wanted
    earliest = start + int((wanted - start) * LATEST)
    near = bisect_right(ends, wanted) - 1
    if near >= 0 and ends[near] > max(earliest, start):
        return ends[near]
    blank = max(text.rfind(" ", earliest, wanted), text.rfind("\n", earliest, wanted))
    return blank + 1 if blank > start else wanted
