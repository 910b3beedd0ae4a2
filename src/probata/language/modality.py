"""How far an event has come, as the grammar around its trigger tells: status, negation, hedge.

The rules are those of the labelling guide (rules 3, 4 and 7): a noun or gerund of supply is done,
"is supplying" ongoing, "agreed to" planned, "hopes to" sought, may/could/would consider possible,
if/would conditional; "likely" softens the stance and keeps the tense's status. The walk of
:mod:`probata.language.factuality` decides what is negated, so that "failed to stop A from shipping" is shipped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from probata.language.event_clause import auxiliaries, clause_of
from probata.language.factuality import hang_of, project
from probata.records import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

PLANNED = frozenset(
    "agree plan intend prepare decide expect schedule vow pledge promise approve order set slate pave poise due ready"
    " arrange commit undertake announce threaten about anticipate decision mean"
    " agreement intention".split()
)
SOUGHT = frozenset(  # "hop" is what the lemmatiser makes of "hopes" and "hoping"
    "hope hop want wish seek ask request offer invite attempt try aim eager keen willing propose urge demand call push"
    " press beg desire bid need negotiate discuss encourage intent willingness readiness".split()
)
SOUGHT_NOUNS = frozenset(
    "call demand request proposal offer bid attempt plea appeal wish hope desire effort push need pressure invitation"
    " application petition quest motion suggestion".split()
)
"""Nouns of what is wanted: "a call for the sale", "demands that he sell" are no sale."""
TALKED_OF = frozenset("talk negotiation discussion consultation".split())
"""Nouns of talks, whose matter is still sought: "talks on the sale"."""
POSSIBLE = frozenset("consider mull weigh contemplate may might could possible potential possibly potentially".split())
HEDGES = frozenset(
    "allegedly reportedly supposedly purportedly apparently likely probably presumably suspected alleged reported"
    " presumed supposed seemingly".split()
)
HEDGE_VERBS = frozenset(
    "believe suspect think appear seem accuse allege report say estimate assess presume fear".split()
)
_CONTINUING = frozenset("continue keep".split())
_WANTED_BY = frozenset({"for"})
_MATTER = frozenset({"on", "over", "about", "regarding", "concerning"})
_PUT_OFF = frozenset("postpone delay defer reschedule".split())
_SAYING = frozenset("say tell ask announce state add report write declare promise pledge vow".split())
_DEEPEST = 6
_CROSSED = frozenset("to bare ing from part noun".split())
_CIRCUMSTANCE = frozenset("at in during after by amid despite since following through via because".split())
"""Prepositions after which an event is the setting of what is said of it: "promises support at the summit"."""
_PLANNED_WORDS = frozenset(
    "planned upcoming future forthcoming next proposed anticipated expected scheduled intended pending".split()
)


@dataclass(frozen=True, slots=True)
class Modality:
    """``hedged``: the outlet or source itself holds back ("allegedly", "is believed to")."""

    status: Status
    negated: bool = False
    hedged: bool = False


def _governors(token: Token) -> Iterator[tuple[Token, Token]]:
    """The words that a trigger hangs on without a finite clause of its own between ("plans to ship"), each with
    the word beneath it."""
    below = token
    for _ in range(_DEEPEST):
        hang = hang_of(below)
        wanted = hang.form == "mark" and hang.through is not None and hang.through.lower_ == "for"
        if hang.governor is None or (hang.form not in _CROSSED and not wanted):
            return
        if hang.through is not None and hang.through.lower_ in _CIRCUMSTANCE:
            return
        yield hang.governor, below
        below = hang.governor


def _finite_status(token: Token, verb: bool) -> Status:
    token = clause_of(token)
    aux = {a.lower_.replace("’", "'") for a in auxiliaries(token)}
    if aux & {"will", "shall", "'ll", "wo"}:
        return Status.PLANNED
    if aux & {"may", "might", "could"}:
        return Status.POSSIBLE
    if aux & {"would", "'d", "should"} and "have" not in aux:
        return Status.PLANNED if _told_ahead(token) else Status.CONDITIONAL
    if any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in token.children):
        return Status.CONDITIONAL
    if verb and "being" in aux and aux & {"is", "are", "was", "were", "'s", "'re"}:
        return Status.ONGOING
    if verb and token.tag_ == "VBG" and aux & {"is", "are", "was", "were", "been", "'s", "'re", "be"}:
        return Status.ONGOING
    if verb and token.tag_ in {"VBZ", "VBP"}:
        return Status.ONGOING
    return Status.DONE


def _told_ahead(token: Token) -> bool:
    """ "Putin said Moscow would help": what was ahead when it was said, where no condition is put."""
    head = token.head
    told = token.dep_ == "ccomp" and head.lemma_ in _SAYING and head.tag_ in {"VBD", "VBN"}
    asked = told and any(c.lower_ == "would" for c in token.children)
    conditions = (w for w in token.subtree if w.dep_ == "mark" and w.lower_ in {"if", "unless"} and w.head != token)
    return asked and not any(conditions)


def _asks(token: Token) -> bool:
    """Whether an infinitive hangs on the word, so that "set", "ready", "due" look ahead."""
    return any(
        c.dep_ in {"xcomp", "ccomp", "advcl"} and any(g.lower_ == "to" for g in c.children) for c in token.children
    )


def modality(token: Token) -> Modality:
    """The status of the event that a trigger (verb or noun) names, whether it is negated, and hedged."""
    verb = token.pos_ in {"VERB", "AUX"}
    status = _finite_status(token, verb)
    words = {c.lower_ for c in token.children if c.dep_ in {"advmod", "amod"}}
    hedged = bool(words & HEDGES)
    if words & {"possible", "possibly", "potential", "potentially"}:
        status = Status.POSSIBLE
    named = _named_status(words) if not verb else None
    verdict = project(token)
    for head, below in _governors(token):
        if head.lemma_ in _PUT_OFF and below.pos_ not in {"VERB", "AUX"}:
            named = Status.PLANNED
        if named is None:
            status = _from_governor(head, below, status)
        hedged = hedged or _hedges(head, below)
    return Modality(named or status, verdict.negated or verdict.kind == "ended", hedged)


def _named_status(words: set[str]) -> Status | None:
    """What an adjective says of an event named by a noun; what is above it says no more."""
    if words & _PLANNED_WORDS:
        return Status.PLANNED
    if words & {"attempted", "sought", "requested"}:
        return Status.SOUGHT
    return Status.ONGOING if words & {"ongoing", "continued", "continuing"} else None


def _from_governor(head: Token, below: Token, status: Status) -> Status:
    infinitive = below.dep_ in {"xcomp", "ccomp", "acl", "advcl"} or head.pos_ == "VERB"
    if status in {Status.SOUGHT, Status.POSSIBLE, Status.CONDITIONAL}:
        return status
    lemma = head.lemma_.lower()
    if head.pos_ == "NOUN" and (
        (lemma in SOUGHT_NOUNS and (infinitive or _under(below, _WANTED_BY)))
        or (lemma in TALKED_OF and _under(below, _MATTER))
    ):
        return Status.SOUGHT
    if lemma in SOUGHT and (infinitive or head.pos_ != "NOUN"):
        return Status.SOUGHT
    if (
        lemma in PLANNED
        and (head.pos_ in {"VERB", "ADJ"} or below.dep_ == "acl")
        and (_asks(head) or lemma not in {"announce", "set", "due", "ready", "mean"})
    ):
        return Status.PLANNED
    if lemma in POSSIBLE:
        return Status.POSSIBLE
    if head.pos_ in {"VERB", "AUX"}:
        above = _finite_status(head, verb=False)
        if above in {Status.POSSIBLE, Status.CONDITIONAL, Status.PLANNED}:
            return above
    return Status.ONGOING if lemma in _CONTINUING and infinitive else status


def _under(below: Token, prepositions: frozenset[str]) -> bool:
    return below.dep_ in {"pobj", "pcomp"} and below.head.lower_ in prepositions


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
