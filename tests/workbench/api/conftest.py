"""Programs that ask the API of the examples' desk with a token."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from tests.workbench.conftest import browser_like

from probata.desk import models
from probata.workbench import opened, tokens
from probata.workbench.api.access import failed
from probata.workbench.models import Person, Scope


class Program:
    """What a program sees: status and JSON."""

    def __init__(self, secret: str | None) -> None:
        self.client: Client = browser_like()
        self.headers = {"Authorization": f"Bearer {secret}"} if secret is not None else {}

    def get(self, address: str, **headers: str) -> Any:
        """An answer."""
        return self.client.get(address, headers=self.headers | headers)

    def told(self, address: str) -> Any:
        """What an answer holds."""
        answer = self.get(address)
        assert answer.status_code == 200, (address, answer.content)
        return answer.json()

    def post(self, address: str, told: Any, kind: str = "application/json", **headers: str) -> Any:
        """Send something."""
        content = told if isinstance(told, (str, bytes)) else json.dumps(told)
        return self.client.post(address, content, content_type=kind, headers=self.headers | headers)


@pytest.fixture(autouse=True)
def no_wrong_tokens_yet() -> Iterator[None]:
    """Addresses begin anew."""
    failed.forget()
    yield
    failed.forget()


@pytest.fixture
def program(workbench: opened.Opened) -> Callable[..., Program]:
    """A program with a token of somebody, for all scopes or those given."""

    def made(username: str, *scopes: Scope) -> Program:
        person = Person.objects.get(username=username)
        return Program(tokens.issue(person, "a test", scopes or tuple(Scope))[1])

    return made


@pytest.fixture
def first(workbench: opened.Opened) -> Callable[[str], str]:
    """The id of the first record of a kind ("claim")."""

    def found(kind: str) -> str:
        table = getattr(models, f"{kind.capitalize()}Row").objects.using(workbench.desk.base)
        return str(table.order_by("pk").values_list("pk", flat=True)[0])

    return found
