"""What a report shares with others of the desk: copies as seen from it, whose words it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from probata.desk import Desk
from probata.records import Capture, Copy, CopyKind, Difference, Report, to_json

if TYPE_CHECKING:
    from probata.incidents.original import Original


@dataclass(frozen=True, slots=True)
class Sharing:
    """A copy seen from a report: ``copy.a`` is the report, ``other`` is ``copy.b``, ``what`` the kind in words.

    ``later`` is the one of two versions that came later, ``None`` where nothing tells. ``apart``: a person has decided
    that the two are origins of their own.
    """

    copy: Copy
    other: Report
    what: str
    later: str | None = None
    apart: bool = False

    def put_in(self, difference: Difference) -> bool | None:
        """Whether the later version gained words there, ``False`` where it lost some, ``None`` for a change or where
        the order isn't known."""
        before, after = (difference.b, difference.a) if self.later == self.copy.a else (difference.a, difference.b)
        return None if self.later is None or (before.text and after.text) else bool(after.text)


@dataclass(frozen=True, slots=True)
class Shared:
    """All that a report shares. ``original`` is ``None`` where its words are its own; ``takers`` are then the reports
    that have them."""

    copies: tuple[Sharing, ...]
    original: Original | None
    takers: tuple[str, ...]

    @property
    def told(self) -> dict[str, Any]:
        """All of it for a program, reports by their ids and copies as records."""
        first = self.original
        return {
            "copies": [to_json(s.copy) | {"apart": s.apart, "later": s.later} for s in self.copies],
            "original": first and {"report": first.report.id, "shared": first.shared, "because": first.because},
            "takers": list(self.takers),
        }


def shared(desk: Desk, report: Report) -> Shared:
    """What a report of a desk shares with others, the closest first. Incidents must be up to date."""
    return _shared(desk, report, desk.copies(report.id), {})


def shared_part(desk: Desk, report: Report, start: int, most: int) -> tuple[Shared, int]:
    """The same with so many of the copies from the one numbered ``start`` (from 0) on, and how many there are in all.

    The other reports are without their texts, and as many questions are asked of the desk however many they are.
    """
    from probata.desk import ledger

    copies = desk.copies(report.id)
    part = copies[start : start + most]
    others = {c.b if c.a == report.id else c.a for c in part}
    light = {r.id: r for r in ledger.light_reports(desk.base, others)}
    return _shared(desk, report, part, light), len(copies)


def _shared(desk: Desk, report: Report, copies: Sequence[Copy], known: Mapping[str, Report]) -> Shared:
    from probata.incidents import Rulings
    from probata.incidents.copies import KINDS, turned
    from probata.pipeline.copying import family_of

    rulings = Rulings.of(desk.decisions_but_verdicts())
    family = family_of(desk.base, report, rulings)
    found = []
    for copy in copies:
        seen = copy if copy.a == report.id else turned(copy)
        other = known.get(seen.b) or desk.get(seen.b)
        if isinstance(other, Report):
            later = _later(desk, report, other) if seen.kind is CopyKind.VERSION else None
            found.append(Sharing(seen, other, KINDS[seen.kind], later, rulings.apart(report.id, other.id)))
    original = family.original(report.id)
    takers = sorted(family.together(report.id) - {report.id}) if original is None else ()
    return Shared(tuple(found), original, tuple(takers))


def _later(desk: Desk, a: Report, b: Report) -> str | None:
    """Which of two versions came later: by their dates, else by when they were captured."""
    days = [(r.published or "")[:10] for r in (a, b)]
    if not all(days) or days[0] == days[1]:
        captures = [desk.get(r.capture) for r in (a, b)]
        days = [c.captured_at if isinstance(c, Capture) else "" for c in captures]
    if not all(days) or days[0] == days[1]:
        return None
    return a.id if days[0] > days[1] else b.id
