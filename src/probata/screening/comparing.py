"""Two names compared: what agrees, what differs, and how much each difference takes from a score of 1.

The differences and their weights are all in :data:`WEIGHTS`. There is no train part of ``names/pairs``: the weights
and the threshold were set by judgement and not fitted; fitted anew by logistic regression with ten-fold
cross-validation they do no better (``bench/names.py``). What counts as a difference was settled by reading errors on
the dev part, so its figure flatters. Words are aligned greedily, best pair first; distances are optimal string
alignment (Boytsov 2011) by ``rapidfuzz``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from probata.screening.names import Name, in_characters, skeleton

THRESHOLD = 0.7
"""From here on two names are taken for the same person's or body's."""

BORDERLINE = 0.55
"""From here on a pair is shown apart, as one to look at."""

WEIGHTS: dict[str, float] = {
    "replaced": 0.50,  # a word stands where the other name has quite another one
    "letters": 0.70,  # letters differ within words: their share of the word, summed
    "worst": 0.30,  # the share in the word that differs most
    "onset": 0.06,  # a differing word begins with another letter
    "sound": 0.03,  # a word is spelt in another romanisation
    "initial": 0.10,  # an initial stands for a word
    "joined": 0.02,  # two words are written as one
    "missing": 0.12,  # a person's name has words that the other lacks: their number
    "missing syllable": 0.35,  # the same for names of short words (Korean, Chinese, Burmese), where it is another name
    "missing of body": 0.35,  # the same for companies, ships and bodies
    "number": 0.20,  # both have numbers, and they differ
    "form": 0.35,  # both say what kind of company they are, and it differs
    "order": 0.20,  # the same words in another order than turned round
    "lone": 0.25,  # one of the names is a single word, the other not
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference of two names: its name in :data:`WEIGHTS`, its value, and the words it is about."""

    name: str
    value: float
    words: str

    @property
    def cost(self) -> float:
        """What it takes from the score."""
        return WEIGHTS[self.name] * self.value


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result: ``score`` from 0 to 1, the words that agree, the differences."""

    score: float
    agree: tuple[str, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    left: tuple[int, ...]
    right: tuple[int, ...]
    kind: str
    distance: float


def compare(one: Name, other: Name, person: bool) -> Comparison:
    """How far two names agree. ``person``: both may be a person's, so that a missing word weighs less."""
    characters = in_characters(one.text), in_characters(other.text)
    if all(characters) and characters[0] != characters[1]:
        # Other characters of one sound are another name.
        one, other = (Name(n.text, tuple(c), n.numbers, n.form) for n, c in zip((one, other), characters, strict=True))
    if one.words == other.words and one.form == other.form:
        return Comparison(1.0, one.words, ())
    pairs = _align(one.words, other.words)
    differences = list(_differences(one, other, pairs, person))
    agree = tuple(" ".join(one.words[i] for i in p.left) for p in pairs if p.kind == "same")
    score = max(0.0, 1.0 - sum(d.cost for d in differences))
    return Comparison(round(score, 3), agree, tuple(differences))


def _differences(one: Name, other: Name, pairs: list[_Pair], person: bool) -> Iterator[Difference]:
    worst = 0.0
    for pair in pairs:
        left = " ".join(one.words[i] for i in pair.left)
        right = " ".join(other.words[i] for i in pair.right)
        if len(pair.left) != len(pair.right):
            yield Difference("joined", 1, f"{left} / {right}")
        if pair.kind in {"initial", "sound"}:
            yield Difference(pair.kind, 1, f"{left} / {right}")
        elif pair.kind == "letters":
            yield Difference("letters", pair.distance, f"{left} / {right}")
            if left[0] != right[0]:
                yield Difference("onset", 1, f"{left} / {right}")
            worst = max(worst, pair.distance)
    if worst:
        yield Difference("worst", worst, "")
    seen = {i for p in pairs for i in p.left}, {i for p in pairs for i in p.right}
    left_over = [w for i, w in enumerate(one.words) if i not in seen[0]]
    right_over = [w for i, w in enumerate(other.words) if i not in seen[1]]
    both = min(len(left_over), len(right_over))
    if both:
        yield Difference("replaced", both, f"{' '.join(left_over)} / {' '.join(right_over)}")
    missing = abs(len(left_over) - len(right_over))
    if missing:
        over = left_over if len(left_over) > len(right_over) else right_over
        name = "missing of body" if not person else "missing syllable" if _syllabic(one, other) else "missing"
        yield Difference(name, missing, " ".join(over))
    if one.numbers and other.numbers and sorted(one.numbers) != sorted(other.numbers):
        yield Difference("number", 1, f"{' '.join(one.numbers)} / {' '.join(other.numbers)}")
    if one.form and other.form and not one.form & other.form:
        yield Difference("form", 1, f"{' '.join(sorted(one.form))} / {' '.join(sorted(other.form))}")
    if (len(one.words) == 1) != (len(other.words) == 1) and missing:
        yield Difference("lone", 1, "")
    order = [p.right[0] for p in sorted(pairs, key=lambda p: p.left)]
    if len(order) > 2 and order != sorted(order) and not _turned(order):
        yield Difference("order", 1, "")


def _syllabic(one: Name, other: Name) -> bool:
    words = max(one.words, other.words, key=len)
    return 2 < len(words) < 5 and all(1 < len(w) <= 5 for w in words)


def _turned(order: list[int]) -> bool:
    """Whether the end was only put in front: "Kim Jong Un", "Jong Un Kim"."""
    low = order.index(min(order))
    turned = order[low:] + order[:low]
    return turned == sorted(turned)


def _align(left: tuple[str, ...], right: tuple[str, ...]) -> list[_Pair]:
    found: list[tuple[float, _Pair]] = []
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            pair = _pair(a, b, (i,), (j,))
            if pair is not None:
                # Of equal pairs the one at the nearer place: names have words twice.
                found.append((pair.distance + (0.1 if pair.kind == "initial" else 0) + 0.001 * abs(i - j), pair))
    found += [(p.distance + 0.05, p) for p in _joined(left, right, False)]
    found += [(p.distance + 0.05, p) for p in _joined(right, left, True)]
    found.sort(key=lambda f: f[0])
    used: tuple[set[int], set[int]] = (set(), set())
    pairs: list[_Pair] = []
    for _, pair in found:
        if used[0].isdisjoint(pair.left) and used[1].isdisjoint(pair.right):
            used[0].update(pair.left)
            used[1].update(pair.right)
            pairs.append(pair)
    return pairs


def _joined(parts: tuple[str, ...], wholes: tuple[str, ...], swapped: bool) -> Iterator[_Pair]:
    """Two or three words of one name that are one word of the other: "Luther King" → "Lutherking"."""
    for count in (2, 3):
        for i in range(len(parts) - count + 1):
            text = "".join(parts[i : i + count])
            for j, whole in enumerate(wholes):
                if abs(len(text) - len(whole)) <= 1 and len(whole) > 3:
                    here, there = tuple(range(i, i + count)), (j,)
                    pair = _pair(text, whole, *((there, here) if swapped else (here, there)))
                    if pair is not None and pair.distance <= 0.25 and pair.kind != "initial":
                        yield pair


def _pair(a: str, b: str, left: tuple[int, ...], right: tuple[int, ...]) -> _Pair | None:
    if a == b:
        return _Pair(left, right, "same", 0.0)
    if a.isdigit() or b.isdigit():
        return _Pair(left, right, "letters", 0.5) if a.isdigit() and b.isdigit() else None
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return _Pair(left, right, "initial", 0.3) if long.startswith(short) else None
    changes = OSA.distance(a, b)
    distance = changes / len(long)
    bones = skeleton(a)
    if distance <= 0.4 and len(bones) > 1 and bones == skeleton(b):
        return _Pair(left, right, "sound", min(distance, 0.2))
    return _Pair(left, right, "letters", distance) if distance <= 0.5 else None
