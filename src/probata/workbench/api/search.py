"""Search by words, narrowed by the same parameters as the lists."""

from __future__ import annotations

from typing import get_args

from django.http import HttpRequest, HttpResponse

from probata.desk.fulltext.search import LIMIT, MOST, Hit, Order, SearchKind
from probata.workbench import lists, opened
from probata.workbench.api.answers import shape, tell
from probata.workbench.api.lists import TAGS, limit_of, next_address, one, parameter, parameters
from probata.workbench.api.operations import reading

BESIDES = ("kind", "order", "after", "limit")
KEY = "The key after which the page begins; `next` has it."

FOUND = shape("SearchPage", kind=SearchKind, order=Order, hits=list[Hit], next=str | None)


def _parameters() -> dict[str, object]:
    told = parameters((
        parameter("kind", {"type": "string", "enum": [*get_args(SearchKind)], "default": "reports"}),
        parameter("order", {"type": "string", "enum": [*get_args(Order)], "default": "rank"}),
        parameter("after", {"type": "string"}, KEY),
        parameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT}),
    ))  # fmt: skip
    return {"parameters": [p | {"required": p["required"] or p["name"] == "words"} for p in told["parameters"]]}


@reading("/search", FOUND, url_name="search", tags=TAGS, openapi_extra=_parameters())
def search(request: HttpRequest) -> HttpResponse:
    """What has the words, each with the passage that shows it.

    `hits` of a snippet are offsets into the report's text, as its `start` and `end` are. Of more than 5,000 records
    that have the words the latest come first, whatever the order asked for; `order` says which one they have.
    """
    by = lists.filter_of(request.GET, BESIDES)
    kind, order = one(request, "kind") or "reports", one(request, "order") or "rank"
    limit = limit_of(one(request, "limit"), LIMIT, MOST)
    found = opened.desk().search(kind, by, order, one(request, "after"), limit)  # type: ignore[arg-type]
    ahead = next_address(request, "after", found.next) if found.next else None
    return tell(request, {"kind": kind, "order": found.order, "hits": found.hits, "next": ahead})
