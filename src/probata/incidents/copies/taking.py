"""Which copies say whose words a report has: those that hold at least half of it, or that tell all of it anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol, TypeVar

from probata.incidents.copies.compare import HALF
from probata.records import CopyKind

KINDS = {
    CopyKind.COPY: "reprint",
    CopyKind.EXCERPT: "excerpt",
    CopyKind.REWRITE: "rewrite",
    CopyKind.VERSION: "another version",
    CopyKind.QUOTATION: "same quotation",
}
"""Each kind in words."""


class Shared(Protocol):
    """What a :class:`~probata.records.Copy` tells besides its passages."""

    @property
    def a(self) -> str: ...
    @property
    def b(self) -> str: ...
    @property
    def kind(self) -> CopyKind: ...
    @property
    def in_a(self) -> float: ...
    @property
    def in_b(self) -> float: ...


S = TypeVar("S", bound=Shared)


def takes_part(copy: Shared, report: str) -> bool:
    """Whether the report's words may be the other's.

    A quotation is none. Of an excerpt the shorter text is in the longer, not the other way round: a paper that puts
    an agency's lines into a long report of its own has found out the rest itself.
    """
    if copy.kind is CopyKind.EXCERPT:
        return (copy.in_a if report == copy.a else copy.in_b) >= HALF
    return copy.kind is not CopyKind.QUOTATION


def taking_part(copies: Iterable[S]) -> dict[str, list[S]]:
    """For each report the copies whose words it may have, for :func:`probata.incidents.origins.trace_all`."""
    found: dict[str, list[S]] = defaultdict(list)
    for copy in copies:
        for report in (copy.a, copy.b):
            if takes_part(copy, report):
                found[report].append(copy)
    return dict(found)
