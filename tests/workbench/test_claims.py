"""A claim's and a statement's page: the words in their place, each value with its passage, and who decided what."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.workbench.test_reports import HOSTILE, put

from probata.pipeline import Review, refresh
from probata.records import Claim, Report, Statement
from probata.workbench import opened


@pytest.fixture
def claim(workbench: opened.Opened) -> Claim:
    """A claim with an amount, made by a statement."""
    return next(c for c in workbench.desk.claims() if c.quantity and c.statement and c.agent)


@pytest.fixture
def decide(workbench: opened.Opened) -> Callable[[Callable[[Review], Any]], None]:
    """Decides something and brings the desk up to date."""

    def one(act: Callable[[Review], Any]) -> None:
        act(Review(workbench.desk, workbench.settings, "misread, see the <b>words</b>"))
        refresh(workbench.desk, workbench.settings)

    return one


def read(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def test_each_value_stands_with_its_words(workbench: opened.Opened, as_: Callable[[str], Client], claim: Claim) -> None:
    page = as_("rea").get(f"/claims/{claim.id}").content.decode()
    assert claim.quote in read(page)
    assert f'href="/reports/{claim.report}?at={claim.start}-{claim.end}#at"' in page
    seen = claim.evidence
    for start, end in (*seen.agent, *seen.counterpart, *seen.object, *seen.quantity, *seen.time):
        assert f'href="/reports/{claim.report}?at={start}-{end}#at"' in page
    (home,) = workbench.desk.incidents_of([claim.id])[claim.id]
    assert home in page
    assert str(claim.statement) in page
    assert "How it was read" in page
    assert "Nobody has decided anything" in page


def test_an_entered_value_stands_beside_what_the_machine_read(
    workbench: opened.Opened, as_: Callable[[str], Client], claim: Claim, decide: Callable[..., None]
) -> None:
    decide(lambda review: review.correct(claim.id, {"agent": "CN", "low": "5", "high": "6", "unit": "ship"}))
    page = as_("rea").get(f"/claims/{claim.id}").content.decode()
    assert "China" in page
    assert "5 to 6 vessels" in page
    assert claim.quantity is not None
    assert "the machine had read: North Korea" in read(page) or "the machine had read: Russia" in read(page)
    assert claim.quantity.text in read(page)
    assert '<span class="badge corrected">corrected</span>' in page
    assert "misread, see the &lt;b&gt;words&lt;/b&gt;" in page
    report = as_("rea").get(f"/reports/{claim.report}").content.decode()
    assert "entered by a person" in report
    assert '<span class="badge corrected">corrected</span>' in report


def test_a_rejected_claim_says_so_and_its_undoing_too(
    workbench: opened.Opened, as_: Callable[[str], Client], claim: Claim, decide: Callable[..., None]
) -> None:
    decide(lambda review: review.reject_claim(claim.id))
    page = as_("rea").get(f"/claims/{claim.id}").content.decode()
    assert "none: it is rejected" in page
    (made,) = workbench.desk.decisions([claim.id])
    decide(lambda review: review.retract(made.id))
    page = as_("rea").get(f"/claims/{claim.id}").content.decode()
    assert "taken back" in page
    assert '<span class="badge unreviewed">' in page


def test_a_statement_tells_what_it_claims(workbench: opened.Opened, as_: Callable[[str], Client], claim: Claim) -> None:
    page = as_("rea").get(f"/statements/{claim.statement}").content.decode()
    assert claim.id in page
    said = workbench.desk.get(str(claim.statement))
    assert isinstance(said, Statement)
    assert said.cue is not None
    assert f'href="/reports/{claim.report}?at={said.cue.start}-{said.cue.end}#at"' in page


def test_hostile_words_stay_dead(workbench: opened.Opened, as_: Callable[[str], Client], claim: Claim) -> None:
    from dataclasses import replace

    report = workbench.desk.get(claim.report)
    assert isinstance(report, Report)
    text = HOSTILE + report.text
    quote = text[: claim.end]
    hostile = replace(
        claim, id="cmadeforthis1", start=0, quote=quote, source=replace(claim.source, text=HOSTILE, id="<b>x")
    )
    put(workbench.desk, report, text, [hostile])
    refresh(workbench.desk, workbench.settings)
    page = as_("rea").get("/claims/cmadeforthis1").content.decode()
    assert "<script>alert" not in page
    assert "<b>x" not in page
    assert "\u202e" not in page
    assert "{{ 7|add:7 }}" in page


@pytest.mark.parametrize("address", ["/claims/cnothing", "/statements/snothing", "/claims/%00", "/claims/" + "c" * 900])
def test_what_is_gone_is_said_plainly(as_: Callable[[str], Client], address: str) -> None:
    assert as_("rea").get(address).status_code == 404


def test_another_kind_of_record_is_led_to_its_page(as_: Callable[[str], Client], claim: Claim) -> None:
    assert as_("rea").get(f"/statements/{claim.id}").headers["Location"] == f"/claims/{claim.id}"


def test_questions_to_the_desk_stay_few(workbench: opened.Opened, as_: Callable[[str], Client], claim: Claim) -> None:
    client = as_("rea")
    for address in (f"/claims/{claim.id}", f"/statements/{claim.statement}"):
        with CaptureQueriesContext(connections[workbench.desk.base]) as asked:
            client.get(address)
        assert len(asked) < 25
