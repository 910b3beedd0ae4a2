"""Every incident that touches a regime's target state, held against each of its measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from probata.knowledge.regimes import Measure, Regime
from probata.records import Claim, ClaimType, ElementState, Finding, Incident, NotEngaged, ObjectClass, Report, make_id
from probata.regimes.case import Case
from probata.regimes.elements import DATE, DIRECTION, EVENT, OBJECT, STATUS, Holding, hold


@dataclass(frozen=True, slots=True)
class Matching:
    """What incidents engage, and why the others engage nothing."""

    findings: tuple[Finding, ...]
    not_engaged: tuple[NotEngaged, ...]


def match(
    incidents: Iterable[Incident], claims: Iterable[Claim], regimes: Iterable[Regime], reports: Iterable[Report] = ()
) -> Matching:
    """Incidents held against the measures of regimes, in the order of the incidents and the rule base.

    A finding stands where no essential element (event, direction, object, status, date in force, and
    the manner where a measure asks for one) is unmet, and event, direction and object are met.
    Promise, plan, wish, possibility and a mere denial are no event: status is unmet. Exemptions are
    unknown in every finding. An incident whose participants include the target state and that
    engages nothing is in ``not_engaged`` with the reason and the nearest measure, if one is near.

    ``reports`` give the days of publication, which bound events that no claim dates. A finding's id is
    made from incident, regime and measure, so it outlives a new version of the rules.
    """
    by_id = {c.id: c for c in claims}
    published = {r.id: r.published for r in reports if r.published}
    kept = tuple(incidents)
    findings: list[Finding] = []
    not_engaged: list[NotEngaged] = []
    for regime in regimes:
        for incident in kept:
            case = Case.of(incident, regime.target_state, by_id, published)
            if not case.touches:
                continue
            holdings = [hold(m, regime, case) for m in regime.measures if _about(m, incident.type)]
            engaged = [h for h in holdings if h.engaged]
            findings += [_finding(h, regime, case) for h in engaged]
            if not engaged:
                not_engaged.append(_not_engaged(holdings, regime, case))
    return Matching(tuple(findings), tuple(not_engaged))


def _about(measure: Measure, kind: ClaimType) -> bool:
    return kind in measure.events or any(kind in r.events for r in measure.readings)


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
    if not holdings:
        kind = f"no measure of {regime.id} is about events of this kind ({incident.type})"
        return None, f"{kind}; it tells of no transfer or deployment"
    goods = case.goods(*case.claims)
    spared = regime.not_named
    if spared and goods and goods <= set(spared.objects) and case.runs(spared.direction):
        return spared.nearest, f"the goods reported are {_list(goods)}, which no measure names. {spared.because}"
    near = [h for h in holdings if h.state(EVENT) is ElementState.MET and h.state(OBJECT) is not ElementState.UNMET]
    # A manner that nobody tells ("ship-to-ship") is no near miss where other measures are about such events.
    plain = any(h.measure.manner is None for h in holdings)
    near = [h for h in near if h.measure.manner is None or not plain]
    if near:
        first = min(near, key=_distance)
        return first.measure.id, "; ".join(f"{e.name}: {e.because}" for e in first.missing)
    if not goods:
        return None, f"no claim says what the {incident.type} was of, so no measure can be held against it"
    if goods <= {ObjectClass.CARGO_UNKNOWN}:
        return None, "no claim says what the cargo was, so no measure can be held against it"
    if not case.told:
        return None, case.why_not_told()
    return None, f"the goods reported are {_list(goods)}, which no measure of {regime.id} names in this direction"


_WEIGHT: Mapping[str, int] = {STATUS: 1, DATE: 2, OBJECT: 3, EVENT: 8, DIRECTION: 8}
"""How far off a measure is for what is missing; a manner that isn't told weighs 4."""


def _distance(holding: Holding) -> int:
    return sum(_WEIGHT.get(e.name, 4) for e in holding.missing)


def _list(values: Iterable[object]) -> str:
    return ", ".join(sorted(map(str, values)))
