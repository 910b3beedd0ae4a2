"""CSV that a spreadsheet can't be made to run, JSON that says the same as the record."""

from __future__ import annotations

import csv
import io

import pytest

from probata.cli.output import print_csv


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", '=HYPERLINK("http://x.example")']
)
def test_a_formula_becomes_text(cell: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_csv(["head"], [[cell]])
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows[1][0].startswith(("'", "␍"))


def test_other_cells_stay(capsys: pytest.CaptureFixture[str]) -> None:
    print_csv(["a", "b", "c", "d"], [["x, y", 'say "z"', 2, None]])
    assert list(csv.reader(io.StringIO(capsys.readouterr().out)))[1] == ["x, y", 'say "z"', "2", ""]
