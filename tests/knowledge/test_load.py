from __future__ import annotations

import subprocess
import sys

import pytest

from probata.errors import KnowledgeError
from probata.knowledge import actorfiles, load
from probata.knowledge.phrases import korean_forms, plural
from probata.knowledge.scanner import Scanner
from probata.knowledge.yamlfile import parse_yaml, read_yaml
from probata.records import valid_imo


def test_tables_are_read_once() -> None:
    assert load() is load()
    assert load().actors is load().actors
    assert load().version == load().version


def test_importing_reads_nothing() -> None:
    code = "import sys, probata.knowledge; sys.exit(int('ahocorasick' in sys.modules or 'spacy' in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("number", "right"), [("9179842", True), ("9179843", False), ("917984", False), ("IMO9179842", False), ("", False)]
)
def test_valid_imo(number: str, right: bool) -> None:
    assert valid_imo(number) is right


@pytest.mark.parametrize(
    ("one", "many"),
    [("drone", "drones"), ("box", "boxes"), ("supply", "supplies"), ("serviceman", "servicemen"), ("toy", "toys")],
)
def test_plural(one: str, many: str) -> None:
    assert plural(one) == many


def test_korean_forms() -> None:
    assert set(korean_forms("Shin Won-sik")) == {"Shin Won-sik", "Shin Won-Sik", "Shin Won Sik", "Shin Wonsik"}
    assert list(korean_forms("Kim Song")) == ["Kim Song"]


def test_the_longest_of_the_leftmost_wins_and_a_blocker_takes_its_words() -> None:
    scanner = Scanner({"oil": 1, "oil tanker": 2, "oil price": None})
    assert list(scanner.scan("oil tanker, oil price, oil, boil")) == [(0, 10, 2), (23, 26, 1)]
    assert list(Scanner[int]({}).scan("oil")) == []


@pytest.mark.parametrize(
    ("ships", "why"),
    [
        ("- {id: A, names: [MV A]}\n- {id: A, names: [MV B]}", r"ships\.yml:2: the actor 'A' stands at ships\.yml:1"),
        ("- {id: A, names: [MV A], state: ZZ}", r"ships\.yml:1: 'A' names 'ZZ'"),
        ("\n- {id: A, names: [MV A], imo: '9179843'}", r"ships\.yml:2: the IMO number"),
        ("- {id: A, names: [MV A], flag: KP}", r"ships\.yml:1: unknown key 'flag'"),
    ],
)
def test_a_wrong_actor_is_named_with_its_place(monkeypatch: pytest.MonkeyPatch, ships: str, why: str) -> None:
    def read(name: str) -> object:
        return parse_yaml(ships, name) if name == "ships.yml" else read_yaml(name)

    monkeypatch.setattr(actorfiles, "read_yaml", read)
    with pytest.raises(KnowledgeError, match=why):
        actorfiles.read_actors(load().outlets)
