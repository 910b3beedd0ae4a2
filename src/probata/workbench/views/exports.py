"""What a list shows as a file: all of it, in the list's order."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_GET

from probata.exchange import KINDS, Format
from probata.workbench import exports


@require_GET
def export(request: HttpRequest, kind: str, suffix: str) -> HttpResponseBase:
    """The file of a kind, narrowed and ordered by the same address as its page."""
    if kind not in KINDS or suffix not in [f.value for f in Format]:
        raise Http404
    return exports.answer(exports.asked(kind, request.GET), Format(suffix), request.GET)


urlpatterns = [path("export/<str:kind>.<str:suffix>", export, name="export")]
