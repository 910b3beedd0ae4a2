"""A claim as people have left it: the machine's own, with their verdict and their values laid over it.

Decisions are taken oldest first: the latest gives the verdict, and of each field the latest correction of it the value.
The machine's record is never changed, so what is retracted leaves it as if nothing had been decided.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from probata.records import (
    ENTERED,
    REPORT_VOICE,
    Act,
    Claim,
    ClaimField,
    Correction,
    DateInterval,
    Decision,
    Entered,
    EnteredPlace,
    EnteredQuantity,
    EnteredSource,
    EnteredTime,
    Place,
    Precision,
    Quantity,
    Source,
    SourceKind,
    Verdict,
    in_brackets,
)

VERDICT: Mapping[Act, Verdict] = {
    Act.ACCEPT_CLAIM: Verdict.ACCEPTED,
    Act.CORRECT_CLAIM: Verdict.CORRECTED,
    Act.REJECT_CLAIM: Verdict.REJECTED,
}

_PLAIN = frozenset({ClaimField.TYPE, ClaimField.STATUS, ClaimField.NEGATED, ClaimField.STANCE})
"""Fields that have no passage of their own and are entered as they stand."""


def lay(machine: Claim, made: Iterable[Decision]) -> Claim:
    """The claim with its verdict and all values that people have entered. ``machine`` is as it was read, ``made`` the
    decisions on it that nobody has retracted, oldest first; those that are no verdict are passed over."""
    verdict = Verdict.UNREVIEWED
    held: dict[ClaimField, Decision] = {}
    for decision in made:
        verdict = VERDICT.get(decision.act, verdict)
        if decision.correction is not None:
            held |= dict.fromkeys(decision.correction.fields, decision)
    if verdict is machine.verdict and not held:
        return machine
    entered = tuple(Entered(f, d.id, d.author, d.at, d.reason) for f, d in sorted(held.items(), key=_in_order))
    values: dict[str, Any] = {}
    evidence = machine.evidence
    for field, decision in held.items():
        if (correction := decision.correction) is None:
            continue
        values |= _values(machine, field, correction)
        if field not in _PLAIN and field is not ClaimField.SOURCE:
            others = values.get("also_quantity", machine.also_quantity) if field is ClaimField.QUANTITY else ()
            evidence = replace(evidence, **{field.value: tuple((q.start, q.end) for q in others)})
    return replace(machine, **values, evidence=evidence, entered=entered, verdict=verdict)


def stands(claim: Claim) -> bool:
    """Whether it may stand in an incident."""
    return claim.verdict is not Verdict.REJECTED


def _in_order(held: tuple[ClaimField, Decision]) -> int:
    return list(ClaimField).index(held[0])


def _values(machine: Claim, field: ClaimField, correction: Correction) -> dict[str, Any]:
    """What a field and those that follow from it become."""
    told: Any = None if field in correction.cleared else getattr(correction, field)
    match field:
        case ClaimField.AGENT | ClaimField.COUNTERPART:
            return {field.value: told or ()}
        case ClaimField.OBJECT:
            return {"object": told or (), "items": ()}  # the entries of the goods table are finer than the classes
        case ClaimField.QUANTITY:
            return {"quantity": _quantity(machine, told)} | ({} if told else {"also_quantity": ()})
        case ClaimField.TIME:
            return {"time": _time(told)}
        case ClaimField.PLACE:
            return {"place": _place(machine, told)}
        case ClaimField.SOURCE:
            return {"source": _source(machine.source, told)}
        case ClaimField.STATUS | ClaimField.NEGATED:
            return {field.value: told, "factuality": None}
        case _:
            return {field.value: told}


def _quantity(machine: Claim, told: EnteredQuantity | None) -> Quantity | None:
    if told is None:
        return None
    at = machine.start
    return Quantity(at, at, in_brackets(told.words), told.low, told.high, told.unit, role=told.role)


def _time(told: EnteredTime | None) -> DateInterval | None:
    if told is None:
        return None
    return DateInterval(told.start, told.end, in_brackets(told.words), _precision(told), rule=ENTERED)


def _precision(told: EnteredTime) -> Precision:
    if told.start is None or told.end is None:
        return Precision.OPEN
    first, last = date.fromisoformat(told.start), date.fromisoformat(told.end)
    if first == last:
        return Precision.DAY
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return Precision.YEAR
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole and (first.year, first.month) == (last.year, last.month):
        return Precision.MONTH
    return Precision.DAYS


def _place(machine: Claim, told: EnteredPlace | None) -> Place | None:
    if told is None:
        return None
    return Place(machine.start, machine.start, in_brackets(told.name), told.name, told.kind, told.state)


def _source(read: Source, told: EnteredSource) -> Source:
    """The words stay where they are; who they mean is another."""
    if told.kind is SourceKind.REPORT:
        return REPORT_VOICE
    placed = read.start is not None and read.end is not None
    return Source(
        read.text if placed else in_brackets(told.id),
        told.id,
        told.kind,
        named=told.kind is not SourceKind.ANONYMOUS,
        start=read.start,
        end=read.end,
        person=told.person,
        rule=ENTERED,
    )
