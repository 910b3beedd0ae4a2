"""An incident as a page shows it: who says what, how much, from where; quick however many claims it has.

Every claim is a line with the number that it has as evidence (:mod:`probata.pipeline.sheet` counts alike); whole
records are read for those that are shown only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from probata.desk import Desk
from probata.pipeline.account import Voice
from probata.pipeline.labels import Labels
from probata.records import Incident, Report, ReportedQuantity, SourceKind, Stance

if TYPE_CHECKING:
    from probata.desk.telling import Line

ASSERTED, ALLEGED, UNVERIFIED, DENIED = "asserted", "alleged", "unverified", "denied"
PUTS = (ASSERTED, ALLEGED, DENIED, UNVERIFIED)
"""The ways in which a claim stands to its incident."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of the incident: its number as evidence, how it stands to the event (of :data:`PUTS`), and the day on
    which it was said, or (``said`` false) on which its report came out."""

    number: int
    put: str
    day: str | None
    said: bool
    line: Line

    @property
    def claim(self) -> str:
        """Its id."""
        return self.line.claim


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who puts it so, the earliest first. ``source`` is an id, for a report's own voice "report"; ``people`` are the
    persons named, of a report's own voice the outlets."""

    source: str
    put: str
    people: tuple[str, ...]
    told: tuple[Told, ...]

    @property
    def first(self) -> str | None:
        """The earliest day known."""
        return min((t.day for t in self.told if t.day), default=None)

    @property
    def last(self) -> str | None:
        """The latest day known."""
        return max((t.day for t in self.told if t.day), default=None)


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount as it was told, and by whom, the earliest first."""

    amount: ReportedQuantity
    told: tuple[Told, ...]


@dataclass(frozen=True)
class CaseFile:
    """All that is told of an incident, in lines. ``running``: amounts are snapshots of what goes on."""

    incident: Incident
    summary: str
    told: tuple[Told, ...]
    running: bool

    @cached_property
    def by_claim(self) -> Mapping[str, Told]:
        """The lines by their claims."""
        return {t.claim: t for t in self.told}

    @cached_property
    def speakers(self) -> Mapping[str, tuple[Speaker, ...]]:
        """Who puts it how: for each of :data:`PUTS` the speakers, the earliest first."""
        found: dict[str, dict[str, list[Told]]] = {put: {} for put in PUTS}
        for told in sorted(self.told, key=_order):
            found[told.put].setdefault(told.line.source, []).append(told)
        return {put: tuple(_speaker(source, put, own) for source, own in by.items()) for put, by in found.items()}

    @cached_property
    def sums(self) -> tuple[tuple[str, tuple[Sum, ...]], ...]:
        """The amounts by unit, the unit with most of them first, the earliest first within it."""
        by_unit: dict[str, list[Sum]] = {}
        for amount in self.incident.quantities:
            own = sorted((self.by_claim[c] for c in amount.claims if c in self.by_claim), key=_order)
            by_unit.setdefault(amount.unit or "", []).append(Sum(amount, tuple(own)))
        for found in by_unit.values():
            found.sort(key=lambda s: (_order(s.told[0]) if s.told else ("9", ""), s.amount.text))
        return tuple((u, tuple(s)) for u, s in sorted(by_unit.items(), key=lambda e: (-len(e[1]), e[0])))

    @cached_property
    def grouped(self) -> tuple[Told, ...]:
        """All lines, those of one speaker together: the passages in the order in which they are read."""
        return tuple(t for put in PUTS for speaker in self.speakers[put] for t in speaker.told)

    @cached_property
    def places(self) -> tuple[tuple[str, int], ...]:
        """Where, in the words of the claims, and how many of them say so."""
        return _tally(" ".join(t.line.place.split()) for t in self.told)

    @cached_property
    def means(self) -> tuple[tuple[str, int], ...]:
        """By what means, likewise."""
        return _tally(" ".join(m.split()) for t in self.told for m in t.line.means)

    @cached_property
    def statuses(self) -> tuple[tuple[str, int], ...]:
        """How far it has come, as those tell it who don't deny it."""
        return _tally(t.line.status for t in self.told if t.put in (ASSERTED, ALLEGED))


def casefile(desk: Desk, incident: Incident) -> CaseFile:
    """All that is told of an incident."""
    from probata.desk import telling
    from probata.incidents.kinds import FAMILY, Family, Grain, grain
    from probata.regimes.sentence import summary

    numbered: list[Told] = []
    lines = [(_put(line), line) for line in telling.lines(desk.base, incident.claims)]
    for side in ((ASSERTED, ALLEGED), (DENIED,), (UNVERIFIED,)):
        own = [Told(0, put, line.said or line.published[:10] or None, bool(line.said), line)
               for put, line in lines if put in side]  # fmt: skip
        for told in sorted(own, key=_order):
            numbered.append(Told(len(numbered) + 1, told.put, told.day, told.said, told.line))
    families = {FAMILY[o] for o in incident.object} or {Family.NONE}
    running = all(grain(incident.type, f) is Grain.STREAM for f in families)
    return CaseFile(incident, summary(incident, Labels().actor), tuple(numbered), running)


def voices(desk: Desk, told: Iterable[Told]) -> dict[str, Voice]:
    """The claims of these lines with their reports (without text), by the claims' ids."""
    from probata.desk import ledger, telling

    lines = {t.claim: t for t in told}
    claims = telling.claims(desk.base, lines)
    reports = {r.id: r for r in ledger.light_reports(desk.base, {c.report for c in claims.values()})}
    return {
        i: Voice(claim, lines[i].day, lines[i].said, reports[claim.report])
        for i, claim in claims.items()
        if claim.report in reports
    }


def light(desk: Desk, reports: Collection[str]) -> dict[str, Report]:
    """Reports without their texts, by their ids."""
    from probata.desk import ledger

    return {r.id: r for r in ledger.light_reports(desk.base, reports)} if reports else {}


def near(desk: Desk, incident: Incident, most: int = 6) -> list[Incident]:
    """Incidents that this one may be one event with: the same parties, goods and phase, the nearest in time."""
    from probata.desk import telling

    return telling.near(desk.base, incident.id, most)


def gone_to(desk: Desk, incident: str) -> str | None:
    """The incident that holds the claims of one that a decision named and that is no more; ``None`` for no such one.

    Where it has fallen apart, the one with most of them.
    """
    named = [d for d in desk.decisions() if incident in d.machine]
    homes = Counter(i for d in named[-1:] for where in desk.incidents_of(d.claims).values() for i in where)
    return min(homes, key=lambda i: (-homes[i], i), default=None)


def _put(line: Line) -> str:
    from probata.incidents.kinds import is_denial, supports

    if is_denial(line):
        return DENIED
    if supports(line):
        return ASSERTED if line.stance is Stance.ASSERTS else ALLEGED
    return UNVERIFIED


def _speaker(source: str, put: str, told: Sequence[Told]) -> Speaker:
    own_voice = told[0].line.kind is SourceKind.REPORT
    names = (t.line.outlet if own_voice else t.line.person for t in told)
    return Speaker(source, put, tuple(n for n in dict.fromkeys(names) if n and n != source), tuple(told))


def _tally(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(v for v in values if v).items(), key=lambda e: (-e[1], e[0])))


def _order(told: Told) -> tuple[str, str]:
    return told.day or "9", told.claim
