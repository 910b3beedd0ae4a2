"""Running totals of a desk under the ceilings of the rule base."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from probata.desk import Desk
from probata.pipeline.lists import refresh
from probata.records import CapAccount, Finding, RunningTotal
from probata.settings import Settings

if TYPE_CHECKING:
    from probata.knowledge.regimes import Measure, Regime

LATER = "It is left out here until the next run: other rules than those in force now have made the incidents."


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
    from probata.desk.caps import mark
    from probata.pipeline.captold import anew, capped_measures
    from probata.pipeline.engine import Engine

    engine = Engine(settings)
    refresh(desk, settings, engine)
    wanted = [(r, m) for r, m in capped_measures(engine.regimes) if measure is None or m.id == measure]
    if desk.assessed_with != engine.assessor:
        from probata.regimes.caps import account

        told = anew(desk, engine, {m.id for _, m in wanted})
        return tuple(_narrowed(account(r, m, told[m.id], as_of), period) for r, m in wanted)
    at = mark(desk.base)
    asked = (_Asked(desk.base, at, engine.assessor, m.id, as_of, r, m) for r, m in wanted)
    return tuple(_narrowed(_account(one), period) for one in asked)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which account, of what stands in the desk at a ``mark``: two are equal where the answer is."""

    base: str
    mark: tuple[object, ...]
    assessor: str
    id: str
    as_of: str | None
    regime: Regime = field(compare=False)
    measure: Measure = field(compare=False)


@lru_cache(maxsize=64)
def _account(asked: _Asked) -> CapAccount:
    # Kept until a telling changes: adding a million claims up takes a second, and the desk's first page shows the sums.
    from probata.desk.caps import tellings
    from probata.regimes.caps import account

    return account(asked.regime, asked.measure, tellings(asked.base, asked.id), asked.as_of)


def latest_totals(desk: Desk, settings: Settings) -> list[tuple[CapAccount, RunningTotal]]:
    """Of each ceiling the latest period under which something is told."""
    told = ((account, [r for r in account.running if r.lines]) for account in running_totals(desk, settings))
    return [(account, max(lines, key=lambda r: (r.start, r.paragraph))) for account, lines in told if lines]


def with_running_total(desk: Desk, settings: Settings, finding: Finding, at_once: bool = False) -> Finding:
    """A finding whose ceiling says what the running totals come to in the periods that its incident counts in.

    With ``at_once`` it says that they are left out where they would take long: where other rules have made the
    incidents than are in force now, and the next run makes them anew.

    The element's state stays unknown: a total is only told. Stored findings don't carry it, since any new report may
    change the total of another one's period.
    """
    from probata.regimes.elements import CEILING

    if not any(e.name == CEILING for e in finding.elements):
        return finding
    if at_once and not _current(desk, settings):
        return _saying(finding, LATER, None)
    told: list[str] = []
    claims: set[str] = set()
    for running in (r for a in running_totals(desk, settings, finding.measure) for r in a.running):
        own = [line for line in running.lines if line.incident == finding.incident]
        columns = {line.column for line in own}
        told += [f"{running.label} as {t.column.value}: {t.sentence}" for t in running.totals if t.column in columns]
        claims.update(line.claim for line in own)
    found = " ".join(told) or "no delivery of this incident is dated, so it is in no running total."
    return _saying(finding, found, tuple(sorted(claims)))


def _saying(finding: Finding, told: str, claims: tuple[str, ...] | None) -> Finding:
    from probata.regimes.elements import CEILING

    elements = tuple(
        replace(e, because=f"{e.because}. {told}", claims=e.claims if claims is None else claims)
        if e.name == CEILING
        else e
        for e in finding.elements
    )
    return replace(finding, elements=elements)


def _current(desk: Desk, settings: Settings) -> bool:
    from probata.pipeline.engine import Engine

    return not desk.unfinished and desk.assessed_with == Engine(settings).assessor


def _narrowed(account: CapAccount, period: str | None) -> CapAccount:
    if period is None:
        return account
    first, last = period + "-00-00"[len(period) - 4 :], period + "-99-99"[len(period) - 4 :]
    kept = tuple(r for r in account.running if r.start <= last and first <= r.end)
    return replace(account, running=kept)
