"""The war that a report is about: who attacks whom, where every mention of a war says the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from probata.claims.fill import Fill
from probata.claims.filler import Lookup
from probata.claims.tree import grammatical_subject, is_verb
from probata.language.annotated import Annotated, Paragraph, Reading
from probata.records import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_WARS = frozenset({"war", "invasion", "offensive", "onslaught", "aggression"})
_RAIDS = frozenset({"strike", "attack", "raid", "bombardment"})
_INVADE = frozenset({"invade", "attack", "bomb", "bombard", "shell"})
_NOBODY = Fill()
_ON = frozenset({"on", "in", "against", "of", "into", "with"})


@dataclass(frozen=True, slots=True)
class Theatre:
    """The one state that a report's war is fought in or against, and the one that wages it, as far as told.

    ``two`` are the states that the report names, if it names just two.
    """

    attacker: Fill = _NOBODY
    target: Fill = _NOBODY
    two: tuple[Fill, ...] = ()


def theatre_of(annotated: Annotated, lookup: Lookup) -> Theatre:
    """The theatre, empty in both parts where the report tells of several wars or of none."""
    attackers: list[Fill] = []
    loose: list[Fill] = []
    targets: list[Fill] = []
    for paragraph in annotated.paragraphs:
        for token in paragraph.doc:
            lemma = token.lemma_.lower()
            if token.pos_ == "NOUN" and (lemma in _WARS or lemma in _RAIDS):
                agent, target = _of_noun(paragraph, token, lookup)
            elif is_verb(token) and lemma in _INVADE:
                agent = _one(lookup.participants(paragraph, grammatical_subject(token)))
                target = _one(
                    lookup.participants(paragraph, [c for c in token.children if c.dep_ == "dobj"], place=True)
                )
            else:
                continue
            if set(agent.ids) & set(target.ids):
                agent = Fill()  # "Ukraine's war in Ukraine": whose soil it is
            if target:
                targets.append(target)
                attackers.append(agent)
            elif agent:
                loose.append(agent)
    two = _two_states(annotated)
    if not targets:
        return Theatre(loose[0] if len({a.ids for a in loose}) == 1 else _NOBODY, two=two)
    if len({t.ids for t in targets}) != 1:
        return Theatre(two=two)
    # Without a word who wages it, whoever else is said to attack ("Russian air strikes").
    told = [a for a in attackers if a] or [a for a in loose if a.ids != targets[0].ids]
    return Theatre(told[0] if len({a.ids for a in told}) == 1 else _NOBODY, targets[0], two)


def _two_states(annotated: Annotated) -> tuple[Fill, ...]:
    found: dict[str, Fill] = {}
    for mention in annotated.mentions:
        if mention.kind is SourceKind.STATE and mention.reading is not Reading.MODIFIER:
            for one in mention.ids:
                found.setdefault(one, Fill((one,), ((mention.start, mention.end),), given=False))
    return tuple(found.values()) if len(found) == 2 else ()


def _of_noun(paragraph: Paragraph, noun: Token, lookup: Lookup) -> tuple[Fill, Fill]:
    places = [t for c in noun.children if c.dep_ == "prep" and c.lower_ in _ON for t in c.children if t.dep_ == "pobj"]
    owners = [c for c in noun.children if c.dep_ in {"poss", "amod", "compound", "nmod"}]
    target = _one(lookup.participants(paragraph, places, place=True))
    agent = _one(lookup.participants(paragraph, owners, near=True))
    return agent, target


def _one(fill: Fill) -> Fill:
    return Fill(fill.ids, fill.spans, given=False) if len(fill.ids) == 1 else Fill()
