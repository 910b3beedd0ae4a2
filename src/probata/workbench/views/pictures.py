"""Events in time, who sends what to whom, and where: pictures of what is told, each with its table."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.safestring import SafeString

from probata.workbench import lists
from probata.workbench.drawing import MOST, OPTIONS, drawn

SHAPES = {
    name: lists.Shape(heading, lead, "of the event", ("actor", "type", "goods", "disputed", "since", "until"),
                      ("measure", "regime", "origins", "place", "carrier", "source"), (("", ""),))
    for name, heading, lead in (
        ("timeline", "Timeline", "When alleged events are told to have been, and when somebody said so or denied it."),
        ("flow", "Flow", "Who is told to have sent what to whom, by incidents or by independent origins; never by "
         "reports, which repeat each other."),
        ("map", "Map", "Places and routes, as they are told. Land and water only: borders take sides."),
    )
}  # fmt: skip


def timeline(request: HttpRequest) -> HttpResponse:
    """Incidents as intervals, with the statements about them."""
    return _page(request, "timeline")


def flow(request: HttpRequest) -> HttpResponse:
    """Givers, receivers and what passes between them."""
    return _page(request, "flow")


def map_(request: HttpRequest) -> HttpResponse:
    """Places and routes."""
    return _page(request, "map")


def _page(request: HttpRequest, name: str) -> HttpResponse:
    shape, query = SHAPES[name], request.GET.copy()
    svg = query.pop("svg", None)
    made = drawn(name, query)
    if svg:
        answer = HttpResponse(made.picture.standalone(), content_type="image/svg+xml")
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}.svg"'
        return answer
    option, options = OPTIONS.get(name, ("", ()))
    query.pop(option, None)
    open_fields, more = lists.fields(shape, query)
    context = {
        "name": name,
        "shape": shape,
        "picture": SafeString(made.picture.markup),  # made by lxml from text nodes: nothing in it is markup but ours
        "nothing": made.nothing,
        "cut": MOST if made.more else 0,
        "fields": open_fields,
        "more": more,
        "more_open": any(f.value for f in more),
        "chips": lists.chips(query),
        "option": option,
        "options": [o.value for o in options],
        "chosen": made.chosen,
        "list": reverse("incidents") + lists.address(query),
        "svg": lists.address(request.GET, svg="1"),
    }
    return render(request, "workbench/picture.html", context)


urlpatterns = [
    path("timeline", timeline, name="timeline"),
    path("flow", flow, name="flow"),
    path("map", map_, name="map"),
]
