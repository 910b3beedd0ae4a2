"""The classes of words that affirm, reverse or weaken what hangs on them, and the scores of the kinds they give.

Both are data, ``data/signatures.yml``, which says what its terms mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from probata.errors import KnowledgeError

_WALKED = frozenset(("holds", "fails", "fact", "as main"))


@dataclass(frozen=True, slots=True)
class Signature:
    """One class of words: its name, and the verdicts on what hangs on an affirmed and on a negated one."""

    name: str
    affirmed: str
    negated: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """``classes`` by lemma and form; ``scores`` by kind and scale, of an affirmed and of a negated event; ``rank`` of
    the kinds, surest first."""

    classes: Mapping[tuple[str, str], Signature]
    scores: Mapping[str, Mapping[str, tuple[float, float]]]
    rank: Mapping[str, int]

    def weaker(self, one: str, other: str) -> str:
        """The less sure of two kinds."""
        return one if self.rank[one] >= self.rank[other] else other


@cache
def signatures() -> Signatures:
    """The packaged table, read once a process. :class:`KnowledgeError` where it can't be read or names no such kind."""
    try:
        raw = yaml.safe_load((files(__package__) / "data" / "signatures.yml").read_text(encoding="utf-8"))
        scores = raw["scores"]
        classes: dict[tuple[str, str], Signature] = {}
        for entry in raw["classes"]:
            made = Signature(entry["class"], entry["affirmed"], entry["negated"])
            if unknown := {v.removeprefix("not ") for v in (made.affirmed, made.negated)} - _WALKED - scores.keys():
                raise KnowledgeError(f"language/data/signatures.yml: {made.name!r} names no such kind: {unknown}")
            for lemma in entry["lemmas"]:
                for form in entry["takes"]:
                    classes.setdefault((lemma, form), made)
    except (OSError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise KnowledgeError(f"language/data/signatures.yml cannot be read: {error}") from error
    return Signatures(classes, scores, {kind: i for i, kind in enumerate(scores)})


def signature(lemma: str, form: str) -> Signature | None:
    """The class of a word for the form in which an event hangs on it, if it has one."""
    return signatures().classes.get((lemma.lower(), form))
