"""By which word a place hangs on an event: a preposition before it, or a verb whose object it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from probata.claims.clause import Clause
from probata.claims.draft import Draft
from probata.language.annotated import PlaceMention
from probata.records import Place

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Token

_LEAVE = frozenset({"leave", "depart", "exit", "quit"})
_REACH = frozenset({"reach", "enter", "hit"})
_VISIT = frozenset({"visit", "tour", "inspect"})
_BOUND = frozenset("bind head leave depart sail destine set route start steer make".split())
_WAY = frozenset({"way", "route"})
_CARGO = frozenset(
    """container cargo shipment delivery consignment box crate load goods trip voyage run journey flight route
    way movement transfer transport passage material supply weapon arm munition troop soldier worker fuel oil
    coal shell missile item bag part barrel train truck ship vessel export import call stop visit tour travel
    deployment dispatch""".split()
)
"""Nouns whose own preposition tells where the thing goes: "containers from Rajin", "a shipment to Syria"."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A place with the word that ties it to an event ("from", "via", "bound for" as "for").

    ``verb`` is the lemma that governs the word; ``first`` the place before it in a list that this one goes on;
    ``close``: it hangs on the event itself or what it carries; ``far``: tokens from the trigger; ``after``: it
    stands in another noun's phrase.
    """

    mention: PlaceMention
    word: str
    verb: str
    close: bool
    far: int
    after: bool = False
    first: PlaceMention | None = None

    def place(self) -> Place:
        """The record of it."""
        m = self.mention
        return Place(m.start, m.end, m.text, m.name, m.kind, m.state, self.word)


def tie_of(mention: PlaceMention, draft: Draft, clause: Clause, carriers: Collection[int]) -> Tie | None:
    """The tie of a place to an event, ``None`` where it is another clause's or hangs on something else.

    ``carriers`` are the tokens of what carries and is carried: a place may hang on them ("on the ship at X").
    """
    doc = draft.paragraph.doc
    head = doc[mention.head]
    far = abs(mention.head - draft.trigger.i)
    before = _before(mention, doc[mention.first])
    if before is None:
        return None
    if before.pos_ in {"VERB", "AUX"} or (before.pos_ == "NOUN" and before.lemma_.lower() in _VISIT):
        lemma = before.lemma_.lower()
        word = next((w for verbs, w in ((_LEAVE, "leave"), (_REACH, "reach"), (_VISIT, "visit")) if lemma in verbs), "")
        if not word or before.i not in clause:
            return None
        return Tie(mention, word, lemma, True, far)
    if before.pos_ not in {"ADP", "SCONJ", "PART"}:
        return None
    word = before.lower_
    if word == "of":
        above = before.head
        if above.lower_ == "out":
            word, before = "from", above
        elif above.lower_ == "way" and above.head.lower_ == "by":
            word, before = "via", above.head
        else:
            return None
    if before.i not in clause and head.i not in clause:
        return None
    above = before.head
    verb = above.lemma_.lower()
    for _ in range(3):
        if above.pos_ in {"ADP", "ADV", "PART"} and above.head is not above:
            above = above.head
            verb = above.lemma_.lower()
    if word == "for" and not _bound(before):
        return None
    if (
        word == "to"
        and before.i
        and doc[before.i - 1].lower_ in {"close", "according", "next", "due", "thanks", "links", "ties"}
    ):
        return None
    on_event = above.i == draft.trigger.i or above.i in clause.verbs
    on_load = above.i in carriers or above in draft.heads or _loads(above)
    nested = not on_event and not on_load
    if nested and not _place_before(before, draft, clause):
        return None
    return Tie(mention, word, verb, on_event or on_load, far, after=not on_event)


def _before(mention: PlaceMention, first: Token) -> Token | None:
    """The word that stands before a place's phrase, over its article, adjectives and owner."""
    doc = first.doc
    at = mention.first - 1
    for _ in range(7):
        if at < first.sent.start:
            return None
        token = doc[at]
        if token.pos_ in {"DET", "ADJ", "NUM"} or token.lower_ in {"'s", "’s", '"', "“", "the"}:
            at -= 1
            continue
        if token.pos_ in {"PROPN", "NOUN"} and (
            token.dep_ in {"compound", "nmod", "poss", "amod"} and token.head.i > at
        ):
            at -= 1
            continue
        return token
    return None


def _bound(preposition: Token) -> bool:
    """ "bound for Vostochny", "left for Pyongyang", "sailed for Rajin"."""
    above = preposition.head
    return above.lemma_.lower() in _BOUND or above.lower_ in {"bound", "headed"}


def _loads(noun: Token) -> bool:
    return noun.pos_ in {"NOUN", "PROPN"} and noun.lemma_.lower() in _CARGO


def _place_before(preposition: Token, draft: Draft, clause: Clause) -> bool:
    """Whether the preposition only seems to hang on the place before it, which is often told wrong: "from Rajin to
    Vostochny", "by rail to depots"."""
    above = preposition.head
    for _ in range(4):
        if above.i == draft.trigger.i or above.i in clause.verbs:
            return preposition.lower_ in {"to", "from", "via", "through", "into", "onto", "toward", "towards", "for"}
        if above.head is above or above.pos_ not in {"PROPN", "NOUN", "ADP"}:
            return False
        above = above.head
    return False
