"""Who and what fills the roles of a frame: goods first, then the two sides that are different parties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from probata.claims.fill import Fill
from probata.claims.filler import Lookup
from probata.claims.fitting import fits_frame, tourists
from probata.claims.frame import Frame, Role
from probata.claims.parties import load_immaterial, load_material, load_parties
from probata.claims.tree import headline_verb
from probata.language.annotated import GoodsMention, Paragraph, Reading
from probata.records import ClaimType, ObjectClass

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOBODY = frozenset({"anonymous", "report"})
_SHARES = frozenset({"%", "percent", "half", "third", "quarter", "majority", "bulk", "most", "much"})
_MEASURES = {"barrel": (ObjectClass.PETROLEUM_REFINED,)}
"""What is counted in a measure, where nothing else is said: barrels are of oil."""
_ROUND = frozenset({"dozen", "hundred", "thousand", "million", "billion"})
_PARTY_SLOTS = frozenset({"subject", "by", "from", "to", "dative", "into", "object"})
_MOVED = frozenset({ClaimType.TRANSFER, ClaimType.DEPLOYMENT})
_ELSEWHERE = frozenset({"foreign", "other", "western", "imported", "stolen"})
"""What is said of goods that are not those told of before, so that their giver isn't either."""
_OTHERS = frozenset("anyone anybody nobody other others someone orbit space".split())
"""Words for a party that is nobody in particular, or (orbit) for an end of a way."""
_SITES = frozenset({"to", "in", "into", "at", "on", "near", "for", "from", "toward", "towards"})
_NEAR_SLOTS = frozenset({"mod", "adjective", "subject-mod"})
_MONEY = (ObjectClass.MONEY,)
_NO_THING = frozenset({"GPE", "LOC", "PERSON", "NORP", "DATE", "TIME", "PERCENT", "EVENT", "LANGUAGE", "ORDINAL"})
_TELLING = frozenset({"subject", "by", "to", "dative", "from", "with", "between", "for", "into", "object", "poss"})
_NAMED_ONLY = frozenset({ClaimType.VISIT, ClaimType.DEPLOYMENT})
"""Events of everyday life, unless one of the known takes part."""
_LESS = 2.5
"""How many slots a name may stand further off than a noun that names nobody, and still be preferred."""


def goods_of(
    paragraph: Paragraph, token: Token, slots: dict[str, list[Token]], frame: Frame, lookup: Lookup
) -> tuple[list[GoodsMention], list[Token], str]:
    """The goods of the event, the heads of their phrases, and the slot that they stand in."""
    for name in frame.roles[Role.OBJECT]:
        tokens = slots.get(name, [])
        if name == "subject" and slots.get("object") and frame.type in _MOVED and "object" in frame.roles[Role.OBJECT]:
            continue  # "the ships moved 1,500 soldiers": what moves them is not what is moved
        if name == "dative":
            tokens = [t for t in tokens if t.pos_ != "PRON"]  # "they were given papers": who gets, not what
        if name == "xcomp":
            clauses = [c for c in token.children if c.dep_ in {"xcomp", "ccomp"}]
            tokens = [o for v in clauses for o in v.children if o.dep_ in {"dobj", "prep"}]
        if name == "test":
            tokens = [c for t in slots.get("object", []) for c in t.children if c.dep_ in {"amod", "compound", "nmod"}]
        goods: list[GoodsMention] = []
        heads: list[Token] = []
        for head in tokens:
            if frame.counted and not _counted(head):
                continue
            below = [g for g in lookup.goods_below(paragraph, head) if _fits(g, frame)]
            unit = _MEASURES.get(head.lemma_.lower(), ()) if frame.type is ClaimType.TRANSFER and not below else ()
            if (measured := frame.takes(unit)) and _counted(head):
                return [_as_goods(paragraph, head, measured)], [head], name
            if name == "subject" and frame.type is ClaimType.TRANSFER:
                below = [g for g in below if ObjectClass.VESSEL not in g.classes]  # a ship that goes somewhere sails
            if below:
                goods += [g for g in below if g not in goods]
                heads.append(head)
        if goods:
            return goods, heads, name
    for name in frame.roles[Role.OBJECT] if frame.any_object or frame.any_thing or frame.takes(_MONEY) else ():
        for head in slots.get(name, []):
            if classes := frame.takes(_unlisted(paragraph, head, frame, lookup)):
                return [_as_goods(paragraph, head, classes)], [head], name
    for name in frame.roles[Role.OBJECT] if frame.stand_ins else ():
        for head in slots.get(name, []):
            kind = frame.stand_ins.get(head.lemma_.lower()) or frame.stand_ins.get(head.lower_)
            if kind is not None and lookup.goods(paragraph, head) is None:
                return [_as_goods(paragraph, head, (kind,))], [head], name
    return [], [], ""


def _fits(goods: GoodsMention, frame: Frame) -> bool:
    return bool(frame.takes(goods.classes)) and (not frame.items or goods.item in frame.items)


def _counted(head: Token) -> bool:
    """Whether a number stands with a noun, and no clause that tells something else of it ("rounds fired")."""
    number = any(c.dep_ == "nummod" or c.like_num for c in head.children) or head.lemma_.lower() in _ROUND
    return number and not any(c.dep_ in {"acl", "relcl"} for t in (head, *head.children) for c in t.children)


def _unlisted(paragraph: Paragraph, head: Token, frame: Frame, lookup: Lookup) -> tuple[ObjectClass, ...]:
    """The class of what no table of goods knows: an amount of money, or anything that can be handed over."""
    if head.ent_type_ == "MONEY":
        return _MONEY
    noun = head.lemma_.lower()
    if head.pos_ not in {"NOUN", "PROPN"} or head.ent_type_ in _NO_THING or lookup.goods(paragraph, head) is not None:
        return ()
    if (frame.any_object or frame.any_thing) and noun in load_material():
        return (ObjectClass.OTHER,)
    mention = lookup.mention(paragraph, head)
    if not frame.any_object or noun in load_immaterial() or noun in load_parties():
        return ()
    return (ObjectClass.OTHER,) if mention is None or mention.rule == "body" else ()


def _as_goods(paragraph: Paragraph, head: Token, classes: tuple[ObjectClass, ...]) -> GoodsMention:
    inside = [c.i for c in head.children if c.dep_ in {"compound", "nmod", "nummod", "quantmod"} and c.i < head.i]
    first, last = min([*inside, head.i]), head.i + 1
    (start, _), (_, end) = paragraph.offsets(paragraph.doc[first]), paragraph.offsets(head)
    words = paragraph.text[start - paragraph.start : end - paragraph.start]
    return GoodsMention(start, end, words, paragraph.index, first, last, head.i, classes, classes[0].value)


def sides_of(
    paragraph: Paragraph,
    slots: dict[str, list[Token]],
    frame: Frame,
    lookup: Lookup,
    heads: Sequence[Token],
    token: Token,
) -> tuple[Fill, Fill]:
    """The two sides, from the likeliest slots in which they are different parties."""
    people = frame.people
    groups = Fill()
    if frame.travellers:
        heads_of = (t for name in frame.roles[Role.AGENT] for t in slots.get(name, ()))
        tours = token.lemma_.lower() == "tour"
        groups = next((f for t in heads_of if (f := tourists(paragraph, t, lookup, tours))), groups)
    if frame.travellers or frame.persons:
        slots = {n: [t for t in every if fits_frame(paragraph, t, n, frame, lookup)] for n, every in slots.items()}
    agents = _candidates(paragraph, slots, frame.roles[Role.AGENT], lookup, heads, people=people, place=False)
    agents = [(0, groups), *agents] if groups else agents
    others = _candidates(
        paragraph,
        slots,
        frame.roles[Role.COUNTERPART],
        lookup,
        heads,
        people=people and not frame.host,
        place=frame.host,
    )
    if frame.symmetric and agents and len(agents[0][1].ids) > 1 and not any(o for _, o in others if o):
        fill = agents[0][1]
        return _split(fill)
    if frame.symmetric and len(agents) > 0 and len(agents[0][1].ids) > 1:
        others = [(9, Fill()), *others]
    best: tuple[float, Fill, Fill] | None = None
    for (i, agent), (j, other) in product([*agents, (20, Fill())], [*others, (20, Fill())]):
        if set(agent.ids) & set(other.ids) or set(agent.unnamed) & set(other.passages):
            continue
        if best is None or i + j < best[0]:
            best = (i + j, agent, other)
    agent, other = (best[1], best[2]) if best else (Fill(), Fill())
    if others and agent and not other and (frame.guest or (agent.pronoun and not others[0][1].pronoun)):
        agent, other = Fill(), others[0][1]  # who is named there is surer than what a pronoun was taken for
    if frame.travellers:
        other = other.without(lookup.states(agent))  # nobody visits his own country
        if all(len(i) != 2 for i in lookup.states(agent)) and lookup.names_person(other):
            other = Fill()  # "invited the singer to the debate": whose country each is, is not known
    if frame.type in _NAMED_ONLY or not (agent.ids or other.ids or frame.one_ended):
        agent, other = agent.only_named(), other.only_named()
    if frame.joint:
        every = tuple(dict.fromkeys(i for _, f in agents for i in f.ids))
        agent = replace(agent, ids=every, spans=tuple(dict.fromkeys(s for _, f in agents for s in f.spans)))
    if frame.symmetric and not other and len(agent.ids) > 1:
        return _split(agent)
    return agent, other


def closed_roles(
    paragraph: Paragraph,
    slots: dict[str, list[Token]],
    frame: Frame,
    lookup: Lookup,
    classes: Sequence[ObjectClass],
    heads: Sequence[Token],
) -> frozenset[Role]:
    """The roles that the sentence gives to somebody of whom nothing is known ("sold to a dealer", "sent to both
    sides"), so that no party of another event belongs there; both where unlike goods pass "between the two", since
    each may go its own way."""
    kinds = {c.value.split(".")[0] for c in classes}
    elsewhere = {Role.AGENT} if any(c.lower_ in _ELSEWHERE for h in heads for c in h.children) else set()
    if slots.get("between") and len(kinds) > 1 and not frame.symmetric:
        return frozenset({Role.AGENT, Role.COUNTERPART})
    found = {
        role
        for role in (Role.AGENT, Role.COUNTERPART)
        for name in frame.roles[role]
        for token in slots.get(name, ())
        if name in _PARTY_SLOTS and token.lemma_.lower() in _OTHERS and not lookup.mention(paragraph, token)
    }
    return frozenset(found | elsewhere)


def _split(fill: Fill) -> tuple[Fill, Fill]:
    rest = fill.spans[1:] or fill.spans
    return replace(fill, ids=fill.ids[:1], spans=fill.spans[:1]), replace(fill, ids=fill.ids[1:], spans=rest)


def _candidates(
    paragraph: Paragraph,
    slots: dict[str, list[Token]],
    names: Iterable[str],
    lookup: Lookup,
    heads: Sequence[Token],
    *,
    people: bool,
    place: bool,
) -> list[tuple[float, Fill]]:
    found: list[tuple[float, Fill]] = []
    for rank, name in enumerate(names):
        tokens = slots.get(name, [])
        if name == "origin":
            fill = lookup.origin(paragraph, heads)
        elif name == "owner":
            owners = [c for h in heads for c in h.children if c.dep_ == "poss"]
            fill = lookup.participants(paragraph, owners)
        elif name == "nationals":
            subjects = slots.get("subject", [])
            counted = [t for s in subjects for c in s.children if c.lower_ == "of" for t in c.children]
            people_of = [t for t in (*subjects, *counted) if t.pos_ == "PROPN" and t.lower_.endswith("s")]
            found_all = lookup.participants(paragraph, people_of, near=True)
            modifiers = (lookup.mention(paragraph, t) for t in people_of)
            fill = found_all if any(m and m.reading is Reading.MODIFIER for m in modifiers) else Fill()
        elif name == "share":
            # "supplies half of Russia's shells"
            parts = [p for h in heads if h.lemma_.lower() in _SHARES for c in h.children for p in c.children]
            fill = lookup.origin(paragraph, parts)
        elif name == "inner":
            # "sold Russia weapons" is often parsed as if "Russia weapons" were one thing.
            inner = [c for h in heads for c in h.children if c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN"]
            fill = lookup.participants(paragraph, inner, near=True)
        else:
            if name in {"object", "dative"} and not place:
                tokens = [t for t in tokens if t not in heads]
            near = name in _NEAR_SLOTS or any(t.dep_ == "compound" and headline_verb(t.head) for t in tokens)
            fill = lookup.participants(paragraph, tokens, people=people, place=place, near=near, sites=name in _SITES)
        fill = fill.without(_NOBODY)
        if fill.ids:
            found.append((rank, replace(fill, slot=name)))
        elif name in _TELLING and (told := lookup.others(paragraph, tokens, sites=name in _SITES)):
            found.append((rank + (0 if told.ids else _LESS), replace(told, slot=name)))
    return found
