"""One table of columns for each kind, which the documentation shows as it is."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from probata.errors import UsageError
from probata.exchange import KINDS, TABLES, selected

ROOT = Path(__file__).parents[2]


def test_every_kind_has_a_table_with_names_that_any_database_takes() -> None:
    assert set(TABLES) == set(KINDS)
    for columns in TABLES.values():
        names = [c.name for c in columns]
        assert len(names) == len(set(names))
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
        assert all(c.about for c in columns)


def test_the_page_of_columns_is_that_of_the_tables() -> None:
    spec = importlib.util.spec_from_file_location("columns_tool", ROOT / "tools" / "columns.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    written = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    assert written == tool.page(written), "docs/exports.md is old: run `python tools/columns.py`"
    assert all(f"### {kind.capitalize()}" in written for kind in KINDS)


@pytest.mark.parametrize(
    ("kind", "given", "says"),
    [
        ("stories", {}, "there are reports"),
        ("claims", {"order": "beauty"}, "happened"),
        ("claims", {"about": "c1"}, "that is for custody"),
        ("custody", {"order": "id"}, "order of its own"),
        ("custody", {"about": "c1", "author": "kim"}, "one of the two"),
        ("caps", {"period": "last year"}, "YYYY"),
        ("caps", {"as_of": "2024"}, "YYYY-MM-DD"),
    ],
)
def test_what_cannot_be_selected_is_said_in_a_line(kind: str, given: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        selected(kind, **given)  # type: ignore[arg-type]
