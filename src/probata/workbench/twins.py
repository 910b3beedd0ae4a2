"""The JSON twin of a page: the operation of the API that tells the same, found by the page's address.

``/claims?actor=KP`` is told by ``/api/claims?actor=KP``. Where the API has nothing at the same place, :data:`ELSEWHERE`
says what tells it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import NoReverseMatch, Resolver404, ResolverMatch, resolve, reverse

from probata.workbench.lists import SHAPES

if TYPE_CHECKING:
    from django.http import HttpRequest

ELSEWHERE = {
    "desk": "overview",
    "account": "me",
    "incident-passages": "incident",
    "incident-origins": "incident",
    "incident-origin": "incident",
    "regime-measure": "regime-measure",
    "report-copies": "report",
    "review-claim": "claim",
    "screening-text": "lists",
    "report-new": "",
}
"""Operations by the names of the pages that they tell, where their address is another; they take the first of the
page's parts that vary. None tells a page that only sends something."""


def twin_of(request: HttpRequest) -> str:
    """The address of what tells a page as JSON, narrowed as the page is; empty where nothing does."""
    page = request.resolver_match
    if page is None or page.namespaces or request.method not in ("GET", "HEAD"):
        return ""
    if page.url_name == "search" and not request.GET.get("words", "").strip():
        return ""  # it tells how to search
    found = _operation(request.path, page)
    takes = _takes(found)
    if takes is None:
        return ""
    told = [(n, v) for n in request.GET if n in takes for v in request.GET.getlist(n) if v.strip()]
    shape = SHAPES.get(page.url_name or "")
    if shape is not None and shape.orders[0][0] and not request.GET.get("order"):
        told.append(("order", shape.orders[0][0]))
    return found + ("?" + urlencode(told) if told else "")


def _operation(path: str, page: ResolverMatch) -> str:
    """The address of the operation that tells a page."""
    name = ELSEWHERE.get(page.url_name or "")
    if not name:
        return f"/api{path}" if name is None else ""
    parts = list(page.kwargs.values())
    for number in range(len(parts), -1, -1):
        with suppress(NoReverseMatch):
            return reverse(f"api:{name}", args=parts[:number])
    return ""


def _takes(address: str) -> frozenset[str] | None:
    """The parameters of an operation of the API; ``None`` where there is none at that address."""
    from probata.workbench.api.operations import taken

    try:
        there = resolve(address)
    except Resolver404:
        return None
    # A part that may have slashes in it is declared as such; others without what converts them.
    named = re.sub(r"^api|<(?:(?!path:)\w+:)?((?:path:)?\w+)>", lambda m: f"{{{m[1]}}}" if m[1] else "", there.route)
    return taken(named)
