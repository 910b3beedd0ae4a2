"""What exporting a large list costs: seconds and the most memory, for each format.

    python bench/exports.py DESK FOLDER 100000 1000000

``DESK`` (made by ``bench/scale.py``) is copied into ``FOLDER``, and its reports and claims are entered over and over,
under other ids, until it has so many claims. Each format is then written by a fresh process. Parquet must stay under
500 MB at a million claims (issue 8).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

FORMATS = ("csv", "jsonl", "parquet")


IDS = {
    "desk_reportrow": ("id",),
    "desk_claimrow": ("id", "report_id"),
    "desk_memberrow": ("claim_id", "report_id"),
}
"""The tables that are multiplied, with the columns that get other ids."""


def multiply(base: sqlite3.Connection, claims: int) -> None:
    """Enter copies of all reports, claims and their places in incidents, until there are so many claims."""
    have = base.execute("SELECT count(*) FROM desk_claimrow").fetchone()[0]
    first = base.execute("SELECT count(*) FROM desk_claimrow WHERE id NOT LIKE '%-%'").fetchone()[0]
    copies = have // first
    while have < claims:
        for table, ids in IDS.items():
            columns = [row[1] for row in base.execute(f"PRAGMA table_info({table})")]
            kept = [c for c in columns if table != "desk_memberrow" or c != "id"]
            values = ", ".join(_copied(table, c, c in ids, copies) for c in kept)
            own = "claim_id" if table == "desk_memberrow" else "id"
            rows = f"SELECT {values} FROM {table} WHERE {own} NOT LIKE '%-%'"
            base.execute(f"INSERT INTO {table} ({', '.join(kept)}) {rows}")
        have, copies = have + first, copies + 1
        base.commit()


def _copied(table: str, column: str, is_id: bool, n: int) -> str:
    if is_id:
        return f"{column} || '-{n}'"
    if column == "record" and table != "desk_memberrow":
        more = f", '$.report', report_id || '-{n}'" if table == "desk_claimrow" else ""
        return f"json_set(record, '$.id', id || '-{n}'{more})"
    return "''" if column == "text" else column


def write(desk: Path, form: str, out: Path) -> None:
    """One export in a process of its own; prints seconds and peak memory."""
    code = "import sys; from probata.cli.main import run_app; run_app(sys.argv[1:])"
    args = [sys.executable, "-c", code, "export", "claims", "--desk", str(desk), "--format", form, "--out", str(out)]
    started = time.perf_counter()
    process = subprocess.Popen(args, stderr=subprocess.PIPE)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(process.stderr.read().decode() if process.stderr else "failed")
    told = {"format": form, "seconds": round(time.perf_counter() - started),
            "processor s": round(used.ru_utime + used.ru_stime),
            "peak MB": used.ru_maxrss // 1024, "file MB": round(out.stat().st_size / 1e6, 1)}  # fmt: skip
    if form == "parquet":
        from pyarrow.parquet import ParquetFile

        told["rows"] = ParquetFile(out).metadata.num_rows
    print(json.dumps(told), flush=True)
    out.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("desk", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("claims", type=int, nargs="+")
    parser.add_argument("--format", choices=FORMATS, action="append", help="only this; can be repeated")
    given = parser.parse_args()
    desk = given.folder / "desk-exported"
    if not desk.exists():
        shutil.copytree(given.desk, desk)
        from probata.desk import Desk
        from probata.pipeline import refresh
        from probata.settings import Settings

        settings = Settings(desk=desk, author="benchmark")
        with Desk.open(desk, settings) as opened:
            refresh(opened, settings, upgrade=False)
    for size in given.claims:
        base = sqlite3.connect(desk / "desk.sqlite3")
        multiply(base, size)
        base.close()
        print(size, "claims", flush=True)
        for form in given.format or FORMATS:
            write(desk, form, given.folder / f"claims.{form}")


if __name__ == "__main__":
    main()
