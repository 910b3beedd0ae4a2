"""Readable names of what records carry as ids: actors, measures, goods."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from probata.errors import UsageError
from probata.records import REPORT_VOICE, EnteredPlace, EnteredSource, SourceKind

if TYPE_CHECKING:
    from probata.knowledge import Knowledge
    from probata.knowledge.regimes import Regime

OWN_VOICE = "the report itself"
UNNAMED = "an unnamed source"


class Labels:
    """Names for the faces. They come from the tables; an id that those don't know is its own name."""

    @cached_property
    def _knowledge(self) -> Knowledge:
        from probata.knowledge import load

        return load()

    @cached_property
    def _regimes(self) -> tuple[Regime, ...]:
        from probata.pipeline.rulebase import regimes

        return regimes()

    def actor(self, actor_id: str) -> str:
        """``KP`` as "North Korea"."""
        if actor_id == REPORT_VOICE.id:
            return OWN_VOICE
        if actor_id == "anonymous":
            return UNNAMED
        known = self._knowledge.actors.get(actor_id)
        return known.names[0] if known and known.names else actor_id

    def actors(self, ids: Iterable[str]) -> str:
        """Several, with commas; empty for none."""
        return ", ".join(self.actor(i) for i in ids)

    def measure(self, measure_id: str) -> str:
        """The measure's title; empty if the rule base doesn't have it (any more)."""
        found = (r.measure(measure_id) for r in self._regimes)
        return next((m.title for m in found if m is not None), "")

    def item(self, item_id: str) -> str:
        """The label of an entry of the goods table; of ``arm.shell.152`` that of ``arm.shell``, with the calibre."""
        calibre = re.fullmatch(r"(.+?)\.(\d+(?:\.\d+)?)", item_id)
        found = self._knowledge.goods.get(calibre[1] if calibre else item_id)
        label = found.label if found else item_id
        return f"{label}, {calibre[2]} mm" if calibre else label

    def find_actors(self, words: Iterable[str]) -> tuple[str, ...]:
        """The ids that names or ids stand for; words that the tables don't know are kept as they are."""
        ids: list[str] = []
        for word in words:
            code = word.upper() if len(word) == 2 else word
            known = self._knowledge.actors.get(code) or self._knowledge.actors.find(word)
            ids.append(known.id if known else word)
        return tuple(dict.fromkeys(ids))

    def known(self, actor_id: str) -> bool:
        """Whether the tables have an actor or outlet of that id."""
        return self._knowledge.actors.get(actor_id) is not None

    def state_of(self, actor_id: str) -> str:
        """The state that an actor is, speaks for or belongs to, as far as the tables tell; empty for none."""
        return self._knowledge.actors.state_of(actor_id) or ""

    def speaker(self, word: str, on: str | None) -> EnteredSource:
        """Who a name or id is as a source on an ISO day: an official in office speaks for the state."""
        if word.casefold() in (REPORT_VOICE.id, OWN_VOICE):
            return EnteredSource(REPORT_VOICE.id, SourceKind.REPORT)
        if word.casefold() in ("anonymous", UNNAMED):
            return EnteredSource("anonymous", SourceKind.ANONYMOUS)
        (named,) = self.find_actors([word])
        if (outlet := self._knowledge.outlets.get(named)) is not None:
            return EnteredSource(outlet.id, SourceKind.MEDIA)
        actor = self._knowledge.actors.get(named)
        kind = actor.kind if actor is not None else SourceKind.PERSON
        person = named if kind is SourceKind.PERSON else None
        speaks_for = self._knowledge.actors.canonical_source(named, date.fromisoformat(on) if on else None)
        return EnteredSource(speaks_for, kind if speaks_for == named else SourceKind.STATE, person)

    def site(self, word: str) -> EnteredPlace:
        """A place by name, as the table has it; one that it doesn't have is its own name."""
        sites = {spelt.casefold(): site for spelt, site in self._knowledge.places if not site.adjective}
        site = sites.get(word.casefold())
        return EnteredPlace(word) if site is None else EnteredPlace(site.name, site.kind, site.state)

    def imo(self, ship: str) -> str | None:
        """The IMO number that the table has for a ship, where it was seen."""
        known = self._knowledge.actors.get(ship)
        return known.imo if known is not None else None

    def find_places(self, words: Iterable[str]) -> tuple[str, ...]:
        """The names that the table has for places, however they are spelt; others are kept as they are."""
        names = {spelt.casefold(): site.name for spelt, site in self._knowledge.places}
        return tuple(dict.fromkeys(names.get(word.casefold(), word) for word in words))

    def find_measure(self, word: str) -> str:
        """The measure's id, in any case of letters; :class:`UsageError` for one that no regime has."""
        ids = [m.id for r in self._regimes for m in r.measures]
        found = next((i for i in ids if i.lower() == word.lower()), None)
        if found is None:
            raise UsageError(f"there is no measure {word!r}; the rule base has {', '.join(sorted(ids))}")
        return found

    def find_regimes(self, words: Iterable[str]) -> tuple[str, ...]:
        """The regimes' ids, in any case of letters; :class:`UsageError` for one that isn't there."""
        ids = {r.id.lower(): r.id for r in self._regimes}
        for word in words:
            if word.lower() not in ids:
                raise UsageError(f"there is no regime {word!r}; the rule base has {', '.join(sorted(ids.values()))}")
        return tuple(dict.fromkeys(ids[word.lower()] for word in words))
