"""How well a noun fits as what a pronoun refers to: a sum of learned weights, one per feature.

A feature is a number below :data:`SIZE`; each template below owns a block of them and crosses a few
properties of the pronoun, the noun and their places. ``data/antecedents.json`` holds the weights,
learned by ``training/coreference``. Nothing but additions is needed at run time.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from operator import add

from probata.errors import KnowledgeError
from probata.language.antecedents_noun import Article, Noun, Role, Word
from probata.language.antecedents_words import Kind, Number, Sex

_FILE = "language/data/antecedents.json"
_GROUPS = (0, 0, 0, 0, 1, 2)
"""By :class:`Word`; a tuple, since an enum is slow to look up in a dictionary."""
_WORD_CLASS = (0, 1, -1, -1, -1, -1, 2, 2, 5)
_PRONOUN_ROLE = (0, 0, 1, 2, 3, 3, 4, 5, 5, 5, 5, 5, 5)
BEHIND, IS, OWN_CLAUSE = 7, 8, 9
"""Ties beside those of :func:`antecedents_syntax.tie_of`: the subject behind a leading clause, what "it" is said to be
("it is a ship"), a clause of the same sentence."""
"""Subject, object, after a verb's preposition, after another, owner, other; by :class:`Role`."""

# Block sizes by template: (name, how many values beside the three pronoun groups).
_TEMPLATES = (
    ("distance, role", 9 * 13),
    ("distance, word", 9 * 8),
    ("number, word", 4 * 8),
    ("sex, kind", 3 * 7),
    ("kind, article", 7 * 6),
    ("roles, near", 6 * 13 * 2),
    ("tie, pronoun's role", 10 * 6),
    ("rank, subject", 7 * 2),
    ("joined", 3),
    ("since its last noun, word", 6 * 8),
    ("verb, kind, number", 4 * 7 * 4),
    ("named in all, word", 5 * 8),
    ("word, kind", 8 * 7),
    ("pattern, word", 8 * 8),
    ("tie, article", 10 * 6),
    ("opens, distance, word", 2 * 9 * 8),
    ("subjects, distance, word", 4 * 4 * 8),
    ("mentions, near, word", 5 * 3 * 8),
    ("nobody: role", 6),
    ("nobody: how many fit", 5),
    ("nobody: pattern", 8),
    ("nobody: pattern, role", 8 * 6),
    ("nobody: verb, opens", 4 * 2),
)
_OF_NOBODY = 5
"""How many of the templates, the last, are of nobody."""
_STARTS: list[int] = []
SIZE = 0
for _, _n in _TEMPLATES:
    _STARTS.append(SIZE)
    SIZE += 3 * _n
_SIZES = [n for _, n in _TEMPLATES]
_BLOCKS = [[start + g * size for start, size in zip(_STARTS, _SIZES, strict=True)] for g in range(3)]


def distance_of(pronoun: Noun, noun: Noun) -> int:
    """Same clause, same sentence, one back, two, three, five, further, behind, what it is said to be."""
    if noun.at > pronoun.at:
        return 7
    sentences = pronoun.sentence - noun.sentence
    if sentences == 0:
        return 0 if noun.clause == pronoun.clause else 1
    return sentences + 1 if sentences <= 3 else 5 if sentences <= 5 else 6


_SAYING = frozenset(
    """say tell add note write explain claim announce report warn state insist continue think believe know want hope
    feel ask decide agree deny refuse admit argue call accuse try plan expect speak meet see love like worry""".split()
)


def verb_of(pronoun: Noun) -> int:
    """What a pronoun does: as subject 1 speaks or thinks, 2 is, 3 anything else; 0 it is no subject."""
    if pronoun.clause < 0 or pronoun.role not in (Role.SUBJECT, Role.PASSIVE):
        return 0
    lemma = pronoun.paragraph.doc[pronoun.clause].lemma_
    return 1 if lemma in _SAYING else 2 if lemma == "be" else 3


def _since(pronoun: Noun, noun: Noun) -> int:
    """Sentences since the entity was named by a noun."""
    sentences = pronoun.sentence - noun.entity.named_in
    return sentences if 0 <= sentences < 4 else 4 if sentences < 8 else 5


def _sex(pronoun: Noun, noun: Noun) -> int:
    sex = noun.sex or noun.entity.sex
    return 0 if not sex or not pronoun.sex else 1 if sex is pronoun.sex else 2


def _number(pronoun: Noun, noun: Noun) -> int:
    number = noun.number
    if number is Number.UNKNOWN:
        return 0
    if number is Number.COLLECTIVE:
        return 3
    return 1 if number is pronoun.number else 2


def _word_class(pronoun: Noun, noun: Noun) -> int:
    plain = _WORD_CLASS[noun.word]
    if plain >= 0:
        return plain
    return 3 if noun.word is pronoun.word else 4


def kind_of(noun: Noun) -> Kind:
    """What a noun names, by its entity where it is a pronoun."""
    if noun.word in (Word.IT, Word.THEY) or noun.entity.kind is Kind.PERSON:
        return noun.entity.kind
    return noun.kind


def features(pronoun: Noun, noun: Noun, rank: int, tie: int, own: tuple[int, int, int]) -> list[int]:
    """The features of a pair. ``rank`` counts the fitting entities that are nearer, ``tie`` is from the clause,
    ``own`` what :func:`own_of` says of the pronoun."""
    g = _GROUPS[pronoun.word]
    verb, opens, pattern = own
    distance = 8 if tie == IS else distance_of(pronoun, noun)
    word = 6 if tie == IS else _word_class(pronoun, noun)
    if word == 5 and distance == 7:
        word = 7
    kind = kind_of(noun)
    role, mine = noun.role, _PRONOUN_ROLE[pronoun.role]
    subject = role is Role.SUBJECT or role is Role.PASSIVE
    near = 0 if distance < 2 or distance > 6 else distance - 1 if distance < 4 else 3
    mentions = len(noun.entity.mentions)
    values = (
        distance * 13 + role,
        distance * 8 + word,
        _number(pronoun, noun) * 8 + word,
        _sex(pronoun, noun) * 7 + kind,
        kind * 6 + noun.article,
        (mine * 13 + role) * 2 + (distance > 2),
        tie * 6 + mine,
        (rank if rank < 4 else 4 if rank < 6 else 5 if rank < 10 else 6) * 2 + subject,
        2 if noun.parts else int(noun.joined),
        _since(pronoun, noun) * 8 + word,
        (verb * 7 + kind) * 4 + noun.number,
        noun.entity.often * 8 + word,
        word * 7 + kind,
        pattern * 8 + word,
        tie * 6 + noun.article,
        (opens * 9 + distance) * 8 + word,
        ((subject + 2 * (mine == 0)) * 4 + near) * 8 + word,
        ((mentions if mentions < 3 else 3 if mentions < 5 else 4) * 3 + (near if near < 2 else 2)) * 8 + word,
    )
    return list(map(add, _BLOCKS[g], values))


def own_of(pronoun: Noun, pattern: int) -> tuple[int, int, int]:
    """What is the same for all candidates of a pronoun: its verb, whether it opens its sentence, its pattern."""
    token = pronoun.paragraph.doc[pronoun.i]
    return verb_of(pronoun), int(token.is_sent_start or pronoun.i == 0), pattern


def features_of_nobody(pronoun: Noun, fitting: int, own: tuple[int, int, int]) -> list[int]:
    """The features of a pronoun that refers to nothing before it."""
    g = _GROUPS[pronoun.word]
    role = _PRONOUN_ROLE[pronoun.role]
    verb, opens, pattern = own
    values = (role, min(fitting, 4), pattern, pattern * 6 + role, verb * 2 + opens)
    at = len(_TEMPLATES) - _OF_NOBODY
    return [_STARTS[at + k] + g * _SIZES[at + k] + value for k, value in enumerate(values)]


def agrees(pronoun: Noun, noun: Noun) -> bool:
    """Whether number, sex and kind don't forbid it."""
    word = noun.word
    if word is Word.SPEAKER:
        return False
    kind = kind_of(noun)
    if pronoun.word is Word.THEY:
        return kind is not Kind.TIME and (noun.number is not Number.ONE or _may_be_they(noun, kind))
    if noun.number is Number.SEVERAL:
        return False
    if pronoun.word is Word.IT:
        if word is Word.OTHER and noun.lemma in _POINTING:
            return False  # what "this" stands for isn't known either
        if kind is Kind.TIME and (word is Word.NAME or pronoun.role is Role.OWNER):
            return False
        return word not in (Word.HE, Word.SHE, Word.THEY) and not (kind is Kind.PERSON and _surely_one_person(noun))
    if word is Word.IT or word is Word.THEY:
        return False
    if word is Word.NOUN and kind is not Kind.PERSON and not noun.lemma.endswith(_AGENTS):
        return False
    if kind is Kind.TIME:
        return False
    sex = noun.sex or noun.entity.sex
    return sex is Sex.UNKNOWN or sex is pronoun.sex


_POINTING = frozenset({"this", "that"})
_AGENTS = ("er", "or", "ant", "ent", "ee", "ist")
_CREATURES = frozenset("child baby infant animal kid human crowd audience family host".split())


def _may_be_they(noun: Noun, kind: Kind) -> bool:
    """Whether one alone may be "they": somebody unknown ("a victim ... they"), or a body."""
    if noun.word is Word.NAME:
        return kind in (Kind.BODY, Kind.PLACE, Kind.NAME)
    unknown = noun.word is Word.OTHER or noun.article in (Article.A, Article.ANY)
    return noun.word in (Word.NOUN, Word.OTHER) and unknown and kind is Kind.PERSON and not noun.entity.sex


def _surely_one_person(noun: Noun) -> bool:
    if noun.word is Word.OTHER:
        return noun.lemma.endswith(("one", "body"))
    if noun.word is Word.NAME:
        return bool(noun.sex or noun.entity.sex)
    return noun.word is Word.NOUN and noun.lemma not in _CREATURES


@cache
def load_weights() -> tuple[float, ...]:
    """The packaged weights. :class:`KnowledgeError` names the file if it doesn't fit the templates."""
    try:
        found = json.loads((files("probata.language") / "data" / "antecedents.json").read_text(encoding="utf-8"))
        weights = [0.0] * SIZE
        for name, start, size in zip([n for n, _ in _TEMPLATES], _STARTS, _SIZES, strict=True):
            block = found["weights"].get(name, {})
            for key, value in block.items():
                if not 0 <= int(key) < 3 * size:
                    raise ValueError(f"{name} has no feature {key}")
                weights[start + int(key)] = float(value)
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise KnowledgeError(f"{_FILE} can't be read: {error}") from error
    return tuple(weights)


def dump_weights(weights: list[float]) -> dict[str, dict[str, float]]:
    """Weights by template, as the file keeps them: those that are nil are left out."""
    return {
        name: {str(k): round(w, 3) for k, w in enumerate(weights[start : start + 3 * size]) if abs(w) >= 0.0005}
        for (name, size), start in zip(_TEMPLATES, _STARTS, strict=True)
    }


def shared_of(feature: int) -> int:
    """The feature of the first pronoun group with the same value; for training."""
    for start, size in zip(_STARTS, _SIZES, strict=True):
        if start <= feature < start + 3 * size:
            return start + (feature - start) % size
    raise ValueError(f"there is no feature {feature}")
