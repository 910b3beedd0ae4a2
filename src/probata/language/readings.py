"""Whether a name stands for who acts, for where something is, or only modifies a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from probata.language.annotated import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

    from probata.language.drafts import Draft

_WHERE = frozenset(
    """in at near outside inside around across through via into throughout within along above over off onto towards
    toward""".split()
)
MOTION = frozenset(
    """travel go come fly arrive return leave depart head visit tour sail drive move march cross enter reach land stop
    pass transit fire launch stay live stand work base locate station hold meet sit
    trip visit tour journey flight voyage arrival departure return route passage stop""".split()
)
"""Lemmas of going and being somewhere; a state or capital after "to" or "from" them is a place."""


def reading_of(draft: Draft) -> Reading:
    """The reading of a name that may be a place, from how its head hangs in the sentence."""
    token = draft.token
    while token.dep_ == "conj" and token.head.i != token.i and token.head.pos_ in ("PROPN", "NOUN"):
        token = token.head
    if token.dep_ in ("compound", "amod", "nmod"):
        return Reading.MODIFIER
    if token.dep_ == "pobj":
        preposition = token.head
        word = preposition.lower_
        if word in _WHERE:
            return Reading.PLACE
        if word in ("to", "from", "for") and _moves(preposition.head):
            return Reading.PLACE
    if token.dep_ == "dobj" and token.head.lemma_ in ("visit", "tour", "leave", "enter", "reach"):
        return Reading.PLACE
    return Reading.ACTOR


def _moves(token: Token) -> bool:
    return token.lemma_.lower() in MOTION or (token.dep_ == "prep" and token.head.lemma_.lower() in MOTION)
