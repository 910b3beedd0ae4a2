"""Names, texts and the participants of incidents held against the lists of a desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from probata.desk import Desk
from probata.errors import NotFound
from probata.pipeline.snapshots import in_use, open_index
from probata.records import Claim, EntryKind, Identifier, Incident, Report, Snapshot, valid_imo

if TYPE_CHECKING:
    from probata.knowledge import Knowledge
    from probata.screening.matching import Match
    from probata.screening.scanning import Hit

NEAR = 80
"""Characters round a participant's passage in which its full name may stand."""


@dataclass(frozen=True, slots=True)
class IncidentHit:
    """A listed name in what an incident's claims say: the report, the claim, and the hit with offsets into it."""

    report: Report
    claim: Claim
    role: str
    hit: Hit


class Screener:
    """The lists in use, opened once. A context manager; :class:`NotFound` where the desk has no list."""

    def __init__(self, desk: Desk, lists: tuple[str, ...] = (), threshold: float | None = None) -> None:
        from probata.screening.comparing import THRESHOLD

        self.desk = desk
        self.threshold = THRESHOLD if threshold is None else threshold
        self.snapshots: tuple[Snapshot, ...] = tuple(in_use(desk, lists))
        if not self.snapshots:
            raise NotFound(str(desk.path), "there is no list in the desk; import one with: probata lists import FILE")
        self._indexes = [open_index(desk, s) for s in self.snapshots]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        for index in self._indexes:
            index.close()

    def name(
        self,
        name: str,
        kind: EntryKind | None = None,
        born: int | None = None,
        countries: tuple[str, ...] = (),
        identifiers: tuple[Identifier, ...] = (),
    ) -> list[Match]:
        """The entries that a person, body or ship may be, best first; each thing known of it is compared."""
        from probata.screening.matching import Query, best_first, screen

        codes = tuple(self.country(c) for c in countries)
        query = Query(name, kind, (born,) if born else (), codes, identifiers)
        return best_first(m for i in self._indexes for m in screen(query, i, self.threshold, self.country))

    def text(self, text: str) -> list[Hit]:
        """The listed names and ships' numbers in a text, in its order."""
        from probata.screening.scanning import scan

        hits = [h for i in self._indexes for h in scan(text, i, self.threshold, self.country)]
        return sorted(hits, key=lambda h: (h.start, -h.match.score, h.match.entry.id))

    def incident(self, wanted: str) -> list[IncidentHit]:
        """The listed names in the passages of an incident's claims, of each entry the first in each report."""
        record = self.desk.get(wanted)
        if not isinstance(record, Incident):
            raise NotFound(wanted, "is not an incident; take an id from `probata incidents`")
        found: dict[tuple[str, str], IncidentHit] = {}
        for claim in (self.desk.get(i) for i in record.claims):
            if not isinstance(claim, Claim):
                continue
            report = self.desk.get(claim.report)
            assert isinstance(report, Report)
            for one in self._of_claim(claim, report):
                found.setdefault((report.id, one.hit.match.entry.id), one)
        return list(found.values())

    def country(self, words: str) -> str:
        """The code of a country by a list's words for it; the words in capitals where no state is known by them."""
        if len(words) == 2:
            return words.upper()
        actor = self._knowledge.actors.find(words)
        return actor.id if actor is not None and len(actor.id) == 2 else words.upper()

    @cached_property
    def _knowledge(self) -> Knowledge:
        from probata.knowledge import load

        return load()

    def _of_claim(self, claim: Claim, report: Report) -> Iterable[IncidentHit]:
        from probata.screening.scanning import Hit

        for means in claim.means:
            numbers = ([Identifier("imo", means.imo)] if means.imo and means.imo_valid else []) + (
                [Identifier("mmsi", means.mmsi)] if means.mmsi else []
            )
            if means.kind.value in {"vessel", "aircraft"} and (means.name or numbers):
                for match in self.name(means.name or "", EntryKind(means.kind.value), identifiers=tuple(numbers)):
                    hit = Hit(means.start, means.end, report.text[means.start : means.end], match)
                    yield IncidentHit(report, claim, "means", hit)
        spans = [("event", claim.start, claim.end)]
        for role in ("agent", "counterpart", "object", "means"):
            spans += [(role, *span) for span in getattr(claim.evidence, role)]
        if claim.source.start is not None and claim.source.end is not None:
            spans.append(("source", claim.source.start, claim.source.end))
        for role, start, end in spans:
            low, high = max(0, start - NEAR), min(len(report.text), end + NEAR)
            for hit in self.text(report.text[low:high]):
                moved = replace(hit, start=hit.start + low, end=hit.end + low)
                if moved.start < end and start < moved.end:
                    yield IncidentHit(report, claim, role, moved)


def number_in(text: str) -> Identifier | None:
    """The IMO number that an argument is ("9074729", "IMO 9074729"); ``None`` for anything else."""
    digits = text.upper().removeprefix("IMO").strip(" :#")
    return Identifier("imo", digits) if valid_imo(digits) else None
