"""A record with what its line in a list shows of other records."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from probata.records import Report

if TYPE_CHECKING:
    from probata.desk import Desk
    from probata.exchange.selection import ExportKind
    from probata.records import IncidentSummary

AT_ONCE = 200
"""Records that others are looked up for at once."""

KEPT = 5_000
"""Reports whose day, outlet and title are kept: neighbours in a list often stand in one."""


class Head(NamedTuple):
    """What a line shows of the report that it stands in; ``title`` is its label where it has none."""

    published: str | None
    outlet: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """``incident`` is a finding's, ``incidents`` are the ids of those that a claim is a member of, ``report`` is the
    day, outlet and title of the report that a claim or statement stands in; ``None`` where it has gone meanwhile."""

    it: Any
    incident: IncidentSummary | None = None
    incidents: tuple[str, ...] = ()
    report: Head | None = None


def lines(desk: Desk, kind: ExportKind, items: Iterable[Any]) -> Iterator[Line]:
    """The lines of records of a kind, in their order: a constant number of questions for each :data:`AT_ONCE`."""
    if kind not in ("findings", "claims", "statements"):
        yield from map(Line, items)
        return
    from probata.desk.paging import records

    rest, heads = iter(items), _Heads(desk.base)
    while part := list(islice(rest, AT_ONCE)):
        if kind == "findings":
            found = records(desk.base, "incidents", list(dict.fromkeys(f.incident for f in part)), whole=False)
            by_id = {i.id: i for i in found}
            yield from (Line(f, incident=by_id.get(f.incident)) for f in part)
            continue
        told = heads.of([r.report for r in part])
        homes = desk.incidents_of([c.id for c in part], swept=False) if kind == "claims" else {}
        yield from (Line(r, report=told.get(r.report), incidents=homes.get(r.id, ())) for r in part)


class _Heads:
    def __init__(self, base: str) -> None:
        self._base = base
        self._kept: OrderedDict[str, Head] = OrderedDict()

    def of(self, ids: Sequence[str]) -> dict[str, Head]:
        """The heads of the reports with these ids, as far as they are there."""
        from probata.desk.paging import records

        wanted = list(dict.fromkeys(ids))
        told = {i: self._kept[i] for i in wanted if i in self._kept}
        for report in records(self._base, "reports", [i for i in wanted if i not in told], whole=False):
            told[report.id] = self._kept[report.id] = _head(report)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return told


def _head(report: Report) -> Head:
    return Head(report.published, report.outlet, report.title.text if report.title else report.label)
