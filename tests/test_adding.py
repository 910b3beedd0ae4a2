"""The worked cases of ``docs/adding.md``: its entries put into a copy of the package, its sentences read by that."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from probata.claims.framefile import read_frames
from probata.knowledge.goodsfile import goods_of
from probata.knowledge.yamlfile import parse_yaml

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(m[1], m[2]) for m in BLOCK.finditer(PAGE)]
CASES = [
    (text.strip(), json.loads(claim))
    for (kind, text), (answer, claim) in pairwise(BLOCKS)
    if kind == "report" and answer == "claim"
]
DAY = "2024-06-17"

Extract = Callable[[Path], list[list[dict[str, Any]]]]


def extract(source: Path) -> list[list[dict[str, Any]]]:
    """The claims of every sentence of the page, by the package below ``source``."""
    lines = [json.dumps({"id": str(n), "text": text, "published": DAY}) for n, (text, _) in enumerate(CASES)]
    done = subprocess.run(
        [sys.executable, "-m", "probata.cli", "extract"],
        input="\n".join(lines),
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line)["claims"] for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def with_page(tmp_path_factory: pytest.TempPathFactory) -> list[list[dict[str, Any]]]:
    """What a copy of the package reads once the page's entries are in it."""
    source = tmp_path_factory.mktemp("adding") / "src"
    shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
    for kind, block in BLOCKS:
        if kind == "yaml":
            order, _, content = block.partition("\n")
            how, path = re.fullmatch(r"# (append to|new file) src/(\S+)", order).groups()  # type: ignore[union-attr]
            place = source / path
            assert place.exists() is (how == "append to"), path
            with place.open("a", encoding="utf-8") as file:
                file.write(content)
    return extract(source)


@pytest.fixture(scope="module")
def without_page() -> list[list[dict[str, Any]]]:
    """What the package reads as it is."""
    return extract(ROOT / "src")


def fits(claim: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Whether a claim has every value that is asked for; of the source the given fields."""
    return all(fits(claim[k], v) if isinstance(v, dict) else claim[k] == v for k, v in wanted.items())


def test_the_page_has_a_case_of_each_kind() -> None:
    assert sum(kind == "yaml" for kind, _ in BLOCKS) == 3
    assert len(CASES) == sum(kind == "report" for kind, _ in BLOCKS) == 3


@pytest.mark.parametrize("n", range(len(CASES)), ids=[text for text, _ in CASES])
def test_case(n: int, with_page: list[Any], without_page: list[Any]) -> None:
    _, wanted = CASES[n]
    assert [c for c in with_page[n] if fits(c, wanted)], with_page[n]
    assert not [c for c in without_page[n] if fits(c, wanted)], "the package reads it without the page's entry"


def test_the_good_of_the_page_passes_its_own_examples() -> None:
    block = next(content for kind, content in BLOCKS if kind == "yaml" and "/data/goods/" in content)
    folder = ROOT / "src" / "probata" / "knowledge" / "data" / "goods"
    contents = {p.name: parse_yaml(p.read_text(encoding="utf-8"), p.name) for p in folder.glob("*.yml")}
    goods = goods_of({**contents, "page.yml": parse_yaml(f"items:\n{block}", "page.yml")})
    item = goods.get("arm.hovercraft")
    assert item is not None
    assert item.measures == {"TO": ("KP.ARMS.TO", "KP.VESSEL.TO"), "FROM": ("KP.ARMS.FROM",)}
    assert all(item.id in {m.item for m in goods.scan(text)} for text in item.examples)
    assert not any(m.item == item.id for text in item.counter_examples for m in goods.scan(text))


def test_the_frame_of_the_page_has_the_examples_that_it_needs() -> None:
    block = next(content for kind, content in BLOCKS if kind == "yaml" and "/frames/" in content)
    (frame,) = read_frames(block, "page.yml")
    assert {e.none for e in frame.examples} == {True, False}
    assert CASES[1][0] == frame.examples[0].text
