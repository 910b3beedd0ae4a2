"""An incident from its claims: nothing is dropped, added up or converted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from probata.incidents.conflicts import find_conflicts
from probata.incidents.group import Group
from probata.incidents.item import Block, Item
from probata.incidents.kinds import FAMILY, GOODS_MATTER, SYMMETRIC, VAGUE, Family
from probata.incidents.origin_trace import Trace
from probata.incidents.origins import find_origins
from probata.incidents.questions import find_questions
from probata.records import (
    Claim,
    Conflict,
    DateInterval,
    Incident,
    ObjectClass,
    Precision,
    Quantity,
    Report,
    ReportedQuantity,
    Stance,
)

if TYPE_CHECKING:
    from probata.knowledge import Knowledge

ENGINE = "incidents/2"
"""Named in every incident; goes up when claims would be joined otherwise."""


def assemble(
    group: Group,
    turned: Iterable[Conflict],
    reports: Mapping[str, Report],
    knowledge: Knowledge,
    traces: Mapping[str, Trace],
) -> Incident:
    """The incident of a group with all that its claims say: every voice, amount, time, origin, conflict and question.

    ``turned`` are conflicts with other incidents (:func:`~probata.incidents.conflicts.find_reversed`), ``traces`` say
    where each claim comes from.
    """
    block = group.block
    own = once(group.items)
    claims = [m.claim for m in own]
    quantities = _quantities(own)
    origins, independent = find_origins(claims, reports, knowledge, traces=traces)
    agent, counterpart = _parties(block, own)
    return Incident(
        id=group.name,
        type=block.type,
        agent=agent,
        counterpart=counterpart,
        object=_objects(block.family, own),
        time=_time(own),
        quantities=quantities,
        claims=tuple(c.id for c in claims),
        reports=tuple(sorted({c.report for c in claims})),
        asserted_by=_sources(m for m in own if m.support and m.claim.stance is Stance.ASSERTS),
        alleged_by=_sources(m for m in own if m.support and m.claim.stance is Stance.ALLEGES),
        denied_by=_sources(m for m in own if m.denial),
        unverified_by=_sources(m for m in own if m.claim.stance is Stance.UNVERIFIED),
        origins=origins,
        independent_origins=independent,
        conflicts=(*find_conflicts(own, quantities, reports), *turned),
        engine=ENGINE,
        questions=find_questions(own, quantities, reports),
    )


def once(members: Iterable[Item]) -> list[Item]:
    """The claims of an incident, each once, in a fixed order."""
    first: dict[str, Item] = {}
    for item in members:
        first.setdefault(item.claim.id, item)
    return [first[i] for i in sorted(first)]


def _sources(members: Iterable[Item]) -> tuple[str, ...]:
    return tuple(sorted({m.claim.source.id for m in members}))


def _parties(block: Block, members: Sequence[Item]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if block.type in SYMMETRIC and len(block.agent) > 1 and not any(len(m.claim.agent) > 1 for m in members):
        return block.agent[:1], block.agent[1:]
    return block.agent, block.counterpart


def _objects(family: Family, members: Iterable[Item]) -> tuple[ObjectClass, ...]:
    """The classes that the claims name, of the incident's own family where it has one."""
    named = {o for m in members for o in m.claim.object}
    if members and next(iter(members)).block.type in GOODS_MATTER and family not in VAGUE:
        # "Goods" and "containers" say less than the arms named beside them, and nothing against them.
        named = {o for o in named if FAMILY[o] is family} or {o for o in named if FAMILY[o] in VAGUE}
    return tuple(o for o in ObjectClass if o in named)


def _time(members: Sequence[Item]) -> DateInterval | None:
    """The narrowest time of a single event; for times that lie apart, the whole they span."""
    dated = [m for m in members if m.days is not None and not m.denial] or [m for m in members if m.days is not None]
    if not dated:
        return next((m.claim.time for m in members if m.claim.time is not None), None)
    narrow = min(dated, key=lambda m: m.order)
    days = [m.days for m in dated if m.days is not None]
    if narrow.point and all(narrow.days is not None and d.gap(narrow.days) == 0 for d in days):
        return narrow.claim.time
    words = "; ".join(sorted({m.claim.time.text for m in dated if m.claim.time is not None}))
    start, end = min(d.start for d in days).isoformat(), max(d.end for d in days).isoformat()
    return DateInterval(start, end, words, Precision.OPEN, rule="from the first to the last day told")


def _quantities(members: Sequence[Item]) -> tuple[ReportedQuantity, ...]:
    """Every amount and alternative, equal ones together; nothing is added up or converted."""
    held: dict[tuple[str, float, float, str, str], tuple[ReportedQuantity, list[str]]] = {}
    for member in members:
        for amount in _amounts(member.claim):
            low = float("-inf") if amount.low is None else float(amount.low)
            high = float("inf") if amount.high is None else float(amount.high)
            # Without bounds only the words tell one amount from another.
            words = amount.text if amount.low is None and amount.high is None else ""
            key = (amount.unit or "", low, high, str(amount.role), words)
            held.setdefault(key, (amount, []))[1].append(member.claim.id)
    return tuple(
        ReportedQuantity(a.low, a.high, a.unit, a.text, tuple(sorted(set(ids))), a.role)
        for _, (a, ids) in sorted(held.items(), key=lambda e: e[0])
    )


def _amounts(claim: Claim) -> Iterable[ReportedQuantity]:
    quantities: tuple[Quantity, ...] = (*((claim.quantity,) if claim.quantity else ()), *claim.also_quantity)
    for q in quantities:
        yield ReportedQuantity(q.low, q.high, q.unit, q.text, (), q.role)
        for other in q.alternatives:
            yield ReportedQuantity(other.low, other.high, other.unit, other.text, (), q.role)
