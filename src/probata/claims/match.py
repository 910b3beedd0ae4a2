"""Frames held against the parse: every verb and noun that can call one up is tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from probata.claims.course import hedged, status_of
from probata.claims.denial import denied_gerund, only_so_much, own_negation
from probata.claims.draft import Draft, set_extent
from probata.claims.fill import Fill, classes_of
from probata.claims.filler import Lookup
from probata.claims.fitting import unknown_travellers
from probata.claims.frame import Frame, Role, Trigger
from probata.claims.framefile import Frames
from probata.claims.limits import a_thing, another_verb, bare, beside, hypothetical, in_name, ruled_out
from probata.claims.roles import closed_roles, goods_of, sides_of
from probata.claims.tree import headline_verb, is_verb, noun_slots, verb_slots
from probata.language.annotated import Paragraph
from probata.language.modality import modality
from probata.records import ClaimType, ObjectClass, Offsets

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELIEF = frozenset({ObjectClass.AID, ObjectClass.FOOD, ObjectClass.MONEY})
"""What the United Nations themselves give; else they are only the ones who tell."""
_BODIES = frozenset({"UN", "EU"})
_ENDING = frozenset({"end", "finish", "conclude", "complete", "wrap"})
_OVER = {
    ClaimType.LAUNCH: frozenset({"fail"}),
    ClaimType.EXERCISE: _ENDING,
    ClaimType.VISIT: _ENDING,
    ClaimType.MEETING: _ENDING,
}

_AT_THE_HEAD = frozenset({"ROOT", "dep", "appos"})
"""Where a noun stands that is no part of another's phrase or clause: "Report: Russian oil for Iran, images suggest"."""
_UNSPOKEN = {ClaimType.VETO: ("UN",)}
"""What a type's counterpart is by the word itself, where the report names it: a veto is cast in the United Nations'
council, unless it is a president's of his own parliament's bill."""
_SEATS = frozenset({"RU", "CN", "FR", "GB"})
"""Permanent members of the council whose veto is always of the council; the United States have another."""


def match_paragraph(paragraph: Paragraph, lookup: Lookup, frames: Frames) -> list[Draft]:
    """The events of one paragraph, in order of their triggers."""
    found: list[Draft] = []
    for token in paragraph.doc:
        lemma = token.lemma_.lower()
        if is_verb(token):
            if (token.dep_ in {"amod", "compound", "nmod"} and not denied_gerund(token)) or in_name(
                paragraph, token, lookup
            ):
                continue  # "submarine launched missiles": the name of the goods
            pairs = frames.by_verb.get(lemma, ())
        elif headline_verb(token):
            pairs = frames.by_verb.get(lemma, ())
        elif token.pos_ == "NOUN" or (token.pos_ == "PROPN" and (lemma in frames.by_noun or token.dep_ == "ROOT")):
            if token.dep_ in {"compound", "nmod"} and token.head.pos_ in {"NOUN", "PROPN"} and lemma[-3:] != "ing":
                continue
            pairs = frames.by_noun.get(lemma, ())
            if not pairs and token.dep_ in _AT_THE_HEAD and lookup.goods_below(paragraph, token):
                pairs = frames.by_noun.get("@goods", ())
        else:
            continue
        found += _best([d for trigger, frame in pairs if (d := _match(paragraph, token, trigger, frame, lookup))])
    return _merged(found)


def _best(drafts: list[Draft]) -> list[Draft]:
    """The fullest reading of each type; readings of several types stay only where their goods differ."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (not d.frame.items, d.weak, -d.filled)):
        clash = [
            k
            for k in kept
            if k.type is draft.type or not (k.goods and draft.goods) or set(k.classes) & set(draft.classes)
        ]
        if not clash:
            kept.append(draft)
    return kept


def _match(paragraph: Paragraph, token: Token, trigger: Trigger, frame: Frame, lookup: Lookup) -> Draft | None:
    verb = is_verb(token) or headline_verb(token)
    slots = verb_slots(token) if verb else noun_slots(token, frame.support)
    around = beside(token, slots)
    if not all(w in around for w in trigger.with_words):
        return None
    if verb and another_verb(token, trigger.with_words):
        return None
    if frame.unless & (around - set(trigger.with_words)):
        return None
    if frame.passive and any(
        c.dep_ in {"xcomp", "dobj"} or c.lemma_ in {"do", "will", "would"} for c in token.children
    ):
        return None
    if ruled_out(token, frame) or (not verb and a_thing(paragraph, token, lookup)):
        return None
    goods, heads, slot = goods_of(paragraph, token, slots, frame, lookup)
    classes = frame.takes(classes_of(goods))
    if not classes and goods:
        goods, heads = [], []
    if frame.type is ClaimType.SEIZURE and any(c.tag_ == "PRP$" for h in heads for c in h.children):
        return None  # "stopped its ships": its own
    agent, counterpart = sides_of(paragraph, slots, frame, lookup, heads, token)
    if frame.type is ClaimType.USE and not verb and agent.pronoun and not goods:
        agent = Fill()  # "the missiles and their use": what is used
    movers = [t for n in frame.roles[Role.AGENT] for t in slots.get(n, ())] if frame.travellers and verb else []
    if movers and not agent and not unknown_travellers(movers):
        return None  # something else travels
    if frame.foreign is not None:
        maker = lookup.origin(paragraph, heads).without(_BODIES)
        if frame.foreign is not bool(maker and agent and not set(maker.ids) & set(agent.ids)):
            return None
    if frame.type is ClaimType.SEIZURE and set(lookup.origin(paragraph, heads).ids) & set(agent.ids):
        return None  # who stops his own ships seizes nothing
    if frame.not_parties and not set(classes) & _RELIEF:
        agent, counterpart = agent.without(frame.not_parties), counterpart.without(frame.not_parties)
    if frame.type in _UNSPOKEN and not counterpart and (_SEATS & set(agent.ids) or lookup.tells_of_un):
        counterpart = Fill(_UNSPOKEN[frame.type], (paragraph.offsets(token),), slot="trigger")
    object_spans: tuple[Offsets, ...] = tuple((g.start, g.end) for g in goods)
    if not classes and frame.fallback:
        classes, object_spans = frame.fallback, (paragraph.offsets(token),)
    given = {Role.AGENT: agent, Role.COUNTERPART: counterpart, Role.OBJECT: classes}
    unmet = [group for group in frame.needs if not any(given[r] for r in group)]
    if frame.own and (unmet or not all(f.ids for f in (agent, counterpart) if f)):
        return None
    unsaid = frame.implied and (agent or counterpart) and bare(token, slots, frame)
    if any(Role.OBJECT in group for group in unmet) and not unsaid:
        return None
    pronoun = frame.unsaid and any(t.tag_ == "PRP$" for t in slots.get("poss", ()))
    if unmet and not (goods or agent or counterpart or pronoun or frame.weakly):
        return None
    how = modality(token)
    status = status_of(token, how.status, frame)
    negated = how.negated or own_negation(token)
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        negated = True
    elif token.head.lemma_ in _OVER.get(frame.type, ()):
        negated = False  # an attempt that failed is a launch too, and what has ended took place
    draft = Draft(
        frame=frame,
        paragraph=paragraph,
        trigger=token,
        agent=agent,
        counterpart=counterpart,
        goods=tuple(goods),
        classes=classes,
        heads=tuple(heads),
        status=status,
        negated=negated,
        hedged=how.hedged or hedged(token, heads),
        start=0,
        end=0,
        rule=frame.id,
        object_spans=object_spans,
        object_slot=slot if goods else "trigger" if classes else "",
        filled=sum(map(bool, (agent, counterpart, goods))),
        weak=bool(unmet),
        hypothetical=hypothetical(token) or only_so_much(token),
        extra=tuple(t for t in slots.get("object", ()) if t.lemma_.lower() in trigger.with_words),
        closed=closed_roles(paragraph, slots, frame, lookup, classes, heads),
    )
    set_extent(draft)
    return draft


def _merged(drafts: list[Draft]) -> list[Draft]:
    """Without the noun that only repeats its verb: "visit North Korea for a two-day visit"."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.hypothetical:
            continue
        if draft.type is ClaimType.TRANSFER and any(
            k.type is ClaimType.SEIZURE and draft.trigger.head is k.trigger and not is_verb(draft.trigger)
            for k in drafts
        ):
            continue  # "stopped an arms shipment": seized, and no word on whether it arrived
        if not is_verb(draft.trigger) and any(
            k.type is draft.type and is_verb(k.trigger) and k.trigger.is_ancestor(draft.trigger) and _agree(k, draft)
            for k in drafts
        ):
            continue
        if draft.trigger.dep_ in {"acl", "relcl"} and any(
            k.type is draft.type and k.trigger.is_ancestor(draft.trigger) and k.heads and _agree(k, draft)
            for k in drafts
        ):
            continue  # "put a satellite into orbit with a rocket launched in May"
        if draft.type is ClaimType.DEPLOYMENT and any(
            k.type is draft.type and is_verb(draft.trigger) and _serves(draft.trigger, k.trigger) and _agree(k, draft)
            for k in drafts
        ):
            continue  # "sent soldiers to fight for Russia"
        kept.append(draft)
    return kept


def _serves(below: Token, above: Token) -> bool:
    """Whether a verb is the infinitive of purpose of another event."""
    return above.is_ancestor(below) and any(c.lower_ == "to" and c.dep_ == "aux" for c in below.children)


def _agree(one: Draft, other: Draft) -> bool:
    return all(
        not a or not b or bool(set(a.ids) & set(b.ids))
        for a, b in ((one.agent, other.agent), (one.counterpart, other.counterpart))
    )
