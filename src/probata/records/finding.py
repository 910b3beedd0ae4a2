"""An incident held against one measure. It *engages* a measure; it never "violates" one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ElementState(StrEnum):
    """Whether the claims give what an element of a measure asks for."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


READING, IN_FORCE_AT_ALL = "reading", "rules in force at all"
"""Elements that stand where some dispute that the measure reaches such an event, or that its rules are law."""


class FindingStatus(StrEnum):
    """``proposed`` by the software; only a person confirms or rejects."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a measure, its state and the claim or rule that decides it."""

    name: str
    state: ElementState
    because: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """Right of reply: what was asked, of whom, when, until when, and the answer.

    ``answer`` is ``None`` where there is none; then ``answered`` is the day on which a person noted the silence, and
    ``None`` too while nobody has. Days are ISO. One that answers twice has two of these.
    """

    addressee: str
    question: str
    asked: str
    due: str | None
    answer: str | None
    answered: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """An incident held against one measure: each element met, unmet or unknown.

    ``citation_status`` is the lowest of the paragraphs printed (seen, partly, unseen).
    ``rule_base`` names the version of the rules that it was made with. ``number`` is what people call it by, given
    with the first decision on it and never given again; ``None`` until then. ``likelihood`` is a word of ICD 203's
    scale, ``confidence`` low, moderate or high. ``confirmed_by`` are the people whose confirmations hold: where the
    desk asks for two, one alone leaves it proposed.
    """

    id: str
    incident: str
    regime: str
    measure: str
    paragraphs: tuple[str, ...]
    citation_status: str
    rule_base: str
    elements: tuple[Element, ...]
    status: FindingStatus = FindingStatus.PROPOSED
    replies: tuple[Reply, ...] = ()
    likelihood: str | None = None
    confidence: str | None = None
    number: str | None = None
    confirmed_by: tuple[str, ...] = ()

    @property
    def awaited(self) -> str:
        """Whose confirmation is still awaited, in words; empty where nobody's is."""
        if self.status is not FindingStatus.PROPOSED or not self.confirmed_by:
            return ""
        return f"confirmed by {', '.join(self.confirmed_by)}; a second person's confirmation is awaited"

    @property
    def engages(self) -> str:
        """How it engages its measure, in words: outright, or by a reading or by rules that are contested."""
        names = {e.name for e in self.elements}
        ways = [w for n, w in ((READING, "a contested reading"), (IN_FORCE_AT_ALL, "contested rules")) if n in names]
        return f"engages, by {' and '.join(ways)}," if ways else "engages"


@dataclass(frozen=True, slots=True)
class NotEngaged:
    """Why an incident engages no measure of a regime, with the nearest one if there is any.

    ``beside`` are the measures of the regime that it does engage; then ``because`` is about the nearest only.
    """

    incident: str
    regime: str
    nearest: str | None
    because: str
    rule_base: str
    beside: tuple[str, ...] = ()
