"""How an operation is declared: its answer, the scope and the role that it needs, and the refusals it may give."""

from __future__ import annotations

from collections.abc import Callable
from inspect import cleandoc
from typing import Any, TypeVar

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel

from probata.errors import UsageError
from probata.workbench.api.access import Bearer, Session
from probata.workbench.api.refusals import Refusal
from probata.workbench.models import Role, Scope

F = TypeVar("F", bound=Callable[..., Any])

router = Router()
"""All operations: two of one address have to stand in one router."""

READING = (400, 401, 403, 404, 413, 422, 429, 503)
WRITING = (*READING, 409, 415)


def only(request: HttpRequest, of: type[BaseModel]) -> None:
    """:class:`UsageError` for a parameter that there isn't: a slip of the pen would else ask for something else."""
    known = [field.alias or name for name, field in of.model_fields.items()]
    for name in request.GET:
        if name not in known:
            raise UsageError(f"there is no parameter {name[:40]!r}; there are {', '.join(known)}")


def taken(route: str) -> frozenset[str] | None:
    """The parameters of what is asked at an address of the API, with a word in braces for each part that varies;
    ``None`` where nothing is."""
    there = router.path_operations.get(route)
    asked = next((o for o in there.operations if "GET" in o.methods), None) if there else None
    if asked is None:
        return None
    told = {p["name"] for p in (asked.openapi_extra or {}).get("parameters", ())}
    return frozenset(
        told.union(*(m.__ninja_flatten_map__ for m in asked.models if m.__ninja_param_source__ == "query"))
    )


def reading(
    path: str, answer: Any, scope: Scope = Scope.READ, role: Role = Role.READER, **more: Any
) -> Callable[[F], F]:
    """An operation that changes nothing: by a token with that scope, or by the browser's session.

    ``answer`` is the type of what it gives; a media type in words, or several, for what is no JSON.
    """
    media = (answer,) if isinstance(answer, str) else answer if isinstance(answer, tuple) else ()
    answers: dict[int, Any] = {200: None if media else answer, 304: None}
    if media:
        content = {kind: {"schema": {"type": "string"}} for kind in media}
        told = {"responses": {200: {"description": "OK", "content": content}}}
        more["openapi_extra"] = more.get("openapi_extra", {}) | told
    answers |= dict.fromkeys(READING, Refusal)
    return _declared("GET", path, answers, [Bearer(scope, role), Session(role)], more)


def writing(
    path: str, answers: dict[int, Any], scope: Scope, role: Role = Role.ANALYST, **more: Any
) -> Callable[[F], F]:
    """An operation that is sent: by a token with that scope alone."""
    return _declared("POST", path, answers | dict.fromkeys(WRITING, Refusal), [Bearer(scope, role)], more)


def _declared(
    method: str, path: str, answers: dict[int, Any], auth: list[Any], more: dict[str, Any]
) -> Callable[[F], F]:
    def declare(view: F) -> F:
        head, _, rest = (view.__doc__ or "").strip().partition("\n\n")
        summary, description = " ".join(head.split()), cleandoc(rest)
        add = router.api_operation(
            [method], path, response=answers, auth=auth, summary=summary, description=description, **more
        )
        return add(view)

    return declare
