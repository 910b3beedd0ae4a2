"""Copies of a text, versions of a page, and two texts word by word."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.workbench.test_reports import HOSTILE

from probata.pipeline import run
from probata.records import Report
from probata.workbench import opened

TEXT = (
    "Seoul: containers went to Russia\n"
    "North Korea has sent about 5,000 containers of munitions to Russia since August, South Korea's defence minister "
    "said on Friday at a meeting with reporters in the capital.\n"
    "The minister said that the containers may hold several million artillery shells and that the shipments go on by "
    "rail and by sea through the port of Rajin, as pictures from satellites show.\n"
)
SITE = "https://paper.example/2023/containers.html"


@pytest.fixture
def three(workbench: opened.Opened, tmp_path: Path) -> tuple[Report, Report, Report]:
    """A page, its edited version, and a copy of it elsewhere."""
    edited = TEXT.replace("about 5,000", "about 7,000").replace("on Friday at a meeting", "at a meeting")
    given = [(TEXT, SITE, "2023-12-01"), (edited, SITE, "2023-12-02"), (TEXT, "https://other.example/c", "2023-12-03")]
    found = []
    for number, (text, url, day) in enumerate(given):
        path = tmp_path / f"{number}.jsonl"
        path.write_text(json.dumps({"id": f"p{number}", "text": text, "url": url, "published": day}) + "\n")
        found += run([str(path)], workbench.desk, workbench.settings).reports
    one, two, three = found
    return one, two, three


def read(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def test_versions_and_copies_are_told_with_their_differences(
    as_: Callable[[str], Client], three: tuple[Report, Report, Report]
) -> None:
    one, two, copy = three
    client = as_("rea")
    assert f'href="/reports/{one.id}/copies"' in client.get(f"/reports/{one.id}").content.decode()
    page = client.get(f"/reports/{one.id}/copies").content.decode()
    assert f'href="/reports/{one.id}/against/{two.id}"' in page
    assert "the first that was captured" in page
    assert f'href="/reports/{copy.id}"' in page
    assert re.search(rf'href="/reports/{one.id}\?at=\d+-\d+#at">here', page)
    later = client.get(f"/reports/{copy.id}/copies").content.decode()
    assert f'Those of <a href="/reports/{one.id}"' in later


def test_two_texts_are_told_word_by_word(as_: Callable[[str], Client], three: tuple[Report, Report, Report]) -> None:
    one, two, copy = three
    page = as_("rea").get(f"/reports/{one.id}/against/{two.id}").content.decode()
    edits = page[page.index('class="text edits"') :]
    removed = "".join(read(d) for d in re.findall(r"<del>(.*?)</del>", edits, re.S))
    added = "".join(read(d) for d in re.findall(r"<ins>(.*?)</ins>", edits, re.S))
    assert "5,000" in removed
    assert "on Friday" in removed
    assert "7,000" in added
    assert "[−" in removed
    same = as_("rea").get(f"/reports/{one.id}/against/{copy.id}").content.decode()
    assert "none: the texts are the same" in same


def test_hostile_words_stay_dead(workbench: opened.Opened, as_: Callable[[str], Client], tmp_path: Path) -> None:
    ids = []
    for number, text in enumerate((TEXT + HOSTILE, TEXT)):
        path = tmp_path / f"h{number}.jsonl"
        path.write_text(json.dumps({"id": f"h{number}", "text": text, "url": f"https://p.example/{number}"}) + "\n")
        ids += [r.id for r in run([str(path)], workbench.desk, workbench.settings).reports]
    page = as_("rea").get(f"/reports/{ids[0]}/against/{ids[1]}").content.decode()
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("address", ["/reports/rnothing/copies", "/reports/rnothing/against/rnothing"])
def test_what_is_gone_is_said_plainly(as_: Callable[[str], Client], address: str) -> None:
    assert as_("rea").get(address).status_code == 404


def test_questions_to_the_desk_do_not_grow_with_the_copies(
    workbench: opened.Opened, as_: Callable[[str], Client], three: tuple[Report, Report, Report], tmp_path: Path
) -> None:
    client = as_("rea")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connections[workbench.desk.base]) as asked:
            client.get(f"/reports/{three[2].id}/copies")
        counts.append(len(asked))
        for number in range(4):
            path = tmp_path / f"more{number}.jsonl"
            path.write_text(
                json.dumps({"id": f"m{number}", "text": TEXT, "url": f"https://m{number}.example/x"}) + "\n"
            )
            run([str(path)], workbench.desk, workbench.settings)
    assert counts[0] == counts[1] < 40


def test_the_pages_are_accessible(
    page_of: Callable[[str], Any], accessible: Callable[[Any], None], three: tuple[Report, Report, Report]
) -> None:
    page = page_of("rea")
    for address in (f"/reports/{three[0].id}/copies", f"/reports/{three[0].id}/against/{three[1].id}"):
        page.goto(address)
        accessible(page)
