"""How much a term tells: rare ones tell much, in the news at large and in the collection at hand.

The background is English news of 1989-2017 (``training/stories/frequencies.py``). On a desk where every report has
"North Korea" and "Russia" these tell nothing, which only the desk's own counts show.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log, sqrt

from probata.incidents.stories.terms import Terms

OWN = 10
"""A report of the collection counts as this many of the background.

Chosen on ECB+ dev, the paraphrased reports and articles cut in two (0, 1, 3, 5, 10, 20 tried): from 5 on one
threshold serves them all, with 0 each needs its own (.22, .36, .18)."""

TITLE = 0.5
LEAD = 0.5
"""What a term gets on top of 1 + log of its count where it stands in the title, in the lead."""

NAME = 1.3
NUMBER = 1.2
"""Names and numbers tell events apart: the factor on their weight."""

KEPT = 200
"""The strongest terms of a report that are compared; the rest changes a likeness in the third decimal."""


@dataclass(frozen=True, slots=True)
class Background:
    """In how many of ``reports`` reports each term stands."""

    reports: int
    counts: dict[str, int]


@cache
def background() -> Background:
    """The table that ships with Probata."""
    lines = files(__package__).joinpath("background.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" ") for line in lines[1:])
    return Background(int(lines[0]), {term: int(count) for term, count in pairs})


@dataclass(slots=True)
class Frequencies:
    """Background and the collection's own counts together."""

    base: Background = field(default_factory=background)
    reports: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, terms: Terms) -> None:
        """Counts a report of the collection."""
        self.reports += 1
        self.counts.update(terms.counts.keys())

    def rarity(self, term: str) -> float:
        """Log of all reports over those with the term; 0 where all have it."""
        everywhere = self.base.reports + OWN * self.reports
        return log((everywhere + 1) / (self.base.counts.get(term, 0) + OWN * self.counts[term] + 1))

    def vector(self, terms: Terms) -> dict[str, float]:
        """The weights of a report's strongest terms, of length 1, strongest first."""
        weights = {t: self._weight(t, n, terms) for t, n in terms.counts.items()}
        strongest = sorted(((w, t) for t, w in weights.items() if w > 0), key=lambda e: (-e[0], e[1]))[:KEPT]
        length = sqrt(sum(w * w for w, _ in strongest)) or 1.0
        return {t: w / length for w, t in strongest}

    def _weight(self, term: str, count: int, terms: Terms) -> float:
        told = 1 + log(count) + TITLE * (term in terms.title) + LEAD * (term in terms.lead)
        factor = NUMBER if term[0].isdigit() else NAME if term in terms.names else 1.0
        return told * factor * self.rarity(term)
