"""Whose words a report has: of all that share a text the one that others took it from, and what shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from probata.incidents.copies import KINDS
from probata.records import CopyKind, CreditKind, Report


class CopyLike(Protocol):
    """That two reports hold one text; ``kind`` is ``None`` where a person says so."""

    @property
    def a(self) -> str: ...
    @property
    def b(self) -> str: ...
    @property
    def kind(self) -> CopyKind | None: ...
    @property
    def in_a(self) -> float: ...
    @property
    def in_b(self) -> float: ...


Copies = Mapping[str, Sequence[CopyLike]]
"""For each report the copies that it takes part in."""


@dataclass(frozen=True, slots=True)
class Original:
    """The report whose words another has. ``shared`` says how the two hang together, ``because`` why it is the first.

    Both are told by the two reports and what lies between them alone, not by what else shares the text: so they stay
    when a further copy comes.
    """

    report: Report
    shared: str
    because: str


def original_of(report: str, copies: Copies, reports: Mapping[str, Report]) -> Original | None:
    """Which report's words a copy has: of all that share its text the one with an agency's credit, else the
    earliest; ``None`` where it is no copy or is itself the first."""
    family, new = {report}, [report]
    while new:
        near = {r for one in new for c in copies.get(one, ()) for r in (c.a, c.b)} - family
        family |= near
        new = sorted(near)
    known = [reports[r] for r in family if r in reports]
    if len(known) < 2:
        return None
    first = min(known, key=lambda r: (not credits_of(r), r.published or "9999", r.id))
    if first.id == report:
        return None
    return Original(first, _shared(report, first.id, copies), why_first(first, reports.get(report)))


def credits_of(report: Report) -> tuple[str, ...]:
    """The agencies that a report credits for its words."""
    carried = (c.agency for c in report.credits if c.kind in (CreditKind.WIRE, CreditKind.BYLINE))
    return tuple(dict.fromkeys(a for a in carried if a))


def why_first(first: Report, other: Report | None) -> str:
    """What made a report the original of another."""
    credited = credits_of(first)
    if credited and (other is None or not credits_of(other)):
        return f"it carries the credit of {credited[0]}"
    if not first.published:
        return "none of those that share the text has a date, so which was first isn't told"
    if other is not None and other.published == first.published:
        return f"both are dated {first.published} and none is earlier; which was first isn't told"
    among = f" of those that carry an agency's credit, as both do ({credited[0]})" if credited else ""
    return f"it is the earliest{among}, dated {first.published}"


def _shared(report: str, original: str, copies: Copies) -> str:
    """How a report hangs together with its original: by a copy between the two, else through others."""
    between = [c for c in copies.get(report, ()) if original in (c.a, c.b)]
    found = next((c for c in between if c.kind is not None), None)
    if found is not None and found.kind is not None:
        share = found.in_a if found.a == report else found.in_b
        more = ", the rest reworded" if found.kind is CopyKind.REWRITE else ""
        return f"{KINDS[found.kind]} of {original}: {share:.0%} of its words{more}"
    if between:
        return f"one text with {original}, as a person has decided"
    return f"one text with {original}, through others that share it with both"
