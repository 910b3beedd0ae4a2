"""Lists a page at a time, by the key of the record where the page before ended.

A page costs the same wherever it stands: nothing is counted or skipped. Keys are opaque words for an address; they say
where a list goes on, not what is on it, so that records that come or go in between neither repeat nor hide others.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from django.db.models import CharField, F, Func, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan, LessThan

from probata.desk import conditions
from probata.desk.conditions import Kind
from probata.desk.filters import Filter
from probata.desk.models import SummaryRow
from probata.desk.queries import light_report_of, report_of
from probata.errors import UsageError
from probata.records import (
    Capture,
    Claim,
    Decision,
    Finding,
    Incident,
    IncidentOutline,
    IncidentSummary,
    Statement,
    from_json,
)

T = TypeVar("T")

LIMIT, MOST = 50, 500
"""Records on a page, if nothing else is asked for, and at most."""

AT_ONCE = 200
"""Records read at once where all are asked for: their texts stand in memory together."""

ORDERS: dict[Kind, dict[str, tuple[str, ...]]] = {
    "captures": {"captured": ("captured_at", "id"), "id": ("id",)},
    "reports": {"published": ("published", "id"), "id": ("id",)},
    "statements": {"said": ("day", "id"), "id": ("id",)},
    "claims": {"happened": ("happened_from", "id"), "published": ("published", "id"), "id": ("id",)},
    "incidents": {"happened": ("happened_from", "id"), "origins": ("origins", "id"), "id": ("id",)},
    "findings": {
        "measure": ("regime", "measure", "happened_from", "id"),
        "happened": ("happened_from", "id"),
        "id": ("id",),
    },
    "decisions": {"decided": ("entry",)},
}
"""What each kind can be ordered by, the usual one first; with ``-`` before it, from the last to the first. Each is an
index of the table and ends with what no two rows share. A time that is not known comes before all others."""

_RECORD: dict[str, type[Any]] = {
    "captures": Capture,
    "statements": Statement,
    "claims": Claim,
    "incidents": Incident,
    "findings": Finding,
    "decisions": Decision,
}


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some records of a list in its order. ``first_key`` and ``last_key`` are of its first and last record, to ask for
    what comes before or after; ``None`` for an empty page."""

    items: tuple[T, ...]
    first_key: str | None
    last_key: str | None
    has_next: bool
    has_previous: bool


def page(
    base: str,
    kind: Kind,
    by: Filter,
    order: str = "",
    after: str | None = None,
    before: str | None = None,
    limit: int = LIMIT,
    whole: bool = True,
) -> Page[Any]:
    """The records that come next after the key ``after``, or right before the key ``before``, or the first ones.

    ``order`` is one of :data:`ORDERS`, empty for the usual one. Where ``whole`` is false, reports come without their
    text and incidents as :class:`~probata.records.IncidentSummary`. :class:`UsageError` for an order that there isn't,
    a limit under 1 or over :data:`MOST`, a key of another list or one that isn't whole.
    """
    rows, rare = conditions.narrow(conditions.table(kind, base), conditions.of(kind, base, by))
    found = walk(rows, Way(kind, ORDERS[kind], order), after, before, limit, rare)
    return replace(found, items=records(base, kind, found.items, whole))


def outlines(base: str, by: Filter, order: str = "", limit: int = LIMIT) -> Page[IncidentOutline]:
    """The first incidents of a list as pictures show them. Errors as in :func:`page`."""
    rows, rare = conditions.narrow(conditions.table("incidents", base), conditions.of("incidents", base, by))
    found = walk(rows, Way("incidents", ORDERS["incidents"], order), None, None, limit, rare)
    told = dict(conditions.table("incidents", base).filter(pk__in=found.items).values_list("pk", "record"))
    return replace(found, items=tuple(from_json(IncidentOutline, told[key]) for key in found.items if key in told))


def walk(rows: Any, way: Way, after: str | None, before: str | None, limit: int, rare: bool = False) -> Page[Any]:
    """A page of keys of ``rows``, the last column of the way; few rows (``rare``) are sooner sorted than sought."""
    if not 1 <= limit <= MOST:
        raise UsageError(f"a page can have 1 to {MOST} records, not {limit}")
    if after is not None and before is not None:
        raise UsageError("a page comes after one key or before one; give either")
    key = after if after is not None else before
    values = way.read(key) if key is not None else None
    back = before is not None
    found = way.keys(way.from_(rows, values, back, rare)[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    if back:
        found.reverse()
    first, last = (way.key(found[0]), way.key(found[-1])) if found else (None, None)
    other = False
    if values is not None:
        start = found[-1 if back else 0] if found else values
        other = way.from_(rows, start, not back, rare).exists()
    items = tuple(told[-1] for told in found)
    return Page(items, first, last, has_next=other if back else more, has_previous=more if back else other)


def every(base: str, kind: Kind, by: Filter, order: str = "", whole: bool = True) -> Iterator[Any]:
    """All records of a list in its order, read a page at a time."""
    way = Way(kind, ORDERS[kind], order)
    rows, rare = conditions.narrow(conditions.table(kind, base), conditions.of(kind, base, by))
    values: Sequence[str | int] | None = None
    while found := way.keys(way.from_(rows, values, False, rare)[:AT_ONCE]):
        values = found[-1]
        yield from records(base, kind, [told[-1] for told in found], whole)


def count_up_to(base: str, kind: Kind, by: Filter, most: int = 1000) -> int:
    """How many there are; ``most`` for so many or more."""
    rows, _ = conditions.narrow(conditions.table(kind, base), conditions.of(kind, base, by))
    return int(rows.order_by().values("pk")[:most].count())


def records(base: str, kind: Kind, keys: Sequence[str | int], whole: bool = True) -> tuple[Any, ...]:
    """The records with these keys, in their order; those that have gone meanwhile are left out."""
    column = "entry" if kind == "decisions" else "pk"
    rows = conditions.table(kind, base)
    if kind == "incidents" and not whole:
        rows = SummaryRow.objects.using(base).all()
    elif kind == "reports" and not whole:
        rows = rows.defer("text")
    found = {getattr(row, column): row for row in rows.filter(**{f"{column}__in": keys})}
    return tuple(_record(kind, found[key], whole) for key in keys if key in found)


def _record(kind: Kind, row: Any, whole: bool) -> Any:
    if kind == "reports":
        return report_of(row) if whole else light_report_of(row)
    return from_json(IncidentSummary if kind == "incidents" and not whole else _RECORD[kind], row.record)


class Way:
    """One order of a kind of those that it can have, in one direction."""

    def __init__(self, kind: str, known: Mapping[str, tuple[str, ...]], order: str) -> None:
        name = order or next(iter(known))
        self._down = name.startswith("-")
        if name.removeprefix("-") not in known:
            ways = ", ".join(f"{o}, -{o}" for o in known)
            raise UsageError(f"{kind} can't be ordered by {order!r}; they can be by {ways}")
        self._columns = known[name.removeprefix("-")]
        self._name = f"{kind} {name}"

    def keys(self, rows: Any) -> list[Sequence[str | int]]:
        """What the rows are ordered by; the last says which row it is."""
        return list(rows.values_list(*self._columns))

    def from_(self, rows: Any, values: Sequence[str | int] | None, back: bool, rare: bool) -> Any:
        """The rows on the far side of the values, the nearest first."""
        down = self._down is not back
        if values is not None:
            columns = _Together(*(F(c) for c in self._columns))
            wanted = _Together(*(Value(v) for v in values))
            rows = rows.filter(LessThan(columns, wanted) if down else GreaterThan(columns, wanted))
        # By what is no column, where few rows were looked up: else a database may walk the index of the order to them.
        keys = [Coalesce(F(c), F(c)) if rare else F(c) for c in self._columns]
        return rows.order_by(*(k.desc() if down else k.asc() for k in keys))

    def key(self, values: Sequence[str | int]) -> str:
        return key_of(self._name, values)

    def read(self, key: str) -> list[Any]:
        return values_of(self._name, key)


def key_of(name: str, values: Sequence[str | float]) -> str:
    """The key of a place in the list of that name."""
    told = json.dumps([name, *values], ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(_seal(told) + told).decode().rstrip("=")


def values_of(name: str, key: str) -> list[Any]:
    """What :func:`key_of` made a key from; :class:`UsageError` for the key of another list or one that isn't whole."""
    try:
        whole = base64.b64decode(key + "=" * (-len(key) % 4), altchars=b"-_", validate=True)
        seal, told = whole[:SEAL], whole[SEAL:]
        if seal != _seal(told):
            raise ValueError
        of, *values = json.loads(told)
    except (ValueError, binascii.Error):
        raise UsageError(f"{key[:40]!r} is not the key of a page; go back to the first page") from None
    if of != name:
        raise UsageError(f"the key is of a list of {of}, not of {name}; go back to the first page")
    return list(values)


SEAL = 6
"""Bytes that tell a key that was changed or cut off from a whole one. They keep no secret: a key only says where."""


def _seal(told: bytes) -> bytes:
    return hashlib.sha256(told).digest()[:SEAL]


class _Together(Func):
    """Several values compared one after the other: ``(a, b)``."""

    template = "(%(expressions)s)"
    arg_joiner = ", "
    output_field = CharField()
