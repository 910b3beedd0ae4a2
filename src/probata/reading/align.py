"""Which blocks of a page an extractor kept, told from the words of its output."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])

_Places = dict[tuple[str, ...], list[int]]

ANCHOR = 4
"""Words that must agree in a row before a place counts as found; three often recur within one page."""


def words(text: str) -> list[str]:
    """The words of a text for comparison: lower case, soft hyphens and zero-width characters ignored."""
    return _WORD.findall(text.translate(_INVISIBLE).lower())


def coverage(blocks: Sequence[str], kept: Sequence[str]) -> tuple[list[float], float]:
    """For each block the share of its words that the kept paragraphs hold, and the share of kept words placed.

    Each paragraph is sought from where the last one ended, since extractors keep the order; where it isn't
    found there, from the page's start, since some put the title or lists first. A run of words is matched as
    far as it goes, so that a paragraph cut in the middle, or joined out of several blocks, still covers what
    it holds. A word of the page is covered once.
    """
    page: list[str] = []
    owner: list[int] = []
    for i, block in enumerate(blocks):
        found = words(block)
        page += found
        owner += [i] * len(found)
    places = _index(page)
    covered = bytearray(len(page))
    placed = total = 0
    cursor = 0
    for paragraph in kept:
        run = words(paragraph)
        total += len(run)
        at = 0
        while at < len(run):
            size = min(ANCHOR, len(run))
            start = _find(places, page, covered, run, at, size, cursor) if at + size <= len(run) else None
            if start is None:
                at += 1
                continue
            length = _matching(page, covered, run, start, at)
            covered[start : start + length] = b"\x01" * length
            placed += length
            at += length
            cursor = start + length
    sizes = [0] * len(blocks)
    hits = [0] * len(blocks)
    for i, c in zip(owner, covered, strict=True):
        sizes[i] += 1
        hits[i] += c
    shares = [h / s if s else 0.0 for h, s in zip(hits, sizes, strict=True)]
    return shares, placed / total if total else 1.0


def _index(page: list[str]) -> _Places:
    places: _Places = defaultdict(list)
    for size in range(1, ANCHOR + 1):
        for i in range(len(page) - size + 1):
            key = tuple(page[i : i + size])
            if len(places[key]) < 200:  # a word that often is no anchor, and the index stays linear
                places[key].append(i)
    return places


def _find(
    places: dict[tuple[str, ...], list[int]],
    page: list[str],
    covered: bytearray,
    run: list[str],
    at: int,
    size: int,
    cursor: int,
) -> int | None:
    """The start of the words on the page: the longest match, the first at or after the cursor among equals."""
    best: tuple[int, bool, int] | None = None
    chosen = None
    key = tuple(run[at : at + size])
    free = [start for start in places.get(key, ()) if not any(covered[start : start + size])]
    if free or key in places:
        places[key] = free  # what is covered stays covered: dropped here, so that a page of one word stays linear
    for start in free:
        length = _matching(page, covered, run, start, at, limit=40)
        rank = (length, start >= cursor, -abs(start - cursor))
        if best is None or rank > best:
            best = rank
            chosen = start
    return chosen


def _matching(page: list[str], covered: bytearray, run: list[str], start: int, at: int, limit: int = 1_000_000) -> int:
    """How many words agree from there on, over words that aren't covered yet."""
    longest = min(limit, len(run) - at, len(page) - start)
    for n in range(longest):
        if covered[start + n] or page[start + n] != run[at + n]:
            return n
    return longest
