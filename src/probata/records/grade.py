"""Admiralty grades as the software proposes them, each with its reasons; a person sets them by a decision."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grade:
    """A letter A to F (reliability of a source) or a number 1 to 6 (credibility of the information), and why.

    ``decision`` is the person's decision that it rests on, ``None`` where nobody has decided.
    """

    value: str
    because: tuple[str, ...]
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class SourceGrade:
    """A source of an incident (a root of its origins) as one weighs it; an empty descriptor is not known."""

    source: str
    reliability: Grade
    access: str = ""
    record: str = ""
    interest: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the software proposes for an incident. Two grades that don't lift each other."""

    reliability: Grade
    credibility: Grade
    sources: tuple[SourceGrade, ...] = ()
