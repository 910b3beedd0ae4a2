"""The sources of a desk: what became of what each said, how it is graded from when on, and which incidents rest on it.

Reliability is of sources, A to F, F until a person grades one; a grade holds for the days on which something was
published (:mod:`probata.incidents.grades`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from probata.desk import Desk, Filter, SourceFilter
from probata.errors import NotFound, UsageError
from probata.pipeline.labels import Labels
from probata.pipeline.standings import Standing, standings_among
from probata.records import RELIABILITY, Act, Claim, Decision, Report, SourceKind, SourceSummary, Stance

if TYPE_CHECKING:
    from probata.desk.overview import IncidentLine
    from probata.desk.paging import Page
    from probata.incidents.decisions import Rulings

UNGRADED = "F"
SHOWN = 12


@dataclass(frozen=True, slots=True)
class GradedSource:
    """A source with the grade that holds on a day; ``decision`` is the one that says so, ``None`` where nobody has
    graded it for that day."""

    source: SourceSummary
    reliability: str
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """All of a source. ``history`` are its gradings, the newest first, with what takes them back. ``alone`` are the
    newest incidents of which it is the only independent origin, ``denials`` the newest claims in which it denies
    something, ``reports`` the newest that it publishes. ``speaks_for`` is the state that it speaks for, empty for none;
    ``origin``: whether an incident goes back to it, so that its grade says something of that."""

    graded: GradedSource
    history: tuple[Standing, ...]
    alone: tuple[IncidentLine, ...]
    denials: tuple[Claim, ...]
    reports: tuple[Report, ...]
    speaks_for: str
    origin: bool


def list_sources(
    desk: Desk,
    today: str,
    kind: str = "",
    grade: str = "",
    words: str = "",
    order: str = "",
    after: str | None = None,
    before: str | None = None,
    limit: int = 50,
) -> tuple[tuple[GradedSource, ...], Page[SourceSummary]]:
    """Sources, a page at a time, each with the grade of ``today`` (ISO).

    ``grade`` is a letter; F for those that nobody has graded otherwise for that day. :class:`UsageError` for a kind,
    grade or order that there isn't.
    """
    rulings = _rulings(desk)
    page = desk.sources(_filter(rulings, today, kind, grade, words), order, after, before, limit)
    return tuple(_graded(s, rulings, today) for s in page.items), page


def number_of_sources(
    desk: Desk, today: str, kind: str = "", grade: str = "", words: str = "", most: int = 1000
) -> int:
    """How many there are; ``most`` for so many or more."""
    from probata.desk import sources

    rows = sources.rows_of(desk.base, _filter(_rulings(desk), today, kind, grade, words))
    return int(rows.order_by().values("pk")[:most].count())


def find_source(desk: Desk, wanted: str) -> SourceSummary:
    """The source of that id, or that the tables know by that name; :class:`NotFound` for none."""
    from probata.desk import sources

    for name in dict.fromkeys((wanted, *Labels().find_actors([wanted]))):
        if name and (found := sources.summary(desk.base, name)) is not None:
            return found
    raise NotFound(wanted or "(empty name)", "no source of the desk is called so; see `probata sources`")


def source_file(desk: Desk, wanted: str, today: str) -> SourceFile:
    """All of a source on a day (ISO); :class:`NotFound` where the desk knows none of that name."""
    from probata.desk import overview, sources

    found, rulings = find_source(desk, wanted), _rulings(desk)
    speaks_for = Labels().state_of(found.id)
    denials = desk.page("claims", Filter(sources=(found.id,), stance=Stance.DENIES), "-published", limit=SHOWN).items
    reports: Sequence[Any] = ()
    if found.reports:
        reports = desk.page("reports", Filter(outlets=(found.id,)), "-published", limit=SHOWN, whole=False).items
    made = standings_among(desk, rulings.decisions, [found.id])
    return SourceFile(
        _graded(found, rulings, today),
        tuple(reversed(made)),
        overview.lines_of(desk.base, sources.alone(desk.base, found.id, SHOWN)),
        denials,
        tuple(reports),
        speaks_for if speaks_for != found.id else "",
        bool(sources.known_roots(desk.base, [found.id])),
    )


def grades_on(desk: Desk, sources: Iterable[str], day: str | None) -> tuple[tuple[str, str, Decision | None], ...]:
    """Each source with the letter that holds for what was published on a day (ISO; ``None``: not known), and the
    decision that says so, ``None`` where nobody has graded it for that day."""
    rulings = _rulings(desk)
    held = ((s, rulings.reliability(s, day)) for s in dict.fromkeys(sources))
    return tuple((s, (d.reliability if d else None) or UNGRADED, d) for s, d in held)


def _filter(rulings: Rulings, today: str, kind: str, grade: str, words: str) -> SourceFilter:
    kinds = [k.value for k in SourceKind if k is not SourceKind.REPORT]
    if kind and kind not in kinds:
        raise UsageError(f"kind {kind[:40]!r} is not known; it can be {', '.join(kinds)}")
    letter = grade.upper()
    if letter and (len(letter) != 1 or letter not in RELIABILITY):
        raise UsageError(f"grade {grade[:40]!r} is not known; it can be {', '.join(RELIABILITY)}")
    of_kind = SourceKind(kind) if kind else None
    if not letter:
        return SourceFilter(of_kind, words)
    named = {d.source for d in rulings.in_force if d.source}
    letters = {s: d.reliability for s in named if (d := rulings.reliability(s, today)) is not None}
    if letter == UNGRADED:
        return SourceFilter(of_kind, words, but=frozenset(s for s, held in letters.items() if held != UNGRADED))
    return SourceFilter(of_kind, words, among=frozenset(s for s, held in letters.items() if held == letter))


def _graded(source: SourceSummary, rulings: Rulings, today: str) -> GradedSource:
    decision = rulings.reliability(source.id, today)
    return GradedSource(source, (decision.reliability if decision else None) or UNGRADED, decision)


def _rulings(desk: Desk) -> Rulings:
    from probata.incidents import Rulings

    return Rulings.of(desk.decisions_of((Act.GRADE_SOURCE, Act.RETRACT)))
