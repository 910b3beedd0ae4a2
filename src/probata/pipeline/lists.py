"""Records for the faces: incidents and findings brought up to date, and lists narrowed by a filter."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from probata.desk import Desk, Filter, Head
from probata.errors import EvidenceError, InputError
from probata.pipeline.custody import catch_up
from probata.pipeline.decisions import complete
from probata.pipeline.engine import Engine
from probata.pipeline.naming import count_sources
from probata.records import Claim, Finding, Incident, NotEngaged, Report, Statement
from probata.settings import Settings

READ, FUSE, CREATED = "read", "fuse", "desk.created"
"""Acts in the custody log, beside those of capture."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """Records of a run or a list, and the inputs that failed."""

    reports: tuple[Report, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    incidents: tuple[Incident, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_engaged: tuple[NotEngaged, ...] = ()
    failures: tuple[InputError, ...] = ()
    new: int = 0
    """How many of the reports were read in this run; the others were known."""


def refresh(desk: Desk, settings: Settings, engine: Engine | None = None, upgrade: bool = False) -> bool:
    """Make incidents and findings anew if the claims have changed since (a run may have been killed between).

    With ``upgrade`` also where other code or tables made them. Whether anything was made.
    """
    complete(desk)
    unfinished = desk.unfinished
    if not unfinished and desk.sources_uncounted:  # a run was cut off there, or the desk was made before they were kept
        engine = engine or Engine(settings)
        with desk.writing():
            count_sources(desk, engine)
    if not unfinished and not upgrade:
        return False
    engine = engine or Engine(settings)
    if not unfinished and desk.assessed_with == engine.assessor:
        return False
    from probata.pipeline import assess

    with desk.writing():
        made_by = desk.assessed_with
        if made_by == engine.assessor and not desk.unfinished:
            return False  # another process has done it while we waited
        if made_by != engine.assessor:
            with desk.transaction():
                desk.start_assessment(engine.assessor)
        rulings = assess.take(desk)
        placed = assess.place_new(desk, engine.knowledge, rulings)
        assess.settle(desk)
        assess.rule(desk, engine.knowledge, rulings)
        made = assess.document(desk, engine, rulings)
        count_sources(desk, engine)
        detail = {
            "engine": engine.assessor,
            "rule_base": ", ".join(r.rule_base for r in engine.regimes),
            "reports": str(placed),
            "incidents": str(made),
        }
        with desk.transaction(record(desk, settings, FUSE, "desk", detail)):
            pass
        with contextlib.suppress(EvidenceError):  # a damaged log stops no list; `probata verify` names it
            catch_up(desk)
    return True


def record(desk: Desk, settings: Settings, act: str, subject: str, detail: dict[str, str]) -> Head:
    """Write an act into the custody log. Before the database: the log may be ahead of it, never behind."""
    from probata.capture import Custody

    entry = Custody(desk.evidence).record(act, subject, detail, settings.author)
    return Head(entry.seq, entry.hash)


def listing(desk: Desk, settings: Settings, by: Filter) -> RunResult:
    """All records of a desk that meet the filter, after bringing incidents up to date."""
    refresh(desk, settings)
    return RunResult(
        reports=tuple(desk.reports(by)),
        statements=tuple(desk.statements(by)),
        claims=tuple(desk.claims(by)),
        incidents=tuple(desk.incidents(by)),
        findings=tuple(desk.findings(by)),
        not_engaged=tuple(desk.not_engaged(by)),
    )
