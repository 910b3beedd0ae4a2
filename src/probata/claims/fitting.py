"""Who may stand in a frame of persons: events that a state as a whole can't do."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    if mention.person or mention.people:
        return True
    return token.pos_ == "NOUN" and mention.kind is SourceKind.STATE and token.lemma_.lower() not in _BODIES
