"""The pictures of a desk: of which incidents, put together how. Pages draw them, the API tells their tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.http import QueryDict
from django.urls import reverse

from probata.desk import Filter
from probata.errors import UsageError
from probata.pictures import Picture, draw_flow, draw_map, draw_timeline
from probata.pipeline.pictures import Counted, Grouping, flow_of, map_of, timeline_of
from probata.records import IncidentOutline
from probata.workbench import lists, opened
from probata.workbench.links import url_of

MOST = 300
"""Incidents in one picture, the latest that meet the conditions: more would be no picture, and take long."""

OPTIONS: Mapping[str, tuple[str, type[StrEnum]]] = {"timeline": ("lanes", Grouping), "flow": ("counted", Counted)}
"""By the name of a picture, what else an address says of it, and the values of that, the usual one first."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture. ``chosen`` is the value of its option; ``nothing`` where no incident meets the conditions, ``more``
    where there are others than the :data:`MOST` in it."""

    picture: Picture
    chosen: str
    nothing: bool
    more: bool


def drawn(name: str, query: QueryDict) -> Drawn:
    """The picture ("timeline", "flow", "map") that an address asks for. :class:`UsageError` for what can't be."""
    query = query.copy()
    option, values = OPTIONS.get(name, ("", None))
    words = query.pop(option, [])
    if len(words) > 1:
        raise UsageError(f"{option} is given {len(words)} times; give it once")
    chosen = _choice(option, values, words[0] if words else "") if values else ""
    by = lists.filter_of(query, ())
    page = opened.desk().outlines(by, "-happened", MOST)
    return Drawn(MADE[name](page.items, by, chosen), chosen, not page.items, page.has_next)


def _timeline(found: Sequence[IncidentOutline], by: Filter, chosen: str) -> Picture:
    lanes = Grouping(chosen)
    return draw_timeline(timeline_of(opened.desk(), found, _href, by=lanes, since=by.since, until=by.until))


def _flow(found: Sequence[IncidentOutline], by: Filter, chosen: str) -> Picture:
    return draw_flow(
        flow_of(opened.desk(), found, _href, since=by.since, until=by.until, counted=Counted(chosen), pair_href=_pair)
    )


def _map(found: Sequence[IncidentOutline], by: Filter, chosen: str) -> Picture:
    return draw_map(map_of(opened.desk(), found, _href, place_href=_place))


MADE: Mapping[str, Callable[[Sequence[IncidentOutline], Filter, str], Picture]] = {
    "timeline": _timeline, "flow": _flow, "map": _map,
}  # fmt: skip


def _choice(name: str, kind: type[StrEnum], word: str) -> str:
    ways = [k.value for k in kind]
    if word and word not in ways:
        raise UsageError(f"{name} {word[:40]!r} is not known; it can be {', '.join(ways)}")
    return word or ways[0]


def _href(record: str) -> str:
    return url_of(record) if record else reverse("incidents")


def _pair(giver: str, receiver: str) -> str:
    return reverse("incidents") + lists.address_of(actor=[a for a in (giver, receiver) if a])


def _place(name: str) -> str:
    return reverse("incidents") + lists.address_of(place=[name])
