"""Sanctions regimes as dated data: measures, their paragraphs, exemptions, and who watches over them.

A regime is one file in ``data/regimes``; a new one needs no code. Dates are ISO strings, first and
last day inclusive. ``citation_status`` says how far a citation was checked: ``seen``, ``partly`` or
``unseen``; see :func:`lowest`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

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


_ORDER = (CitationStatus.UNSEEN, CitationStatus.PARTLY, CitationStatus.SEEN)


def lowest(statuses: Iterable[CitationStatus]) -> CitationStatus:
    """The weakest of several; ``unseen`` where there are none."""
    return min(statuses, key=_ORDER.index, default=CitationStatus.UNSEEN)


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution; ``last_paragraph`` is the number of its last operative paragraph where known."""

    number: str
    adopted: str
    citation_status: CitationStatus
    source: str
    last_paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a measure's chain.

    ``objects`` are the classes it surely names, ``unclear`` those that it may or may not reach
    (small arms among "weapons"). ``direction`` is set where it is narrower than the measure's.
    """

    resolution: str
    paragraph: str
    in_force_from: str
    in_force_to: str | None
    superseded_by: str | None
    objects: tuple[ObjectClass, ...]
    unclear: tuple[ObjectClass, ...]
    direction: Direction | None
    scope: str
    cap: Cap | None
    citation_status: CitationStatus
    source: str

    @property
    def label(self) -> str:
        """How it is cited: ``1718 OP8(b)``."""
        return f"{self.resolution} {self.paragraph}"


@dataclass(frozen=True, slots=True)
class Exemption:
    """A way out of a measure, and who decides on it."""

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
class Manner:
    """Something that must be said of the event in so many words, such as "ship-to-ship"."""

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
    be named. ``questions`` and ``definition`` become elements of every finding.
    """

    id: str
    title: str
    direction: Direction
    events: tuple[ClaimType, ...]
    objects: tuple[ObjectClass, ...]
    paragraphs: tuple[Paragraph, ...]
    addressee: str
    exemptions: tuple[Exemption, ...] = ()
    readings: tuple[Reading, ...] = ()
    questions: tuple[Question, ...] = ()
    manner: Manner | None = None
    definition: Definition | None = None
    event_is_object: bool = False
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
    """Goods that no measure of the regime names in one direction; ``nearest`` would, but leaves them out."""

    objects: tuple[ObjectClass, ...]
    direction: Direction
    nearest: str
    because: str
    source: str


@dataclass(frozen=True, slots=True)
class Regime:
    """A sanctions regime. ``version`` is a digest of its file, named by every finding made with it."""

    id: str
    title: str
    target_state: str
    version: str
    compiled: str
    resolutions: tuple[Resolution, ...]
    monitors: tuple[Monitor, ...]
    exemptions: tuple[Exemption, ...]
    not_named: NotNamed | None
    measures: tuple[Measure, ...]

    @property
    def rule_base(self) -> str:
        """What a finding cites as its rules: ``UN-KP@1a2b3c4d5e6f``."""
        return f"{self.id}@{self.version}"

    def measure(self, measure_id: str) -> Measure | None:
        """The measure of that id."""
        return next((m for m in self.measures if m.id == measure_id), None)


@cache
def load_regimes() -> tuple[Regime, ...]:
    """All packaged regimes, by file name. :class:`~probata.errors.KnowledgeError` for a wrong file."""
    from probata.knowledge.regimefile import read_regime

    folder = files("probata.knowledge") / "data" / "regimes"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".yml")), key=lambda f: f.name)
    return tuple(read_regime(f.name, f.read_bytes()) for f in found)
