"""Claims of one incident that can't all be right, side by side; nothing is settled here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from probata.incidents.item import Days, Item
from probata.incidents.kinds import Family, Grain, Phase, grain
from probata.incidents.similarity import apart
from probata.records import Claim, ClaimType, Conflict, ConflictKind, QuantityRole, Report, ReportedQuantity

_Amount = tuple[str | None, float | None, float | None]
_Told = tuple[ClaimType, Family, Phase, _Amount, tuple[str, ...]]


def find_conflicts(
    items: Sequence[Item], quantities: Sequence[ReportedQuantity], reports: Mapping[str, Report]
) -> tuple[Conflict, ...]:
    """Denials, amounts and times that exclude each other, in that order."""
    return (*_denials(items), *_quantities(items, quantities, reports), *_times(items))


def find_reversed(incidents: Mapping[str, Sequence[Item]]) -> dict[str, list[Conflict]]:
    """Incidents of which another tells the same amount of the same goods the other way round.

    An exchange has two directions and is no conflict; the same figure in both is a sign that one
    report turned the direction.
    """
    found: dict[str, list[Conflict]] = defaultdict(list)
    told: dict[_Told, list[tuple[str, Item]]] = defaultdict(list)
    for incident, items in incidents.items():
        for item in items:
            quantity = item.claim.quantity
            if quantity is not None and item.support and item.block.agent and item.block.counterpart:
                amount = (quantity.unit, quantity.low, quantity.high)
                told[item.block.type, item.block.family, item.block.phase, amount, item.block.agent].append(
                    (incident, item)
                )
    for (kind, family, phase, amount, agent), here in told.items():
        # Where a party stands on both sides there are no two directions to mistake.
        counterparts = {item.block.counterpart for _, item in here} - {agent}
        for counterpart in sorted(counterparts):
            there = [
                (incident, item)
                for incident, item in told.get((kind, family, phase, amount, counterpart), ())
                if item.block.counterpart == agent
            ]
            mine = [(incident, item) for incident, item in here if item.block.counterpart == counterpart]
            for incident in sorted({i for i, _ in mine if there}):
                claims = [item.claim for i, item in (*mine, *there) if i == incident or (i, item) in there]
                note = f"{_words(mine[0][1].claim)} is told in both directions between the same parties"
                found[incident].append(Conflict(ConflictKind.DIRECTION, _ids(claims), note))
    return found


def _ids(claims: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(sorted({c.id for c in claims}))


def _words(claim: Claim) -> str:
    return claim.quantity.text if claim.quantity is not None else claim.quote


def _denials(items: Sequence[Item]) -> list[Conflict]:
    for_it = [i.claim for i in items if i.support]
    against = [i.claim for i in items if i.denial]
    if not for_it or not against:
        return []
    who, whom = _sources(against), _sources(for_it)
    return [Conflict(ConflictKind.DENIAL, _ids(against + for_it), f"{who} against {whom}")]


def _sources(claims: Sequence[Claim]) -> str:
    return ", ".join(sorted({c.source.id for c in claims}))


def _quantities(
    items: Sequence[Item], quantities: Sequence[ReportedQuantity], reports: Mapping[str, Report]
) -> list[Conflict]:
    """One conflict for each unit and role in which two amounts of different claims exclude each other."""
    by_claim = {i.claim.id: i for i in items}
    by_unit: dict[tuple[str | None, str], list[ReportedQuantity]] = defaultdict(list)
    for quantity in quantities:
        # What went and what had gone by then are counts of the same thing; a capacity or a plan isn't.
        role = QuantityRole.TRANSFERRED if quantity.role is QuantityRole.CUMULATIVE else quantity.role
        by_unit[quantity.unit, role].append(quantity)
    conflicts = []
    for _, amounts in sorted(by_unit.items(), key=lambda e: (e[0][0] or "", e[0][1])):
        times = [told_for(q, by_claim) for q in amounts]
        clashing = [
            one
            for one, when in zip(amounts, times, strict=True)
            if any(clash(one, when, other, then) for other, then in zip(amounts, times, strict=True))
        ]
        if clashing:
            told = "; ".join(f"{q.text} ({told_by(q, by_claim, reports)})" for q in clashing)
            claims = tuple(sorted({c for q in clashing for c in q.claims}))
            conflicts.append(Conflict(ConflictKind.QUANTITY, claims, told))
    return conflicts


_Spans = frozenset[Days | None]


def told_for(quantity: ReportedQuantity, by_claim: Mapping[str, Item]) -> _Spans:
    """The times that an amount is told of; ``None`` for a claim without one."""
    return frozenset(by_claim[c].days for c in quantity.claims)


def clash(one: ReportedQuantity, when: _Spans, other: ReportedQuantity, then: _Spans) -> bool:
    """Whether two amounts can't both be right.

    Alternatives and lists of one claim ("3 million or 500,000") are no contradiction, nor are the
    amounts of two months, nor less in a month than in its year; more in the month than in the year is.
    """
    if set(one.claims) & set(other.claims) or not apart(one.low, one.high, other.low, other.high):
        return False
    one_is_less = one.high is not None and other.low is not None and one.high < other.low
    return any(_comparable(a, b, one_is_less) for a in when for b in then)


def _comparable(one: Days | None, other: Days | None, one_is_less: bool) -> bool:
    if one is None or other is None or one == other:
        return True
    less, more = (one, other) if one_is_less else (other, one)
    return less.start <= more.start and more.end <= less.end


def told_by(quantity: ReportedQuantity, by_claim: Mapping[str, Item], reports: Mapping[str, Report]) -> str:
    """Sources of an amount, its time and the day of the report: later totals are often only later."""
    told = set()
    for claim_id in quantity.claims:
        claim = by_claim[claim_id].claim
        report = reports.get(claim.report)
        when = f" for {claim.time.text!r}" if claim.time is not None else ""
        told.add(f"{claim.source.id}{when}" + (f", reported {report.published}" if report and report.published else ""))
    return "; ".join(sorted(told))


def _times(items: Sequence[Item]) -> list[Conflict]:
    """Narrow times of a single act that don't touch. A stream has many times and no conflict of them."""
    dated = [i for i in items if i.point and i.support]
    if not dated or grain(dated[0].block.type, dated[0].block.family) is Grain.STREAM:
        return []
    first = min(dated, key=lambda i: i.order)
    clashing = [i for i in dated if _gap(i, first) > 0]
    if not clashing:
        return []
    told = sorted({f"{i.claim.time.text} ({i.claim.source.id})" for i in (first, *clashing) if i.claim.time})
    return [Conflict(ConflictKind.TIME, _ids([first.claim, *(i.claim for i in clashing)]), "; ".join(told))]


def _gap(item: Item, other: Item) -> int:
    return 0 if item.days is None or other.days is None else item.days.gap(other.days)
