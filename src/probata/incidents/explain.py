"""Why a claim stands in an incident: its cell, the rules that led there, and how well it fits the rest, in words.

The rules are those of :mod:`~probata.incidents.placing` (which cell) and :mod:`~probata.incidents.cells` (which
incident); nothing is decided here. The score is of :mod:`~probata.incidents.similarity`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from probata.incidents.cells import BEFORE, Bucket, Cell, cell_of
from probata.incidents.item import Block, Item
from probata.incidents.kinds import NEEDED, VAGUE, Family, tolerance
from probata.incidents.similarity import FEATURES, GATHERED, Profile, Score, compare
from probata.records import ObjectClass


@dataclass(frozen=True, slots=True)
class Seat:
    """A claim in a cell. ``label`` is the incident that the rules give the cell, ``weight`` how many claims found it;
    ``elsewhere``: it stands in the stream, and speaks against this incident too."""

    item: Item
    cell: Cell
    label: str
    weight: int
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """What one feature gives to a score, of at most its weight; negative where it speaks against the join."""

    feature: str
    weight: float
    share: float


@dataclass(frozen=True, slots=True)
class Joined:
    """Why one claim stands in the incident. ``placed`` is why it is in its cell, ``joined`` why that is this incident.

    ``score`` is how well it fits the claims in ``against`` ("the rest of the incident", "its own report's claims");
    ``None`` where there are none.
    """

    claim: str
    bucket: str
    block: str
    placed: str
    joined: str
    against: str
    score: float | None
    shares: tuple[Share, ...]


def explain(seats: Sequence[Seat], incident: str, home: Block, only: Collection[str] | None = None) -> list[Joined]:
    """Why each claim (or ``only`` those) stands in the incident, in the order given. ``home`` is the incident's own
    block."""
    whole = _Whole(seats, incident)
    return [
        _explain(seat, seats, incident, home, whole) for seat in seats if only is None or seat.item.claim.id in only
    ]


class _Whole:
    """All claims of the incident put together, from which one at a time is taken out."""

    def __init__(self, seats: Sequence[Seat], incident: str) -> None:
        self.founder = next((s for s in seats if s.cell.incident == incident), None)
        self._seats = seats
        held = [s for s in seats if not s.elsewhere]
        self._claims = Counter(s.item.claim.id for s in held)
        self._values: dict[str, Counter[Any]] = {name: Counter() for name in GATHERED}
        for seat in held:
            for name, values in self._values.items():
                values.update(getattr(_alone(seat), name))

    def without(self, seat: Seat) -> Profile | None:
        """What all claims but that of the seat tell; ``None`` where there are no others."""
        own = seat.item.claim.id
        if len(self._claims) == (own in self._claims):
            return None
        first = next(s for s in self._seats if s.item.claim.id != own and not s.elsewhere)
        profile, mine = self.core(first), _alone(seat)
        for name, counts in self._values.items():
            gone = {v for v in getattr(mine, name) if counts[v] <= self._claims[own]}
            setattr(profile, name, counts.keys() - gone)
        return profile

    def of(self, own: Sequence[Seat]) -> Profile:
        """What these claims tell."""
        profile = self.core(own[0])
        for seat in own:
            profile.add(seat.item)
        return profile

    def core(self, otherwise: Seat) -> Profile:
        """Parties, goods and days of the incident's first cell, or of the claim ``otherwise``; nothing gathered yet."""
        founder = self.founder or otherwise
        block = founder.cell.block
        dated = (s.item.days for s in self._seats if s.cell == founder.cell and s.item.days is not None)
        days = next(dated, None) if founder.cell.kind in (Bucket.DAY, Bucket.SPAN) else None
        return Profile(frozenset(block.agent), frozenset(block.counterpart), block.family, days)


def _alone(seat: Seat) -> Profile:
    profile = Profile(frozenset(), frozenset(), seat.cell.block.family)
    profile.add(seat.item)
    return profile


def _explain(seat: Seat, seats: Sequence[Seat], incident: str, home: Block, whole: _Whole) -> Joined:
    own = _own(seat, seats)
    profile = whole.of(own) if own else whole.without(seat)
    against = "its own report's claims" if own else "the rest of the incident"
    score = compare(seat.item, profile) if profile else None
    return Joined(
        seat.item.claim.id,
        bucket_words(seat.cell),
        block_words(seat.cell.block),
        _placed(seat),
        _joined(seat, whole.founder, incident, home),
        against if profile else "",
        score.total if score else None,
        _shares(score),
    )


def bucket_words(cell: Cell) -> str:
    """The bucket of a cell: "the day 2024-03-18", "the stream"."""
    match cell.kind:
        case Bucket.DAY:
            return f"the day {cell.start}"
        case Bucket.SPAN:
            return f"the time {cell.start} to {cell.end}"
        case Bucket.UNDATED:
            return f"undated, told in {cell.name}"
        case Bucket.STREAM:
            return "the stream: what goes on without a narrow time"
        case Bucket.ALONE:
            return "by itself"


def block_words(block: Block) -> str:
    """What the claims of a block share: "transfer of arms from KP to RU, reported as done or going on"."""
    goods = f" of {block.family.value}" if block.family is not Family.NONE else ""
    agent, counterpart = (" + ".join(p) for p in (block.agent, block.counterpart))
    parties = " ".join(w for w in (f"by {agent}" if agent else "", f"to {counterpart}" if counterpart else "") if w)
    return " ".join(w for w in (f"{block.type.value}{goods}", parties) if w) + f", {block.phase.value}"


def _placed(seat: Seat) -> str:
    item, cell = seat.item, seat.cell
    if item.complete and cell_of(item) == cell:
        told = ", ".join([*_told(item), _WHEN[cell.kind]])
        return f"its own words, that tell {'what it denies: ' if item.denial else ''}{told}"
    if item.denial:
        if cell.kind is Bucket.ALONE:
            return "a denial that doesn't say of what, in a report that tells nothing it could mean"
        return "a denial: it speaks against what its own report tells"
    if item.complete:
        return "an undated act: the one that its own report dates"
    missing = " and ".join(_missing(item))
    if cell.kind is Bucket.ALONE:
        return f"a short claim ({missing} not told) that fits no claim of its report best"
    return f"a short claim ({missing} not told): of its report's claims it fits those of this cell best"


_WHEN = {
    Bucket.DAY: "a narrow time",
    Bucket.SPAN: "a time",
    Bucket.UNDATED: "no time, so the month of its report",
    Bucket.STREAM: "no narrow time",
    Bucket.ALONE: "no time, in a report without a date",
}


def _joined(seat: Seat, founder: Seat | None, incident: str, home: Block) -> str:
    cell, block = seat.cell, seat.cell.block
    if seat.elsewhere:
        return "denial of all: nothing of what it denies is dated, so it speaks against each event begun by then"
    if seat.label != incident:
        return "a person's decision has put it here; the rules would keep it elsewhere"
    if block.phase is not home.phase:
        return (
            f"denial of what is told in the other phase: nothing but denials is {block.phase.value}, so they speak "
            f"against what is {home.phase.value}"
        )
    if not seat.weight and cell.incident != incident:
        return "denial of all: no claim near its time, so it belongs to the stream"
    if cell.incident == incident:
        return _founding(seat)
    named = bucket_words(founder.cell) if founder and founder.cell.block == home else "its first day"
    match cell.kind:
        case Bucket.DAY:
            days = tolerance(block.type, block.family)
            return f"near day: within {days} days of {named}, the busiest day round it"
        case Bucket.SPAN:
            return f"span: of all incidents of this block it holds this one only ({named})"
        case _:
            return f"undated act: the only incident in its month or the {BEFORE} days before it ({named})"


def _founding(seat: Seat) -> str:
    """What makes a cell an incident of its own."""
    cell = seat.cell
    claims = f"{seat.weight} claim{'' if seat.weight == 1 else 's'}"
    match cell.kind:
        case Bucket.DAY:
            days = tolerance(cell.block.type, cell.block.family)
            near = f" within {days} days" if days else ""
            return f"busiest day{near}: {claims} of it; the incident is named after it"
        case Bucket.STREAM:
            return f"stream: all claims of it are one incident ({claims}); its counts are snapshots, not shipments"
        case Bucket.SPAN:
            return f"span: it holds no other incident, or several, so it is one of its own ({claims})"
        case Bucket.UNDATED:
            return f"undated act: no single incident in its month, so it is one of its own ({claims})"
        case Bucket.ALONE:
            return "by itself: only its own report could tell more"


def _own(seat: Seat, seats: Sequence[Seat]) -> list[Seat]:
    """The claims of its own report that a short claim was joined to; a whole one is held against all others."""
    if seat.item.complete:
        return []
    claim = seat.item.claim
    own = [s for s in seats if s.item.claim.report == claim.report and s.item.claim.id != claim.id]
    return [s for s in own if s.cell == seat.cell and not s.elsewhere and s.item.complete and not s.item.denial]


def _shares(score: Score | None) -> tuple[Share, ...]:
    weights = {f.name: f.weight for f in FEATURES}
    return tuple(Share(n, weights[n], round(share, 3) + 0.0) for n, share in score.shares) if score else ()


def _told(item: Item) -> list[str]:
    block = item.block
    told = ["parties"] if block.agent or block.counterpart else []
    if block.family is Family.NONE:
        return told
    unknown = block.family is not Family.CARGO and set(item.claim.object) == {ObjectClass.CARGO_UNKNOWN}
    return [*told, f"goods (unnamed, so with {block.family.value})" if unknown else f"goods ({block.family.value})"]


def _missing(item: Item) -> list[str]:
    block = item.block
    lacks = {
        "agent": not block.agent,
        "counterpart": not block.counterpart,
        "object": block.family in VAGUE and block.family is not Family.CARGO,
        "parties": len(block.agent) < 2,
    }
    words = {"agent": "who gives or does it", "counterpart": "the other side", "object": "the goods"}
    return [words.get(n, "one of the parties") for n in NEEDED[block.type] if lacks[n]]
