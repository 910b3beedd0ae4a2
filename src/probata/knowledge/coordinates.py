"""Where places are, as far as an entry of GeoNames is the place for sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from probata.knowledge.yamlfile import Spec, read_yaml

_ENTRY = ("state", "latitude", "longitude", "geonames")


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Degrees north and east, to a hundredth; ``geonames`` is the entry that they were read from."""

    latitude: float
    longitude: float
    geonames: int


class Locations:
    """The table of coordinates, by name and state."""

    def __init__(
        self, places: Mapping[tuple[str, str], Coordinates], capitals: Mapping[str, tuple[str, Coordinates]]
    ) -> None:
        self._places = places
        self._capitals = capitals

    def place(self, name: str, state: str | None) -> Coordinates | None:
        """Where a place of our table (by its name there) or a capital is; ``None`` where that isn't sure, and for one
        of which the state isn't known."""
        if state is None:
            return None
        capital = self._capitals.get(state)
        if capital is not None and capital[0].casefold() == name.casefold():
            return capital[1]
        return self._places.get((name.casefold(), state))

    def capital(self, state: str) -> Coordinates | None:
        """Where a state's capital is; ``None`` too where naming one would take a side."""
        found = self._capitals.get(state)
        return found[1] if found is not None else None


def read_coordinates() -> Locations:
    """The table of ``data/coordinates.yml``. :class:`~probata.errors.KnowledgeError` where the file is wrong."""
    content = Spec(read_yaml("coordinates.yml"), ("places", "capitals"), "coordinates.yml")
    places = content.specs("places", ("place", *_ENTRY))
    capitals = content.specs("capitals", ("capital", *_ENTRY))
    return Locations(
        {(s.text("place").casefold(), s.text("state")): _read(s) for s in places},
        {s.text("state"): (s.text("capital"), _read(s)) for s in capitals},
    )


def _read(spec: Spec) -> Coordinates:
    latitude, longitude, entry = spec.number("latitude"), spec.number("longitude"), spec.integer("geonames")
    if latitude is None or longitude is None or entry is None:
        raise spec.error("an entry without its coordinates and number; remove it")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise spec.error(f"there is no place at {latitude}, {longitude}; degrees north and east are needed")
    return Coordinates(latitude, longitude, entry)
