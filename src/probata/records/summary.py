"""An incident in few words, for lists and pictures: its record names every claim and the way of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from probata.records.claim import ClaimType, ObjectClass
from probata.records.incident import ConflictKind, Incident, ReportedQuantity
from probata.records.time import DateInterval


@dataclass(frozen=True, slots=True)
class IncidentSummary:
    """What a list shows of an :class:`Incident`: the same values, and numbers in place of the ids of what it rests on.

    ``quantities`` are without the claims that give them, ``conflicts`` what there is disagreement about, each once.
    """

    id: str
    type: ClaimType
    agent: tuple[str, ...]
    counterpart: tuple[str, ...]
    object: tuple[ObjectClass, ...]
    time: DateInterval | None
    quantities: tuple[ReportedQuantity, ...]
    claims: int
    reports: int
    asserted_by: tuple[str, ...]
    alleged_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    unverified_by: tuple[str, ...]
    independent_origins: int
    conflicts: tuple[ConflictKind, ...]
    questions: int
    reliability: str
    credibility: str


@dataclass(frozen=True, slots=True)
class IncidentOutline:
    """What a picture shows of an :class:`Incident`: who, what and when, how many tell it, and its claims by id, without
    the amounts, origins and conflicts that make up most of a record."""

    id: str
    type: ClaimType
    agent: tuple[str, ...]
    counterpart: tuple[str, ...]
    object: tuple[ObjectClass, ...]
    time: DateInterval | None
    claims: tuple[str, ...]
    asserted_by: tuple[str, ...]
    alleged_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    independent_origins: int


Outlined: TypeAlias = Incident | IncidentOutline
"""An incident, or as much of it as a picture shows."""


def summary_of(incident: Incident) -> IncidentSummary:
    """An incident in few words."""
    return IncidentSummary(
        incident.id,
        incident.type,
        incident.agent,
        incident.counterpart,
        incident.object,
        incident.time,
        tuple(replace(q, claims=()) for q in incident.quantities),
        len(incident.claims),
        len(incident.reports),
        incident.asserted_by,
        incident.alleged_by,
        incident.denied_by,
        incident.unverified_by,
        incident.independent_origins,
        tuple(dict.fromkeys(c.about for c in incident.conflicts)),
        len(incident.questions),
        incident.reliability,
        incident.credibility,
    )
