"""What waits, as the pages tell it: the review queue, replies, accounts and the two-person rule."""

from __future__ import annotations

from collections.abc import Callable

from tests.workbench.api.conftest import Program
from tests.workbench.api.test_lists import walk

from probata.workbench import opened


def test_the_queue_has_each_claim_once_and_shrinks_by_a_verdict(
    workbench: opened.Opened, program: Callable[..., Program]
) -> None:
    it = program("ana")
    found = [q["claim"]["id"] for q in walk(it, "/api/review?limit=20", "claims")]
    assert len(found) == len(set(found)) == it.told("/api/review?limit=1")["counts"]["unreviewed"] > 20
    assert found == [q.claim.id for q in workbench.desk.review_queue(limit=500)]
    act = {"act": "accept-claim", "claim": found[0], "reason": "as it stands there"}
    assert it.post("/api/decisions", act).status_code == 201
    assert it.told("/api/review?limit=1")["claims"][0]["claim"]["id"] == found[1]
    for wrong in ("after=zzz", "limit=0", "limit=501", "limit=1&limit=2"):
        assert it.get(f"/api/review?{wrong}").status_code == 422


def test_questions_by_their_state_and_a_page_at_a_time(
    program: Callable[..., Program], first: Callable[[str], str]
) -> None:
    it = program("ana")
    for party in ("KP", "RU", "IR"):
        act = {"act": "ask", "finding": first("finding"), "of": party, "question": f"Did {party}?", "due": "2999-01-01",
               "reason": "fair"}  # fmt: skip
        assert it.post("/api/decisions", act).status_code == 201
    found = walk(it, "/api/replies?limit=2", "replies")
    assert [(r["question"]["finding"]["party"], r["state"]) for r in found] == [(p, "open") for p in ("KP", "RU", "IR")]
    told = it.told("/api/replies?state=answered")
    assert (told["replies"], told["counts"]["open"]) == ([], 3)
    assert (it.get("/api/replies?state=lost").status_code, it.get("/api/replies?after=d1").status_code) == (422, 404)


def test_a_reviewer_sets_the_two_person_rule_and_others_do_not(program: Callable[..., Program]) -> None:
    rule = {"on": True, "reason": "policy"}
    assert program("ana").post("/api/two-persons", rule).status_code == 403
    it = program("rev")
    made = it.post("/api/two-persons", rule)
    assert (made.status_code, made.json()["people"], made.json()["entry"]["author"]) == (200, 2, "Rev Reviewer")
    assert it.told("/api/people")["two_persons"] is True
    assert it.post("/api/two-persons", rule).status_code == 422


def test_accounts_hold_no_secret(program: Callable[..., Program]) -> None:
    it = program("rev")
    told = it.told("/api/people")["people"]
    assert [p["username"] for p in told] == ["ana", "rea", "rev"]
    assert it.told("/api/me")["person"] in told
    (token,) = it.told("/api/tokens")["tokens"]
    assert set(token) == {"name", "scopes", "created", "expires", "used", "revoked"}
    assert program("rea").told("/api/tokens")["tokens"] != [token]
