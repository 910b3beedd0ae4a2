"""Decisions with whether each still holds, for lists and for the history of an incident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from probata.desk import Desk
from probata.records import Decision

if TYPE_CHECKING:
    from probata.incidents.decisions import Overruled


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision and whether it holds: ``retracted_by`` and ``overruled_by`` are later decisions.

    ``missing`` are claims and reports that it names and the desk doesn't have any more.
    """

    decision: Decision
    retracted_by: str | None = None
    overruled_by: tuple[str, ...] = ()
    note: str = ""
    missing: tuple[str, ...] = ()


def standings(desk: Desk, naming: Iterable[str] | None = None) -> tuple[Standing, ...]:
    """All decisions in their order with whether each holds; or those on the subjects given, with their retractions."""
    made = desk.decisions()
    if not made:
        return ()
    from probata.incidents import Rulings

    rulings = Rulings.of(made)
    retracted = {d.retracts: d.id for d in rulings.in_force if d.retracts}
    overruled: dict[str, list[Overruled]] = defaultdict(list)
    for note in rulings.overruled:
        overruled[note.decision].append(note)
    there = desk.present(s for d in made for kind, s in d.subjects if kind in ("claim", "report"))
    gone = {d.decision: d.missing for d in rulings.dangling(there, there)}
    return tuple(
        Standing(
            d,
            retracted.get(d.id) if not rulings.holds(d.id) else None,
            tuple(n.by for n in overruled[d.id]),
            next((n.what for n in overruled[d.id]), ""),
            gone.get(d.id, ()),
        )
        for d in (rulings.decisions if naming is None else rulings.naming(naming))
    )
