"""Agencies, newspapers, broadcasters and research houses, as the source or relay of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from probata.knowledge.phrases import with_capitals
from probata.knowledge.scanner import Scanner
from probata.knowledge.yamlfile import read_yaml, specs


class OutletKind(StrEnum):
    """What an outlet is to a reader who weighs it; ``imagery`` sells pictures that others read."""

    AGENCY = "agency"
    STATE = "state"
    PUBLIC = "public"
    PRESS = "press"
    RESEARCH = "research"
    IMAGERY = "imagery"
    RELAY = "relay"


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet. ``agency``: others print its copy, so a credit to it names the origin.

    ``owner`` is the state that a state medium speaks for or that funds a public one. ``hosts`` are
    the domains it publishes under. ``codes`` are short forms that count only as a credit ("AP" in
    a dateline), because they are words or initials elsewhere too. ``family`` joins outlets that may be one
    chain of sources.
    """

    id: str
    kind: OutletKind
    agency: bool = False
    owner: str | None = None
    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    family: str | None = None
    note: str = ""
    citation_status: str = "unseen"
    source: str | None = None


@dataclass(frozen=True, slots=True)
class OutletMatch:
    """An outlet named in a text; ``code``: by a short form that others may share."""

    start: int
    end: int
    text: str
    outlet: str
    agency: bool
    code: bool = False


_KEYS = (
    "id", "kind", "agency", "owner", "names", "codes", "hosts", "family", "note", "citation_status", "source",
)  # fmt: skip


class Outlets:
    """The outlets of the tables."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self._outlets = {o.id: o for o in outlets}
        self._hosts = {host: o for o in self._outlets.values() for host in o.hosts}

    def __iter__(self) -> Iterator[Outlet]:
        return iter(self._outlets.values())

    def get(self, outlet_id: str) -> Outlet | None:
        """The outlet of that id (its usual English name)."""
        return self._outlets.get(outlet_id)

    def by_host(self, host: str) -> Outlet | None:
        """The outlet that publishes under a host name or a parent domain of it."""
        labels = host.lower().strip(".").split(".")
        for first in range(len(labels) - 1):
            found = self._hosts.get(".".join(labels[first:]))
            if found:
                return found
        return None

    def scan(self, text: str) -> tuple[OutletMatch, ...]:
        """The outlets named in a text, in order, never overlapping; offsets into ``text``."""
        return tuple(
            OutletMatch(start, end, text[start:end], outlet.id, outlet.agency, code)
            for start, end, (outlet, code) in self._scanner.scan(text)
        )

    @cached_property
    def _scanner(self) -> Scanner[tuple[Outlet, bool]]:
        table: dict[str, tuple[Outlet, bool] | None] = {}
        for outlet in self._outlets.values():
            for name in with_capitals(outlet.names):
                table.setdefault(name, (outlet, False))
            for code in outlet.codes:
                table.setdefault(code, (outlet, True))
        return Scanner(table)


def read_outlets() -> Outlets:
    """The outlets of ``data/outlets.yml``; the id is always one of the names."""
    outlets = []
    for spec in specs(read_yaml("outlets.yml"), _KEYS, "outlets.yml"):
        outlet_id = spec.text("id")
        kind = spec.choice("kind", OutletKind)
        outlets.append(
            Outlet(
                outlet_id,
                kind,
                spec.flag("agency", default=kind is OutletKind.AGENCY),
                spec.optional("owner"),
                (outlet_id, *spec.texts("names", ())),
                spec.texts("codes", ()),
                spec.texts("hosts", ()),
                spec.optional("family"),
                spec.text("note", ""),
                spec.citation_status("unseen"),
                spec.optional("source"),
            )
        )
    return Outlets(outlets)
