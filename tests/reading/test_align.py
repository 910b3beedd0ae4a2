"""Which blocks an extractor's output came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.reading.align import coverage

BLOCKS = [
    "Home World Sports",
    "Machine parts leave Northport",
    "Officials said on Monday that the parts had left the harbour.",
    "Eastland denied it, and called the report a fabrication.",
    "Home World Sports",
]


def kept(blocks: list[str], paragraphs: list[str]) -> list[bool]:
    return [share >= 0.5 for share in coverage(blocks, paragraphs)[0]]


def test_exact_paragraphs() -> None:
    assert kept(BLOCKS, BLOCKS[2:4]) == [False, False, True, True, False]


def test_paragraphs_joined_or_cut_by_the_extractor() -> None:
    assert kept(BLOCKS, [BLOCKS[2] + " " + BLOCKS[3]]) == [False, False, True, True, False]
    assert kept(BLOCKS, ["Officials said on Monday that the", "parts had left the harbour."]) == [
        False,
        False,
        True,
        False,
        False,
    ]


def test_other_spelling_of_spaces_quotes_and_soft_hyphens() -> None:
    assert kept(["The “har\u00adbour” was\u00a0closed on Monday"], ['the "harbour" was closed on monday'])[0]


def test_a_repeated_line_is_taken_once_and_in_order() -> None:
    assert kept(["a b c d e", "x y z q r", "a b c d e"], ["x y z q r", "a b c d e"]) == [False, True, True]


def test_the_title_out_of_order() -> None:
    assert kept(BLOCKS, [BLOCKS[2], BLOCKS[1]]) == [False, True, True, False, False]


def test_text_that_is_not_on_the_page_is_not_placed() -> None:
    shares, placed = coverage(BLOCKS, ["Nothing of this has ever been printed anywhere here"])
    assert placed < 0.2
    assert max(shares) < 0.5


@pytest.mark.parametrize(("blocks", "paragraphs"), [([], []), ([], ["a"]), (["a"], []), (["!!!"], ["???"])])
def test_nothing(blocks: list[str], paragraphs: list[str]) -> None:
    coverage(blocks, paragraphs)


@given(
    st.lists(st.text(alphabet="ab .", max_size=30), max_size=8),
    st.lists(st.text(alphabet="ab .", max_size=30), max_size=8),
)
def test_shares_stay_shares(blocks: list[str], paragraphs: list[str]) -> None:
    shares, placed = coverage(blocks, paragraphs)
    assert len(shares) == len(blocks)
    assert all(0 <= s <= 1 for s in (*shares, placed))


@given(st.lists(st.text(alphabet="abc ", min_size=1, max_size=30), max_size=8))
def test_everything_kept_covers_everything(blocks: list[str]) -> None:
    shares, placed = coverage(blocks, blocks)
    assert placed > 0.99
    assert all(s == 1 or not b.strip() for s, b in zip(shares, blocks, strict=True))
