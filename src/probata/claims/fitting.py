"""Who may stand in a frame of persons: events that a state as a whole can't do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from probata.claims.fill import Fill
from probata.claims.filler import Lookup
from probata.claims.frame import Frame, Role
from probata.language.annotated import Paragraph
from probata.records import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_VISITORS = frozenset(
    """delegation envoy diplomat representative leader dictator counterpart team group people tourist official minister
    president premier ambassador negotiator lawmaker inspector expert adviser advisor chief athlete pilgrim skier
    traveller traveler engineer specialist technician businessman number dozen hundred""".split()
)
_BODIES = frozenset("government army navy force military regime side state country nation ministry".split())
"""Nouns of a state as a whole, which goes nowhere."""


_TOURISTS = frozenset({"tourist", "traveller", "traveler", "visitor", "skier", "holidaymaker", "vacationer"})
_COUNTS = frozenset({"group", "party", "number", "dozen", "hundred", "thousand"})


def tourists(paragraph: Paragraph, token: Token, lookup: Lookup, tours: bool = False) -> Fill:
    """Travellers that only their state's adjective tells ("a group of Russian tourists", "a Russian tour group"),
    under one name; ``tours``: the verb says that they are such."""
    noun = token
    if token.lemma_.lower() in _COUNTS:
        below = [t for c in token.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
        noun = below[0] if below else token
    grouped = noun.lemma_.lower() == "group" and (tours or any(c.lemma_.lower() == "tour" for c in noun.children))
    if noun.lemma_.lower() not in _TOURISTS and not grouped:
        return Fill()
    for child in noun.children:
        mention = lookup.mention(paragraph, child) if child.dep_ in {"amod", "compound", "nmod"} else None
        if mention is not None and mention.kind is SourceKind.STATE:
            end = paragraph.offsets(noun)[1]
            return Fill((f"{mention.text} tourists",), ((mention.start, end),))
    return Fill()


def unknown_travellers(tokens: Iterable[Token]) -> bool:
    """Whether a visit's subject is people of whom the rest of the report may tell ("the travellers")."""
    return any(t.lemma_.lower() in _TOURISTS or t.lemma_.lower() in _VISITORS for t in tokens)


def fits_frame(paragraph: Paragraph, token: Token, slot: str, frame: Frame, lookup: Lookup) -> bool:
    """Whether a party may stand for itself in a frame of persons, or of those who travel."""
    if frame.travellers and slot not in frame.roles[Role.AGENT]:
        return True
    mention = lookup.mention(paragraph, token)
    if frame.persons:
        return mention is not None and mention.person is not None
    if slot in frame.roles[Role.COUNTERPART] and slot in frame.roles[Role.AGENT]:
        return True
    if slot == "mod":
        return True  # "the Chinese visit"
    if mention is None:  # a dateline can draw the subject's head to itself
        beside = (lookup.mention(paragraph, c) for c in token.children if c.dep_ == "appos")
        return token.lemma_.lower() in _VISITORS or any(m is not None and m.person for m in beside)
    if mention.person or len(mention.people) > 1:
        return True
    return token.pos_ == "NOUN" and mention.kind is SourceKind.STATE and token.lemma_.lower() not in _BODIES
