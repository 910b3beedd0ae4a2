"""Whether one name stands for another: "Shin" for "Shin Won-sik", "the House" for "the House of Lords"."""

from __future__ import annotations

from probata.language.antecedents_noun import Noun
from probata.language.antecedents_words import TITLES, Kind

_FEW = 3
"""Words of a name that may be a person's though its kind is unknown: longer ones are works and programmes."""


def bare(noun: Noun) -> tuple[str, ...]:
    """The words of a name in lower case without titles, unless it is nothing else."""
    words = tuple(w.lower() for w in noun.name)
    last = max((i for i, w in enumerate(words[:-1]) if w.rstrip(".") in TITLES), default=-1)
    return words[last + 1 :] if words[last + 1 : last + 2] != ("of",) else words


def longest(noun: Noun) -> int:
    """The most words that a name of its kind has."""
    return 5 if noun.kind is Kind.PERSON else 8


def may_be_one(noun: Noun, other: Noun) -> bool:
    """Whether two names may be one's, as far as sex and kind tell; the kind of a single word tells little."""
    if noun.sex and other.entity.sex and noun.sex is not other.entity.sex:
        return False
    longer, shorter = (noun, other) if len(noun.name) > len(other.name) else (other, noun)
    if len(longer.name) == len(shorter.name) or longer.kind is shorter.kind:
        return True
    if shorter.entity.kind is Kind.PERSON and longer.kind is not Kind.PERSON and len(longer.name) > _FEW:
        return False
    if longer.kind is Kind.PERSON or longer.kind is Kind.NAME:
        return len(shorter.name) == 1 or shorter.kind is Kind.NAME
    return shorter.kind is not Kind.PERSON or (len(shorter.name) == 1 and len(longer.name) == 2)


def holds(longer: tuple[str, ...], shorter: tuple[str, ...], kind: Kind) -> int:
    """How well a name stands for a longer one: 4 the words before "of", 3 surname or head, 2 first name, 1 other words
    of it, 0 not at all."""
    n = len(shorter)
    head = longer.index("of") if "of" in longer else len(longer)
    if head < len(longer) and longer[:head] == shorter:
        return 4
    if longer[head - n : head] == shorter or (longer[-n:] == shorter and kind is Kind.PERSON):
        return 3
    if longer[:n] == shorter:
        return 2
    return int(kind is not Kind.PERSON and any(longer[i : i + n] == shorter for i in range(len(longer) - n + 1)))
