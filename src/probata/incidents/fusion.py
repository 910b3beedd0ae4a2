"""Claims joined into incidents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from probata.incidents.clustering import Group, cluster
from probata.incidents.conflicts import find_conflicts, find_reversed
from probata.incidents.decisions import Rulings
from probata.incidents.grades import Grader
from probata.incidents.item import Item, items, parse_day
from probata.incidents.kinds import FAMILY, GOODS_MATTER, SYMMETRIC, VAGUE, Family
from probata.incidents.origin_trace import Trace
from probata.incidents.origins import find_origins, trace_all
from probata.incidents.ruled import rule_copies, rule_groups, rule_traces
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
    Statement,
    make_id,
)

if TYPE_CHECKING:
    from probata.knowledge import Knowledge

ENGINE = "incidents/1"
"""Named in every incident; goes up when claims would be joined otherwise."""


def fuse(
    claims: Sequence[Claim],
    statements: Sequence[Statement],
    reports: Sequence[Report],
    knowledge: Knowledge,
    rulings: Rulings | None = None,
) -> tuple[Incident, ...]:
    """The incidents that claims speak of, within and across reports, in the order of their ids.

    How claims are joined is told in :mod:`probata.incidents.clustering`, how origins are counted in
    :mod:`probata.incidents.origins`. The result doesn't depend on the order of input. Every claim
    stands in an incident; in several only if it names goods of several families, or denies several.

    An id is made from what the claims of an incident share (type, phase, parties, goods family and
    the name of its time), not from the claims, so it stays when one more claim joins. It changes
    where a new claim puts an earlier event into the same year or month, or gives an undated act a date.

    ``reports`` may leave some out: their claims have no day of publication and are roots of their own.
    ``statements`` are where it is read when something was said, for amounts that grow over time.
    ``rulings`` are what people have decided: they are laid over what the machine finds, see
    :mod:`probata.incidents.ruled`, and give the grades.
    """
    rulings = rulings if rulings is not None else Rulings.of(())
    by_report = {r.id: r for r in reports}
    said = {s.id: s.said.end for s in statements if s.said is not None and s.said.end is not None}
    unique = {c.id: c for c in claims}
    found: dict[str, Group] = {}
    groups = cluster(
        item for claim in unique.values() for item in items(claim, _known_by(claim, said, by_report), knowledge)
    )
    for group in rule_groups(groups, rulings):
        found[_incident_id(group)] = group
    members = {i: _members(g) for i, g in found.items()}
    turned = find_reversed(members)
    copies = rule_copies({}, by_report, rulings)
    traces = rule_traces(trace_all(unique.values(), by_report, knowledge, copies, statements), rulings)
    grader = Grader(knowledge, rulings)
    return tuple(
        grader.grade(
            _incident(i, found[i], members[i], turned.get(i, ()), by_report, knowledge, traces), unique, by_report
        )
        for i in sorted(found)
    )


def _known_by(claim: Claim, said: Mapping[str, str], reports: Mapping[str, Report]) -> date | None:
    """The day by which the claim was made: when it was said, else when its report came out."""
    report = reports.get(claim.report)
    return parse_day(said.get(claim.statement or "")) or parse_day(report.published if report else None)


def _members(group: Group) -> list[Item]:
    """The claims of a group, each once, in a fixed order."""
    once = {i.claim.id: i for i in group.items}
    return [once[i] for i in sorted(once)]


def _incident_id(group: Group) -> str:
    block = group.block
    parts = ("+".join(block.agent), "+".join(block.counterpart), block.family, group.bucket)
    return make_id("i", block.type, block.phase, *parts)


def _incident(
    incident_id: str,
    group: Group,
    members: Sequence[Item],
    turned: Iterable[Conflict],
    reports: Mapping[str, Report],
    knowledge: Knowledge,
    traces: Mapping[str, Trace],
) -> Incident:
    claims = [m.claim for m in members]
    quantities = _quantities(members)
    origins, independent = find_origins(claims, reports, knowledge, traces=traces)
    agent, counterpart = _parties(group, members)
    return Incident(
        id=incident_id,
        type=group.block.type,
        agent=agent,
        counterpart=counterpart,
        object=_objects(group.block.family, members),
        time=_time(members),
        quantities=quantities,
        claims=tuple(c.id for c in claims),
        reports=tuple(sorted({c.report for c in claims})),
        asserted_by=_sources(m for m in members if m.support and m.claim.stance is Stance.ASSERTS),
        alleged_by=_sources(m for m in members if m.support and m.claim.stance is Stance.ALLEGES),
        denied_by=_sources(m for m in members if m.denial),
        unverified_by=_sources(m for m in members if m.claim.stance is Stance.UNVERIFIED),
        origins=origins,
        independent_origins=independent,
        conflicts=(*find_conflicts(members, quantities, reports), *turned),
        engine=ENGINE,
    )


def _sources(members: Iterable[Item]) -> tuple[str, ...]:
    return tuple(sorted({m.claim.source.id for m in members}))


def _parties(group: Group, members: Sequence[Item]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    block = group.block
    if block.type in SYMMETRIC and len(block.agent) > 1 and not any(len(m.claim.agent) > 1 for m in members):
        return block.agent[:1], block.agent[1:]
    return block.agent, block.counterpart


def _objects(family: Family, members: Iterable[Item]) -> tuple[ObjectClass, ...]:
    """The classes that the claims name, of the incident's own family where it has one."""
    named = {o for m in members for o in m.claim.object}
    if members and next(iter(members)).block.type in GOODS_MATTER and family not in VAGUE:
        named = {o for o in named if FAMILY[o] is family or FAMILY[o] in VAGUE}
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
