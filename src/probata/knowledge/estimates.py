"""The words of likelihood and confidence that a judgement may use, with their ranges (ICD 203)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from probata.knowledge.yamlfile import Spec, read_yaml
from probata.records import CONFIDENCE

FILE = "estimates.yml"


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A word of the scale: from ``low`` to ``high`` percent. ``row`` is 0 or 1; a text keeps to one of the two."""

    word: str
    low: int
    high: int
    row: int

    @property
    def told(self) -> str:
        """ "likely (55 to 80 %)"."""
        return f"{self.word} ({self.low} to {self.high} %)"


@dataclass(frozen=True, slots=True)
class Estimates:
    """The closed lists. ``forms`` leads from every word as it is written to that of the scale; ``others`` are words of
    likelihood that the scale doesn't have, ``charged`` words of guilt with what to write instead."""

    likelihoods: tuple[Likelihood, ...]
    forms: Mapping[str, Likelihood]
    confidence: tuple[str, ...]
    others: tuple[str, ...]
    charged: Mapping[str, str]
    source: str
    citation_status: str
    note: str

    def likelihood(self, word: str) -> Likelihood | None:
        """The word of the scale, in any case of letters."""
        return self.forms.get(" ".join(word.casefold().split()))


@cache
def read_estimates() -> Estimates:
    """``data/estimates.yml``; :class:`~probata.errors.KnowledgeError` for ranges that don't join, or a wrong list."""
    top = Spec(
        read_yaml(FILE),
        ("likelihood", "confidence", "source", "citation_status", "note", "others", "charged"),
        FILE,
    )
    scale: list[Likelihood] = []
    forms: dict[str, Likelihood] = {}
    end = None
    for step in top.specs("likelihood", ("low", "high", "words", "forms")):
        low, high = step.integer("low"), step.integer("high")
        words = step.texts("words")
        if low is None or high is None or not low < high or (end is not None and low != end) or len(words) != 2:
            raise step.error("a step needs a low below its high, the low where the last step ended, and two words")
        end = high
        made = {word: Likelihood(word, low, high, row) for row, word in enumerate(words)}
        scale += made.values()
        other = step.raw("forms", {})
        if not isinstance(other, dict) or not set(other.values()) <= made.keys():
            raise step.error("forms are forms of the step's own words")
        forms |= made | {form: made[word] for form, word in other.items()}
    confidence = top.texts("confidence")
    if confidence != CONFIDENCE:
        raise top.error(f"confidence is {', '.join(CONFIDENCE)}")
    charged = {w: c.text("say") for c in top.specs("charged", ("words", "say")) for w in c.texts("words")}
    return Estimates(tuple(scale), forms, confidence, top.texts("others"), charged, top.text("source"),
                     top.citation_status(), top.text("note", ""))  # fmt: skip
