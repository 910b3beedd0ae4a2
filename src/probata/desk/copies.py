"""Fingerprints of reports and the copies found by them. What a copy is, is decided by the steps."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connections
from django.db.models import Q

from probata.desk.chunks import CHUNK, chunks
from probata.desk.dialect import dialect
from probata.desk.ledger import lift
from probata.desk.models import CopyRow, FingerprintedRow, MemberRow, ReportRow
from probata.desk.queries import report_of
from probata.records import Copy, CopyKind, Report, from_json, to_json


class Index:
    """The table of fingerprints. Of a fingerprint that many reports hold, those that came first are told."""

    def __init__(self, base: str) -> None:
        self._base = base

    def holds(self, report: str) -> bool:
        """Whether the report's fingerprints stand in the table."""
        return FingerprintedRow.objects.using(self._base).filter(report_id=report).exists()

    def add(self, report: str, fingerprints: Iterable[int]) -> None:
        """Take a report of the desk in, in place of what was held of it."""
        self.remove(report)
        numbers = array("q", sorted(set(fingerprints)))
        row = FingerprintedRow.objects.using(self._base).create(report_id=report, hashes=numbers.tobytes())
        with connections[self._base].cursor() as cursor:
            dialect(self._base).enter_hashes(cursor, row.id, numbers)

    def remove(self, report: str) -> None:
        """Forget the fingerprints of a report; nothing happens where none are held."""
        row = FingerprintedRow.objects.using(self._base).filter(report_id=report).first()
        if row is None:
            return
        numbers = array("q", bytes(row.hashes))
        with connections[self._base].cursor() as cursor:
            dialect(self._base).remove_hashes(cursor, row.id, numbers)
        row.delete()

    def holders(self, fingerprints: Sequence[int], most: int = 32) -> Mapping[int, Sequence[str]]:
        """For each of the fingerprints that is held: the ids of the first ``most`` reports that hold it."""
        found: dict[int, list[int]] = defaultdict(list)
        with connections[self._base].cursor() as cursor:
            for number, row in dialect(self._base).holders(cursor, fingerprints, most):
                found[number].append(row)
        ids: dict[int, str] = {}
        for rows in chunks({row for held in found.values() for row in held}):
            which = FingerprintedRow.objects.using(self._base).filter(id__in=rows)
            ids.update(which.values_list("id", "report_id"))
        return {number: [ids[row] for row in sorted(held)] for number, held in found.items()}


@dataclass(frozen=True, slots=True)
class Link:
    """A copy without its passages."""

    a: str
    b: str
    kind: CopyKind
    in_a: float
    in_b: float


def put(base: str, copies: Iterable[Copy]) -> None:
    """Enter copies of reports of the desk."""
    CopyRow.objects.using(base).bulk_create(row_of(c) for c in copies)


def row_of(copy: Copy) -> CopyRow:
    """The row of a copy."""
    return CopyRow(a_id=copy.a, b_id=copy.b, kind=copy.kind.value, in_a=copy.in_a, in_b=copy.in_b, record=to_json(copy))


def links(base: str, reports: Iterable[str]) -> list[Link]:
    """The copies that reports take part in."""
    found: dict[int, Link] = {}
    for part in chunks(reports):
        for side in ("a", "b"):
            rows = CopyRow.objects.using(base).filter(**{f"{side}_id__in": part})
            for row, a, b, kind, in_a, in_b in rows.values_list("id", "a_id", "b_id", "kind", "in_a", "in_b"):
                found[row] = Link(a, b, CopyKind(kind), in_a, in_b)
    return [found[row] for row in sorted(found)]


def copies_of(base: str, report: str) -> list[Copy]:
    """The copies that a report takes part in, the closest first, with their passages."""
    rows = CopyRow.objects.using(base).filter(Q(a_id=report) | Q(b_id=report)).values_list("record", flat=True)
    return sorted((from_json(Copy, r) for r in rows), key=lambda c: (-max(c.in_a, c.in_b), c.a, c.b))


def text_of(base: str, report: str) -> Report | None:
    """A report with its text, ``None`` where the desk doesn't have it."""
    row = ReportRow.objects.using(base).filter(id=report).first()
    return report_of(row) if row is not None else None


def originals(base: str, reports: Iterable[str]) -> dict[str, str]:
    """For each report whose claims are placed: the one whose words they were traced by, empty for its own."""
    found: dict[str, str] = {}
    for part in chunks(reports):
        rows = FingerprintedRow.objects.using(base).filter(report_id__in=part, report__placed=True)
        found.update(rows.values_list("report_id", "original"))
    return found


def set_original(base: str, report: str, original: str) -> None:
    """Note whose words the claims of a report were traced by."""
    FingerprintedRow.objects.using(base).filter(report_id=report).exclude(original=original).update(original=original)


def retrace(base: str, report: str, traces: Mapping[str, object]) -> set[str]:
    """Replace where the claims of a placed report come from; the incidents that they stand in."""
    rows = list(MemberRow.objects.using(base).filter(report_id=report))
    changed = [row for row in rows if row.trace != traces[row.claim_id]]
    for row in changed:
        row.trace = traces[row.claim_id]
    MemberRow.objects.using(base).bulk_update(changed, ["trace"], batch_size=CHUNK)
    return {row.incident_id for row in changed}


def forget(base: str, reports: Iterable[str]) -> None:
    """Take reports out that go or are read anew; those that share a text with them are to be placed again."""
    gone = set(reports)
    near = {r for link in links(base, gone) for r in (link.a, link.b)}
    lift(base, gone | near)
    index = Index(base)
    for report in sorted(gone):
        index.remove(report)
    CopyRow.objects.using(base).filter(Q(a_id__in=gone) | Q(b_id__in=gone)).delete()


def forget_all(base: str) -> None:
    """Take all fingerprints and copies out, to have them made anew by other rules."""
    CopyRow.objects.using(base).all().delete()
    FingerprintedRow.objects.using(base).all().delete()
    with connections[base].cursor() as cursor:
        cursor.execute("DELETE FROM desk_fingerprint")
