"""Who may ask what: tokens, scopes, roles, sessions, and what a wrong token gets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.workbench.api.conftest import Program

from probata.workbench import opened, tokens
from probata.workbench.api.access import TRIES
from probata.workbench.models import Person, Scope, Token

MERGE = {"act": "merge", "ids": ["a", "b"], "reason": "why not"}


def test_without_a_token_nothing_is_told(workbench: opened.Opened) -> None:
    for address in ("/api/desk", "/api/openapi.json", "/api/claims/c1"):
        answer = Program(None).get(address)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert set(answer.json()) == {"error", "do"}


@pytest.mark.parametrize("secret", ["", "probata_wrong", "x" * 9000, "\u00e9", "a b c"])
def test_a_wrong_token_is_refused(workbench: opened.Opened, secret: str) -> None:
    assert Program(secret).get("/api/desk").status_code == 401


def test_a_token_works_until_it_is_revoked_or_over_or_the_account_is_closed(workbench: opened.Opened) -> None:
    person = Person.objects.get(username="ana")
    day = timedelta(days=1)
    (a, revoked), (_, over), (_, good) = (
        tokens.issue(person, "t", [Scope.READ], timezone.now() + d) for d in (day, -day, day)
    )
    assert [Program(s).get("/api/desk").status_code for s in (revoked, over, good)] == [200, 401, 200]
    tokens.revoke(a)
    assert Program(revoked).get("/api/desk").status_code == 401
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert Program(good).get("/api/desk").status_code == 401


def test_the_secret_is_kept_nowhere(workbench: opened.Opened) -> None:
    token, secret = tokens.issue(Person.objects.get(username="rea"), "t", [Scope.READ])
    held = {str(v) for row in Token.objects.values() for v in row.values()}
    assert not any(secret in v or v in secret for v in held if len(v) > 20)
    assert token.digest in held


@pytest.mark.parametrize(
    ("username", "scope", "act", "status"),
    [
        ("rea", Scope.READ, MERGE, 403),  # another scope
        ("rea", Scope.REVIEW, MERGE, 403),  # the scope, but not the role
        ("ana", Scope.READ, MERGE, 403),
        ("ana", Scope.REVIEW, MERGE, 404),  # allowed: it is the ids that there aren't
        ("ana", Scope.REVIEW, {"act": "confirm", "finding": "f1", "reason": "r"}, 403),
        ("rev", Scope.REVIEW, {"act": "confirm", "finding": "f1", "reason": "r"}, 404),
        ("rev", Scope.INGEST, {"act": "confirm", "finding": "f1", "reason": "r"}, 403),
    ],
)
def test_a_token_can_what_its_scopes_say_and_its_persons_role_allows(
    program: Callable[..., Program], username: str, scope: Scope, act: dict[str, Any], status: int
) -> None:
    assert program(username, scope).post("/api/decisions", act).status_code == status


def test_a_session_reads_and_changes_nothing(as_: Callable[[str], Client]) -> None:
    client = as_("rev")
    assert client.get("/api/desk").status_code == 200
    for address in ("/api/decisions", "/api/reports", "/api/screening"):
        answer = client.post(address, "{}", content_type="application/json")
        assert (answer.status_code, set(answer.json())) == (401, {"error", "do"})


def test_a_wrong_token_is_not_made_good_by_a_session(as_: Callable[[str], Client]) -> None:
    client = as_("rev")
    assert client.get("/api/desk", headers={"Authorization": "Bearer nonsense"}).status_code == 401


def test_many_wrong_tokens_have_to_wait_and_right_ones_not(program: Callable[..., Program]) -> None:
    answers = [Program("wrong").get("/api/desk") for _ in range(TRIES + 2)]
    assert [a.status_code for a in answers[TRIES - 1 : TRIES + 1]] == [401, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert program("rea").get("/api/desk").status_code == 200


def test_the_last_use_is_noted(program: Callable[..., Program]) -> None:
    it = program("rea")
    assert Token.objects.get().used is None
    it.get("/api/desk")
    assert Token.objects.get().used is not None
