"""The tense in which the words around a time expression stand: whether its day is past or still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from probata.language.tokenindex import TokenIndex

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEEPEST = 60
"""Steps up a parse before the search for a governing verb gives up."""
_SCHEDULED = frozenset({"plan", "schedule", "set", "slate", "expect", "due", "book"})
"""Verbs of fixing a date: even in the past their own time is the day fixed ("was scheduled for Friday")."""
_FUTURE_VERBS = _SCHEDULED | {
    "prepare",
    "intend",
    "agree",
    "hope",
    "aim",
    "vow",
    "pledge",
    "promise",
    "threaten",
    "propose",
    "bind",
    "likely",
    "poise",
    "want",
    "decide",
}
_TIMETABLE = frozenset(
    {
        "arrive",
        "begin",
        "close",
        "come",
        "convene",
        "depart",
        "embark",
        "end",
        "expire",
        "fly",
        "head",
        "host",
        "kick",
        "land",
        "leave",
        "meet",
        "open",
        "resume",
        "return",
        "sail",
        "start",
        "take",
        "travel",
        "visit",
        "vote",
    }
)
"""Verbs whose simple present with a day is a timetable ("the talks begin on Tuesday")."""
_TO_COME = frozenset(
    {
        "ceremony",
        "deadline",
        "election",
        "launch",
        "meeting",
        "parade",
        "session",
        "summit",
        "talk",
        "trip",
        "visit",
        "vote",
    }
)
"""What may lie ahead under a verb in the future; "Wednesday's ruling" is out even if it will be appealed."""
ANNOUNCED = "announced"
"""The past of a verb of announcing: what it tells of may lie ahead."""
_ANNOUNCE = frozenset({"announce", "confirm", "disclose", "reveal"})
_ATTRIBUTES = frozenset({"poss", "compound", "nmod", "amod"})
_MODALS = frozenset({"would", "may", "might", "could", "can", "should", "must"})
_WILL = frozenset({"will", "’ll", "'ll", "shall"})
_PAST_HELPERS = frozenset({"was", "were", "had", "did", "has", "have", "’ve", "'ve"})
_PRESENT_BE = frozenset({"is", "are", "am", "’s", "'s", "’re", "'re"})


def tense_at(index: TokenIndex, start: int, end: int) -> str:
    """The tense of the verb that governs the words between two offsets.

    ``past``, ``before-past``, ``announced`` (past), ``future``
    or ``""``.

    Infinitives after "set to", "plan to", "due to" are future, so is a headline's ("Putin to visit"); other
    infinitives and participles take the tense of what they hang on. Simple present says neither, headlines
    and captions use it, but for verbs of a timetable.
    """
    span = index.span(start, end)
    if span is None:
        return ""
    token: Token = span.root
    if token.dep_ in _ATTRIBUTES and token.head.pos_ == "NOUN" and token.head.lemma_ not in _TO_COME:
        return ""
    below: Token = token
    for _ in range(_DEEPEST):
        if token.pos_ in ("VERB", "AUX"):
            if below.dep_ in ("nsubj", "nsubjpass") and below.lemma_ not in _TO_COME:
                return ""  # "the attack on Monday will have effects"
            tense = _tense_of(token, below)
            if tense is not None:
                return tense
        if token.head.i == token.i:
            break
        below, token = token, token.head
    return ""


def _tense_of(verb: Token, below: Token) -> str | None:
    """``None`` where the verb's form leaves it to the verb above; ``below`` is what led up to the verb."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    lemma = verb.lemma_.lower()
    if helpers & _WILL:
        return "future"
    if helpers & _MODALS:
        return "past" if "have" in helpers else "future"
    if "to" in helpers:
        return _of_infinitive(verb)
    if lemma in _SCHEDULED and "had" not in helpers and _fixed(verb, below):
        return "future"
    if "had" in helpers:
        return "before-past"
    if helpers & _PAST_HELPERS or verb.tag_ == "VBD":
        return ANNOUNCED if lemma in _ANNOUNCE else "past"
    if verb.tag_ == "VBN" and not helpers and verb.dep_ in ("acl", "amod", "relcl"):
        return "past"
    if verb.tag_ == "VBG" and helpers & _PRESENT_BE:
        return "future"
    if verb.tag_ in ("VBZ", "VBP"):
        return "future" if lemma in _TIMETABLE or lemma in _FUTURE_VERBS else ""
    return None


def _fixed(verb: Token, below: Token) -> bool:
    """Whether what hangs on a verb of fixing a date is the day fixed, not the day of fixing it."""
    if verb.lemma_ == "set":
        return below.lower_ == "for"
    return verb.tag_ != "VBD" or (below.i > verb.i and below.dep_ in ("dobj", "obj", "prep"))


def _of_infinitive(verb: Token) -> str | None:
    head = verb.head
    if head.i == verb.i:
        return "future"
    if head.lemma_ in _FUTURE_VERBS:
        above = {c.lower_ for c in head.children} | {c.lower_ for c in head.head.children if head.dep_ == "acomp"}
        return "before-past" if "had" in above else "future"
    if head.lemma_ == "be" and head.tag_ in ("VBZ", "VBP"):
        return "future"
    return None
