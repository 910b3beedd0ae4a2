"""What a filter asks of the rows of each table.

Each condition can be asked of one row, and can name all rows that meet it. :func:`narrow` starts from the rows of the
rarest condition, where there is a rare one; else rows are asked one by one in the order of the list, and a page is
full before long. Both are quick at any size of the desk; a join that the database plans for itself isn't.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_
from typing import Any, Literal, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from probata.desk import decisions
from probata.desk.columns import clipped
from probata.desk.filters import Filter
from probata.desk.fulltext import asked
from probata.desk.fulltext.matching import Searched, matching
from probata.desk.models import (
    CaptureRow,
    ClaimActor,
    ClaimKey,
    ClaimRow,
    FindingRow,
    IncidentActor,
    IncidentGoods,
    IncidentRow,
    MemberRow,
    ReportRow,
    StatementRow,
)
from probata.errors import UsageError
from probata.records import Stance

M = TypeVar("M", bound=Model)

Kind = Literal["captures", "reports", "statements", "claims", "incidents", "findings", "decisions"]
"""What a desk has lists of."""

_TABLES: dict[str, type[Model]] = {
    "captures": CaptureRow,
    "reports": ReportRow,
    "statements": StatementRow,
    "claims": ClaimRow,
    "incidents": IncidentRow,
    "findings": FindingRow,
}

RARE = 5_000
"""Rows of a condition up to which it is looked up first: so many are sorted in some hundredths of a second, and of a
million rows every two-hundredth is one of those that are more."""

_HAPPENED = ("happened_from", "happened_to", "happened_to")
LAST = "~"
"""Sorts after every time that begins with a date."""


@dataclass(frozen=True, slots=True)
class Condition:
    """``test`` is asked of one row; ``ids`` are those of all rows that meet it, some perhaps several times, or
    ``None`` where those can't be found without asking many that don't. ``counted``: about as many, sooner counted."""

    test: Q | Exists
    ids: QuerySet[Any, Any] | None
    counted: QuerySet[Any, Any] | None = None


def narrow(rows: QuerySet[M], conditions: Sequence[Condition]) -> tuple[QuerySet[M], bool]:
    """The rows that meet all conditions, and whether those of a rare one are looked up first.

    Asks one question for each condition, however large the desk.
    """
    rarest, least = None, RARE + 1
    for condition in conditions:
        held = condition.ids if condition.counted is None else condition.counted
        if held is not None and (number := held[:least].count()) < least:
            rarest, least = condition, number
    for condition in conditions:
        rows = rows.filter(condition.test if condition is not rarest else Q(pk__in=condition.ids))
    return rows, rarest is not None


def of(kind: Kind, base: str, by: Filter) -> list[Condition]:
    """The conditions that a filter has for rows of a kind; :class:`UsageError` for one that those don't have."""
    return list(_OF[kind](base, by))


def table(kind: Kind, base: str) -> QuerySet[Any]:
    """All rows of a kind, those of incidents only where they have a record (others are told as part of one)."""
    if kind == "decisions":
        return decisions.rows(base)
    every: QuerySet[Any] = _TABLES[kind]._default_manager.using(base).all()
    return every.filter(record__isnull=False) if kind == "incidents" else every


def rows(kind: Kind, base: str, by: Filter) -> QuerySet[Any]:
    """The rows of a kind that a filter asks for, in no order yet."""
    return narrow(table(kind, base), of(kind, base, by))[0]


def _of_captures(base: str, by: Filter) -> Iterator[Condition]:
    _only("captures", by, "since", "until")
    yield from _on_days(CaptureRow.objects.using(base), by, "captured_at")


def _of_decisions(base: str, by: Filter) -> Iterator[Condition]:
    _only("decisions", by, "since", "until")
    yield from _on_days(decisions.rows(base), by, "at")


def _of_reports(base: str, by: Filter) -> Iterator[Condition]:
    all_ = ReportRow.objects.using(base)
    if by.reports:
        yield _column(all_, Q(id__in=by.reports))
    if by.outlets:
        yield _column(all_, Q(outlet__in=_clipped(by.outlets)))
    yield from _between(all_, by, "published", "published", "published")
    yield from _worded("reports", base, by)
    through = _less(by, "since", "until", "reports", "outlets", "words")
    if through.asked:
        yield _through_claims(base, through, "report_id")


def _of_statements(base: str, by: Filter) -> Iterator[Condition]:
    all_ = StatementRow.objects.using(base)
    if by.reports:
        yield _column(all_, Q(report_id__in=by.reports))
    if by.outlets:
        yield _column(all_, Q(report__outlet__in=_clipped(by.outlets)))
    for ids in (by.actors, by.sources):
        if ids:
            yield _column(all_, Q(source__in=_clipped(ids)) | Q(person__in=_clipped(ids)))
    if by.stance:
        yield _column(all_, Q(stance=by.stance.value))
    yield from _between(all_, by, "day", "day_last", "day")
    yield from _worded("statements", base, by)
    through = _less(by, "since", "until", "reports", "outlets", "actors", "sources", "stance", "words")
    if through.asked:
        yield _through_claims(base, through, "statement")


def _of_claims(base: str, by: Filter) -> Iterator[Condition]:
    all_ = ClaimRow.objects.using(base)
    if by.reports:
        yield _column(all_, Q(report_id__in=by.reports))
    if by.outlets:
        yield _column(all_, Q(report__outlet__in=_clipped(by.outlets)))
    actors = ClaimActor.objects.using(base)
    if by.actors:
        yield _through(actors.filter(actor__in=_clipped(by.actors)), "claim_id")
    if by.sources:
        yield _through(actors.filter(actor__in=_clipped(by.sources), role="source"), "claim_id")
    if by.type:
        yield _column(all_, Q(type=by.type.value))
    if by.stance:
        yield _column(all_, Q(stance=by.stance.value))
    if by.verdict:
        yield _column(all_, Q(verdict=by.verdict.value))
    yield from _between(all_, by, *_HAPPENED)
    yield from _worded("claims", base, by)
    for having in _having(base, by):
        yield _through(having, "claim_id")
    if by.goods:
        yield _through(_key(base, "goods", [g.value for g in by.goods]), "claim_id")
    if (assessed := _assessed(by)) is not None:
        yield _through(MemberRow.objects.using(base).filter(assessed), "claim_id")


def _of_incidents(base: str, by: Filter) -> Iterator[Condition]:
    all_ = IncidentRow.objects.using(base)
    for condition in _own(by):
        yield _column(all_, condition)
    if (asked := _findings(by)) is not None:
        yield _through(FindingRow.objects.using(base).filter(asked), "incident_id")
    yield from _between(all_, by, *_HAPPENED)
    for links in _linked(base, by):
        yield _through(links, "incident_id")


def _of_findings(base: str, by: Filter) -> Iterator[Condition]:
    all_ = FindingRow.objects.using(base)
    if (asked := _findings(by)) is not None:
        yield _column(all_, asked)
    incidents = IncidentRow.objects.using(base)
    asked_of_it = [*_own(by), *(c.test for c in _between(incidents, by, *_HAPPENED))]
    links = [(incidents.filter(asked), "id") for asked in asked_of_it]
    links += [(held, "incident_id") for held in _linked(base, by)]
    for held, key in links:
        test = Exists(held.filter(**{key: OuterRef("incident_id")}))
        yield Condition(test, all_.filter(incident_id__in=held.values(key)).values("id"), counted=held.values(key))


_OF: dict[Kind, Callable[[str, Filter], Iterator[Condition]]] = {
    "captures": _of_captures,
    "reports": _of_reports,
    "statements": _of_statements,
    "claims": _of_claims,
    "incidents": _of_incidents,
    "findings": _of_findings,
    "decisions": _of_decisions,
}


def _through_claims(base: str, by: Filter, key: str) -> Condition:
    """What claims that meet all conditions point to by ``key``."""
    claims, rare = narrow(table("claims", base), of("claims", base, by))
    if key == "statement":
        claims = claims.exclude(statement="")
    return Condition(Exists(claims.filter(**{key: OuterRef("pk")})), claims.values(key) if rare else None)


def _column(all_: Any, test: Q) -> Condition:
    return Condition(test, all_.filter(test).values("pk"))


def _through(links: QuerySet[Any, Any], key: str) -> Condition:
    """What ``links`` point to by ``key``."""
    return Condition(Exists(links.filter(**{key: OuterRef("pk")})), links.values(key))


def _worded(kind: Searched, base: str, by: Filter) -> Iterator[Condition]:
    """What has the words that are looked for."""
    if by.words:
        yield _through(matching(base, kind, asked.read(by.words)), "record_id")


def _between(all_: Any, by: Filter, first: str, last: str, known: str) -> Iterator[Condition]:
    """Days that overlap those asked for; an empty ``known`` is no day, and less than any."""
    if by.since:
        yield _column(all_, Q(**{f"{last}__gte": by.since}))
    if by.until:
        yield _column(all_, Q(**{f"{first}__lte": by.until, f"{known}__gt": ""}))


def _on_days(all_: Any, by: Filter, column: str) -> Iterator[Condition]:
    """Times of an act, which begin with their day."""
    if by.since:
        yield _column(all_, Q(**{f"{column}__gte": by.since}))
    if by.until:
        yield _column(all_, Q(**{f"{column}__lte": by.until + LAST}))


def _own(by: Filter) -> Iterator[Q]:
    """What is asked of the row of an incident itself."""
    if by.incidents:
        yield Q(id__in=by.incidents)
    if by.type:
        yield Q(type=by.type.value)
    if by.stance is Stance.DENIES:
        # A denial of all that the parties are said to have done stands in one of the incidents that it disputes.
        yield Q(disputed=True)
    if (graded := _graded(by, "")) is not None:
        yield graded


def _linked(base: str, by: Filter) -> Iterator[QuerySet[Any, Any]]:
    """What is asked of what an incident holds: rows with its id."""
    actors, members = IncidentActor.objects.using(base), MemberRow.objects.using(base)
    if by.actors:
        yield actors.filter(actor__in=_clipped(by.actors))
    if by.sources:
        yield actors.filter(actor__in=_clipped(by.sources), role="source")
    if by.goods:
        yield IncidentGoods.objects.using(base).filter(goods__in=[g.value for g in by.goods])
    told: dict[str, str] = {}
    if by.stance and by.stance is not Stance.DENIES:
        told["claim__stance"] = by.stance.value
    if by.verdict:
        told["claim__verdict"] = by.verdict.value
    if told:
        yield members.filter(**told)
    if by.reports:
        yield members.filter(report_id__in=by.reports)
    if by.outlets:
        yield members.filter(report__outlet__in=_clipped(by.outlets))
    for having in _having(base, by):
        yield members.filter(claim__in=having.values("claim_id"))
    if by.words:
        yield members.filter(claim__in=matching(base, "claims", asked.read(by.words)).values("record_id"))


def _having(base: str, by: Filter) -> Iterator[QuerySet[ClaimKey]]:
    """The keys of one of the places, and those of one of the carriers, as far as either is asked for."""
    for kind, wanted in (("place", by.places), ("carrier", by.carriers)):
        if wanted:
            yield _key(base, kind, _clipped(w.casefold() for w in wanted))


def _key(base: str, kind: str, keys: Sequence[str]) -> QuerySet[ClaimKey]:
    return ClaimKey.objects.using(base).filter(kind=kind, key__in=keys)


def _assessed(by: Filter) -> Q | None:
    """What is asked of the incident that a claim stands in, and of one of its findings."""
    asked = [q for q in (_graded(by, "incident__"), _findings(by, "incident__findings__")) if q is not None]
    if by.incidents:
        asked.append(Q(incident_id__in=by.incidents))
    return _all(asked)


def _graded(by: Filter, path: str) -> Q | None:
    asked: dict[str, Any] = {}
    if by.disputed is not None:
        asked["disputed"] = by.disputed
    if by.reliability:
        asked["reliability__in"] = by.reliability
    if by.credibility:
        asked["credibility__in"] = by.credibility
    if by.origins is not None:
        asked["origins__gte"] = by.origins
    return _all([Q(**{path + name: value}) for name, value in asked.items()])


def _findings(by: Filter, path: str = "") -> Q | None:
    asked: list[Q] = []
    if by.measure:
        asked.append(Q(**{f"{path}measure__iexact": by.measure}))
    if by.regimes:
        asked.append(Q(**{f"{path}regime__in": by.regimes}))
    if by.status:
        asked.append(Q(**{f"{path}status": by.status.value}))
    if by.number:
        asked.append(Q(**{f"{path}number": by.number}))
    if by.citation_status:
        asked.append(Q(**{f"{path}citation_status": by.citation_status}))
    if by.reply_due is not None:
        asked.append(Q(**{f"{path}due__gt": ""}) if by.reply_due else Q(**{f"{path}due": ""}))
    return _all(asked)


def _all(asked: Sequence[Q]) -> Q | None:
    return reduce(and_, asked) if asked else None


def _clipped(words: Iterable[str]) -> list[str]:
    return [clipped(w) for w in words]


def _less(by: Filter, *names: str) -> Filter:
    nothing = Filter()
    return replace(by, **{name: getattr(nothing, name) for name in names})


def _only(kind: str, by: Filter, *names: str) -> None:
    for name in by.asked:
        if name not in names:
            raise UsageError(f"{kind} can't be narrowed by {name}; ask for {' and '.join(names)}, or list another kind")
