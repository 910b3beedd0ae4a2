"""``probata export``: whole lists as files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from probata.exchange import KINDS


@pytest.mark.parametrize("kind", ["reports", "statements", "claims", "incidents", "findings"])
def test_files_of_every_format_hold_the_same_records(kind: str, probata, desk: Path, tmp_path: Path) -> None:
    ids = []
    for form in ("csv", "jsonl", "parquet"):
        file = tmp_path / f"{kind}.{form}"
        done = probata("export", kind, "--out", str(file), "--order", "-id", desk=desk)
        assert (done.code, done.out) == (0, "")
        assert f"{kind} of the desk desk" in done.err
        if form == "csv":
            ids.append([r["id"] for r in csv.DictReader(io.StringIO(file.read_bytes().decode(), newline=""))])
        elif form == "jsonl":
            ids.append([json.loads(line)["id"] for line in file.read_text(encoding="utf-8").splitlines()])
        else:
            ids.append(parquet.read_table(file).column("id").to_pylist())
    assert ids[0] == ids[1] == ids[2] == sorted(ids[0], reverse=True) != []
    assert {p.suffix for p in tmp_path.iterdir()} == {".csv", ".jsonl", ".parquet"}, "no half file is left"


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_file_it_goes_to_standard_output(kind: str, probata, desk: Path) -> None:
    done = probata("export", kind, desk=desk)
    assert (done.code, done.err) == (0, "")
    assert next(csv.reader(io.StringIO(done.out)))
    assert not any(c in done.out for c in ("\x1b", "\u202e"))


def test_conditions_are_those_of_the_lists(probata, desk: Path) -> None:
    listed = json.loads(probata("claims", "--actor", "South Korea", "--json", desk=desk).out)["claims"]
    done = probata("export", "claims", "--actor", "South Korea", "--format", "jsonl", desk=desk)
    exported = [json.loads(line) for line in done.out.splitlines()]
    assert sorted(c["id"] for c in exported) == sorted(c["id"] for c in listed) != []
    assert {c["id"]: c for c in exported} == {c["id"]: c for c in listed}, "whole records"


def test_a_list_prints_the_columns_that_an_export_has(probata, desk: Path) -> None:
    for kind in ("reports", "claims", "incidents", "findings"):
        listed = sorted(probata(kind, "--csv", desk=desk).out.splitlines())
        assert listed == sorted(probata("export", kind, desk=desk).out.splitlines())


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("stories",), "there are reports"),
        (("claims", "--format", "xlsx"), "csv, jsonl, parquet"),
        (("claims", "--out", "claims.xlsx"), "give --format"),
        (("claims", "--order", "beauty"), "happened"),
        (("claims", "--period", "2024"), "for caps"),
        (("custody", "--actor", "KP"), "narrowed by"),
    ],
)
def test_wrong_usage_is_one_line_and_2(args: tuple[str, ...], says: str, probata, tmp_path: Path) -> None:
    done = probata("export", *args)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert says in done.err
    assert not any(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_said(probata, desk: Path, tmp_path: Path) -> None:
    done = probata("export", "claims", "--out", str(tmp_path / "nowhere" / "claims.csv"), desk=desk)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "can't be written" in done.err
