"""Sanctions regimes as dated data: measures, their paragraphs, exemptions, and who watches over them.

A regime is one file in ``data/regimes`` or in a folder of one's own; a new one needs no code. Dates are
ISO strings, first and last day inclusive. ``citation_status`` says how far a citation was checked: ``seen``,
``partly`` or ``unseen``; see :func:`lowest`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from probata.knowledge.caps import Cap
from probata.records import ClaimType, ObjectClass


class Direction(StrEnum):
    """Which way a measure looks, from the target state's side."""

    TO = "TO"
    FROM = "FROM"
    BOTH = "BOTH"
    ON = "ON"
    AT = "AT"


class CitationStatus(StrEnum):
    """How far measure and paragraph number were checked against a source."""

    SEEN = "seen"
    PARTLY = "partly"
    UNSEEN = "unseen"


class Kind(StrEnum):
    """What a measure does. Bans and ceilings are held against events; the others say what States must or may do."""

    BAN = "ban"
    CEILING = "ceiling"
    DUTY = "duty"
    POWER = "power"
    CALL = "call"
    INTENT = "intent"


_ORDER = (CitationStatus.UNSEEN, CitationStatus.PARTLY, CitationStatus.SEEN)


def lowest(statuses: Iterable[CitationStatus]) -> CitationStatus:
    """The weakest of several; ``unseen`` where there are none."""
    return min(statuses, key=_ORDER.index, default=CitationStatus.UNSEEN)


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution or other instrument; ``last_paragraph`` is the number of its last operative paragraph where known.

    ``adopted`` is a day, or a year where a source gives no more.
    """

    number: str
    adopted: str
    citation_status: CitationStatus
    source: str
    last_paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a measure's chain.

    ``objects`` are the classes and ``items`` the entries of the goods table that it surely names, ``unclear`` classes
    or entries that it may or may not reach (small arms among "weapons"), ``excluded`` entries that it leaves out.
    ``direction`` is set where it is narrower than the measure's. ``ended`` says why it ended where no other
    paragraph follows. Of days before ``known_from`` and after ``known_to`` the file doesn't say whether it was in force
    (an earlier stretch whose dates weren't seen, a renewal that couldn't be checked).
    """

    resolution: str
    paragraph: str
    in_force_from: str
    in_force_to: str | None
    superseded_by: str | None
    objects: tuple[ObjectClass, ...]
    items: tuple[str, ...]
    unclear: tuple[str, ...]
    excluded: tuple[str, ...]
    direction: Direction | None
    scope: str
    cap: Cap | None
    citation_status: CitationStatus
    source: str
    ended: str = ""
    known_from: str | None = None
    known_to: str | None = None

    @property
    def label(self) -> str:
        """How it is cited: ``1718 OP8(b)``; ``2624 (paragraph not seen)`` where the number isn't known."""
        return f"{self.resolution} {self.paragraph}"


@dataclass(frozen=True, slots=True)
class Exemption:
    """A way out of a measure, and who decides on it. ``in_force_from`` is empty where no source gave the day."""

    rule: str
    text: str
    decided_by: str
    in_force_from: str
    citation_status: CitationStatus
    source: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Events and goods that some read under a measure and others don't; ``because`` says who."""

    events: tuple[ClaimType, ...]
    objects: tuple[ObjectClass, ...]
    because: str
    source: str


@dataclass(frozen=True, slots=True)
class Side:
    """What one side of a dispute over the law says."""

    who: str
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class Contested:
    """Whether the rules are in force at all is disputed, from ``since`` on; Probata takes no side."""

    since: str
    because: str
    sides: tuple[Side, ...]

    @property
    def told(self) -> str:
        """The dispute in one line."""
        sides = "; ".join(f"{s.who}: {s.says}" for s in self.sides)
        return f"contested since {self.since}: {self.because} ({sides})"


@dataclass(frozen=True, slots=True)
class Manner:
    """Something that must be said of the event in so many words ("ship-to-ship"), or a place where it must happen."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """An element that reports can't decide and a person has to."""

    name: str
    because: str


@dataclass(frozen=True, slots=True)
class Definition:
    """Goods that a text names outright: all of ``all_of`` together, from ``in_force_from`` on."""

    name: str
    all_of: tuple[ObjectClass, ...]
    in_force_from: str
    because: str
    otherwise: str
    source: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One prohibition, ceiling or duty with its chain of paragraphs.

    ``event_is_object``: the event itself is what is banned (training, a launch), so goods need not
    be named. ``questions`` and ``definition`` become elements of every finding. ``binds`` are the states that it
    binds, ``targets`` those of the regime's that it is about, if not all. ``unmatched`` says why no incident is held
    against it: reports don't show what it asks for.
    """

    id: str
    title: str
    direction: Direction
    events: tuple[ClaimType, ...]
    objects: tuple[ObjectClass, ...]
    paragraphs: tuple[Paragraph, ...]
    addressee: str
    kind: Kind = Kind.BAN
    items: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    readings: tuple[Reading, ...] = ()
    questions: tuple[Question, ...] = ()
    manner: Manner | None = None
    definition: Definition | None = None
    contested: Contested | None = None
    event_is_object: bool = False
    targets: tuple[str, ...] = ()
    binds: tuple[str, ...] = ()
    unmatched: str = ""
    hs: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Monitor:
    """A body that watches over a regime, with its own dates; a measure doesn't end with it."""

    id: str
    title: str
    un_body: bool
    start: str
    end: str | None
    citation_status: CitationStatus
    source: str
    note: str = ""

    def at_work(self, on: str) -> bool:
        """Whether it had a mandate on that day (ISO date)."""
        return self.start <= on and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class NotNamed:
    """Events of some goods that no measure names in one direction; ``nearest`` would, but leaves them out."""

    events: tuple[ClaimType, ...]
    objects: tuple[ObjectClass, ...]
    direction: Direction
    nearest: str
    because: str
    source: str


@dataclass(frozen=True)
class Regime:
    """A sanctions regime. ``version`` is a digest of its file, named by every finding made with it.

    ``targets`` are the ids of states, groups and people that it is about. ``contested`` holds for all its measures.
    """

    id: str
    title: str
    targets: tuple[str, ...]
    version: str
    compiled: str
    resolutions: tuple[Resolution, ...]
    monitors: tuple[Monitor, ...]
    exemptions: tuple[Exemption, ...]
    not_named: tuple[NotNamed, ...]
    measures: tuple[Measure, ...]
    contested: Contested | None = None
    note: str = ""

    @property
    def rule_base(self) -> str:
        """What a finding cites as its rules: ``UN-KP@1a2b3c4d5e6f``."""
        return f"{self.id}@{self.version}"

    def measure(self, measure_id: str) -> Measure | None:
        """The measure of that id."""
        return next((m for m in self.measures if m.id == measure_id), None)

    def about(self, kind: ClaimType) -> tuple[Measure, ...]:
        """The measures that look at events of a kind, in the file's order."""
        return self._about[kind]

    @cached_property
    def _about(self) -> dict[ClaimType, tuple[Measure, ...]]:
        return {
            kind: tuple(m for m in self.measures if kind in m.events or any(kind in r.events for r in m.readings))
            for kind in ClaimType
        }


@cache
def load_regimes(folder: Path | None = None) -> tuple[Regime, ...]:
    """All packaged regimes by file name, then those of a folder of one's own, which replace packaged ones of their id.

    :class:`~probata.errors.KnowledgeError` for a wrong file or a folder that can't be read.
    """
    from probata.knowledge.regimefile import read_folder

    found = {r.id: r for r in read_folder(files("probata.knowledge") / "data" / "regimes")}
    if folder is not None:
        found |= {r.id: r for r in read_folder(folder)}
    return tuple(found.values())
