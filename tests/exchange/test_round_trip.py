"""What is written can be read back by programs that aren't ours, and is the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probata.errors import UsageError
from probata.exchange import About, Column, Line, Type
from probata.exchange import parquet as ours
from probata.exchange.jsonlines import json_lines
from probata.pipeline import Labels
from probata.records import Decision, from_json
from probata.records.decision import Act

ABOUT = About("d'esk 책", "claims", (("actor", "KP"),), "", "2026-11-26T00:00:00Z", None)
VALUES: dict[Type, st.SearchStrategy[Any]] = {
    Type.TEXT: st.text(),
    Type.TEXTS: st.lists(st.text(), max_size=3),
    Type.NUMBER: st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53),
    Type.NUMBERS: st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False), max_size=3),
    Type.WHOLE: st.integers(-(2**63), 2**63 - 1),
    Type.FLAG: st.booleans(),
}
COLUMNS = [Column(t.name.lower(), t, "", lambda line, _, t=t: line.it[t]) for t in Type]  # type: ignore[misc]
ROW = st.fixed_dictionaries({t: st.none() | VALUES[t] for t in Type})


def written(folder: Path, rows: list[Any], columns: list[Column] = COLUMNS) -> Any:
    file = folder / "made.parquet"
    file.write_bytes(b"".join(ours.parquet_pieces(columns, map(Line, rows), Labels(), ABOUT)))
    return parquet.ParquetFile(file)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, max_size=4))
def test_parquet_gives_back_every_value(tmp_path: Path, rows: list[dict[Type, Any]]) -> None:
    read = written(tmp_path, rows).read().to_pylist()
    assert read == [{t.name.lower(): value for t, value in row.items()} for row in rows]


def test_parquet_says_what_it_is_and_has_types(tmp_path: Path) -> None:
    file = written(tmp_path, [])
    told = {k.decode(): v.decode() for k, v in file.schema_arrow.metadata.items()}
    assert told["probata.desk"] == ABOUT.desk
    assert told["probata.conditions"] == "actor=KP"
    assert (told["probata.rows"], told["probata.software"][:8]) == ("0", "Probata ")
    types = {f.name: str(f.type) for f in file.schema_arrow}
    assert types["whole"] == "int64"
    assert (types["number"], types["flag"], types["text"]) == ("double", "bool", "string")
    assert types["texts"].startswith("list<")


def test_parquet_keeps_the_order_of_more_rows_than_stand_in_memory_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ours, "GROUP", 2048)
    column = Column("n", Type.WHOLE, "", lambda line, _: line.it)
    file = written(tmp_path, list(range(10_000)), [column])
    assert file.metadata.num_row_groups > 2
    assert file.read().column("n").to_pylist() == list(range(10_000))


def test_numbers_without_a_double_and_letters_without_utf8_stop_nothing(tmp_path: Path) -> None:
    row = dict.fromkeys(Type) | {Type.NUMBER: 10**400, Type.NUMBERS: [float("inf"), 1], Type.TEXT: "a\ud800"}
    read = written(tmp_path, [row]).read().to_pylist()[0]
    assert (read["number"], read["numbers"], read["text"]) == (None, [None, 1.0], "a?")


def test_without_duckdb_parquet_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ours, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"probata\[parquet\]"):
        next(ours.parquet_pieces(COLUMNS, [], Labels(), ABOUT))


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=2, max_size=2))
def test_json_lines_give_back_the_record_one_a_line(words: list[str]) -> None:
    record = Decision("d1", Act.MERGE, words[0], "2026-11-26T00:00:00Z", words[1], claims=("c1", "c2"))
    content = b"".join(json_lines([record, record])).decode()
    assert content.count("\n") == 2
    assert content.endswith("\n")
    assert [from_json(Decision, json.loads(line)) for line in content.split("\n")[:-1]] == [record, record]


class Impatient:
    """A connection that draws its bar at once, not after two seconds; what it drew before the copy is thrown away."""

    def __init__(self, base: Any, forget: Any) -> None:
        self.base, self.forget = base, forget
        base.execute("SET progress_bar_time = 0")

    def execute(self, asked: str) -> None:
        if asked.startswith("COPY"):
            self.forget()
        self.base.execute(asked)

    def __enter__(self) -> Impatient:
        return self

    def __exit__(self, *_: object) -> None:
        self.base.close()


def test_nothing_but_the_file_goes_to_standard_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import duckdb

    connect = duckdb.connect
    monkeypatch.setattr(duckdb, "connect", lambda *a, **given: Impatient(connect(*a, **given), capfd.readouterr))
    written(tmp_path, [dict.fromkeys(Type)] * 3000)
    assert capfd.readouterr() == ("", "")
