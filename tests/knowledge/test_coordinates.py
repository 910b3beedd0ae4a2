"""Where places are: each is one of ours, in its state, and none is guessed."""

from __future__ import annotations

import pytest

from probata.errors import KnowledgeError
from probata.knowledge import coordinates, load
from probata.knowledge.coordinates import read_coordinates
from probata.knowledge.yamlfile import parse_yaml, read_yaml

LOCATIONS = load().locations


@pytest.mark.parametrize(
    ("name", "state", "north", "east"),
    [
        ("Vladivostok", "RU", 43.1, 131.9),
        ("Rajin", "KP", 42.3, 130.3),
        ("Dunai", "RU", 42.9, 132.3),
        ("Tikhoretsk", "RU", 45.9, 40.1),
        ("Fokino", "RU", 43.0, 132.4),
        ("Primorsk", "RU", 60.4, 28.6),
        ("Zaporizhzhia", "UA", 47.9, 35.1),
        ("Hong Kong", "CN", 22.3, 114.2),
        ("Pyongyang", "KP", 39.0, 125.8),
    ],
)
def test_places_are_where_they_are(name: str, state: str, north: float, east: float) -> None:
    found = LOCATIONS.place(name, state)
    assert found is not None
    assert (found.latitude, found.longitude) == pytest.approx((north, east), abs=0.06)


@pytest.mark.parametrize(
    ("name", "state"),
    [("Vostochny", "RU"), ("Punggye-ri", "KP"), ("Siberia", "RU"), ("Yellow Sea", None), ("Vladivostok", "KP")],
)
def test_what_is_not_sure_has_none(name: str, state: str | None) -> None:
    assert LOCATIONS.place(name, state) is None


@pytest.mark.parametrize(("state", "north"), [("KP", 39.0), ("US", 38.9), ("CR", 9.9), ("IL", None), ("PS", None)])
def test_capitals(state: str, north: float | None) -> None:
    found = LOCATIONS.capital(state)
    assert (found.latitude if found else None) == (pytest.approx(north, abs=0.06) if north else None)


def test_every_entry_is_of_a_place_or_state_of_ours() -> None:
    ours = {(site.name, site.state) for _, site in load().places}
    content = read_yaml("coordinates.yml")
    assert {(e["place"], e["state"]) for e in content["places"]} <= ours
    assert all(load().actors.get(e["state"]) for e in content["capitals"])


@pytest.mark.parametrize(
    ("entry", "error"),
    [
        ("{place: X, state: RU, latitude: 91.0, longitude: 0.0, geonames: 1}", "no place at 91.0"),
        ("{place: X, state: RU, latitude: 1.0, longitude: 0.0}", "'geonames' is missing"),
        ("{place: X, state: RU, latitude: ~, longitude: 0.0, geonames: 1}", "must be a number"),
        ("{town: X}", "unknown key 'town'"),
    ],
)
def test_what_is_wrong_is_named(monkeypatch: pytest.MonkeyPatch, entry: str, error: str) -> None:
    text = f"places:\n  - {entry}\ncapitals: []\n"
    monkeypatch.setattr(coordinates, "read_yaml", lambda name: parse_yaml(text, name))
    with pytest.raises(KnowledgeError, match=f"coordinates.yml:2: .*{error}"):
        read_coordinates()
