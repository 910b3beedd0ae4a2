"""Files of lists: exactly what the pages show, whole and in their order."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyarrow.parquet as parquet
import pytest
from django.test import Client
from tests.workbench.api.conftest import Program
from tests.workbench.test_lists import links

from probata.desk.paging import AT_ONCE
from probata.pipeline import Review
from probata.records import to_json
from probata.workbench import lists, opened, tokens
from probata.workbench.models import Person, Scope

LISTS = [
    ("findings", {"measure": "KP.ARMS.FROM"}),
    ("incidents", {"actor": "north korea", "order": "-origins"}),
    ("claims", {"stance": "asserts", "since": "2020-01-01", "goods": "arms"}),
    ("statements", {"source": "KP", "order": "said"}),
    ("reports", {"actor": "Russia"}),
    ("claims", {"actor": "nobody at all"}),
]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records are read some at a time, as of a large desk."""
    from probata.desk import paging

    assert AT_ONCE > 7
    monkeypatch.setattr(paging, "AT_ONCE", 7)


def body(answer: Any) -> bytes:
    assert answer.status_code == 200, answer
    return b"".join(answer.streaming_content)


def ids_by_page(client: Client, kind: str, query: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """The records of all pages of a list, and the addresses of its files by their names."""
    answer = client.get(f"/{kind}", query)
    page = answer.content.decode()
    files = {html.unescape(name): html.unescape(address) for address, name in
             re.findall(r'<a href="(/export/[^"]+)"[^>]*>([^<]+)</a>', page)}  # fmt: skip
    seen: list[str] = []
    while True:
        seen += links(page, kind)
        found = re.search(r'<a href="([^"]+)" data-key="n"', page)
        if not found:
            return seen, files
        page = client.get(f"/{kind}{html.unescape(found[1])}").content.decode()


@pytest.mark.parametrize(("kind", "query"), LISTS)
def test_a_file_holds_what_all_pages_of_the_list_show_in_their_order(
    as_: Callable[[str], Client],
    few: None,
    kind: str,
    query: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from probata.workbench.views import lists as views

    monkeypatch.setattr(views, "SHOWN", 9)
    client = as_("rea")
    shown, files = ids_by_page(client, kind, query)
    if not shown:
        assert not files
        return
    assert list(files) == ["CSV", "CSV for Excel", "JSON Lines", "Parquet"]
    answer = client.get(files["CSV"])
    rows = list(csv.DictReader(io.StringIO(body(answer).decode(), newline="")))
    assert [r["id"] for r in rows] == shown
    assert answer.headers["X-Probata-Count"] == str(len(shown))
    assert re.fullmatch(rf'attachment; filename="desk-{kind}-selected-\d{{8}}T\d{{6}}Z.csv"',
                        answer.headers["Content-Disposition"])  # fmt: skip
    assert body(client.get(files["CSV for Excel"])).startswith(b"\xef\xbb\xbf")
    told = [json.loads(line) for line in body(client.get(files["JSON Lines"])).decode().splitlines()]
    assert [r["id"] for r in told] == shown
    assert told == [to_json(opened.desk().get(i)) for i in shown]
    table = parquet.read_table(io.BytesIO(body(client.get(files["Parquet"]))))
    assert table.column("id").to_pylist() == shown
    assert table.schema.metadata[b"probata.rows"] == str(len(shown)).encode()
    assert set(table.column_names) == set(rows[0])


def test_what_a_line_of_a_list_shows_of_other_records_is_in_the_file(as_: Callable[[str], Client]) -> None:
    client = as_("rea")
    claims = parquet.read_table(io.BytesIO(body(client.get("/export/claims.parquet")))).to_pylist()
    desk = opened.desk()
    homes = desk.incidents_of([c["id"] for c in claims], swept=False)
    for row in claims:
        of: Any = desk.get(row["report"])
        assert (row["published"], row["outlet"]) == (of.published, of.outlet)
        assert row["quote"] == of.text[row["start"] : row["end"]]
        assert tuple(row["incidents"]) == homes[row["id"]]
    findings = parquet.read_table(io.BytesIO(body(client.get("/export/findings.parquet")))).to_pylist()
    assert findings
    for row in findings:
        incident: Any = desk.get(row["incident"])
        assert row["independent_origins"] == incident.independent_origins
        assert row["quantities_low"] == [q.low for q in incident.quantities]
        assert row["denied_by"] == list(incident.denied_by)


def test_decisions_custody_and_running_totals_have_files(
    as_: Callable[[str], Client], workbench: opened.Opened
) -> None:
    claim = workbench.desk.claims()[0].id
    Review(workbench.desk, replace(workbench.settings, author="kim"), "=it says so").accept(claim)
    client = as_("rea")
    (decision,) = csv.DictReader(io.StringIO(body(client.get("/export/decisions.csv")).decode(), newline=""))
    assert (decision["author"], decision["reason"], decision["claims"]) == ("kim", "'=it says so", claim)
    whole = [json.loads(line) for line in body(client.get("/export/custody.jsonl")).splitlines()]
    assert [e["seq"] for e in whole] == list(range(len(whole), 0, -1))
    about = [json.loads(line) for line in body(client.get("/export/custody.jsonl", {"about": claim})).splitlines()]
    assert [e["subject"] for e in about] == [decision["id"]]
    page = client.get("/custody", {"author": "kim"}).content.decode()
    assert 'href="/export/custody.csv?author=kim"' in page
    assert 'href="/export/decisions.csv"' in page
    page = html.unescape(client.get("/caps/KP.OIL.REF", {"period": "2024"}).content.decode())
    address = re.search(r'href="(/export/caps.csv[^"]+)"', page)
    assert address is not None
    rows = list(csv.DictReader(io.StringIO(body(client.get(address[1])).decode(), newline="")))
    assert {r["measure"] for r in rows} == {"KP.OIL.REF"}
    assert {"total as alleged", "alleged"} <= {r["counted"] for r in rows}


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/export/claims.xlsx", 404, ""),
        ("/export/stories.csv", 404, ""),
        ("/export/claims.csv?colour=red", 400, "no condition"),
        ("/export/claims.csv?order=beauty", 400, "ordered by"),
        ("/export/claims.csv?after=x", 400, "whole"),
        ("/export/claims.csv?bom=perhaps", 400, "yes nor no"),
        ("/export/decisions.csv?actor=KP", 400, "decisions"),
        ("/export/custody.csv?actor=KP", 400, "narrowed"),
        ("/export/caps.parquet?period=soon", 400, "YYYY"),
        ("/export/caps.csv?measure=KP.NONE", 400, "no measure"),
    ],
)
def test_what_cannot_be_exported_is_said_before_anything_is_sent(
    as_: Callable[[str], Client], address: str, status: int, says: str
) -> None:
    answer = as_("rea").get(address)
    assert answer.status_code == status
    assert says in html.unescape(answer.content.decode())
    assert "Content-Disposition" not in answer.headers


def test_nobody_gets_a_file_without_an_account(workbench: opened.Opened) -> None:
    from tests.workbench.conftest import browser_like

    assert browser_like().get("/export/claims.csv").status_code == 302


def test_a_program_gets_the_same_file_with_a_token_for_exports_alone(
    as_: Callable[[str], Client], workbench: opened.Opened
) -> None:
    person = Person.objects.get(username="rea")
    reads, exports = (Program(tokens.issue(person, "t", [scope])[1]) for scope in (Scope.READ, Scope.EXPORT))
    address = "/api/export/incidents?format={}&actor=North+Korea&order=-happened"
    assert reads.get(address.format("csv")).status_code == 403
    for form in ("csv", "jsonl"):
        page = body(as_("rea").get(f"/export/incidents.{form}?actor=North+Korea&order=-happened"))
        assert body(exports.get(address.format(form))) == page
    assert body(exports.get(address.format("parquet")))[:4] == b"PAR1"
    assert exports.get(address.format("xlsx")).json()["error"].startswith("format 'xlsx'")
    assert exports.get("/api/export/claims?limit=5").status_code == 422


def test_a_file_that_nobody_waits_for_leaves_nothing_behind(
    workbench: opened.Opened, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    from probata.exchange import Format, export, selected

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = set(tmp_path.iterdir())
    pieces = export(workbench.desk, workbench.settings, selected("claims"), Format.PARQUET, opened.labels())
    next(pieces)
    assert set(tmp_path.iterdir()) != before
    pieces.close()  # type: ignore[attr-defined]
    assert set(tmp_path.iterdir()) == before


def test_lists_say_how_many_records_a_file_has(as_: Callable[[str], Client]) -> None:
    assert set(lists.SHAPES) <= {kind for kind, _ in LISTS}
    answer = as_("rea").get("/export/reports.csv")
    body(answer)
    assert answer.headers["X-Probata-Desk"] == "desk"
