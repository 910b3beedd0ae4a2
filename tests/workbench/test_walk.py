"""The guide (docs/guide.md) walked in Chromium, from an empty desk to a confirmed finding; and a harmful report."""

from __future__ import annotations

import csv
import hashlib
import html
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import free_port
from tests.workbench.conftest import EXAMPLES, PASSWORD, Live, watched

from probata.desk import Filter
from probata.pipeline import Review, refresh
from probata.workbench.links import url_of

GIVEN = ("p0001", "p0005", "p0070", "p0073", "p0077")
"""Of the examples: reports of containers with arms on their way from North Korea to Russia, and a denial."""

NUMBER = re.compile(r"\d{4}-0001")
"""Of the first finding that somebody decides on."""

PASTED = (
    "Seoul counts again\n\nSEOUL - North Korea has shipped 7,500 containers of artillery shells to Russia by rail "
    "since August 2023, South Korea's defense ministry said on Monday.\n"
)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """``probata serve`` on a desk that isn't there yet: its address, and the first-run password that it prints."""
    port = free_port()
    command = [sys.executable, "-m", "probata.cli", "serve", "--desk", str(tmp_path / "desk"), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            told = [process.stdout.readline() for _ in range(2)]
            assert f"http://127.0.0.1:{port}/" in told[0]
            first = re.search(r"first-run password is: (\S+)", told[1])
            assert first is not None, told
            _await(port)
            yield f"http://127.0.0.1:{port}", first[1]
        finally:
            process.terminate()


def _await(port: int) -> None:
    until = time.monotonic() + 30
    while True:
        with closing(socket.socket()) as one:
            if not one.connect_ex(("127.0.0.1", port)):
                return
        assert time.monotonic() < until, "the server doesn't answer"
        time.sleep(0.1)


def test_an_analyst_comes_from_an_empty_desk_to_a_confirmed_finding(
    chromium: Any, served: tuple[str, str], tmp_path: Path
) -> None:
    url, first_password = served
    with watched(chromium, url) as page, watched(chromium, url) as other:
        _first_run(page, first_password)
        _two_people(page)
        _put_reports_in(page, tmp_path)
        walk_from_reading(page, other)


def _first_run(page: Any, first_password: str) -> None:
    """1. Open a desk: the password that was printed makes the first account, which then logs in."""
    page.goto("/")
    page.wait_for_url("**/first-run")
    page.get_by_label("First-run password").fill(first_password)
    _account(page, "kim", "Kim Lead")
    page.get_by_role("button").click()
    page.get_by_text("This desk is empty.").wait_for()
    page.get_by_text("Kim Lead").click()
    page.get_by_role("button", name="Log out").click()
    _log_in(page, "kim")
    page.get_by_role("heading", name="The desk").wait_for()


def _account(page: Any, username: str, name: str) -> None:
    page.get_by_label("Name to log in with").fill(username)
    page.get_by_label("Name in the custody log").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)


def _log_in(page: Any, username: str) -> None:
    page.goto("/login")
    page.get_by_label("Name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/")


def _two_people(page: Any) -> None:
    """1. A second person, and that it takes two to confirm."""
    page.get_by_text("Kim Lead").click()
    page.get_by_role("link", name="People").click()
    _account(page, "lee", "Lee Second")
    page.get_by_label("Role", exact=True).select_option("reviewer")
    page.get_by_role("button", name="Make the account").click()
    page.get_by_text("Lee Second has an account now").wait_for()
    page.get_by_label("Reason").fill("Rule of the house.")
    page.get_by_role("button", name="Ask for two people").click()
    page.get_by_text("It takes two different people to confirm a finding: entry").wait_for()


def _put_reports_in(page: Any, folder: Path) -> None:
    """2. A file, and a text that is pasted."""
    file = folder / "reports.jsonl"
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if json.loads(line)["id"] in GIVEN), encoding="utf-8")
    _menu(page, "Desk")
    page.get_by_role("link", name="Add a report").click()
    page.get_by_label("A file").set_input_files(file)
    page.get_by_role("button", name="Add and read it").click()
    page.get_by_text("Read: 5 reports").wait_for(timeout=120_000)
    page.goto("/reports/new")
    page.get_by_label("Or its text").fill(PASTED)
    page.get_by_label("Published", exact=True).fill("2024-09-09")
    page.get_by_role("button", name="Add and read it").click()
    page.wait_for_url("**/reports/r*")
    page.get_by_text("Read: 1 report, 1 claim").wait_for()


def walk_from_reading(page: Any, other: Any) -> None:
    """The guide from its third step on, on the page of the report that was pasted."""
    _read(page)
    _review(page)
    _look_at_the_incident(page)
    _follow_a_passage_to_its_bytes(page)
    _look_at_the_finding(page)
    _ask(page)
    _judge(page)
    _confirm(page, other)
    _check_and_hand_on(page)
    _search_and_export(page)


def _read(page: Any) -> None:
    """3. The words beside what was read in them; a value lights its words, and its link leads to them."""
    amount = page.locator(".claim dl > div", has_text="how much").first
    amount.hover()
    assert "".join(page.locator(".paper .m-quantity.lit").all_inner_texts()) == "7,500 containers"
    amount.get_by_role("link").click()
    page.wait_for_url("**at=*")
    assert "".join(page.locator("mark.at").all_inner_texts()) == "7,500 containers"


def _review(page: Any) -> None:
    """4. A key accepts and undoes; a value is corrected in place; a claim is split off, merged back, both undone."""
    _menu(page, "Review")
    with page.expect_navigation():
        page.keyboard.press("a")
    page.get_by_text("Accepted: c").wait_for()
    with page.expect_navigation():
        page.keyboard.press("u")
    page.get_by_text("Undone: accepted of c").wait_for()
    _menu(page, "Reports")
    page.get_by_role("link", name="Seoul counts again").click()
    page.get_by_role("link", name="review", exact=True).click()
    at = page.url
    page.get_by_label("At least").fill("7000")
    page.locator("#e-reason").fill("The ministry told AP the lower number.")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("c")
    page.get_by_text("Corrected: c").wait_for()
    amount = page.locator("table.fields tr", has_text="how much")
    assert "7,500" in amount.locator("del").inner_text()
    amount.get_by_text("entered by Kim Lead").wait_for()

    page.get_by_text("A note, another event").click()
    page.get_by_role("button", name="Split this claim off its incident").click()
    page.get_by_text("Split off: c").wait_for()
    page.locator("section", has_text="Its incident").get_by_role("link", name="North Korea → Russia: transfer").click()
    page.get_by_text("2 claims of 2 reports, 1 independent origin").wait_for()  # a denial stands in both
    page.get_by_text("Merge with other incidents").click()
    merging = page.locator("#merge-form")
    merging.get_by_role("checkbox").first.check()
    merging.get_by_label("Reason").fill("It is the same traffic.")
    merging.get_by_role("button", name="Merge").click()
    page.wait_for_url("**#history")
    merged = page.locator(".decision", has_text="It is the same traffic.")
    merged.get_by_text("Undo", exact=False).first.click()
    merged.get_by_label("Why is it taken back?").fill("On second thoughts.")
    merged.get_by_role("button", name="Take it back").click()
    page.get_by_text("Kept: ").wait_for()
    page.goto(at)
    with page.expect_navigation():
        page.keyboard.press("u")
    page.get_by_text("Undone: split off of c").wait_for()


def _look_at_the_incident(page: Any) -> None:
    """5. Who says so, who denies it, how much, and from how many origins."""
    _menu(page, "Incidents")
    page.get_by_role("link", name="North Korea → Russia").first.click()
    page.get_by_text("claims of 6 reports, 2 independent origins").wait_for()
    assert page.locator(".side-denied").get_by_text("Russia", exact=True).is_visible()
    assert page.locator("table.amounts", has_text="Unit: container").locator("tbody tr").count() >= 6


def _follow_a_passage_to_its_bytes(page: Any) -> None:
    """5. From an amount to the words, to the report that they stand in, and on to the bytes that were captured."""
    at = page.url
    page.locator("table.amounts tr", has_text="5,000 containers").locator("a.cite").first.click()
    passage = page.locator(".evidence:target")
    quote = passage.locator("blockquote").inner_text().strip("“”")
    passage.get_by_role("link", name="in its report").click()
    page.wait_for_url("**at=*")
    assert "".join(page.locator("mark.at").all_inner_texts()) == quote
    page.get_by_text("capture, hashes, derivation").click()
    page.locator(".facts.head a[href^='/captures/']").click()
    page.get_by_text("bytes match").wait_for()
    with page.expect_download() as sent:
        page.get_by_role("link", name="Download the exact bytes").click()
    exact = Path(sent.value.path()).read_bytes()
    assert page.get_by_text(hashlib.sha256(exact).hexdigest()).is_visible()
    assert any(quote in json.loads(line)["text"] for line in exact.splitlines())
    page.goto(at)


def _look_at_the_finding(page: Any) -> None:
    """6 and 7. The incident held against a measure; what speaks against it."""
    page.get_by_role("link", name="engages KP.ARMS.FROM").first.click()
    assert page.locator("#part-4 .badge.met").count() >= 4
    assert page.locator("#part-4 .badge.unknown").count() >= 1
    _act(page, "#part-8", "Note what speaks against it", "Note it",
         ("What speaks against it", "Searched KCNA and TASS, 2023 to 2024: denials, no figures."))  # fmt: skip
    _act(page, "#part-10", "Note another explanation", "Note it",
         ("Another explanation of what is told", "The containers held grain."))  # fmt: skip


def _ask(page: Any) -> None:
    """8. A question, seen among the replies that are awaited, and its answer."""
    due = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    _act(page, "#part-9", "Keep a question", "Keep the question", ("Who was asked", "Russia"),
         ("What was asked, word for word", "Which goods were in the containers?"), ("Answer due by", due))  # fmt: skip
    _menu(page, "Replies")
    asked = page.locator(".dialogue > li", has_text="Which goods were in the containers?")
    assert asked.get_by_text("open", exact=True).is_visible()
    asked.get_by_role("link", name="Keep an answer").click()
    _act(
        page,
        "#part-9",
        "Keep an answer",
        "Keep what came of it",
        ("The answer, word for word", "We have nothing to add."),
    )
    assert page.locator(".said.answer").get_by_text("We have nothing to add.").is_visible()


def _judge(page: Any) -> None:
    """9. Grades of the incident; likelihood and, apart, confidence."""
    page.locator("#act-grade > summary").click()
    page.get_by_label("Credibility of what is told").select_option("2")
    page.locator("#grade-form").get_by_label("Reason").fill("Two governments count alike.")
    page.get_by_role("button", name="Set the grade").click()
    page.wait_for_url("**/incidents/**")
    page.get_by_role("link", name="engages KP.ARMS.FROM").first.click()
    page.locator("#act-judge > summary").click()
    page.get_by_label("How likely it is").select_option("likely")
    page.get_by_label("How far the sources").select_option("moderate")
    page.locator("#judge-form").get_by_label("Reason").fill("Two governments tell it with numbers.")
    page.get_by_role("button", name="Judge").click()
    page.wait_for_url("**#part-11")


def _confirm(page: Any, other: Any) -> None:
    """10. Two people confirm it; until the second has, it stays proposed."""
    _act(page, "#part-12", "Confirm", "Confirm the finding", ("Reason", "Read passage by passage."))
    page.get_by_text("stays proposed until a second person has confirmed it").wait_for()
    assert page.locator("h1 ~ .row .badge.proposed").is_visible()
    _log_in(other, "lee")
    _menu(other, "Findings")
    other.get_by_role("link", name=NUMBER).click()
    other.get_by_text("a second person's confirmation is awaited").wait_for()
    _act(other, "#part-12", "Confirm", "Confirm the finding", ("Reason", "Read it too."))
    assert other.locator("h1 ~ .row .badge.confirmed").is_visible()


def _check_and_hand_on(page: Any) -> None:
    """11. All evidence is checked; the list is handed on."""
    _menu(page, "Custody")
    page.get_by_role("button", name="Check all evidence").click()
    page.get_by_text("nothing is broken").wait_for(timeout=60_000)
    page.get_by_text("two-persons").first.wait_for()
    _menu(page, "Findings")
    page.get_by_label("Status").select_option("confirmed")
    page.get_by_role("button", name="Narrow").click()
    page.get_by_text("1 finding meets all conditions").wait_for()
    with page.expect_download() as sent:
        page.get_by_role("link", name="CSV").first.click()
    (row,) = csv.DictReader(Path(sent.value.path()).read_text(encoding="utf-8-sig").splitlines())
    assert NUMBER.match(row["number"])
    assert (row["measure"], row["status"]) == ("KP.ARMS.FROM", "confirmed")


def _search_and_export(page: Any) -> None:
    """11. Words are searched, the hits narrowed as a list, and the list taken along is what was shown."""
    page.keyboard.press("/")
    page.keyboard.type("containers")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    hits = page.locator("section", has=page.get_by_role("heading", name="Claims", exact=True))
    assert hits.locator("mark", has_text="containers").first.is_visible()
    hits.get_by_role("link", name="As a list, to narrow and export").click()
    page.get_by_label("Stance").select_option("asserts")
    page.get_by_role("button", name="Narrow").click()
    page.wait_for_url("**stance=asserts**")
    shown = [it.get_attribute("href") for it in page.locator("[data-item] a[href^='/claims/c']").all()]
    with page.expect_download() as sent:
        page.get_by_role("link", name="JSON Lines").first.click()
    taken = [json.loads(line) for line in Path(sent.value.path()).read_text(encoding="utf-8").splitlines()]
    assert [f"/claims/{claim['id']}" for claim in taken] == list(dict.fromkeys(shown))
    assert len(taken) > 1


def _act(page: Any, part: str, summary: str, button: str, *fields: tuple[str, str]) -> None:
    """Unfold a form of a finding's part, fill it and send it."""
    act = page.locator(f"{part} details.act", has_text=summary).first
    if not act.evaluate("it => it.open"):
        act.locator("summary").first.click()
    for label, value in fields:
        act.get_by_label(label).first.fill(value)
    with page.expect_navigation():
        act.get_by_role("button", name=button).click()


def _menu(page: Any, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("navigation", name="Pages").get_by_role("link", name=name, exact=True).click()


HARM = """<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)></svg>
<style>body{display:none}</style>
<a href="javascript:alert(4)" style="position:fixed;inset:0">x</a><iframe src="https://leak.example/"></iframe>
<meta http-equiv="refresh" content="0;url=https://leak.example/"><base href="https://leak.example/">
<link rel="stylesheet" href="https://leak.example/x.css">
<form action=https://leak.example/><input autofocus onfocus=alert(5)></form>
{{ 7|add:7 }} {% csrf_token %} \u202eright to left\u202c and ze\u200bro width"""
TOLD = (
    "North Korea shipped 5 <script>alert(6)</script> containers of artillery shells to Russia on Monday, Seoul said.",
    "North Korea shipped the <svg/onload=alert(7)> shells to Russia on Monday, Seoul said.",
)
"""In which claims are read, markup and all."""

FILES = {
    "harm.txt": f"Arms for Russia {HARM}\n\n{TOLD[0]}\n{TOLD[1]}\n",
    "harm.html": f"<html><head><title>Arms {HARM}</title></head><body onload=alert(8)><p onclick=alert(9)>"
    f"{html.escape(TOLD[0])}</p>{HARM}<p>{html.escape(TOLD[1])} Of the ships nothing else was told on that day.</p>",
}


def test_a_report_that_means_harm_stays_dead_text_on_every_page(
    page_of: Callable[[str], Any], live: Live, tmp_path: Path
) -> None:
    page, desk = page_of("rev"), live.opened.desk
    reports = []
    for name, words in FILES.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
        page.goto("/reports/new")
        page.get_by_label("A file").set_input_files(tmp_path / name)
        page.get_by_label("Published", exact=True).fill("2024-05-14")
        page.get_by_role("button", name="Add and read it").click()
        page.wait_for_url("**/reports/r*", timeout=60_000)
        reports.append(page.url.rpartition("/")[2])
    claims = desk.claims(Filter(reports=tuple(reports)))
    assert {TOLD[0].partition(" on")[0], TOLD[1].partition(" on")[0]} == {c.quote for c in claims}
    one = claims[0]
    Review(desk, live.opened.settings, HARM).correct(one.id, {"place": HARM})
    refresh(desk, live.opened.settings)
    (home, *_) = desk.incidents_of([one.id])[one.id]
    records = [*reports, one.id, one.statement, home, *(f.id for f in desk.findings(Filter(incidents=(home,))))]
    captures = [desk.get(r).capture for r in reports]
    decision = desk.decisions([one.id])[-1].id
    parts = [f"/review/claims/{one.id}", f"/incidents/{home}/why", f"/incidents/{home}/passages", "/custody", "/map"]
    for address in ("/", "/claims", "/reports", *parts, *map(url_of, [*records, *captures, decision])):
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach((it) => (it.open = true))")
        assert page.url == live.url + address
        assert page.locator("h1").is_visible(), address
        assert page.locator(ALIVE).count() == 0, address
        read = re.sub("<input[^>]*>", "", page.content())  # a field holds a value as it is, to be sent back
        assert not {"\u202e", "\u200b"} & set(read), address
    page.goto(url_of(reports[0]))
    shown = page.locator(".paper").inner_text()
    assert HARM.split("\n")[0] in shown
    assert "{{ 7|add:7 }} {% csrf_token %} \\u202eright to left\\u202c and ze\\u200bro width" in shown


ALIVE = (
    "main :is(script, style, link, meta, base, object, embed, iframe:not(.original), img, [onclick], "
    "[onerror], [onload], [onfocus], [style], [href^='javascript'], form[action^='http'])"
)
"""What the pages themselves never have, and a report must not bring in."""
