"""Finds the reports that a report may share its story with, without looking at all of them.

Each report stands under its strongest terms, in order of days. A look-up goes from the rarest term to the
commonest and takes of each those nearest in days, until it has enough: its cost doesn't grow with the shelf.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from probata.incidents.stories.likeness import Page

KEYS = 30
"""Terms that a report stands under. Two reports of one event share far more."""

NEAREST = 40
"""Reports looked at under one term."""

ENOUGH = 240
"""Candidates that are compared in full."""

UNDATED = date.min.toordinal()
"""Reports without a day stand together, before all others."""


class Shelf:
    """Reports by their strongest terms."""

    def __init__(self) -> None:
        self._pages: dict[str, Page] = {}
        self._under: dict[str, list[tuple[int, str]]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._pages)

    def add(self, page: Page) -> None:
        """Puts a report on the shelf."""
        self._pages[page.terms.id] = page
        for term in _keys(page):
            insort(self._under[term], _place(page))

    def candidates(self, page: Page) -> list[Page]:
        """Reports with strong terms in common, at most ENOUGH, those of the rarest terms first."""
        lists = [(len(self._under[t]), t) for t in _keys(page) if t in self._under]
        found: dict[str, None] = {}
        for _, term in sorted(lists):
            for name in self._near(self._under[term], page):
                if name != page.terms.id:
                    found.setdefault(name)
            if len(found) >= ENOUGH:
                break
        return [self._pages[name] for name in list(found)[:ENOUGH]]

    def _near(self, places: list[tuple[int, str]], page: Page) -> Iterator[str]:
        """Half from before and half from after the report's day; those without a day for the rest."""
        at = bisect_left(places, _place(page))
        yield from (name for _, name in places[max(0, at - NEAREST // 2) : at + NEAREST // 2])
        if page.terms.day is not None:
            for day, name in places[: NEAREST // 2]:
                if day != UNDATED:
                    break
                yield name


def _keys(page: Page) -> list[str]:
    return list(page.vector)[:KEYS]


def _place(page: Page) -> tuple[int, str]:
    day = page.terms.day
    return (day.toordinal() if day is not None else UNDATED, page.terms.id)
