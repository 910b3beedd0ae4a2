"""Text of others can't steer a terminal, and looks like what it is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.wording.visible import columns, json_safe, one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2Jgone", "␛[2Jgone"),
        ("a\u202egnp.exe", "a\\u202egnp.exe"),
        ("bell\x07 nul\x00", "bell␇ nul␀"),
        ("c1\x9b31m", "c1\\u009b31m"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("half\ud800", "half\\ud800"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("two\nlines\tand\r\nthree", "two\nlines\tand\nthree"),
        ("“Pyongyang” 평양 Пхеньян [bold]x[/bold]", "“Pyongyang” 평양 Пхеньян [bold]x[/bold]"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_nothing_printed_steers_a_terminal(text: str) -> None:
    for made in (visible(text), json_safe(json.dumps(text, ensure_ascii=False))):
        assert not any((ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066" for c in made)
    assert "\n" not in one_line(text)


@given(st.text(st.characters(exclude_categories=())))
def test_json_stays_the_same_value(text: str) -> None:
    assert json.loads(json_safe(json.dumps(text, ensure_ascii=False))) == json.loads(json.dumps(text))
    assert json_safe(json.dumps(text, ensure_ascii=False)).encode()


def test_wide_characters_take_two_columns() -> None:
    assert [columns(c) for c in "a평e\u0301"] == [1, 2, 1, 0]
