"""Decisions that are sent: kept under the person's name, done once, undone by another."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from tests.workbench.api.conftest import Program

from probata.pipeline import verify
from probata.records import Claim, Finding
from probata.workbench import opened

GOOD: tuple[dict[str, Any], ...] = (
    {"act": "grade", "of": "{incident}", "grade": "B3", "reason": "two good outlets"},
    {"act": "grade", "of": "US", "grade": "B", "valid_from": "2024-01-01", "interest": "a party", "reason": "record"},
    {"act": "judge", "finding": "{finding}", "likelihood": "likely", "confidence": "low", "reason": "as told"},
    {"act": "ask", "finding": "{finding}", "of": "KP", "question": "Did you?", "due": "2999-01-01", "reason": "fair"},
    {"act": "contrary", "finding": "{finding}", "words": "looked in KCNA", "none_found": True, "reason": "searched"},
    {"act": "alternative", "finding": "{finding}", "words": "a third state", "reason": "possible"},
    {"act": "gap", "finding": "{finding}", "words": "no ship is named", "reason": "matters"},
    {"act": "reject", "finding": "{finding}", "reason": "one source"},
    {"act": "note", "on": "{finding}", "words": "ask again in May", "reason": "to do"},
    {"act": "accept-claim", "claim": "{claim}", "reason": "as it stands there"},
    {"act": "reject-claim", "claim": "{claim}", "seen": "", "reason": "it doesn't say that"},
    {"act": "correct-claim", "claim": "{claim}", "values": {"agent": ["KP", "IR"], "place": "Rason"}, "reason": "read"},
)


@pytest.mark.parametrize("act", GOOD, ids=[str(a["act"]) for a in GOOD])
def test_an_act_stands_under_the_name_of_the_person_and_is_undone(
    workbench: opened.Opened, program: Callable[..., Program], first: Callable[[str], str], act: dict[str, Any]
) -> None:
    finding = workbench.desk.get(first("finding"))
    assert isinstance(finding, Finding)
    ids = {"{finding}": finding.id, "{incident}": finding.incident, "{claim}": first("claim")}
    it = program("rev")
    made = it.post("/api/decisions", {k: ids.get(v, v) if isinstance(v, str) else v for k, v in act.items()})
    assert made.status_code == 201, made.content
    decision = made.json()["decision"]
    assert (decision["author"], decision["reason"]) == ("Rev Reviewer", act["reason"])
    assert it.told(made.headers["Location"])["decision"] == decision
    assert not workbench.desk.unfinished
    undone = it.post("/api/decisions", {"act": "retract", "decision": decision["id"], "reason": "a slip"})
    assert undone.json()["decision"]["retracts"] == decision["id"]
    assert it.told(made.headers["Location"])["standing"]["retracted_by"] == undone.json()["decision"]["id"]
    again = it.post("/api/decisions", {"act": "retract", "decision": decision["id"], "reason": "a slip"})
    assert again.status_code == 422
    assert tuple(verify(workbench.desk).problems) == ()


def test_a_claim_split_off_stands_elsewhere_and_comes_back(
    workbench: opened.Opened, program: Callable[..., Program]
) -> None:
    incident = next(i for i in workbench.desk.incidents() if len(i.claims) > 2)
    claim = incident.claims[-1]
    it = program("ana")
    act = {"act": "split", "incident": incident.id, "claims": [claim], "reason": "another event"}
    assert it.post("/api/decisions", act).status_code == 201
    home = it.told(f"/api/claims/{claim}")["incidents"]
    assert incident.id not in home
    history = it.told(f"/api/incidents/{home[0]}/history")["decisions"]
    assert [d["decision"]["act"] for d in history] == ["split"]


@pytest.mark.parametrize(
    ("act", "says"),
    [
        ({"act": "merge", "ids": ["i1", "i2"]}, "reason"),
        ({"act": "merge", "ids": ["i1"], "reason": "r"}, "ids"),
        ({"act": "dance", "reason": "r"}, "act"),
        ({"act": "merge", "ids": ["i1", "i2"], "reason": " "}, "empty"),
        ({"act": "merge", "ids": ["i1", "i2"], "reason": "a\x00b"}, "can't be kept"),
        ({"act": "merge", "ids": ["i1", "i2"], "reason": "r", "author": "someone"}, "author"),
        ({"act": "ask", "finding": "f", "of": "KP", "question": "?", "due": "tomorrow", "reason": "r"}, "due"),
        (
            {"act": "gap", "finding": "{finding}", "words": "w", "none_found": True, "reason": "r"},
            "contrary evidence alone",
        ),
        ([], "the request"),
        ("nonsense", ""),
    ],
)
def test_an_act_that_is_none_is_refused_with_what_is_wrong(
    program: Callable[..., Program], act: Any, says: str
) -> None:
    answer = program("rev").post("/api/decisions", act)
    assert answer.status_code in (400, 422)
    assert says in answer.json()["error"]


def test_lone_surrogates_and_huge_numbers_are_refused(program: Callable[..., Program]) -> None:
    it = program("rev")
    for body in (r'{"act": "merge", "ids": ["\ud800", "b"], "reason": "r"}', '{"act": ' + "9" * 5000 + "}", "[" * 5000):
        assert it.post("/api/decisions", body).status_code in (400, 422)


def test_the_same_request_is_done_once(workbench: opened.Opened, program: Callable[..., Program]) -> None:
    it = program("ana")
    act = {"act": "grade", "of": "US", "grade": "B", "reason": "record"}
    one, two = (it.post("/api/decisions", act, **{"Idempotency-Key": "k1"}) for _ in range(2))
    assert (one.status_code, two.status_code) == (201, 201)
    assert one.json() == two.json()
    assert two.headers["Idempotent-Replayed"] == "true"
    assert two.headers["Location"] == one.headers["Location"]
    assert len(workbench.desk.decisions()) == 1
    other = it.post("/api/decisions", act | {"grade": "C"}, **{"Idempotency-Key": "k1"})
    assert other.status_code == 422
    assert program("rev").post("/api/decisions", act, **{"Idempotency-Key": "k1"}).status_code == 201
    assert len(workbench.desk.decisions()) == 2


def test_a_refused_request_can_be_mended_under_its_key(program: Callable[..., Program]) -> None:
    it = program("ana")
    act = {"act": "grade", "of": "US", "grade": "Z", "reason": "record"}
    assert it.post("/api/decisions", act, **{"Idempotency-Key": "k"}).status_code == 422
    assert it.post("/api/decisions", act | {"grade": "B"}, **{"Idempotency-Key": "k"}).status_code == 201


def test_two_reviewers_at_once_are_both_kept_in_order(
    workbench: opened.Opened, program: Callable[..., Program], first: Callable[[str], str]
) -> None:
    people = [program("rev"), program("ana")]
    finding = first("finding")

    def note(n: int) -> int:
        act = {"act": "gap", "finding": finding, "words": f"gap {n}", "reason": "matters"}
        try:
            return int(people[n % 2].post("/api/decisions", act).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(note, range(6)))
    assert set(answers) <= {201, 503}
    kept = [d for d in workbench.desk.decisions() if d.finding]
    assert len(kept) == answers.count(201)
    assert len({d.finding.number for d in kept if d.finding}) == 1
    assert [d.at for d in kept] == sorted(d.at for d in kept)
    assert tuple(verify(workbench.desk).problems) == ()


def test_the_second_of_two_who_correct_a_claim_sees_the_firsts_change(
    program: Callable[..., Program], first: Callable[[str], str]
) -> None:
    claim = first("claim")
    one, two = program("rev"), program("ana")
    seen = two.told(f"/api/claims/{claim}")["last_decision"]
    act = {"act": "correct-claim", "claim": claim, "seen": seen, "reason": "read anew"}
    made = one.post("/api/decisions", act | {"values": {"place": "Rason"}})
    refused = two.post("/api/decisions", act | {"values": {"place": "Wonsan"}})
    assert (made.status_code, refused.status_code) == (201, 409)
    assert "Rev Reviewer" in refused.json()["error"]
    now = two.told(f"/api/claims/{claim}")
    assert (now["last_decision"], now["claim"]["verdict"]) == (made.json()["decision"]["id"], "corrected")
    assert now["machine"]["verdict"] == "unreviewed"
    again = two.post("/api/decisions", act | {"seen": now["last_decision"], "values": {"place": "Wonsan"}})
    assert again.status_code == 201


def test_hostile_words_come_back_as_they_are(workbench: opened.Opened, program: Callable[..., Program]) -> None:
    claim = workbench.desk.claims()[0]
    assert isinstance(claim, Claim)
    words = "<script>alert(1)</script> \u202e\u200b 북한 朝鮮 КНДР كوريا " + "x" * 15_000
    made = program("ana").post("/api/decisions", {"act": "grade", "of": "US", "grade": "B", "reason": words})
    assert made.json()["decision"]["reason"] == words
    assert made.headers["Content-Type"] == "application/json"
    assert made.headers["X-Content-Type-Options"] == "nosniff"
