"""What is exported: a kind of records, narrowed and ordered as its list is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from probata.desk import Filter
from probata.desk.filterurl import day, parameters
from probata.desk.reviewing import ANY
from probata.errors import UsageError

if TYPE_CHECKING:
    from probata.desk import Desk
    from probata.desk.conditions import Kind
    from probata.records import CustodyEntry
    from probata.settings import Settings

ExportKind = Literal["reports", "statements", "claims", "incidents", "findings", "decisions", "custody", "caps"]
"""What can be exported."""

KINDS: tuple[ExportKind, ...] = get_args(ExportKind)

ENTRIES = 500
"""Entries of the custody log that are read at once."""

ALL = 10**12
_PERIOD = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Selection:
    """Records of a kind. ``by`` and ``order`` (:data:`probata.desk.paging.ORDERS`, empty for the usual one) are for
    what the desk has lists of; ``about`` (a record's id) or ``author`` for the custody log, the newest entries first;
    ``measure`` (an id), ``period`` and ``as_of`` for the running totals, see :func:`probata.pipeline.running_totals`.
    """

    kind: ExportKind
    by: Filter = ANY
    order: str = ""
    about: str = ""
    author: str = ""
    measure: str | None = None
    period: str | None = None
    as_of: str | None = None

    @property
    def conditions(self) -> list[tuple[str, str]]:
        """What it is narrowed to, by the names of an address."""
        own = {"about": self.about, "author": self.author, "measure": self.measure, "period": self.period,
               "as-of": self.as_of}  # fmt: skip
        return [*parameters(self.by), *((name, value) for name, value in own.items() if value)]

    @property
    def of_the_desk(self) -> Kind | None:
        """The kind as the desk lists it; ``None`` for the custody log and the running totals."""
        return None if self.kind in ("custody", "caps") else cast("Kind", self.kind)

    def records(self, desk: Desk, settings: Settings, whole: bool) -> Iterator[Any]:
        """The records in their order, few in memory at a time; without ``whole`` reports come without their text and
        incidents as summaries, as a table needs no more of them."""
        if (kind := self.of_the_desk) is not None:
            yield from desk.every(kind, self.by, self.order, whole)
        elif self.kind == "custody":
            yield from self._entries(desk)
        else:
            from probata.pipeline import running_totals

            yield from running_totals(desk, settings, self.measure, self.period, self.as_of)

    def count(self, desk: Desk) -> int | None:
        """How many records there are, where that can be told without reading them."""
        kind = self.of_the_desk
        return None if kind is None else desk.count_up_to(kind, self.by, ALL)

    def _entries(self, desk: Desk) -> Iterator[CustodyEntry]:
        from probata.pipeline.custody import entries_about, entries_before, entries_by

        before: int | None = None
        ask: Callable[[int | None], tuple[CustodyEntry, ...]]
        if self.about:
            ask = lambda end: entries_about(desk, self.about, end, ENTRIES)  # noqa: E731
        elif self.author:
            ask = lambda end: entries_by(desk, self.author, end, ENTRIES)  # noqa: E731
        else:
            ask = lambda end: entries_before(desk, end, ENTRIES)  # noqa: E731
        while found := ask(before):
            yield from found
            before = found[-1].seq


OWN: Mapping[str, tuple[str, ...]] = {"custody": ("about", "author"), "caps": ("measure", "period", "as-of")}
"""What the kinds that aren't lists of the desk are narrowed by."""


def selected(kind: str, by: Filter = ANY, order: str = "", **own: str | None) -> Selection:
    """The selection that somebody asks for; ``own`` are ``about``, ``author``, ``period`` and ``as_of``.

    :class:`UsageError` for a kind or an order that there isn't, and for what the kind can't be narrowed by.
    """
    if kind not in KINDS:
        raise UsageError(f"{kind[:40]!r} can't be exported; there are {', '.join(KINDS)}")
    made = Selection(next(k for k in KINDS if k == kind), by)
    given = {name.replace("_", "-"): value.strip() for name, value in own.items() if value and value.strip()}
    listed = made.of_the_desk
    for name in given:
        if name not in OWN.get(kind, ()):
            raise UsageError(f"{kind} can't be narrowed by {name}; that is for {_whose(name)}")
    if listed is not None:
        from probata.desk import config

        config.setup()  # the orders stand beside the tables, and those need Django to be ready
        from probata.desk.paging import ORDERS

        known = [way for o in ORDERS[listed] for way in (o, f"-{o}")]
        if order and order not in known:
            raise UsageError(f"{kind} can't be ordered by {order[:40]!r}; they can be by {', '.join(known)}")
        return replace(made, order=order)
    if order:
        raise UsageError(f"{kind} has an order of its own; leave the order out")
    if others := [name for name in by.asked if name not in OWN[kind]]:
        raise UsageError(f"{kind} can't be narrowed by {others[0]}, only by {', '.join(OWN[kind])}")
    if len(given) > 1 and kind == "custody":
        raise UsageError("entries are asked by what they are about or by their author; give one of the two")
    period = given.get("period")
    if period and not _PERIOD.fullmatch(period):
        raise UsageError(f"period {period[:20]!r} is no year, month or day; write YYYY, YYYY-MM or YYYY-MM-DD")
    as_of = day(given["as-of"], "as-of") if "as-of" in given else None
    return replace(made, by=ANY, about=given.get("about", ""), author=given.get("author", ""), measure=by.measure,
                   period=period, as_of=as_of)  # fmt: skip


def _whose(name: str) -> str:
    return next((kind for kind, names in OWN.items() if name in names), "no list")
