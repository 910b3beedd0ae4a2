"""A synthetic desk of any size in minutes: rows written in bulk, copies found and incidents settled by the product's
own rules.

The rows are those that the product would have written report by report (``tests/test_scale.py`` holds the two
together); only the records of incidents are left to be made when somebody asks.
"""

from __future__ import annotations

import gc
import pickle
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from synthetic import CLAIMS_A_REPORT, SyntheticReport, generate
from synthetic_report import ENGINE

from probata.desk import Desk
from probata.incidents.copies.compare import compare_words
from probata.incidents.copies.find import COMPARED
from probata.incidents.copies.index import MOST
from probata.incidents.copies.words import Words, words_of
from probata.knowledge import load
from probata.pipeline.engine import Engine
from probata.records import Copy, CopyKind, Extraction, Report, to_json
from probata.settings import Settings

FURTHER = 200
"""Reports kept back to be added later: half from all over the desk's time, half the last ones."""
ROWS = 20_000
COPIES, CLAIMS = "copies", "claims"
KEPT = 4096
"""Reports whose words are kept while copies are sought: those of a few weeks."""


def further_file(folder: Path, claims: int) -> Path:
    """Where the reports kept back lie."""
    return folder / f"further-{claims}.pickle"


def build(
    folder: Path, claims: int, seed: int, tell: Callable[[str], None], further: int = FURTHER, search: bool = True
) -> dict[str, Any]:
    """Make the desk ``folder/desk-N``; what stands in it.

    The reports come twice, the same both times: what a claim rests on is known when all copies are. Without ``search``
    a report is compared with those only that the generator knows it to share a text with, which takes a tenth of the
    time; the desk then lacks the few excerpts that two texts of one event have in common by chance.
    """
    wanted = claims // CLAIMS_A_REPORT
    apart = range(wanted // 200, wanted - further // 2, max(1, wanted // (further // 2 + 1)))
    late = {*apart[: further // 2], *range(wanted - further // 2, wanted)}

    def reports(what: str) -> Iterator[SyntheticReport]:
        for n, report in enumerate(generate(seed, claims)):
            if n not in late:
                yield report
            elif what == COPIES:
                kept_back.append(report)
            if n % 10_000 == 9_999:
                tell(f"{what}: {n + 1} of {wanted} reports")

    kept_back: list[SyntheticReport] = []
    settings = Settings(author="benchmark")
    with Desk.open(folder / f"desk-{claims}", settings, create=True) as desk:
        from probata.desk.models import DeskInfo

        writer = _Writer(desk, search)
        gc.disable()  # millions of records that are kept, none of them in a circle
        with writer.writing(desk):
            for report in reports(COPIES):
                writer.add(report)
            writer.find_originals()
            for report in reports(CLAIMS):
                writer.place(report.extraction)
            writer.finish()
            # Its rows are those that the product's own code makes: opening it must not make them all again.
            DeskInfo.objects.using(desk.base).update(assessed_with=Engine(settings).assessor)
        further_file(folder, claims).write_bytes(pickle.dumps(kept_back))
        tell("written")
        return dict(writer.made)


class _Table:
    """Rows of one model on their way into the database."""

    def __init__(self, base: str, model: Any) -> None:
        from django.db import connections
        from django.db.models import AutoField

        self._connection = connections[base]
        self._fields = [f for f in model._meta.concrete_fields if not isinstance(f, AutoField)]
        columns = ", ".join(f'"{f.column}"' for f in self._fields)
        marks = ", ".join("?" * len(self._fields))
        self._sql = f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})'
        self._rows: list[tuple[Any, ...]] = []

    def add(self, row: Any) -> None:
        told = (f.get_db_prep_save(getattr(row, f.attname), self._connection) for f in self._fields)
        self._rows.append(tuple(told))
        if len(self._rows) >= ROWS:
            self.flush()

    def flush(self) -> None:
        self._connection.connection.executemany(self._sql, self._rows)
        self._rows.clear()


class _Index:
    """What the desk's table of fingerprints would tell, in memory."""

    def __init__(self) -> None:
        self._held: dict[int, list[str]] = {}

    def add(self, report: str, fingerprints: Iterable[int]) -> None:
        for number in fingerprints:
            held = self._held.setdefault(number, [])
            if len(held) < MOST:
                held.append(report)

    def holders(self, fingerprints: Sequence[int], most: int = MOST) -> Mapping[int, Sequence[str]]:
        return {number: self._held[number][:most] for number in fingerprints if number in self._held}


class _Writer:
    """Rows of reports with their copies, and the cells of their claims."""

    def __init__(self, desk: Desk, search: bool) -> None:
        from django.db import connections

        from probata.desk import copies, models, writing

        self._models, self._writing, self._copies = models, writing, copies
        self._knowledge = load()
        self._base = desk.base
        connections[desk.base].ensure_connection()
        self._db: sqlite3.Connection = connections[desk.base].connection
        names = "CaptureRow ReportRow StatementRow ClaimRow ClaimActor ClaimKey MemberRow CellRow BlockRow IncidentRow"
        names += " FingerprintedRow CopyRow ReportWords StatementWords ClaimWords"
        self._tables = {m: _Table(desk.base, m) for m in (getattr(models, n) for n in names.split())}
        self._search = search
        self._index = _Index()
        self._sharing: dict[str, tuple[str, ...]] = {}
        self._told: dict[str, Words] = {}
        self._kept: dict[str, Report] = {}
        self._numbers: list[tuple[int, int]] = []
        self._light: dict[str, Report] = {}
        self._originals: dict[str, str] = {}
        self._cells: dict[str, Any] = {}
        self._weights: Counter[str] = Counter()
        self._swept: set[Any] = set()
        self.made: Counter[str] = Counter()

    @contextmanager
    def writing(self, desk: Desk) -> Iterator[None]:
        """One transaction without a journal (a desk that was cut off is made anew); indexes are made at its end."""
        for pragma in ("synchronous=OFF", "foreign_keys=OFF", "journal_mode=OFF", "cache_size=-1000000"):
            self._db.execute(f"PRAGMA {pragma}")
        indexes = self._db.execute("SELECT name, sql FROM sqlite_master WHERE type='index' AND sql <> ''").fetchall()
        for name, _ in indexes:
            self._db.execute(f'DROP INDEX "{name}"')
        with desk.transaction():
            yield
            for _, sql in indexes:
                self._db.execute(sql)
        self._db.execute("ANALYZE")

    def add(self, report: SyntheticReport) -> None:
        """A report's rows, its fingerprints and its copies among those that came before."""
        from probata.incidents.copies import COPIED, find, fingerprints

        capture, told = report.capture, report.extraction.report
        self._tables[self._models.CaptureRow].add(
            self._models.CaptureRow(
                id=capture.id, sha256=capture.sha256, url_final=capture.url_final, captured_at=capture.captured_at,
                record=to_json(capture), read_with=ENGINE,
            )
        )  # fmt: skip
        for model, rows in self._writing.rows_of(report.extraction, ENGINE).items():
            for row in rows:
                if isinstance(row, self._models.ReportRow):
                    row.placed = True
                self._tables[model].add(row)
        own = fingerprints(told)
        if self._search:
            found = find(told, self._index, self._report, own=own, read=self._words, least=COPIED)
            self._index.add(told.id, own)
        else:
            found = self._known(report)
        for copy in found:
            if copy.kind is not CopyKind.QUOTATION:
                self._tables[self._models.CopyRow].add(self._copies.row_of(copy))
        self._keep(self._kept, told.id, told)
        self._tables[self._models.FingerprintedRow].add(
            self._models.FingerprintedRow(report_id=told.id, hashes=array("q", own).tobytes())
        )
        self._numbers += [(number, len(self._light) + 1) for number in own]
        if len(self._numbers) >= 50 * ROWS:
            self._flush_numbers()
        self._light[told.id] = replace(told, text="", segments=())
        extraction = report.extraction
        self.made.update(reports=1, claims=len(extraction.claims), statements=len(extraction.statements))

    def _known(self, report: SyntheticReport) -> list[Copy]:
        """The copies of a report among those that have one original with it."""
        told, original = report.extraction.report, report.copy_of or report.extraction.report.id
        sharing = self._sharing.get(original, ())
        found = [
            copy
            for name in sharing[:COMPARED]
            if (other := self._report(name)) is not None
            and (copy := compare_words(told, other, (self._words(told), self._words(other)), frozenset())) is not None
        ]
        self._keep(self._sharing, original, (*sharing, told.id))
        return found

    def _flush_numbers(self) -> None:
        self._db.executemany("INSERT INTO desk_fingerprint (hash, report) VALUES (?, ?)", sorted(self._numbers))
        self._numbers.clear()

    def _report(self, report: str) -> Report | None:
        if report not in self._kept:
            self._tables[self._models.ReportRow].flush()
            stored = self._copies.text_of(self._base, report)
            if stored is None:
                return None
            self._keep(self._kept, report, stored)
        return self._kept[report]

    def _words(self, report: Report) -> Words:
        if report.id not in self._told:
            self._keep(self._told, report.id, words_of(report))
        return self._told[report.id]

    @staticmethod
    def _keep(kept: dict[str, Any], name: str, value: Any) -> None:
        if name not in kept and len(kept) >= KEPT:
            del kept[next(iter(kept))]
        kept[name] = value

    def find_originals(self) -> None:
        """Whose words each report has, now that all copies are known."""
        from probata.incidents.copies import taking_part
        from probata.pipeline.copying import Family

        self._flush_numbers()
        for table in self._tables.values():
            table.flush()
        links = [
            self._copies.Link(a, b, CopyKind(kind), in_a, in_b)
            for a, b, kind, in_a, in_b in self._db.execute("SELECT a_id, b_id, kind, in_a, in_b FROM desk_copyrow")
        ]
        self._family = Family(self._light, taking_part(links))
        found = self._family.originals()
        self._originals = {report: original for report, original in found.items() if original}
        self._db.executemany(
            "UPDATE desk_fingerprintedrow SET original=? WHERE report_id=?",
            [(original, report) for report, original in self._originals.items()],
        )
        self.made.update(copies=len(links), copied=len(self._originals))

    def place(self, extraction: Extraction) -> None:
        """The claims of a report in their cells, traced by the words of its original."""
        from probata.incidents import fusion, placing
        from probata.incidents.origin_trace import trace

        report, claims, statements = extraction.report, extraction.claims, extraction.statements
        said = fusion.ends_of_saying(statements)
        days = {c.id: fusion.known_by(c, said, report) for c in claims}
        original = self._family.original(report.id) if report.id in self._originals else None
        traces = {c: to_json(t) for c, t in trace(report, claims, self._knowledge, original, statements).items()}
        for p in placing.place(claims, days, self._knowledge):
            key = p.cell.key
            self._cells.setdefault(key, p.cell)
            self._weights[key] += p.founds
            if p.sweeping:
                self._swept.add(p.cell.block)
            self._tables[self._models.MemberRow].add(
                self._models.MemberRow(
                    cell_id=key, claim_id=p.item.claim.id, report_id=report.id, incident_id=p.cell.incident,
                    trace=traces[p.item.claim.id], founds=p.founds, sweeping=p.sweeping,
                )
            )  # fmt: skip

    def finish(self) -> None:
        """Settle all cells, and make blocks and incidents."""
        from probata.incidents.cells import Held
        from probata.incidents.gathering import barren_blocks, gather, twin
        from probata.pipeline.assess import _block_id, _block_record

        models = self._models
        weights: Counter[Any] = Counter()
        for key, cell in self._cells.items():
            weights[cell.block] += self._weights[key]
        barren = barren_blocks(weights)
        labels = gather((Held(c, self._weights[k]) for k, c in self._cells.items()), barren)
        for block, weight in weights.items():
            self._tables[models.BlockRow].add(
                models.BlockRow(
                    id=_block_id(block), twin=_block_id(twin(block)), record=_block_record(block), weight=weight,
                    swept=block in self._swept, barren=block in barren,
                )
            )  # fmt: skip
        incidents: dict[str, Any] = {}
        for key, c in self._cells.items():
            incidents[labels[key]] = twin(c.block) if c.block in barren else c.block
            self._tables[models.CellRow].add(
                models.CellRow(
                    key=key, block_id=_block_id(c.block), kind=c.kind.value, name=c.name, start=c.start, end=c.end,
                    weight=self._weights[key], own=c.incident, label=labels[key], loose=False,
                )
            )  # fmt: skip
        for incident, block in incidents.items():
            row = models.IncidentRow(id=incident, block_id=_block_id(block), type=block.type.value)
            self._tables[models.IncidentRow].add(row)
        for table in self._tables.values():
            table.flush()
        self._db.execute("CREATE INDEX member_cell_meanwhile ON desk_memberrow (cell_id)")
        self._db.executemany(
            "UPDATE desk_memberrow SET incident_id=? WHERE cell_id=?",
            [(labels[k], k) for k, c in self._cells.items() if labels[k] != c.incident],
        )
        self._db.execute("DROP INDEX member_cell_meanwhile")
        self.made.update(cells=len(labels), incidents=len(incidents), blocks=len(weights))
