"""What shall be merged: may it be of one event at all, and does it tell which incident is meant?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from probata.errors import UsageError
from probata.records import Claim, Incident


@dataclass(frozen=True, slots=True)
class Side:
    """One of what shall be merged: an incident with its claims, or a claim by itself. ``told``: what it is now."""

    name: str
    claims: tuple[Claim, ...]
    agent: tuple[str, ...]
    counterpart: tuple[str, ...]
    told: str
    incident: bool


def told_of(incident: Incident) -> str:
    """What the machine has made of an incident, in a line."""
    parties = f"{'+'.join(incident.agent) or 'not named'} > {'+'.join(incident.counterpart) or 'not named'}"
    time = f"{incident.time.start} to {incident.time.end}" if incident.time else "no time"
    return (
        f"{incident.type.value} {parties}, {time}, {len(incident.claims)} claims, "
        f"{incident.independent_origins} independent, by {incident.engine}"
    )


def see_own(side: Side, shared: Collection[str], homes: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse a side of which no claim tells that it, and not another incident, is meant."""
    if all(c.id in shared for c in side.claims):
        others = sorted({i for c in side.claims for i in homes[c.id]} - {side.name})
        raise UsageError(
            f"every claim of {side.name} stands in other incidents too ({', '.join(others)}), so that nothing tells "
            "which is meant; name those as well, or merge claims of its own"
        )


def see_one_event(one: Side, other: Side) -> None:
    """Refuse sides that can't be one event: of two types, a plan and what has come about, or between others."""
    from probata.incidents.kinds import is_denial, phase

    types = [side.claims[0].type.value for side in (one, other)]
    if types[0] != types[1]:
        raise UsageError(
            f"{one.name} is a {types[0]} and {other.name} a {types[1]}; only events of one type can be merged"
        )
    phases = [
        {phase(c.status) for c in side.claims if not is_denial(c)} or {phase(c.status) for c in side.claims}
        for side in (one, other)
    ]
    if not phases[0] & phases[1]:
        plan = one if "prospective" in phases[0] else other
        raise UsageError(
            f"{plan.name} is planned or possible, the other reported as done; a plan and an event stay two"
        )
    for who in ("agent", "counterpart"):
        mine, theirs = set(getattr(one, who)), set(getattr(other, who))
        if mine and theirs and not (mine <= theirs or theirs <= mine):
            raise UsageError(
                f"{one.name} has {', '.join(sorted(mine))} as {who} and {other.name} {', '.join(sorted(theirs))}; "
                "merged, one of them would stand accused of what nobody says"
            )
