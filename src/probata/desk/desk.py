"""A desk as the rest of the program sees it: opened, written under a lock, asked for records."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from probata import errors
from probata.desk import folder
from probata.desk.filters import ANY_SOURCE, Filter, SourceFilter
from probata.desk.reviewing import ANY, Reviewing
from probata.errors import DeskError, InputError, NotFound, UsageError
from probata.records import (
    Act,
    Capture,
    Claim,
    Copy,
    Decision,
    Extraction,
    Finding,
    Incident,
    IncidentOutline,
    NotEngaged,
    Report,
    SourceSummary,
    Statement,
    Status,
)
from probata.settings import Settings

if TYPE_CHECKING:
    from probata.desk.conditions import Kind
    from probata.desk.copies import Link
    from probata.desk.database import Tables
    from probata.desk.decisions import StoredDecision
    from probata.desk.fulltext.search import Found, Order, SearchKind
    from probata.desk.moving import Copied
    from probata.desk.paging import Page
    from probata.desk.voice import Voice

PATIENCE = 5.0
"""Seconds to wait for another writer: enough for the end of a short run, too short to look like a hang."""

Record = Capture | Report | Statement | Claim | Incident | Finding

R = TypeVar("R", Capture, Report, Statement, Claim, Incident, Finding)


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the custody log that the database knows: the log may be ahead, never behind."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class State:
    """What a desk says of itself."""

    schema: int
    made_by: str
    created_at: str
    stale: bool
    assessed_with: str
    counts: dict[str, int]


class Desk(Reviewing):
    """A case file. Use :meth:`open`; it is a context manager that closes the database."""

    def __init__(self, path: Path, tables: Tables, new: bool) -> None:
        self.path = path
        self.new = new
        self._tables = tables
        self._base = tables.connect()

    @classmethod
    def open(cls, path: Path, settings: Settings, create: bool = False) -> Desk:
        """The desk in the folder ``path``; made on first use if ``create``.

        :class:`DeskError` where there is none, it is busy or can't be written, :class:`DeskBroken`
        where the folder is something else or damaged, :class:`DeskTooNew` where a newer Probata made it.
        Older desks are brought up to date.
        """
        there = folder.prepare(path, create, elsewhere=bool(settings.database))
        from probata.desk import database

        tables = database.tables_of(path, settings)
        if create and not tables.made():
            with write_lock(path, tables), plainly(path, tables):
                if not tables.made():
                    tables.make(datetime.now(UTC).isoformat(timespec="seconds"))
        known = database.known_migrations()
        if known - tables.check(known):
            with write_lock(path, tables), plainly(path, tables):
                database.migrate(tables.connect())
        return cls(path, tables, new=not there)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; the desk can be opened again."""
        from probata.desk.database import disconnect

        disconnect(self._base)

    @property
    def database(self) -> str:
        """Where its tables are, for people to read: a file's name, or an address without user and password."""
        return self._tables.where

    @property
    def evidence(self) -> Path:
        """The folder of capture's store and custody log."""
        return self.path / folder.EVIDENCE

    def copy_to(
        self, path: Path, settings: Settings, tell: Callable[[str, int], None] = lambda table, rows: None
    ) -> Copied:
        """Copy the whole desk into the folder ``path``, its tables to where ``settings`` have them, which may be a
        server's database or a file; ``tell`` hears of each table that is done and its rows.

        :class:`DeskError` where there is a desk already, or something can't be read or written.
        """
        from probata.desk.moving import copy_desk

        return copy_desk(self, path, settings, tell)

    # Writing

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the desk for writing, against other processes too; :class:`DeskError` if it is busy."""
        with write_lock(self.path, self._tables):
            yield

    def save_capture(self, capture: Capture, head: Head | None = None) -> None:
        """Enter a capture, or what is newly declared of it."""
        from probata.desk import writing

        with self._transaction(head):
            writing.put_capture(self._base, capture)

    def save_extraction(self, extraction: Extraction, engine: str, head: Head | None = None) -> None:
        """Enter one report with its statements and claims, in one transaction; its claims are to be placed."""
        from probata.desk import writing

        with self._transaction(head):
            writing.put_extraction(self._base, extraction, engine)

    def finish_reading(
        self,
        capture: str,
        engine: str,
        reports: Sequence[str],
        failures: Sequence[InputError],
        head: Head | None = None,
    ) -> None:
        """Mark a capture as read to its end by ``engine``, with the reports and failures it gave."""
        from probata.desk import writing

        with self._transaction(head):
            writing.put_reading(self._base, capture, engine, reports, failures)

    @property
    def base(self) -> str:
        """The name of its database, for :mod:`probata.desk.ledger`."""
        return self._base

    def transaction(self, head: Head | None = None) -> contextlib.AbstractContextManager[None]:
        """All that is written within, or nothing; ``head`` is how far the custody log goes now."""
        return self._transaction(head)

    def save_incident(
        self,
        incident: str,
        record: Incident | None,
        findings: Sequence[Finding],
        not_engaged: Sequence[NotEngaged],
        days: Mapping[str, str] | None = None,
    ) -> None:
        """Enter what an incident is and engages; ``None`` for denials told with others. ``days``: on which each of its
        roots was first published. In a transaction."""
        from probata.desk import writing

        writing.put_incident(self._base, incident, record, findings, not_engaged, days)

    def start_assessment(self, assessed_with: str) -> None:
        """Have every claim placed anew, by ``assessed_with``. In a transaction."""
        from probata.desk import copies, ledger
        from probata.desk.models import DeskInfo

        ledger.forget(self._base)
        copies.forget_all(self._base)
        DeskInfo.objects.using(self._base).filter(pk=1).update(assessed_with=assessed_with, ruled=0)

    def add_decision(self, decision: Decision, head: Head) -> None:
        """Enter a decision for good, after its entry (``head``) in the custody log; incidents become stale."""
        from probata.desk import decisions

        with self._transaction(head):
            decisions.add(self._base, decision, head.seq)

    # Asking

    def decisions(self, naming: Iterable[str] | None = None) -> list[Decision]:
        """All decisions in their order, retracted ones too; or those that name one of the claims, reports, … given."""
        from probata.desk import decisions

        return decisions.decisions(self._base) if naming is None else decisions.naming(self._base, naming)

    def decisions_of(self, acts: Iterable[Act]) -> list[Decision]:
        """The decisions of these acts in their order, retracted ones too."""
        from probata.desk import decisions

        return decisions.of_acts(self._base, acts)

    def stored_decisions(self) -> Iterator[StoredDecision]:
        """Every row of a decision as it stands, for checking."""
        from probata.desk import decisions

        return decisions.stored(self._base)

    def reports(self, by: Filter = ANY) -> list[Report]:
        """Reports by publication date, then label."""
        from probata.desk import queries

        return queries.reports(self._base, by)

    def statements(self, by: Filter = ANY) -> list[Statement]:
        """Statements in the order of their reports and of the text."""
        from probata.desk import queries

        return queries.statements(self._base, by)

    def claims(self, by: Filter = ANY) -> list[Claim]:
        """Claims in the order of their reports and of the text."""
        from probata.desk import queries

        return queries.claims(self._base, by)

    def claims_named(self, ids: Iterable[str]) -> list[Claim]:
        """The claims with these ids, in the order of ids; those that aren't there are left out."""
        from probata.desk import queries

        return queries.claims_named(self._base, ids)

    def voices(self, ids: Iterable[str]) -> list[Voice]:
        """Who says what and when in the claims with these ids, without reading the claims."""
        from probata.desk import queries

        return queries.voices(self._base, ids)

    def claims_placed(self, ids: Iterable[str]) -> list[Claim]:
        """Those of the claims with these ids that tell of a place or a route."""
        from probata.desk import queries

        return queries.claims_placed(self._base, ids)

    def statuses(self, ids: Iterable[str]) -> dict[str, Status]:
        """How far the event of each of these claims has come, without reading the claims."""
        from probata.desk import queries

        return queries.statuses(self._base, ids)

    def incidents(self, by: Filter = ANY) -> list[Incident]:
        """Incidents by time (unknown first)."""
        from probata.desk import queries

        return queries.incidents(self._base, by)

    def findings(self, by: Filter = ANY) -> list[Finding]:
        """Findings by measure, then by the incident's time."""
        from probata.desk import queries

        return queries.findings(self._base, by)

    def present(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that are of a claim or report of the desk."""
        from probata.desk import queries

        return queries.present(self._base, ids)

    def incidents_of(self, claims: Iterable[str], swept: bool = True) -> dict[str, tuple[str, ...]]:
        """The ids of the incidents that each of the claims stands in; see
        :func:`probata.desk.queries.incidents_of`."""
        from probata.desk import queries

        return queries.incidents_of(self._base, claims, swept)

    def not_engaged(self, by: Filter = ANY) -> list[NotEngaged]:
        """Why incidents engage nothing, by the incident's time."""
        from probata.desk import queries

        return queries.not_engaged(self._base, by)

    def sources(
        self,
        by: SourceFilter = ANY_SOURCE,
        order: str = "",
        after: str | None = None,
        before: str | None = None,
        limit: int = 50,
    ) -> Page[SourceSummary]:
        """Some sources, from a key on, as :meth:`page` does it; in an order of :data:`probata.desk.sources.ORDERS`."""
        from probata.desk import sources

        return sources.page(self._base, by, order, after, before, limit)

    def copies(self, report: str) -> list[Copy]:
        """The copies that a report takes part in, the closest first."""
        from probata.desk import copies

        return copies.copies_of(self._base, report)

    def copy_links(self, report: str) -> list[Link]:
        """The copies that a report takes part in, without their passages."""
        from probata.desk import copies

        return copies.links(self._base, [report])

    def captures(self) -> list[Capture]:
        """All captures, oldest first."""
        from probata.desk import queries

        return queries.captures(self._base)

    def page(
        self,
        kind: Kind,
        by: Filter = ANY,
        order: str = "",
        after: str | None = None,
        before: str | None = None,
        limit: int = 50,
        whole: bool = True,
    ) -> Page[Any]:
        """Some records of a list, from a key on; see :func:`probata.desk.paging.page`."""
        from probata.desk import paging

        return paging.page(self._base, kind, by, order, after, before, limit, whole)

    def outlines(self, by: Filter = ANY, order: str = "", limit: int = 50) -> Page[IncidentOutline]:
        """The first incidents of a list as pictures show them."""
        from probata.desk import paging

        return paging.outlines(self._base, by, order, limit)

    def every(self, kind: Kind, by: Filter = ANY, order: str = "", whole: bool = True) -> Iterator[Any]:
        """All records of a list in an order of :data:`probata.desk.paging.ORDERS`, few in memory at a time."""
        from probata.desk import paging

        return paging.every(self._base, kind, by, order, whole)

    def count_up_to(self, kind: Kind, by: Filter = ANY, most: int = 1000) -> int:
        """How many records of a kind there are; ``most`` for so many or more."""
        from probata.desk import paging

        return paging.count_up_to(self._base, kind, by, most)

    def search(
        self, kind: SearchKind, by: Filter, order: Order = "rank", after: str | None = None, limit: int = 20
    ) -> Found:
        """What has the words of ``by``, each with the passage that shows it; see
        :func:`probata.desk.fulltext.search.search`."""
        from probata.desk.fulltext import search

        return search.search(self._base, kind, by, order, after, limit)

    def get(self, wanted: str) -> Record:
        """The record with that id, or with an id that begins so if it is the only one. An incident that has become
        part of another is found by the id it had, a finding by its number too.

        :class:`NotFound` for none; :class:`UsageError` for several.
        """
        from probata.desk import ledger, queries

        if (record := queries.exactly(self._base, wanted)) is not None:
            return record
        found: list[Record] = queries.beginning(self._base, wanted) if wanted else []
        exact = [r for r in found if r.id == wanted]
        if not found and (now := ledger.now_at(self._base, wanted)) is not None:
            return self.get(now)
        if not found:
            raise NotFound(wanted or "(empty id)", f"no record of the desk {self.path} has an id that begins so")
        if len(found) > 1 and not exact:
            raise UsageError(f"{wanted} could be {found[0].id} or {found[1].id}; give more of the id")
        return (exact or found)[0]

    def stored(self, kind: type[R]) -> Iterator[tuple[str, R | None]]:
        """Every stored record of a kind by its id, in the order of ids; ``None`` for one that can't be read.

        For checking: a record that names another id than its row is damaged too.
        """
        from probata.desk import queries

        for record_id, record in queries.stored(self._base, kind):
            yield record_id, record if record is not None and record.id == record_id else None

    def damage(self) -> list[str]:
        """What the database says is wrong with itself; empty if nothing is."""
        from django.db import DatabaseError, connections

        from probata.desk.dialect import dialect

        try:
            with connections[self._base].cursor() as cursor:
                return dialect(self._base).damage(cursor)
        except DatabaseError as error:
            return [str(error)]

    def reading_of(self, capture: str) -> tuple[str, list[InputError]]:
        """The engine that has read a capture to its end ("" for none), and what failed in it then."""
        from probata.desk.models import CaptureRow

        row = CaptureRow.objects.using(self._base).filter(id=capture).first()
        if row is None:
            return "", []
        kinds = {kind.__name__: kind for kind in InputError.__subclasses__()}
        return row.read_with, [kinds.get(f["error"], errors.InputError)(f["where"], f["reason"]) for f in row.failures]

    def reports_in(self, capture: str, start: int = 0, limit: int = 50) -> tuple[list[Report], int]:
        """Reports of a capture without their texts, in the order of its parts from the one numbered ``start`` (from
        0), and how many there are in all."""
        from probata.desk import queries

        return queries.reports_in(self._base, capture, start, limit)

    def report_engines(self, capture: str) -> dict[str, str]:
        """The reports of a capture in their order, each with the engine that read it."""
        from probata.desk.models import ReportRow

        rows = ReportRow.objects.using(self._base).filter(capture_id=capture).values_list("part", "id", "engine")
        return {report: engine for _, report, engine in sorted(rows, key=lambda row: (len(row[0]), row))}

    @property
    def head(self) -> Head:
        """How far the custody log went when the database was last written."""
        from probata.desk.models import DeskInfo

        row = DeskInfo.objects.using(self._base).get(pk=1)
        return Head(row.custody_seq, row.custody_hash)

    @property
    def unfinished(self) -> bool:
        """Whether claims, incidents or decisions wait to be taken into account."""
        from probata.desk import ledger

        return ledger.unfinished(self._base)

    @property
    def sources_uncounted(self) -> bool:
        """Whether sources wait to be counted anew."""
        from probata.desk import sources

        return sources.any_stale(self._base)

    @property
    def assessed_with(self) -> str:
        """What made its incidents, empty for nothing yet."""
        from probata.desk.models import DeskInfo

        return DeskInfo.objects.using(self._base).get(pk=1).assessed_with

    @property
    def state(self) -> State:
        """What the desk says of itself, with the number of its records: counting takes longer the larger it is."""
        from probata.desk import ledger, models

        row = models.DeskInfo.objects.using(self._base).get(pk=1)
        tables: dict[str, type[Any]] = {
            "captures": models.CaptureRow,
            "reports": models.ReportRow,
            "statements": models.StatementRow,
            "claims": models.ClaimRow,
            "incidents": models.IncidentRow,
            "findings": models.FindingRow,
            "decisions": models.DecisionRow,
        }
        counts = {name: table.objects.using(self._base).count() for name, table in tables.items()}
        return State(row.schema, row.made_by, row.created_at, ledger.unfinished(self._base), row.assessed_with, counts)

    @contextlib.contextmanager
    def _transaction(self, head: Head | None) -> Iterator[None]:
        """One transaction that also remembers the custody head; its failures as :class:`DeskError`."""
        from django.db import transaction

        from probata.desk.models import DeskInfo

        with plainly(self.path, self._tables), transaction.atomic(using=self._base):
            self._tables.confirm()
            yield
            if head is not None:
                behind = DeskInfo.objects.using(self._base).filter(pk=1, custody_seq__lt=head.seq)
                behind.update(custody_seq=head.seq, custody_hash=head.hash)


@contextlib.contextmanager
def write_lock(path: Path, tables: Tables) -> Iterator[None]:
    """Keep other writers out, of this machine and of others; :class:`DeskError` where they don't end in time."""
    from filelock import FileLock, Timeout

    from probata.desk.database import Busy

    with contextlib.ExitStack() as held:
        try:
            # One lock object a path and process, so that a writer may call what takes the lock again.
            held.enter_context(FileLock(path / folder.LOCK, timeout=PATIENCE, is_singleton=True))
            held.enter_context(tables.hold(PATIENCE))
        except (Timeout, Busy):
            raise DeskError(
                f"the desk {path} is being written by another probata; wait for it to end and try again"
            ) from None
        except OSError as error:
            raise DeskError(
                f"the desk {path} can't be locked: {error.strerror or error}; mend its permissions"
            ) from error
        yield


@contextlib.contextmanager
def plainly(path: Path, tables: Tables) -> Iterator[None]:
    """The database's own errors (disk full, read-only, damaged) in one line."""
    from django.db import DatabaseError

    try:
        yield
    except (DatabaseError, OSError) as error:
        words = " ".join(str(error).split())
        raise DeskError(f"the desk {path} can't be written: {words}; {tables.advice}") from error
