"""The desk of the scale benchmark, written in bulk, holds the rows that the product writes report by report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from scale_build import build
from synthetic import generate
from synthetic_report import ENGINE

from probata.desk import Desk
from probata.knowledge import load
from probata.settings import Settings

SEED, CLAIMS = 7, 900

TABLES = (
    "capturerow", "reportrow", "fingerprintedrow", "fingerprint", "copyrow", "statementrow", "claimrow", "claimactor",
    "claimkey", "blockrow", "cellrow", "memberrow", "incidentrow",
)  # fmt: skip
REFERRED = ("capturerow", "reportrow", "fingerprintedrow", "statementrow", "claimrow", "blockrow", "incidentrow")


@pytest.fixture(scope="module")
def bulk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    folder = tmp_path_factory.mktemp("bulk")
    build(folder, CLAIMS, SEED, lambda _: None, further=0)
    with Desk.open(folder / f"desk-{CLAIMS}", Settings()) as desk:
        assert desk.damage() == []
        return _rows(desk)


@pytest.fixture(scope="module")
def one_by_one(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    knowledge = load()
    path: Path = tmp_path_factory.mktemp("single") / "desk"
    with Desk.open(path, Settings(), create=True) as desk, desk.writing():
        from probata.pipeline import assess

        for told in generate(SEED, CLAIMS):
            desk.save_capture(told.capture)
            desk.save_extraction(told.extraction, ENGINE)
            desk.finish_reading(told.capture.id, ENGINE, [told.extraction.report.id], [])
            assess.place_new(desk, knowledge)
            assess.settle(desk)
        return _rows(desk)


def _rows(desk: Desk) -> dict[str, list[Any]]:
    """Every table's rows; numbers that the database gave to rows that nothing refers to are left out."""
    from django.db import connections

    found: dict[str, list[Any]] = {}
    with connections[desk.base].cursor() as cursor:
        for table in TABLES:
            cursor.execute(f'SELECT * FROM "desk_{table}"')
            names = [d[0] for d in cursor.description]
            told = [n for n in names if n != "id" or table in REFERRED]
            found[table] = sorted(tuple((n, v) for n, v in zip(names, row, strict=True) if n in told) for row in cursor)
    return found


@pytest.mark.parametrize("table", TABLES)
def test_the_rows_are_the_products(table: str, bulk: dict[str, list[Any]], one_by_one: dict[str, list[Any]]) -> None:
    assert bulk[table]
    assert bulk[table] == one_by_one[table]


def test_the_desk_has_what_is_hard(bulk: dict[str, list[Any]]) -> None:
    """Copies whose original came later than they, blocks that are denied as a whole."""
    reports = [dict(row) for row in bulk["fingerprintedrow"]]
    number = {row["report_id"]: row["id"] for row in reports}
    copied = [row for row in reports if row["original"]]
    assert len(copied) > len(reports) / 5
    assert any(number[row["original"]] > row["id"] for row in copied)
    blocks = [dict(row) for row in bulk["blockrow"]]
    assert any(row["swept"] for row in blocks)


def test_copies_that_the_generator_knows_are_nearly_those_that_are_found(
    tmp_path: Path, bulk: dict[str, list[Any]]
) -> None:
    """The desk of a million isn't searched: what it holds must be like what a search finds."""
    build(tmp_path, CLAIMS, SEED, lambda _: None, further=0, search=False)
    with Desk.open(tmp_path / f"desk-{CLAIMS}", Settings()) as desk:
        known = set(map(repr, _rows(desk)["copyrow"]))
    found = set(map(repr, bulk["copyrow"]))
    assert found
    assert len(known ^ found) <= 0.05 * len(found)
