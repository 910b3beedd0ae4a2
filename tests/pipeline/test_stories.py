"""``probata stories`` through the pipeline, on made-up lines."""

from __future__ import annotations

import json

from probata.pipeline import story_lines
from probata.settings import Settings

CRANE = "A harbour crane fell on the quay of Ostermole on Tuesday and hurt 14 dockers, said Jonna Brekke of the port."
AGAIN = (
    "Jonna Brekke of the port of Ostermole said the harbour crane that hurt 14 dockers on the quay had been checked."
)
OTHER = "Beekeepers of Vallmarina counted their hives after the frost and found half of the queens dead, they said."


def lines(*given: dict[str, object] | str) -> list[dict[str, object]]:
    asked = [g if isinstance(g, str) else json.dumps(g) for g in given]
    return [json.loads(line) for line in story_lines(asked, Settings(), why=True)]


def test_a_line_for_each_report_in_order() -> None:
    found = lines(
        {"id": "1", "text": CRANE, "published": "2022-04-05", "title": "Crane falls at Ostermole"},
        {"id": "2", "text": OTHER, "published": None},
        {"id": "3", "text": AGAIN, "published": "2022-04-06", "url": "https://example.org/a"},
    )
    assert [f["id"] for f in found] == ["1", "2", "3"]
    assert found[0]["cluster"] == found[2]["cluster"] != found[1]["cluster"]
    assert found[2]["why"]["nearest"] == "1"  # type: ignore[index]


def test_a_bad_line_is_told_and_the_rest_goes_on() -> None:
    found = lines({"id": "1", "text": CRANE}, "{", {"id": "1", "text": AGAIN}, {"id": "4"}, {"id": "5", "text": OTHER})
    assert ["error" in f for f in found] == [False, True, True, True, False]
    assert found[2]["error"] == "an earlier line has this id"


def test_furniture_does_not_make_two_pages_alike() -> None:
    tail = (
        "\n\nRead more: The best cheeses of Ostermole\nShare on Facebook\nShare on Twitter\nSign up for our newsletter"
    )
    found = lines({"id": "1", "text": CRANE + tail}, {"id": "2", "text": OTHER + tail})
    assert found[0]["cluster"] != found[1]["cluster"]
