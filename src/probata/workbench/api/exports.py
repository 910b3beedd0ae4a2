"""Whole lists as files, narrowed by the same parameters as the pages of the workbench."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from probata.desk.paging import ORDERS
from probata.errors import UsageError
from probata.exchange import ExportKind, Format
from probata.workbench import exports
from probata.workbench.api.lists import parameter, parameters
from probata.workbench.api.operations import reading
from probata.workbench.models import Scope

FORMATS = tuple(f.value for f in Format)
_TEXT = {"type": "string"}
_ORDERS = ["", *sorted({way for orders in ORDERS.values() for name in orders for way in (name, f"-{name}")})]

GIVEN = parameters((
    parameter("format", {"enum": list(FORMATS), "type": "string", "default": "csv"}),
    parameter("order", {"enum": _ORDERS, "type": "string"}, "As the list of the kind can be ordered."),
    parameter("bom", {"enum": ["yes", "no", ""], "type": "string"}, "Begin a CSV with a mark by which Excel knows it."),
    parameter("about", _TEXT, "Of custody: only entries about this record."),
    parameter("author", _TEXT, "Of custody: only entries of this author."),
    parameter("period", _TEXT, "Of caps: only this year, month or day."),
    parameter("as-of", _TEXT, "Of caps: only what was published by this day."),
))  # fmt: skip


@reading(
    "/export/{kind}",
    tuple(f.media_type.partition(";")[0] for f in Format),
    Scope.EXPORT,
    url_name="export",
    tags=["lists"],
    openapi_extra=GIVEN,
)
def export(request: HttpRequest, kind: ExportKind) -> HttpResponseBase:
    """All records of a kind as CSV, JSON Lines or Parquet.

    The columns are told in docs/exports.md; headers beginning with X-Probata tell what the file is.
    """
    wanted = exports.asked(kind, request.GET)
    given = request.GET.getlist("format") or [Format.CSV.value]
    if len(given) > 1 or given[0] not in FORMATS:
        raise UsageError(f"format {given[0][:20]!r} is not known; it can be {', '.join(FORMATS)}")
    return exports.answer(wanted, Format(given[0]), request.GET)
