"""Every operation against requests that schemathesis makes up: never a 5xx, always what the description says.

``tools/fuzz_api.py`` does the same for as long as one likes, and with the edges of every schema, which take a minute.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import fuzz_api
import pytest
from tests.workbench.api.conftest import Program
from tests.workbench.conftest import Live

from probata.workbench.api import access
from probata.workbench.api.api import description


@pytest.fixture
def described(live: Live, program: Callable[..., Program], monkeypatch: pytest.MonkeyPatch) -> Any:
    """The description as the server gives it to a reviewer's program."""
    monkeypatch.setattr(access, "TRIES", 10**6)  # it shows a wrong token with every operation
    secret = program("rev").headers["Authorization"].removeprefix("Bearer ")
    how = {
        "seed": fuzz_api.SEED,
        "generation": {"max-examples": 8, "database": "none"},
        "phases": {"stateful": {"enabled": False}, "coverage": {"enabled": False}},
    }
    return fuzz_api.described(live.url, secret, secret, fuzz_api.ids_of(live.opened.desk.base), **how)


def test_every_operation_is_what_its_description_says(described: Any) -> None:
    seen = fuzz_api.Seen()
    fuzz_api.ask(described, seen)
    assert not seen.failures, "\n\n".join(f"{' '.join(key)}\n{words}" for key, words in seen.failures.items())
    asked = {label for labels in fuzz_api.scopes_of(description()).values() for label in labels}
    assert {label for label, answers in seen.answers.items() if answers} >= asked


def test_the_description_says_which_scope_a_token_needs() -> None:
    by_scope = fuzz_api.scopes_of(description())
    assert by_scope["ingest"] == ["POST /api/reports"]
    assert set(by_scope["review"]) == {"POST /api/decisions", "POST /api/two-persons"}
    assert set(by_scope) == {"read", "ingest", "review", "export"}
