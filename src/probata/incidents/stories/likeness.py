"""How like two reports are: the share of their weighted terms in common, kind by kind, less for days between them.

The likeness is the cosine of the two vectors of :mod:`~probata.incidents.stories.weights` times
:func:`nearness`. The table of weights is there; this module only tells what each kind of term gave.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from probata.incidents.stories.terms import Terms
from probata.records import StoryFeature

FAR = 0.3
HALF_LIFE = 14
"""Two weeks between publications take half of FAR off, a year all of it, and no more.

Chosen low: publication days that a crawler found are sometimes wrong, by years."""

TOLD = 6
"""So many terms are named for each feature."""

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Page:
    """A report with its vector."""

    terms: Terms
    vector: Vector


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day of publication."""

    start: date
    end: date

    def gap(self, other: Span) -> int:
        """Days between; 0 where they overlap."""
        return max((other.start - self.end).days, (self.start - other.end).days, 0)


def product(a: Vector, b: Vector) -> float:
    """The sum over the terms in common."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return sum(w * long[t] for t, w in short.items() if t in long)


def nearness(a: Span | None, b: Span | None) -> float:
    """1 for publications on one day or without one, down to 1 - FAR."""
    if a is None or b is None:
        return 1.0
    return float(1 - FAR * (1 - 0.5 ** (a.gap(b) / HALF_LIFE)))


def span(page: Page) -> Span | None:
    """The day of a report as an interval."""
    day = page.terms.day
    return Span(day, day) if day is not None else None


def likeness(a: Page, b: Page) -> float:
    """From 0, nothing in common, to 1."""
    return product(a.vector, b.vector) * nearness(span(a), span(b))


Kind = Callable[[str, Terms, Terms], bool]

KINDS: tuple[tuple[str, Kind], ...] = (
    ("numbers", lambda t, a, b: t[0].isdigit()),
    ("names", lambda t, a, b: t in a.names or t in b.names),
    ("title words", lambda t, a, b: t in a.title and t in b.title),
    ("words", lambda t, a, b: True),
)
"""The kinds of terms; each counts as the first that fits."""


def features(a: Page, b: Page) -> tuple[StoryFeature, ...]:
    """What each kind of term gives to the likeness and what the days take; they sum up to it."""
    shares: dict[str, list[tuple[float, str]]] = {name: [] for name, _ in KINDS}
    for term, weight in a.vector.items():
        if term in b.vector:
            name = next(n for n, fits in KINDS if fits(term, a.terms, b.terms))
            shares[name].append((weight * b.vector[term], term))
    found = [
        StoryFeature(
            name, sum(s for s, _ in told), tuple(t for _, t in sorted(told, key=lambda e: (-e[0], e[1]))[:TOLD])
        )
        for name, told in shares.items()
        if told
    ]
    total = sum(f.share for f in found)
    first, second = span(a), span(b)
    lost = total * (1 - nearness(first, second))
    if lost and first is not None and second is not None:
        found.append(StoryFeature("days between", -lost, (f"{first.gap(second)} days",)))
    return tuple(found)
