"""*Said*: who says something, in which words, through whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from probata.records.span import Offsets, Span
from probata.records.time import DateInterval


class Stance(StrEnum):
    """How a source puts an event forward."""

    ASSERTS = "asserts"
    ALLEGES = "alleges"
    DENIES = "denies"
    UNVERIFIED = "unverified"


class SourceKind(StrEnum):
    """What a source is; ``report`` is the outlet's own voice."""

    STATE = "state"
    PERSON = "person"
    ORGANISATION = "organisation"
    MEDIA = "media"
    ANONYMOUS = "anonymous"
    REPORT = "report"


ENTERED = "entered"
"""The rule of a source that a person, not the grammar, took the words for."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it. ``id`` is the canonical id of ``gold/claims/GUIDELINES.md``: a state's code
    for a government or an official in office, else the name, ``anonymous`` or ``report``.

    ``start``/``end`` are ``None`` for the outlet's own voice and for a source that no words name at all
    ("is believed to"); its ``text`` is then empty.
    A source that a person entered where no words name it has no place either; its ``rule`` is :data:`ENTERED`.
    ``alternatives`` keeps other readings of an ambiguous reference. ``rule`` says how the words were
    taken for who it is, ``antecedent`` where the name stands that a pronoun or short form was taken back to.
    """

    text: str
    id: str
    kind: SourceKind
    named: bool
    start: int | None = None
    end: int | None = None
    person: str | None = None
    alternatives: tuple[str, ...] = ()
    rule: str = ""
    antecedent: Offsets | None = None

    def __post_init__(self) -> None:
        placeless = self.kind is SourceKind.REPORT or self.rule == ENTERED
        nobody = self.kind is SourceKind.ANONYMOUS and not self.text
        if self.start is None and not placeless and not nobody:
            raise ValueError(f"source {self.text!r} has no place in the text; only the report's own voice may")


NOBODY = Source("", "anonymous", SourceKind.ANONYMOUS, named=False)
"""The source of what is said by nobody that the text names or describes."""

REPORT_VOICE = Source("report", "report", SourceKind.REPORT, named=False)
"""The outlet speaking for itself."""


@dataclass(frozen=True, slots=True)
class Via:
    """One link between the source and the report: an agency, a ministry that passes words on."""

    text: str
    id: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution. ``content`` may be several stretches; ``said`` is when it was said.

    A joint source ("both countries") makes one statement each. ``engine`` and ``rule`` say what
    found it, ``score`` how sure a learned engine is of its cue (0 to 1). ``speaks`` is false for a
    wish or a feeling ("he likes the plan") and for words not said: no claim is made by it.
    """

    id: str
    report: str
    source: Source
    cue: Span | None
    content: tuple[Offsets, ...]
    stance: Stance
    via: tuple[Via, ...] = ()
    said: DateInterval | None = None
    engine: str = ""
    rule: str = ""
    score: float | None = None
    speaks: bool = True
