"""Goods words, their classes and what must not be taken for goods. All phrases are made up.

The examples of the data files run in ``tests/language/test_goods_mentions.py``, for they need the parse.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.errors import KnowledgeError
from probata.knowledge import Goods, Item, load
from probata.knowledge.goodsfile import goods_of
from probata.knowledge.regimes import Direction, load_regimes
from probata.knowledge.yamlfile import parse_yaml
from probata.records import ObjectClass
from probata.regimes.elements import reach

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


def test_every_item_has_a_source_examples_and_counter_examples() -> None:
    for item in GOODS:
        assert item.source, item.id
        assert item.counter_examples, item.id
        assert bool(item.examples) is bool(item.classes), f"{item.id}: only goods can have examples"
    assert GOODS.get("no such item") is None


@pytest.mark.parametrize(
    ("text", "goods", "calibres"),
    [
        ("152 mm shells", "152 mm shells", (152,)),
        ("122-millimetre rockets", "122-millimetre rockets", (122,)),
        ("105mm high-explosive shells", "105mm high-explosive shells", (105,)),
        ("7.62 mm cartridges", "7.62 mm cartridges", (7.62,)),
        ("122 mm and 152 mm artillery shells", "152 mm artillery shells", (122, 152)),
        ("3 million 152 mm or 500,000 122 mm rounds", "122 mm rounds", (152, 122)),
        ("shells of 152 mm", "shells", (152,)),
        ("howitzers (170 mm)", "howitzers", (170,)),
        ("240mm multiple rocket launchers", "240mm multiple rocket launchers", (240,)),
        ("shells and 152 mm of rain", "shells", ()),
        ("a 152 mm ruler and shells", "shells", ()),
        ("9 million shells", "shells", ()),
        ("a barrel of 122 mm and shells", "shells", ()),
    ],
)
def test_a_calibre_belongs_to_the_goods_beside_it(text: str, goods: str, calibres: tuple[float, ...]) -> None:
    (match,) = GOODS.scan(f"They sent {text}.")
    assert (match.text, match.calibres) == (goods, calibres)


def test_named_systems_have_their_item() -> None:
    items = {
        "Pantsir-S1": "arm.airdef",
        "Buk": "arm.airdef",
        "KN-23": "arm.srbm",
        "Hwasong-11A": "arm.srbm",
        "Bulsae-4": "arm.atgm",
        "Shahed-136": "arm.drone",
        "Geran-2": "arm.drone",
        "M1991": "arm.mlrs",
        "Koksan": "arm.spg",
        "Su-35": "arm.fighter",
        "Aurus Senat": "lux.car",
    }
    assert {name: m.item for name in items for m in GOODS.scan(f"The {name} was seen.")} == items
    assert GOODS.scan("a tor, a buck, an igloo") == ()


MEASURES = {m.id: m for r in load_regimes() for m in r.measures}


@pytest.mark.parametrize("item", [pytest.param(i, id=i.id) for i in GOODS])
def test_what_goods_engage_is_in_the_rule_base_and_fits(item: Item) -> None:
    for direction, ids in item.measures.items():
        for measure_id in ids:
            measure = MEASURES[measure_id]
            fits = {direction, Direction.BOTH} if direction != Direction.BOTH else {Direction.BOTH}
            assert measure.direction in fits, measure_id
            # What names a finer entry may reach this one too.
            named = {n for r in reach(measure) for n in GOODS.lineage(r)}
            assert named & {*item.classes, *item.also, *GOODS.lineage(item.id)} or not item.classes, measure_id


def test_what_a_measure_names_is_in_the_goods_table() -> None:
    for measure in MEASURES.values():
        assert all(name in set(ObjectClass) or GOODS.get(name) for name in reach(measure)), measure.id


def test_lawful_goods_engage_nothing() -> None:
    for item_id in ("zoo", "aid", "aid.food", "x.hair", "treaty", "cargo", "infra", "ppl.casualty"):
        item = GOODS.get(item_id)
        assert item is not None
        assert not item.measures, item_id
    food = GOODS.get("food")
    assert food is not None
    assert set(food.measures) == {"FROM"}


COMMON_FILE = """
macros: {size: [small, large]}
calibres: ["152"]
about: [company]
verbs: [fuel]
bare: [labor]
"""
ITEM = "items:\n  - {id: kite, label: kites, classes: other, nouns: ['{size} kite'], exclude: [kite flyer]"


def table(items: str, common: str = COMMON_FILE) -> Goods:
    return goods_of({"common.yml": parse_yaml(common, "goods/common.yml"), "x.yml": parse_yaml(items, "goods/x.yml")})


def test_a_new_item_needs_no_code() -> None:
    goods = table(ITEM + ", measures: {TO: [KP.LUX]}}\n  - {id: kite.red, label: r, classes: other, parents: [kite]}")
    assert [m.text for m in goods.scan("Small kites, a kite flyer and a small kite company")] == ["Small kites"]
    red = goods.get("kite.red")
    assert red is not None
    assert red.measures == {"TO": ("KP.LUX",)}


@pytest.mark.parametrize(
    ("items", "why"),
    [
        (ITEM + ", noun: [x]}", r"goods/x\.yml:2: unknown key 'noun'"),
        (ITEM + ", words: ['{colour} kite']}", "macro 'colour'"),
        (ITEM + ", words: [kite flyer]}", "'kite flyer' stands for 'kite' already"),
        (ITEM + ", parents: [toy]}", "the parent 'toy'"),
        (ITEM + ", parents: [kite]}", "its own forefather"),
        (ITEM + "}\n  - {id: kite, label: again, classes: other}", "'kite' stands twice"),
        (ITEM + ", measures: {UP: [KP.LUX]}}", "unknown key 'UP'"),
        ("items: []", "no items"),
    ],
)
def test_a_slip_is_named_with_its_place(items: str, why: str) -> None:
    with pytest.raises(KnowledgeError, match=why):
        table(items)


PIECES = st.sampled_from(["artillery", " ", "-", "shells", "152", "mm", "oil", "İ", "tank", "S-300", "\n", "farm", "’"])


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_any_text_gives_ordered_matches_with_their_words(text: str) -> None:
    end = 0
    for match in GOODS.scan(text):
        assert match.start >= end
        assert text[match.start : match.end] == match.text
        assert match.classes
        end = match.end
