"""Lists, a page at a time, narrowed by the same parameters as the pages of the workbench."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from probata.desk.conditions import Kind
from probata.desk.filterurl import PARAMETERS
from probata.desk.paging import LIMIT, MOST, ORDERS
from probata.errors import UsageError
from probata.records import Capture, Claim, Decision, Finding, Incident, Report, Statement
from probata.workbench import lists, opened
from probata.workbench.api.answers import shape, tell
from probata.workbench.api.operations import reading

TAGS = ["lists"]

RECORDS: Mapping[Kind, type] = {
    "captures": Capture,
    "reports": Report,
    "statements": Statement,
    "claims": Claim,
    "incidents": Incident,
    "findings": Finding,
    "decisions": Decision,
}

WALK = ("after", "before", "limit", "order")
"""What says where a page begins and how it is ordered; all else narrows the list."""


def parameters(besides: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """The conditions, for the description."""
    told = [
        parameter(name, {"type": "array", "items": {"type": "string"}} if p.several else {"type": "string"})
        for name, p in PARAMETERS.items()
    ]
    return {"parameters": [*besides, *told]}


def parameter(name: str, schema: dict[str, Any], description: str = "") -> dict[str, Any]:
    """One parameter, for the description."""
    told = {"name": name, "in": "query", "required": False, "schema": schema}
    return told | ({"description": description} if description else {})


def _walk(kind: Kind) -> tuple[dict[str, Any], ...]:
    orders = [*(way for name in ORDERS[kind] for way in (name, f"-{name}")), ""]
    key = {"type": "string"}
    return (
        parameter("after", key, "The key after which the page begins; `next` has it."),
        parameter("before", key, "The key before which it ends; `previous` has it."),
        parameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT}),
        parameter("order", {"enum": orders, "type": "string"}, "The first is the usual one; - turns it round."),
    )


def _lister(kind: Kind) -> Callable[[HttpRequest], HttpResponse]:
    def listed(request: HttpRequest) -> HttpResponse:
        by = lists.filter_of(request.GET, WALK)
        given = {name: one(request, name) for name in WALK}
        page = opened.desk().page(
            kind, by, given["order"] or "", given["after"], given["before"], limit_of(given["limit"])
        )
        ways = {
            "next": next_address(request, "after", page.last_key) if page.has_next else None,
            "previous": next_address(request, "before", page.first_key) if page.has_previous else None,
        }
        answer = tell(request, {kind: page.items, **ways})
        rels = {"next": "next", "previous": "prev"}
        if links := [f'<{address}>; rel="{rels[way]}"' for way, address in ways.items() if address]:
            answer.headers["Link"] = ", ".join(links)
        return answer

    listed.__name__ = f"list_{kind}"
    listed.__doc__ = f"The {kind}, narrowed and a page at a time."
    return listed


def one(request: HttpRequest, name: str) -> str | None:
    """The value of a parameter, ``None`` for none or an empty one; :class:`UsageError` where it has several."""
    values = request.GET.getlist(name)
    if len(values) > 1:
        raise UsageError(f"{name} is given {len(values)} times; give it once")
    return values[0] if values and values[0] else None


def limit_of(value: str | None, usual: int = LIMIT, most: int = MOST) -> int:
    """How many records a page is to have; :class:`UsageError` for what is no number, 0, or more than ``most``."""
    if value is None:
        return usual
    if not (value.isascii() and value.isdigit() and len(value) < 5 and 1 <= int(value) <= most):
        raise UsageError(f"limit {value[:20]!r} is not a number of records; give 1 to {most}")
    return int(value)


def next_address(request: HttpRequest, way: str, key: str | None) -> str:
    """The same list from another key on."""
    kept = [(n, v) for n in request.GET for v in request.GET.getlist(n) if n not in ("after", "before")]
    return f"{request.path}?{urlencode([*kept, (way, key or '')])}"


for _kind in get_args(Kind):
    _page = shape(f"{_kind.capitalize()}Page", **{_kind: list[RECORDS[_kind]], "next": str | None,  # type: ignore[valid-type]
                                                  "previous": str | None})  # fmt: skip
    reading(f"/{_kind}", _page, url_name=_kind, tags=TAGS, openapi_extra=parameters(_walk(_kind)))(_lister(_kind))
