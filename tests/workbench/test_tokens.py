"""Tokens: made on a page, shown once, revoked by their owner alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from probata.workbench import tokens
from probata.workbench.models import Person, Scope, Token

FORM = {"name": "feed importer", "scopes": ["read", "ingest"], "days": "90", "once": "w1"}


def test_a_secret_is_shown_once(as_: Callable[[str], Client]) -> None:
    client = as_("ana")
    assert client.post("/tokens", FORM).headers["Location"] == "/tokens"
    shown = client.get("/tokens")
    (secret,) = re.findall(r'id="secret">([^<]+)<', shown.content.decode())
    assert secret not in client.get("/tokens").content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    held = tokens.holder(secret)
    assert held is not None
    assert (held.person.username, held.scopes, held.name) == ("ana", "read ingest", "feed importer")
    assert client.get("/api/desk", headers={"Authorization": f"Bearer {secret}"}).status_code == 200


def test_a_form_that_is_sent_twice_makes_one(as_: Callable[[str], Client]) -> None:
    client = as_("ana")
    for _ in range(2):
        assert client.post("/tokens", FORM).status_code == 302
    assert Token.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [({"scopes": []}, "required"), ({"scopes": ["king"]}, "king"), ({"name": ""}, "required"), ({"days": "9"}, "9")],
)
def test_a_token_that_cannot_be_is_refused(as_: Callable[[str], Client], change: dict[str, Any], says: str) -> None:
    answer = as_("ana").post("/tokens", FORM | change)
    assert (answer.status_code, says in answer.content.decode()) == (422, True)
    assert not Token.objects.exists()


def test_a_reader_is_offered_no_scope_that_needs_more(as_: Callable[[str], Client]) -> None:
    client = as_("rea")
    assert 'value="ingest"' not in client.get("/tokens").content.decode()
    assert client.post("/tokens", FORM).status_code == 422


def test_only_the_owner_revokes(as_: Callable[[str], Client]) -> None:
    token, secret = tokens.issue(Person.objects.get(username="ana"), "<b>mine\u202e</b>", [Scope.READ])
    assert as_("rev").post(f"/tokens/{token.pk}/revoke").status_code == 404
    assert tokens.holder(secret) is not None
    owner = as_("ana")
    assert "<b>mine" not in owner.get("/tokens").content.decode()
    assert owner.post(f"/tokens/{token.pk}/revoke").status_code == 302
    assert tokens.holder(secret) is None
    assert "revoked" in owner.get("/tokens").content.decode()


def test_a_person_makes_a_token_and_tries_the_description(page_of: Callable[[str], Any]) -> None:
    page = page_of("ana")
    page.goto("/tokens")
    page.get_by_label("What it is for").fill("a script")
    page.get_by_role("button", name="Make the token").click()
    assert page.locator("#secret").inner_text().startswith(tokens.PREFIX)
    page.goto("/api/docs")
    page.get_by_text("The desk that this server has open").wait_for()
