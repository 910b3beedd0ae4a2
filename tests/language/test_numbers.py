from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.language.numbers import parse_number, scan_numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9,000", 9000),
        ("9,000,000", 9_000_000),
        ("9.000.000", 9_000_000),
        ("9 000 000", 9_000_000),
        ("9\u00a0000", 9000),
        ("9 million", 9_000_000),
        ("9m", 9_000_000),
        ("9 mn", 9_000_000),
        ("1.5 bn", 1_500_000_000),
        ("2.837 billion", 2_837_000_000),
        ("nine million", 9_000_000),
        ("half a million", 500_000),
        ("two and a half million", 2_500_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("twenty-two", 22),
        ("one hundred and five", 105),
        ("a hundred thirty million", 130_000_000),
        ("twenty-eight thousand six hundred forty-two", 28_642),
        ("2 1/2", 2.5),
        ("3½", 3.5),
        ("one-fourth", 0.25),
        ("a quarter of a million", 250_000),
        ("three quarters of a million", 750_000),
        ("half of a billion", 500_000_000),
        ("half-dozen", 6),
        ("a million and a half", 1_500_000),
        ("a quarter million", 250_000),
        (".001", 0.001),
        ("1/2", 0.5),
        ("1.5×10−3", 0.0015),
        ("3x10^8", 300_000_000),
    ],
)
def test_value_of_a_number(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "low", "ceiling"),
    [
        ("dozens", 24, 99),
        ("scores", 40, 99),
        ("several", 3, 9),
        ("hundreds", 200, 999),
        ("thousands", 2000, 9999),
        ("tens of thousands", 20_000, 99_999),
        ("hundreds of thousands", 200_000, 999_999),
        ("millions", 2_000_000, 9_999_999),
        ("several thousand", 3000, 9000),
    ],
)
def test_soft_words_stay_open_above(text: str, low: int, ceiling: int) -> None:
    (number,) = scan_numbers(text)
    assert (number.low, number.high, number.ceiling) == (low, None, ceiling)


@pytest.mark.parametrize("text", ["", "none", "3rd", "5G", "2,5", "K2", "²", "٣"])
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@given(st.text(max_size=200))
def test_never_raises_and_keeps_its_place(text: str) -> None:
    numbers = scan_numbers(text)
    assert all(0 <= n.start < n.end <= len(text) for n in numbers)
    assert all(a.end <= b.start for a, b in pairwise(numbers))


@given(st.integers(min_value=0, max_value=10**13))
def test_grouped_figures_come_back(value: int) -> None:
    assert parse_number(f"{value:,}") == value
