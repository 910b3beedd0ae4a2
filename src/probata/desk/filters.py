"""What a list is narrowed to."""

from __future__ import annotations

from dataclasses import dataclass, fields

from probata.records import ClaimType, FindingStatus, ObjectClass, SourceKind, Stance, Verdict


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that all have to hold; ``None`` and ``()`` are no condition.

    ``actors`` are ids of which one has to take part or speak, ``sources`` ids of which one has to say it. ``since``
    and ``until`` (ISO dates, both inclusive) go by the day of publication for reports, by when it was said for
    statements (else by publication), and by when it happened for claims, incidents and findings: a time that
    overlaps counts, an unknown one doesn't; by the day of the act for captures and decisions. ``disputed`` asks
    whether somebody denies it. ``places`` are names of which the event or its route has one, ``carriers`` names or
    numbers of ships and aircraft, ``goods`` classes of which it is about one, ``outlets`` those that publish it.
    ``reports`` are the ids of the reports, or of those that statements and claims stand in and incidents rest on;
    ``incidents`` the ids of the incidents, or of those that claims and findings belong to.
    ``measure``, ``regimes``, ``status``, ``number``, ``citation_status`` and ``reply_due`` (whether a reply is awaited
    that nobody has given or noted as not given) are all asked of one finding; ``reliability`` and ``credibility``
    (one of the grades), ``origins`` (at least so many independent ones) and ``disputed`` of one incident. A report is
    listed for one claim, a claim for one incident that meets them all. ``verdict`` is what people have made of the
    claim, or of one of the claims: rejected ones stand in no incident. ``words`` are looked for in the report, the
    statement or the claim itself, and for incidents and findings in one of the claims (:mod:`probata.desk.fulltext`).
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
    verdict: Verdict | None = None
    sources: tuple[str, ...] = ()
    goods: tuple[ObjectClass, ...] = ()
    outlets: tuple[str, ...] = ()
    status: FindingStatus | None = None
    number: str | None = None
    citation_status: str | None = None
    reply_due: bool | None = None
    reliability: tuple[str, ...] = ()
    credibility: tuple[str, ...] = ()
    origins: int | None = None
    words: str | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """The names of the conditions that there are."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) not in (None, ()))


@dataclass(frozen=True, slots=True)
class SourceFilter:
    """Conditions on sources that all have to hold: the kind, words in the name or id, and ids of which it is one
    (``among``) or none (``but``)."""

    kind: SourceKind | None = None
    words: str = ""
    among: frozenset[str] | None = None
    but: frozenset[str] = frozenset()


ANY_SOURCE = SourceFilter()
