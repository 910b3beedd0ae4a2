"""Reports that are sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.workbench.api.conftest import Program
from tests.workbench.conftest import EXAMPLES

from probata.pipeline import verify
from probata.workbench import opened
from probata.workbench.models import Scope

TEXT = "North Korea has shipped 40,000 containers of artillery shells to Russia, South Korea's defence minister said."
ONE = {"id": "mine", "text": TEXT, "published": "2024-06-17", "url": "https://news.example/a"}


@pytest.fixture
def sender(program: Callable[..., Program]) -> Program:
    """An analyst's program that may add reports."""
    return program("ana", Scope.INGEST, Scope.READ)


def test_a_report_is_read_kept_under_the_persons_name_and_known_the_next_time(
    workbench: opened.Opened, sender: Program
) -> None:
    made = sender.post("/api/reports?name=mine.json", ONE)
    assert made.status_code == 201, made.content
    told = made.json()
    (report,) = told["reports"]
    assert (report["label"], report["published"], report["url"]) == ("mine", "2024-06-17", ONE["url"])
    assert [c["type"] for c in told["claims"]] == ["transfer"]
    assert told["findings"]
    assert sender.told(f"/api/reports/{report['id']}")["report"] == report
    capture = sender.told(f"/api/captures/{report['capture']}")["capture"]
    assert capture["url_requested"] == "upload:mine.json"
    log = (workbench.desk.evidence / "custody.jsonl").read_text().splitlines()
    assert {json.loads(line)["author"] for line in log if capture["id"] in line} == {"Ana Analyst"}
    again = sender.post("/api/reports?name=mine.json", ONE)
    assert (again.status_code, again.json()["new"]) == (200, 0)
    assert len((workbench.desk.evidence / "custody.jsonl").read_text().splitlines()) == len(log)
    assert tuple(verify(workbench.desk).problems) == ()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (json.dumps(ONE, indent=2), "application/json"),
        (json.dumps(ONE), "application/jsonl"),
        (TEXT, "text/plain; charset=utf-8"),
        (f"<html><body><article><h1>Arms</h1><p>{TEXT}</p></article></body></html>", "text/html"),
    ],
)
def test_each_kind_that_can_be_sent(sender: Program, content: str, kind: str) -> None:
    made = sender.post("/api/reports?published=2024-06-17", content, kind)
    assert made.status_code == 201, made.content
    assert made.json()["claims"]


def test_the_examples_again_change_nothing_and_one_bad_line_stops_none(sender: Program) -> None:
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()[:2]
    made = sender.post("/api/reports", "\n".join([*lines, "no json"]), "application/jsonl")
    told = made.json()
    assert len(told["reports"]) == 2
    assert [(f["error"], f["where"]) for f in told["failures"]] == [("BadRecord", "report, line 3")]


@pytest.mark.parametrize(
    ("content", "kind", "status", "says"),
    [
        ("{", "application/json", 422, "JSON"),
        ("[]", "application/json", 422, "the report"),
        ({"id": "x"}, "application/json", 422, "neither"),
        ({"text": 5}, "application/json", 422, "text"),
        ({"text": "a", "file": "/etc/passwd"}, "application/json", 422, "file"),
        (b"", "text/plain", 422, "nothing was sent"),
        (b"%PDF-1.4 " + b"x" * 100, "text/plain", 422, "PDF"),
        (b"\x00\x01\x02" * 500, "text/html", 422, ""),
        (b"hello", "application/pdf", 415, "application/pdf"),
        (b"hello", "multipart/form-data; boundary=x", 415, "multipart"),
        ("no json", "application/jsonl", 422, "JSON"),
        ("<p>" + "<div>" * 3000, "text/html", 413, "deep"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(
    sender: Program, content: Any, kind: str, status: int, says: str
) -> None:
    answer = sender.post("/api/reports", content, kind)
    assert (answer.status_code, says in answer.json()["error"]) == (status, True), answer.content


def test_too_much_at_once_is_refused_before_it_is_read(sender: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    it = opened.now()
    monkeypatch.setattr(it, "settings", replace(it.settings, max_bytes=1000))
    answer = sender.post("/api/reports", "x" * 1001, "text/plain")
    assert (answer.status_code, answer.json()["do"]) == (413, "send the reports in parts")


def test_a_day_that_has_not_begun_and_a_name_with_a_place_in_it(sender: Program) -> None:
    assert sender.post("/api/reports?published=2999-01-01", TEXT, "text/plain").status_code == 422
    made = sender.post("/api/reports?name=../../etc/a%0ab.txt", TEXT, "text/plain").json()
    capture = sender.told(f"/api/captures/{made['reports'][0]['capture']}")["capture"]
    assert capture["url_requested"] == "upload:a%0Ab.txt"


def test_the_same_request_is_answered_again_without_a_run(workbench: opened.Opened, sender: Program) -> None:
    one, two = (sender.post("/api/reports", ONE, **{"Idempotency-Key": "a"}) for _ in range(2))
    assert (one.status_code, two.status_code, one.json()) == (201, 201, two.json())
    assert two.headers["Idempotent-Replayed"] == "true"


def test_a_desk_that_is_written_by_another_is_busy(
    workbench: opened.Opened, sender: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from filelock import FileLock

    from probata.desk import desk, folder

    monkeypatch.setattr(desk, "PATIENCE", 0.05)
    with FileLock(workbench.desk.path / folder.LOCK, is_singleton=False):
        answer = sender.post("/api/reports", ONE)
    assert answer.status_code == 503
    assert answer.json()["do"].startswith("wait for it to end")
