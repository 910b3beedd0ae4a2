"""What words alone tell of whom they name: person or thing, one or several, he or she.

The lists are in ``data/antecedents.yml``. Nothing here looks at the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

import yaml

from probata.errors import KnowledgeError


class Kind(IntEnum):
    """What sort of thing a noun names, as far as its words tell."""

    OTHER = 0
    PERSON = 1
    BODY = 2
    PLACE = 3
    TIME = 4
    ABSTRACT = 5
    NAME = 6


class Sex(IntEnum):
    """By which pronoun a person goes, as far as words tell."""

    UNKNOWN = 0
    MALE = 1
    FEMALE = 2


class Number(IntEnum):
    """How many; a collective ("the ministry") is one that may be "they"."""

    UNKNOWN = 0
    ONE = 1
    SEVERAL = 2
    COLLECTIVE = 3


_ENT_KINDS = {
    "PERSON": Kind.PERSON, "ORG": Kind.BODY, "NORP": Kind.BODY, "GPE": Kind.PLACE, "LOC": Kind.PLACE, "FAC": Kind.PLACE,
    "DATE": Kind.TIME, "TIME": Kind.TIME, "PERCENT": Kind.TIME, "MONEY": Kind.TIME, "QUANTITY": Kind.TIME,
}  # fmt: skip
_ABSTRACT_ENDS = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "ing", "ure", "acy", "logy")
_PERSON_ENDS = ("ist", "ian", "man", "men", "woman", "women", "eer", "person")
TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir lord lady president minister secretary senator sen rep representative
    governor gov general gen king queen prince princess pope chancellor judge justice reverend rev prime vice
    madam""".split()
)
"""Titles before a name; they are no part of it."""
_FILE = "language/data/antecedents.yml"


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists, all in lower case."""

    male_names: frozenset[str]
    female_names: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    person: frozenset[str]
    collective: frozenset[str]
    place: frozenset[str]
    time: frozenset[str]
    abstract: frozenset[str]
    partitive: frozenset[str]
    given: frozenset[str]
    """First names of either sex."""

    def kind_of_noun(self, lemma: str, lower: str) -> Kind:
        """The kind of a common noun."""
        if lemma in self.person or lower in self.male or lower in self.female:
            return Kind.PERSON
        if lemma in self.collective:
            return Kind.BODY
        if lemma in self.time:
            return Kind.TIME
        if lemma in self.place:
            return Kind.PLACE
        if lemma in self.abstract:
            return Kind.ABSTRACT
        if len(lemma) > 5:
            if lemma.endswith(_PERSON_ENDS):
                return Kind.PERSON
            if lemma.endswith(_ABSTRACT_ENDS):
                return Kind.ABSTRACT
        return Kind.OTHER

    def kind_of_name(self, words: tuple[str, ...], label: str) -> Kind:
        """The kind of a name: its first word tells more than the parser's label, which is often wrong."""
        first, last = words[0].lower(), words[-1].lower()
        if first in self.person and words[1:2] == ("of",):
            return Kind.PERSON
        if label == "PERSON" and ("of" in words or len(words) > 4):
            return Kind.NAME
        if last in self.collective or (len(words) > 1 and last in self.place):
            return Kind.BODY
        if len(words) > 1 and (last in self.abstract or last.endswith(_ABSTRACT_ENDS[:5])):
            return Kind.NAME
        if first in self.given or first in self.male or first in self.female:
            return Kind.PERSON
        if last in self.person:
            return Kind.PERSON
        return _ENT_KINDS.get(label, Kind.NAME)

    def sex_of_name(self, words: tuple[str, ...]) -> Sex:
        """The sex by title or first name."""
        for word in words:
            lower = word.lower()
            if lower in self.male or lower in self.male_names:
                return Sex.MALE
            if lower in self.female or lower in self.female_names:
                return Sex.FEMALE
        return Sex.UNKNOWN

    def sex_of_noun(self, lower: str) -> Sex:
        """The sex that a common noun tells ("spokeswoman")."""
        if lower in self.male:
            return Sex.MALE
        return Sex.FEMALE if lower in self.female else Sex.UNKNOWN


@cache
def load_words() -> Words:
    """The packaged lists, read once a process. :class:`KnowledgeError` names the file if it is broken."""
    try:
        text = (files("probata.language") / "data" / "antecedents.yml").read_text(encoding="utf-8")
        found = yaml.safe_load(text)
        lists = {name: frozenset(words.split()) for name, words in found.items()}
        return Words(**lists, given=lists["male_names"] | lists["female_names"])
    except (OSError, yaml.YAMLError, AttributeError, TypeError, KeyError) as error:
        raise KnowledgeError(f"{_FILE} can't be read: {error}") from error
