"""Missing parties, filled from the report where they are unmistakable, else left open."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from probata.claims.draft import Draft
from probata.claims.fill import Fill
from probata.claims.frame import Role
from probata.claims.theatre import Theatre
from probata.records import ClaimType, ObjectClass, Offsets, Status

_FILLED = frozenset(
    {
        ClaimType.TRANSFER,
        ClaimType.DEPLOYMENT,
        ClaimType.USE,
        ClaimType.LAUNCH,
        ClaimType.VISIT,
        ClaimType.MEETING,
        ClaimType.EXERCISE,
    }
)
_BETWEEN = frozenset({ClaimType.TRANSFER, ClaimType.DEPLOYMENT})
_RETURN = "transfer.return"
_TALKS = frozenset({ClaimType.MEETING, ClaimType.VISIT, ClaimType.AGREEMENT})
_CLOSE = 2
_NEAR = 4
"""How many paragraphs off the talks may be of which others are the answer."""
_ANYTHING = frozenset({ObjectClass.OTHER, ObjectClass.MONEY})
_STATE = re.compile("[A-Z]{2}")
_FAMILIES = ("arms", "petroleum", "tech")


def fill_parties(drafts: list[Draft], theatre: Theatre) -> list[Draft]:
    """The drafts with parties completed from others of the report; those that lack a needed one are dropped.

    A party is filled only where every event of that type and kind of goods in the report whose parties are
    told agrees on it, and the parties of a weapon's use also from the one war, ``theatre``, that the report names.
    """
    told = [
        d
        for d in drafts
        if d.answers is None and not d.weak and (d.agent.given or d.counterpart.given or d.frame.id == _RETURN)
    ]
    for draft in drafts:
        if draft.type is ClaimType.LAUNCH and draft.agent.pronoun:
            _doubt(draft, told)
        if draft.type is ClaimType.SEIZURE:
            _fill_seizure(draft, told)
        if draft.type is ClaimType.MOVEMENT and not draft.agent:
            draft.agent = _only(t.agent for t in told if t.type is ClaimType.MOVEMENT) or draft.agent
        if draft.type is ClaimType.LISTING and not draft.counterpart:
            _fill_listing(draft, told)
        if draft.type is ClaimType.TRANSFER and draft.agent.pronoun and not draft.frame.symmetric:
            _doubt_giver(draft, told)
        if draft.frame.implied and not draft.classes:
            _imply(draft, told if draft.type is not ClaimType.DEPLOYMENT else [d for d in drafts if d.answers is None])
            if (
                draft.weak
                and draft.type is ClaimType.DEPLOYMENT
                and draft.agent
                and draft.counterpart
                and _enough(draft)
            ):
                draft.weak = False
                told.append(
                    draft
                )  # "to send 12,000": who sends them where is told here, that they are troops elsewhere
        if draft.answers is None and draft.type in _FILLED and not (draft.agent and draft.counterpart):
            _fill(draft, [t for t in told if t is not draft])
        if draft.answers is None and draft.type is ClaimType.USE:
            _fill_theatre(draft, theatre)
    return [d for d in drafts if _enough(d)]


def _imply(draft: Draft, told: list[Draft]) -> None:
    """The object of the nearest event that has the same party in the same role, those before first."""
    like = [t for t in told if t.type is draft.type and t.classes]
    if not like and draft.type is ClaimType.USE:
        # "no evidence of use in Ukraine": of what is said to have been supplied
        near = (t for t in told if abs(draft.paragraph.index - t.paragraph.index) <= _CLOSE)
        arms = [t for t in near if t.type is ClaimType.TRANSFER and _kinds(t.classes) == {"arms"}]
        if arms:
            last = max((t for t in arms if t.at < draft.at), key=lambda t: t.at, default=arms[0])
            draft.classes, draft.object_spans = last.classes, last.object_spans
        return
    before = reversed([t for t in like if t.at < draft.at])
    for other in (*before, *(t for t in like if t.at > draft.at)):
        if abs(draft.paragraph.index - other.paragraph.index) > 2:
            continue
        sides = ((draft.agent, other.agent), (draft.counterpart, other.counterpart))
        if all(not a or not b or set(a.ids) & set(b.ids) for a, b in sides) and any(a and b for a, b in sides):
            draft.classes, draft.object_spans = other.classes, other.object_spans
            draft.object_slot = "report"
            return


def _doubt(draft: Draft, told: list[Draft]) -> None:
    """Takes a pronoun's reading back where every launch of the report that names its launcher names another,
    and where nothing but a possessive pronoun ("its nuclear test") would accuse anybody."""
    named = _only(t.agent for t in told if t.type is ClaimType.LAUNCH and not t.agent.pronoun)
    if (named is None and draft.trigger.pos_ == "NOUN") or (named and not set(named.ids) & set(draft.agent.ids)):
        draft.agent = Fill()


def _doubt_giver(draft: Draft, told: list[Draft]) -> None:
    """Takes a pronoun's reading back where all such goods in the report come from one named giver, and another is
    read here: a pronoun alone accuses nobody of what is told of somebody else."""
    kin = [t for t in told if t.type is ClaimType.TRANSFER and t.classes and _alike(t, draft) and not t.frame.symmetric]
    named = _only(t.agent for t in kin if not t.agent.pronoun)
    if named and not set(named.ids) & set(draft.agent.ids):
        draft.agent = Fill()


def _fill_seizure(draft: Draft, told: list[Draft]) -> None:
    """Who seized, and whose cargo, as every other seizure of the report says that names them."""
    others = [t for t in told if t.type is ClaimType.SEIZURE and t is not draft]
    named = _only(t.agent for t in others if not t.agent.pronoun)
    if named and (not draft.agent or (draft.agent.pronoun and draft.agent.ids != named.ids)):
        draft.agent = named
    owner = _only(t.counterpart for t in others if _alike(t, draft))
    if owner and not draft.counterpart and not set(owner.ids) & set(draft.agent.ids):
        draft.counterpart = owner


def _fill_listing(draft: Draft, told: list[Draft]) -> None:
    """The target of sanctions that every other listing of the report has, else the only one who launched or tested."""
    listed = [t for t in told if t.type is ClaimType.LISTING and t.counterpart]
    tests = [t for t in told if t.type is ClaimType.LAUNCH and not t.agent.pronoun]
    target = _only(t.counterpart for t in listed) if listed else _only(t.agent for t in tests)
    if target and not set(target.ids) & set(draft.agent.ids):
        draft.counterpart = target


def _enough(draft: Draft) -> bool:
    given = {Role.AGENT: draft.agent, Role.COUNTERPART: draft.counterpart, Role.OBJECT: draft.classes}
    return all(any(given[r] for r in group) for group in draft.frame.needs)


def _fill(draft: Draft, told: list[Draft]) -> None:
    same = [t for t in told if t.type is draft.type]
    if draft.type is ClaimType.TRANSFER and not set(draft.classes) - _ANYTHING:
        # Who sold the one house needn't have sold the next; two states that give each other things are two states.
        same = [t for t in same if _states_only(t.agent, t.counterpart)]
    kin = [t for t in same if _alike(t, draft)]
    if draft.type is ClaimType.LAUNCH:
        if not draft.agent:
            draft.agent = _only(t.agent for t in same if not t.agent.pronoun) or draft.agent
        return
    if draft.type is ClaimType.USE:
        _fill_use(draft, same, kin, told)
        return
    full = [t for t in kin if t.agent and t.counterpart]
    fitting = [
        t
        for t in full
        if (not draft.agent or set(draft.agent.ids) & set(t.agent.ids))
        and (not draft.counterpart or set(draft.counterpart.ids) & set(t.counterpart.ids))
    ]
    if draft.type in {ClaimType.VISIT, ClaimType.MEETING, ClaimType.EXERCISE} and not (
        draft.agent or draft.counterpart
    ):
        return
    if not full and not (draft.agent or draft.counterpart):
        fitting = kin  # all tell the same one end
    agent, counterpart = _only(t.agent for t in fitting), _only(t.counterpart for t in fitting)
    if not (draft.agent or draft.counterpart) and len({(t.agent.ids, t.counterpart.ids) for t in full}) > 1:
        return
    if _lacks(draft, Role.AGENT) and agent and not set(agent.ids) & set(draft.counterpart.ids):
        draft.agent = agent
    if _lacks(draft, Role.COUNTERPART) and counterpart and not set(counterpart.ids) & set(draft.agent.ids):
        draft.counterpart = counterpart
    _other_of_two(draft, told)
    if draft.type in {ClaimType.MEETING, ClaimType.VISIT}:
        _fill_talks(draft, told)


def _lacks(draft: Draft, role: Role) -> bool:
    fill = draft.agent if role is Role.AGENT else draft.counterpart
    return not fill and role not in draft.closed


def _fill_talks(draft: Draft, told: list[Draft]) -> None:
    """The other state of talks or a visit that one state seeks, where all between states in the report are between
    the same two, one of them nearby: "Seoul welcomed the offer of talks"."""
    known = draft.agent or draft.counterpart
    if bool(draft.agent) == bool(draft.counterpart) or known.pronoun:
        return
    if len(known.ids) != 1 or not _states_only(known) or draft.status in {Status.DONE, Status.ONGOING}:
        return
    full = [t for t in told if t.type in _TALKS and t.agent.ids and t.counterpart.ids]
    ours = [
        t for t in full if _states_only(t.agent, t.counterpart) and known.ids[0] in {*t.agent.ids, *t.counterpart.ids}
    ]
    pairs = {frozenset((*t.agent.ids, *t.counterpart.ids)) for t in ours}
    near = any(abs(t.paragraph.index - draft.paragraph.index) <= _NEAR for t in ours)
    if len(pairs) != 1 or not near or len(pair := next(iter(pairs))) != 2:
        return
    (other,) = pair - set(known.ids)
    spans = next(f.spans for t in ours for f in (t.agent, t.counterpart) if other in f.ids)
    _put_other(draft, other, spans)


def _fill_use(draft: Draft, same: list[Draft], kin: list[Draft], told: list[Draft]) -> None:
    """The user and the target that every use of such weapons in the report has; else the only one who got them."""
    if not draft.counterpart:
        target = _only(t.counterpart for t in same)
        if target and not set(target.ids) & set(draft.agent.ids):
            draft.counterpart = target
    if draft.agent:
        return
    receivers = [t for t in told if t.type is ClaimType.TRANSFER and t.agent and t.counterpart and _alike(t, draft)]
    user = _only(t.agent for t in kin) or _only(t.counterpart for t in receivers)
    if user and not set(user.ids) & set(draft.counterpart.ids):
        draft.agent = user


def _fill_theatre(draft: Draft, theatre: Theatre) -> None:
    """The sides of the war in which the report lets the weapons be used; who brought them down owns none of them."""
    target, attacker = theatre.target, theatre.attacker
    ours, theirs = set(attacker.ids), set(target.ids)
    if not draft.counterpart and draft.agent and not set(draft.agent.ids) & theirs:
        if not ours or set(draft.agent.ids) & ours:
            draft.counterpart = target
    elif not draft.agent and draft.counterpart and not set(draft.counterpart.ids) & ours:
        draft.agent = attacker if not theirs or set(draft.counterpart.ids) <= theirs else draft.agent
    if draft.agent and not draft.counterpart and draft.agent.ids in {s.ids for s in theatre.two}:
        draft.counterpart = next(s for s in theatre.two if s.ids != draft.agent.ids)


def _other_of_two(draft: Draft, told: list[Draft]) -> None:
    """The other side, where all goods and troops in the report pass between the same two, and nearby too."""
    both = draft.frame.symmetric and not (draft.agent or draft.counterpart)
    if draft.type not in _BETWEEN or (bool(draft.agent) == bool(draft.counterpart) and not both):
        return
    # What is denied in general is denied of those whose deals the report tells of.
    between = _BETWEEN | {ClaimType.AGREEMENT} if draft.negated else _BETWEEN
    full = [t for t in told if t.type in between and t.agent and t.counterpart]
    pairs = {frozenset((*t.agent.ids, *t.counterpart.ids)) for t in full}
    near = [t for t in full if abs(t.paragraph.index - draft.paragraph.index) <= 1]
    if len(pairs) != 1 or not near:
        return
    if both:  # "they exchanged gifts"
        last = max(near, key=lambda t: (t.at < draft.at, -abs(t.at - draft.at)))
        draft.agent = replace(last.agent, given=False, slot="report")
        draft.counterpart = replace(last.counterpart, given=False, slot="report")
        return
    (pair,) = pairs
    known = draft.agent or draft.counterpart
    if len(pair) != 2 or len(known.ids) != 1 or not set(known.ids) < pair:
        return
    (other,) = pair - set(known.ids)
    if not _lacks(draft, Role.COUNTERPART if draft.agent else Role.AGENT):
        return
    if draft.trigger.lemma_ == "pay" and any(set(t.agent.ids) & set(draft.agent.ids) for t in full):
        return  # "will pay for its arms sales": who gives the goods is not who pays for them
    ends = (known.ids[0], other) if draft.agent else (other, known.ids[0])
    # Who gave is an accusation, so that any such goods count; of a named giver only the very same do.
    like = _same if draft.agent else _alike
    kin = [t for t in full if t.classes and not t.frame.symmetric and like(t, draft)]
    if kin and all(ends == (*t.counterpart.ids, *t.agent.ids) for t in kin):
        return  # such goods are said to go the other way only
    spans = next(f.spans for t in near for f in (t.agent, t.counterpart) if other in f.ids)
    _put_other(draft, other, spans)


def _put_other(draft: Draft, other: str, spans: tuple[Offsets, ...]) -> None:
    """Fills the side that is open with the other of two, as told elsewhere in the report."""
    fill = Fill((other,), spans, given=False, slot="report")
    if draft.agent:
        draft.counterpart = fill
    else:
        draft.agent = fill


def _states_only(*fills: Fill) -> bool:
    """Whether all whom the roles name are states, by their codes."""
    return all(_STATE.fullmatch(i) for fill in fills for i in fill.ids)


def _same(one: Draft, other: Draft) -> bool:
    return bool(set(one.classes) & set(other.classes) - {ObjectClass.OTHER})


def _alike(one: Draft, other: Draft) -> bool:
    return bool(_kinds(one.classes) & _kinds(other.classes)) or not (one.classes and other.classes)


def _kinds(classes: Iterable[ObjectClass]) -> set[str]:
    return {c.value.split(".")[0] if c.value.split(".")[0] in _FAMILIES else c.value for c in classes}


def _only(fills: Iterable[Fill]) -> Fill | None:
    """The one party that all name; ``None`` where they differ or there is none."""
    found = [f for f in fills if f.ids]
    common = set(found[0].ids).intersection(*(f.ids for f in found)) if found else set()
    if len(common) != 1 or any(len(f.ids) > 2 for f in found):
        return None
    first = next(f for f in found if common & set(f.ids))
    return Fill(tuple(common), first.spans, given=False, slot="report")
