"""An incident as a measure looks at it: the claims that speak for it, and the days of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from probata.knowledge.regimes import Direction, Paragraph
from probata.records import Claim, ElementState, Incident, ObjectClass, Stance, Status

FIRST, LAST = "0000-00-00", "9999-99-99"
"""Open ends of a time, before and after every ISO date."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days within which a claim's event lies, and how that is known."""

    start: str
    end: str
    because: str

    def within(self, paragraph: Paragraph) -> ElementState:
        """Whether the event lies in the days that a paragraph is in force."""
        last = paragraph.in_force_to or LAST
        if self.end < paragraph.in_force_from or last < self.start:
            return ElementState.UNMET
        inside = paragraph.in_force_from <= self.start and self.end <= last
        return ElementState.MET if inside else ElementState.UNKNOWN


@dataclass(frozen=True, slots=True)
class Case:
    """An incident with its claims. ``told`` are those that assert or allege it as done or ongoing."""

    incident: Incident
    target: str
    claims: tuple[Claim, ...]
    told: tuple[Claim, ...]
    published: Mapping[str, str]

    @classmethod
    def of(cls, incident: Incident, target: str, claims: Mapping[str, Claim], published: Mapping[str, str]) -> Case:
        """The case of an incident; claims that aren't given are passed over."""
        own = tuple(claims[c] for c in incident.claims if c in claims)
        return cls(incident, target, own, tuple(c for c in own if came_about(c)), published)

    @property
    def touches(self) -> bool:
        """Whether the target state is among the participants."""
        return self.target in (*self.incident.agent, *self.incident.counterpart)

    def goods(self, *claims: Claim) -> frozenset[ObjectClass]:
        """What claims name, as far as it is this incident's: a list over several goods stands in several."""
        return frozenset(o for c in claims for o in c.object if o in self.incident.object)

    def runs(self, direction: Direction) -> bool:
        """Whether the incident runs that way. Goods within one state run neither way."""
        gives, takes = self.target in self.incident.agent, self.target in self.incident.counterpart
        if direction is Direction.TO:
            return takes and not gives
        if direction is Direction.FROM:
            return gives and not takes
        if direction is Direction.BOTH:
            return gives is not takes
        return gives if direction is Direction.ON else self.touches

    def window(self, claim: Claim) -> Window:
        """The days of a claim's event.

        A claim without a time is bounded by its report: what is told as done was done by the day of
        publication, what is told as going on was going on then. Nothing bounds it where that day is
        unknown.
        """
        time, published = claim.time, self.published.get(claim.report)
        if time is not None and (time.start or time.end):
            start, end = time.start or FIRST, time.end or (published or LAST)
            return Window(start, end, f"{time.text!r}: {time.start or 'open'} to {time.end or 'open'}")
        if published is None:
            return Window(FIRST, LAST, "no claim dates the event, and the day of the report is unknown")
        if claim.status is Status.ONGOING:
            return Window(published, published, f"told as going on in the report of {published}")
        return Window(FIRST, published, f"no claim dates the event; it was told as done by {published}")

    def why_not_told(self) -> str:
        """Why no claim says that the event came about."""
        if not self.claims:
            return "no claim of it is at hand"
        waiting = [c for c in self.claims if _speaks_for(c)]
        if waiting:
            statuses = ", ".join(sorted({str(c.status) for c in waiting}))
            who = ", ".join(sorted({c.source.id for c in waiting}))
            return f"told only as {statuses} ({who}): no claim says that it came about"
        if any(c.stance is Stance.DENIES or c.negated for c in self.claims):
            who = ", ".join(self.incident.denied_by)
            return f"only denied ({who}); no claim at hand asserts or alleges it"
        return "only told as unverified; no claim at hand asserts or alleges it"


def _speaks_for(claim: Claim) -> bool:
    return not claim.negated and claim.stance in (Stance.ASSERTS, Stance.ALLEGES)


def came_about(claim: Claim) -> bool:
    """Whether a claim says, as fact or as an allegation, that the event has happened or is going on."""
    return _speaks_for(claim) and claim.status in (Status.DONE, Status.ONGOING)
