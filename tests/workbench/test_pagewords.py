"""What the core says to people at a command line, said on a page."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from probata.workbench.pagewords import on_page

SOURCE = Path(__file__).parents[2] / "src" / "probata"
ROOMS = ("capture", "incidents", "pipeline", "reading", "regimes", "screening", "workbench/views")
ELSEWHERE = ("PROBATA_", "name the folder", "fewer --workers", "--author")
"""Of what is said only where no page is: before a desk is open, or of an author, whom a page always has."""


def raised(path: Path) -> list[str]:
    """The words of each error that a module raises, X for what is put into them."""
    found = []
    for at in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(at, ast.Raise) and isinstance(at.exc, ast.Call):
            for given in at.exc.args:
                words = [
                    p.value if isinstance(p, ast.Constant) else "KP.OIL"
                    for p in ast.walk(given)
                    if isinstance(p, ast.FormattedValue) or (isinstance(p, ast.Constant) and isinstance(p.value, str))
                ]
                found.append("".join(map(str, words)))
    return found


def test_no_refusal_on_a_page_names_a_command_or_an_option() -> None:
    told = [words for room in ROOMS for path in (SOURCE / room).rglob("*.py") for words in raised(path)]
    named = [words for words in told if re.search(r"\bprobata [a-z]|--[a-z]", words)]
    assert len(named) > 15
    left = [on_page(w) for w in named if not any(other in w for other in ELSEWHERE)]
    assert [w for w in left if re.search(r"\bprobata [a-z]|--[a-z]", w)] == []


@pytest.mark.parametrize(
    ("told", "page"),
    [
        ("--due 2024-01-01 is no time to answer", "“Answer due by” 2024-01-01 is no time to answer"),
        ("an amount needs --low or --high, or both", "an amount needs “At least” or “At most”, or both"),
        ("name a claim, see `probata claims`", "name a claim, the list of claims has their ids"),
        ("well-known -- twice--over", "well-known -- twice--over"),
    ],
)
def test_options_are_called_as_the_fields_are(told: str, page: str) -> None:
    assert on_page(told) == page
