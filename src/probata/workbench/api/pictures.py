"""What the pictures show, as tables: a row for each mark."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from probata.pictures import Table
from probata.workbench.api.answers import shape, tell
from probata.workbench.api.lists import parameter, parameters
from probata.workbench.api.operations import reading
from probata.workbench.drawing import MADE, MOST, OPTIONS, drawn

TAGS = ["pictures"]

SAID = {
    "timeline": "When events are told to have been, and who said so when",
    "flow": "Who is told to have sent what to whom",
    "map": "Where it is told to have been",
}


def _pictured(name: str) -> Callable[[HttpRequest], HttpResponse]:
    def told(request: HttpRequest) -> HttpResponse:
        made = drawn(name, request.GET)
        return tell(request, {"table": made.picture.table, "note": made.picture.note, "more": made.more})

    told.__name__ = name
    told.__doc__ = f"""{SAID[name]}: the table of the picture.

    It has the latest {MOST} incidents; `more` says that there are others. Narrow the period, then."""
    return told


for _name in MADE:
    _option, _values = OPTIONS.get(_name, ("", ()))
    _besides = (parameter(_option, {"type": "string", "enum": [*(v.value for v in _values), ""]}),) if _option else ()
    reading(f"/{_name}", shape(f"{_name.capitalize()}Table", table=Table, note=str, more=bool), url_name=_name,
            tags=TAGS, openapi_extra=parameters(_besides))(_pictured(_name))  # fmt: skip
