"""What incidents tell under ceilings, kept so that a running total reads nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Max, Subquery, TextField, Value
from django.db.models.functions import Cast

from probata.desk.chunks import chunks
from probata.desk.models import CapRow, DeskInfo, ReportRow
from probata.records import CapTelling, all_from_json, to_json


def put(base: str, incident: str, tellings: Iterable[CapTelling]) -> None:
    """Enter what an incident tells, in place of what it told before. In a transaction."""
    CapRow.objects.using(base).filter(incident_id=incident).delete()
    CapRow.objects.using(base).bulk_create(
        CapRow(measure=t.measure, incident_id=incident, claim_id=t.claim, shown=t.shown, record=to_json(t))
        for t in tellings
    )


def tellings(base: str, measure: str) -> list[CapTelling]:
    """All that bears on the account of a measure: what is shown, and what else the same claims tell elsewhere."""
    rows = CapRow.objects.using(base).filter(measure=measure).annotate(told=Cast("record", TextField()))
    shown = rows.filter(shown=True)
    beside = rows.filter(shown=False, claim_id__in=shown.values("claim_id"))
    return all_from_json(CapTelling, [t for part in (shown, beside) for t in part.values_list("told", flat=True)])


def mark(base: str) -> tuple[object, ...]:
    """What is another as soon as any row here is another: which desk, how many rows, the number of the last."""
    rows = CapRow.objects.using(base).order_by().values(all=Value(1))
    found: tuple[object, ...] = DeskInfo.objects.using(base).values_list(
        "created_at", "identity", Subquery(rows.values(n=Count("id"))), Subquery(rows.values(n=Max("id")))
    )[0]
    return found


def sentences(base: str, claims: Iterable[str]) -> dict[str, str]:
    """The sentences of claims as far as they were looked up before."""
    found: dict[str, str] = {}
    for part in chunks(claims):
        rows = CapRow.objects.using(base).filter(claim_id__in=part, shown=True)
        found.update((claim, told["sentence"]) for claim, told in rows.values_list("claim_id", "record"))
    return {claim: sentence for claim, sentence in found.items() if sentence}


def texts(base: str, reports: Iterable[str]) -> dict[str, str]:
    """The texts of reports by their ids."""
    rows = ReportRow.objects.using(base)
    return {i: text for part in chunks(reports) for i, text in rows.filter(id__in=part).values_list("id", "text")}
