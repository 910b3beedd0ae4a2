"""Spans are marked where they are, in colour or without, whatever the text holds."""

from __future__ import annotations

import hashlib
import io

import pytest
from rich.console import Console

from probata.cli.passages import around, passage
from probata.records import Derivation, Report


def report_of(text: str) -> Report:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(
        "r1", "k1", "", digest, text, None, None, "en", None, None, (), (), (), Derivation("test", "1"), label="made up"
    )


def printed(text: str, *marked: str, width: int = 60, colour: bool = False) -> str:
    out = io.StringIO()
    system = "standard" if colour else None
    screen = Console(file=out, width=width, force_terminal=colour, no_color=not colour, color_system=system)
    report = report_of(text)
    marks = [(text.index(m), text.index(m) + len(m)) for m in marked]
    passage(screen, report, (0, len(text)), marks)
    return out.getvalue()


def test_marks_stand_under_their_words() -> None:
    assert printed("The North sent shells to Russia.", "The North", "shells").splitlines() == [
        "  │ The North sent shells to Russia.",
        "    ^^^^^^^^^      ^^^^^^",
    ]


def test_a_wide_script_is_marked_by_columns() -> None:
    assert printed("평양 sent shells", "shells").splitlines()[1] == "    " + " " * 10 + "^^^^^^"


def test_lines_are_wrapped_at_blanks_and_nothing_is_lost() -> None:
    text = "Officials said that several trains crossed the river by night with crates of unknown content."
    lines = printed(text, "crossed the river by night", width=40).splitlines()
    words = [line[4:] for line in lines if "│" in line]
    assert " ".join(words) == text
    assert max(map(len, lines)) <= 40
    assert sum(line.count("^") for line in lines) == len("crossed the river by night")


def test_a_word_longer_than_the_line_is_broken() -> None:
    lines = printed("x" * 100, width=40).splitlines()
    assert "".join(line[4:] for line in lines) == "x" * 100


@pytest.mark.parametrize("colour", [True, False])
def test_hostile_text_is_shown_not_obeyed(colour: bool) -> None:
    out = printed("\x1b]0;owned\x07 [red]shells[/red] \u202elleh", "shells", colour=colour)
    assert "\x1b]0" not in out
    assert "\x07" not in out
    assert "\u202e" not in out
    assert "␛]0;owned␇" in out
    assert "[red]" in out
    assert ("\x1b[1;4;36mshells" in out) is colour, "marked by underline, not by colour alone"


def test_around_takes_the_lines_of_the_words() -> None:
    report = report_of("First line.\nThe second line is it.\nThird.")
    start = report.text.index("second")
    first, last = around(report, start, start + 6)
    assert report.text[first:last] == "The second line is it."
    long = report_of("a" * 10_000)
    first, last = around(long, 5000, 5010)
    assert last - first < 1000
