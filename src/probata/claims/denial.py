"""What a sentence does with an event other than to state it: calls it false, misses the proof, tells nothing.

Read from the words above the event's trigger, so that within one statement each event has its own: "the
claim that A sent shells is false, and B sells grain" denies the shells and asserts the grain.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from probata.claims.draft import Draft
from probata.claims.fill import Fill
from probata.claims.tree import is_verb
from probata.language.cues import Cues
from probata.language.speech_falsity import calls_false, lacks_proof
from probata.records import ClaimType

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEPTH = 10
_KEEPS_BACK = frozenset({"refuse", "decline", "unable", "fail", "unwilling", "avoid"})
_OPEN = frozenset({"whether", "if"})
_ADMITS = frozenset({"deny", "confirm", "acknowledge", "admit"})
"""Verbs that tell nothing when negated, also where what they don't tell is a noun: "did not confirm the sale"."""
_SWAPPING = frozenset({"exchange", "swap"})
_SCALE = frozenset({"scale", "pace", "level", "rate", "extent"})
_SUCH = frozenset({"this", "that", "such"})
DENIERS = frozenset({"deny", "reject", "dismiss", "refute", "rebut", "repudiate", "disavow", "rubbish"})
_GERUNDS = DENIERS | {"admit", "acknowledge", "confirm"}


class Manner(StrEnum):
    """How an event stands in its sentence, where it isn't simply told."""

    FALSE = "false"
    UNPROVEN = "no proof"
    UNSAID = "unsaid"


def manner_of(trigger: Token, cues: Cues) -> tuple[Manner, Token] | None:
    """How the words above a trigger put its event, and the word that does; ``None`` where it is simply told."""
    below = trigger
    for above in list(trigger.ancestors)[:_DEPTH]:
        if is_verb(above):
            false = calls_false(above, cues)
            if false is not None and _holds(false, below):
                return Manner.FALSE, above
            proof = lacks_proof(above, cues)
            if proof is not None and _holds(proof, below):
                return Manner.UNPROVEN, above
            if _unsaid(above, below, cues):
                return Manner.UNSAID, above
        below = above
    return (Manner.UNSAID, below) if _asked(trigger) else None


def _holds(subject: Token, below: Token) -> bool:
    if subject.lower_ == "it" and below.dep_ in {"ccomp", "csubj", "advcl", "acl"} and below.i > subject.i:
        return True  # "it is false that"
    return subject == below or subject.is_ancestor(below)


def _unsaid(verb: Token, below: Token, cues: Cues) -> bool:
    """ "Did not deny that", "refused to say whether", "is looking into whether": the event is left open."""
    clause = below.dep_ in {"ccomp", "pcomp"} and is_verb(below)
    if clause and any(c.dep_ == "mark" and c.lower_ in _OPEN for c in below.children):
        return True
    if verb.lemma_ not in cues.verbs and verb.lemma_ not in cues.unverified:
        return False
    if not clause and not (verb.lemma_ in _ADMITS and below.dep_ in {"dobj", "xcomp"}):
        return False
    return _negative(verb)


def _negative(verb: Token) -> bool:
    if any(c.dep_ == "neg" or c.lower_ in {"never", "neither", "nor"} for c in verb.children):
        return True
    if any(c.dep_ == "nsubj" and c.lower_ in {"nobody", "none", "neither"} for c in verb.children):
        return True
    head = verb.head
    if verb.dep_ == "conj" and is_verb(head) and (head.lemma_ == "neither" or head.tag_ == verb.tag_):
        words = {c.lower_ for c in (*head.children, *verb.children)}
        if words & {"neither", "nor"} or (words & {"or"} and _negative(head)):
            return True
    return verb.dep_ == "xcomp" and (head.lemma_ in _KEEPS_BACK or head.lower_ in _KEEPS_BACK)


def _asked(trigger: Token) -> bool:
    """Whether the sentence asks: a question tells nothing."""
    words = [t for t in trigger.sent if not t.is_space and t.text not in "”\"'’)»"]
    return bool(words) and words[-1].text == "?"


def own_negation(trigger: Token) -> bool:
    """Whether the event's own clause says no: "had not sent", "sent no soldiers", "no plan to send"."""
    if any(c.dep_ == "neg" or c.lower_ == "never" for c in trigger.children):
        return True
    things = [c for c in trigger.children if c.dep_ in {"dobj", "nsubjpass", "attr"}]
    if any(c.dep_ == "det" and c.lower_ == "no" for t in things for c in t.children):
        return True
    sides = [c for c in trigger.children if c.dep_ in {"dobj", "nsubj", "nsubjpass", "dative"}]
    if any(c.dep_ in {"preconj", "cc", "det"} and c.lower_ == "neither" for t in sides for c in t.children):
        return True  # "armed neither Russia nor Ukraine"
    opening = trigger.head if trigger.dep_ == "pcomp" else trigger
    if trigger.tag_ == "VBG" and opening.i > 0 and opening.nbor(-1).lower_ == "not":
        return True  # "admits to talks, but not to receiving missiles"
    plan = trigger.head
    infinitive = trigger.dep_ == "acl" and any(c.lower_ == "to" for c in trigger.children)
    return infinitive and any(c.dep_ == "det" and c.lower_ == "no" for c in plan.children)


def only_so_much(trigger: Token) -> bool:
    """ "Has never sent troops on this scale", "never before sent so many": it is no denial that some were sent."""
    if not any(c.lower_ == "never" for c in trigger.children):
        return False
    for token in trigger.subtree:
        if token.lemma_ in _SCALE and any(c.lower_ in _SUCH for c in token.children):
            return True
        if token.lower_ == "so" and token.i + 1 < len(token.doc) and token.nbor().lower_ in {"many", "much", "large"}:
            return True
        if token.lower_ == "before" and token.dep_ == "advmod" and token.head == trigger:
            return True
    return False


def is_denied(noun: Token) -> bool:
    """Whether a noun is what a verb of denial denies: "denies any arms trade"."""
    head = noun
    while head.dep_ in {"conj", "pobj", "prep", "compound", "nmod"} and head.head != head:
        head = head.head
    return head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_ in DENIERS


def named_by_call(noun: Token) -> bool:
    """ "Called accusations of arms deals absurd": to call something a name is not to call for it."""
    below = noun
    for above in list(noun.ancestors)[:_DEPTH]:
        if is_verb(above):
            return above.lemma_ == "call" and below.dep_ in {"dobj", "nsubj", "nsubjpass", "ccomp"}
        below = above
    return False


def denied_gerund(verb: Token) -> bool:
    """ "Denied supplying drones to Russia", parsed as if it supplied an adjective of the drones."""
    noun = verb.head
    return (
        verb.tag_ == "VBG"
        and noun.dep_ == "dobj"
        and noun.head.lemma_ in _GERUNDS
        and verb.i == noun.head.i + 1
        and verb.left_edge == verb
    )


def orient(drafts: list[Draft]) -> list[Draft]:
    """Gives a denied exchange the direction of which the report tells, else both: an exchange is two transfers."""
    result: list[Draft] = []
    for draft in drafts:
        result.append(draft)
        both = draft.agent and draft.counterpart and draft.frame.symmetric
        if both and draft.type is ClaimType.TRANSFER and draft.trigger.lemma_ in _SWAPPING and is_verb(draft.trigger):
            result.append(replace(draft, agent=draft.counterpart, counterpart=draft.agent))
            continue
        if draft.type is not ClaimType.TRANSFER or not both or not is_denied(draft.trigger):
            continue
        told = [d for d in drafts if d is not draft and d.type is draft.type and not d.frame.symmetric]
        told = [d for d in told if _kinds(d) & _kinds(draft)] or told
        same = any(_meet(d.agent, draft.agent) and _meet(d.counterpart, draft.counterpart) for d in told)
        back = any(_meet(d.agent, draft.counterpart) and _meet(d.counterpart, draft.agent) for d in told)
        turned = replace(draft, agent=draft.counterpart, counterpart=draft.agent)
        if back and not same:
            result[-1] = turned
        elif same == back:
            result.append(turned)
    return result


def _kinds(draft: Draft) -> set[str]:
    return {c.value.split(".")[0] for c in draft.classes}


def _meet(one: Fill, other: Fill) -> bool:
    return bool(set(one.ids) & set(other.ids))
