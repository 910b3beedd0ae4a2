"""Places by name, the state they lie in and what they are; and the nouns that say what a place is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from probata.errors import KnowledgeError
from probata.knowledge.phrases import plural
from probata.knowledge.scanner import Scanner
from probata.knowledge.yamlfile import Spec, read_yaml
from probata.records import PlaceKind

_KINDS = tuple(k.value for k in PlaceKind)


@dataclass(frozen=True, slots=True)
class Site:
    """An entry of the table of places. ``kind`` is ``None`` for a name that several places bear;
    ``state`` for waters. ``harbour``: a port, where a ship is spoken of. ``adjective``: a word that places a thing
    and names no place ("Siberian")."""

    name: str
    kind: PlaceKind | None
    state: str | None
    adjective: bool = False
    harbour: bool = False


class Places:
    """The table of places. ``kinds`` gives what a noun (singular, small letters) says that a place is; one of
    ``never`` before it makes it no place ("power station")."""

    def __init__(self, sites: Mapping[str, Site], kinds: Mapping[str, PlaceKind], never: frozenset[str]) -> None:
        self._sites = sites
        self.kinds = kinds
        self.never = never

    def __iter__(self) -> Iterator[tuple[str, Site]]:
        return iter(self._sites.items())

    def scan(self, text: str) -> Iterator[tuple[int, int, Site]]:
        """(start, end, site) of the names in a text, in order, longest first, never overlapping."""
        return self._scanner.scan(text)

    def scan_nouns(self, text: str) -> Iterator[tuple[int, int, PlaceKind]]:
        """(start, end, kind) of the nouns that say what a place is, one or many, in any case."""
        return self._nouns.scan(text)

    @cached_property
    def _nouns(self) -> Scanner[PlaceKind]:
        return Scanner({form: k for n, k in self.kinds.items() for form in (n, plural(n))}, ignore_case=True)

    @cached_property
    def _scanner(self) -> Scanner[Site]:
        return Scanner(dict(self._sites))


def read_places() -> Places:
    """The places of ``data/places.yml``. :class:`~probata.errors.KnowledgeError` where the file is wrong."""
    content = Spec(read_yaml("places.yml"), ("kinds", "never", "places", "seas", "adjectives"), "places.yml")
    given = content.spec("kinds", _KINDS)
    kinds = {n: PlaceKind(k) for k in _KINDS if given is not None for n in given.texts(k, ())}
    sites: dict[str, Site] = {}

    def put(
        spec: Spec,
        key: str,
        kind: PlaceKind | None,
        state: str | None,
        *,
        adjective: bool = False,
        harbour: bool = False,
    ) -> None:
        for entry in spec.texts(key, ()):
            names = [n.strip() for n in entry.split("=")]
            for name in names:
                if name in sites:
                    raise KnowledgeError(f"{spec.where}: the place {name!r} stands twice; remove one")
                sites[name] = Site(names[0], kind, state, adjective, harbour)

    for state, value in content.raw("places").items():
        spec = Spec(value, (*_KINDS, "ambiguous", "either", "harbour"), f"places.yml, {state}")
        for key in _KINDS:
            put(spec, key, PlaceKind(key), state)
        put(spec, "ambiguous", None, state)
        put(spec, "either", None, state, harbour=True)
        put(spec, "harbour", PlaceKind.TOWN, state, harbour=True)
    put(content, "seas", PlaceKind.SEA, None)
    for state, value in content.raw("adjectives").items():
        put(Spec({"adjectives": value}, ("adjectives",), "places.yml"), "adjectives", None, state, adjective=True)
    return Places(sites, kinds, frozenset(content.texts("never")))
