"""A claim as a form to correct in place: each field with what the machine read and what it says now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from probata.pipeline import ClaimStanding, Labels
from probata.records import Claim, ClaimType, ObjectClass, QuantityRole, Stance, Status
from probata.wording import words


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of the form: its name as :meth:`probata.pipeline.Review.correct` takes it, what is typed into it or
    stands there, and the values that it can have, if not any."""

    name: str
    label: str
    value: str
    choices: Sequence[str] = ()
    kind: str = "text"
    help: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that are one value of a claim: what the machine read, what it says, and who entered that, if anybody."""

    field: str
    label: str
    machine: str
    now: str
    entries: tuple[Entry, ...]
    by: str = ""


NAMED = ("agent", "counterpart", "source")
"""Fields of actors: they show names and take names or codes."""


def values_of(claim: Claim, labels: Labels) -> dict[str, str]:
    """What each field of the form holds for a claim."""
    amount, time = claim.quantity, claim.time
    return {
        "type": claim.type.value,
        "agent": labels.actors(claim.agent),
        "counterpart": labels.actors(claim.counterpart),
        "object": ", ".join(o.value for o in claim.object),
        "low": _number(amount.low if amount else None),
        "high": _number(amount.high if amount else None),
        "unit": (amount.unit or "") if amount else "",
        "role": amount.role.value if amount else "",
        "start": (time.start or "") if time else "",
        "end": (time.end or "") if time else "",
        "place": (claim.place.name or claim.place.text) if claim.place else "",
        "status": claim.status.value,
        "negated": "yes" if claim.negated else "no",
        "stance": claim.stance.value,
        "source": labels.actor(claim.source.id),
    }


def changed(claim: Claim, typed: Mapping[str, str], labels: Labels) -> dict[str, str]:
    """Those of the typed values that differ from what the claim says, by the names of the form."""
    held = values_of(claim, labels)
    return {n: v for n, v in typed.items() if n in held and _same(_said(n, v, labels)) != _same(held[n])}


def _said(name: str, value: str, labels: Labels) -> str:
    """A typed value as the form would show it: an actor's name for its code."""
    if name not in NAMED:
        return value
    return labels.actors(labels.find_actors(w for p in value.split(",") if (w := p.strip())))


def groups(standing: ClaimStanding, labels: Labels, typed: Mapping[str, str] | None = None) -> tuple[Group, ...]:
    """The form of a claim, with what was typed where it is shown again."""
    claim, machine = standing.claim, standing.machine
    held = values_of(claim, labels) | dict(typed or {})
    by = {field.value: f"{d.author}, {d.at[:10]}" for field, d in standing.corrections}

    def entry(name: str, label: str, choices: Sequence[str] = (), kind: str = "text", tip: str = "") -> Entry:
        return Entry(name, label, held.get(name, ""), choices, "select" if choices else kind, tip)

    def group(field: str, label: str, told: str, now: str, *entries: Entry) -> Group:
        return Group(field, label, told, now, entries, by.get(field, ""))

    def both(of: Claim) -> dict[str, str]:
        return {
            "type": of.type.value,
            "agent": words.names(of.agent, labels),
            "counterpart": words.names(of.counterpart, labels),
            "object": ", ".join(o.words for o in of.object) or words.NONE,
            "quantity": words.amounts(of),
            "time": words.when(of.time),
            "place": words.where(of.place, labels.actor),
            "status": of.status.value,
            "negated": "yes" if of.negated else "no",
            "stance": words.SAYS[of.stance],
            "source": words.speaker(of.source, labels),
        }

    read, now = both(machine), both(claim)
    shapes: tuple[tuple[str, str, tuple[Entry, ...]], ...] = (
        ("type", "event", (entry("type", "Event", [t.value for t in ClaimType]),)),
        ("agent", "who", (entry("agent", "Who", tip="Names or codes, with commas."),)),
        ("counterpart", "whom", (entry("counterpart", "Whom"),)),
        ("object", "what", (entry("object", "Classes of goods", tip=", ".join(o.value for o in ObjectClass)),)),
        ("quantity", "how much", (
            entry("low", "At least"), entry("high", "At most"), entry("unit", "Unit"),
            entry("role", "Amount of", ["", *(r.value for r in QuantityRole)]),
        )),
        ("time", "when", (entry("start", "First day", kind="date"), entry("end", "Last day", kind="date"))),
        ("place", "where", (entry("place", "Place"),)),
        ("status", "how far", (entry("status", "Status", [s.value for s in Status]),)),
        ("negated", "said not to be", (entry("negated", "Negated", ["no", "yes"]),)),
        ("stance", "how said", (entry("stance", "Stance", [s.value for s in Stance]),)),
        ("source", "who says it", (entry("source", "Source", tip="“report” for the outlet's own voice."),)),
    )  # fmt: skip
    return tuple(group(field, label, read[field], now[field], *entries) for field, label, entries in shapes)


def _number(value: int | float | None) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _same(value: str) -> str:
    return ",".join(part.strip() for part in value.split(",")).casefold()
