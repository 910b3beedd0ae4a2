"""Running totals under the ceilings of a regime: what is told of each period, as notified and as alleged.

Pure: records and the knowledge tables in, :class:`~probata.records.CapAccount` out. Incidents only say which claims
are of one event and where claims come from; the bounds are sums over claims, so that merging or splitting an incident
changes none (:mod:`probata.regimes.tally` has the rule and why it holds).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from probata.knowledge.caps import Limit, Period
from probata.knowledge.goods import Goods
from probata.knowledge.regimes import Direction, Measure, Paragraph, Regime
from probata.knowledge.tallying import Tallying
from probata.records import (
    CapAccount,
    CapLine,
    CapTotal,
    Claim,
    Column,
    ElementState,
    Incident,
    LeftOut,
    ObjectClass,
    Report,
    RunningTotal,
    Stance,
)
from probata.regimes.capsentence import RULE, sentence_for
from probata.regimes.captelling import Measured, column_of, is_snapshot, measure_amount, sentence_of
from probata.regimes.case import FIRST, LAST, Case, came_about, touches
from probata.regimes.naming import best, naming
from probata.regimes.tally import Telling, high_bound, low_bound, low_by_supplier


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim that counts, with everything about it that no limit and no period changes."""

    claim: Claim
    incident: str
    origin: str
    counted: bool
    goods: tuple[ObjectClass, ...]
    kind_open: bool
    suppliers: tuple[str, ...]
    start: str
    end: str
    sentence: str
    column: Column
    snapshot: bool
    rules: tuple[str, ...]


def accounts(
    regimes: Iterable[Regime],
    tables: Tallying,
    goods: Goods,
    incidents: Iterable[Incident],
    claims: Iterable[Claim],
    reports: Iterable[Report],
    as_of: str | None = None,
) -> tuple[CapAccount, ...]:
    """The account of every measure that has a ceiling, in the order of the rule base.

    ``as_of`` (ISO date) leaves out what was published later, and what doesn't show when it was published.
    Periods go up to that day, else to the last day that any claim or report tells of.
    """
    by_id = {c.id: c for c in claims}
    by_report = {r.id: r for r in reports}
    published = {r.id: r.published for r in by_report.values() if r.published}
    kept = tuple(sorted(incidents, key=lambda i: i.id))
    return tuple(
        _account(_Desk(regime, tables, goods, by_id, by_report, published, as_of), measure, kept)
        for regime in regimes
        for measure in regime.measures
        if any(p.cap for p in measure.paragraphs)
    )


@dataclass(frozen=True, slots=True)
class _Desk:
    regime: Regime
    tables: Tallying
    goods: Goods
    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]
    published: Mapping[str, str]
    as_of: str | None


def _account(desk: _Desk, measure: Measure, incidents: Sequence[Incident]) -> CapAccount:
    told: list[_Told] = []
    seen: set[str] = set()  # a list over several goods stands in several incidents
    apart: dict[str, list[LeftOut]] = {"undated": [], "denied": [], "left_out": []}
    for incident in incidents:
        if incident.type not in measure.events:
            continue
        case = Case.of(incident, desk.regime.targets, desk.claims, desk.published, desk.goods)
        roots = {c: o for o in incident.origins for c in o.claims}
        named = [c for c in case.claims if _named(c, case, measure) is not ElementState.UNMET]
        # Who denies "the reports" denies these goods too, without naming them.
        for claim in (*named, *(c for c in case.claims if named and _denies(c) and c not in named)):
            if claim.id in seen:
                continue
            seen.add(claim.id)
            where, because = _why_not(claim, case, measure, desk)
            if where:
                if because:
                    apart[where].append(_left(claim, incident, because))
                continue
            origin = roots.get(claim.id)
            root, counted = (origin.root, origin.counted) if origin else (claim.source.id, True)
            told.append(_tell(claim, case, root, counted, measure, desk))
    told = _with_kind(told)
    until = desk.as_of or max([d for t in told for d in (t.start, t.end) if d not in (FIRST, LAST)], default=None)
    if desk.as_of is None:
        known = [desk.published[t.claim.report] for t in told if t.claim.report in desk.published]
        until = max([d for d in (until, *known) if d], default=None)
    running = [
        _running(p, limit, period, told, desk)
        for p in measure.paragraphs
        if p.cap is not None and until is not None
        for period in p.cap.periods(p.in_force_from, p.in_force_to, until)
        for limit in p.cap.limits
    ]
    return CapAccount(
        regime=desk.regime.id,
        measure=measure.id,
        title=measure.title,
        direction=measure.direction.value,
        rule_base=desk.regime.rule_base,
        as_of=desk.as_of,
        until=until,
        running=tuple(r for r in running if r.lines),
        **{name: tuple(sorted(found, key=lambda f: (f.report, f.claim))) for name, found in apart.items()},
        rule=RULE,
    )


def _named(claim: Claim, case: Case, measure: Measure) -> ElementState:
    """Whether a claim names goods under the ceiling; unknown where that is one way to read its words ("oil")."""
    capped = [p for p in measure.paragraphs if p.cap is not None]
    state = best(naming(good, p, measure, case.table) for good in case.things[claim.id] for p in capped)
    also = _also(claim, case.table)
    if state is ElementState.UNMET:
        return ElementState.UNKNOWN if also.intersection(measure.objects) else state
    items = [i for i in map(case.table.get, claim.items) if i is not None]
    sure = any(not i.also and set(measure.objects).intersection(i.classes) for i in items)
    return ElementState.UNKNOWN if also.difference(measure.objects) and not sure else state


def _also(claim: Claim, goods: Goods) -> frozenset[ObjectClass]:
    return frozenset(o for i in claim.items if (item := goods.get(i)) is not None for o in item.also)


def _why_not(claim: Claim, case: Case, measure: Measure, desk: _Desk) -> tuple[str, str]:
    """Where a claim that doesn't count is shown, and why (without a reason: nowhere); empty where it counts."""
    incident = case.incident
    if not case.runs(measure.direction):
        other = incident.counterpart if measure.direction is Direction.TO else incident.agent
        side = "who received it" if measure.direction is Direction.TO else "who supplied it"
        if other or touches(incident, desk.regime) or claim.quantity is None or not came_about(claim):
            return "left_out", ""
        return "left_out", f"it isn't told {side}"
    if desk.as_of is not None:
        day = desk.published.get(claim.report)
        if day is None:
            return "left_out", f"its report doesn't show that it was out by {desk.as_of}"
        if day > desk.as_of:
            return "left_out", f"published on {day}, after {desk.as_of}"
    if _denies(claim):
        return "denied", "a denial changes no bound"
    if claim.stance is Stance.UNVERIFIED:
        return "left_out", "told as not verified; nobody asserts or alleges it here"
    if not came_about(claim):
        return "left_out", f"told as {claim.status}; only what is told as done or going on is a delivery"
    if claim.time is None or not (claim.time.start or claim.time.end):
        day = desk.published.get(claim.report)
        words = f"“{claim.time.text}” gives no date" if claim.time and claim.time.text else "no date is told"
        return "undated", f"{words}; it may belong to any period{f' up to {day}' if day else ''}"
    return "", ""


def _denies(claim: Claim) -> bool:
    return claim.negated or claim.stance is Stance.DENIES


def _left(claim: Claim, incident: Incident, because: str) -> LeftOut:
    given = (claim.quantity, *claim.also_quantity)
    words = "; ".join(" ".join(q.text.split()) for q in given if q is not None)
    return LeftOut(claim.id, incident.id, claim.report, claim.source.id, words, " ".join(claim.quote.split()), because)


def _tell(claim: Claim, case: Case, root: str, counted: bool, measure: Measure, desk: _Desk) -> _Told:
    outward = measure.direction is Direction.FROM
    others = claim.counterpart if outward else claim.agent
    suppliers = tuple(sorted(set(others).difference(desk.regime.targets)))
    window = case.window(claim)
    sentence = sentence_of(claim, desk.reports.get(claim.report))
    column, notified = column_of(claim, suppliers, sentence, desk.tables)
    snapshot = is_snapshot(claim, column, desk.tables)
    kinds = case.goods(claim).intersection(measure.objects)
    return _Told(
        claim=claim,
        incident=case.incident.id,
        origin=root,
        counted=counted,
        goods=tuple(sorted(kinds or measure.objects)),
        kind_open=_named(claim, case, measure) is not ElementState.MET,
        suppliers=suppliers,
        start=window.start,
        end=window.end,
        sentence=sentence,
        column=column,
        snapshot=bool(snapshot),
        rules=tuple(r for r in (notified, snapshot) if r),
    )


def _with_kind(told: Sequence[_Told]) -> list[_Told]:
    """Where a claim doesn't tell the kind ("oil"), it is read as what others surely tell of the same suppliers."""
    known = {t.suppliers for t in told if t.suppliers and not t.kind_open}
    made = []
    for t in told:
        if not t.kind_open:
            made.append(t)
        elif set(t.goods).intersection(t.claim.object) and t.suppliers in known:
            kinds = ", ".join(t.goods)
            rule = f"the kind isn't told in its words; read as {kinds}, which others tell of the same suppliers"
            made.append(replace(t, kind_open=False, rules=(*t.rules, rule)))
        else:
            rule = "the kind isn't told in its words, so it is in no low bound and in the high of each kind it may be"
            made.append(replace(t, rules=(*t.rules, rule)))
    return made


def _running(paragraph: Paragraph, limit: Limit, period: Period, told: Sequence[_Told], desk: _Desk) -> RunningTotal:
    own = [t for t in told if t.start <= period.end and period.start <= t.end]
    totals: list[CapTotal] = []
    lines: list[CapLine] = []
    for column in Column:
        total, made = _column(column, limit, period, [t for t in own if t.column is column], desk)
        totals.append(total)
        lines += made
    return RunningTotal(
        paragraph=paragraph.label,
        citation_status=paragraph.citation_status,
        limit=limit.amount,
        unit=limit.unit,
        label=period.label,
        start=period.start,
        end=period.end,
        totals=tuple(totals),
        lines=tuple(lines),
    )


def _column(
    column: Column, limit: Limit, period: Period, told: Sequence[_Told], desk: _Desk
) -> tuple[CapTotal, list[CapLine]]:
    measured = [measure_amount(t.claim, t.goods, limit, t.sentence, desk.tables) for t in told]
    tellings: list[Telling] = []
    members: dict[str, list[int]] = {}
    times: dict[str, int] = {}
    for name, same in _same(told, measured):
        first, amount = told[same[0]], measured[same[0]]
        roots = {told[n].origin for n in same if told[n].counted}
        times[name] = 1 if first.snapshot else max(1, len(roots))
        inside = _inside(first, period)
        tellings.append(
            Telling(
                name=name,
                start=first.start,
                end=first.end,
                low=amount.low if inside and any(not told[n].kind_open for n in same) else 0,
                high=amount.figure * times[name],
                suppliers=frozenset(first.suppliers),
                snapshot=first.snapshot,
                of_all=first.snapshot and column is Column.NOTIFIED,
            )
        )
        members[name] = same
    low, low_names = low_by_supplier(tellings) if column is Column.NOTIFIED else low_bound(tellings)
    figures, figure_names = high_bound(tellings)
    high = None if any(m.high is None for m in measured) else figures
    by_name = {t.name: t for t in tellings}
    lines: list[CapLine] = []
    for name, same in members.items():
        rules = _passed_over(by_name[name], by_name, low_names, figure_names)
        if len(same) > 1 and not by_name[name].snapshot:
            rules = (_repeated(times[name]), *rules)
        lines += [_line(told[n], measured[n], period, name in low_names, name in figure_names, rules) for n in same]
    lines.sort(key=lambda line: (line.start or "", line.end or "", line.claim))
    total = CapTotal(column, low, figures, high, low >= limit.amount, "")
    return replace(total, sentence=sentence_for(total, limit, period, lines)), lines


def _inside(t: _Told, period: Period) -> bool:
    return period.start <= t.start and t.end <= period.end


def _same(told: Sequence[_Told], measured: Sequence[Measured]) -> Iterator[tuple[str, list[int]]]:
    """Tellings of the same amount for the same days and suppliers, by a name that no order changes."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for n, (t, m) in enumerate(zip(told, measured, strict=True)):
        groups[t.start, t.end, t.suppliers, t.snapshot, m.low, m.figure, m.high is None].append(n)
    for same in groups.values():
        yield min(told[n].claim.id for n in same), same


def _passed_over(
    telling: Telling, others: Mapping[str, Telling], low_names: frozenset[str], figure_names: frozenset[str]
) -> tuple[str, ...]:
    """Why an amount isn't among those added up."""
    rules = []
    if telling.low > 0 and telling.name not in low_names:
        near = [n for n in low_names if others[n].start <= telling.end and telling.start <= others[n].end]
        why = f"it shares days with {', '.join(sorted(near))}" if near else "what each supplier notified comes to more"
        rules.append(f"not added up in the low: {why}")
    if telling.high > 0 and telling.name not in figure_names:
        wholes = sorted(n for n in figure_names if telling.is_part_of(others[n]))
        parts = sorted(n for n in figure_names if others[n].is_part_of(telling))
        why = f"it is part of {', '.join(wholes)}" if wholes else f"its parts {', '.join(parts)} are no less"
        rules.append(f"not added up in the high: {why}")
    return tuple(rules)


def _repeated(times: int) -> str:
    said = "by one origin" if times == 1 else f"by {times} independent origins, which may mean {times} deliveries"
    return f"the same amount for the same days is told {said}: once in the low, {times} in the high"


def _line(t: _Told, m: Measured, period: Period, in_low: bool, in_figures: bool, more: Sequence[str]) -> CapLine:
    claim, evidence = t.claim, t.claim.evidence
    rules = [*m.rules, *t.rules]
    if not _inside(t, period):
        rules.append("its days reach out of the period: in no low bound, in the high of each period they touch")
    rules += more
    return CapLine(
        claim=claim.id,
        incident=t.incident,
        report=claim.report,
        source=claim.source.id,
        suppliers=t.suppliers,
        origin=t.origin,
        column=t.column,
        words=m.words,
        when=claim.time.text if claim.time else "",
        start=None if t.start == FIRST else t.start,
        end=None if t.end == LAST else t.end,
        low=m.low,
        high=m.high,
        snapshot=t.snapshot,
        inside=_inside(t, period),
        kind_told=not t.kind_open,
        in_low=in_low,
        in_figures=in_figures,
        rules=tuple(rules),
        passages=tuple(sorted({*evidence.quantity, *evidence.time, *evidence.object})),
    )
