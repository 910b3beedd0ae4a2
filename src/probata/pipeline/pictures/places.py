"""Where events are told to have been, and the ways that goods and people are told to have taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from probata.desk import Desk
from probata.knowledge import Locations, load
from probata.pictures import Route, Spot, SpotKind, Unplaced, WorldMap, isolated
from probata.pipeline.labels import Labels
from probata.pipeline.pictures.wording import Href, event_label
from probata.records import Claim, Leg, LegRole, Outlined, Place, PlaceKind

PlaceHref = Callable[[str], str]
"""The address of the incidents at a place, by its name."""

Degrees = tuple[float, float]
_NAMED = 3
"""Incidents that a mark names; the others are counted by it."""


@dataclass(slots=True)
class _At:
    """A place, by its name and state, with the incidents that name it."""

    place: Place
    label: str
    at: Degrees | None
    incidents: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Way:
    """A way, by its legs, with the incidents that tell of it."""

    route: tuple[Leg, ...]
    incidents: dict[str, str] = field(default_factory=dict)


def map_of(
    desk: Desk,
    incidents: Iterable[Outlined],
    href: Href,
    *,
    place_href: PlaceHref | None = None,
    title: str = "Places and routes as told",
) -> WorldMap:
    """The places that claims name, and their routes. Incidents are counted, not claims.

    A mark of one incident leads to it, one of several to ``place_href``, else to the list. A state stands at its
    capital; what has no coordinates for sure, or no name, is listed beside the map.
    """
    labels, locations = Labels(), load().locations
    events: dict[str, str] = {}
    homes: dict[str, list[str]] = defaultdict(list)
    for incident in incidents:
        events[incident.id] = event_label(incident, labels)
        for claim_id in incident.claims:
            homes[claim_id].append(incident.id)
    places: dict[tuple[str, str | None], _At] = {}
    ways: dict[tuple[tuple[str, str], ...], _Way] = {}
    for claim in desk.claims_placed(homes):
        told = {i: events[i] for i in homes[claim.id]}
        for place in _places(claim):
            found = places.setdefault((place.key, place.state), _at(place, labels, locations))
            found.incidents.update(told)
        if len(claim.route) > 1:
            way = ways.setdefault(tuple((leg.role.value, leg.place.key) for leg in claim.route), _Way(claim.route))
            way.incidents.update(told)
    spots = [_spot(p, _address(p.place.key, p.incidents, href, place_href)) for p in places.values() if p.at]
    unplaced = [
        Unplaced(p.label, _address(p.place.key, p.incidents, href, place_href), len(p.incidents), _events(p.incidents))
        for p in places.values()
        if not p.at
    ]
    routes: list[Route] = []
    for way in ways.values():
        drawn = _way(way, labels, locations, _address("", way.incidents, href, None))
        if isinstance(drawn, Route):
            routes.append(drawn)
        else:
            unplaced.append(drawn)
    return WorldMap(
        title,
        tuple(spots),
        tuple(routes),
        tuple(unplaced),
        href(""),
        "Coastlines only; no border is drawn, and none is meant. Places are those that reports name; nothing is "
        "established. Coordinates: GeoNames (CC BY 4.0). Coastline: Natural Earth.",
    )


def _places(claim: Claim) -> Iterator[Place]:
    if claim.place is not None:
        yield claim.place
    yield from (leg.place for leg in claim.route)


def _at(place: Place, labels: Labels, locations: Locations) -> _At:
    return _At(place, _label(place, labels), _degrees(place, locations))


def _degrees(place: Place, locations: Locations) -> Degrees | None:
    if place.kind is PlaceKind.STATE:
        found = locations.capital(place.state) if place.state else None
    else:
        found = locations.place(place.name, place.state) if place.name else None
    return (found.latitude, found.longitude) if found is not None else None


def _label(place: Place, labels: Labels) -> str:
    if place.kind is PlaceKind.STATE and place.state:
        return isolated(labels.actor(place.state))
    return isolated(place.name or f"“{place.text}”")


def _kind(place: Place) -> SpotKind:
    if place.kind is PlaceKind.STATE:
        return SpotKind.STATE
    return SpotKind.PORT if place.kind is PlaceKind.PORT else SpotKind.PLACE


def _spot(found: _At, address: str) -> Spot:
    assert found.at is not None  # callers list the others
    kind = _kind(found.place)
    told = _events(found.incidents)
    detail = f"no place in it told; {told}" if kind is SpotKind.STATE else told
    return Spot(found.label, address, found.at, len(found.incidents), kind, detail)


def _way(way: _Way, labels: Labels, locations: Locations, address: str) -> Route | Unplaced:
    """The route over the stops that have coordinates, if those are two or more."""
    stops = [(_label(leg.place, labels), _degrees(leg.place, locations)) for leg in way.route]
    known = [at for _, at in stops if at is not None]
    ordered = all(leg.role is not LegRole.END for leg in way.route)
    label = (" → " if ordered else " – ").join(name for name, _ in stops)
    if len(dict.fromkeys(known)) < 2:
        return Unplaced(label, address, len(way.incidents), _events(way.incidents))
    left_out = ", ".join(name for name, at in stops if at is None)
    detail = "; ".join(w for w in (f"no coordinates: {left_out}" if left_out else "", _events(way.incidents)) if w)
    return Route(label, address, tuple(known), len(way.incidents), ordered, detail)


def _address(key: str, incidents: dict[str, str], href: Href, place_href: PlaceHref | None) -> str:
    if len(incidents) == 1:
        return href(next(iter(incidents)))
    return place_href(key) if place_href and key else href("")


def _events(incidents: dict[str, str]) -> str:
    named = list(dict.fromkeys(incidents.values()))
    return "; ".join(named[:_NAMED])
