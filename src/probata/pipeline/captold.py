"""What incidents tell under ceilings: kept when an incident is documented, read when somebody asks for the totals."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from probata.desk import Desk, Filter
from probata.records import CapTelling, Claim, Incident, Report

if TYPE_CHECKING:
    from probata.knowledge.regimes import Measure, Regime
    from probata.pipeline.engine import Engine
    from probata.regimes.captold import CapTables

AT_ONCE = 500
"""How many reports are asked for at a time."""


def keep(
    desk: Desk, engine: Engine, incident: Incident, claims: Mapping[str, Claim], reports: Mapping[str, Report]
) -> None:
    """Keep what an incident tells, in place of what it told; the texts of ``reports`` aren't needed. In a transaction.

    A sentence that was looked up before is not looked up again: a claim that is read anew is another row.
    """
    from probata.desk import caps
    from probata.regimes.captold import bears_on, counting, tellings

    rules = [(r, m) for r, m in capped_measures(engine.regimes) if incident.type in m.events]
    if not rules:
        return
    tables = _tables(engine)
    bearing = [(r, m) for r, m in rules if bears_on(incident, m, tables.goods)]
    told: list[CapTelling] = []
    if bearing:
        published = {r.id: r.published for r in reports.values() if r.published}
        wanted = {c.id: c for r, m in bearing for c in counting(r, m, incident, tables.goods, claims)}
        known = caps.sentences(desk.base, wanted)
        texts = caps.texts(desk.base, {c.report for i, c in wanted.items() if i not in known})
        for regime, measure in bearing:
            told += tellings(regime, measure, incident, tables, claims, published, texts, known)
    caps.put(desk.base, incident.id, told)


def capped_measures(regimes: Collection[Regime]) -> list[tuple[Regime, Measure]]:
    """The measures that have a ceiling, each with its regime."""
    from probata.regimes.caps import capped

    return [(r, m) for r in regimes for m in capped(r)]


def anew(desk: Desk, engine: Engine, measures: Collection[str]) -> dict[str, list[CapTelling]]:
    """What all incidents tell of each of the measures, found from the records and not from what is kept: where other
    rules have made the incidents than are in force now. Takes time on a large desk, and ends with the next run."""
    from probata.regimes.captold import bears_on, tellings

    rules = [(r, m) for r, m in capped_measures(engine.regimes) if m.id in measures]
    kinds = dict.fromkeys(e for _, m in rules for e in m.events)
    goods = _tables(engine).goods
    incidents = [
        i for kind in kinds for i in desk.incidents(Filter(type=kind)) if any(bears_on(i, m, goods) for _, m in rules)
    ]
    reports: list[Report] = []
    claims: dict[str, Claim] = {}
    ids = sorted({r for i in incidents for r in i.reports})
    for start in range(0, len(ids), AT_ONCE):
        portion = tuple(ids[start : start + AT_ONCE])
        reports += desk.reports(Filter(reports=portion))
        claims |= {c.id: c for c in desk.claims(Filter(reports=portion))}
    published = {r.id: r.published for r in reports if r.published}
    texts = {r.id: r.text for r in reports}
    return {
        m.id: [t for i in incidents for t in tellings(r, m, i, _tables(engine), claims, published, texts)]
        for r, m in rules
    }


def _tables(engine: Engine) -> CapTables:
    from probata.regimes.captold import CapTables

    return CapTables(engine.knowledge.tallying, engine.knowledge.goods)
