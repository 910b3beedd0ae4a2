"""A synthetic desk of any size in minutes: rows written in bulk, incidents settled by the product's own rules.

The rows are those that the product would have written report by report; only the records of incidents are left to be
made when somebody asks.
"""

from __future__ import annotations

import json
import pickle
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from synthetic import CLAIMS_A_REPORT, SyntheticReport, generate

from probata.desk import Desk
from probata.knowledge import load
from probata.records import to_json
from probata.settings import Settings

FURTHER = 200
"""Reports kept back to be added later: half from all over the desk's time, half the last ones."""
ROWS = 20_000


def further_file(folder: Path, claims: int) -> Path:
    """Where the reports kept back lie."""
    return folder / f"further-{claims}.pickle"


def build(folder: Path, claims: int, seed: int, tell: Callable[[str], None]) -> dict[str, Any]:
    """Make the desk ``folder/desk-N``; what stands in it."""
    with Desk.open(folder / f"desk-{claims}", Settings(author="benchmark"), create=True) as desk:
        writer = _Writer(desk)
        wanted = claims // CLAIMS_A_REPORT
        apart = set(range(wanted // 200, wanted - FURTHER // 2, max(1, wanted // (FURTHER // 2 + 1))))
        late = set(sorted(apart)[: FURTHER // 2]) | set(range(wanted - FURTHER // 2, wanted))
        further: list[SyntheticReport] = []
        for n, report in enumerate(generate(seed, claims)):
            if n in late:
                further.append(report)
                continue
            writer.add(report)
            if n % 10_000 == 9_999:
                tell(f"{n + 1} of {wanted} reports")
        writer.finish()
        further_file(folder, claims).write_bytes(pickle.dumps(further))
        return dict(writer.made)


class _Table:
    """Rows of one model on their way into the database; columns that aren't given get their defaults."""

    def __init__(self, connection: sqlite3.Connection, model: Any) -> None:
        from django.db.models import AutoField, JSONField

        self._connection = connection
        fields = [f for f in model._meta.concrete_fields if not isinstance(f, AutoField)]
        self._defaults = {
            f.attname: json.dumps(f.get_default()) if isinstance(f, JSONField) and not f.null else f.get_default()
            for f in fields
        }
        columns = ", ".join(f'"{f.column}"' for f in fields)
        self._sql = f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({", ".join("?" * len(fields))})'
        self._rows: list[tuple[Any, ...]] = []

    def add(self, **values: Any) -> None:
        assert values.keys() <= self._defaults.keys()
        self._rows.append(tuple((self._defaults | values).values()))
        if len(self._rows) >= ROWS:
            self.flush()

    def flush(self) -> None:
        self._connection.executemany(self._sql, self._rows)
        self._rows.clear()


class _Writer:
    """Rows of reports, and the cells of their claims."""

    def __init__(self, desk: Desk) -> None:
        from django.db import connections

        from probata.desk import models
        from probata.desk.writing import _amounts, _end, _start
        from probata.incidents import fusion, placing
        from probata.pipeline import assess

        self._fusion, self._placing, self._assess = fusion, placing, assess
        self._amounts, self._start, self._end = _amounts, _start, _end
        self._knowledge = load()
        connections[desk.base].ensure_connection()
        self._db: sqlite3.Connection = connections[desk.base].connection
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute("PRAGMA foreign_keys=OFF")
        self._db.execute("PRAGMA cache_size=-200000")
        self._indexes = self._db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type='index' AND sql <> ''"
        ).fetchall()
        for name, _ in self._indexes:
            self._db.execute(f'DROP INDEX "{name}"')
        names = "CaptureRow ReportRow StatementRow ClaimRow ClaimActor ClaimKey"
        names = (names + " MemberRow CellRow BlockRow IncidentRow").split()
        self._tables = {n: _Table(self._db, getattr(models, n)) for n in names}
        self._cells: dict[str, Any] = {}
        self._weights: Counter[str] = Counter()
        self._swept: set[Any] = set()
        self.made: Counter[str] = Counter()
        self._db.execute("BEGIN")

    def add(self, report: SyntheticReport) -> None:
        capture, extraction = report.capture, report.extraction
        told = extraction.report
        t = self._tables
        t["CaptureRow"].add(
            id=capture.id, sha256=capture.sha256, url_final=capture.url_final, captured_at=capture.captured_at,
            record=_json(capture), read_with=ENGINE,
        )  # fmt: skip
        record = to_json(told)
        del record["text"]
        t["ReportRow"].add(
            id=told.id, capture_id=capture.id, sha256=told.sha256, label=told.label, outlet=told.outlet,
            published=told.published, text=told.text, record=json.dumps(record), engine=ENGINE, placed=1,
        )  # fmt: skip
        for n, s in enumerate(extraction.statements):
            t["StatementRow"].add(
                id=s.id, report_id=told.id, place=n, source=s.source.id, stance=s.stance.value, record=_json(s)
            )
        for n, c in enumerate(extraction.claims):
            t["ClaimRow"].add(
                id=c.id, report_id=told.id, place=n, type=c.type.value, stance=c.stance.value, status=c.status.value,
                happened_from=self._start(c.time), happened_to=self._end(c.time), record=_json(c),
            )  # fmt: skip
            for role, ids in (("agent", c.agent), ("counterpart", c.counterpart), ("source", (c.source.id,))):
                for actor in ids:
                    t["ClaimActor"].add(claim_id=c.id, actor=actor, role=role)
            for key in self._amounts(c):
                t["ClaimKey"].add(claim_id=c.id, kind="amount", key=key)
        self._place(extraction)
        self.made.update(reports=1, claims=len(extraction.claims), statements=len(extraction.statements))

    def _place(self, extraction: Any) -> None:
        said = self._fusion.ends_of_saying(extraction.statements)
        days = {c.id: self._fusion.known_by(c, said, extraction.report) for c in extraction.claims}
        for p in self._placing.place(extraction.claims, days, self._knowledge):
            key = p.cell.key
            self._cells.setdefault(key, p.cell)
            self._weights[key] += p.founds
            if p.sweeping:
                self._swept.add(p.cell.block)
            self._tables["MemberRow"].add(
                cell_id=key, claim_id=p.item.claim.id, report_id=extraction.report.id, incident_id=p.cell.incident,
                founds=int(p.founds), sweeping=int(p.sweeping),
            )  # fmt: skip

    def finish(self) -> None:
        """Settle all cells, make blocks and incidents, and the indexes again."""
        from probata.incidents.cells import Held
        from probata.incidents.gathering import barren_blocks, gather, known_blocks

        weights: Counter[Any] = Counter()
        for key, cell in self._cells.items():
            weights[cell.block] += self._weights[key]
        barren = barren_blocks(weights)
        labels = gather((Held(c, self._weights[k]) for k, c in self._cells.items()), barren)
        block_id, block_record = self._assess._block_id, self._assess._block_record
        t = self._tables
        for block, weight in weights.items():
            t["BlockRow"].add(
                id=block_id(block), record=json.dumps(block_record(block)), weight=weight,
                swept=int(block in self._swept), barren=int(block in barren),
            )  # fmt: skip
        for incident, block in known_blocks(self._cells.values(), labels).items():
            t["IncidentRow"].add(id=incident, block_id=block_id(block), type=block.type.value, stale=0)
        for key, c in self._cells.items():
            t["CellRow"].add(
                key=key, block_id=block_id(c.block), kind=c.kind.value, name=c.name, start=c.start, end=c.end,
                weight=self._weights[key], own=c.incident, label=labels[key], incident=labels[key], loose=0,
            )  # fmt: skip
        for table in t.values():
            table.flush()
        self.made.update(cells=len(labels), incidents=len(set(labels.values())), blocks=len(weights))
        for _, sql in self._indexes:
            self._db.execute(sql)
        self._db.executemany(
            "UPDATE desk_memberrow SET incident_id=? WHERE cell_id=?",
            [(labels[k], k) for k, c in self._cells.items() if labels[k] != c.incident],
        )
        self._db.execute("COMMIT")
        self._db.execute("ANALYZE")


ENGINE = "synthetic/1"


def _json(record: Any) -> str:
    return json.dumps(to_json(record))
