"""Copies of a report as it is placed: found by its fingerprints, kept, and laid under the traces of its claims.

A report is compared with a dozen others at most. Its **family** are the reports that lead to it from copy to copy;
of those the records without texts are read. A report of the family whose words turn out to be another's than
before has its claims traced again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from probata.desk import copies as kept
from probata.desk import ledger
from probata.incidents.copies import COPIED, find, fingerprints, takes_part, taking_part
from probata.incidents.decisions import Rulings
from probata.incidents.original import Copies, Original, original_of
from probata.incidents.ruled import rule_copies
from probata.records import CopyKind, Report


def take_in(base: str, report: Report) -> None:
    """Find the copies of a report that is new and keep them. In a transaction."""
    index = kept.Index(base)
    if index.holds(report.id):
        return
    own = fingerprints(report)
    found = find(report, index, lambda other: kept.text_of(base, other), own=own, least=COPIED)
    kept.put(base, [c for c in found if c.kind is not CopyKind.QUOTATION])
    index.add(report.id, own)


@dataclass(frozen=True, slots=True)
class Family:
    """Reports that share texts, by their ids and without their texts, and the copies that say so."""

    reports: dict[str, Report]
    copies: Copies

    def original(self, report: str) -> Original | None:
        """Whose words a report of the family has, ``None`` for its own."""
        return original_of(report, self.copies, self.reports)

    def originals(self) -> dict[str, str]:
        """For each report the one whose words it has, empty for its own."""
        found: dict[str, str] = {}
        for report in sorted(self.reports):
            if report in found:
                continue
            first = self.original(report)
            original = first.report.id if first is not None else report
            found |= {one: "" if one == original else original for one in self.together(report)}
        return found

    def together(self, report: str) -> set[str]:
        """Reports of which each may have the other's words: they have one original, which is looked for once."""
        together, new = {report}, {report}
        while new:
            copies = {(c.a, c.b) for one in new for c in self.copies.get(one, ())}
            near = {r for pair in copies for r in pair} - together
            new = {r for r in near if r in self.reports and any({c.a, c.b} & new for c in self.copies.get(r, ()))}
            together |= new
        return together


def family_of(base: str, report: Report, rulings: Rulings) -> Family:
    """All reports that lead to the report from copy to copy, or by what people have decided."""
    ids, new = {report.id}, {report.id}
    links: set[kept.Link] = set()
    while new:
        found = [c for c in kept.links(base, new) if takes_part(c, c.a) or takes_part(c, c.b)]
        links.update(found)
        near = {r for c in found for r in (c.a, c.b)} | {r for one in new for r in rulings.one_text(one)}
        new = near - ids
        ids |= new
    reports = {r.id: r for r in (*ledger.light_reports(base, ids - {report.id}), report)}
    ordered: Sequence[kept.Link] = sorted(links, key=lambda c: (c.a, c.b))
    return Family(reports, rule_copies(taking_part(ordered), reports, rulings))
