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


@pytest.mark.parametrize(
    ("told", "page"),
    [
        ("the reply of KP is blank: it is due 2026-12-01", "the reply of North Korea is blank: it is due 2026-12-01"),
        ("KP, RU against KR", "North Korea, Russia against South Korea"),
        ("RU to KP: into KP. It binds every State", "Russia to North Korea: into North Korea. It binds every State"),
        ("denied by KP; only denied (KP)", "denied by North Korea; only denied (North Korea)"),
        (
            "KR asserts, anonymous alleges, report asserts",
            "South Korea asserts, an unnamed source alleges, the report itself asserts",
        ),
        ("50 barrels (RU for 'the US, UN')", "50 barrels (Russia for 'the US, UN')"),
        ("said “to KP, RU” and US$ 5; in the report, UN-KP, 2321 OP46", None),
        ("a second report, of the DPRK's goods", None),
    ],
)
def test_actors_are_called_by_their_names_but_not_in_words_of_others(told: str, page: str | None) -> None:
    assert on_page(told) == (page or told)
