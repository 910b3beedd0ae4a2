"""A draft of lines made into a capture, a report with its text, and the statements and claims read from it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from synthetic_words import Line
from synthetic_world import Voice

from probata.records import (
    NOBODY,
    REPORT_VOICE,
    Capture,
    Claim,
    ClaimEvidence,
    ClaimType,
    Credit,
    CreditKind,
    DateInterval,
    Derivation,
    Extraction,
    ObjectClass,
    Offsets,
    Precision,
    Quantity,
    Report,
    Segment,
    SegmentKind,
    Source,
    SourceKind,
    Span,
    Stance,
    Statement,
    Status,
    Via,
    make_id,
)

ENGINE = "synthetic/1"
_DERIVATION = Derivation("synthetic", "1")


@dataclass(frozen=True, slots=True)
class Told:
    """What a line claims, by whom, and the words it was made of. ``root`` is empty where it adds no origin."""

    event: str
    root: str
    type: ClaimType
    agent: str
    counterpart: str
    classes: tuple[ObjectClass, ...]
    unit: str
    low: float | None
    high: float | None
    start: str | None
    end: str | None
    status: Status
    stance: Stance
    voice: Voice | None
    via: str
    named: bool
    slots: dict[str, str]
    cues: tuple[str, ...]
    patterns: tuple[str, ...]

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.high


@dataclass(frozen=True, slots=True)
class Draft:
    """The lines of a report, who prints it, and the agency that it credits or is."""

    lines: tuple[Line, ...]
    outlet: str
    agency: str | None
    furniture: tuple[str, ...] = ()
    report: str = ""

    @property
    def events(self) -> list[str]:
        """The events that it tells of, streams left out."""
        told = {line.meaning.event.rstrip("~") for line in self.lines if isinstance(line.meaning, Told)}
        return sorted(e for e in told if e and " " not in e)


def render(seed: int, number: int, draft: Draft, day: date) -> tuple[str, Capture, Extraction, Mapping[str, Told]]:
    """The records of a draft published on a day, and what each claim's line meant."""
    url = f"https://example.org/{seed}/{number}"
    capture_id = make_id("k", url)
    report_id = make_id("r", capture_id, "")
    page = _Page(report_id)
    page.write("", _title(draft))
    title = Span(0, page.at, "".join(page.parts))
    segments = [Segment(0, page.at, SegmentKind.TITLE)]
    page.write("", "\n")
    credits_: list[Credit] = []
    body = page.at
    if draft.agency:
        words = f"({draft.agency}) "
        credits_.append(Credit(body + 1, body + 1 + len(draft.agency), draft.agency, draft.agency, CreditKind.WIRE))
        page.write("", words)
    for line in draft.lines:
        page.line(line)
    segments.append(Segment(body, page.at, SegmentKind.BODY))
    for words in draft.furniture:
        page.write("", "\n")
        segments.append(Segment(page.at, page.at + len(words), SegmentKind.FURNITURE, "teaser"))
        page.write("", words)
    text = "".join(page.parts)
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    published = day.isoformat()
    capture = Capture(capture_id, digest, len(data), url, url, f"{published}T12:00:00+00:00", "text/plain", ENGINE)
    report = Report(
        report_id, capture_id, "", digest, text, title, published, "en", url, draft.outlet, tuple(segments), (),
        tuple(credits_), _DERIVATION, f"{seed}-{number}",
    )  # fmt: skip
    statements, claims, told = page.records(text)
    return report_id, capture, Extraction(report, statements, claims, (), ()), told


def _title(draft: Draft) -> str:
    words = "".join(t for label, t in draft.lines[0].pieces if label not in "<>" or not label).rstrip(".").split()
    return " ".join(words[:9])


class _Page:
    """Text under way: where each labelled piece stands."""

    def __init__(self, report: str) -> None:
        self.report = report
        self.parts: list[str] = []
        self.at = 0
        self._told: list[tuple[Told, dict[str, Offsets]]] = []

    def write(self, label: str, text: str) -> Offsets:
        start = self.at
        self.parts.append(text)
        self.at += len(text)
        return start, self.at

    def line(self, line: Line) -> None:
        where: dict[str, Offsets] = {"line": (self.at, self.at)}
        begin = self.at
        first = True
        for label, text in line.pieces:
            if label in ("<", ">"):
                where[label] = (self.at, self.at)
                continue
            if first and label != "via":  # an agency may have a small letter of its own
                text = text[0].upper() + text[1:]
            first = False
            offsets = self.write(label, text)
            if label:
                where[label] = offsets
        where["line"] = (begin, self.at)
        self.write("", " ")
        if isinstance(line.meaning, Told):
            self._told.append((line.meaning, where))

    def records(self, text: str) -> tuple[tuple[Statement, ...], tuple[Claim, ...], dict[str, Told]]:
        statements: list[Statement] = []
        claims: list[Claim] = []
        told: dict[str, Told] = {}
        for n, (meaning, where) in enumerate(self._told):
            statement = self._statement(n, meaning, where, text)
            if statement is not None:
                statements.append(statement)
            claim = self._claim(n, meaning, where, text, statement)
            claims.append(claim)
            told[claim.id] = meaning
        return tuple(statements), tuple(claims), told

    def _source(self, meaning: Told, where: dict[str, Offsets], text: str) -> Source:
        voice = meaning.voice
        if voice is None:
            return REPORT_VOICE
        if "source" not in where:
            return NOBODY
        start, end = where["source"]
        anonymous = voice.kind is SourceKind.ANONYMOUS
        return Source(text[start:end], voice.ids, voice.kind, not anonymous, start, end)

    def _statement(self, n: int, meaning: Told, where: dict[str, Offsets], text: str) -> Statement | None:
        if meaning.voice is None:
            return None
        cue = where["cue"]
        content = (where["<"][0], where[">"][0])
        return Statement(
            make_id("s", self.report, n), self.report, self._source(meaning, where, text),
            Span(*cue, text[cue[0] : cue[1]]), (content,), meaning.stance, self._via(meaning, where), engine=ENGINE,
        )  # fmt: skip

    def _via(self, meaning: Told, where: dict[str, Offsets]) -> tuple[Via, ...]:
        return (Via(meaning.via, meaning.via, *where["via"]),) if meaning.via and "via" in where else ()

    def _claim(self, n: int, meaning: Told, where: dict[str, Offsets], text: str, statement: Statement | None) -> Claim:
        start, end = where["<"][0], where[">"][0]

        def spans(label: str, wanted: object = True) -> tuple[Offsets, ...]:
            return (where[label],) if wanted and label in where else ()

        quantity = None
        if meaning.low is not None and "quantity" in where:
            at = where["quantity"]
            words = text[at[0] : at[1]]
            about = "more than" if meaning.high is None else None
            quantity = Quantity(*at, words, meaning.low, meaning.high, meaning.unit, about)
        time = None
        if meaning.start and "time" in where:
            at = where["time"]
            how = Precision.DAY if meaning.start == meaning.end else Precision.OPEN
            time = DateInterval(meaning.start, meaning.end, text[at[0] : at[1]], how, "explicit", None, at)
        counterpart = (meaning.counterpart,) if meaning.counterpart and "counterpart" in where else ()
        return Claim(
            id=make_id("c", self.report, n),
            report=self.report,
            type=meaning.type,
            start=start,
            end=end,
            quote=text[start:end],
            agent=(meaning.agent,),
            counterpart=counterpart,
            object=meaning.classes,
            quantity=quantity,
            time=time,
            place=None,
            status=meaning.status,
            negated=meaning.stance is Stance.DENIES,
            stance=meaning.stance,
            source=self._source(meaning, where, text),
            via=self._via(meaning, where),
            statement=statement.id if statement is not None else None,
            evidence=ClaimEvidence(
                trigger=spans("verb"), agent=spans("agent"), counterpart=spans("counterpart", counterpart),
                object=spans("object"), quantity=spans("quantity", quantity), time=spans("time", time),
            ),
            engine=ENGINE,
        )  # fmt: skip
