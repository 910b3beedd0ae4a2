"""A text and what was found about it put together as a :class:`~probata.records.Report`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from probata.errors import BadRecord, EmptyInput, TooLarge
from probata.knowledge import Outlets, load
from probata.reading import furniture as f
from probata.reading.credits import find_credits
from probata.reading.dates import Sign, declared_day, text_signs, url_signs, weigh
from probata.reading.tongue import language_of, require_read
from probata.records import Derivation, Report, Segment, SegmentKind, Span, make_id
from probata.settings import Settings
from probata.version import __version__

TOOL = "probata.reading"

HEAD_LINES = 4
"""Readable lines in which a dateline may stand: title, deck, caption, first paragraph."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of an input beside its content.

    ``capture`` is the capture's id and ``part`` the piece of it; ``label`` is what the user calls it;
    ``published`` is the day that the user or the record gives (ISO 8601); ``captured_at`` says against which
    day a date is in the future (now where it isn't known). ``any_language`` lets other languages than those
    that are read pass, for measuring the page reader on its own.
    """

    capture: str = ""
    part: str = ""
    label: str = ""
    published: object = None
    url: str | None = None
    captured_at: str | None = None
    text_kind: str = "original"
    any_language: bool = False

    @property
    def where(self) -> str:
        """How an error names the input."""
        return self.label or self.url or self.part or "input"


@dataclass(frozen=True, slots=True)
class Findings:
    """What a format's own reader knows of a text beside its segments."""

    signs: Sequence[Sign] = ()
    outlet: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)


def check_size(text: str, origin: Origin, settings: Settings) -> None:
    """:class:`TooLarge` for a text over ``settings.max_text``, :class:`EmptyInput` for one without a letter."""
    if len(text) > settings.max_text:
        raise TooLarge(
            origin.where,
            f"{len(text):,} characters of text are more than {settings.max_text:,}; split it or raise PROBATA_MAX_TEXT",
        )
    if not any(c.isalnum() for c in text):
        raise EmptyInput(origin.where, "no text in it")


def assemble(text: str, segments: Iterable[Segment], origin: Origin, findings: Findings) -> Report:
    """The report of a text with its segments.

    The title is the first segment of that kind. Raises :class:`BadRecord` for a declared date that is no
    date and :class:`OtherLanguage` for a text that isn't read yet.
    """
    kept = tuple(segments)
    outlets = load().outlets
    body = "\n".join(text[s.start : s.end] for s in kept if s.kind in (SegmentKind.BODY, SegmentKind.TITLE))
    language = language_of(body) if origin.any_language else require_read(body, origin.where)
    published, evidence = weigh(_signs(text, kept, origin, findings), origin.captured_at)
    title = next((s for s in kept if s.kind is SegmentKind.TITLE), None)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Report(
        id=make_id("r", origin.capture or digest, origin.part),
        capture=origin.capture,
        part=origin.part,
        sha256=digest,
        text=text,
        title=Span(title.start, title.end, text[title.start : title.end]) if title else None,
        published=published,
        language=language,
        url=origin.url,
        outlet=outlet_of(origin.url, findings.outlet, outlets),
        segments=kept,
        date_evidence=evidence,
        credits=find_credits(text, kept, outlets),
        derivation=Derivation(TOOL, __version__, dict(findings.parameters)),
        label=origin.label or origin.url or "",
        text_kind=origin.text_kind,
    )


def outlet_of(url: str | None, stated: str | None, outlets: Outlets) -> str | None:
    """Who published a page: the outlet of our tables by its host, else the name the page states, else the host."""
    host = (urlsplit(url).hostname or "") if url and "//" in url else ""
    if host and (known := outlets.by_host(host)):
        return known.id
    if stated:
        named = outlets.scan(stated)
        return named[0].outlet if len(named) == 1 and named[0].text == stated.strip() else " ".join(stated.split())
    return host.removeprefix("www.") or None


def _signs(text: str, segments: tuple[Segment, ...], origin: Origin, findings: Findings) -> list[Sign]:
    try:
        declared = declared_day(origin.published)
    except ValueError as error:
        raise BadRecord(origin.where, f"published {error}; give YYYY-MM-DD or leave it out") from None
    dated = [(s.start, s.end, text[s.start : s.end]) for s in segments if s.reason == f.DATE]
    head = [(s.start, s.end, text[s.start : s.end]) for s in segments if s.kind is not SegmentKind.FURNITURE][
        :HEAD_LINES
    ]
    signs = [Sign(declared, "declared", "given by the user or the record")] if declared else []
    return [*signs, *findings.signs, *url_signs(origin.url), *text_signs(head, dated)]
