"""The first page, the caps, the pictures and the custody log: they say what the desk says, in few questions."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st

from probata.desk.overview import MonthCount
from probata.pipeline import running_totals
from probata.records import ClaimType
from probata.workbench import gauges, months, opened
from probata.workbench.models import Person, Role

PAGES = ["/", "/caps", "/caps/KP.OIL.REF", "/timeline", "/flow", "/map", "/custody"]


def test_the_first_page_says_what_the_desk_holds(as_: Callable[[str], Client], workbench: opened.Opened) -> None:
    page = as_("rea").get("/").content.decode()
    held = workbench.desk.incidents()
    assert f'<dd><a href="/incidents">{len(held)}</a></dd>' in page
    assert f'?disputed=yes">{sum(bool(i.denied_by) for i in held)}</a>' in page
    for measure in {f.measure for f in workbench.desk.findings()}:
        number = sum(f.measure == measure for f in workbench.desk.findings())
        assert re.search(rf'>{re.escape(measure)}</a><br>[^/]*</span></th><td class="num">{number}<', page)


def test_an_empty_desk_says_what_to_do(
    tmp_path: Path, opening: Callable[[Path], opened.Opened], settings_fast: None
) -> None:
    from tests.workbench.conftest import PASSWORD, browser_like

    opening(tmp_path / "new")
    person = Person.objects.enter("kim", "Kim", Role.REVIEWER, PASSWORD)
    client = browser_like()
    client.force_login(person, backend="probata.workbench.people.ByPassword")
    for address in [*PAGES[:2], *PAGES[3:], "/review", "/findings", "/incidents", "/claims", "/reports", "/replies"]:
        answer = client.get(address)
        assert answer.status_code == 200, address
    assert "This desk is empty" in client.get("/").content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_few_questions(as_: Callable[[str], Client], workbench: opened.Opened, address: str) -> None:
    client = as_("rea")
    client.get(address)
    with CaptureQueriesContext(connections[workbench.desk.base]) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= 32, [q["sql"][:120] for q in queries]


def test_the_caps_say_each_total_in_words_and_lead_to_what_is_told(
    as_: Callable[[str], Client], workbench: opened.Opened
) -> None:
    for account in running_totals(workbench.desk, workbench.settings):
        page = html.unescape(as_("rea").get(f"/caps/{account.measure}").content.decode())
        for running in account.running:
            assert all(t.sentence in page for t in running.totals)
            assert all(f"/claims/{line.claim}" in page or f"/id/{line.claim}" in page for line in running.lines[:40])
    assert as_("rea").get("/caps/KP.ARMS.FROM").status_code == 404
    assert as_("rea").get("/caps", {"period": "soon"}).status_code == 400
    assert as_("rea").get("/caps", {"as-of": "2024-02-30"}).status_code == 400


def test_a_gauge_stays_in_its_picture(workbench: opened.Opened) -> None:
    for account in running_totals(workbench.desk, workbench.settings):
        for running in account.running:
            for it in gauges.gauges(running):
                assert 0 <= it.low <= it.figures <= gauges.WIDTH
                assert 0 < it.limit <= gauges.WIDTH


@given(
    st.lists(st.tuples(st.dates(date(1000, 1, 1)), st.integers(1, 9999), st.integers(0, 99)), max_size=60),
    st.integers(0, 50),
)
@example([(date(9999, 12, 31), 1, 0)], 0)
def test_every_month_is_drawn_once_or_counted_as_earlier(rows: list[Any], undated: int) -> None:
    counts = [MonthCount(f"{d:%Y-%m}", ClaimType.TRANSFER, n, min(n, k)) for d, n, k in rows]
    it = months.months([*counts, MonthCount("", ClaimType.USE, undated, 0)])
    assert sum(b.incidents for b in it.bars) + it.earlier == sum(c.incidents for c in counts)
    assert it.undated == undated
    assert len(it.bars) <= months.SHOWN
    assert all(0 <= b.denied <= b.height <= months.HIGH for b in it.bars)
    assert [b.month for b in it.bars] == sorted({b.month for b in it.bars})


@pytest.mark.parametrize("address", ["/timeline", "/flow", "/map"])
def test_a_picture_has_its_table_links_and_a_file_of_its_own(as_: Callable[[str], Client], address: str) -> None:
    client = as_("rea")
    page = client.get(address, {"actor": "Russia"}).content.decode()
    assert "<svg" in page
    assert "The same as a table" in page
    assert re.search(r'href="/(incidents|id)/i\w+"', page)
    assert " style=" not in page
    file = client.get(address, {"svg": "1"})
    assert file.headers["Content-Type"] == "image/svg+xml"
    assert b"<script" not in file.content
    assert client.get(address, {"lanes": "beauty"} if address == "/timeline" else {"until": "x"}).status_code == 400
    assert "No incident meets" in client.get(address, {"since": "2031-01-01"}).content.decode()


def test_the_log_is_walked_from_its_end_and_by_author_and_record(
    as_: Callable[[str], Client], workbench: opened.Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    from probata.capture import Custody
    from probata.workbench.views import custody

    monkeypatch.setattr(custody, "SHOWN", 9)
    client, seen, address = as_("rea"), list[int](), "/custody"
    while address:
        page = client.get(address).content.decode()
        seen += map(int, re.findall(r'<th scope="row" class="num">(\d+)<', page))
        found = re.search(r'<a data-key="n" rel="next" href="([^"]+)"', page)
        address = "/custody" + html.unescape(found[1]) if found else ""
    assert seen == [e.seq for e in Custody(workbench.desk.evidence).entries()][::-1]
    report = workbench.desk.reports()[0].id
    assert report in client.get("/custody", {"about": report}).content.decode()
    assert "No entry is about that" in client.get("/custody", {"author": "<b>nobody</b>"}).content.decode()
    assert client.get("/custody", {"before": "x"}).status_code == 400


def test_the_evidence_is_checked_in_the_background_and_damage_is_named(
    as_: Callable[[str], Client], workbench: opened.Opened
) -> None:
    from probata.pipeline.verifying import check

    blob = next(p for p in (workbench.desk.evidence / "blobs").rglob("*") if p.is_file())
    check(workbench.desk, workbench.settings)
    assert "nothing is broken" in as_("rea").get("/custody").content.decode()
    blob.chmod(0o644)
    blob.write_bytes(b"otherwise")
    check(workbench.desk, workbench.settings)
    assert "problem" in as_("rea").get("/custody").content.decode()
    assert as_("rea").post("/custody/verify").status_code == 403
