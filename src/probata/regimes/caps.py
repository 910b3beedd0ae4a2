"""Running totals under the ceilings of a regime: what is told of each period, as notified and as alleged.

Pure: records and the knowledge tables in, :class:`~probata.records.CapAccount` out. Incidents only say which claims
are of one event and where claims come from; the bounds are sums over claims, so that merging or splitting an incident
changes none (:mod:`probata.regimes.tally` has the rule and why it holds). What each incident tells is found by
:mod:`probata.regimes.captold`, once; here it is added up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from probata.knowledge.caps import Limit, Period
from probata.knowledge.goods import Goods
from probata.knowledge.regimes import Measure, Paragraph, Regime
from probata.knowledge.tallying import Tallying
from probata.records import (
    CapAccount,
    CapLine,
    CapTelling,
    CapTotal,
    Claim,
    Column,
    Counted,
    Incident,
    LeftOut,
    Measured,
    Report,
    RunningTotal,
)
from probata.regimes.capsentence import RULE, sentence_for
from probata.regimes.captold import CapTables, tellings
from probata.regimes.case import FIRST, LAST
from probata.regimes.tally import Telling, high_bound, low_bound, low_by_supplier


@dataclass(frozen=True, slots=True)
class _Told:
    """A telling that counts."""

    it: CapTelling
    counts: Counted

    def measured(self, limit: Limit) -> Measured:
        return next(m for amount, unit, m in self.counts.measured if (amount, unit) == (limit.amount, limit.unit))


def accounts(
    regimes: Iterable[Regime],
    tables: Tallying,
    goods: Goods,
    incidents: Iterable[Incident],
    claims: Iterable[Claim],
    reports: Iterable[Report],
    as_of: str | None = None,
) -> tuple[CapAccount, ...]:
    """The account of every measure that has a ceiling, in the order of the rule base; as :func:`account`."""
    by_id = {c.id: c for c in claims}
    by_report = {r.id: r for r in reports}
    published = {r.id: r.published for r in by_report.values() if r.published}
    texts = {r.id: r.text for r in by_report.values()}
    kept, known = tuple(incidents), CapTables(tables, goods)
    made = []
    for regime in regimes:
        for measure in capped(regime):
            told = [t for i in kept for t in tellings(regime, measure, i, known, by_id, published, texts)]
            made.append(account(regime, measure, told, as_of))
    return tuple(made)


def capped(regime: Regime) -> tuple[Measure, ...]:
    """The measures of a regime that have a ceiling."""
    return tuple(m for m in regime.measures if any(p.cap for p in m.paragraphs))


def account(regime: Regime, measure: Measure, tellings: Iterable[CapTelling], as_of: str | None = None) -> CapAccount:
    """The account of a measure from what incidents tell of it.

    ``as_of`` (ISO date) leaves out what was published later, and what doesn't show when it was published.
    Periods go up to that day, else to the last day that any claim or report tells of.
    """
    told: list[_Told] = []
    apart: dict[str, list[LeftOut]] = {"undated": [], "denied": [], "left_out": []}
    for telling in _once(tellings):
        late = _too_late(telling, as_of)
        if telling.counts is not None and not late:
            told.append(_Told(telling, telling.counts))
        elif late or telling.because:
            apart["left_out" if late else telling.apart].append(_left(telling, late or telling.because))
    told = _with_kind(told)
    until = _until(told, as_of)
    running = [
        _running(p, limit, period, told)
        for p in measure.paragraphs
        if p.cap is not None and until is not None
        for period in p.cap.periods(p.in_force_from, p.in_force_to, until)
        for limit in p.cap.limits
    ]
    return CapAccount(
        regime=regime.id,
        measure=measure.id,
        title=measure.title,
        direction=measure.direction.value,
        rule_base=regime.rule_base,
        as_of=as_of,
        until=until,
        running=tuple(r for r in running if r.lines),
        **{name: tuple(sorted(found, key=lambda f: (f.report, f.claim))) for name, found in apart.items()},
        rule=RULE,
    )


def _once(tellings: Iterable[CapTelling]) -> Iterator[CapTelling]:
    """Each claim once, by the first of its incidents: a list over several goods stands in several."""
    seen: set[str] = set()
    for telling in sorted(tellings, key=lambda t: t.incident):
        if telling.claim not in seen:
            seen.add(telling.claim)
            yield telling


def _too_late(telling: CapTelling, as_of: str | None) -> str:
    """Why a telling of the measure's direction isn't known by a day; empty where it is."""
    if as_of is None or not telling.runs:
        return ""
    if telling.published is None:
        return f"its report doesn't show that it was out by {as_of}"
    return f"published on {telling.published}, after {as_of}" if telling.published > as_of else ""


def _until(told: Sequence[_Told], as_of: str | None) -> str | None:
    if as_of is not None:
        return as_of
    days = [d for t in told for d in (t.counts.start, t.counts.end) if d not in (FIRST, LAST)]
    return max([*days, *(t.it.published for t in told if t.it.published)], default=None)


def _left(telling: CapTelling, because: str) -> LeftOut:
    it = telling
    return LeftOut(it.claim, it.incident, it.report, it.source, it.words, it.quote, because)


def _with_kind(told: Sequence[_Told]) -> list[_Told]:
    """Where a claim doesn't tell the kind ("oil"), it is read as what others surely tell of the same suppliers."""
    known = {t.counts.suppliers for t in told if t.counts.suppliers and not t.counts.kind_open}
    made = []
    for t in told:
        counts = t.counts
        if counts.kind_open and set(counts.goods).intersection(counts.objects) and counts.suppliers in known:
            kinds = ", ".join(counts.goods)
            rule = f"the kind isn't told in its words; read as {kinds}, which others tell of the same suppliers"
            counts = replace(counts, kind_open=False, rules=(*counts.rules, rule))
        elif counts.kind_open:
            rule = "the kind isn't told in its words, so it is in no low bound and in the high of each kind it may be"
            counts = replace(counts, rules=(*counts.rules, rule))
        made.append(_Told(t.it, counts))
    return made


def _running(paragraph: Paragraph, limit: Limit, period: Period, told: Sequence[_Told]) -> RunningTotal:
    own = [t for t in told if t.counts.start <= period.end and period.start <= t.counts.end]
    totals: list[CapTotal] = []
    lines: list[CapLine] = []
    for column in Column:
        total, made = _column(column, limit, period, [t for t in own if t.counts.column is column])
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


def _column(column: Column, limit: Limit, period: Period, told: Sequence[_Told]) -> tuple[CapTotal, list[CapLine]]:
    measured = [t.measured(limit) for t in told]
    tellings: list[Telling] = []
    members: dict[str, list[int]] = {}
    times: dict[str, int] = {}
    for name, same in _same(told, measured):
        first, amount = told[same[0]].counts, measured[same[0]]
        roots = {told[n].counts.origin for n in same if told[n].counts.counted}
        times[name] = 1 if first.snapshot else max(1, len(roots))
        inside = _inside(first, period)
        tellings.append(
            Telling(
                name=name,
                start=first.start,
                end=first.end,
                low=amount.low if inside and any(not told[n].counts.kind_open for n in same) else 0,
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


def _inside(t: Counted, period: Period) -> bool:
    return period.start <= t.start and t.end <= period.end


def _same(told: Sequence[_Told], measured: Sequence[Measured]) -> Iterator[tuple[str, list[int]]]:
    """Tellings of the same amount for the same days and suppliers, by a name that no order changes."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for n, (t, m) in enumerate(zip((t.counts for t in told), measured, strict=True)):
        groups[t.start, t.end, t.suppliers, t.snapshot, m.low, m.figure, m.high is None].append(n)
    for same in groups.values():
        yield min(told[n].it.claim for n in same), same


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


def _line(told: _Told, m: Measured, period: Period, in_low: bool, in_figures: bool, more: Sequence[str]) -> CapLine:
    it, t = told.it, told.counts
    rules = [*m.rules, *t.rules]
    if not _inside(t, period):
        rules.append("its days reach out of the period: in no low bound, in the high of each period they touch")
    rules += more
    return CapLine(
        claim=it.claim,
        incident=it.incident,
        report=it.report,
        source=it.source,
        suppliers=t.suppliers,
        origin=t.origin,
        column=t.column,
        words=m.words,
        when=t.when,
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
        passages=t.passages,
    )
