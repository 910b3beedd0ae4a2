"""How far an event has come by the grammar of its trigger, and whether it is hedged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from probata.claims.denial import named_by_call
from probata.claims.frame import Frame
from probata.claims.tree import is_verb
from probata.language.modality import HEDGES, modality
from probata.records import ClaimType, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_PUNCTUAL = frozenset(
    {
        ClaimType.LAUNCH,
        ClaimType.VETO,
        ClaimType.MEETING,
        ClaimType.VISIT,
        ClaimType.SEIZURE,
        ClaimType.LISTING,
        ClaimType.AGREEMENT,
        ClaimType.THEFT,
    }
)
"""Events of a moment: in the simple present of headlines they have happened."""
_STARTING = frozenset({"start", "begin", "continue", "resume"})
_PRESENT = frozenset({"VBZ", "VBP"})
_HEADLINE = frozenset({"send", "give", "ship", "sell", "deliver", "hand", "present", "donate", "bring", "fire"})


def status_of(token: Token, status: Status, frame: Frame) -> Status:
    if status is Status.DONE and token.dep_ == "advcl" and token.tag_ == "VB" and is_verb(token.head):
        # "violates the sanctions to buy": as far as what it serves
        above = modality(token.head).status
        return above if above is Status.ONGOING else status
    if status is Status.DONE and token.dep_ == "xcomp" and token.head.lemma_ in _STARTING:
        status = Status.DONE if frame.type in _PUNCTUAL else Status.ONGOING
    if status is Status.DONE and _to_come(token):
        return Status.PLANNED
    if status is Status.DONE and token.tag_ == "VBG" and token.sent[-1].pos_ != "PUNCT":
        labels = {c.dep_ for c in token.children}
        whole = token.dep_ == "ROOT" or (token.dep_ == "ccomp" and token.head.i > token.i)
        if whole and "nsubj" in labels and "aux" not in labels:
            status = Status.ONGOING  # "Iran sending drones, Kyiv says": a headline leaves out "is"
    if (
        status is Status.DONE
        and token.tag_ == "VBN"
        and any(c.dep_ == "auxpass" and c.tag_ in _PRESENT for c in token.children)
    ):
        status = Status.ONGOING  # "are stationed", "are supplied"
    if status is Status.SOUGHT and named_by_call(token):
        status = Status.DONE
    if status is Status.SOUGHT and frame.type is ClaimType.LAUNCH and not is_verb(token):
        attempted = any(c.lower_ == "attempted" for c in token.children)
        return Status.DONE if attempted else status  # a launch that was tried took place
    headline = token.sent[-1].pos_ != "PUNCT" and token.lemma_ in _HEADLINE
    if status is Status.ONGOING and token.tag_ in {"VBZ", "VBP"} and (headline or frame.type in _PUNCTUAL):
        status = Status.DONE
    if frame.status is not None and status in {Status.DONE, Status.ONGOING}:
        return frame.status
    return status


def _to_come(verb: Token) -> bool:
    """ "Seoul to send envoys": a headline's infinitive is its future."""
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ == "ROOT":
        return True
    noun = verb.dep_ in {"relcl", "acl"} and verb.head.dep_ == "ROOT" and verb.head.pos_ in {"NOUN", "PROPN"}
    return noun and verb.sent[-1].pos_ != "PUNCT"


def hedged(token: Token, heads: Sequence[Token]) -> bool:
    """ "suspected arms", "has likely started to ship": a hedge on the goods or on the verb that opens the event."""
    words = [c for h in heads for c in h.children if c.dep_ == "amod"]
    above = token
    while above.dep_ == "xcomp" and is_verb(above.head):
        above = above.head
        words += [c for c in above.children if c.dep_ == "advmod"]
    return any(w.lower_ in HEDGES for w in words)
