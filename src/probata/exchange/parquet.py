"""Parquet: columns with their types, compressed, for databases and data frames.

The rows go through a compressed file beside the result, since a file of columns can't be begun before its metadata is
known, and are then copied by DuckDB: neither holds more than some thousands of them.
"""

from __future__ import annotations

import gzip
import json
import math
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from probata.errors import UsageError
from probata.exchange.columns import Column, Type, Value

if TYPE_CHECKING:
    from probata.exchange.about import About
    from probata.exchange.lines import Line
    from probata.pipeline import Labels

SQL: Mapping[Type, str] = {
    Type.TEXT: "VARCHAR",
    Type.TEXTS: "VARCHAR[]",
    Type.NUMBER: "DOUBLE",
    Type.NUMBERS: "DOUBLE[]",
    Type.WHOLE: "BIGINT",
    Type.FLAG: "BOOLEAN",
}

MEMORY = "200MB"
"""What DuckDB may hold; a million claims need less, wide rows spill to the folder of the result."""

GROUP = 20_000
"""Rows of a group: they stand in memory together, while writing and while reading."""

LONGEST = 32 * 1024 * 1024
"""Bytes of the longest row: DuckDB's buffers are made for it. The words of a claim are a sentence."""

PIECE = 256 * 1024


def available() -> bool:
    """Whether Parquet can be written here."""
    return find_spec("duckdb") is not None


def need() -> None:
    """:class:`UsageError` where it can't."""
    if not available():
        raise UsageError("Parquet needs DuckDB: install probata[parquet], or take CSV or JSON Lines")


def parquet_pieces(columns: Sequence[Column], lines: Iterable[Line], labels: Labels, about: About) -> Iterator[bytes]:
    """The file in pieces; the first one comes when all rows have been read. Its metadata say what it is
    (``probata.desk``, ``probata.conditions``, …)."""
    need()
    with tempfile.TemporaryDirectory(prefix="probata-export-") as folder:
        made = Path(folder) / "export.parquet"
        _write(made, columns, lines, labels, about)
        with made.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def _write(made: Path, columns: Sequence[Column], lines: Iterable[Line], labels: Labels, about: About) -> None:
    import duckdb

    rows, count = made.with_suffix(".rows.gz"), 0
    with gzip.open(rows, "wb", compresslevel=1) as file:
        for line in lines:
            row = {c.name: _value(c.of(line, labels), c.type) for c in columns}
            # A lone surrogate, which has no UTF-8, becomes a question mark.
            file.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            count += 1
    told = {f"probata.{name}": value for name, value in (about.told | {"rows": str(count)}).items()}
    given: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": MEMORY,
        "temp_directory": str(made.parent / "spilt"),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    types = ", ".join(f"{_quoted(c.name)}: {_quoted(SQL[c.type])}" for c in columns)
    metadata = ", ".join(f"{_quoted(k)}: {_quoted(v)}" for k, v in told.items())
    with duckdb.connect(":memory:", config=given) as base:
        # A bar would be drawn into the file, where that goes to standard output.
        base.execute("SET enable_progress_bar = false")
        base.execute(
            f"COPY (SELECT * FROM read_json({_quoted(str(rows))}, columns={{{types}}}, format='newline_delimited', "
            f"compression='gzip', maximum_object_size={LONGEST})) TO {_quoted(str(made))} "
            f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP}, KV_METADATA {{{metadata}}})"
        )


def _value(value: Value, type_: Type) -> Value:
    if value is None:
        return None
    if type_ is Type.NUMBER:
        return _number(value)
    if type_ is Type.NUMBERS and not isinstance(value, (str, int, float)):
        return [_number(v) for v in value]
    return value


def _number(value: object) -> float | None:
    """As a double; none for what has no finite one."""
    try:
        found = float(value)  # type: ignore[arg-type]
    except (OverflowError, TypeError):
        return None
    return found if math.isfinite(found) else None


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
