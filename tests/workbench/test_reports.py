"""A report's page: its text beside what was read from it, dead whatever it holds."""

from __future__ import annotations

import hashlib
import html
import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from probata.desk import Desk
from probata.pipeline import Graded, Review, refresh, run
from probata.records import Claim, Extraction, Report, Segment, SegmentKind
from probata.workbench import opened

LIMIT = 400_000
"""Bytes of a page at most (issue 7)."""

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)><style>body{display:none}</style>"
    '<a href="javascript:alert(4)">x</a><iframe src="https://leak.example/"></iframe>'
    '<meta http-equiv="refresh" content="0;url=https://leak.example/"><base href="https://leak.example/">'
    "<form action=https://leak.example/><input autofocus onfocus=alert(5)></form>"
    "{{ 7|add:7 }}{% csrf_token %} \u202eright to left\u202c zero\u200bwidth "
)
SCRIPTS = "Ким Чен Ын, 김정은, 金正恩, كيم جونغ أون, קים ג'ונג און"


def text_of(markup: str) -> str:
    """What a person reads in the paper: the words of its paragraphs."""
    paper = markup[markup.index('<section class="paper"') : markup.index('<section class="read"')]
    paragraphs = re.findall(r'<p dir="auto"[^>]*>(.*?)</p>', paper, re.S)
    return "\n".join(html.unescape(re.sub(r"<[^>]*>", "", p)) for p in paragraphs)


def put(desk: Desk, like: Report, text: str, claims: Sequence[Claim]) -> Report:
    """A report of that text and these claims in the desk, without reading it."""
    segment = Segment(0, len(text), SegmentKind.BODY)
    digest = hashlib.sha256(text.encode()).hexdigest()
    report = replace(like, id="rmadeforthis1", text=text, sha256=digest, segments=(segment,), title=None, credits=())
    made = tuple(replace(c, report=report.id, statement=None) for c in claims)
    desk.save_extraction(Extraction(report, (), made, (), ()), "the tests")
    return report


def moved(it: Any, by: int, name: str = "") -> Any:
    """A record with all its offsets further on."""
    if isinstance(it, tuple):
        if len(it) == 2 and all(isinstance(v, int) for v in it):
            return (it[0] + by, it[1] + by)
        return tuple(moved(v, by) for v in it)
    if not is_dataclass(it) or isinstance(it, type):
        return it
    changed = {f.name: moved(getattr(it, f.name), by) for f in fields(it)}
    for edge in ("start", "end"):
        if isinstance(changed.get(edge), int):
            changed[edge] += by
    return replace(it, **changed | ({"id": name} if name else {}))


@pytest.fixture
def add(workbench: opened.Opened, tmp_path: Path) -> Callable[..., Report]:
    """Adds a report to the desk."""

    def one(text: str, **given: str) -> Report:
        path = tmp_path / f"in{len(text)}.jsonl"
        path.write_text(json.dumps({"id": "x", "text": text, **given}) + "\n", encoding="utf-8")
        return run([str(path)], workbench.desk, workbench.settings).reports[0]

    return one


@pytest.fixture
def busiest(workbench: opened.Opened) -> tuple[Report, list[Claim]]:
    """The report of the examples with the most claims."""
    by: dict[str, list[Claim]] = {}
    for claim in workbench.desk.claims():
        by.setdefault(claim.report, []).append(claim)
    report_id = max(by, key=lambda r: len(by[r]))
    report = workbench.desk.get(report_id)
    assert isinstance(report, Report)
    return report, by[report_id]


def test_the_text_stands_whole_beside_a_card_for_each_claim(
    as_: Callable[[str], Client], busiest: tuple[Report, list[Claim]]
) -> None:
    report, claims = busiest
    page = as_("rea").get(f"/reports/{report.id}").content.decode()
    lines = [line for line in report.text.split("\n") if line.strip()]
    assert [line for line in text_of(page).split("\n") if line.strip()] == lines
    for claim in claims:
        assert f'href="/claims/{claim.id}"' in page or f'href="/id/{claim.id}"' in page
    assert page.count('<article class="claim"') == len(claims)
    assert page.count('class="ref"') == len(claims)
    assert len(page) < LIMIT


def test_each_value_of_a_card_leads_to_its_passage(
    as_: Callable[[str], Client], busiest: tuple[Report, list[Claim]]
) -> None:
    report, claims = busiest
    client = as_("rea")
    page = client.get(f"/reports/{report.id}").content.decode()
    assert claims
    for claim in claims:
        for start, end in (*claim.evidence.agent, *claim.evidence.object, *claim.evidence.time):
            assert f'href="?at={start}-{end}#at"' in page
    start, end = next(at for c in claims for at in c.evidence.object)
    shown = client.get(f"/reports/{report.id}?at={start}-{end}").content.decode()
    marked = re.findall(r'<mark class="at"[^>]*>(.*?)</mark>', shown, re.S)
    assert "".join(html.unescape(re.sub(r"<[^>]*>", "", m)) for m in marked) == report.text[start:end]
    assert shown.count('id="at"') == 1


@pytest.mark.parametrize("at", ["x", "5-2", "0-99999999", "-1-4", "1-", "999999999999999999999-4", "٣-٤", "3-3"])
def test_a_passage_that_is_not_there_is_said_kindly(
    as_: Callable[[str], Client], busiest: tuple[Report, list[Claim]], at: str
) -> None:
    answer = as_("rea").get(f"/reports/{busiest[0].id}", {"at": at})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "The address asks for" in page
    assert 'id="at"' not in page


def test_a_passage_in_what_was_left_out_is_unfolded(as_: Callable[[str], Client], add: Callable[..., Report]) -> None:
    report = add("Arms for Russia\nNorth Korea shipped arms to Russia on Monday, officials said.\nShare this article\n")
    left = report.dropped[-1]
    client = as_("rea")
    plain = client.get(f"/reports/{report.id}").content.decode()
    assert '<details class="furniture"><summary>left out: share (1 line)' in plain
    unfolded = client.get(f"/reports/{report.id}?furniture=open").content.decode()
    assert '<details class="furniture" open>' in unfolded
    asked = client.get(f"/reports/{report.id}?at={left.start}-{left.end}").content.decode()
    assert '<details class="furniture" open>' in asked


def test_hostile_text_stays_dead_and_can_be_seen(as_: Callable[[str], Client], add: Callable[..., Report]) -> None:
    report = add(f"North Korea shipped arms to Russia on Monday, officials said. {HOSTILE} {SCRIPTS}", title=HOSTILE)
    page = as_("rea").get(f"/reports/{report.id}").content.decode()
    assert "<script>alert" not in page
    assert "onerror=alert(2)>" not in page.replace("&gt;", "")
    assert "\u202e" not in page
    assert "\u200b" not in page
    assert "\\u202eright to left\\u202c zero\\u200bwidth" in page
    assert "{{ 7|add:7 }}{% csrf_token %}" in page
    assert SCRIPTS.split(",")[0] in html.unescape(page)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://files.example/", "https://ok.example/a"]
)
def test_only_web_addresses_are_links(as_: Callable[[str], Client], add: Callable[..., Report], url: str) -> None:
    report = add(f"North Korea shipped arms to Russia, officials said on Monday about {len(url)} ships.", url=url)
    page = as_("rea").get(f"/reports/{report.id}").content.decode()
    link = f'<a href="{url}" rel="noopener noreferrer nofollow">'
    assert (link in page) is url.startswith("https:")
    assert 'javascript:alert(1)"' not in page


def test_a_paragraph_of_a_megabyte_comes_in_leaves(
    workbench: opened.Opened, as_: Callable[[str], Client], busiest: tuple[Report, list[Claim]]
) -> None:
    report = put(
        workbench.desk, busiest[0], "The weather was fine and nothing else was told of that day. " * 17_500, ()
    )
    client = as_("rea")
    started = time.perf_counter()
    page = client.get(f"/reports/{report.id}").content.decode()
    assert time.perf_counter() - started < 5
    assert len(page) < LIMIT
    number, whole = 1, text_of(page)
    while f'leaf={number + 1}" rel="next"' in page:
        number += 1
        page = client.get(f"/reports/{report.id}?leaf={number}").content.decode()
        whole += text_of(page)
    assert number > 20
    assert whole == report.text
    assert 'id="at"' in client.get(f"/reports/{report.id}?at=1000000-1000010").content.decode()


def test_five_hundred_claims_stay_light(
    workbench: opened.Opened, as_: Callable[[str], Client], busiest: tuple[Report, list[Claim]]
) -> None:
    claim = max(busiest[1], key=lambda c: len(str(c)))
    line = busiest[0].text[: claim.end + 200] + "\n"
    copies = [moved(claim, n * len(line), f"c{n:012d}") for n in range(500)]
    report = put(workbench.desk, busiest[0], line * 500, copies)
    client = as_("rea")
    cards: list[str] = []
    number = 0
    while True:
        number += 1
        page = client.get(f"/reports/{report.id}?leaf={number}").content.decode()
        assert len(page) < LIMIT
        cards += re.findall(r'<article class="claim" id="(c\d+)"', page)
        if 'rel="next"' not in page:
            break
    assert cards == [f"c{n}" for n in range(1, 501)]


def test_questions_to_the_desk_do_not_grow_with_it(
    workbench: opened.Opened,
    as_: Callable[[str], Client],
    busiest: tuple[Report, list[Claim]],
    add: Callable[..., Report],
) -> None:
    client = as_("rea")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connections[workbench.desk.base]) as asked:
            client.get(f"/reports/{busiest[0].id}")
        counts.append(len(asked))
        for n in range(4):
            add(f"North Korea shipped {n + 3} ships of arms to Russia in May 2024, officials said.{' ' * n}")
    assert counts[0] == counts[1] < 20


def test_what_is_gone_is_a_page_and_a_beginning_leads_on(
    as_: Callable[[str], Client], busiest: tuple[Report, list[Claim]]
) -> None:
    client = as_("rea")
    assert client.get("/reports/rnothing").status_code == 404
    assert client.get(f"/reports/{busiest[0].id[:9]}").headers["Location"] == f"/reports/{busiest[0].id}"


def test_a_passage_and_its_card_light_each_other(
    page_of: Callable[[str], Any], busiest: tuple[Report, list[Claim]]
) -> None:
    page = page_of("rea")
    page.goto(f"/reports/{busiest[0].id}")
    page.locator(".paper a.ref").first.focus()
    assert page.locator("article#c1.lit").count() == 1
    assert page.locator(".paper .m-claim.lit").count() >= 1
    page.locator("article#c1 h3 a").first.hover()
    assert page.locator(".paper .m-claim.lit").count() >= 1
    page.locator("article#c1 div[data-mark='c1.agent'] a").first.hover()
    assert page.locator(".paper .m-party.lit").count() >= 1
    page.get_by_label("claims", exact=True).uncheck()
    assert page.locator(".paper a.ref").first.is_hidden()


def test_a_report_shows_how_reliable_those_are_who_speak_in_it(
    workbench: opened.Opened, as_: Callable[[str], Client]
) -> None:
    dated = {r.id: r for r in workbench.desk.reports() if r.published}
    claim = next(c for c in workbench.desk.claims() if c.report in dated and c.source.id == "KR")
    report, source = dated[claim.report], claim.source.id
    client = as_("ana")
    assert f'<a href="/sources/{source}">' in client.get(f"/reports/{report.id}").content.decode()
    for grade, since in (("B", "2000-01-01"), ("D", "2126-01-01")):
        Review(workbench.desk, workbench.settings, "as it went").grade(source, grade, Graded(valid_from=since))
    refresh(workbench.desk, workbench.settings)
    page = client.get(f"/reports/{report.id}").content.decode()
    assert '<strong title="usually reliable">B</strong>' in page
    assert '<strong title="not usually reliable">D</strong>' not in page
