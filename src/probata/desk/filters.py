"""What a list is narrowed to."""

from __future__ import annotations

from dataclasses import dataclass

from probata.records import ClaimType, Stance


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that all have to hold; ``None`` and ``()`` are no condition.

    ``actors`` are ids of which one has to take part or speak. ``since`` and ``until`` (ISO dates,
    both inclusive) go by the day of publication for reports, by when it was said for statements
    (else by publication), and by when it happened for claims, incidents and findings: a time that
    overlaps counts, an unknown one doesn't. ``disputed`` asks whether somebody denies it. ``places`` are
    names of which the event or its route has one, ``carriers`` names or numbers of ships and aircraft.
    ``reports`` are the ids of the reports, or of those that statements and claims stand in; ``incidents`` the ids of
    the incidents, or of those that findings belong to.
    """

    actors: tuple[str, ...] = ()
    measure: str | None = None
    regimes: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    type: ClaimType | None = None
    stance: Stance | None = None
    disputed: bool | None = None
    places: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
