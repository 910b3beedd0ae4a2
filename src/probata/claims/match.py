"""Frames held against the parse: every verb and noun that can call one up is tried."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import TYPE_CHECKING

from probata.claims.denial import denied_gerund, is_denied, named_by_call, only_so_much, own_negation
from probata.claims.draft import Draft, set_extent
from probata.claims.filler import Fill, Lookup, classes_of
from probata.claims.frame import Frame, Role, Trigger
from probata.claims.framefile import Frames
from probata.claims.tree import governor, is_verb, noun_slots, verb_slots
from probata.language.annotated import GoodsMention, Paragraph
from probata.language.modality import HEDGES, modality
from probata.records import ClaimType, ObjectClass, Offsets, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOBODY = frozenset({"anonymous", "report"})
_VOID = frozenset({"any", "no"})
_RELIEF = frozenset({ObjectClass.AID, ObjectClass.FOOD, ObjectClass.MONEY})
"""What the United Nations themselves give; else they are only the ones who tell."""
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
_BREAKING = frozenset({"violate", "breach", "contravene", "break", "defy", "flout"})
_STARTING = frozenset({"start", "begin", "continue", "resume"})
_PRESENT = frozenset({"VBZ", "VBP"})
_HEADLINE = frozenset({"send", "give", "ship", "sell", "deliver", "hand", "present", "donate", "bring", "fire"})
_SHARES = frozenset({"%", "percent", "half", "third", "quarter", "majority", "bulk", "most", "much"})
_THINGS = frozenset({"supply", "export", "import"})
_NORMS = frozenset(
    {"ban", "prohibit", "forbid", "bar", "require", "oblige", "allow", "permit", "cap", "limit", "outlaw"}
)
_SITES = frozenset({"to", "in", "into", "at", "on", "near", "for", "from", "toward", "towards"})
_NEAR_SLOTS = frozenset({"mod"})
_WHERE = ("in", "at", "near", "off", "outside", "from", "on")
_UNSPOKEN = {ClaimType.VETO: ("UN",)}
"""What a type's counterpart is by the word itself: a veto is cast in the United Nations' council."""


def match_paragraph(paragraph: Paragraph, lookup: Lookup, frames: Frames) -> list[Draft]:
    """The events of one paragraph, in order of their triggers."""
    found: list[Draft] = []
    for token in paragraph.doc:
        lemma = token.lemma_.lower()
        if is_verb(token):
            if (token.dep_ in {"amod", "compound", "nmod"} and not denied_gerund(token)) or _in_name(
                paragraph, token, lookup
            ):
                continue  # "submarine launched missiles": the name of the goods
            pairs = frames.by_verb.get(lemma, ())
        elif token.pos_ == "NOUN" or (token.pos_ == "PROPN" and (lemma in frames.by_noun or token.dep_ == "ROOT")):
            if token.dep_ in {"compound", "nmod"} and token.head.pos_ in {"NOUN", "PROPN"} and lemma[-3:] != "ing":
                continue
            pairs = frames.by_noun.get(lemma, ())
            if not pairs and token.dep_ == "ROOT" and lookup.goods_below(paragraph, token):
                pairs = frames.by_noun.get("@goods", ())
        else:
            continue
        found += _best([d for trigger, frame in pairs if (d := _match(paragraph, token, trigger, frame, lookup))])
    return _merged(found)


def _best(drafts: list[Draft]) -> list[Draft]:
    """The fullest reading of each type; readings of several types stay only where their goods differ."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.weak, -d.filled)):
        clash = [
            k
            for k in kept
            if k.type is draft.type or not (k.goods and draft.goods) or set(k.classes) & set(draft.classes)
        ]
        if not clash:
            kept.append(draft)
    return kept


def _match(paragraph: Paragraph, token: Token, trigger: Trigger, frame: Frame, lookup: Lookup) -> Draft | None:
    verb = is_verb(token)
    slots = verb_slots(token) if verb else noun_slots(token, frame.support)
    beside = _beside(token, slots)
    if not all(w in beside for w in trigger.with_words):
        return None
    if frame.unless & (beside - set(trigger.with_words)):
        return None
    if _ruled_out(token, frame) or (not verb and _a_thing(paragraph, token, lookup)):
        return None
    goods, heads = _goods(paragraph, token, slots, frame, lookup)
    classes = frame.takes(classes_of(goods))
    if not classes and goods:
        goods, heads = [], []
    agent, counterpart = _sides(paragraph, slots, frame, lookup, heads, token)
    if frame.foreign is not None:
        maker = lookup.origin(paragraph, heads)
        if frame.foreign is not bool(maker and agent and not set(maker.ids) & set(agent.ids)):
            return None
    if frame.not_parties and not set(classes) & _RELIEF:
        agent, counterpart = agent.without(frame.not_parties), counterpart.without(frame.not_parties)
    if frame.type in _UNSPOKEN and not counterpart:
        counterpart = Fill(_UNSPOKEN[frame.type], (paragraph.offsets(token),))
    object_spans: tuple[Offsets, ...] = tuple((g.start, g.end) for g in goods)
    if not classes and frame.fallback:
        classes, object_spans = frame.fallback, (paragraph.offsets(token),)
    given = {Role.AGENT: agent, Role.COUNTERPART: counterpart, Role.OBJECT: classes}
    unmet = [group for group in frame.needs if not any(given[r] for r in group)]
    if unmet and frame.own:
        return None
    bare = frame.implied and (agent or counterpart) and _bare(token)
    if (any(Role.OBJECT in group for group in unmet) and not bare) or (unmet and not (goods or agent or counterpart)):
        return None
    how = modality(token)
    status = _status(token, how.status, frame)
    negated = how.negated or own_negation(token)
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        negated = True
    elif frame.type is ClaimType.LAUNCH and token.head.lemma_ == "fail":
        negated = False  # an attempt that failed is a launch too
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
        hedged=how.hedged or _hedged(token, heads),
        start=0,
        end=0,
        rule=frame.id,
        object_spans=object_spans,
        filled=sum(map(bool, (agent, counterpart, goods))),
        weak=bool(unmet),
        hypothetical=_hypothetical(token) or only_so_much(token),
        place=_place(paragraph, slots, lookup),
    )
    set_extent(draft)
    return draft


def _status(token: Token, status: Status, frame: Frame) -> Status:
    if status is Status.DONE and token.dep_ == "advcl" and token.tag_ == "VB" and is_verb(token.head):
        # "violates the sanctions to buy": as far as what it serves
        above = modality(token.head).status
        return above if above is Status.ONGOING else status
    if status is Status.DONE and token.dep_ == "xcomp" and token.head.lemma_ in _STARTING:
        status = Status.ONGOING
    if (
        status is Status.DONE
        and token.tag_ == "VBN"
        and any(c.dep_ == "auxpass" and c.tag_ in _PRESENT for c in token.children)
    ):
        status = Status.ONGOING  # "are stationed", "are supplied"
    if status is Status.SOUGHT and named_by_call(token):
        status = Status.DONE
    headline = token.sent[-1].pos_ != "PUNCT" and token.lemma_ in _HEADLINE
    if status is Status.ONGOING and token.tag_ in {"VBZ", "VBP"} and (headline or frame.type in _PUNCTUAL):
        status = Status.DONE
    if frame.status is not None and status in {Status.DONE, Status.ONGOING}:
        return frame.status
    return status


def _hedged(token: Token, heads: Sequence[Token]) -> bool:
    """ "suspected arms", "has likely started to ship": a hedge on the goods or on the verb that opens the event."""
    words = [c for h in heads for c in h.children if c.dep_ == "amod"]
    above = token
    while above.dep_ == "xcomp" and is_verb(above.head):
        above = above.head
        words += [c for c in above.children if c.dep_ == "advmod"]
    return any(w.lower_ in HEDGES for w in words)


def _ruled_out(token: Token, frame: Frame) -> bool:
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
        if head.lemma_.lower() in _NORMS and head.pos_ in {"VERB", "NOUN"}:
            return True
        above = head
    if frame.type in {ClaimType.MEETING, ClaimType.VISIT}:
        return False
    aux = {c.lower_ for c in token.children if c.dep_ == "aux"}
    negative = any(c.dep_ == "neg" for c in token.children)
    return bool(aux & {"must", "should", "shall"} or (aux & {"may", "can"} and negative))


def _bare(token: Token) -> bool:
    """Whether nothing says what it is that passes: "its purchases", not "grain purchases"."""
    if any(c.dep_ in {"compound", "nmod"} or (c.dep_ == "prep" and c.lower_ == "of") for c in token.children):
        return False
    return not any(
        c.dep_ in {"dobj", "attr"} and c.pos_ in {"NOUN", "PROPN"} and c.ent_type_ == "" for c in token.children
    )


def _in_name(paragraph: Paragraph, token: Token, lookup: Lookup) -> bool:
    goods = lookup.goods(paragraph, token)
    return goods is not None and goods.last - goods.first > 1


def _a_thing(paragraph: Paragraph, token: Token, lookup: Lookup) -> bool:
    """ "military supplies", "coal exports": the noun is part of the name of goods, and no event."""
    return token.tag_ == "NNS" and token.lemma_ in _THINGS and lookup.goods(paragraph, token) is not None


def _beside(token: Token, slots: dict[str, list[Token]]) -> set[str]:
    """The lemmas that stand beside a trigger: what it governs, or what modifies it."""
    found: set[str] = set()
    for child in token.children:
        if child.dep_ in {"punct", "cc", "conj", "ccomp", "advcl", "relcl"}:
            continue
        found |= {child.lemma_.lower(), child.lower_}
        if child.dep_ in {"prep", "dobj", "amod", "compound", "nmod"}:
            found |= {
                g.lemma_.lower() for g in child.children if g.dep_ in {"pobj", "compound", "amod", "conj", "nmod"}
            }
    for name in ("object", "subject") if is_verb(token) else ():
        found |= {t.lemma_.lower() for t in slots.get(name, ())}
    if not is_verb(token) and token.dep_ == "compound":
        found.add(token.head.lemma_.lower())
    return found


def _goods(
    paragraph: Paragraph, token: Token, slots: dict[str, list[Token]], frame: Frame, lookup: Lookup
) -> tuple[list[GoodsMention], list[Token]]:
    for name in frame.roles[Role.OBJECT]:
        tokens = slots.get(name, [])
        if name == "xcomp":
            clauses = [c for c in token.children if c.dep_ in {"xcomp", "ccomp"}]
            tokens = [o for v in clauses for o in v.children if o.dep_ in {"dobj", "prep"}]
        if name == "test":
            tokens = [c for t in slots.get("object", []) for c in t.children if c.dep_ in {"amod", "compound", "nmod"}]
        goods: list[GoodsMention] = []
        heads: list[Token] = []
        for head in tokens:
            below = [g for g in lookup.goods_below(paragraph, head) if frame.takes(g.classes)]
            if below:
                goods += [g for g in below if g not in goods]
                heads.append(head)
        if goods:
            return goods, heads
    return [], []


def _sides(
    paragraph: Paragraph,
    slots: dict[str, list[Token]],
    frame: Frame,
    lookup: Lookup,
    heads: Sequence[Token],
    token: Token,
) -> tuple[Fill, Fill]:
    """The two sides, from the likeliest slots in which they are different parties."""
    people = frame.people
    agents = _candidates(paragraph, slots, frame.roles[Role.AGENT], lookup, heads, people=people, place=False)
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
    best: tuple[int, Fill, Fill] | None = None
    for (i, agent), (j, other) in product([*agents, (20, Fill())], [*others, (20, Fill())]):
        if set(agent.ids) & set(other.ids):
            continue
        if best is None or i + j < best[0]:
            best = (i + j, agent, other)
    agent, other = (best[1], best[2]) if best else (Fill(), Fill())
    if frame.joint:
        every = tuple(dict.fromkeys(i for _, f in agents for i in f.ids))
        agent = Fill(every, tuple(dict.fromkeys(s for _, f in agents for s in f.spans)))
    if frame.symmetric and not other and len(agent.ids) > 1:
        return _split(agent)
    return agent, other


def _split(fill: Fill) -> tuple[Fill, Fill]:
    rest = fill.spans[1:] or fill.spans
    return Fill(fill.ids[:1], fill.spans[:1]), Fill(fill.ids[1:], rest)


def _candidates(
    paragraph: Paragraph,
    slots: dict[str, list[Token]],
    names: Iterable[str],
    lookup: Lookup,
    heads: Sequence[Token],
    *,
    people: bool,
    place: bool,
) -> list[tuple[int, Fill]]:
    found: list[tuple[int, Fill]] = []
    for rank, name in enumerate(names):
        if name == "origin":
            fill = lookup.origin(paragraph, heads)
        elif name == "share":
            # "supplies half of Russia's shells"
            parts = [p for h in heads if h.lemma_.lower() in _SHARES for c in h.children for p in c.children]
            fill = lookup.origin(paragraph, parts)
        elif name == "inner":
            # "sold Russia weapons" is often parsed as if "Russia weapons" were one thing.
            inner = [c for h in heads for c in h.children if c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN"]
            fill = lookup.participants(paragraph, inner, near=True)
        else:
            tokens = slots.get(name, [])
            if name in {"object", "dative"} and not place:
                tokens = [t for t in tokens if t not in heads]
            fill = lookup.participants(
                paragraph, tokens, people=people, place=place, near=name in _NEAR_SLOTS, sites=name in _SITES
            )
        fill = fill.without(_NOBODY)
        if fill:
            found.append((rank, fill))
    return found


def _place(paragraph: Paragraph, slots: dict[str, list[Token]], lookup: Lookup) -> Offsets | None:
    for name in _WHERE[:5]:
        for token in slots.get(name, ()):
            mention = lookup.mention(paragraph, token)
            if mention is not None:
                return mention.start, mention.end
    return None


def _hypothetical(noun: Token) -> bool:
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
    return any(c.dep_ == "aux" and c.lower_ in {"would", "could", "might", "can"} for c in verb.children)


def _merged(drafts: list[Draft]) -> list[Draft]:
    """Without the noun that only repeats its verb: "visit North Korea for a two-day visit"."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.hypothetical:
            continue
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
        kept.append(draft)
    return kept


def _agree(one: Draft, other: Draft) -> bool:
    return all(
        not a or not b or bool(set(a.ids) & set(b.ids))
        for a, b in ((one.agent, other.agent), (one.counterpart, other.counterpart))
    )
