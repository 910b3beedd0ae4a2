"""Which mentions of events are one event: pairs, their features, weights fitted on them, and groups.

Used by ``bench/ecbplus.py``, which tells where the mentions come from and what is fitted on what. Logistic regression
on pairs, then agglomeration by the mean of the pairs (average linkage), as usual in event coreference.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from conll import Conll, conll

from probata.incidents.similarity import apart
from probata.incidents.stories import ALIKE
from probata.incidents.stories.likeness import product

Vector = Mapping[str, float]
Array = np.ndarray[Any, Any]
Span = tuple[str, str]


@dataclass(frozen=True)
class Event:
    """A mention of an event with what the parse tells of it; ``chain`` and ``topic`` are gold, for scoring alone."""

    id: str
    report: str
    topic: int
    chain: str
    text: str
    lemma: str
    types: frozenset[str]
    agent: frozenset[str]
    patient: frozenset[str]
    days: tuple[Span, ...]
    places: frozenset[str]
    amounts: tuple[tuple[str | None, float | None, float | None], ...]
    page: Vector
    story: str


@dataclass(frozen=True)
class Feature:
    """One kind of evidence that two mentions are of one event, from -1 (against) to 1 (for)."""

    name: str
    value: Callable[[Event, Event], float]


def lemma(a: Event, b: Event) -> float:
    """1 for the same lemma of the head, else -1."""
    return 1.0 if a.lemma == b.lemma else -1.0


def participants(a: Event, b: Event) -> float:
    """The mean over both sides of 1 where a word is the same, -1 where none is, 0 where one tells none."""
    return sum(_common(x, y) for x, y in ((a.agent, b.agent), (a.patient, b.patient))) / 2


def _common(a: frozenset[str], b: frozenset[str]) -> float:
    return (1.0 if a & b else -1.0) if a and b else 0.0


def time(a: Event, b: Event) -> float:
    """1 where days of both sentences overlap, -1 where none do, 0 where one tells none."""
    if not a.days or not b.days:
        return 0.0
    return 1.0 if any(x[0] <= y[1] and y[0] <= x[1] for x in a.days for y in b.days) else -1.0


def place(a: Event, b: Event) -> float:
    """1 for a place in common in both sentences, else 0: news names one place in many ways."""
    return 1.0 if a.places & b.places else 0.0


def amounts(a: Event, b: Event) -> float:
    """1 for an amount in common, -½ where amounts of one unit exclude each other, else 0."""
    if set(a.amounts) & set(b.amounts):
        return 1.0
    same = [(x, y) for x in a.amounts for y in b.amounts if x[0] == y[0]]
    return -0.5 if same and all(apart(x[1], x[2], y[1], y[2]) for x, y in same) else 0.0


def report(a: Event, b: Event) -> float:
    """1 within one report and for reports as alike as those of one story, down to 0 for nothing in common."""
    return 1.0 if a.report == b.report else min(product(a.page, b.page) / ALIKE, 1.0)


FEATURES = tuple(Feature(f.__name__, f) for f in (lemma, participants, time, place, amounts, report))
STEPS = tuple(n / 20 for n in range(2, 13))
"""The thresholds that are tried on the half that is fitted: .10 to .60."""


@dataclass(frozen=True)
class Pairs:
    """Mentions with the features of each two that may be one event; ``i``, ``j`` are places among the mentions."""

    events: tuple[Event, ...]
    i: Array
    j: Array
    values: Array

    @classmethod
    def of(cls, found: Iterable[Event]) -> Pairs:
        """All pairs that share a type."""
        events = tuple(found)
        places = [(i, j) for i, j in combinations(range(len(events)), 2) if events[i].types & events[j].types]
        values = [[f.value(events[i], events[j]) for f in FEATURES] for i, j in places]
        i, j = np.array(places, dtype=int).reshape(len(places), 2).T
        return cls(events, i, j, np.array(values, dtype=float).reshape(len(places), len(FEATURES)))

    def within(self, topics: Iterable[int]) -> Pairs:
        """Those of some topics."""
        among = frozenset(topics)
        kept = np.array([e.topic in among for e in self.events], dtype=bool)
        place, both = np.cumsum(kept) - 1, kept[self.i] & kept[self.j]
        events = tuple(e for e in self.events if e.topic in among)
        return Pairs(events, place[self.i[both]], place[self.j[both]], self.values[both])

    @property
    def truth(self) -> Array:
        """1 for each pair that is one event."""
        return np.array([self.events[i].chain == self.events[j].chain for i, j in zip(self.i, self.j, strict=True)])


@dataclass(frozen=True)
class Model:
    """The weight of each feature, in order of :data:`FEATURES`, what is added to all, and the threshold."""

    weights: tuple[float, ...]
    bias: float
    least: float

    def probability(self, values: Array) -> Array:
        """For each row of feature values, how likely it is one event."""
        return _logistic(values @ np.array(self.weights) + self.bias)


def _logistic(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def fit(pairs: Pairs, rounds: int = 50) -> Model:
    """Logistic regression by Newton's method, each weight but the bias held small by half its square; of
    :data:`STEPS` the threshold with the best CoNLL F1."""
    truth = pairs.truth.astype(float)
    x = np.hstack([pairs.values, np.ones((len(truth), 1))])
    penalty = np.diag([1.0] * len(FEATURES) + [0.0])
    w = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = _logistic(x @ w)
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, x.T @ (truth - p) - penalty @ w)
        w = w + step
        if np.abs(step).max() < 1e-8:
            break
    models = [Model(tuple(map(float, w[:-1])), float(w[-1]), least) for least in STEPS]
    return max(models, key=lambda m: scored(pairs.events, clusters(pairs, m)).f1)


def clusters(pairs: Pairs, model: Model) -> dict[str, int]:
    """The group of each mention. A pair that can't meet counts as a sure no in the mean."""
    count = len(pairs.events)
    sums = np.zeros((count, count))
    sums[pairs.i, pairs.j] = sums[pairs.j, pairs.i] = model.probability(pairs.values)
    size, group = np.ones(count), np.arange(count)
    while count:
        i, j = divmod(int(np.argmax(sums / np.outer(size, size))), count)
        if sums[i, j] / (size[i] * size[j]) < model.least:
            break
        sums[i] += sums[j]
        sums[:, i] += sums[:, j]
        sums[i, i] = 0
        sums[j] = sums[:, j] = 0
        size[i] += size[j]
        group[group == j] = i
    return {e.id: int(g) for e, g in zip(pairs.events, group, strict=True)}


def scored(found: Iterable[Event], told: Mapping[str, Hashable]) -> Conll:
    """The groups against the gold events."""
    return conll({e.id: e.chain for e in found}, told)
