"""Why each claim stands in its incident: cell, rules, score, a person's decisions, and how to undo it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from probata.desk import Desk
from probata.pipeline.standings import Standing, standings
from probata.records import Act, Claim, Incident, to_json

if TYPE_CHECKING:
    from probata.incidents.explain import Joined
    from probata.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Join:
    """A claim with why it is in the incident. ``decisions`` are those in force that name it, in words with their ids;
    ``undo`` is the command that takes it out, empty where it is alone."""

    claim: Claim
    why: Joined
    decisions: tuple[str, ...]
    undo: str

    @property
    def told(self) -> dict[str, Any]:
        """All of it for a program, the claim by its id."""
        return {**to_json(self.why), "decisions": list(self.decisions), "undo": self.undo}


@dataclass(frozen=True, slots=True)
class Weight:
    """One feature of the score: its name, its weight and what it looks at."""

    feature: str
    weight: float
    means: str


def joins(
    desk: Desk, incident: Incident, knowledge: Knowledge | None = None, only: Collection[str] | None = None
) -> tuple[Join, ...]:
    """Every claim of the incident with why it is in it, in the order of the incident's claims; or ``only`` those,
    each still held against all the others."""
    from probata.desk import telling
    from probata.desk.ledger import reports_of
    from probata.desk.members import block_of, seats
    from probata.incidents.cells import Bucket, Cell
    from probata.incidents.explain import Seat, explain
    from probata.incidents.fusion import ends_of_saying, known_by
    from probata.incidents.item import item_of
    from probata.knowledge import load as load_knowledge
    from probata.pipeline.assess import block_from

    knowledge = knowledge or load_knowledge()
    rows = {s.claim: s for s in seats(desk.base, incident.id, incident.claims)}
    known = telling.claims(desk.base, rows)
    claims = {i: known[i] for i in incident.claims if i in known}
    record = block_of(desk.base, incident.id)
    if record is None:
        return ()
    reports, statements = reports_of(desk.base, claims.values())
    said = ends_of_saying(statements)
    by_report = {r.id: r for r in reports}
    told = []
    for claim_id, claim in claims.items():
        row = rows[claim_id]
        block = block_from(row.block)
        item = item_of(claim, known_by(claim, said, by_report.get(claim.report)), knowledge, block)
        cell = Cell(block, Bucket(row.kind), row.name, row.start, row.end)
        told.append(Seat(item, cell, row.label, row.weight, row.elsewhere))
    decided = _decided(standings(desk, incident.claims))
    return tuple(
        Join(claims[why.claim], why, tuple(decided.get(why.claim, ())), _undo(incident, why.claim))
        for why in explain(told, incident.id, block_from(record), only)
    )


def weights() -> tuple[Weight, ...]:
    """The features of the score, each with its weight."""
    from probata.incidents.similarity import FEATURES

    return tuple(Weight(f.name, f.weight, (f.value.__doc__ or "").strip().split("\n")[0]) for f in FEATURES)


def _decided(found: tuple[Standing, ...]) -> dict[str, list[str]]:
    """For each claim the decisions in force that join it to others or set it apart from them."""
    told: dict[str, list[str]] = defaultdict(list)
    for standing in found:
        decision = standing.decision
        if standing.retracted_by or decision.act not in (Act.MERGE, Act.SPLIT):
            continue
        word = "joined by" if decision.act is Act.MERGE else "set apart by"
        words = f"{word} {decision.author}, {decision.at[:10]}: {decision.reason}"
        words += f" (undo: probata review retract {decision.id} --reason …)"
        for claim in decision.claims:
            told[claim].append(words)
    return told


def _undo(incident: Incident, claim: str) -> str:
    return f"probata review split {incident.id} {claim} --reason …" if len(incident.claims) > 1 else ""
