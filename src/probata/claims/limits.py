"""What makes a trigger no event: another sense, a rule or a prediction in general, the name of a thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from probata.claims.denial import is_denied
from probata.claims.filler import Lookup
from probata.claims.frame import Frame, Role
from probata.claims.tree import governor, is_verb
from probata.language.annotated import Paragraph
from probata.records import ClaimType

if TYPE_CHECKING:
    from spacy.tokens import Token

_VOID = frozenset({"any", "no"})
_BREAKING = frozenset({"violate", "breach", "contravene", "break", "defy", "flout"})
_PRESENT = frozenset({"VBZ", "VBP"})
_STANDS = frozenset(
    {"they", "them", "it", "others", "more", "some", "many", "most", "thousands", "hundreds", "dozens", "number"}
)
"""Words that stand for people or goods named before."""
_THINGS = frozenset({"supply", "export", "import"})
_NORMS = frozenset(
    {
        "ban",
        "prohibit",
        "forbid",
        "bar",
        "require",
        "oblige",
        "allow",
        "permit",
        "cap",
        "limit",
        "outlaw",
        "let",
        "ought",
    }
)
_HINDERING = frozenset({"block", "prevent", "outlaw"})
_YEARLY = frozenset({"year", "yearly", "annually"})
_FREEDOMS = frozenset({"right", "freedom", "ability", "capability", "capacity", "power", "duty", "obligation"})
"""What one may or could do is not what one does: "keeps the right to export arms"."""


_CHANGED = frozenset(
    "get take give carry bring put make turn set pass call come go sign look send move pay drop hold".split()
)
"""Light verbs that a particle makes into others: "carry out", "give up", "get out"."""
_HARMLESS = frozenset({"over", "back", "away", "along", "across", "home", "through"})
"""Particles that leave a verb of passing on what it is."""
_ABLE = frozenset({"capable", "capability", "capacity", "ability"})
_WHEN = frozenset(
    "a.m. a.m am beginning dawn daybreak dusk end hour midday midnight moment nightfall night noon p.m. p.m pm start "
    "sunrise sunset time weekend".split()
)
_CLOCK = re.compile(r"\d{1,2}(?::\d\d)?(?:[ap]\.?m\.?)?")


def another_verb(verb: Token, with_words: tuple[str, ...]) -> bool:
    """Whether a particle makes a light verb another one, which the trigger doesn't ask for."""
    if verb.lemma_.lower() not in _CHANGED:
        return False
    return any(c.dep_ == "prt" and c.lower_ not in _HARMLESS and c.lower_ not in with_words for c in verb.children)


def ruled_out(token: Token, frame: Frame) -> bool:
    """Whether words above make it no event: a rule that allows or forbids it, or what the frame names."""
    above = token
    for _ in range(5):
        head = above.head
        if head is above or (
            above.dep_ in {"relcl", "ccomp", "advcl", "conj"} and above is not token and is_verb(above)
        ):
            break
        if head.lemma_.lower() in frame.unless_under:
            return True
        if frame.type is ClaimType.TRANSFER and head.lemma_.lower() in _ABLE:
            return True  # "capable of delivering warheads"
        if head.lemma_.lower() in _NORMS and head.pos_ in {"VERB", "NOUN", "AUX"}:
            return True
        if head.lemma_ in _HINDERING and head.tag_ == "VB" and not is_verb(token):
            return True  # "told all states to block shipments of arms"
        of = head.head if token.dep_ == "pcomp" else head
        if above is token and token.dep_ in {"acl", "pcomp"} and of.lemma_.lower() in _FREEDOMS:
            return True
        above = head
    if frame.type in {ClaimType.MEETING, ClaimType.VISIT}:
        return False
    if frame.type is ClaimType.USE and _purpose(token):
        return True
    aux = {c.lower_ for c in token.children if c.dep_ == "aux"}
    negative = any(c.dep_ == "neg" for c in token.children)
    if "may" in aux and any(t.lower_ in _YEARLY for c in token.children if c.i > token.i for t in c.subtree):
        return True  # "may import 500,000 barrels a year": what the law lets one do
    return bool(aux & {"must", "should", "shall"} or (aux & {"may", "can"} and negative))


def _purpose(token: Token) -> bool:
    """Whether it only says what goods are for: "shells to be used in Ukraine", "for use against Ukraine"."""
    if not is_verb(token):
        return token.dep_ == "pobj" and token.head.lower_ == "for"
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
    return infinitive and (token.dep_ in {"acl", "advcl", "relcl"} or (token.dep_ == "xcomp" and token.tag_ == "VBN"))


def bare(token: Token, slots: dict[str, list[Token]], frame: Frame) -> bool:
    """Whether nothing says what it is that passes ("its purchases", not "grain purchases"); people go unsaid only
    where a number or a word stands for them ("has sent 9,000", "they fight")."""
    if any(c.dep_ in {"compound", "nmod"} or (c.dep_ == "prep" and c.lower_ == "of") for c in token.children):
        return False
    if frame.type is ClaimType.DEPLOYMENT and is_verb(token):
        if any(c.dep_ in {"attr", "acomp"} for c in token.children):
            return False  # "they are the first"
        heads = [t for name in frame.roles[Role.OBJECT] for t in slots.get(name, ())][:1]
        return any(t.pos_ == "NUM" or t.lower_ in _STANDS for t in heads)
    return not any(
        c.dep_ in {"dobj", "attr"} and c.pos_ in {"NOUN", "PROPN"} and c.ent_type_ == "" for c in token.children
    )


def in_name(paragraph: Paragraph, token: Token, lookup: Lookup) -> bool:
    goods = lookup.goods(paragraph, token)
    return goods is not None and goods.last - goods.first > 1


def a_thing(paragraph: Paragraph, token: Token, lookup: Lookup) -> bool:
    """ "military supplies", "coal exports": the noun is part of the name of goods, and no event."""
    return token.tag_ == "NNS" and token.lemma_ in _THINGS and lookup.goods(paragraph, token) is not None


def hypothetical(noun: Token) -> bool:
    """Law or prediction about an event in general: "any arms trade would break the resolution"."""
    if any(c.lower_ in _VOID and c.dep_ == "det" for c in noun.children):
        return not is_denied(noun)  # "denies any arms trade"
    verb = governor(noun)
    if verb is None:
        return False
    if noun.dep_ == "csubj":  # "supplying them violates the resolution": law in general
        return verb.lemma_ in _BREAKING and verb.tag_ in _PRESENT
    if noun.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    if noun.tag_ == "NNS" and verb.lemma_ in _BREAKING and verb.tag_ in _PRESENT:
        return not any(c.dep_ in {"det", "poss"} for c in noun.children)  # "large deliveries violate the sanctions"
    return any(c.dep_ == "aux" and c.lower_ in {"would", "could", "might", "can"} for c in verb.children)


def tells_when(token: Token) -> bool:
    """Whether what hangs on a preposition is a time of day or its like, no place: "at dawn", "at 9 a.m."."""
    return token.lemma_.lower() in _WHEN or bool(_CLOCK.fullmatch(token.lower_))


def beside(token: Token, slots: dict[str, list[Token]]) -> set[str]:
    """The lemmas that stand beside a trigger: what it governs, or what modifies it."""
    found: set[str] = set()
    for child in token.children:
        if child.dep_ in {"punct", "cc", "conj", "ccomp", "advcl", "relcl"}:
            continue
        if child.dep_ == "prep" and any(g.dep_ == "pobj" and tells_when(g) for g in child.children):
            continue  # "launched at 9 a.m." has no target
        found |= {child.lemma_.lower(), child.lower_}
        if child.dep_ in {"prep", "dobj", "amod", "compound", "nmod"}:
            found |= {
                g.lemma_.lower() for g in child.children if g.dep_ in {"pobj", "compound", "amod", "conj", "nmod"}
            }
        if child.dep_ == "dobj":  # "take part in the war"
            found |= {
                g.lemma_.lower()
                for p in child.children
                if p.lower_ == "in"
                for g in p.children
                if g.dep_ in {"pobj", "pcomp"}
            }
    for name in ("object", "subject", "inner-subject") if is_verb(token) else ():
        found |= {t.lemma_.lower() for t in slots.get(name, ())}
    if not is_verb(token) and token.dep_ == "dobj":  # whose phrase it is, is often told wrong
        later = (p for p in token.head.children if p.dep_ == "prep" and p.lower_ == "in" and p.i > token.i)
        found |= {g.lemma_.lower() for p in later for g in p.children if g.dep_ == "pobj"}
    if not is_verb(token) and token.dep_ == "compound":
        found.add(token.head.lemma_.lower())
    return found
