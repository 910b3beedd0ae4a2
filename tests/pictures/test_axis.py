"""The time axis: ticks that fit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.pictures.axis import Axis
from probata.pictures.ink import SMALL
from probata.pictures.text import width


@pytest.mark.parametrize(
    ("first", "last", "wide", "labels", "under"),
    [
        ("2024-03-01", "2024-03-05", 600, ["1", "2", "3", "4", "5"], ["Mar 2024"]),
        ("2024-02-26", "2024-03-31", 300, ["26", "4", "11", "18", "25"], ["Mar 2024"]),
        ("2024-01-01", "2024-06-30", 300, ["Jan", "Feb", "Mar", "Apr", "May", "Jun"], ["2024"]),
        ("2023-01-01", "2024-06-30", 240, ["Q1", "Q2", "Q3", "Q4", "Q1", "Q2"], ["2023", "2024"]),
        ("2016-02-01", "2024-06-30", 600, None, ["2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024"]),
        ("2006-10-09", "2024-06-30", 300, ["2010", "2015", "2020"], []),
        ("2024-03-01", "2024-03-01", 600, ["1"], ["Mar 2024"]),
    ],
)
def test_ticks(first: str, last: str, wide: float, labels: list[str] | None, under: list[str]) -> None:
    ticks = Axis(date.fromisoformat(first), date.fromisoformat(last), 0, wide).ticks()
    assert labels is None or [t.label for t in ticks] == labels
    shown = [t.under for t in ticks if t.under]
    assert shown[-len(under) :] == under if under else not shown


@given(st.dates(), st.dates(), st.floats(200, 900))
def test_ticks_are_few_and_apart(one: date, other: date, wide: float) -> None:
    axis = Axis(min(one, other), max(one, other), 20, 20 + wide)
    ticks = axis.ticks()
    assert ticks
    places = [axis.start(t.day) for t in ticks]
    for tick, place, after in zip(ticks, places, places[1:], strict=False):
        assert place + width(tick.label, SMALL) < after
    assert all(20 <= x <= 20 + wide for x in places)
