"""The labels of pictures, from records: short, and no more than what is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from probata.pictures import isolated
from probata.pipeline.labels import Labels
from probata.records import ClaimType, ObjectClass, Outlined

Href = Callable[[str], str]
"""The address of a record's page by its id; of the list of incidents for ``""``."""

MUTUAL = (ClaimType.MEETING, ClaimType.AGREEMENT, ClaimType.EXERCISE)
"""Events without a giver and a receiver."""
NOT_NAMED = "not named"
_NAMED = 2
"""Goods and actors that a label names; the others are counted."""


def event_label(incident: Outlined, labels: Labels) -> str:
    """ "transfer, North Korea → Russia (ammunition, missiles, 2 more)"."""
    return f"{incident.type.value}, {party_label(incident, labels)}"


def party_label(incident: Outlined, labels: Labels) -> str:
    """ "North Korea → Russia (ammunition)"; of a mutual event "North Korea and Russia"."""
    agents, others = names(incident.agent, labels), names(incident.counterpart, labels)
    if incident.type in MUTUAL:
        parties = " and ".join(p for p in (agents, others) if p) or NOT_NAMED
    elif not others:
        parties = agents or NOT_NAMED
    else:
        parties = f"{agents or NOT_NAMED} → {others}"
    return parties + in_brackets(goods(incident.object))


def receiver_label(incident: Outlined, labels: Labels) -> str:
    """Without the agents, where those stand in the heading: "transfer → Russia (ammunition)"."""
    others = names(incident.counterpart, labels)
    joined = " with " if incident.type in MUTUAL else " → "
    return incident.type.value + (joined + others if others else "") + in_brackets(goods(incident.object))


def names(ids: Sequence[str], labels: Labels) -> str:
    """The first actors by name, and how many more; empty for none."""
    return _some([isolated(labels.actor(i)) for i in ids])


def goods(classes: Iterable[ObjectClass]) -> str:
    """The first goods, and how many more; empty for none."""
    return _some([o.words for o in classes])


def in_brackets(words: str) -> str:
    """ " (words)", or nothing."""
    return f" ({words})" if words else ""


def origins(incident: Outlined) -> str:
    """ "2 independent origins"."""
    count = incident.independent_origins
    return f"{count or 'no'} independent origin{'' if count == 1 else 's'}"


def weight(incident: Outlined) -> float:
    """What stays where there is too much: what most origins, then most claims tell."""
    return incident.independent_origins + len(incident.claims) / (len(incident.claims) + 1)


def day(iso: str | None) -> date | None:
    """The day of an ISO date or time; ``None`` for what is none."""
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def _some(words: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(words))
    if len(distinct) > _NAMED + 1:
        distinct[_NAMED:] = [f"{len(distinct) - _NAMED} more"]
    return ", ".join(distinct)
