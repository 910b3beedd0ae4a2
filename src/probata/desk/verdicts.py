"""What people have made of claims: the machine's own records beside theirs, and what is left to review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from probata.desk import conditions, writing
from probata.desk.chunks import chunks
from probata.desk.filters import Filter
from probata.desk.models import ClaimRow, IncidentRow, MemberRow
from probata.errors import UsageError
from probata.records import Claim, Verdict, from_json, to_json


def as_read(base: str, claims: Iterable[str]) -> dict[str, Claim]:
    """Claims as the machine read them; those that the desk doesn't have are left out."""
    return {
        row.id: _machine(row)
        for part in chunks(set(claims))
        for row in ClaimRow.objects.using(base).filter(id__in=part)
    }


def as_they_are(base: str, claims: Iterable[str]) -> dict[str, Claim]:
    """Claims with all that people have made of them so far."""
    return {row.id: from_json(Claim, row.record) for row in _rows(base, claims)}


def put(base: str, now: Claim, machine: Claim) -> None:
    """Enter what people have made of a claim. In a transaction; its report is to be placed anew by the caller."""
    writing.put_claim(base, now, machine if now.entered else None)


def put_verdict(base: str, now: Claim) -> None:
    """Enter the verdict on a claim whose values stay what they are. In a transaction."""
    ClaimRow.objects.using(base).filter(id=now.id).update(verdict=now.verdict.value, record=to_json(now))


def counts(base: str) -> dict[Verdict, int]:
    """How many claims have each verdict."""
    rows = ClaimRow.objects.using(base).values_list("verdict").annotate(number=Count("id")).order_by()
    return dict.fromkeys(Verdict, 0) | {Verdict(verdict): number for verdict, number in rows}


@dataclass(frozen=True, slots=True)
class Queued:
    """A claim that waits for review: the incident that it stands in, whether that has findings, and the key by which
    the list goes on behind it."""

    claim: Claim
    incident: str
    engages: bool
    key: str


def queue(base: str, by: Filter, after: str = "", limit: int = 50) -> list[Queued]:
    """Claims to review: those in incidents with findings first, incident by incident, each claim once.

    ``by`` narrows them (its ``verdict`` is "unreviewed" where it says none), ``after`` is the key of the last one seen.
    :class:`UsageError` for a key that isn't one.
    """
    first, incident, claim = _position(after)
    # Coalesced, so that no index of verdicts is asked: nearly all claims may have the one that is wanted.
    wanted = Q(Exact(Coalesce("claim__verdict", Value("")), (by.verdict or Verdict.UNREVIEWED).value))
    if (rest := replace(by, verdict=None)) != Filter():
        wanted &= Q(claim__in=conditions.rows("claims", base, rest).values("id"))
    found: list[Queued] = []
    for engages in (True, False) if first else (False,):
        begun = (incident, claim) if engages is first else ("", "")
        from_on = Q(id__gte=begun[0])
        while len(found) < limit and (homes := _incidents(base, engages, from_on, wanted, limit)):
            rows = _members(base, engages, homes).filter(wanted)
            rows = rows.exclude(incident_id=begun[0], claim_id__lte=begun[1]).select_related("claim")
            for row in rows.order_by("incident_id", "claim_id")[: limit - len(found)]:
                key = f"{int(engages)}.{row.incident_id}.{row.claim_id}"
                found.append(Queued(from_json(Claim, row.claim.record), row.incident_id, engages, key))
            from_on = Q(id__gt=homes[-1])
    return found


def _incidents(base: str, engages: bool, from_on: Q, wanted: Q, limit: int) -> list[str]:
    """The next incidents that hold a claim which is wanted. Found in the order of the incidents, so that no more of
    them are looked at than are needed: there may be a million claims to review."""
    held = MemberRow.objects.using(base).filter(wanted, incident_id=OuterRef("id"))
    rows = IncidentRow.objects.using(base).filter(from_on, Exists(held), engages=engages)
    return list(rows.order_by("id").values_list("id", flat=True)[:limit])


def _members(base: str, engages: bool, incidents: Sequence[str]) -> QuerySet[MemberRow]:
    """The claims of some incidents, without those that stand in an earlier incident, or here already."""
    twice = MemberRow.objects.using(base).filter(claim_id=OuterRef("claim_id"))
    before = Q(incident_id__lt=OuterRef("incident_id")) | Q(incident_id=OuterRef("incident_id"), id__lt=OuterRef("id"))
    earlier = before & Q(incident__engages=True) if engages else before | Q(incident__engages=True)
    return MemberRow.objects.using(base).filter(~Exists(twice.filter(earlier)), incident_id__in=incidents)


def _position(after: str) -> tuple[bool, str, str]:
    if not after:
        return True, "", ""
    rank, _, rest = after.partition(".")
    incident, _, claim = rest.partition(".")
    if rank not in ("0", "1") or not incident or not claim:
        raise UsageError(f"{after!r} is no place in the list of claims to review; begin it anew")
    return rank == "1", incident, claim


def _rows(base: str, claims: Iterable[str]) -> Iterator[ClaimRow]:
    return (row for part in chunks(set(claims)) for row in ClaimRow.objects.using(base).filter(id__in=part))


def _machine(row: ClaimRow) -> Claim:
    if row.machine is not None:
        return from_json(Claim, row.machine)
    return replace(from_json(Claim, row.record), verdict=Verdict.UNREVIEWED)
