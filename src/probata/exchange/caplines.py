"""Running totals as lines of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from probata.exchange.lines import Line
from probata.records import CapAccount


@dataclass(frozen=True, slots=True)
class CapLineTold:
    """A line of the table of running totals: a total, a telling in it, or what no total counts."""

    regime: str
    measure: str
    counted: str
    words: str
    paragraph: str | None = None
    period: str | None = None
    limit: float | None = None
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    figures: float | None = None
    start: str | None = None
    end: str | None = None
    when: str | None = None
    source: str | None = None
    suppliers: tuple[str, ...] = ()
    origin: str | None = None
    incident: str | None = None
    claim: str | None = None
    report: str | None = None
    snapshot: bool | None = None
    in_low: bool | None = None
    in_figures: bool | None = None
    rules: tuple[str, ...] = ()


def cap_lines(accounts: Iterable[CapAccount]) -> Iterator[Line]:
    """A line for each total, followed by one for each telling in its column; then what no total counts."""
    return (Line(told) for account in accounts for told in _account(account))


def _account(a: CapAccount) -> Iterator[CapLineTold]:
    for r in a.running:
        of: dict[str, Any] = {"paragraph": r.paragraph, "period": r.label, "limit": r.limit, "unit": r.unit}
        for t in r.totals:
            yield CapLineTold(a.regime, a.measure, f"total as {t.column.value}", t.sentence, low=t.low, high=t.high,
                              figures=t.figures, start=r.start, end=r.end, **of)  # fmt: skip
            for x in (x for x in r.lines if x.column is t.column):
                yield CapLineTold(
                    a.regime, a.measure, x.column.value, x.words, low=x.low, high=x.high, start=x.start, end=x.end,
                    when=x.when, source=x.source, suppliers=x.suppliers, origin=x.origin, incident=x.incident,
                    claim=x.claim, report=x.report, snapshot=x.snapshot, in_low=x.in_low, in_figures=x.in_figures,
                    rules=x.rules, **of)  # fmt: skip
    for name, left in (("undated", a.undated), ("denied", a.denied), ("left out", a.left_out)):
        for item in left:
            yield CapLineTold(a.regime, a.measure, name, item.words, source=item.source, incident=item.incident,
                              claim=item.claim, report=item.report, rules=(item.because,))  # fmt: skip
