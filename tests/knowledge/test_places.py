"""The table of places, and the words for what carries."""

from __future__ import annotations

import pytest

from probata.knowledge import load
from probata.records import MeansKind, PlaceKind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from Najin to Dunay", [("Rajin", PlaceKind.PORT, "KP"), ("Dunai", PlaceKind.PORT, "RU")]),
        ("in Kursk and Nampo", [("Kursk", None, "RU"), ("Nampo", PlaceKind.TOWN, "KP")]),
        ("at Vostochny", [("Vostochny", None, "RU")]),
        ("the Vostochny Cosmodrome", [("Vostochny Cosmodrome", PlaceKind.COSMODROME, "RU")]),
        ("Simon’s Town", [("Simon's Town", PlaceKind.TOWN, "ZA")]),
        ("the East China Sea", [("East China Sea", PlaceKind.SEA, None)]),
        ("Rajinder and rajin", []),
    ],
)
def test_places_by_name(text, found):
    assert [(s.name, s.kind, s.state) for _, _, s in load().places.scan(text)] == found


def test_every_state_of_a_place_is_known():
    states = {s.state for _, s in load().places if s.state}
    assert states
    assert [s for s in states if load().actors.get(s) is None] == []


def test_adjectives_place_but_are_no_places():
    adjectives = [s for _, s in load().places if s.adjective]
    assert adjectives
    assert all(s.kind is None and s.state for s in adjectives)


def test_nouns_in_any_number_and_case():
    assert [k for _, _, k in load().places.scan_nouns("Naval bases and an AIRPORT")] == [
        PlaceKind.BASE,
        PlaceKind.AIRFIELD,
    ]
    kinds = [k for _, _, k in load().carriers.scan("two oil-tankers, a Freight Car, lorries")]
    assert kinds == [MeansKind.VESSEL, MeansKind.TRAIN, MeansKind.TRUCK]
