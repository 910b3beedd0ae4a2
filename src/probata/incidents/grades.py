"""Admiralty grades of an incident: proposed with reasons, set by people only (domain/method.md section 5).

Reliability is of sources: F until a person grades them, with what the tables say of their interest in the outcome.
Credibility is of the information, by how many independent origins stand behind it and who contradicts it. Neither
looks at the other: a good source never lifts a bad item. "1" needs two independent origins, whoever sets it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from probata.incidents.decisions import Rulings
from probata.incidents.item import parse_day
from probata.incidents.kinds import supports
from probata.incidents.origin_root import UNNAMED_OF
from probata.records import (
    RELIABILITY,
    Claim,
    ConflictKind,
    Decision,
    Grade,
    Incident,
    Origin,
    OriginKind,
    Proposal,
    Report,
    SourceGrade,
    Stance,
)

if TYPE_CHECKING:
    from probata.knowledge import Knowledge

UNJUDGED_SOURCE, UNJUDGED = "F", "6"
CONFIRMED = "1"
CONFIRMING = 2
"""Independent origins without which nothing is confirmed."""

_ACCESS = {
    OriginKind.IMAGERY: "sees it in images",
    OriginKind.DOCUMENT: "reads it in documents",
    OriginKind.ANONYMOUS: "not known: nobody is named",
}


class Grader:
    """Grades incidents by the tables and by what people have decided."""

    def __init__(self, knowledge: Knowledge, rulings: Rulings) -> None:
        self._knowledge = knowledge
        self._rulings = rulings
        self._interests: dict[str, set[str]] = defaultdict(set)
        for actor in knowledge.actors:
            self._interests[actor.id].update(actor.interests)
            if actor.state is not None and actor.government:
                self._interests[actor.state].update(actor.interests)

    def grade(self, incident: Incident, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> Incident:
        """The incident with the grades that people have set, and beside them what is proposed."""
        reliability = self._rulings.sources_reliability(incident.claims)
        credibility = self._rulings.credibility(incident.claims)
        proposal = self.propose(incident, claims, reports)
        value = (credibility.credibility if credibility else None) or UNJUDGED
        if credibility is not None and value == CONFIRMED and incident.independent_origins < CONFIRMING:
            value = UNJUDGED
            lapsed = f"1 was set ({_by(credibility)}), but needs {CONFIRMING} independent origins: it doesn't hold now"
            proposal = replace(proposal, credibility=_with(proposal.credibility, lapsed))
        letter = (reliability.reliability if reliability else None) or UNJUDGED_SOURCE
        return replace(incident, reliability=letter, credibility=value, proposed=proposal)

    def propose(self, incident: Incident, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> Proposal:
        """What the software proposes, with reasons."""
        sources = tuple(self._source(o, incident, claims, reports) for o in incident.origins)
        own = [claims[c] for c in incident.claims if c in claims]
        backing = {o.root for o in incident.origins if any(supports(claims[c]) for c in o.claims if c in claims)}
        told = [s for s in sources if s.source in backing]
        counted = {o.root for o in incident.origins if o.counted}
        interested = bool(counted) and all(s.interest for s in sources if s.source in counted)
        return Proposal(_sources_reliability(told), _credibility(incident, own, interested), sources)

    def _source(
        self, origin: Origin, incident: Incident, claims: Mapping[str, Claim], reports: Mapping[str, Report]
    ) -> SourceGrade:
        day = day_of(origin, claims, reports)
        set_by = self._rulings.reliability(origin.root, day)
        # What it is graded from a later day on says nothing of this; so a grade touches no incident before it holds.
        history = [d for d in self._rulings.history(origin.root) if day is None or (d.valid_from or "") <= day]
        party = self._party(origin, incident, day)
        interests = [f"is a party to the event ({party})"] if party else []
        interests += self._interest(origin, claims)
        access = "first hand, as a party to the event" if party else _ACCESS.get(origin.kind, "")
        record = "; ".join(f"{d.reliability}, {_days(d)} ({_by(d)})" for d in history)
        if set_by is None:
            grade = Grade(UNJUDGED_SOURCE, ("nobody has graded it for that day; F, cannot be judged, is the default",))
            return SourceGrade(origin.root, grade, access, record, "; ".join(interests))
        grade = Grade(set_by.reliability or UNJUDGED_SOURCE, (_by(set_by),), set_by.id)
        return SourceGrade(
            origin.root,
            grade,
            set_by.access or access,
            set_by.record or record,
            set_by.interest or "; ".join(interests),
        )

    def _party(self, origin: Origin, incident: Incident, day: str | None) -> str:
        """The party of the event that a source is or speaks for, empty for none."""
        actors, on = self._knowledge.actors, parse_day(day)
        outlet = self._knowledge.outlets.get(origin.root)
        root = origin.root.removeprefix(UNNAMED_OF)
        mine = {root, actors.state_of(root, on), outlet.owner if outlet else None} - {None}
        parties = [*incident.agent, *incident.counterpart]
        return next((p for p in parties if p in mine or actors.state_of(p, on) in mine), "")

    def _interest(self, origin: Origin, claims: Mapping[str, Claim]) -> list[str]:
        named = {
            origin.root.removeprefix(UNNAMED_OF),
            *(claims[c].source.person or "" for c in origin.claims if c in claims),
        }
        found = sorted({i for n in named for i in self._interests.get(n or "", ())})
        outlet = self._knowledge.outlets.get(origin.root)
        if outlet is not None and outlet.owner and outlet.kind == "state":
            found.append(f"state medium of {outlet.owner}")
        elif outlet is not None and outlet.owner:
            found.append(f"paid by {outlet.owner}")
        return found


def day_of(origin: Origin, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> str | None:
    """The first ISO day on which claims that go back to an origin were published, by which its source is graded."""
    days = [reports[claims[c].report].published for c in origin.claims if c in claims and claims[c].report in reports]
    return min((d for d in days if d), default=None)


def _sources_reliability(told: Sequence[SourceGrade]) -> Grade:
    """The letter of the weakest of those who support the event: one good source doesn't speak for the others."""
    if not told:
        return Grade(UNJUDGED_SOURCE, ("nobody asserts or alleges it",))
    graded = [s for s in told if s.reliability.value != UNJUDGED_SOURCE]
    if len(graded) < len(told):
        return Grade(UNJUDGED_SOURCE, (f"{len(told) - len(graded)} of {len(told)} sources can't be judged",))
    worst = max(graded, key=lambda s: RELIABILITY.index(s.reliability.value))
    return Grade(worst.reliability.value, (f"the weakest of its {len(told)} sources, {worst.source}, is graded so",))


def _credibility(incident: Incident, claims: Sequence[Claim], interested: bool) -> Grade:
    origins = incident.independent_origins
    backing = [c for c in claims if supports(c)]
    counted = any(o.counted for o in incident.origins)
    if not backing:
        return Grade(UNJUDGED, ("nobody asserts or alleges it",))
    reasons = [f"{origins} independent origin{'' if origins == 1 else 's'}"]
    about = {c.about for c in incident.conflicts}
    denied = bool(incident.denied_by) or ConflictKind.DENIAL in about
    against = [f"denied by {', '.join(incident.denied_by)}"] if incident.denied_by else []
    against += [f"claims disagree about the {a.value}" for a in ConflictKind if a in about and a.value != "denial"]
    if not counted:
        return Grade(UNJUDGED, ("no origin is known to speak for itself", *against))
    if origins < CONFIRMING:
        if denied or ConflictKind.DIRECTION in about:
            return Grade(UNJUDGED, (*reasons, *against))
        return Grade("3", (*reasons, "a single origin is never more than possible", *against))
    if denied or ConflictKind.DIRECTION in about:
        return Grade("3", (*reasons, *against, "what is contradicted is not proposed as confirmed"))
    if against:
        return Grade("2", (*reasons, *against, "what is contradicted is not proposed as confirmed"))
    if all(c.stance is Stance.ALLEGES for c in backing):
        return Grade("2", (*reasons, "all of them allege it"))
    if interested:
        return Grade("2", (*reasons, "each of them has an interest in the outcome"))
    return Grade(CONFIRMED, (*reasons, "nothing contradicts it"))


def _with(grade: Grade, reason: str) -> Grade:
    return replace(grade, because=(*grade.because, reason))


def _by(decision: Decision) -> str:
    return f"{decision.author}, {decision.at[:10]}: {decision.reason}"


def _days(decision: Decision) -> str:
    if not decision.valid_from and not decision.valid_to:
        return "undated"
    return " ".join(p for p in (f"from {decision.valid_from}" if decision.valid_from else "",
                                f"to {decision.valid_to}" if decision.valid_to else "") if p)  # fmt: skip
