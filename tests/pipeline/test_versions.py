"""The versions of a page are found by its address, in the order of their captures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from probata.desk import Desk
from probata.pipeline import run
from probata.pipeline.versions import difference, versions
from probata.records import EditKind
from probata.settings import Settings

SETTINGS = Settings(author="tester")
WORDS = "Officials in Ormond said on Monday that the freighter Halina Star left the port with {} crates of shells."


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("versions")
    told = [
        ("https://news.example/ship?utm_source=a", WORDS.format(200)),
        ("https://www.news.example/ship/", WORDS.format(300)),
        ("https://news.example/other", "Nothing was said by anybody about any ship on that day."),
        (None, WORDS.format(400)),
    ]
    with Desk.open(folder / "desk", SETTINGS, create=True) as desk:
        for n, (url, text) in enumerate(told):
            line = {"id": f"a{n}", "text": text, "url": url, "published": f"2024-05-0{n + 1}"}
            (folder / f"{n}.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
            run([str(folder / f"{n}.jsonl")], desk, SETTINGS)
    return folder / "desk"


def test_versions_of_one_address(page: Path) -> None:
    with Desk.open(page, SETTINGS) as desk:
        first, second, other, bare = desk.reports()
        for report in (first, second):
            found = versions(desk, report)
            assert [v.report.id for v in found] == [first.id, second.id]
            assert [v.capture.id for v in found] == [first.capture, second.capture]
            assert not any(v.as_before or v.report.text for v in found)
        assert [v.report.id for v in versions(desk, other)] == [other.id]
        assert [v.report.id for v in versions(desk, bare)] == [bare.id]


def test_the_difference_of_two_versions(page: Path) -> None:
    with Desk.open(page, SETTINGS) as desk:
        first, second, *_ = desk.reports()
        changed = [e for e in difference(first, second) if e.kind is not EditKind.KEPT]
        assert [(first.text[slice(*e.a)].strip(), second.text[slice(*e.b)].strip()) for e in changed] == [
            ("200", "300")
        ]
