"""An incident as a measure looks at it: the claims that speak for it, and the days of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from probata.knowledge.goods import Goods
from probata.knowledge.regimes import Direction, Paragraph, Regime
from probata.records import Claim, ElementState, Incident, ObjectClass, Stance, Status
from probata.regimes.naming import Good, goods_of

FIRST, LAST = "0000-00-00", "9999-99-99"
"""Open ends of a time, before and after every ISO date."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days within which a claim's event lies, and how that is known."""

    start: str
    end: str
    because: str

    def within(self, paragraph: Paragraph) -> ElementState:
        """Whether the event lies in the days that a paragraph is in force.

        Where other law, or none, was in force before a paragraph and the rule base doesn't hold it (``known_from``), an
        event of which nobody says when it began is not put into it: it may as well be of that time.
        """
        first, last = paragraph.in_force_from, paragraph.in_force_to or LAST
        undated = self.start == FIRST and paragraph.known_from is not None
        if self.end < first or last < self.start or undated:
            return ElementState.UNMET
        sure = first <= self.start and self.end <= min(last, paragraph.known_to or LAST)
        return ElementState.MET if sure else ElementState.UNKNOWN

    def unsaid(self, paragraph: Paragraph) -> bool:
        """Whether the event may lie in days of which the rule base doesn't say if the paragraph was in force."""
        return paragraph.known_from is not None and self.start < paragraph.known_from


@dataclass(frozen=True, slots=True)
class Case:
    """An incident with its claims, seen from a regime's targets.

    ``told`` are the claims that assert or allege it as done or ongoing, ``things`` what each claim is about.
    """

    incident: Incident
    targets: tuple[str, ...]
    claims: tuple[Claim, ...]
    told: tuple[Claim, ...]
    published: Mapping[str, str]
    things: Mapping[str, frozenset[Good]]
    table: Goods

    @classmethod
    def of(
        cls,
        incident: Incident,
        targets: Sequence[str],
        claims: Mapping[str, Claim],
        published: Mapping[str, str],
        table: Goods,
    ) -> Case:
        """The case of an incident; claims that aren't given are passed over."""
        own = tuple(claims[c] for c in incident.claims if c in claims)
        things = {c.id: goods_of(c, incident.object, table) for c in own}
        told = tuple(c for c in own if came_about(c))
        return cls(incident, tuple(targets), own, told, published, things, table)

    def goods(self, *claims: Claim) -> frozenset[ObjectClass]:
        """The classes that claims name, as far as they are this incident's."""
        return frozenset(g.kind for c in claims for g in self.things[c.id])

    def runs(self, direction: Direction) -> bool:
        """Whether the incident runs that way. What stays among the targets runs neither way."""
        gives = not set(self.targets).isdisjoint(self.incident.agent)
        takes = not set(self.targets).isdisjoint(self.incident.counterpart)
        if direction is Direction.TO:
            return takes and not gives
        if direction is Direction.FROM:
            return gives and not takes
        if direction is Direction.BOTH:
            return gives is not takes
        return gives if direction is Direction.ON else gives or takes

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

    def why_not_told(self, claims: Sequence[Claim]) -> str:
        """Why none of these claims says that the event came about."""
        if not claims:
            return "no claim of it is at hand"
        waiting = [c for c in claims if _speaks_for(c)]
        if waiting:
            statuses = ", ".join(sorted({str(c.status) for c in waiting}))
            who = ", ".join(sorted({c.source.id for c in waiting}))
            return f"told only as {statuses} ({who}): no claim says that it came about"
        if any(c.stance is Stance.DENIES or c.negated for c in claims):
            who = ", ".join(self.incident.denied_by)
            return f"only denied ({who}); no claim at hand asserts or alleges it"
        return "only told as unverified; no claim at hand asserts or alleges it"


def touches(incident: Incident, regime: Regime) -> bool:
    """Whether one of a regime's targets is among the participants."""
    return not set(regime.targets).isdisjoint((*incident.agent, *incident.counterpart))


def _speaks_for(claim: Claim) -> bool:
    return not claim.negated and claim.stance in (Stance.ASSERTS, Stance.ALLEGES)


def came_about(claim: Claim) -> bool:
    """Whether a claim says, as fact or as an allegation, that the event has happened or is going on."""
    return _speaks_for(claim) and claim.status in (Status.DONE, Status.ONGOING)
