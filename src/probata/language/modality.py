"""How far an event has come, as the grammar around its trigger tells: status, negation, hedge.

The rules are those of the labelling guide (rules 3, 4 and 7): a noun or gerund of supply is done,
"is supplying" ongoing, "agreed to" planned, "hopes to" sought, may/could/would consider possible,
if/would conditional; "likely" softens the stance and keeps the tense's status.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from probata.records import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

PLANNED = frozenset(
    "agree plan intend prepare decide expect schedule vow pledge promise approve order set slate pave poise due ready"
    " arrange commit undertake announce".split()
)
SOUGHT = frozenset(  # "hop" is what the lemmatiser makes of "hopes" and "hoping"
    "hope hop want wish seek ask request offer invite attempt try aim eager keen willing propose urge demand call push"
    " press beg desire bid need negotiate discuss".split()
)
POSSIBLE = frozenset("consider mull weigh contemplate may might could possible potential possibly potentially".split())
NEGATIVE_VERBS = frozenset("refuse fail decline avoid stop refrain prevent rule forgo abstain".split())
HEDGES = frozenset(
    "allegedly reportedly supposedly purportedly apparently likely probably presumably suspected alleged reported"
    " presumed supposed seemingly".split()
)
HEDGE_VERBS = frozenset(
    "believe suspect think appear seem accuse allege report say estimate assess presume fear".split()
)
_CONTINUING = frozenset("continue keep go".split())


@dataclass(frozen=True, slots=True)
class Modality:
    """``hedged``: the outlet or source itself holds back ("allegedly", "is believed to")."""

    status: Status
    negated: bool = False
    hedged: bool = False


def _auxiliaries(token: Token) -> list[Token]:
    found = [c for c in token.children if c.dep_ in {"aux", "auxpass"}]
    if token.dep_ == "conj" and not found and token.head.pos_ == token.pos_ and token.head.tag_ == token.tag_:
        return _auxiliaries(token.head)  # "could ship or sell": the auxiliary is shared
    return found


def _negated(token: Token) -> bool:
    for child in token.children:
        if child.dep_ == "neg" or child.lower_ in {"never", "neither", "nor"}:
            return True
        if child.dep_ in {"det", "advmod"} and child.lower_ in {"no", "not", "neither"}:
            return True
        if child.dep_ in {"dobj", "nsubjpass", "attr"} and any(
            c.lower_ == "no" and c.dep_ == "det" for c in child.children
        ):
            return True
    return False


def _governors(token: Token) -> Iterator[Token]:
    """The words that a trigger hangs on without a new finite clause of its own between: "plans to ship"."""
    for _ in range(5):
        head = token.head
        if head is token:
            return
        finite = token.pos_ in {"VERB", "AUX"} and any(
            c.dep_ in {"nsubj", "nsubjpass", "expl"} or (c.dep_ == "mark" and c.lower_ in {"that"})
            for c in token.children
        )
        if token.dep_ in {"xcomp", "pcomp"} or (token.dep_ in {"ccomp", "advcl", "acl"} and not finite):
            yield head
        elif token.dep_ in {"prep", "agent"} or (
            token.dep_ in {"dobj", "pobj", "nsubjpass", "attr", "oprd", "conj"}
            and token.pos_ in {"NOUN", "PROPN", "VERB"}
        ):
            if head.pos_ in {"VERB", "ADJ", "NOUN", "AUX"}:
                yield head
        else:
            return
        token = head


def _finite_status(token: Token, verb: bool) -> Status:
    aux = {a.lower_.replace("’", "'") for a in _auxiliaries(token)}
    if aux & {"will", "shall", "'ll", "wo"}:
        return Status.PLANNED
    if aux & {"may", "might", "could"}:
        return Status.POSSIBLE
    if aux & {"would", "'d", "should"} and "have" not in aux:
        return Status.CONDITIONAL
    if any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in token.children):
        return Status.CONDITIONAL
    if verb and token.tag_ == "VBG" and aux & {"is", "are", "was", "were", "been", "'s", "'re", "be"}:
        return Status.ONGOING
    if verb and token.tag_ in {"VBZ", "VBP"}:
        return Status.ONGOING
    return Status.DONE


def _asks(token: Token) -> bool:
    """Whether an infinitive hangs on the word, so that "set", "ready", "due" look ahead."""
    return any(
        c.dep_ in {"xcomp", "ccomp", "advcl"} and any(g.lower_ == "to" for g in c.children) for c in token.children
    )


def modality(token: Token) -> Modality:
    """The status of the event that a trigger (verb or noun) names, whether it is negated, and hedged."""
    verb = token.pos_ in {"VERB", "AUX"}
    status = _finite_status(token, verb) if verb else Status.DONE
    negated = _negated(token)
    hedged = False
    words = [c for c in token.children if c.dep_ in {"advmod", "amod"}]
    if any(w.lower_ in HEDGES for w in words):
        hedged = True
    if any(w.lower_ in {"possible", "possibly", "potential", "potentially"} for w in words):
        status = Status.POSSIBLE
    if (
        any(w.lower_ in {"planned", "upcoming", "future", "forthcoming", "next", "proposed"} for w in words)
        and not verb
    ):
        status = Status.PLANNED
    if any(w.lower_ in {"attempted", "sought", "requested"} for w in words) and not verb:
        status = Status.SOUGHT
    if any(w.lower_ in {"ongoing", "continued", "continuing"} for w in words) and not verb:
        status = Status.ONGOING
    below = token
    for head in _governors(token):
        if _negated(head) or (head.lemma_ in NEGATIVE_VERBS and below.dep_ in {"xcomp", "prep", "dobj", "pcomp"}):
            negated = True
        infinitive = below.dep_ in {"xcomp", "ccomp", "acl", "advcl"}
        status = _from_governor(head, infinitive or head.pos_ == "VERB", status)
        hedged = hedged or _hedges(head, below)
        below = head
    return Modality(status, negated, hedged)


def _from_governor(head: Token, infinitive: bool, status: Status) -> Status:
    if status in {Status.SOUGHT, Status.POSSIBLE, Status.CONDITIONAL}:
        return status
    lemma = head.lemma_.lower()
    if lemma in SOUGHT and (infinitive or head.pos_ != "NOUN"):
        return Status.SOUGHT
    if (
        lemma in PLANNED
        and head.pos_ in {"VERB", "ADJ"}
        and (_asks(head) or lemma not in {"announce", "set", "due", "ready"})
    ):
        return Status.PLANNED
    if lemma in POSSIBLE:
        return Status.POSSIBLE
    if head.pos_ in {"VERB", "AUX"}:
        above = _finite_status(head, verb=False)
        if above in {Status.POSSIBLE, Status.CONDITIONAL, Status.PLANNED}:
            return above
    return Status.ONGOING if lemma in _CONTINUING and infinitive else status


def _hedges(head: Token, below: Token) -> bool:
    lemma = head.lemma_.lower()
    if lemma in {"appear", "seem"} and below.dep_ == "xcomp":
        return True
    passive = any(c.dep_ == "auxpass" for c in head.children) or (
        head.tag_ == "VBN" and head.dep_ in {"acl", "relcl", "ROOT"}
    )
    unnamed = not any(c.dep_ == "agent" for c in head.children)
    return (
        lemma in HEDGE_VERBS
        and lemma not in {"say", "report"}
        and passive
        and unnamed
        and below.dep_ in {"xcomp", "prep", "pcomp"}
    )
