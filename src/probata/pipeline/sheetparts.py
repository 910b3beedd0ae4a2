"""The parts of a finding as an analyst needs it: :func:`probata.pipeline.sheet.sheet` fills them."""

from __future__ import annotations

from dataclasses import dataclass

from probata.pipeline.standings import Standing
from probata.records import Element, Entered, Grade, Origin, Reply, SourceGrade


@dataclass(frozen=True, slots=True)
class FactAmount:
    """An amount as it is told: bounds (``None``: open), unit, the words that soften it, what it is an amount of, and
    the evidence (numbers of :class:`Item`) that gives it."""

    low: int | float | None
    high: int | float | None
    unit: str | None
    approximators: tuple[str, ...]
    role: str
    text: str
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the claims say of the event. Days are ISO, both inclusive; ``where`` and ``means`` hold what any claim
    tells, none chosen."""

    event: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    what: tuple[str, ...]
    amounts: tuple[FactAmount, ...]
    start: str | None
    end: str | None
    when: str
    where: tuple[str, ...]
    means: tuple[str, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetParagraph:
    """A paragraph in force on the event's days; ``in_force_to`` of ``None``: not ended."""

    label: str
    in_force_from: str
    in_force_to: str | None
    superseded_by: str | None
    citation_status: str
    source: str


@dataclass(frozen=True, slots=True)
class Engaged:
    """The measure. ``title`` is empty where the rule base at hand doesn't have it any more."""

    id: str
    title: str
    regime: str
    direction: str
    addressee: str
    contested: str
    citation_status: str
    paragraphs: tuple[SheetParagraph, ...]
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence, a footnote of the finding: who says what, in which report, of which capture.

    ``side`` is "for", "against" or "neither". ``start`` and ``end`` are code points in the report's text, whose hash
    is ``report_sha256``; ``capture_sha256`` is of the bytes. ``grade`` is the reliability of the source behind it.
    ``verdict`` is what people have made of the claim, ``entered`` the fields that hold what they entered, not what
    the passage was read to say.
    """

    number: int
    side: str
    claim: str
    source: str
    stance: str
    via: tuple[str, ...]
    said: str | None
    quote: str
    start: int
    end: int
    report: str
    title: str
    outlet: str | None
    url: str | None
    published: str | None
    text_kind: str
    report_sha256: str
    capture: str
    capture_sha256: str
    captured_at: str
    grade: str
    verdict: str
    entered: tuple[Entered, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """What a person has noted, with the decision that keeps it."""

    text: str
    author: str
    at: str
    decision: str


@dataclass(frozen=True, slots=True)
class Contrary:
    """What speaks against it: who denies it with the evidence, what contradicts itself, what people noted, and where
    they looked without finding any."""

    denied_by: tuple[str, ...]
    evidence: tuple[int, ...]
    conflicts: tuple[str, ...]
    noted: tuple[Noted, ...]
    none_found: tuple[Noted, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What isn't known: elements of the measure, values that no claim tells, questions of amount, notes."""

    elements: tuple[Element, ...]
    values: tuple[str, ...]
    questions: tuple[str, ...]
    noted: tuple[Noted, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Likelihood with its range in percent and, apart, confidence; ``judged`` and ``decided`` say who, when and why.

    ``lacks`` is what a confirmation would still need; ``confirmed_by`` are the people whose confirmations hold, and
    ``awaited`` says that a second person's is awaited.
    """

    status: str
    likelihood: str | None
    low: int | None
    high: int | None
    confidence: str | None
    judged: Noted | None
    decided: Noted | None
    lacks: tuple[str, ...]
    confirmed_by: tuple[str, ...]
    awaited: str


@dataclass(frozen=True, slots=True)
class Grades:
    """The Admiralty grades of the incident, what is proposed for them, and each source's own."""

    reliability: str
    credibility: str
    proposed_reliability: Grade | None
    proposed_credibility: Grade | None
    sources: tuple[SourceGrade, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """A capture behind the evidence: the bytes, where they were found and when."""

    capture: str
    sha256: str
    url: str
    captured_at: str
    tool: str
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """A version of the rule base that the finding had, from the ISO time when a person decided on it under it;
    ``None`` for the one that it has now."""

    rule_base: str
    at: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The thirteen parts, in their order."""

    number: str | None
    statement: str
    facts: Facts
    measure: Engaged
    evidence: tuple[Item, ...]
    independent_origins: int
    origins: tuple[Origin, ...]
    grades: Grades
    contrary: Contrary
    replies: tuple[Reply, ...]
    gaps: Gaps
    alternatives: tuple[Noted, ...]
    judgement: Judgement
    history: tuple[Standing, ...]
    rules: tuple[Rules, ...]
    annexes: tuple[Annex, ...]
