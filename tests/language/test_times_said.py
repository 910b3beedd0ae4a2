"""When something was said: the time that hangs on the words of saying, outside of what is said."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Seoul said on Monday that Iran sent drones in May.", "2024-06-17", "2024-06-17"),
        ("Shin said last week that Iran sent drones.", "2024-06-10", "2024-06-16"),
        ("Moscow denied it on Tuesday and Wednesday.", "2024-06-11", "2024-06-12"),
        ("Moscow has denied since 2023 that it received drones.", "2023-01-01", "2024-06-17"),
        ("According to a report published on Monday, Iran sent drones.", "2024-06-17", "2024-06-17"),
    ],
)
def test_days_of_saying(text, start, end, read):
    (statement,) = read(text).statements
    assert (statement.said.start, statement.said.end) == (start, end)
    assert text[slice(*statement.said.at)] == statement.said.text


@pytest.mark.parametrize(
    "text",
    [
        "Seoul said that Iran sent drones in May.",
        "SEOUL, June 17 (Yonhap) -- Seoul said that Iran sent drones.",
    ],
)
def test_the_events_time_and_the_dateline_are_not_that_of_saying(text, read):
    (statement,) = read(text).statements
    assert statement.said is None


def test_without_publication_the_words_stay(read):
    (statement,) = read("Seoul said on Monday that Iran sent drones.", published=None).statements
    assert (statement.said.start, statement.said.end, statement.said.text) == (None, None, "Monday")
