"""Decisions with whether each still holds, for lists and for the history of an incident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from probata.desk import Desk
from probata.errors import NotFound, UsageError
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
    if naming is None:
        return standings_among(desk, desk.decisions())
    subjects = tuple(naming)
    made = [*desk.decisions_but_verdicts(), *desk.verdicts_on(subjects)]
    return standings_among(desk, made, subjects)


def standings_among(desk: Desk, made: Sequence[Decision], naming: Iterable[str] | None = None) -> tuple[Standing, ...]:
    """The same, of some decisions only: ``made`` are all that may speak against one another."""
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


def standing_of_decision(desk: Desk, wanted: str) -> tuple[Standing, tuple[Standing, ...]]:
    """A decision by its id, or the beginning of it, with the later ones that are about it.

    :class:`NotFound` for none; :class:`UsageError` for several.
    """
    every = standings(desk)
    found = [s for s in every if wanted and s.decision.id.startswith(wanted)]
    found = [s for s in found if s.decision.id == wanted] or found
    if not found:
        raise NotFound(wanted or "(empty id)", "no decision of the desk has an id that begins so")
    if len(found) > 1:
        raise UsageError(f"{wanted} could be {found[0].decision.id} or {found[1].decision.id}; give more of the id")
    (one,) = found
    about = {i for i in (one.retracted_by, *one.overruled_by) if i}
    return one, tuple(s for s in every if s.decision.id in about or s.decision.retracts == one.decision.id)
