"""A noun, pronoun or coordination as what a pronoun may refer to, and the entity that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from probata.language.annotated import Paragraph, TokenRun
from probata.language.antecedents_words import Kind, Number, Sex


class Word(IntEnum):
    """What word stands for it."""

    NAME = 0
    NOUN = 1
    HE = 2
    SHE = 3
    IT = 4
    THEY = 5
    OTHER = 6
    """ "someone", "that", "which one"."""
    SPEAKER = 7
    """ "I", "we", "you"."""
    CLAUSE = 8
    """No noun at all: what a sentence or clause says."""


class Role(IntEnum):
    """What a noun is in its clause."""

    SUBJECT = 0
    PASSIVE = 1
    OBJECT = 2
    AFTER_VERB = 3
    """Behind a preposition that belongs to a verb."""
    OF = 4
    AFTER_NOUN = 5
    OWNER = 6
    PREDICATE = 7
    APPOSED = 8
    PART = 9
    """Before another noun: "the Trump administration"."""
    ALONE = 10
    """In a line without a verb."""
    OTHER = 11
    CLAUSE = 12
    """A clause itself."""


class Article(IntEnum):
    """What word stands before it."""

    NONE = 0
    THE = 1
    A = 2
    THIS = 3
    OWNER = 4
    ANY = 5


@dataclass(slots=True, eq=False)
class Entity:
    """Everything that was taken to be one person or thing so far."""

    kind: Kind = Kind.OTHER
    number: Number = Number.UNKNOWN
    sex: Sex = Sex.UNKNOWN
    often: int = 0
    """How often its name or noun stands in the whole text: 0 once, 1 twice, 2 three or four times, 3 more, 4 many."""
    named_in: int = 0
    """The sentence of its last noun or name."""
    mentions: list[Noun] = field(default_factory=list)
    fullest: Noun | None = None
    """The mention with the longest name, the first of equals."""


@dataclass(slots=True, eq=False)
class Noun(TokenRun):
    """A noun, pronoun or coordination. ``i`` is the head's token in its paragraph, ``first``/``last`` its own
    tokens; ``at`` counts tokens and ``sentence`` sentences over the whole report; ``clause`` is the token of
    the verb that governs it, -1 for none; ``quote`` numbers the quotation that it stands in, 0 for none."""

    paragraph: Paragraph
    i: int
    first: int
    last: int
    at: int
    sentence: int
    word: Word
    role: Role
    number: Number
    sex: Sex
    kind: Kind
    article: Article
    clause: int
    quote: int
    joined: bool = False
    """Whether it is a later part of a coordination."""
    lemma: str = ""
    name: tuple[str, ...] = ()
    parts: tuple[Noun, ...] = ()
    entity: Entity = field(default_factory=Entity)
    antecedent: Noun | None = None
