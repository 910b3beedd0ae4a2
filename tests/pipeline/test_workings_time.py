"""What --why tells of times: days, precision, anchor and rule, or why they are left open."""

from __future__ import annotations

import pytest

from probata.claims import extract
from probata.knowledge import load
from probata.language import annotate
from probata.language.parse import load_model
from probata.pipeline import workings
from probata.reading import read_text
from probata.records import ClaimType
from probata.settings import Settings


def why(text: str, published: str | None = "2024-06-17") -> dict[str, str]:
    report = read_text(text, label="test", published=published)
    claims = extract(annotate(report, load(), load_model(Settings().model)), load())
    claim = next(c for c in claims if c.type is ClaimType.TRANSFER)
    return dict(workings(claim, report, "test"))


@pytest.mark.parametrize(
    ("text", "published", "words"),
    [
        (
            "North Korea sent shells to Russia last year.",
            "2024-06-17",
            "“last year” is 2023-01-01 to 2023-12-31 (precision: year), reckoned from publication on 2024-06-17",
        ),
        (
            "North Korea sent shells to Russia on May 3, 2023.",
            None,
            "“May 3, 2023” is 2023-05-03 (precision: day), by its own words",
        ),
        (
            "(June 2023) North Korea sent shells to Russia in May.",
            None,
            "“May” is 2023-05-01 to 2023-05-31 (precision: month), reckoned from the dateline",
        ),
        (
            "North Korea sent shells to Russia last year.",
            None,
            "“last year”: left open; the day of publication is not known",
        ),
        (
            "SEOUL, Oct. 9, 2022 (Yonhap) -- North Korea sent shells to Russia on Monday.",
            "2024-06-17",
            "“Monday”: left open; the dateline contradicts the publication date 2024-06-17",
        ),
        (
            "North Korea sent shells to Russia before March 2024.",
            "2024-06-17",
            "“March 2024”: left open; the words name no days that can be told",
        ),
        ("North Korea sent shells to Russia.", None, "no words of the sentence tell when the event happens"),
    ],
)
def test_time_and_anchor(text: str, published: str | None, words: str) -> None:
    assert why(text, published)["time"] == words


def test_the_rule_is_told_in_words() -> None:
    rule = why("North Korea sent shells to Russia last year.")["rule of time"]
    assert rule.startswith("last-year+event: ")
    assert "no description" not in rule


def test_when_it_was_said_is_told() -> None:
    report = read_text("Seoul said on Monday that Iran sent drones.", label="test", published="2024-06-18")
    (statement,) = annotate(report, load(), load_model(Settings().model)).statements
    rows = dict(workings(statement, report, "test"))
    assert rows["said"].startswith("“Monday” is 2024-06-17 (precision: day), reckoned from publication")
    assert rows["rule of said"].startswith("weekday-past: ")
