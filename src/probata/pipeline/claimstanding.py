"""How a claim stands: what the machine read, what people have made of it, and who decided what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from probata.desk import Desk
from probata.errors import ChangedMeanwhile, UsageError
from probata.pipeline.standings import Standing, standings_among
from probata.records import VERDICTS, Act, Claim, ClaimField, Decision, Verdict


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """A claim as it stands and as the machine read it (``machine``).

    ``verdict`` is what people have made of it, ``decided`` the decision that says so. ``corrections`` are, for each
    field that holds an entered value, the decision that holds. ``notes`` are those that nobody has retracted.
    ``history`` is all that was decided on this claim by itself, oldest first, retracted and overruled decisions too;
    ``last`` is the id of the latest, empty for none: what an author who decides now has seen.
    """

    claim: Claim
    machine: Claim
    verdict: Verdict
    decided: Decision | None
    corrections: tuple[tuple[ClaimField, Decision], ...]
    notes: tuple[Decision, ...]
    history: tuple[Standing, ...]

    @property
    def last(self) -> str:
        return self.history[-1].decision.id if self.history else ""


def standing_of(desk: Desk, wanted: str) -> ClaimStanding:
    """How the claim of that id stands; :class:`UsageError` for another record."""
    found = desk.get(wanted)
    if not isinstance(found, Claim):
        raise UsageError(f"{found.id} is not a claim; name one, see `probata claims`")
    machine = desk.as_read([found.id])[found.id]
    history = standings_among(desk, on_claim(desk, found.id))
    held = [s.decision for s in history if s.retracted_by is None]
    by_id = {d.id: d for d in held}
    return ClaimStanding(
        found,
        machine,
        found.verdict,
        next((d for d in reversed(held) if d.act in VERDICTS), None),
        tuple((e.field, by_id[e.decision]) for e in found.entered if e.decision in by_id),
        tuple(d for d in held if d.act is Act.NOTE),
        history,
    )


def on_claim(desk: Desk, claim: str) -> list[Decision]:
    """Verdicts and notes on this claim alone, with the retractions of them, in their order."""
    acts = {*VERDICTS, Act.NOTE}
    own = [d for d in desk.decisions([claim]) if d.act in acts and d.claims == (claim,) and d.finding is None]
    new = {d.id for d in own}
    found = {d.id: d for d in own}
    while new:
        taken_back = [d for d in desk.decisions(new) if d.retracts in new]
        new = {d.id for d in taken_back} - found.keys()
        found |= {d.id: d for d in taken_back}
    return sorted(found.values(), key=lambda d: (d.at, d.id))


def see_unchanged(claim: str, made: Sequence[Decision], seen: str | None) -> None:
    """:class:`ChangedMeanwhile` where something was decided on a claim after ``seen``, the last decision on it that an
    author knew of: empty for none, ``None`` for an author who doesn't say."""
    if seen is None or seen == (made[-1].id if made else ""):
        return
    ids = [d.id for d in made]
    since = made[ids.index(seen) + 1 :] if seen in ids else made
    told = "; ".join(f"{d.author} on {d.at[:16].replace('T', ' ')} UTC: {what(d, made)} ({d.id})" for d in since)
    raise ChangedMeanwhile(
        f"{claim} was changed after you looked at it: {told}; look at it again, then decide",
        tuple(d.id for d in since),
    )


def what(decision: Decision, among: Sequence[Decision] = ()) -> str:
    """What a decision on a claim does, in a word or two."""
    match decision.act:
        case Act.CORRECT_CLAIM if decision.correction is not None:
            return f"corrected {', '.join(f.value for f in decision.correction.fields)}"
        case Act.RETRACT:
            of = next((d for d in among if d.id == decision.retracts), None)
            return f"took back “{what(of, among)}”" if of is not None else f"took back {decision.retracts}"
        case Act.NOTE:
            return "noted something"
        case _:
            return "accepted it" if decision.act is Act.ACCEPT_CLAIM else "rejected it"
