"""Where an event is placed, and the way that goods or people take."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from probata.records.span import Span


class PlaceKind(StrEnum):
    """What a place is, by the text's own noun ("the port of X"), else by the table of places."""

    STATE = "state"
    REGION = "region"
    TOWN = "town"
    PORT = "port"
    STATION = "station"
    AIRFIELD = "airfield"
    CROSSING = "crossing"
    BORDER = "border"
    COSMODROME = "cosmodrome"
    BASE = "base"
    DEPOT = "depot"
    PLANT = "plant"
    SITE = "site"
    SEA = "sea"


@dataclass(frozen=True, slots=True)
class Place(Span):
    """A place as the text names it ("ammunition depot near Tikhoretsk").

    ``name`` is the table's name of it or of what it lies at, else the text's own; ``None`` for one without a
    name ("depots near the border"). ``state`` is the code of the state on whose territory it lies, where the
    table or the text says so; what lies in dispute has none. ``relation`` is the word that ties the event to
    it ("in", "near", "off", "via"): what is off a coast is not in that state.
    """

    name: str | None = None
    kind: PlaceKind | None = None
    state: str | None = None
    relation: str | None = None

    @property
    def key(self) -> str:
        """What two reports of one place share: its name, else its words."""
        return (self.name or self.text).casefold()


class LegRole(StrEnum):
    """A place's part in a route. ``end``: one of two ends, and the direction is not told ("between A and B")."""

    ORIGIN = "origin"
    VIA = "via"
    DESTINATION = "destination"
    END = "end"


@dataclass(frozen=True, slots=True)
class Leg:
    """One place of a route, in the order of the way; ``by`` are the words of what goes there ("train")."""

    role: LegRole
    place: Place
    by: Span | None = None
