"""Sentences of one report that another says in other words, paired by what they hold: names, figures, content words.

A word weighs less the more sentences of the two texts it stands in, so that the names that all reports of a
subject share ("North Korea") pair nothing; a name or figure weighs twice another word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from probata.incidents.copies.words import Range, Words

_Sentence = tuple[Range, Mapping[str, float]]

ALIKE = 0.35
"""Share of the weights of two sentences that they have in common (Dice), from which on they may be one."""

RARE = 40
"""A word in more sentences of the other text proposes no pair, so that time doesn't grow with the square."""

LEAST_WEIGHT = 5.0

_STOP = frozenset(
    """a about after again all also among an and another any are as at away back be because been before being between
    both but by can could did do does down during each even for from had has have he her here him his how however i if
    in into is it its just last like made make many may me might more most mr mrs ms much must my new no nor not now of
    off on once one only or other our out over own per s said same say saying says shall she should since so some still
    such t tell tells than that the their them then there these they this those through to told too under until up upon
    us very via was we well were what when where whether which while who whom whose why will with within without would
    yet you your according added adding""".split()
)
_ENDINGS = ("ings", "ing", "edly", "ies", "ed", "es", "s", "ly")


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences that say the same, as ranges of words; ``alike`` from 0 to 1."""

    a: Range
    b: Range
    alike: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """``pairs`` in the order of the first text; ``share`` is how much of the shorter text's weight they hold,
    ``order`` the share of them that stand in the same order in both, ``alike`` their mean."""

    pairs: tuple[Pair, ...]
    share: float
    order: float
    alike: float


def align(a: Words, b: Words) -> Alignment:
    """Pairs each sentence with at most one of the other text, the most alike first."""
    first, second = _weighed(_sentences(a), _sentences(b))
    sums = [[sum(f.values()) for _, f in side] for side in (first, second)]
    holds: dict[str, list[int]] = defaultdict(list)
    for j, (_, features) in enumerate(second):
        for word in features:
            holds[word].append(j)
    proposed: list[tuple[float, int, int]] = []
    for i, (_, features) in enumerate(first):
        common: Counter[int] = Counter()
        for word, weight in features.items():
            others = holds.get(word, ())
            if len(others) <= RARE:
                for j in others:
                    common[j] += min(weight, second[j][1][word])  # type: ignore[assignment]
        for j, shared in common.items():
            alike = 2 * shared / (sums[0][i] + sums[1][j])
            if alike >= ALIKE:
                proposed.append((-alike, i, j))
    taken: tuple[dict[int, int], set[int]] = {}, set()
    likeness: dict[int, float] = {}
    for against, i, j in sorted(proposed):
        if i not in taken[0] and j not in taken[1]:
            taken[0][i] = j
            taken[1].add(j)
            likeness[i] = -against
    order = sorted(taken[0])
    pairs = tuple(Pair(first[i][0], second[taken[0][i]][0], likeness[i]) for i in order)
    if not pairs:
        return Alignment((), 0.0, 0.0, 0.0)
    held = (sum(sums[0][i] for i in order) / sum(sums[0]), sum(sums[1][j] for j in taken[1]) / sum(sums[1]))
    in_order = _longest_rising([taken[0][i] for i in order]) / len(order)
    return Alignment(pairs, max(held), in_order, sum(likeness.values()) / len(order))


@lru_cache(maxsize=32)
def _sentences(words: Words) -> tuple[_Sentence, ...]:
    """The sentences that say something, with what they hold; kept, since a report is held against a dozen others."""
    found = []
    for first, last in words.sentences:
        features: dict[str, float] = {}
        for at in range(first, last):
            form = words.forms[at]
            if words.names[at]:
                features[form] = 2.0 if len(form) > 1 else 1.0
            elif form not in _STOP and len(form) > 1:
                features.setdefault(_stem(form), 1.0)
        if len(features) >= 4 and sum(features.values()) >= LEAST_WEIGHT:
            found.append(((first, last), features))
    return tuple(found)


def _weighed(first: Sequence[_Sentence], second: Sequence[_Sentence]) -> tuple[list[_Sentence], list[_Sentence]]:
    """Divides each weight by the number of sentences a text says the word in, on average, to the power of .7."""
    spread = Counter(word for side in (first, second) for _, features in side for word in features)
    by = {word: max(1.0, number / 2) ** 0.7 for word, number in spread.items()}

    def weighed(side: Sequence[_Sentence]) -> list[_Sentence]:
        return [(at, {word: weight / by[word] for word, weight in features.items()}) for at, features in side]

    return weighed(first), weighed(second)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _longest_rising(numbers: Sequence[int]) -> int:
    ends: list[int] = []
    for number in numbers:
        at = bisect_right(ends, number)
        ends[at : at + 1] = [number]
    return len(ends)
