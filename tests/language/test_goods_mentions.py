"""Goods on the parse: the examples of the data files, and what verbs and names are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from probata.knowledge import Item, load
from probata.language.annotated import Annotated, GoodsMention
from probata.language.quantities_units import load_units

Read = Callable[..., Annotated]
GOODS = load().goods
EXAMPLES = [pytest.param(i, text, id=f"{i.id}: {text}") for i in GOODS for text in i.examples]
COUNTER_EXAMPLES = [pytest.param(i, text, id=f"{i.id}: {text}") for i in GOODS for text in i.counter_examples]


@pytest.fixture(scope="module")
def found(read: Read) -> dict[str, tuple[GoodsMention, ...]]:
    """The goods of every example, read in one go, since each is a paragraph."""
    texts = [t for i in GOODS for t in (*i.examples, *i.counter_examples)]
    annotated = read("\n".join(texts))
    assert len(annotated.paragraphs) == len(texts)
    return {t: tuple(g for g in annotated.goods if g.paragraph == n) for n, t in enumerate(texts)}


@pytest.mark.parametrize(("item", "text"), EXAMPLES)
def test_example(item: Item, text: str, found: dict[str, tuple[GoodsMention, ...]]) -> None:
    assert item.id in {g.item for g in found[text]}


@pytest.mark.parametrize(("item", "text"), COUNTER_EXAMPLES)
def test_counter_example(item: Item, text: str, found: dict[str, tuple[GoodsMention, ...]]) -> None:
    named = {c for g in found[text] for c in g.classes}
    assert not named & set(item.classes) if item.classes else not named


def test_usual_units_are_units_that_amounts_are_read_in() -> None:
    table = load_units()
    known = {*table.of_noun.values(), *table.of_pair.values()}
    known |= {m.unit for kind in (table.words, table.symbols, table.signs) for m in kind.values()}
    assert {u for item in GOODS for u in item.units} <= known


@pytest.mark.parametrize(
    "text",
    [
        "The talks will fuel the dispute between the neighbours.",
        "The army proceeds to the northern border.",
        "The two sides ship nothing to one another.",
        "Nobody knew then what they know how to do now.",
        "The minister met Robert Wood after the session of the council.",
        "The report by British Petroleum was read in the chamber.",
        "The labour talks went on through the night.",
        "Police found a crude device near the station.",
        "They asked for uniform cuts and read an explosive book.",
        "The oil company and the arms dealer signed nothing.",
    ],
)
def test_verbs_names_and_what_only_describes_are_no_goods(text: str, read: Read) -> None:
    assert read(text).goods == ()


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("Pyongyang fires missiles", "missiles"),
        ("Iran Sends Drones To Russia", "Drones"),
        ("Officials in Moscow said that TNT was on board the freight train.", "TNT"),
        ("The thieves turned what they took into Bitcoin within hours.", "Bitcoin"),
    ],
)
def test_headlines_and_names_of_goods_are_kept(text: str, goods: str, read: Read) -> None:
    assert goods in [g.text for g in read(text).goods]


def test_calibres_are_kept_on_the_mention(read: Read) -> None:
    (goods,) = (g for g in read("It could hold up to 3 million 152 mm or 500,000 122 mm rounds.").goods)
    assert goods.calibres == (152, 122)
