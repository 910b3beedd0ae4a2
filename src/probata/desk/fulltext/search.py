"""What has the words that are looked for, the best or the latest first, each with the passage that shows it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from django.db.models import Min

from probata.desk import conditions, paging
from probata.desk.chunks import chunks
from probata.desk.filters import Filter
from probata.desk.fulltext import asked, texts
from probata.desk.fulltext.matching import Searched, matching, scores
from probata.desk.fulltext.snippets import Snippet, snippet
from probata.desk.models import ClaimRow, MemberRow, ReportRow, StatementRow
from probata.errors import UsageError
from probata.records import Claim, IncidentSummary, Report, Statement

SearchKind = Literal["reports", "statements", "claims", "incidents"]
Order = Literal["rank", "date"]

LIMIT, MOST = 20, 100
"""Hits at once, if nothing else is asked for, and at most: the text of each is read."""

RANKED = conditions.RARE
"""Records that answer up to which they are ranked; of more the latest come first, and words that so many have tell
little of any of them."""

DATED: Mapping[SearchKind, str] = {
    "reports": "-published", "statements": "-said", "claims": "-published", "incidents": "-happened"
}  # fmt: skip
"""The order by date of each kind."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: a report without its text, an incident in few words. ``snippet`` is of the text of the
    report ``report``, for an incident that of its claim ``claim``."""

    record: Report | Statement | Claim | IncidentSummary
    report: str
    snippet: Snippet
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Some hits, and the key to ask for the next with (``None`` where there are no more). ``order`` is the one that
    they have: by date also where more than :data:`RANKED` answer and the rank was asked for."""

    hits: tuple[Hit, ...]
    order: Order
    next: str | None


def search(
    base: str, kind: SearchKind, by: Filter, order: Order = "rank", after: str | None = None, limit: int = LIMIT
) -> Found:
    """What has the words of ``by`` and meets its other conditions.

    :class:`UsageError` for words that ask for nothing, a kind or an order that there isn't, a limit under 1 or over
    :data:`MOST`, the key of another list.
    """
    if kind not in get_args(SearchKind):
        raise UsageError(f"{kind!r} can't be searched; there are {', '.join(get_args(SearchKind))}")
    if order not in get_args(Order):
        raise UsageError(f"hits can't be ordered by {order!r}; they can be by {' or '.join(get_args(Order))}")
    if not 1 <= limit <= MOST:
        raise UsageError(f"a page can have 1 to {MOST} hits, not {limit}")
    wanted = asked.read(by.words or "")
    if order == "rank" and (ranked := _ranked(base, kind, by, wanted)) is not None:
        name = f"{kind} rank"
        begin = bisect_right(ranked, tuple(paging.values_of(name, after))) if after else 0
        told = ranked[begin : begin + limit]
        key = paging.key_of(name, told[-1]) if begin + limit < len(ranked) else None
        records = paging.records(base, kind, [record for _, record in told], whole=False)
        return Found(_hits(base, kind, records, wanted), "rank", key)
    page = paging.page(base, kind, by, DATED[kind], after, limit=limit, whole=False)
    return Found(_hits(base, kind, page.items, wanted), "date", page.last_key if page.has_next else None)


def _ranked(base: str, kind: SearchKind, by: Filter, wanted: asked.Asked) -> list[tuple[float, str]] | None:
    """All that answer, the best first; ``None`` for too many."""
    searched: Searched = "claims" if kind == "incidents" else kind
    found = scores(base, searched, wanted, RANKED + 1)
    if len(found) > RANKED:
        return None
    if kind == "incidents":
        best: dict[str, float] = {}
        for part in chunks(found):
            members = MemberRow.objects.using(base).filter(claim_id__in=part)
            for incident, claim in members.values_list("incident_id", "claim_id"):
                best[incident] = max(found[claim], best.get(incident, found[claim]))
        found = best
    rows = conditions.rows(kind, base, by).values_list("pk", flat=True)
    return sorted((-found[record], record) for record in rows if record in found)


def _hits(base: str, kind: SearchKind, records: Sequence[Any], wanted: asked.Asked) -> tuple[Hit, ...]:
    """Each record with its snippet; a fixed number of questions for a page."""
    shown: dict[str, str] = {}
    if kind == "incidents":
        members = MemberRow.objects.using(base).filter(incident_id__in=[r.id for r in records])
        members = members.filter(claim__in=matching(base, "claims", wanted).values("record_id"))
        shown = dict(members.values_list("incident_id").annotate(first=Min("claim_id")).order_by())
    ids = [shown.get(r.id, "") if kind == "incidents" else r.id for r in records]
    places = _places(base, kind, ids)
    held = ReportRow.objects.using(base).filter(id__in={report for report, _ in places.values()})
    told = dict(held.values_list("id", "text"))
    found = []
    for record, name in zip(records, ids, strict=True):
        if name not in places or (text := told.get(places[name][0])) is None:
            continue  # taken away meanwhile
        report, where = places[name]
        found.append(Hit(record, report, snippet(text, where, wanted), shown.get(record.id)))
    return tuple(found)


def _places(base: str, kind: SearchKind, ids: Sequence[str]) -> dict[str, tuple[str, list[tuple[int, int]]]]:
    """The report of each record and the parts of its text that are searched."""
    if kind == "reports":
        reports = ReportRow.objects.using(base).filter(id__in=ids).values_list("id", "record")
        return {i: (i, texts.report_places(record, _END)) for i, record in reports}
    if kind == "statements":
        statements = StatementRow.objects.using(base).filter(id__in=ids).values_list("id", "report_id", "record")
        return {i: (report, texts.statement_places(record)) for i, report, record in statements}
    claims = ClaimRow.objects.using(base).filter(id__in=ids).values_list("id", "report_id", "record")
    return {i: (report, texts.claim_places(record)) for i, report, record in claims}


_END = 2**62
"""Beyond the end of every text."""
