"""The queue: verdicts by one key, the machine's answer beside the human's, undo, and two people at one claim."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from probata.desk import Filter
from probata.records import Claim, Verdict
from probata.workbench import opened


def of(client: Client, claim: str, **more: str) -> dict[str, str]:
    """The form of a claim as a browser would send it unchanged."""
    page = client.get(f"/review/claims/{claim}").content.decode()
    form = re.search(r'<form[^>]*class="correct".*?</form>', page, re.DOTALL)
    assert form is not None
    given = {n: html.unescape(v) for n, v in re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', form[0])}
    for name, options in re.findall(r'<select[^>]*name="(\w+)">(.*?)</select>', form[0], re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        given[name] = chosen[1] if chosen else ""
    return given | more


@pytest.fixture
def claim(workbench: opened.Opened) -> str:
    return workbench.desk.review_queue(Filter(), "", 1)[0].claim.id


def _get(workbench: opened.Opened, claim: str) -> Verdict:
    found = workbench.desk.get(claim)
    return found.verdict  # type: ignore[union-attr]


def test_a_verdict_takes_a_claim_out_of_the_queue_under_the_name_of_who_gave_it(
    as_: Callable[[str], Client], workbench: opened.Opened, claim: str
) -> None:
    client = as_("ana")
    answer = client.post(f"/review/claims/{claim}/decide", of(client, claim, act="accept"))
    assert answer.status_code == 302
    assert _get(workbench, claim) is Verdict.ACCEPTED
    decision = workbench.desk.decisions([claim])[-1]
    assert (decision.author, decision.reason) == ("Ana Analyst", "the passage says so")
    assert workbench.desk.review_queue(Filter(), "", 1)[0].claim.id != claim


def test_a_correction_keeps_the_machines_answer_beside_it_and_can_be_undone(
    as_: Callable[[str], Client], workbench: opened.Opened, claim: str
) -> None:
    client = as_("ana")
    before = workbench.desk.get(claim)
    given = of(client, claim, act="correct", low="12", high="13", unit="wagon", reason="the second page says twelve")
    assert client.post(f"/review/claims/{claim}/decide", given).status_code == 302
    page = html.unescape(client.get(f"/review/claims/{claim}").content.decode())
    assert "entered by <bdi>Ana Analyst" in page
    assert "the second page says twelve" in page
    assert client.post("/review/undo").status_code == 302
    assert workbench.desk.get(claim) == before


def test_a_rejected_claim_stands_in_no_incident_and_comes_back(
    as_: Callable[[str], Client], workbench: opened.Opened, claim: str
) -> None:
    client = as_("rev")
    homes = workbench.desk.incidents_of([claim])
    client.post(f"/review/claims/{claim}/decide", of(client, claim, act="reject"))
    assert not workbench.desk.incidents_of([claim]).get(claim)
    client.post("/review/undo")
    assert workbench.desk.incidents_of([claim]) == homes


def test_the_second_of_two_people_sees_the_change_of_the_first(
    as_: Callable[[str], Client], workbench: opened.Opened, claim: str
) -> None:
    ana, rev = as_("ana"), as_("rev")
    hers = of(ana, claim, act="correct", unit="wagon", low="9", high="9")
    his = of(rev, claim, act="accept")
    assert rev.post(f"/review/claims/{claim}/decide", his).status_code == 302
    answer = ana.post(f"/review/claims/{claim}/decide", hers)
    assert answer.status_code == 409
    page = html.unescape(answer.content.decode())
    assert "Rev Reviewer" in page
    assert 'value="wagon"' in page
    assert _get(workbench, claim) is Verdict.ACCEPTED


def test_a_form_that_is_sent_twice_is_done_once(
    as_: Callable[[str], Client], workbench: opened.Opened, claim: str
) -> None:
    client = as_("ana")
    given = of(client, claim, act="accept")
    first = client.post(f"/review/claims/{claim}/decide", given)
    second = client.post(f"/review/claims/{claim}/decide", given)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(workbench.desk.decisions([claim])) == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"act": "correct"}, "nothing is changed"),
        ({"act": "correct", "low": "nine"}, "not a number"),
        ({"act": "correct", "low": "9", "high": "3"}, "above high"),
        ({"act": "correct", "start": "2024-13-01"}, "not a day"),
        ({"act": "correct", "object": "gold"}, "not known"),
        ({"act": "dance"}, "no act"),
        ({"act": "note", "words": "  "}, "say why"),
    ],
)
def test_what_cannot_be_decided_is_said_at_the_form_and_nothing_typed_is_lost(
    as_: Callable[[str], Client], workbench: opened.Opened, claim: str, change: dict[str, str], says: str
) -> None:
    client = as_("ana")
    answer = client.post(f"/review/claims/{claim}/decide", of(client, claim, **change))
    assert answer.status_code == 422
    page = html.unescape(answer.content.decode())
    assert says in page
    assert not workbench.desk.decisions([claim])
    if change.get("low") == "nine":
        assert 'value="nine"' in page


def test_a_reader_looks_on(as_: Callable[[str], Client], claim: str) -> None:
    client = as_("rea")
    page = client.get(f"/review/claims/{claim}").content.decode()
    assert "Readers look on" in page
    assert 'value="accept"' not in page
    assert client.post(f"/review/claims/{claim}/decide", {"act": "accept"}).status_code == 403


def test_a_claim_that_is_gone_and_what_is_no_claim(as_: Callable[[str], Client], workbench: opened.Opened) -> None:
    incident = workbench.desk.incidents()[0].id
    for wanted in ("czzzzzzzzzzzz", incident, "x"):
        assert as_("ana").get(f"/review/claims/{wanted}").status_code == 404


def test_the_queue_is_worked_by_keyboard_alone(
    page_of: Callable[[str], Any], workbench: opened.Opened, accessible: Callable[[Any], None]
) -> None:
    page = page_of("ana")
    page.goto("/review")
    accessible(page)
    first, second, third = (q.claim.id for q in workbench.desk.review_queue(Filter(), "", 3))
    with page.expect_navigation():
        page.keyboard.press("a")
    assert _get(workbench, first) is Verdict.ACCEPTED
    with page.expect_navigation():
        page.keyboard.press("u")
    assert _get(workbench, first) is Verdict.UNREVIEWED
    page.goto("/review")
    with page.expect_navigation():
        page.keyboard.press("s")
    with page.expect_navigation():
        page.keyboard.press("r")
    assert _get(workbench, second) is Verdict.REJECTED
    page.keyboard.press("e")
    page.keyboard.press("Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Iran")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert _get(workbench, third) is Verdict.CORRECTED
    assert workbench.desk.get(third).agent == ("IR",)


def test_the_form_shows_actors_by_name_and_takes_names_and_codes(
    as_: Callable[[str], Client], workbench: opened.Opened
) -> None:
    claim = next(c for c in workbench.desk.claims() if c.agent == ("KP",) and c.counterpart == ("RU",))
    client = as_("ana")
    given = of(client, claim.id)
    assert (given["agent"], given["counterpart"]) == ("North Korea", "Russia")
    for same in ("North Korea", "KP", "kp "):
        answer = client.post(f"/review/claims/{claim.id}/decide", given | {"agent": same, "act": "correct"})
        assert "nothing is changed" in answer.content.decode()
    sent = client.post(f"/review/claims/{claim.id}/decide", given | {"agent": "Iran, CN", "act": "correct"})
    assert sent.status_code == 302
    found = workbench.desk.get(claim.id)
    assert isinstance(found, Claim)
    assert found.agent == ("IR", "CN")
    assert [f.value for f in found.entered_fields] == ["agent"]
