"""Credits as evidence of where words and pictures came from."""

from __future__ import annotations

import pytest

from probata.reading import read_text

FILL = "Officials in Northport said on Monday that a shipment of machine parts had left the harbour for the border."


def credits_of(text: str) -> list[tuple[str, str]]:
    report = read_text(text)
    for credit in report.credits:
        assert report.text[credit.start : credit.end] == credit.text
    return [(str(c.kind), c.agency) for c in report.credits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"SEOUL, June 17 (Yonhap) -- {FILL}", [("wire", "Yonhap")]),
        (f"NORTHPORT (AP) — {FILL}", [("wire", "The Associated Press")]),
        (f"NORTHPORT (Reuters) - {FILL}", [("wire", "Reuters")]),
        (f"Parts leave Northport\nNORTHPORT (Reuters) - {FILL}", [("wire", "Reuters")]),
        (f"{FILL} (Yonhap)", [("wire", "Yonhap")]),
        (f"{FILL}\nNothing more was known about the cargo on Monday. — AP", [("wire", "The Associated Press")]),
        (
            f"{FILL} “There is demand for them,” the analyst told The Associated Press.",
            [("told", "The Associated Press")],
        ),
        (f"{FILL} Nobody was there, Yonhap reported.", [("reported_by", "Yonhap")]),
        (f"{FILL} According to Reuters, nobody was there.", [("reported_by", "Reuters")]),
        (f"{FILL}\nThis article was originally published by Reuters.", [("wire", "Reuters")]),
        (FILL, []),
    ],
)
def test_forms(text: str, expected: list[tuple[str, str]]) -> None:
    assert credits_of(text) == expected


def test_a_credit_under_a_caption_is_the_pictures() -> None:
    text = f"{FILL}\n\ncranes.jpg\nThe cranes of Northport stand idle in the rain.\n\nReuters\n\n{FILL}"
    assert credits_of(text) == [("photo", "Reuters")]


def test_an_agency_alone_is_the_wire() -> None:
    assert credits_of(f"{FILL}\n\n{FILL}\n\nReuters") == [("wire", "Reuters")]


def test_a_byline_names_a_person_or_an_agency() -> None:
    assert credits_of(f"Parts leave Northport\nBy Jane Porter\n{FILL}") == [("byline", "")]
    assert credits_of(f"Parts leave Northport\nBy Jane Porter, The Associated Press\n{FILL}") == [
        ("byline", "The Associated Press")
    ]


def test_an_agency_that_is_only_named_is_no_credit() -> None:
    assert credits_of(f"{FILL} The street where Reuters has its office was closed to traffic.") == []


def test_brackets_around_other_words_are_no_credit() -> None:
    assert credits_of(f"{FILL} The door (the one of the Reuters building in the town) was locked.") == []
