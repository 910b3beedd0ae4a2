"""Lists a page at a time: all of it once, narrowed by what the pages take, in the same JSON as on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.workbench.api.conftest import Program
from typer.testing import CliRunner

from probata.cli.main import app
from probata.workbench import opened

KINDS = ("captures", "reports", "statements", "claims", "incidents", "findings", "decisions")


def walk(it: Program, address: str, kind: str, way: str = "next") -> list[Any]:
    """All records of a list, page after page."""
    found: list[Any] = []
    following: str | None = address
    while following:
        answer = it.get(following)
        assert answer.status_code == 200, answer.content
        told = answer.json()
        assert (f"<{told[way]}>" in answer.headers.get("Link", "")) is bool(told[way])
        found = found + told[kind] if way == "next" else told[kind] + found
        following = told[way]
        assert len(found) < 10_000
    return found


def last_page(it: Program, address: str) -> str:
    """The address of the last page of a list."""
    while following := it.told(address)["next"]:
        address = following
    return address


@pytest.mark.parametrize("kind", KINDS)
def test_pages_hold_everything_once_in_order_both_ways(
    workbench: opened.Opened, program: Callable[..., Program], kind: str
) -> None:
    it = program("rev")
    for grade in "BC":
        it.post("/api/decisions", {"act": "grade", "of": "US", "grade": grade, "reason": "record"})
    whole = walk(it, f"/api/{kind}?limit=500", kind)
    assert len(whole) == len({r["id"] for r in whole}) == workbench.desk.state.counts[kind] > 0
    assert walk(it, f"/api/{kind}?limit=2", kind) == whole
    assert walk(it, last_page(it, f"/api/{kind}?limit=2"), kind, "previous") == whole
    turned = walk(it, f"/api/{kind}?limit=3&order={'-decided' if kind == 'decisions' else '-id'}", kind)
    assert turned == (whole[::-1] if kind == "decisions" else sorted(whole, key=lambda r: r["id"], reverse=True))


@pytest.mark.parametrize(
    ("kind", "by", "options"),
    [
        ("claims", "actor=KR", ["--actor", "KR"]),
        ("claims", "actor=South+Korea&stance=asserts", ["--actor", "KR", "--stance", "asserts"]),
        ("incidents", "disputed=yes", ["--disputed"]),
        ("findings", "measure=KP.ARMS.FROM", ["--measure", "KP.ARMS.FROM"]),
        ("reports", "since=2024-01-01&until=2024-03-31", ["--since", "2024-01-01", "--until", "2024-03-31"]),
    ],
)
def test_a_narrowed_list_is_that_of_the_command_line(
    workbench: opened.Opened, program: Callable[..., Program], kind: str, by: str, options: list[str]
) -> None:
    shown = CliRunner().invoke(app, [kind, *options, "--json", "--desk", str(workbench.desk.path)])
    told = walk(program("rea"), f"/api/{kind}?{by}&limit=3", kind)
    known = json.loads(shown.output)[kind]
    assert sorted(r["id"] for r in told) == sorted(r["id"] for r in known)
    assert {r["id"]: r for r in told} == {r["id"]: r for r in known}


@pytest.mark.parametrize(
    "query",
    ["colour=red", "limit=0", "limit=-1", "limit=9999", "limit=abc", "limit=%D9%A3", "after=zzz", "before=%00",
     "order=beauty", "since=tomorrow", "type=war", "since=2024-05-01&until=2024-01-01", "limit=1&limit=2",
     "actor=%00", "measure=" + "x" * 900, "after=a&before=b", "&".join(f"actor=a{n}" for n in range(400))],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_the_reason(program: Callable[..., Program], query: str) -> None:
    answer = program("rea").get(f"/api/claims?{query}")
    assert answer.status_code in (200, 422), answer.content
    if not query.startswith("actor=a0"):
        assert (answer.status_code, set(answer.json())) == (422, {"error", "do"})


def test_a_key_of_one_list_is_none_of_another(program: Callable[..., Program]) -> None:
    it = program("rea")
    following = it.told("/api/claims?limit=1")["next"]
    assert it.get(following.replace("/claims", "/incidents")).status_code == 422


@pytest.mark.parametrize("name", ["timeline", "flow", "map"])
def test_pictures_as_tables(program: Callable[..., Program], name: str) -> None:
    told = program("rea").told(f"/api/{name}?since=2022-01-01")
    assert told["table"]["rows"]
    assert {len(r["cells"]) for r in told["table"]["rows"]} == {len(told["table"]["headers"])}
    assert told["more"] is False


def test_the_custody_log_from_its_end(workbench: opened.Opened, program: Callable[..., Program]) -> None:
    it = program("rev")
    made = it.post("/api/decisions", {"act": "grade", "of": "US", "grade": "B", "reason": "record"}).json()
    entries = walk(it, "/api/custody?limit=7", "custody")
    assert [e["seq"] for e in entries] == list(range(len(entries), 0, -1))
    about = walk(it, f"/api/custody?about={made['decision']['id']}", "custody")
    assert [(e["act"], e["author"]) for e in about] == [("decide", "Rev Reviewer")]
    assert {e["author"] for e in walk(it, "/api/custody?author=Rev+Reviewer&limit=1", "custody")} == {"Rev Reviewer"}
    for wrong in ("about=a&author=b", "before=0", "before=1e9", "limit=501", "colour=red"):
        assert it.get(f"/api/custody?{wrong}").status_code == 422
    assert it.told("/api/verification") == {"running": None, "last": None}
