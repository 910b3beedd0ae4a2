"""What is told of an incident, voice by voice and figure by figure, each with its day; nothing is added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from probata.desk import Desk
from probata.records import Claim, Incident, Report, ReportedQuantity


@dataclass(frozen=True, slots=True)
class Voice:
    """One claim, said on ``day``: as its statement is dated (``said``), else when its report came out; ``None`` where
    neither is known."""

    claim: Claim
    day: str | None
    said: bool
    report: Report


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount with everybody who gives it, the earliest first."""

    amount: ReportedQuantity
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """The voices for an event, against it and on neither side, and the amounts by unit; each in the order of days."""

    backing: tuple[Voice, ...]
    denying: tuple[Voice, ...]
    others: tuple[Voice, ...]
    figures: tuple[tuple[str, tuple[Figure, ...]], ...]
    running: bool
    """Whether its amounts are counted while deliveries or stays go on, so that each is a snapshot."""


def account(desk: Desk, incident: Incident) -> Account:
    """All that is told of an incident."""
    from probata.incidents.kinds import FAMILY, Family, Grain, grain, is_denial, supports

    voices = _voices(desk, incident)
    families = {FAMILY[o] for o in incident.object} or {Family.NONE}
    by_unit: dict[str, list[Figure]] = {}
    for amount in incident.quantities:
        givers = sorted((voices[c] for c in amount.claims if c in voices), key=_order)
        by_unit.setdefault(amount.unit or "", []).append(Figure(amount, tuple(givers)))
    figures = {
        unit: tuple(sorted(own, key=lambda f: (_order(f.voices[0]) if f.voices else ("9", ""), f.amount.text)))
        for unit, own in by_unit.items()
    }
    told = sorted(voices.values(), key=_order)
    return Account(
        tuple(v for v in told if supports(v.claim)),
        tuple(v for v in told if is_denial(v.claim)),
        tuple(v for v in told if not supports(v.claim) and not is_denial(v.claim)),
        tuple(sorted(figures.items(), key=lambda e: (-len(e[1]), e[0]))),
        all(grain(incident.type, f) is Grain.STREAM for f in families),
    )


def _voices(desk: Desk, incident: Incident) -> Mapping[str, Voice]:
    from probata.desk import ledger, telling

    claims = telling.claims(desk.base, incident.claims)
    reports = {r.id: r for r in ledger.light_reports(desk.base, {c.report for c in claims.values()})}
    said = telling.said_to(desk.base, {c.statement for c in claims.values() if c.statement})
    voices: dict[str, Voice] = {}
    for claim_id in incident.claims:
        claim = claims.get(claim_id)
        if claim is None or claim.report not in reports:
            continue
        report = reports[claim.report]
        day = said.get(claim.statement or "", "")
        voices[claim_id] = Voice(claim, day or (report.published or "")[:10] or None, bool(day), report)
    return voices


def _order(voice: Voice) -> tuple[str, str]:
    return voice.day or "9", voice.claim.id
