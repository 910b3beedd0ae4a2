"""Sources in few words: who publishes, who speaks, and what incidents go back to.

A source whose reports, statements, claims or incidents come, go or change is marked, and counted anew once for all
that has changed, from indexes alone: so no number drifts, and a list costs no counting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Substr

from probata.desk.chunks import CHUNK, chunks
from probata.desk.columns import clipped
from probata.desk.filters import SourceFilter
from probata.desk.models import ClaimActor, IncidentOrigin, ReportRow, SourceRow, StatementRow
from probata.desk.paging import Page, Way, walk
from probata.records import REPORT_VOICE, SourceKind, SourceMonth, SourceSummary, Stance, from_json, to_json

NOBODY = frozenset({"", REPORT_VOICE.id, "anonymous"})
"""Sources that name nobody: an outlet's own voice counts as the outlet's reports."""

ANONYMOUS_IN = "anonymous in "
"""Begins the roots that are of one report alone."""

ORDERS = {"told": ("told", "id"), "last": ("last", "id"), "name": ("name", "id")}
"""What sources can be ordered by: how many reports, statements and claims, the latest day, what they are called. The
first is the usual one, most first."""


@dataclass(slots=True)
class Seen:
    """What the records tell of a source that the tables don't know: the kind of its statements, whether it is a person
    who speaks for somebody, whether it publishes, and its label as a root."""

    kind: SourceKind | None = None
    person: bool = False
    publishes: bool = False
    label: str = ""


class Describe(Protocol):
    """Says what sources are called, and of which kind they are."""

    def known(self, source: str) -> tuple[str, SourceKind] | None:
        """By the tables alone; ``None`` where those don't know it."""

    def described(self, source: str, seen: Seen) -> tuple[str, SourceKind]:
        """By what the records tell."""


def mark(base: str, ids: Iterable[str]) -> None:
    """Have these sources counted anew. In a transaction."""
    wanted = {clipped(i) for i in ids if i not in NOBODY and not i.startswith(ANONYMOUS_IN)}
    if not wanted:
        return
    known = {
        i: stale
        for part in chunks(wanted)
        for i, stale in SourceRow.objects.using(base).filter(id__in=part).values_list("id", "stale")
    }
    for part in chunks(i for i, stale in known.items() if not stale):
        SourceRow.objects.using(base).filter(id__in=part).update(stale=True)
    SourceRow.objects.using(base).bulk_create(SourceRow(id=i) for i in sorted(wanted - known.keys()))


def mark_all(base: str) -> None:
    """Have all sources counted anew. In a transaction."""
    SourceRow.objects.using(base).filter(stale=False).update(stale=True)


def any_stale(base: str) -> bool:
    """Whether a source is to be counted anew."""
    return SourceRow.objects.using(base).filter(stale=True).exists()


def said_in(base: str, reports: Iterable[str]) -> set[str]:
    """The sources that some reports of the desk name, with their outlets."""
    found: set[str] = set()
    for part in chunks(set(reports)):
        found.update(ReportRow.objects.using(base).filter(id__in=part).values_list("outlet", flat=True))
        said = StatementRow.objects.using(base).filter(report_id__in=part)
        found.update(name for pair in said.values_list("source", "person") for name in pair)
        actors = ClaimActor.objects.using(base).filter(claim__report_id__in=part, role="source")
        found.update(actors.values_list("actor", flat=True))
    return found


def roots_of(base: str, incidents: Iterable[str]) -> set[str]:
    """The roots that some incidents go back to."""
    return {
        root
        for part in chunks(set(incidents))
        for root in IncidentOrigin.objects.using(base).filter(incident_id__in=part).values_list("root", flat=True)
    }


def everybody(base: str) -> set[str]:
    """All sources that the records name, whether they are counted or not."""
    tables: tuple[tuple[QuerySet[Any], str], ...] = (
        (ReportRow.objects.using(base).all(), "outlet"),
        (StatementRow.objects.using(base).all(), "source"),
        (StatementRow.objects.using(base).exclude(person=""), "person"),
        (ClaimActor.objects.using(base).filter(role="source"), "actor"),
        (IncidentOrigin.objects.using(base).all(), "root"),
    )
    return {name for rows, column in tables for name in rows.order_by().values_list(column, flat=True).distinct()}


def count_stale(base: str, describe: Describe) -> int:
    """Count the marked sources anew; how many that were. Those of which nothing is left go. In a transaction."""
    done = 0
    while ids := list(
        SourceRow.objects.using(base).filter(stale=True).order_by("id").values_list("id", flat=True)[:CHUNK]
    ):
        counted = _count(base, ids, describe)
        table = SourceRow.objects.using(base)
        table.filter(id__in=ids).delete()
        table.bulk_create(
            SourceRow(id=s.id, name=clipped(s.name), words=clipped(f"{s.name} {s.id}".casefold()), kind=s.kind.value,
                      told=s.claims + s.statements + s.reports, last=s.last or "", record=to_json(s), stale=False)
            for s in counted
        )  # fmt: skip
        done += len(ids)
    return done


@dataclass(slots=True)
class _Tally:
    numbers: Counter[str] = field(default_factory=Counter)
    months: dict[str, list[int]] = field(default_factory=dict)
    days: list[str] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)

    def add(self, month: str, numbers: tuple[int, int, int], first: str, last: str) -> None:
        for name, n in zip(("statements", "denials", "reports"), numbers, strict=True):
            self.numbers[name] += n
        if month:
            self.days += [first, last]
            self.months[month] = [a + b for a, b in zip(self.months.get(month, (0, 0, 0)), numbers, strict=True)]


def _count(base: str, ids: Collection[str], describe: Describe) -> list[SourceSummary]:
    found: dict[str, _Tally] = {i: _Tally() for i in ids}
    for column in ("source", "person"):
        rows = StatementRow.objects.using(base).filter(**{f"{column}__in": ids}).exclude(**{column: ""})
        for name, stance, month, n, first, last in _by_month(rows, "day", column, "stance"):
            found[name].add(month, (n, n if stance == Stance.DENIES.value else 0, 0), first, last)
            found[name].seen.person |= column == "person"
    published = ReportRow.objects.using(base).filter(outlet__in=ids)
    for name, month, n, first, last in _by_month(published, "published", "outlet"):
        found[name].add(month, (0, 0, n), first, last)
        found[name].seen.publishes = True
    claims = ClaimActor.objects.using(base).filter(actor__in=ids, role="source").order_by()
    for name, n in claims.values_list("actor").annotate(n=Count("id")):
        found[name].numbers["claims"] = n
    own = Q(counted=True)
    which = {"incidents": own, "alone": own & Q(others=0), "corroborated": own & Q(others__gt=0),
             "denied": own & Q(disputed=True)}  # fmt: skip
    roots = IncidentOrigin.objects.using(base).filter(root__in=ids).order_by().values_list("root")
    for name, *numbers in roots.annotate(**{k: Count("id", filter=q) for k, q in which.items()}):
        found[name].numbers.update(dict(zip(which, numbers, strict=True)))
    names = {i: known for i in ids if (known := describe.known(i)) is not None}
    _look(base, {i: tally.seen for i, tally in found.items() if i not in names})
    return [
        _summary(i, tally, names.get(i) or describe.described(i, tally.seen))
        for i, tally in found.items()
        if any(tally.numbers.values())
    ]


def _by_month(rows: QuerySet[Any], day: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    """By the columns and the month of the day: how many, the first and the last day."""
    told = rows.annotate(month=Substr(day, 1, 7)).values_list(*columns, "month").order_by()
    yield from told.annotate(n=Count(day), opening=Min(day), closing=Max(day))


def _look(base: str, seen: Mapping[str, Seen]) -> None:
    """Ask one statement and one origin of each of the sources what it is."""
    for part in chunks(seen):
        said = StatementRow.objects.using(base).filter(source__in=part).order_by().values_list("source")
        example = {i: source for source, i in said.annotate(of=Max("id"))}
        rows = StatementRow.objects.using(base).filter(id__in=list(example))
        for i, kind in rows.values_list("id", KT("record__source__kind")):
            seen[example[i]].kind = SourceKind(kind)
        roots = IncidentOrigin.objects.using(base).filter(root__in=part).order_by().values_list("root")
        for root, label in roots.annotate(of=Max("label")):
            seen[root].label = label


def _summary(source: str, tally: _Tally, named: tuple[str, SourceKind]) -> SourceSummary:
    name, kind = named
    months = tuple(SourceMonth(month, *numbers) for month, numbers in sorted(tally.months.items()))
    first, last = min(tally.days, default=None), max(tally.days, default=None)
    return SourceSummary(source, name, kind, **tally.numbers, first=first, last=last, months=months)


def rows_of(base: str, by: SourceFilter) -> QuerySet[SourceRow]:
    """The sources that a filter asks for, in no order yet."""
    rows = SourceRow.objects.using(base).exclude(kind="")
    if by.kind is not None:
        rows = rows.filter(kind=by.kind.value)
    for word in by.words.casefold().split():
        rows = rows.filter(words__contains=word)
    if by.among is not None:
        rows = rows.filter(id__in=[clipped(i) for i in by.among])
    if by.but:
        rows = rows.exclude(id__in=[clipped(i) for i in by.but])
    return rows


def summary(base: str, source: str) -> SourceSummary | None:
    """A source by its id; ``None`` where the desk knows none of that id."""
    row = SourceRow.objects.using(base).filter(id=clipped(source)).exclude(kind="").first()
    return None if row is None else from_json(SourceSummary, row.record)


def page(
    base: str, by: SourceFilter, order: str, after: str | None, before: str | None, limit: int
) -> Page[SourceSummary]:
    """Some sources, from a key on; :class:`UsageError` as :func:`probata.desk.paging.page` says it."""
    way = Way("sources", ORDERS, order or "-told")
    found = walk(rows_of(base, by), way, after, before, limit, rare=by.among is not None)
    return replace(found, items=tuple(summaries(base, found.items)))


def summaries(base: str, ids: Iterable[str]) -> list[SourceSummary]:
    """Sources by their ids, in that order; those that the desk doesn't have are left out."""
    wanted = list(ids)
    found = {row.id: row for part in chunks(set(wanted)) for row in SourceRow.objects.using(base).filter(id__in=part)}
    return [from_json(SourceSummary, found[i].record) for i in wanted if i in found and found[i].record]


def known_roots(base: str, names: Iterable[str]) -> set[str]:
    """Those of the names that are a root which an incident goes back to."""
    rows = IncidentOrigin.objects.using(base)
    return {n for n in names if rows.filter(root=clipped(n)).exists()}


def labels_of_roots(base: str) -> list[tuple[str, str]]:
    """All roots with what they are called."""
    return list(IncidentOrigin.objects.using(base).order_by("root").values_list("root", "label").distinct())


def incident_of_root(base: str, root: str) -> str | None:
    """An incident with claims that go back to a root, the same whenever it is asked."""
    rows = IncidentOrigin.objects.using(base).filter(root=clipped(root)).order_by("incident_id")
    return rows.values_list("incident_id", flat=True).first()


def alone(base: str, root: str, most: int) -> list[str]:
    """The incidents of which a root is the only independent origin, those that it told of last first."""
    rows = IncidentOrigin.objects.using(base).filter(root=clipped(root), counted=True, others=0)
    return list(rows.order_by("-day", "-incident_id").values_list("incident_id", flat=True)[:most])
