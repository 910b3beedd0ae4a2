"""Passages that overlap laid over a text: from spans to nested marks that lose no character and no span.

:func:`weave` only arranges offsets; :mod:`probata.workbench.lit` writes them as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise


class Kind(StrEnum):
    """What a passage is, from the outermost mark to the innermost where several lie on the same words."""

    STATEMENT = "statement"
    CLAIM = "claim"
    PARTY = "party"
    OBJECT = "object"
    PLACE = "place"
    QUANTITY = "quantity"
    TIME = "time"
    AT = "at"
    """The passage that a link leads to."""


RANK = {kind: rank for rank, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage: code points of the text, ``end`` exclusive. ``refs`` name what it belongs to.

    :class:`ValueError` for one without a character.
    """

    start: int
    end: int
    kind: Kind
    refs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a mark needs a character: {self.start}..{self.end}")


@dataclass(frozen=True, slots=True)
class Point:
    """Something that stands between two characters, as the number of a claim after its words."""

    at: int
    ref: str


@dataclass(frozen=True, slots=True)
class Open:
    """Here a mark opens. ``first`` and ``last`` tell the pieces of one that had to be cut: where it begins and ends."""

    mark: Mark
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Close:
    """Here the mark that was opened last and is still open closes."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Words:
    """Characters of the text."""

    start: int
    end: int


Token = Open | Close | Words | Point


def weave(marks: Iterable[Mark], start: int, end: int, points: Iterable[Point] = ()) -> list[Token]:
    """The characters from ``start`` to ``end`` under all marks that lie on them, nested without crossing.

    The words of the answer are the stretch, each character once and in order. Each character stands under exactly the
    marks that hold it, by the order of :class:`Kind`, the longer outside. A mark that crosses another, or the ends of
    the stretch, is cut into pieces. Points stand at their place, outside the marks that end there; of those at an end
    of the stretch both.
    """
    waiting = sorted(
        (m for m in marks if m.start < end and m.end > start), key=lambda m: (max(m.start, start), *_order(m))
    )
    pins: dict[int, list[Point]] = {}
    for point in points:
        if start <= point.at <= end:
            pins.setdefault(point.at, []).append(point)
    edges = {at for m in waiting for at in (m.start, m.end)}
    cuts = sorted({at for at in (*edges, *pins) if start < at < end} | {start, end})
    tokens: list[Token] = []
    stack: list[tuple[Mark, int]] = []  # open marks, each with the place of its token
    active: list[Mark] = []
    next_one = 0
    for here, there in pairwise(cuts):
        active = [m for m in active if m.end > here]
        while next_one < len(waiting) and max(waiting[next_one].start, start) == here:
            active.append(waiting[next_one])
            next_one += 1
        active.sort(key=_order)
        kept = _agree(stack, active)
        _close(tokens, stack, kept, here)
        tokens += pins.get(here, ())
        for mark in active[kept:]:
            stack.append((mark, len(tokens)))
            tokens.append(Open(mark, mark.start == here, False))
        tokens.append(Words(here, there))
    _close(tokens, stack, 0, end)
    tokens += pins.get(end, ())
    return tokens


def _order(mark: Mark) -> tuple[int, int, int, tuple[str, ...]]:
    return RANK[mark.kind], mark.start, -mark.end, mark.refs


def _agree(stack: Sequence[tuple[Mark, int]], active: Sequence[Mark]) -> int:
    """How many of the open marks may stay open."""
    kept = 0
    for (opened, _), wanted in zip(stack, active, strict=False):
        if opened is not wanted:
            break
        kept += 1
    return kept


def _close(tokens: list[Token], stack: list[tuple[Mark, int]], kept: int, here: int) -> None:
    while len(stack) > kept:
        mark, place = stack.pop()
        opened = tokens[place]
        if mark.end == here and isinstance(opened, Open):
            tokens[place] = replace(opened, last=True)
        tokens.append(Close(mark))
