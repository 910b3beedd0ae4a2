"""All operations together, their description, and how they are put into the workbench."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, update_wrapper
from typing import Any

from csp.decorators import csp_update
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from pydantic import TypeAdapter

from probata.version import __version__
from probata.workbench import opened
from probata.workbench.api import (
    accounts,
    custody,
    deciding,
    exports,
    ingest,
    lists,
    pictures,
    records,
    reference,
    refusals,
    screening,
    search,
    sources,
    waiting,
)
from probata.workbench.api.access import Bearer, Session
from probata.workbench.api.operations import router
from probata.workbench.models import Role, Scope

DESCRIPTION = """What the workbench shows, for programs. A claim is what somebody says, not a fact; an incident
*engages* a measure; whether anybody broke it is not for software to say.

A token (made by a person at /tokens) goes into the header `Authorization: Bearer TOKEN`. It can do what its scopes
say and its person's role allows. Lists come a page at a time: follow `next`. Every refusal has the form
`{"error": what was wrong, "do": what to do}`."""

DECLARED = (
    waiting,
    reference,
    lists,
    search,
    exports,
    records,
    pictures,
    screening,
    ingest,
    deciding,
    custody,
    accounts,
    sources,
)
"""The modules whose operations stand in the router once they are loaded."""


@cache
def api() -> NinjaAPI:
    """The operations."""
    made = NinjaAPI(title="Probata", version=__version__, description=DESCRIPTION, urls_namespace="api",
                    openapi_url=None, docs_url=None)  # fmt: skip
    refusals.register(made)
    made.add_router("", router)
    return made


class _Described(OpenAPISchema):
    def operation_security(self, operation: Operation) -> list[dict[str, Any]] | None:
        """How one proves who asks; of a token, for which scope it has to be."""
        ways = super().operation_security(operation)
        for way, auth in zip(ways or (), operation.auth_callbacks, strict=True):
            if isinstance(auth, Bearer):
                way["Bearer"] = [auth.scope.value]
        return ways

    def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
        """The types of an answer; two of one name would describe each other's values."""
        for name, told in definitions.items():
            if self.schemas.setdefault(name, told) != told:
                raise TypeError(f"two types of the API are called {name}; give one of them another name")


@cache
def description() -> dict[str, Any]:
    """The description in OpenAPI 3.1."""
    told = dict(_Described(api(), "api/"))
    schemas = told["components"]["schemas"]
    whole = TypeAdapter(ingest.NewReport).json_schema(ref_template="#/components/schemas/{model}")
    schemas["NewReport"] = {k: v for k, v in whole.items() if k != "$defs"}
    return told


def openapi(request: HttpRequest) -> HttpResponse:
    """The description, for whoever may ask anything."""
    try:
        known = Bearer(Scope.READ, Role.READER)(request) or Session(Role.READER)(request)
    except refusals.Refused as error:
        return refusals.refusal(error.status, str(error))
    if not known:
        return refusals.refusal(401, "nobody is known to ask")
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@csp_update({"style-src": ["'unsafe-inline'"], "img-src": ["data:"]})  # Swagger UI draws with both, and with no script
def docs(request: HttpRequest) -> HttpResponse:
    """The description to be read and tried."""
    return render(request, "workbench/api_docs.html", {"desk_name": opened.name()})


def _plain(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """An operation's view, which asks for its token itself and refuses other methods in the API's own form."""

    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        if answer.status_code != 405:
            return answer
        allowed = answer.headers["Allow"]
        told = refusals.refusal(405, f"{request.method} isn't a method of this address; it has {allowed}")
        told.headers["Allow"] = allowed
        return told

    # Without a check for forged forms: no session can change anything here.
    return csrf_exempt(login_not_required(update_wrapper(answered, view)))


def _urls() -> list[URLPattern | URLResolver]:
    patterns, _, _ = api().urls
    found: list[URLPattern | URLResolver] = []
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            pattern.callback = _plain(pattern.callback)
            found.append(pattern)
    return found


urlpatterns: list[URLPattern | URLResolver] = [
    path("api/docs", docs, name="api-docs"),
    path("api/openapi.json", login_not_required(openapi), name="openapi"),
    path("api/", (_urls(), "api", "api")),
]
