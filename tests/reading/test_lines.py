"""Lines, rejoined paragraphs and parts of endless ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from probata.reading.lines import LONGEST, paragraphs, pieces, split_lines

WRAPPED = (
    "Officials in Northport said on Monday that a shipment of machine\n"
    "parts had left the harbour for the border with Eastland, and that\n"
    "nobody had asked for the papers that such goods need to be moved\n"
    "out of the country.\n"
)


def test_wrapped_lines_are_one_paragraph() -> None:
    found = paragraphs("A headline\n\n" + WRAPPED + "\n" + WRAPPED)
    assert [p.text.count("\n") for p in found] == [0, 3, 3]


def test_one_line_paragraphs_stay_apart() -> None:
    text = "The first paragraph is here and it ends.\nThe second one follows it without a blank line.\nA third one."
    assert len(paragraphs(text)) == 3


def test_a_headline_is_not_joined_to_what_follows() -> None:
    text = "Machine parts leave the harbour of Northport for the border\nOfficials said so on Monday."
    assert len(paragraphs(text)) == 2


def test_offsets_and_gaps_with_windows_line_ends() -> None:
    text = "One.\r\n\r\n  Two.\r\nThree."
    lines = split_lines(text)
    assert [text[x.start : x.end] for x in lines] == ["One.", "Two.", "Three."]
    assert [x.gap for x in lines] == [False, True, False]


def test_endless_paragraphs_are_cut_at_blanks() -> None:
    text = "word " * 40_000
    end = len(text.rstrip())
    parts = pieces(text, 0, end)
    assert all(b - a <= LONGEST for a, b in parts)
    assert "".join(text[a:b] for a, b in parts).replace(" ", "") == "word" * 40_000


@given(st.text())
def test_lines_hold_every_visible_character_once(text: str) -> None:
    for lines in (split_lines(text), paragraphs(text)):
        seen = [i for line in lines for i in range(line.start, line.end)]
        assert len(seen) == len(set(seen))
        assert {i for i, c in enumerate(text) if not c.isspace()} <= set(seen)
        assert all(text[x.start : x.end] == x.text for x in lines)
