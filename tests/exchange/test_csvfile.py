"""CSV that a spreadsheet can't be made to run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.exchange import Column, Line, Type, csv_pieces
from probata.exchange.csvfile import BOM
from probata.pipeline import Labels

SIGNS = "=+-@＝＋－＠"


def written(rows: Sequence[Sequence[object]], types: Sequence[Type], bom: bool = False) -> bytes:
    """Rows as the file has them, under heads a, b, …."""
    columns = [
        Column(chr(97 + n), type_, "", lambda line, _, n=n: line.it[n])  # type: ignore[misc]
        for n, type_ in enumerate(types)
    ]
    return b"".join(csv_pieces(columns, map(Line, rows), Labels(), bom))


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "␍=1"),
        ("\n=1", "'\n'=1"),
        (" =1", "' =1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("＝1", "'＝1"),
        ("\u200b=1", r"\u200b=1"),
        ('=HYPERLINK("http://x.example")', '\'=HYPERLINK("http://x.example")'),
        ("first\n=1+1", "first\n'=1+1"),
        ("first; =1+1", "first;' =1+1"),
        ("a-b = c", "a-b = c"),
        ('x, y "z"', 'x, y "z"'),
    ],
)
def test_what_would_be_a_formula_is_text(given: str, shown: str) -> None:
    assert cells(written([[given]], [Type.TEXT]))[1] == [shown]


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_no_cell_and_no_piece_of_one_begins_a_formula(texts: list[str]) -> None:
    content = written([[texts, texts[0]]], [Type.TEXTS, Type.TEXT])
    rows = cells(content)
    assert [len(r) for r in rows] == [2, 2]
    for cell in rows[1]:
        for piece in re.split(r"[;\t\r\n]", cell):
            assert not piece.strip().startswith(tuple(SIGNS))


def test_values_have_their_form() -> None:
    types = [Type.NUMBER, Type.NUMBERS, Type.FLAG, Type.TEXTS, Type.WHOLE, Type.TEXT]
    rows = [[-5, [-1.5, None, 2], True, ["김", "b"], 3, None], [None] * 6]
    content = written(rows, types)
    assert content == "a,b,c,d,e,f\r\n-5,-1.5; ; 2,true,김; b,3,\r\n,,,,,\r\n".encode()
    assert written(rows, types, bom=True) == BOM + content
