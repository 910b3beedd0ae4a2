"""Who took from whom: by what a report credits, then by its date; neither is taken for more than it is."""

from __future__ import annotations

from probata.records import CreditKind, Report

_TAKEN = (CreditKind.WIRE, CreditKind.TOLD, CreditKind.REPORTED_BY, CreditKind.BYLINE)
"""Credits that name where words come from; a picture's credit says nothing about the text."""


def agencies(a: Report, b: Report) -> tuple[str, ...]:
    """The outlets that both credit for words, by name."""
    return tuple(sorted(_credited(a) & _credited(b)))


def taker(a: Report, b: Report) -> tuple[str | None, str]:
    """The id of the report that took from the other and by what that is known; ``None`` where nothing tells."""
    for taking, giving in ((a, b), (b, a)):
        if giving.outlet and giving.outlet in _credited(taking) and taking.outlet != giving.outlet:
            return taking.id, f"it credits {giving.outlet}, which published the other"
    if common := agencies(a, b):
        return None, f"both credit {' and '.join(common)}, so either may have taken it from there"
    if a.published and b.published and a.published[:10] != b.published[:10]:
        first, later = (a, b) if a.published[:10] < b.published[:10] else (b, a)
        return later.id, f"it is dated {later.published}, the other {first.published}"
    return None, ""


def _credited(report: Report) -> set[str]:
    return {c.agency for c in report.credits if c.agency and c.kind in _TAKEN}
