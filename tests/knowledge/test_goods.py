"""Goods words, their classes and what must not be taken for goods. All phrases are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.knowledge import load

GOODS = load().goods


def found(text: str) -> list[tuple[str, str]]:
    return [(m.text, "+".join(c.value for c in m.classes)) for m in GOODS.scan(text)]


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("152 mm shells", "arms.ammunition"),
        ("152-mm shells", "arms.ammunition"),
        ("122-millimeter rounds", "arms.ammunition"),
        ("artillery rounds", "arms.ammunition"),
        ("artillery munitions", "arms.ammunition"),
        ("munitions", "arms.ammunition"),
        ("rockets", "arms.ammunition"),
        ("short-range ballistic missiles", "arms.missile"),
        ("KN-23", "arms.missile"),
        ("ICBM", "arms.missile"),
        ("artillery", "arms.artillery"),
        ("howitzers", "arms.artillery"),
        ("multiple rocket launchers", "arms.artillery"),
        ("drones", "arms.uav"),
        ("Shahed-136", "arms.uav"),
        ("weapons", "arms.other"),
        ("arms", "arms.other"),
        ("military aid", "arms.other"),
        ("military equipment", "arms.other"),
        ("higher-end weapons", "arms.other"),
        ("air defence systems", "arms.other"),
        ("military technologies", "tech.military"),
        ("technology transfers", "tech.military"),
        ("satellite technology", "tech.space"),
        ("reconnaissance satellites", "tech.space"),
        ("refined petroleum", "petroleum.refined"),
        ("oil products", "petroleum.refined"),
        ("oil", "petroleum.refined"),
        ("crude oil", "petroleum.crude"),
        ("cooking oil", "food"),
        ("coal", "coal"),
        ("food aid", "food+aid"),
        ("humanitarian aid", "aid"),
        ("economic assistance", "aid"),
        ("hard currency", "money"),
        ("bitcoin", "crypto"),
        ("Aurus Senat limousine", "luxury+vehicle"),
        ("luxury goods", "luxury"),
        ("horses", "other"),
        ("oil tanker", "vessel"),
        ("soldiers", "troops"),
        ("special forces", "troops"),
        ("IT workers", "workers"),
        ("labourers", "workers"),
        ("textiles", "textile"),
        ("crabs", "seafood"),
        ("iron ore", "minerals"),
        ("machine tools", "machinery"),
        ("containers", "cargo.unknown"),
        ("training", "training"),
        ("partnership treaty", "treaty"),
    ],
)
def test_one_item(text: str, classes: str) -> None:
    assert found(f"They sent {text} there.") == [(text, classes)]


@pytest.mark.parametrize(
    "text",
    [
        "a shell company in Hong Kong",
        "a tank farm",
        "the think tanks",
        "arms control",
        "commercial satellite images",
        "a satellite state",
        "two rounds of talks",
        "oil prices",
        "aid workers",
        "the Workers' Party",
        "money laundering",
        "a missile programme",
        "to fuel a war",
        "paid $5 million",
        "Iron Dome",
        "farms and alarms",
    ],
)
def test_no_goods(text: str) -> None:
    assert found(text) == []


def test_a_list_gives_each() -> None:
    assert found("artillery, missiles and other military equipment") == [
        ("artillery", "arms.artillery"),
        ("missiles", "arms.missile"),
        ("military equipment", "arms.other"),
    ]


def test_a_unit_says_nothing_of_its_content() -> None:
    containers, munitions = GOODS.scan("7,000 containers of munitions")
    assert containers.container
    assert not munitions.container


def test_what_may_be_something_else_says_so() -> None:
    (rocket,) = GOODS.scan("a long-range rocket")
    assert {c.value for c in (*rocket.classes, *rocket.also)} == {"tech.space", "arms.missile"}


def test_items_have_unique_ids_and_a_source_where_one_was_seen() -> None:
    for item in GOODS:
        assert item.label
        assert item.citation_status == "unseen" or item.source, item.id
    assert GOODS.get("no such item") is None


PIECES = st.sampled_from(["artillery", " ", "-", "shells", "152", "mm", "oil", "İ", "tank", "S-300", "\n", "farm", "’"])


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_any_text_gives_ordered_matches_with_their_words(text: str) -> None:
    end = 0
    for match in GOODS.scan(text):
        assert match.start >= end
        assert text[match.start : match.end] == match.text
        assert match.classes
        end = match.end
