from __future__ import annotations

from datetime import date
from enum import Enum

import pytest

from probata.errors import KnowledgeError
from probata.knowledge.yamlfile import Spec, digest, parse_yaml, read_yaml, specs


class Colour(Enum):
    RED = "red"


def spec(text: str, *known: str) -> Spec:
    return Spec(parse_yaml(text, "t.yml"), known)


def test_norway_is_no_boolean_and_dates_stay_text() -> None:
    assert parse_yaml("[NO, yes, 2024-05, 1:30, true, 3, 1.5, null, 007]", "t.yml") == [
        "NO", "yes", "2024-05", "1:30", True, 3, 1.5, None, "007",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        ("a: 1\na: 2\n", "t.yml:2", "twice"),
        ("a: [1\nb: 2\n", "t.yml:2", "not valid YAML"),
        ("a: 1\n\n1: 2\n", "t.yml:3", "not text"),
        ("a: !!python/object/apply:os.system [x]\n", "t.yml:1", "not valid YAML"),
        ("a: &x [*x]\n", "t.yml", ""),
    ],
)
def test_a_broken_file_is_named_with_its_line(text: str, place: str, why: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        parse_yaml(text, "t.yml")
    assert str(caught.value).startswith(place)
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"regimes/none\.yml"):
        read_yaml("regimes/none.yml")


@pytest.mark.parametrize(
    ("text", "read", "why"),
    [
        ("b: 1", lambda s: s.text("a"), "missing"),
        ("a: 1", lambda s: s.text("a"), "must be text, not a number"),
        ("a: ' '", lambda s: s.text("a"), "empty"),
        ("a: {x: 1}", lambda s: s.texts("a"), "list of texts"),
        ("a: 1", lambda s: s.flag("a"), "true or false"),
        ("a: true", lambda s: s.integer("a"), "whole number"),
        ("a: x", lambda s: s.number("a"), "a number"),
        ("a: blue", lambda s: s.choice("a", Colour), "one of red"),
        ("a: maybe", lambda s: s.one_of("a", ("seen",)), "one of seen"),
        ("a: 2024-13", lambda s: s.date("a"), "there is no day"),
        ("a: May 2024", lambda s: s.date("a"), "must be a date"),
        ("a: [1]", lambda s: s.specs("a", ()), "mapping is needed"),
        ("a: x", lambda s: s.specs("a", ()), "list is needed"),
        ("citation_status: sure", lambda s: s.citation_status(), "seen, partly, unseen"),
    ],
)
def test_a_wrong_value_is_named(text: str, read: object, why: str) -> None:
    with pytest.raises(KnowledgeError, match=why) as caught:
        read(spec(f"x: 1\n{text}", "a", "b", "x", "citation_status"))  # type: ignore[operator]
    assert "t.yml:" in str(caught.value)


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KnowledgeError, match=r"t\.yml:2: unknown key 'nmae'; the keys here are id, name"):
        specs(parse_yaml("\n- {id: x, nmae: y}", "t.yml"), ("id", "name"))


def test_values() -> None:
    s = spec("{t: x, l: [a, b], one: a, f: true, n: 1.5, i: 3, c: red, m: 2024-02, y: 2024, d: 2024-02-03, z: null}",
             *("t", "l", "one", "f", "n", "i", "c", "m", "y", "d", "z"))  # fmt: skip
    assert s.text("t") == "x"
    assert s.texts("l") == ("a", "b")
    assert s.texts("one") == ("a",)
    assert s.flag("f")
    assert not s.flag("missing")
    assert s.number("n") == 1.5
    assert s.integer("i") == 3
    assert s.choice("c", Colour) is Colour.RED
    assert s.date("m") == date(2024, 2, 1)
    assert s.date("m", last=True) == date(2024, 2, 29)
    assert s.end_date("m") == date(2024, 3, 1)
    assert s.end_date("y") == date(2025, 1, 1)
    assert s.end_date("d") == date(2024, 2, 3)
    assert s.date("z") is None
    assert s.optional("z") is None


def test_the_version_is_of_all_files() -> None:
    assert len(digest()) == 12
    assert digest() == digest()
