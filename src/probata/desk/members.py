"""Which cells the claims of one incident stand in, to tell why they are in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from probata.desk.chunks import chunks
from probata.desk.models import IncidentRow, MemberRow


@dataclass(frozen=True, slots=True)
class Seat:
    """A claim's place. ``label`` is the incident that the rules give its cell, ``weight`` how many claims found the
    cell, ``block`` what the cell's claims share, as JSON. ``sweeping``: it denies all that its block tells;
    ``elsewhere``: its cell is no cell of the incident asked for."""

    claim: str
    block: Mapping[str, Any]
    kind: str
    name: str
    start: str
    end: str
    label: str
    weight: int
    sweeping: bool
    elsewhere: bool


def seats(base: str, incident: str, claims: Iterable[str]) -> list[Seat]:
    """The places of an incident's claims, each once; denials of all that its parties are told to have done may have
    theirs in another incident."""
    told = sorted(claims)
    found: dict[str, Seat] = {}
    for part in chunks(told):
        rows = MemberRow.objects.using(base).filter(claim_id__in=part).select_related("cell__block").defer("trace")
        for m in rows.filter(Q(incident_id=incident) | Q(sweeping=True)).order_by("claim_id", "cell_id"):
            here = m.incident_id == incident
            if here or m.claim_id not in found:
                cell = m.cell
                found[m.claim_id] = Seat(m.claim_id, cell.block.record, cell.kind, cell.name, cell.start, cell.end,
                                         cell.label, cell.weight, m.sweeping, not here)  # fmt: skip
    return [found[c] for c in told if c in found]


def block_of(base: str, incident: str) -> Mapping[str, Any] | None:
    """What the claims of an incident share, as JSON; ``None`` for one that isn't there."""
    row = IncidentRow.objects.using(base).filter(id=incident).select_related("block").first()
    return row.block.record if row else None
