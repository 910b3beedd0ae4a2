"""Every incident that touches a regime's target state, held against each of its measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from probata.knowledge import load
from probata.knowledge.goods import Goods
from probata.knowledge.regimes import Regime
from probata.records import Claim, ElementState, Finding, Incident, NotEngaged, ObjectClass, Report, make_id
from probata.regimes.case import Case, touches
from probata.regimes.elements import DATE, DIRECTION, EVENT, OBJECT, STATUS, Holding, hold


@dataclass(frozen=True, slots=True)
class Matching:
    """What incidents engage, and why the others engage nothing."""

    findings: tuple[Finding, ...]
    not_engaged: tuple[NotEngaged, ...]


def match(
    incidents: Iterable[Incident],
    claims: Iterable[Claim],
    regimes: Iterable[Regime],
    reports: Iterable[Report] = (),
    goods: Goods | None = None,
) -> Matching:
    """Incidents held against the measures of regimes, by regime, in the order of the incidents and the rule base.

    A finding stands where no essential element (event, direction, object, status, date in force, the manner
    where a measure asks for one, the bound party where it doesn't bind all) is unmet, and event, direction, object
    and bound party are met. Promise, plan, wish, possibility and a mere denial are no event: status is unmet.
    Exemptions are unknown in every finding. Only incidents with one of a regime's targets among the participants are
    held against it. One that engages nothing is in ``not_engaged`` with the reason and the nearest measure, if one
    is near; one that engages some measures too, if another was near (``beside`` names those engaged).

    ``reports`` give the days of publication, which bound events that no claim dates. ``goods`` is the table that
    claims' items are of; the packaged one if it isn't given. A finding's id is made from incident, regime and measure,
    so it outlives a new version of the rules.
    """
    table = load().goods if goods is None else goods
    by_id = {c.id: c for c in claims}
    published = {r.id: r.published for r in reports if r.published}
    kept = tuple(incidents)
    findings: list[Finding] = []
    not_engaged: list[NotEngaged] = []
    for regime in regimes:
        for incident in kept:
            if not touches(incident, regime):
                continue
            case = Case.of(incident, regime.targets, by_id, published, table)
            holdings = [hold(m, regime, case) for m in regime.about(incident.type)]
            engaged = [h for h in holdings if h.engaged]
            findings += [_finding(h, regime, case) for h in engaged]
            if not engaged:
                not_engaged.append(_not_engaged(holdings, regime, case))
            elif beside := _beside(holdings):
                measures = tuple(h.measure.id for h in engaged)
                because = _missing(beside)
                not_engaged.append(
                    NotEngaged(incident.id, regime.id, beside.measure.id, because, regime.rule_base, measures)
                )
    return Matching(tuple(findings), tuple(not_engaged))


def _finding(holding: Holding, regime: Regime, case: Case) -> Finding:
    return Finding(
        id=make_id("f", case.incident.id, regime.id, holding.measure.id),
        incident=case.incident.id,
        regime=regime.id,
        measure=holding.measure.id,
        paragraphs=tuple(p.label for p in holding.paragraphs),
        citation_status=holding.citation_status,
        rule_base=regime.rule_base,
        elements=(*holding.core, *holding.rest),
    )


def _not_engaged(holdings: Sequence[Holding], regime: Regime, case: Case) -> NotEngaged:
    nearest, because = _reason(holdings, regime, case)
    return NotEngaged(case.incident.id, regime.id, nearest, because, regime.rule_base)


def _reason(holdings: Sequence[Holding], regime: Regime, case: Case) -> tuple[str | None, str]:
    """The nearest measure and what is missing for it, said once."""
    incident = case.incident
    goods = case.goods(*case.claims)
    for spared in regime.not_named:
        named = goods and goods <= set(spared.objects) and incident.type in spared.events
        if named and case.runs(spared.direction):
            what = f"{incident.type} of {_list(goods)}"
            return spared.nearest, f"it is a {what}, which no measure names. {spared.because}"
    if not holdings:
        return None, f"no measure of {regime.id} is about events of this kind ({incident.type})"
    near = [h for h in holdings if _near(h)]
    # A manner that nobody tells ("ship-to-ship") is no near miss where other measures are about such events.
    plain = any(h.measure.manner is None for h in holdings)
    if told_plainly := [h for h in near if h.measure.manner is None or not plain]:
        first = min(told_plainly, key=_distance)
        return first.measure.id, _missing(first)
    if not goods and not any(e.event_is_object for e in regime.about(incident.type)):
        return None, f"no claim says what the {incident.type} was of, so no measure can be held against it"
    if goods and goods <= {ObjectClass.CARGO_UNKNOWN}:
        return None, "no claim says what the cargo was, so no measure can be held against it"
    # Of measures that ask for a manner those come near that are about the goods too, not about any cargo.
    if near := [h for h in near if len(h.missing) == 1 and ObjectClass.CARGO_UNKNOWN not in h.measure.objects]:
        return near[0].measure.id, _missing(near[0])
    if not case.told:
        return None, case.why_not_told(case.claims)
    things = _list(g for c in case.claims for g in case.things[c.id])
    return None, f"the goods reported are {things}, which no measure of {regime.id} names in this direction"


def _near(holding: Holding) -> bool:
    return holding.state(EVENT) is ElementState.MET and holding.state(OBJECT) is not ElementState.UNMET


def _beside(holdings: Sequence[Holding]) -> Holding | None:
    """The nearest measure not engaged where others are: the goods are surely named, and one thing is missing."""
    near = [
        h
        for h in holdings
        if not h.engaged and h.state(OBJECT) is ElementState.MET and h.measure.manner is None and len(h.missing) == 1
    ]
    near = [h for h in near if h.state(DIRECTION) is ElementState.MET]
    return min(near, key=_distance, default=None)


def _missing(holding: Holding) -> str:
    return "; ".join(f"{e.name}: {e.because}" for e in holding.missing)


_WEIGHT: Mapping[str, int] = {STATUS: 2, OBJECT: 3, DATE: 4, EVENT: 16, DIRECTION: 16}
"""How far off a measure is for what is missing; a manner that isn't told weighs 8."""


def _distance(holding: Holding) -> int:
    """What is missing, by its weight; goods of which the report says too little count more than the date."""
    return sum(_WEIGHT.get(e.name, 8) for e in holding.missing) + (2 if holding.vague else 0)


def _list(values: Iterable[object]) -> str:
    return ", ".join(sorted({str(v) for v in values}))
