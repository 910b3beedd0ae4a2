"""One attribution as found in the parse, and the relations of a verb or noun of saying."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from probata.language.annotated import Paragraph
from probata.records import Source, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

TAKEN_BACK = frozenset(
    {"deny", "reject", "dismiss", "refute", "rebut", "repudiate", "disavow", "rebuff", "answer", "face"}
)
"""Verbs under which a noun of saying tells of what another one said."""


@dataclass(slots=True)
class Speech:
    """One attribution as found, in tokens of its paragraph (runs are first, last exclusive).

    ``head`` is the head of the source's noun phrase, ``None`` where nobody is named; ``cue_head`` the
    verb, noun or preposition that shows it. ``outer`` is the attribution that a carried-on quotation
    belongs to, ``relay`` the head of who passes the words on ("KCNA quoted Kim as saying"); ``told``
    where that is whom the source told. ``shows``: the cue is one by which things show, too.
    ``doubts``: what is said is that there is no proof, which denies where the accused says it.
    ``known``: who it is, where the layout tells rather than a phrase.
    """

    paragraph: Paragraph
    cue_head: int
    cue: tuple[int, int]
    head: Token | None
    source: tuple[int, int] | None
    content: list[tuple[int, int]]
    stance: Stance
    rule: str
    outer: Speech | None = None
    quoted: bool = False
    relay: Token | None = None
    told: bool = False
    shows: bool = False
    doubts: bool = False
    known: tuple[Source, ...] = ()
    speaks: bool = True
    score: float | None = None
    engine: str = "rules"


def subject_of(verb: Token) -> Token | None:
    """Who does what the verb says: its subject, or the one that it shares with the verb it hangs on."""
    for _ in range(5):
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "csubj")]
        if subjects:
            return min(subjects, key=lambda c: abs(c.i - verb.i))  # "Missile fired, Japan says"
        passive = next((c for c in verb.children if c.dep_ in ("nsubjpass", "auxpass")), None)
        if passive is not None:
            agent = next((c for c in verb.children if c.dep_ == "agent"), None)
            return next((g for g in agent.children if g.dep_ == "pobj"), None) if agent is not None else None
        if verb.dep_ in ("conj", "advcl", "xcomp") and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head
        elif verb.dep_ == "acl" and verb.tag_ == "VBG":
            return verb.head
        elif verb.dep_ == "pcomp" and verb.head.dep_ == "prep" and verb.head.head.pos_ in ("VERB", "AUX"):
            preposition, verb = verb.head, verb.head.head
            charged = next((c for c in verb.children if c.dep_ == "dobj" and c.i < preposition.i), None)
            if charged is not None and preposition.lower_ in ("of", "for", "from"):
                return charged  # "accused Moscow of claiming"
        elif verb.dep_ == "pcomp" and verb.head.dep_ == "prep" and verb.head.head.dep_ == "dobj":
            return verb.head.head
        else:
            return None
    return None


def made_by(noun: Token) -> Token | None:
    """Who made it: "claims by pilots", also where the parser hung the "by" on the verb."""
    for prep in (*noun.children, *noun.head.children):
        if prep.lower_ not in ("by", "from", "among") or prep.dep_ not in ("prep", "agent"):
            continue
        if prep.head.i == noun.i or (prep.i == noun.i + 1 and prep.dep_ == "prep"):
            return next((g for g in prep.children if g.dep_ == "pobj"), None)
    return None


def noun_content(noun: Token) -> Token | None:
    """What a noun of saying holds: "concern that ...", "accusations about ..."."""
    clause = next(
        (c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and c.i > noun.i and _has_that(c)), None
    )
    if clause is None:
        by = made_by(noun)
        below = [c for c in by.children if c.dep_ == "relcl"] if by is not None else []
        clause = next((c for c in below if any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children)), None)
    if clause is not None and clause.dep_ == "relcl" and clause.lemma_ in TAKEN_BACK:
        return None  # "an accusation that Moscow has rejected"
    if clause is not None:
        return clause
    prep = next(
        (
            c
            for c in noun.children
            if c.dep_ == "prep" and c.lower_ in ("about", "of", "over", "on", "regarding", "against")
        ),
        None,
    )
    return next((g for g in prep.children if g.dep_ in ("pobj", "pcomp")), None) if prep is not None else None


def _has_that(clause: Token) -> bool:
    return any(
        c.lower_ == "that" and c.dep_ in ("mark", "nsubj", "dobj", "advmod", "det")
        for c in clause.subtree
        if c.i <= clause.i
    )
