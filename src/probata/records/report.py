"""The readable text derived from a capture: a working copy with its own hash and derivation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from probata.records.span import Span


class SegmentKind(StrEnum):
    """What a stretch of the text is to a reader. Only furniture is left out of the reading."""

    TITLE = "title"
    BODY = "body"
    CAPTION = "caption"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch (usually a line) of the text; ``reason`` says why, for furniture always."""

    start: int
    end: int
    kind: SegmentKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """One sign of the publication date; ``won`` marks the one that was used, ``why`` the choice."""

    value: str
    method: str
    where: str
    won: bool
    why: str = ""


class CreditKind(StrEnum):
    """How a report shows where its words or pictures came from."""

    WIRE = "wire"
    TOLD = "told"
    BYLINE = "byline"
    PHOTO = "photo"
    REPORTED_BY = "reported_by"


@dataclass(frozen=True, slots=True)
class Credit:
    """Origin evidence in the text: a wire credit, "told The Associated Press", a byline."""

    start: int
    end: int
    text: str
    agency: str
    kind: CreditKind


@dataclass(frozen=True, slots=True)
class Derivation:
    """How the text was made from the bytes, so that it can be made again."""

    tool: str
    version: str
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """A report as read. ``text`` holds everything, furniture too; ``segments`` tell it apart.

    ``sha256`` is of ``text`` in UTF-8. ``part`` names the piece of a capture that holds several
    reports (``line:3`` of a JSON Lines file), ``""`` for the whole. ``published`` is ``None``
    where no evidence gives it. ``label`` is what the user calls it: the record's own id in a JSON
    Lines file, else the file's name or the URL. ``text_kind`` is ``paraphrase`` where the input says
    that its text is a rewording and no capture of the page it names.
    """

    id: str
    capture: str
    part: str
    sha256: str
    text: str
    title: Span | None
    published: str | None
    language: str | None
    url: str | None
    outlet: str | None
    segments: tuple[Segment, ...]
    date_evidence: tuple[DateEvidence, ...]
    credits: tuple[Credit, ...]
    derivation: Derivation
    label: str = ""
    text_kind: str = "original"

    @property
    def dropped(self) -> tuple[Segment, ...]:
        """The page furniture, in the order of the text."""
        return tuple(s for s in self.segments if s.kind is SegmentKind.FURNITURE)

    def quote(self, start: int, end: int) -> Span:
        """The passage between two offsets, with its words."""
        return Span(start, end, self.text[start:end])
