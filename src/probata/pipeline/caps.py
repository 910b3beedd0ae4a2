"""Running totals of a desk under the ceilings of the rule base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from probata.desk import Desk, Filter
from probata.pipeline.lists import refresh
from probata.pipeline.rulebase import regimes
from probata.records import CapAccount, Claim, Finding, Report
from probata.settings import Settings

if TYPE_CHECKING:
    from probata.knowledge import Knowledge
    from probata.knowledge.regimes import Measure

AT_ONCE = 500
"""How many ids are asked for at a time."""


def running_totals(
    desk: Desk,
    settings: Settings,
    measure: str | None = None,
    period: str | None = None,
    as_of: str | None = None,
) -> tuple[CapAccount, ...]:
    """The account of each measure with a ceiling, after bringing incidents up to date.

    ``measure`` is an id; ``period`` a year, month or day (ISO), which keeps the periods that have a day in it.
    ``as_of`` counts only what was published by that day.
    """
    from probata.knowledge import load
    from probata.regimes.caps import accounts

    refresh(desk, settings)
    knowledge = load()
    rules = regimes(settings)
    capped = [m for r in rules for m in r.measures if any(p.cap for p in m.paragraphs)]
    wanted = [m for m in capped if measure is None or m.id == measure]
    kinds = dict.fromkeys(e for m in wanted for e in m.events)
    goods = _goods(wanted, knowledge)
    incidents = [i for kind in kinds for i in desk.incidents(Filter(type=kind)) if goods.intersection(i.object)]
    reports: list[Report] = []
    claims: list[Claim] = []
    for portion in _portions(sorted({r for i in incidents for r in i.reports})):
        reports += desk.reports(Filter(reports=portion))
        claims += desk.claims(Filter(reports=portion))
    made = accounts(rules, knowledge.tallying, knowledge.goods, incidents, claims, reports, as_of)
    ids = {m.id for m in wanted}
    return tuple(_narrowed(a, period) for a in made if a.measure in ids)


def with_running_total(desk: Desk, settings: Settings, finding: Finding) -> Finding:
    """A finding whose ceiling says what the running totals come to in the periods that its incident counts in.

    The element's state stays unknown: a total is only told. Stored findings don't carry it, since any new report may
    change the total of another one's period.
    """
    from probata.regimes.elements import CEILING

    if not any(e.name == CEILING for e in finding.elements):
        return finding
    told: list[str] = []
    claims: set[str] = set()
    for running in (r for a in running_totals(desk, settings, finding.measure) for r in a.running):
        own = [line for line in running.lines if line.incident == finding.incident]
        columns = {line.column for line in own}
        told += [f"{running.label} as {t.column.value}: {t.sentence}" for t in running.totals if t.column in columns]
        claims.update(line.claim for line in own)
    found = " ".join(told) or "no delivery of this incident is dated, so it is in no running total."
    elements = tuple(
        replace(e, because=f"{e.because}. {found}", claims=tuple(sorted(claims))) if e.name == CEILING else e
        for e in finding.elements
    )
    return replace(finding, elements=elements)


def _goods(measures: Iterable[Measure], knowledge: Knowledge) -> frozenset[str]:
    """The classes of the measures, and those of entries that may be of them ("oil")."""
    named = {o for m in measures for o in m.objects}
    return frozenset(named).union(*(i.classes for i in knowledge.goods if named.intersection(i.also)))


def _portions(ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(ids), AT_ONCE):
        yield tuple(ids[start : start + AT_ONCE])


def _narrowed(account: CapAccount, period: str | None) -> CapAccount:
    if period is None:
        return account
    first, last = period + "-00-00"[len(period) - 4 :], period + "-99-99"[len(period) - 4 :]
    kept = tuple(r for r in account.running if r.start <= last and first <= r.end)
    return replace(account, running=kept)
