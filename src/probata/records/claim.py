"""*Claimed*: one proposition about one event, by one source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from probata.records.entered import ClaimField, Entered, Verdict
from probata.records.means import Means
from probata.records.place import Leg, Place
from probata.records.quantity import Quantity
from probata.records.span import Offsets
from probata.records.statement import Source, Stance, Via
from probata.records.time import DateInterval


class ClaimType(StrEnum):
    """The events that Probata reads (``gold/claims/GUIDELINES.md``)."""

    TRANSFER = "transfer"
    DEPLOYMENT = "deployment"
    TRAINING = "training"
    USE = "use"
    VISIT = "visit"
    MEETING = "meeting"
    AGREEMENT = "agreement"
    LAUNCH = "launch"
    EXERCISE = "exercise"
    VETO = "veto"
    LISTING = "listing"
    SEIZURE = "seizure"
    THEFT = "theft"
    MOVEMENT = "movement"


class Status(StrEnum):
    """How far the event has come, as told by the grammar; ``negated`` stands apart."""

    DONE = "done"
    ONGOING = "ongoing"
    PLANNED = "planned"
    SOUGHT = "sought"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"


class ObjectClass(StrEnum):
    """What an event is about: goods, people, money."""

    ARMS_AMMUNITION = "arms.ammunition"
    ARMS_MISSILE = "arms.missile"
    ARMS_ARTILLERY = "arms.artillery"
    ARMS_UAV = "arms.uav"
    ARMS_OTHER = "arms.other"
    TECH_MILITARY = "tech.military"
    TECH_SPACE = "tech.space"
    PETROLEUM_REFINED = "petroleum.refined"
    PETROLEUM_CRUDE = "petroleum.crude"
    COAL = "coal"
    MINERALS = "minerals"
    FOOD = "food"
    AID = "aid"
    MONEY = "money"
    CRYPTO = "crypto"
    LUXURY = "luxury"
    VEHICLE = "vehicle"
    VESSEL = "vessel"
    MACHINERY = "machinery"
    TEXTILE = "textile"
    SEAFOOD = "seafood"
    TROOPS = "troops"
    WORKERS = "workers"
    TRAINING = "training"
    CARGO_UNKNOWN = "cargo.unknown"
    TREATY = "treaty"
    OTHER = "other"

    @property
    def words(self) -> str:
        """As a sentence says it: "missiles" for ``arms.missile``. Classes of unnamed goods say so."""
        return _IN_WORDS.get(self, self.value)


_IN_WORDS = {
    ObjectClass.ARMS_AMMUNITION: "ammunition", ObjectClass.ARMS_MISSILE: "missiles",
    ObjectClass.ARMS_ARTILLERY: "artillery", ObjectClass.ARMS_UAV: "drones",
    ObjectClass.ARMS_OTHER: "unspecified arms", ObjectClass.TECH_MILITARY: "military technology",
    ObjectClass.TECH_SPACE: "space technology", ObjectClass.PETROLEUM_REFINED: "refined petroleum",
    ObjectClass.PETROLEUM_CRUDE: "crude oil", ObjectClass.CRYPTO: "crypto-assets", ObjectClass.LUXURY: "luxury goods",
    ObjectClass.VEHICLE: "vehicles", ObjectClass.VESSEL: "vessels", ObjectClass.TEXTILE: "textiles",
    ObjectClass.CARGO_UNKNOWN: "unknown cargo", ObjectClass.TREATY: "a treaty", ObjectClass.OTHER: "other goods",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimEvidence:
    """The passages that each value of a claim was read from."""

    trigger: tuple[Offsets, ...] = ()
    agent: tuple[Offsets, ...] = ()
    counterpart: tuple[Offsets, ...] = ()
    object: tuple[Offsets, ...] = ()
    quantity: tuple[Offsets, ...] = ()
    time: tuple[Offsets, ...] = ()
    place: tuple[Offsets, ...] = ()
    means: tuple[Offsets, ...] = ()
    route: tuple[Offsets, ...] = ()


@dataclass(frozen=True, slots=True)
class Factuality:
    """How an event is presented, each from -3 (certainly not) to 3 (certainly).

    ``committed``: how sure the source is that it has happened or will; ``happened``: whether it has by now.
    ``rule`` and ``because`` are what the grammar says and the words that weaken or reverse it, whichever
    ``engine`` gave the numbers. It decides nothing: status, negation and stance are the rules'.
    """

    committed: float
    happened: float
    engine: str
    rule: str = ""
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One event as one source puts it.

    ``agent`` and ``counterpart`` are always written from giver to receiver; their ids are those
    of ``gold/claims/GUIDELINES.md``. ``quote`` is the text between ``start`` and ``end``. ``place`` is where
    the event happens, ``means`` what carries in it, ``route`` the way in order, as far as the text tells.
    ``items`` are the entries of the goods table behind ``object``, finer than its classes, with the calibre
    where one is told: ``arm.airdef``, ``arm.shell.152``; they have the passages of ``object``.
    ``rule`` is the frame that the event was read by and ``pattern`` how: its trigger, and where each role stood in the
    sentence (``subject``, a preposition, ``report`` for what was filled from elsewhere). A party of whom only a
    passage is known ("a bank") has its passage in ``evidence`` and no id.
    ``entered`` are the fields that hold what a person entered, and ``verdict`` is what people have made of it all. An
    entered amount or place stands nowhere: its span is empty, at ``start``, and its text is in square brackets.
    A value without a passage that nobody entered is refused: :class:`ValueError`.
    """

    id: str
    report: str
    type: ClaimType
    start: int
    end: int
    quote: str
    agent: tuple[str, ...]
    counterpart: tuple[str, ...]
    object: tuple[ObjectClass, ...]
    quantity: Quantity | None
    time: DateInterval | None
    place: Place | None
    status: Status
    negated: bool
    stance: Stance
    source: Source
    via: tuple[Via, ...]
    statement: str | None
    evidence: ClaimEvidence
    also_quantity: tuple[Quantity, ...] = ()
    engine: str = ""
    rule: str = ""
    factuality: Factuality | None = None
    items: tuple[str, ...] = ()
    pattern: tuple[str, ...] = ()
    means: tuple[Means, ...] = ()
    route: tuple[Leg, ...] = ()
    entered: tuple[Entered, ...] = ()
    verdict: Verdict = Verdict.UNREVIEWED

    def __post_init__(self) -> None:
        if len(self.quote) != self.end - self.start:
            raise ValueError(f"claim {self.id}: the quote is not as long as its span")
        entered = {e.field.value for e in self.entered}
        for name in ("agent", "counterpart", "object", "quantity", "time", "place", "means", "route"):
            if getattr(self, name) and not getattr(self.evidence, name) and name not in entered:
                raise ValueError(f"claim {self.id}: {name} has a value but no passage behind it")
        if self.items and not self.object:
            raise ValueError(f"claim {self.id}: it has items of goods but no object")

    @property
    def entered_fields(self) -> tuple[ClaimField, ...]:
        """The fields that hold what a person entered."""
        return tuple(e.field for e in self.entered)
