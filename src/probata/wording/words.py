"""Values of records in words, as tables and entries show them. An allegation is never put as a fact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from probata.records import (
    Act,
    Claim,
    ClaimType,
    DateInterval,
    Decision,
    Entered,
    EnteredPlace,
    EnteredQuantity,
    EnteredSource,
    EnteredTime,
    Incident,
    IncidentSummary,
    Leg,
    LegRole,
    Means,
    Origin,
    OriginKind,
    OriginPath,
    Place,
    QuantityRole,
    Source,
    SourceKind,
    Stance,
    Statement,
    Verdict,
    units,
)
from probata.wording.visible import one_line

if TYPE_CHECKING:
    from probata.pipeline import Labels


class Sided(Protocol):
    """What has two sides: a claim, an incident, or a line about one."""

    @property
    def type(self) -> ClaimType: ...

    @property
    def agent(self) -> tuple[str, ...]: ...

    @property
    def counterpart(self) -> tuple[str, ...]: ...


NONE = "–"
NOT_NAMED = "not named"
MUTUAL = (ClaimType.MEETING, ClaimType.AGREEMENT, ClaimType.EXERCISE)
"""Events without a giver and a receiver."""

SAYS = {
    Stance.ASSERTS: "asserts",
    Stance.ALLEGES: "alleges",
    Stance.DENIES: "denies",
    Stance.UNVERIFIED: "could not verify",
}

RELIABLE = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable", "F": "can't be judged",
}  # fmt: skip
CREDIBLE = {
    "1": "confirmed by others", "2": "probably true", "3": "possibly true", "4": "doubtful", "5": "improbable",
    "6": "can't be judged",
}  # fmt: skip
"""The Admiralty grades in words."""


def names(ids: Sequence[str], labels: Labels, none: str = NONE) -> str:
    """Actors by name."""
    return one_line(labels.actors(ids)) or none


def parties(record: Sided, labels: Labels) -> str:
    """Who and whom: "North Korea → Russia"; of a mutual event "North Korea and Russia"."""
    agents, others = names(record.agent, labels, ""), names(record.counterpart, labels, "")
    if record.type in MUTUAL:
        return " and ".join(p for p in (agents, others) if p) or NOT_NAMED
    if not others and record.type in (ClaimType.LAUNCH, ClaimType.MOVEMENT):
        return agents or NOT_NAMED
    return f"{agents or NOT_NAMED} → {others or NOT_NAMED}"


def what(record: Incident | IncidentSummary | Claim) -> str:
    """The event and its goods: "transfer (artillery, missiles)"; what says the event again is left out."""
    goods = ", ".join(o.words for o in record.object if o.value != record.type.value)
    return f"{record.type.value} ({goods})" if goods else record.type.value


def amounts(record: Incident | IncidentSummary | Claim) -> str:
    """All amounts given, in the words of the reports; what isn't an amount moved says so."""
    if isinstance(record, Claim):
        given = [(q.text, q.role) for q in (record.quantity, *record.also_quantity) if q is not None]
    else:
        given = [(q.text, q.role) for q in record.quantities]
    said = [one_line(t) if r is QuantityRole.TRANSFERRED else f"{one_line(t)} [{r.value}]" for t, r in given]
    return "; ".join(dict.fromkeys(said)) or NONE


def bounds(low: float | None, high: float | None, unit: str | None) -> str:
    """A range: "7,000 containers", "5 to 6 ships", "at least 100"; a dash where neither side is told."""
    if low is None and high is None:
        told = NONE
    elif low == high:
        told = f"{low:,}"
    elif low is None or high is None:
        told = f"at least {low:,}" if high is None else f"up to {high:,}"
    else:
        told = f"{low:,} to {high:,}"
    return one_line(f"{told} {units(unit, low if high is None else high) if unit else ''}")


def when(time: DateInterval | None) -> str:
    """The days, or the words where they can't be resolved."""
    if time is None:
        return NONE
    if time.start and time.end:
        return time.start if time.start == time.end else f"{time.start} to {time.end}"
    if time.start or time.end:
        return f"from {time.start}" if time.start else f"until {time.end}"
    return f"“{one_line(time.text)}” (no date)" if time.text else NONE


def where(place: Place | None, name: Callable[[str], str] = str) -> str:
    """The place in the text's words, with what it is and whose: "port of Rajin (port, KP)"; ``name`` gives a state's
    name for its code."""
    if place is None:
        return NONE
    return " ".join(
        v for v in (place.relation if place.relation != "visit" else "", one_line(place.text), _what(place, name)) if v
    )


def _what(place: Place, name: Callable[[str], str] = str) -> str:
    known = [place.kind.value if place.kind else "", name(place.state) if place.state else ""]
    return f"({', '.join(k for k in known if k)})" if any(known) else ""


def carriers(means: Sequence[Means], name: Callable[[str], str] = str) -> str:
    """What carries, with its numbers; a wrong check digit says so: "Lady R (vessel, IMO 9161003)"; ``name`` gives a
    flag state's name for its code."""
    return "; ".join(_carrier(m, name) for m in means) or NONE


def _carrier(means: Means, name: Callable[[str], str]) -> str:
    parts = [
        means.kind.value,
        means.model or "",
        f"IMO {means.imo}" + ("" if means.imo_valid else " [wrong check digit]") if means.imo else "",
        f"MMSI {means.mmsi}" if means.mmsi else "",
        f"flag {name(means.flag)}" if means.flag else "",
        means.registration or "",
    ]
    return one_line(f"{means.name or means.text} ({', '.join(p for p in parts if p)})")


def way(route: Sequence[Leg], name: Callable[[str], str] = str) -> str:
    """The legs in order: "from Rajin (port, KP) → via Dunai (port, RU) by MV Angara → to Tikhoretsk"; ``name`` gives a
    state's name for its code."""
    legs = []
    for leg in route:
        said = {LegRole.ORIGIN: "from", LegRole.VIA: "via", LegRole.DESTINATION: "to", LegRole.END: "between"}[leg.role]
        by = f" [{one_line(leg.by.text)}]" if leg.by is not None else ""
        legs.append(" ".join(v for v in (said, one_line(leg.place.text), _what(leg.place, name)) if v) + by)
    return " → ".join(legs) or NONE


def speaker(source: Source, labels: Labels) -> str:
    """The source by name; an official with the state: "South Korea (Shin Wonsik)"."""
    name = one_line(labels.actor(source.id))
    if source.kind is SourceKind.REPORT:
        return name
    detail = source.person if source.person and source.person != source.id else ""
    if not detail and source.id == "anonymous" and source.text:
        detail = f"“{source.text}”"
    return f"{name} ({one_line(detail)})" if detail else name


def said_by(record: Claim | Statement, labels: Labels) -> str:
    """Who says it, how, and through whom."""
    via = ", ".join(one_line(labels.actor(v.id)) for v in record.via)
    return f"{speaker(record.source, labels)} {SAYS[record.stance]}" + (f", via {via}" if via else "")


_OTHERS = 3
"""Roots that don't count are named in a line up to here; the origin tree names them all."""


def origins(incident: Incident, labels: Labels) -> str:
    """How many independent origins, and what stands at their roots; the first of those that don't count after them."""
    counted, others = (
        list(dict.fromkeys(root(o, labels) for o in incident.origins if o.counted is so)) for so in (True, False)
    )
    if len(others) > _OTHERS + 1:
        others[_OTHERS:] = [f"{len(others) - _OTHERS} more"]
    told = "; ".join(p for p in (", ".join(counted), f"not counted: {', '.join(others)}" if others else "") if p)
    return f"{incident.independent_origins} independent" + (f" ({told})" if told else "")


def root(origin: Origin, labels: Labels) -> str:
    """What stands at the root; an incident of an older desk has no label for it."""
    if origin.label:
        return one_line(origin.label)
    if origin.kind is OriginKind.ANONYMOUS:
        return one_line(labels.actor("anonymous"))
    return one_line(labels.actor(origin.root))


def way_back(path: OriginPath) -> str:
    """One way from a report to the root, link by link, each with its reason and the other reading."""
    return one_line(
        " ← ".join(
            f"{s.who} ({s.because}" + (f"; or: {s.alternative}" if s.alternative else "") + ")"
            for s in reversed(path.steps)
        )
    )


def decided(decision: Decision, name: Callable[[str], str] = str) -> str:
    """What was decided: "merge of 5 claims", "KR graded B from 2024-01-01", "retraction of d…".

    ``name`` gives the name of a source or party for its id; without it they stand as the record has them.
    """
    match decision.act:
        case Act.MERGE:
            told = f"merge of {len(decision.claims)} claims"
        case Act.SPLIT:
            told = f"split of {len(decision.claims)} claims from {len(decision.others)}"
        case Act.SAME_ORIGIN | Act.NOT_SAME_ORIGIN:
            one = "are one origin" if decision.act is Act.SAME_ORIGIN else "are origins of their own"
            told = f"{' and '.join(map(name, decision.roots or decision.reports))} {one}"
        case Act.GRADE_SOURCE:
            days = (("from", decision.valid_from), ("to", decision.valid_to))
            graded = f"{name(decision.source or '')} graded {decision.reliability}"
            told = " ".join([graded, *(f"{w} {d}" for w, d in days if d)])
        case Act.GRADE_INCIDENT:
            told = f"{len(decision.claims)} claims graded {decision.reliability or ''}{decision.credibility or ''}"
        case Act.ACCEPT_CLAIM | Act.REJECT_CLAIM:
            told = f"{decision.claims[0]} {'accepted' if decision.act is Act.ACCEPT_CLAIM else 'rejected'}"
        case Act.CORRECT_CLAIM:
            told = f"{decision.claims[0]} corrected: {corrected(decision, name)}"
        case Act.NOTE if decision.finding is None:
            of = decision.reports[0] if decision.reports else _claims(decision.claims)
            told = f"note on {of}: {decision.text}"
        case Act.RETRACT:
            told = f"retraction of {decision.retracts}"
        case _:
            told = _on_finding(decision, name)
    return one_line(told)


def _claims(claims: Sequence[str]) -> str:
    return claims[0] if len(claims) == 1 else f"the event of {len(claims)} claims"


def corrected(decision: Decision, name: Callable[[str], str] = str) -> str:
    """The values that a correction enters: "agent KP; quantity 5 to 6 containers; no place"."""
    it = decision.correction
    if it is None:
        return ""
    return one_line("; ".join(
        f"no {f.value}" if f in it.cleared else f"{f.value} {_entered(getattr(it, f.value), name)}" for f in it.fields
    ))  # fmt: skip


def _entered(value: object, name: Callable[[str], str]) -> str:
    match value:
        case EnteredQuantity():
            role = "" if value.role is QuantityRole.TRANSFERRED else f" [{value.role.value}]"
            return f"{value.words}{role}"
        case EnteredTime():
            return value.words
        case EnteredPlace():
            return value.name
        case EnteredSource():
            return name(value.id) if value.person is None else f"{name(value.id)} ({value.person})"
        case tuple():
            return ", ".join(name(str(v)) for v in value)
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)


_DONE = {Act.CONFIRM: "confirmed", Act.REJECT: "rejected"}
_NOTED = {Act.CONTRARY: "contrary evidence", Act.ALTERNATIVE: "alternative", Act.GAP: "gap", Act.NOTE: "note"}


def _on_finding(decision: Decision, name: Callable[[str], str]) -> str:
    it = decision.finding
    if it is None:
        return decision.act.value
    match decision.act:
        case Act.CONFIRM | Act.REJECT:
            told = _DONE[decision.act]
        case Act.JUDGE:
            told = f"judged: likelihood {it.likelihood}; confidence {it.confidence}"
        case Act.ASK:
            told = f"{name(it.party or '')} asked, answer due {it.due}: {it.text}"
        case Act.ANSWER:
            party = name(it.party or "")
            told = f"{party} gave no answer" if it.none else f"{party} answered: {it.text}"
        case Act.CONTRARY if it.none:
            told = f"no contrary evidence found; looked: {it.text}"
        case _:
            told = f"{_NOTED[decision.act]}: {it.text}"
    return f"finding {it.number} {told}"


def verdict(claim: Claim, decided: Decision | None) -> str:
    """What people have made of a claim, who last and why: "corrected by kim, 2026-11-26: off by a digit"."""
    if decided is None:
        return claim.verdict.value
    return one_line(f"{claim.verdict.value} by {decided.author}, {decided.at[:10]}: {decided.reason}")


def entered(value: Entered) -> str:
    """Whose value a field holds, and why: "quantity by kim, 2026-11-26: off by a digit"."""
    return one_line(f"{value.field.value} by {value.author}, {value.at[:10]}: {value.reason}")


def reviewed(claim: Claim) -> str:
    """What stands behind a claim in a list: " [accepted]", " [corrected: agent]"; nothing where nobody has looked."""
    if claim.verdict is Verdict.UNREVIEWED:
        return ""
    fields = ", ".join(f.value for f in claim.entered_fields)
    return f" [{claim.verdict.value}{f': {fields}' if fields else ''}]"


def state_of(claim: Claim) -> str:
    """The event's status; a negated one says so."""
    return f"not {claim.status.value}" if claim.negated else claim.status.value
