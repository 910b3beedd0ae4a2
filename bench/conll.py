"""The CoNLL score of a clustering of given mentions: the mean F1 of MUC, B-cubed and CEAF-e.

Definitions: Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B-cubed), Luo 2005 (CEAF with phi-4), and the mean of
the three as in Pradhan et al. 2012. Gold and answer must cluster the same mentions, each in one cluster, so none of
the ways to treat missing mentions applies. A mention alone is a cluster of its own and counts in B-cubed and CEAF-e.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import inf


@dataclass(frozen=True)
class Score:
    """Precision and recall from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Conll:
    """The three measures and their mean."""

    muc: Score
    b_cubed: Score
    ceaf_e: Score

    @property
    def f1(self) -> float:
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def conll(gold: Mapping[str, Hashable], told: Mapping[str, Hashable]) -> Conll:
    """Scores the cluster of each mention against the gold cluster; :class:`ValueError` if the mentions differ."""
    if gold.keys() != told.keys():
        raise ValueError("gold and answer must cluster the same mentions")
    shared = Counter((gold[m], told[m]) for m in gold)
    events, groups = Counter(gold.values()), Counter(told.values())
    return Conll(_muc(shared, events, groups), _b_cubed(shared, events, groups), _ceaf_e(shared, events, groups))


Shared = Counter[tuple[Hashable, Hashable]]
Sizes = Counter[Hashable]


def _muc(shared: Shared, events: Sizes, groups: Sizes) -> Score:
    """Links: a cluster of n needs n - 1, of which one is lost for each part beyond the first that it is cut into."""
    by_event, by_group = Counter(e for e, _ in shared), Counter(g for _, g in shared)

    def kept(sizes: Sizes, parts: Sizes) -> float:
        links = sum(n - 1 for n in sizes.values())
        return sum(n - parts[c] for c, n in sizes.items()) / links if links else 0.0

    return Score(kept(groups, by_group), kept(events, by_event))


def _b_cubed(shared: Shared, events: Sizes, groups: Sizes) -> Score:
    count = max(events.total(), 1)
    return Score(
        sum(n * n / groups[g] for (_, g), n in shared.items()) / count,
        sum(n * n / events[e] for (e, _), n in shared.items()) / count,
    )


def _ceaf_e(shared: Shared, events: Sizes, groups: Sizes) -> Score:
    """The best pairing of events with groups, each used once, by phi-4: the Dice coefficient of the two."""
    total = 0.0
    for rows, columns in _tied(shared):
        likeness = [[2 * shared[e, g] / (events[e] + groups[g]) for g in columns] for e in rows]
        total += best_pairing(likeness)
    return Score(total / max(len(groups), 1), total / max(len(events), 1))


def _tied(shared: Shared) -> list[tuple[list[Hashable], list[Hashable]]]:
    """Events and groups in sets that have no mention in common with another set, so that each is paired alone."""
    groups_of, events_of = defaultdict(list), defaultdict(list)
    for event, group in shared:
        groups_of[event].append(group)
        events_of[group].append(event)
    found, seen = [], set()
    for first in groups_of:
        if first in seen:
            continue
        rows: dict[Hashable, None] = {first: None}
        columns: dict[Hashable, None] = {}
        waiting = [first]
        while waiting:
            for group in groups_of[waiting.pop()]:
                columns[group] = None
                new = [e for e in events_of[group] if e not in rows]
                rows |= dict.fromkeys(new)
                waiting += new
        seen |= rows.keys()
        found.append((list(rows), list(columns)))
    return found


def best_pairing(likeness: Sequence[Sequence[float]]) -> float:
    """The greatest sum of entries of which no two share a row or a column (Kuhn-Munkres with potentials)."""
    if len(likeness) > len(likeness[0]):
        likeness = [list(column) for column in zip(*likeness, strict=True)]
    rows, columns = len(likeness), len(likeness[0])
    # Row and column 0 stand for "none yet"; costs are the negative likenesses.
    of_row, of_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken_by, came_from = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken_by[0], column = row, 0
        least, done = [inf] * (columns + 1), [False] * (columns + 1)
        while taken_by[column]:
            done[column] = True
            here, step, nearest = taken_by[column], inf, 0
            for c in range(1, columns + 1):
                if done[c]:
                    continue
                cost = -likeness[here - 1][c - 1] - of_row[here] - of_column[c]
                if cost < least[c]:
                    least[c], came_from[c] = cost, column
                if least[c] < step:
                    step, nearest = least[c], c
            for c in range(columns + 1):
                if done[c]:
                    of_row[taken_by[c]] += step
                    of_column[c] -= step
                else:
                    least[c] -= step
            column = nearest
        while column:
            taken_by[column] = taken_by[came_from[column]]
            column = came_from[column]
    return sum(likeness[taken_by[c] - 1][c - 1] for c in range(1, columns + 1) if taken_by[c])
