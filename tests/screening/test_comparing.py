"""Pairs of names, all invented, with what must come out of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.screening.comparing import BORDERLINE, THRESHOLD, WEIGHTS, compare
from probata.screening.names import name_of

SAME = [
    ("Arkady Vertinskov", "VERTINSKOV, Arkady"),
    ("Arkady Vertinskov", "Arkady Lvovich Vertinskov"),
    ("Arkadij Wertinskow", "Arkady Vertinskov"),
    ("Аркадий Вертинсков", "Arkady Vertinskov"),
    ("ArkadyVertinskov", "Arkady Vertinskov"),
    ("Arkady Vertinskof", "Arkady Vertinskov"),
    ("A. Vertinskov", "Arkady Vertinskov"),
    ("Tong Rim Pak", "Pak Tong Rim"),
    ("Pak Tong-rim", "PAK TONG RIM"),
    ("박동림", "Bak Dong Rim"),
]
OTHER = [
    ("Arkady Vertinskov", "Arkady Morozenko"),
    ("Pak Tong Rim", "Pak Tong Su"),
    ("Pak Tong", "Pak Tong Rim"),
    ("Hasan al-Qurani", "Hasan al-Masiri"),
    ("高石早苗", "高市早苗"),
]
BODIES = [
    ("Haedol Machinery Corp.", "The Haedol Machinery Corporation", True),
    ("OOO Haedol", "Haedol LLC", True),
    ("Haedol Bank AG", "Haedol Bank GmbH", False),
    ("Haedol Bank", "Haedol Bank Omsk", False),
    ("Heron 7", "Heron 8", False),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_person(one: str, other: str) -> None:
    assert compare(name_of(one), name_of(other), person=True).score >= THRESHOLD


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_persons(one: str, other: str) -> None:
    assert compare(name_of(one), name_of(other), person=True).score < THRESHOLD


@pytest.mark.parametrize(("one", "other", "same"), BODIES)
def test_bodies(one: str, other: str, same: bool) -> None:
    assert (compare(name_of(one), name_of(other), person=False).score >= THRESHOLD) is same


@given(st.text(max_size=40), st.text(max_size=40), st.booleans())
def test_the_score_is_one_less_the_differences_and_the_same_both_ways(a: str, b: str, person: bool) -> None:
    found = compare(name_of(a), name_of(b), person)
    cost = sum(WEIGHTS[d.name] * d.value for d in found.differences)
    assert found.score == round(max(0.0, 1 - cost), 3)
    assert compare(name_of(a), name_of(a), person).score == 1


def test_the_borderline_lies_below_the_threshold() -> None:
    assert 0 < BORDERLINE < THRESHOLD < 1
