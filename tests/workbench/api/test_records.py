"""Single records: the same as on the command line, whatever is asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.workbench.api.conftest import Program
from typer.testing import CliRunner

from probata.cli.main import app
from probata.pipeline.evidence import content_of
from probata.records import Capture
from probata.workbench import opened

KINDS = ("capture", "report", "statement", "claim", "incident", "finding")


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_is_what_the_command_line_shows(
    workbench: opened.Opened, program: Callable[..., Program], first: Callable[[str], str], kind: str
) -> None:
    wanted = first(kind)
    shown = CliRunner().invoke(app, ["show", wanted, "--json", "--desk", str(workbench.desk.path)])
    told = program("rea").told(f"/api/{kind}s/{wanted}")
    known = json.loads(shown.output)
    assert {name: told[name] for name in known} == known


@pytest.mark.parametrize("kind", ["statement", "claim", "incident"])
def test_why_is_what_the_command_line_says(
    workbench: opened.Opened, program: Callable[..., Program], first: Callable[[str], str], kind: str
) -> None:
    wanted = first(kind)
    shown = CliRunner().invoke(app, ["show", wanted, "--why", "--json", "--desk", str(workbench.desk.path)])
    assert program("rea").told(f"/api/{kind}s/{wanted}/why")["why"] == json.loads(shown.output)["why"]


def test_text_and_bytes_come_as_they_are(
    workbench: opened.Opened, program: Callable[..., Program], first: Callable[[str], str]
) -> None:
    it, report = program("rea"), first("report")
    text = it.get(f"/api/reports/{report}/text")
    assert text.content.decode() == it.told(f"/api/reports/{report}")["report"]["text"]
    marks = it.told(f"/api/reports/{report}/marks")
    assert marks["times"] or marks["quantities"]
    wanted = first("capture")
    record = workbench.desk.get(wanted)
    assert isinstance(record, Capture)
    content = it.get(f"/api/captures/{wanted}/bytes")
    assert content.content == content_of(workbench.desk, record)
    assert content.headers["Content-Disposition"].startswith("attachment")
    assert content.headers["Content-Type"] == "application/octet-stream"
    assert content.headers["X-Content-Type-Options"] == "nosniff"


def test_what_has_not_changed_is_not_sent_again(program: Callable[..., Program], first: Callable[[str], str]) -> None:
    it, address = program("rea"), f"/api/claims/{first('claim')}"
    tag = it.get(address).headers["ETag"]
    again = it.get(address, **{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert it.get(address, **{"If-None-Match": '"other"'}).status_code == 200


ODD = ["zzz", "c" + "x" * 900, "c%00", "%F0%9F%92%A9", "c%2F..%2F..", "c%0d%0aSet-Cookie:x", "%25", "i'--", "c\u202e"]


@pytest.mark.parametrize("wanted", ODD)
@pytest.mark.parametrize("kind", [*KINDS, "decision", "regime"])
def test_what_is_not_there_is_refused_in_the_same_form(program: Callable[..., Program], kind: str, wanted: str) -> None:
    answer = program("rea").get(f"/api/{kind}s/{wanted}")
    assert answer.status_code == 404
    assert set(answer.json()) == {"error", "do"}
    assert "Traceback" not in answer.content.decode()


def test_an_id_of_another_kind_is_no_id_of_this_one(
    program: Callable[..., Program], first: Callable[[str], str]
) -> None:
    assert program("rea").get(f"/api/incidents/{first('claim')}").status_code == 404


@pytest.mark.parametrize(
    ("method", "address"), [("delete", "/api/desk"), ("put", "/api/decisions"), ("patch", "/api/claims/c1")]
)
def test_another_method_is_refused_in_the_same_form(program: Callable[..., Program], method: str, address: str) -> None:
    it = program("rev")
    answer: Any = getattr(it.client, method)(address, headers=it.headers)
    assert answer.status_code == 405
    assert answer.headers["Allow"]
    assert set(answer.json()) == {"error", "do"}


def test_the_desk_the_rules_and_the_ceilings(workbench: opened.Opened, program: Callable[..., Program]) -> None:
    it = program("rea")
    assert it.told("/api/desk")["counts"] == workbench.desk.state.counts
    regimes = it.told("/api/regimes")["regimes"]
    one = regimes[0]
    assert it.told(f"/api/regimes/{one['id'].lower()}")["regime"] == one
    measure = one["measures"][0]
    assert it.told(f"/api/regimes/{one['id']}/measures/{measure['id']}")["measure"] == measure
    assert it.told("/api/caps")["caps"]
    assert it.get("/api/caps?period=2024-13-45x").status_code == 422
    assert it.told("/api/lists") == {"lists": []}
    refused = it.post("/api/screening", {"name": "Kim"})
    assert (refused.status_code, refused.json()["do"][:6]) == (404, "import")
