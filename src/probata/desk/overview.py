"""What the first page of a desk shows: what is new, disputed, to be reviewed, awaited. The number of questions is the
same on every desk, and none of them reads more rows than it shows or an index counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from probata.desk.models import (
    CaptureRow,
    ClaimRow,
    FindingRow,
    IncidentActor,
    IncidentRow,
    MemberRow,
    ReportRow,
    WaitingRow,
)
from probata.records import ClaimType, Finding, FindingStatus, Reply, Verdict, from_json

MANY = 10_000
"""Claims to review are counted up to here."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in one line. ``published`` is an ISO day, or empty; ``captured_at`` is UTC."""

    id: str
    label: str
    title: str
    outlet: str
    published: str
    captured_at: str


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident in one line; the days are ISO, empty where unknown."""

    id: str
    type: ClaimType
    agent: tuple[str, ...]
    counterpart: tuple[str, ...]
    happened_from: str
    happened_to: str
    origins: int
    disputed: bool


@dataclass(frozen=True, slots=True)
class Review:
    """What waits for a person. ``claims`` without a verdict are counted up to :data:`MANY`, one more stands for more;
    of the ``proposed`` findings ``no_contrary`` have no contrary evidence told or noted, ``not_asked`` nobody asked for
    a reply, and of ``ready`` both are there and no reply is awaited any more."""

    claims: int
    proposed: int
    no_contrary: int
    not_asked: int
    ready: int


@dataclass(frozen=True, slots=True)
class Awaited:
    """A question that nobody has answered: of which finding, and whether its day is past."""

    finding: str
    number: str | None
    incident: str
    measure: str
    reply: Reply
    overdue: bool


@dataclass(frozen=True, slots=True)
class MeasureCount:
    """How many findings a measure has, by their status."""

    regime: str
    measure: str
    by_status: dict[FindingStatus, int]


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many incidents of a type began in a month (``YYYY-MM``, empty for an unknown one), and how many of them
    somebody denies."""

    month: str
    type: ClaimType
    incidents: int
    disputed: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page. ``awaited`` are the replies due first, the overdue before them all; ``incidents`` are those that
    the newest reports tell of; ``disputed`` are the latest by their day."""

    reports: tuple[ReportLine, ...]
    incidents: tuple[IncidentLine, ...]
    disputed: tuple[IncidentLine, ...]
    review: Review
    awaited: tuple[Awaited, ...]
    waiting: int
    overdue: int
    measures: tuple[MeasureCount, ...]
    months: tuple[MonthCount, ...]

    @property
    def disputed_in_all(self) -> int:
        """How many incidents somebody denies."""
        return sum(m.disputed for m in self.months)

    @property
    def incidents_in_all(self) -> int:
        """How many incidents there are."""
        return sum(m.incidents for m in self.months)


def overview(base: str, today: str, most: int = 10) -> Overview:
    """What the desk's first page shows on a day (ISO), of each list the first ``most``."""
    reports = newest_reports(base, most)
    telling = MemberRow.objects.using(base).filter(report_id__in=[r.id for r in reports]).values("incident_id")
    made = IncidentRow.objects.using(base).filter(record__isnull=False)
    new = _columns(made.filter(id__in=telling).order_by("-happened_from", "id")[:most])
    denied = _columns(made.filter(disputed=True).order_by("-happened_from", "id")[:most])
    lines = _lines(base, [*new, *denied])
    waiting, overdue = _numbers_awaited(base, today)
    return Overview(
        reports=reports,
        incidents=lines[: len(new)],
        disputed=lines[len(new) :],
        review=_review(base, today),
        awaited=awaited(base, today, most),
        waiting=waiting,
        overdue=overdue,
        measures=by_measure(base),
        months=by_month(base),
    )


def newest_reports(base: str, most: int) -> tuple[ReportLine, ...]:
    """The reports captured last, the newest first."""
    reports = ReportRow.objects.using(base)
    read = Exists(reports.filter(capture_id=OuterRef("id")))
    latest = CaptureRow.objects.using(base).filter(read).order_by("-captured_at", "-id")
    captures = dict(latest.values_list("id", "captured_at")[:most])
    rows = reports.filter(capture_id__in=captures).values_list(
        "id", "label", "record__title", "outlet", "published", "capture_id"
    )
    found = [ReportLine(i, lb, (title or {}).get("text", ""), o, p, captures[c]) for i, lb, title, o, p, c in rows]
    return tuple(sorted(sorted(found, key=lambda r: r.id), key=lambda r: r.captured_at, reverse=True)[:most])


def awaited(base: str, today: str, most: int) -> tuple[Awaited, ...]:
    """The questions that nobody has answered, those due first before the others."""
    rows = WaitingRow.objects.using(base).exclude(due="").order_by("due", "finding_id")
    findings = [from_json(Finding, record) for record in rows.values_list("finding__record", flat=True)[:most]]
    found = [
        Awaited(f.id, f.number, f.incident, f.measure, r, (r.due or "") < today)
        for f in findings
        for r in open_replies(f)
    ]
    return tuple(sorted(found, key=lambda a: (a.reply.due or "", a.reply.asked, a.finding)))[:most]


def open_replies(finding: Finding) -> tuple[Reply, ...]:
    """The questions on a finding that have neither an answer nor a noted silence."""
    return tuple(r for r in finding.replies if r.answered is None)


def by_measure(base: str) -> tuple[MeasureCount, ...]:
    """Findings by measure and status."""
    rows = FindingRow.objects.using(base).values_list("regime", "measure", "status").annotate(n=Count("status"))
    found: dict[tuple[str, str], dict[FindingStatus, int]] = defaultdict(lambda: dict.fromkeys(FindingStatus, 0))
    for regime, measure, status, n in rows.order_by("regime", "measure", "status"):
        found[regime, measure][FindingStatus(status)] = n
    return tuple(MeasureCount(regime, measure, n) for (regime, measure), n in found.items())


def by_month(base: str) -> tuple[MonthCount, ...]:
    """Incidents by the month in which they began and type."""
    # All from the index alone, then less those without a record, which are few: asking each row for it reads it all.
    rows = IncidentRow.objects.using(base)
    bare = {(m, t): (n, denied) for m, t, n, denied in _months(rows.filter(record__isnull=True))}
    found = []
    for month, kind, n, denied in _months(rows.all()):
        less, less_denied = bare.get((month, kind), (0, 0))
        if n > less:
            found.append(MonthCount(month, ClaimType(kind), n - less, denied - less_denied))
    return tuple(found)


def _months(rows: QuerySet[IncidentRow]) -> list[tuple[str, str, int, int]]:
    told = rows.annotate(month=Substr("happened_from", 1, 7)).values_list("month", "type")
    counted = told.annotate(n=Count("type"), denied=Count("type", filter=Q(disputed=True)))
    return list(counted.order_by("month", "type"))


def put_waiting(base: str, rows: Iterable[tuple[Finding, bool]]) -> None:
    """Enter what findings wait for, each with whether contrary evidence is told or noted; their old rows have gone with
    the old findings."""
    WaitingRow.objects.using(base).bulk_create(
        WaitingRow(
            finding_id=f.id,
            contrary=contrary,
            asked=bool(f.replies),
            due=min((r.due or "" for r in open_replies(f)), default=""),
        )
        for f, contrary in rows
        if f.status is FindingStatus.PROPOSED
    )


def _numbers_awaited(base: str, today: str) -> tuple[int, int]:
    rows = WaitingRow.objects.using(base).exclude(due="")
    told = rows.aggregate(n=Count("pk"), late=Count("pk", filter=Q(due__lt=today)))
    return told["n"], told["late"]


def _review(base: str, today: str) -> Review:
    rows = WaitingRow.objects.using(base)
    told = rows.aggregate(
        n=Count("pk"),
        bare=Count("pk", filter=Q(contrary=False)),
        silent=Count("pk", filter=Q(asked=False)),
        ready=Count("pk", filter=Q(contrary=True, asked=True) & (Q(due="") | Q(due__lt=today))),
    )
    unreviewed = ClaimRow.objects.using(base).filter(verdict=Verdict.UNREVIEWED.value).values("pk")[: MANY + 1]
    return Review(unreviewed.count(), told["n"], told["bare"], told["silent"], told["ready"])


def lines_of(base: str, incidents: Sequence[str]) -> tuple[IncidentLine, ...]:
    """Incidents by their ids, in that order, a line each; those that have no record yet are left out."""
    rows = _columns(IncidentRow.objects.using(base).filter(id__in=incidents, record__isnull=False))
    found = {line.id: line for line in _lines(base, rows)}
    return tuple(found[i] for i in incidents if i in found)


Columns = tuple[str, str, str, str, int, bool]


def _columns(rows: QuerySet[IncidentRow]) -> Sequence[Columns]:
    return list(rows.values_list("id", "type", "happened_from", "happened_to", "origins", "disputed"))


def _lines(base: str, rows: Sequence[Columns]) -> tuple[IncidentLine, ...]:
    parties: dict[tuple[str, str], list[str]] = defaultdict(list)
    actors = IncidentActor.objects.using(base).filter(incident_id__in={r[0] for r in rows}).exclude(role="source")
    for incident, role, actor in actors.order_by("id").values_list("incident_id", "role", "actor"):
        parties[incident, role].append(actor)
    return tuple(
        IncidentLine(
            i, ClaimType(kind), tuple(parties[i, "agent"]), tuple(parties[i, "counterpart"]), first, last, n, denied
        )
        for i, kind, first, last, n, denied in rows
    )
