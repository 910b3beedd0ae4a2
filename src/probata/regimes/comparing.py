"""Two versions of a regime, and what another version would change in findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from probata.knowledge.regimes import Measure, Paragraph, Regime
from probata.records import Finding, NotEngaged
from probata.regimes.matching import Matching


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: where (``KP.VEH 2397 OP7 in_force_from``), and both values; empty for none."""

    where: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """A finding that other rules would make, drop, or make otherwise; ``because`` names what differs."""

    finding: str
    incident: str
    measure: str
    what: str
    because: str


def differences(old: Regime, new: Regime) -> Iterator[Difference]:
    """What differs between two versions, measure by measure and paragraph by paragraph, in the file's order."""
    yield from _fields("", old, new, skip=("measures", "version"))
    before, after = {m.id: m for m in old.measures}, {m.id: m for m in new.measures}
    for measure_id in dict.fromkeys((*before, *after)):
        a, b = before.get(measure_id), after.get(measure_id)
        if a is None or b is None:
            yield Difference(measure_id, a.title if a else "", b.title if b else "")
        elif a != b:
            yield from _measure(a, b)


def _measure(a: Measure, b: Measure) -> Iterator[Difference]:
    yield from _fields(a.id, a, b, skip=("paragraphs",))
    before, after = {p.label: p for p in a.paragraphs}, {p.label: p for p in b.paragraphs}
    for label in dict.fromkeys((*before, *after)):
        p, q = before.get(label), after.get(label)
        if p is None or q is None:
            yield Difference(f"{a.id} {label}", _days(p), _days(q))
        else:
            yield from _fields(f"{a.id} {label}", p, q)


def _days(p: Paragraph | None) -> str:
    return f"{p.in_force_from} to {p.in_force_to or 'open'}" if p else ""


def _fields(where: str, a: Any, b: Any, skip: tuple[str, ...] = ()) -> Iterator[Difference]:
    for f in fields(a):
        old, new = getattr(a, f.name), getattr(b, f.name)
        if f.name not in skip and old != new:
            yield Difference(f"{where} {f.name}".strip(), _told(old), _told(new))


def _told(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_told(v) for v in value)
    return "" if value is None else str(value)


def changes(old: Matching, new: Matching) -> Iterator[Change]:
    """Which findings differ: made, dropped, or with other paragraphs or states of elements. Wording alone is none."""
    before, after = {f.id: f for f in old.findings}, {f.id: f for f in new.findings}
    nearest = {(n.incident, n.nearest): n for n in new.not_engaged}
    for finding_id in dict.fromkeys((*before, *after)):
        a, b = before.get(finding_id), after.get(finding_id)
        if a is None and b is not None:
            states = ", ".join(f"{e.name} {e.state}" for e in b.elements)
            yield Change(b.id, b.incident, b.measure, "made", states)
        elif a is not None and b is None:
            yield Change(a.id, a.incident, a.measure, "dropped", _why(a, nearest))
        elif a is not None and b is not None and (other := "; ".join(_otherwise(a, b))):
            yield Change(b.id, b.incident, b.measure, "otherwise", other)


def _why(dropped: Finding, nearest: Mapping[tuple[str, str | None], NotEngaged]) -> str:
    told = nearest.get((dropped.incident, dropped.measure))
    return told.because if told else "an element is no longer met"


def _otherwise(a: Finding, b: Finding) -> Iterator[str]:
    if a.paragraphs != b.paragraphs:
        yield f"paragraphs {', '.join(a.paragraphs)} → {', '.join(b.paragraphs)}"
    if a.citation_status != b.citation_status:
        yield f"citations {a.citation_status} → {b.citation_status}"
    before, after = {e.name: str(e.state) for e in a.elements}, {e.name: str(e.state) for e in b.elements}
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield f"{name} {before.get(name, 'none')} → {after.get(name, 'none')}"
