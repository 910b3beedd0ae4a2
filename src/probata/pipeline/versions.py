"""The versions of a page: what was captured at one address over time, and what was changed in between."""

from __future__ import annotations

from dataclasses import dataclass

from probata.desk import Desk
from probata.records import Capture, Edit, Report, from_json

MOST = 200
"""Versions of one page that are told, the first that came."""


@dataclass(frozen=True, slots=True)
class Version:
    """A report of the page and the capture that it was read from. ``report`` has no text. ``as_before``: its text is
    that of the version before it."""

    report: Report
    capture: Capture
    as_before: bool


def versions(desk: Desk, report: Report) -> tuple[Version, ...]:
    """The reports of pages with the address of this one's, itself with them, by the time of capture; itself alone
    where it has no address that names one page."""
    from probata.desk import copies, ledger
    from probata.desk.models import CaptureRow
    from probata.incidents.copies.fingerprints import address_number, address_of

    number = address_number(report)
    ids = {report.id}
    if number is not None:
        ids.update(copies.Index(desk.base).holders([number], MOST).get(number, ()))
    address = address_of(report.url)
    found = [r for r in ledger.light_reports(desk.base, ids) if r.id == report.id or address_of(r.url) == address]
    rows = CaptureRow.objects.using(desk.base).filter(id__in={r.capture for r in found})
    captures = {row.id: from_json(Capture, row.record) for row in rows}
    ordered = sorted(found, key=lambda r: (captures[r.capture].captured_at, r.published or "", r.id))
    before = ["", *(r.sha256 for r in ordered)]
    return tuple(Version(r, captures[r.capture], r.sha256 == before[n]) for n, r in enumerate(ordered))


def difference(a: Report, b: Report) -> tuple[Edit, ...]:
    """How to get from the text of one report to that of another, word by word, as offsets into both."""
    from probata.incidents.copies.edits import edits

    return edits(a.text, b.text)
