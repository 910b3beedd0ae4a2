"""Who stands at the root: what one source, taken by itself, goes back to.

* A government, its officials in office and its own state media are one root, the state.
* Officials whom nobody names ("US officials") are a root beside it that counts as the state: possibly they are one.
* A house that reads images or documents is one root with its people; several names of one house are one.
* An outlet is a root of its own where nobody is known to stand behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from probata.incidents.item import parse_day
from probata.incidents.origin_words import BRIEFED, DOCUMENT, IMAGERY, LAWMAKER, OFFICIAL, UNNAMED
from probata.records import OriginKind, Report, Source, SourceKind

if TYPE_CHECKING:
    from probata.knowledge import Knowledge, Outlet

UNNAMED_OF = "unnamed of "
"""Begins the root of a state's unnamed officials."""

_AFFILIATED = r"[^.;\n]{0,90}?"
_RANGE = 60


@dataclass(frozen=True, slots=True)
class Root:
    """Something that claims go back to. ``group`` is what it counts as: roots of one group count once."""

    key: str
    kind: OriginKind
    label: str
    because: str
    group: str


class Roots:
    """Looks up roots in the tables."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def label(self, actor: str) -> str:
        """The name that a reader knows an actor by."""
        known = self._knowledge.actors.get(actor)
        return known.names[0] if known is not None and known.names else actor

    def state(self, state: str, because: str) -> Root:
        return Root(state, OriginKind.OFFICIAL, self.label(state), because, state)

    def state_of(self, speaker: str, report: Report | None) -> str | None:
        """The state that a source speaks for on the day of the report."""
        actors = self._knowledge.actors
        found = actors.canonical_source(speaker, parse_day(report.published) if report else None)
        known = actors.get(found)
        return found if known is not None and known.kind is SourceKind.STATE else None

    def unnamed(self, state: str, words: str) -> Root:
        because = f"“{words}” are of {self.label(state)}, and nobody says who"
        return Root(
            f"{UNNAMED_OF}{state}",
            OriginKind.ANONYMOUS,
            f"unnamed officials of {self.label(state)}",
            because,
            state,
        )

    def anonymous(self, words: str, report: Report | None, report_id: str) -> Root:
        said = f" (“{words}”)" if words else ""
        where = self.page(report)
        key = f"anonymous in {report_id}"
        return Root(key, OriginKind.ANONYMOUS, f"an unnamed source{said} in {where}", f"nobody is named{said}", key)

    def outlet(self, name: str, why: str) -> Root:
        """An outlet's own words: those of the state for a state medium, of its house for a house's."""
        outlet = self._knowledge.outlets.get(name)
        if outlet is None:
            return Root(name, OriginKind.OUTLET, name, f"{name}: {why}", name)
        if outlet.kind == "state" and outlet.owner:
            return self.state(outlet.owner, f"{name} is a state medium of {self.label(outlet.owner)}")
        key = outlet.family or outlet.id
        because = f"{name}: {why}" if key == name else f"{name}, one house with {key}: {why}"
        return Root(key, self.kind_of(outlet), key, because, key)

    @staticmethod
    def kind_of(outlet: Outlet) -> OriginKind:
        if outlet.kind in ("research", "imagery"):
            return OriginKind.DOCUMENT
        return OriginKind.AGENCY if outlet.agency else OriginKind.OUTLET

    def page(self, report: Report | None) -> str:
        """What to call a report: who publishes it, else its title, never its id."""
        if report is None:
            return "a report that isn't at hand"
        name = self.outlet_name(report)
        if name:
            return name
        title = " ".join(report.title.text.split()) if report.title else ""
        return f"the report “{title[:80]}”" if title else report.label or "a report without a title"

    def outlet_name(self, report: Report) -> str:
        """Who publishes a report: its outlet, else the one of its address, empty where neither is known."""
        if report.outlet:
            return report.outlet
        host = urlsplit(report.url).hostname if report.url else None
        known = self._knowledge.outlets.by_host(host) if host else None
        return known.id if known else (host or "").removeprefix("www.")

    def speaker(self, source: Source, report: Report | None) -> Root:
        """The root of a source that is named, or whose state is."""
        state = self.state_of(source.id, report)
        if source.kind is SourceKind.STATE or state is not None:
            state = state or source.id
            if not source.named and source.person is None and UNNAMED.search(source.text):
                return self.unnamed(state, source.text)
            who = source.person or source.text or self.label(state)
            return self.state(
                state, f"{who} speaks for {self.label(state)}" if who != state else "it speaks for itself"
            )
        outlet = self._knowledge.outlets.get(source.id)
        if outlet is not None:
            return self._with_evidence(self.outlet(source.id, "reports it"), source, report)
        if source.kind is SourceKind.PERSON:
            return self._person(source, report)
        kind = OriginKind.OUTLET if source.kind is SourceKind.MEDIA else OriginKind.DOCUMENT
        because = "it is named and speaks for no state"
        return self._with_evidence(Root(source.id, kind, self.label(source.id), because, source.id), source, report)

    @staticmethod
    def _with_evidence(root: Root, source: Source, report: Report | None) -> Root:
        if root.kind in (OriginKind.OFFICIAL, OriginKind.AGENCY):
            return root
        if IMAGERY.search(source.text):
            return replace(root, kind=OriginKind.IMAGERY, because=f"{root.label} reads images")
        if DOCUMENT.search(source.text):
            return replace(root, kind=OriginKind.DOCUMENT, because=f"{root.label} rests on a document")
        return root

    def _person(self, source: Source, report: Report | None) -> Root:
        text = report.text if report is not None else ""
        if LAWMAKER.search(source.text) and BRIEFED.search(text):
            states = self.states_in(text, ("intelligence",))
            if len(states) == 1:
                return self.state(
                    states[0], f"{source.text} tells what a closed briefing of {self.label(states[0])} said"
                )
        house = self.house_of(source, text)
        if house is not None:
            return self.outlet(house, f"{source.person or source.id} works for it")
        kind = OriginKind.DOCUMENT if DOCUMENT.search(source.text) else OriginKind.PERSON
        because = f"{source.person or source.id} is named and speaks for no state"
        return Root(source.id, kind, self.label(source.id), because, source.id)

    def house_of(self, source: Source, text: str) -> str | None:
        """The research house that a report says a person works for: "RUSI's X", "X, an analyst at RUSI"."""
        houses = {m.outlet for m in self._knowledge.outlets.scan(source.text) if self._is_house(m.outlet)}
        if len(houses) == 1:
            return houses.pop()
        name = source.person or source.id
        for found in re.finditer(re.escape(name), text):
            before, after = text[max(0, found.start() - _RANGE) : found.start()], text[found.end() :][:120]
            near = re.split(r"[.;\n]", before)[-1]
            scan = self._knowledge.outlets.scan
            owned = [m for m in scan(near) if self._is_house(m.outlet) and re.match(r"['’]s?\b", near[m.end :])]
            if owned:
                return owned[-1].outlet
            apposed = re.match(rf",{_AFFILIATED}(?:,|\.|$)", after)
            for m in scan(apposed[0]) if apposed else ():
                if self._is_house(m.outlet):
                    return m.outlet
        return None

    def _is_house(self, outlet: str) -> bool:
        known = self._knowledge.outlets.get(outlet)
        return known is not None and known.kind == "research"

    def states_in(self, text: str, kinds: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The states that words name, themselves or by their people and bodies; with ``kinds`` only by a body
        whose name has one of those words."""
        found: dict[str, None] = {}
        for match in self._knowledge.actors.scan(text):
            for one in match.ids[:1]:
                if kinds and not any(k in one.lower() for k in kinds):
                    continue
                state = self._knowledge.actors.state_of(one)
                if state is not None:
                    found.setdefault(state)
        return tuple(found)

    def unnamed_state(self, words: str) -> str | None:
        """The one state whose people an unnamed source's own words make it ("a Ukrainian state body")."""
        if not OFFICIAL.search(words):
            return None
        states = self.states_in(words)
        return states[0] if len(states) == 1 else None

    def finders(self, report: Report) -> dict[str, Root]:
        """The research houses and monitoring bodies that a report names, beside its own outlet, by group."""
        own = self.outlet_name(report)
        kind = OriginKind.IMAGERY if IMAGERY.search(report.text) else OriginKind.DOCUMENT
        found: dict[str, Root] = {}
        for match in self._knowledge.outlets.scan(report.text):
            if self._is_house(match.outlet) and not match.code and match.outlet != own:
                root = self.outlet(match.outlet, f"“{match.text}” is whose findings the report tells")
                found.setdefault(root.group, replace(root, kind=kind))
        for named in self._knowledge.actors.scan(report.text):
            actor = self._knowledge.actors.get(named.ids[0])
            if actor is not None and actor.members:
                because = f"“{named.text}” is whose findings the report tells"
                found.setdefault(actor.id, Root(actor.id, OriginKind.DOCUMENT, self.label(actor.id), because, actor.id))
        return found
