"""What a desk knows of a source, in few words: how often it speaks, and what became of what it said."""

from __future__ import annotations

from dataclasses import dataclass

from probata.records.statement import SourceKind


@dataclass(frozen=True, slots=True)
class SourceMonth:
    """What came of a source in a month (``YYYY-MM``): statements, how many of them deny, and reports as an outlet."""

    month: str
    statements: int
    denials: int
    reports: int


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """An outlet, a speaker, or a root that incidents go back to.

    ``reports`` are those that it publishes; ``statements`` and ``claims`` those that it makes, by itself or through
    who speaks for it, of which ``denials`` statements deny. Of ``incidents`` it is an independent origin: of ``alone``
    the only one, of ``corroborated`` beside others; ``denied`` are those that somebody denies. ``first`` and ``last``
    (ISO days, ``None`` where none is known) are those of its statements and reports, ``months`` the months that have
    any, in order.
    """

    id: str
    name: str
    kind: SourceKind
    reports: int = 0
    statements: int = 0
    denials: int = 0
    claims: int = 0
    incidents: int = 0
    alone: int = 0
    corroborated: int = 0
    denied: int = 0
    first: str | None = None
    last: str | None = None
    months: tuple[SourceMonth, ...] = ()
