"""Which stretches of one text stand word for word in another: seeds of equal words, extended as far as they go.

The time grows with the sum of both texts: a seed that stands in more than ``PLACES`` places of the other text
is tried at the first of them only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from probata.incidents.copies.words import SHINGLE

SEED = SHINGLE
"""Words of a seed."""

SURE = 8
"""Words from which on a stretch counts by itself; shorter ones are often set phrases of news."""

NEAR = 12
"""Words within which, in both texts, a short stretch stands beside another to count with it."""

PLACES = 8

BACK = 200
"""Stretches that are looked back at for the one before, so that a chain takes time by their number alone."""


@dataclass(frozen=True, slots=True)
class Match:
    """``length`` words from ``a`` on in the first text are those from ``b`` on in the second."""

    a: int
    b: int
    length: int


def matches(a: Sequence[str], b: Sequence[str]) -> tuple[Match, ...]:
    """The stretches of ``a`` that stand in ``b``, in the order of ``a`` and disjoint in it.

    A stretch of ``b`` may be matched twice, where ``a`` says it twice.
    """
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(b) - SEED + 1):
        held = places.setdefault(tuple(b[at : at + SEED]), [])
        if len(held) < PLACES:
            held.append(at)
    found: list[Match] = []
    at, expected = 0, 0
    while at <= len(a) - SEED:
        best: Match | None = None
        for start in places.get(tuple(a[at : at + SEED]), ()):
            length = SEED
            while at + length < len(a) and start + length < len(b) and a[at + length] == b[start + length]:
                length += 1
            if best is None or (length, -abs(start - expected)) > (best.length, -abs(best.b - expected)):
                best = Match(at, start, length)
        if best is None:
            at += 1
        else:
            found.append(best)
            at, expected = at + best.length, best.b + best.length
    return tuple(m for n, m in enumerate(found) if m.length >= SURE or _beside(found, n))


def _beside(found: Sequence[Match], n: int) -> bool:
    """Whether a short stretch follows or precedes another closely in both texts."""
    pairs = [(found[m], found[m + 1]) for m in (n - 1, n) if m >= 0 and m + 1 < len(found)]
    return any(
        later.a - first.a - first.length <= NEAR and 0 <= later.b - first.b - first.length <= NEAR
        for first, later in pairs
    )


def chain(found: Sequence[Match]) -> tuple[Match, ...]:
    """The stretches that stand in one order in both texts, chosen so that they hold the most words."""
    best: list[int] = []
    before: list[int] = []
    for n, match in enumerate(found):
        best.append(match.length)
        before.append(-1)
        for m in range(max(0, n - BACK), n):
            if found[m].b + found[m].length <= match.b and best[m] + match.length > best[n]:
                best[n], before[n] = best[m] + match.length, m
    chosen: list[Match] = []
    at = max(range(len(best)), key=best.__getitem__, default=-1)
    while at >= 0:
        chosen.append(found[at])
        at = before[at]
    return tuple(reversed(chosen))
