"""A made-up world of events: parties, officials and outlets of Probata's tables; all the rest is drawn by lot.

Which states deal in what, who says so and when is chance, and says nothing of the real ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from random import Random
from typing import Any

from synthetic_words import name

from probata.knowledge import Knowledge, Outlet, OutletKind
from probata.records import ClaimType, ObjectClass, SourceKind, Status

FIRST_DAY = date(2020, 1, 6)
DAYS = 1800
STREAMS = 12
MEAN_SIZE = 5.9
"""Reports of an ordinary event, measured over 50,000 draws."""

FOCUS = ("KP", "RU", "IR", "CN", "SY")
ACCUSERS = ("US", "KR", "JP", "UA", "GB", "FR", "DE", "AU", "CA", "NZ")
IMAGERY = ("Planet Labs", "Maxar")


@dataclass(frozen=True, slots=True)
class Kind:
    """What may happen: ``stream`` where it recurs between two parties, so that it has a wide claim too."""

    name: str
    type: ClaimType
    classes: tuple[ObjectClass, ...]
    words: tuple[str, ...]
    unit: str
    most: int
    verbs: tuple[str, ...]
    to: str = " to "
    stream: bool = False


_SENT = ("shipped", "sent", "delivered", "supplied", "transferred", "moved")
_POSTED = ("deployed", "dispatched", "sent")
_O = ObjectClass
_GIFT = (_O.LUXURY, _O.VEHICLE)
_TRANSFER, _DEPLOYMENT = ClaimType.TRANSFER, ClaimType.DEPLOYMENT
KINDS = (
    Kind("shells", _TRANSFER, (_O.ARMS_AMMUNITION,), ("shells", "rockets"), "round", 900_000, _SENT, " to ", True),
    Kind("gear", _TRANSFER, (_O.TECH_MILITARY,), ("radar parts", "guidance units"), "unit", 5_000, _SENT, " to ", True),
    Kind("fuel", _TRANSFER, (_O.PETROLEUM_REFINED,), ("diesel", "refined oil"), "barrel", 900_000, _SENT, " to ", True),
    Kind("coal", _TRANSFER, (_O.COAL,), ("coal", "anthracite"), "tonne", 300_000, _SENT, " to ", True),
    Kind("grain", _TRANSFER, (_O.FOOD,), ("flour", "maize"), "tonne", 90_000, _SENT, " to ", True),
    Kind("money", _TRANSFER, (_O.MONEY,), ("cash", "bank deposits"), "USD", 900_000_000, _SENT, " to ", True),
    Kind("machines", _TRANSFER, (_O.MACHINERY,), ("lathes", "machine tools"), "unit", 5_000, _SENT, " to ", True),
    Kind("troops", _DEPLOYMENT, (_O.TROOPS,), ("soldiers", "troops"), "person", 15_000, _POSTED, " to ", True),
    Kind("workers", _DEPLOYMENT, (_O.WORKERS,), ("labourers", "workers"), "person", 15_000, _POSTED, " to ", True),
    Kind("car", _TRANSFER, _GIFT, ("limousines", "luxury cars"), "vehicle", 40, ("gave", "presented"), " to "),
    Kind("visit", ClaimType.VISIT, (), (), "", 0, ("visited", "travelled to", "arrived in"), " "),
    Kind("talks", ClaimType.MEETING, (), (), "", 0, ("met", "received", "held talks with"), " "),
    Kind("pact", ClaimType.AGREEMENT, (), (), "", 0, ("signed a pact with", "concluded an accord with"), " "),
    Kind("drill", ClaimType.EXERCISE, (), (), "", 0, ("held drills with", "trained at sea with"), " "),
)  # fmt: skip
BY_NAME = {k.name: k for k in KINDS}


@dataclass(frozen=True, slots=True)
class Voice:
    """How a root appears in a text. ``spoken`` is false for an outlet that speaks in its own report only."""

    root: str
    kind: SourceKind
    texts: tuple[str, ...]
    ids: str = ""
    outlet: str | None = None


@dataclass(slots=True, eq=False)
class Event:
    """One true event, and what has been told of it so far."""

    id: str
    kind: Kind
    agent: str
    counterpart: str
    day: date
    status: Status
    amount: int
    voices: tuple[Voice, ...]
    size: int
    stream: bool = False
    other_day: date | None = None
    told: int = 0
    used: list[int] = field(default_factory=list)
    drafts: list[Any] = field(default_factory=list)
    amounts: dict[int, int] = field(default_factory=dict)


class World:
    """Draws events, each with those who speak of it."""

    def __init__(self, seed: int, reports: int, knowledge: Knowledge) -> None:
        self.rng = Random(f"world {seed}")
        self._read(knowledge)
        self.reports = reports
        self._streams = self._stream_blocks()
        taken = {(k.name, a, c) for k, a, c in self._streams}
        self._blocks = {kp: cycle(b) for kp, b in self._all_blocks(taken).items()}
        self._count = 0
        at_streams = max(STREAMS, min(STREAMS * DAYS // 20, int(reports * 0.3 / 12)))
        self.stream_size = max(1.0, reports * 0.3 / at_streams)
        self._stream_gap = DAYS / at_streams
        self._per_day = reports * 0.7 / MEAN_SIZE / DAYS

    def _read(self, knowledge: Knowledge) -> None:
        states = [a for a in knowledge.actors if a.kind is SourceKind.STATE and a.state is None and len(a.id) == 2]
        self.names = {a.id: a.names[0] for a in states}
        officials: dict[str, list[str]] = defaultdict(list)
        bodies: dict[str, list[str]] = defaultdict(list)
        middle = FIRST_DAY + timedelta(days=DAYS // 2)
        always = (FIRST_DAY, middle, FIRST_DAY + timedelta(days=DAYS + 90))
        for actor in knowledge.actors:
            if actor.government and actor.state:
                bodies[actor.state].append(actor.id)
            elif actor.kind is SourceKind.PERSON and all(o.held(d) for o in actor.offices[-1:] for d in always):
                state = knowledge.actors.state_of(actor.id, middle)
                if state and actor.offices:
                    officials[state].append(actor.id)
        self.officials = {s: tuple(p) for s, p in officials.items()}
        self.people = [p for s in sorted(officials) for p in officials[s]]
        self.state_texts = {
            s: (*officials.get(s, ()), *bodies.get(s, ()), f"the defence ministry of {n}", f"{n}'s foreign ministry")
            for s, n in self.names.items()
        }
        outlets = list(knowledge.outlets)
        self.agencies = [o for o in outlets if o.kind is OutletKind.AGENCY and not o.family]
        self.press = [o for o in outlets if o.kind is OutletKind.PRESS and not o.family and o.hosts]
        self.media: dict[str, list[Outlet]] = defaultdict(list)
        for o in outlets:
            if o.kind is OutletKind.STATE and o.owner:
                self.media[o.owner].append(o)
        self.research = [o for o in outlets if o.kind is OutletKind.RESEARCH and not o.family]

    def _stream_blocks(self) -> list[tuple[Kind, str, str]]:
        pairs = [("KP", "RU"), ("RU", "KP"), ("IR", "RU"), ("CN", "KP"), ("KP", "CN"), ("KP", "SY"), ("KP", "IR")]
        kinds = ("shells", "fuel", "gear", "coal", "troops", "workers", "machines")
        return [(BY_NAME[kinds[(n * 3 + n // 7) % 7]], *pairs[n % 7]) for n in range(STREAMS)]

    def _all_blocks(self, taken: set[tuple[str, str, str]]) -> dict[bool, list[tuple[Kind, str, str]]]:
        """What may happen between whom, with the DPRK and without, each in an order drawn by lot."""
        others = [s for s in self.names if s not in ("UN", "EU")][:70]
        blocks: dict[bool, list[tuple[Kind, str, str]]] = {True: [], False: []}
        for focus in FOCUS:
            for other in others:
                if other == focus or (other in FOCUS and other < focus):
                    continue
                for kind in KINDS:
                    for a, c in ((focus, other), (other, focus)):
                        if kind.type in (ClaimType.AGREEMENT, ClaimType.EXERCISE) and a > c:
                            continue  # "A with B" is "B with A"
                        if kind.type in (ClaimType.VISIT, ClaimType.MEETING):
                            continue
                        if (kind.name, a, c) not in taken:
                            blocks["KP" in (a, c)].append((kind, a, c))
        for person in self.people:
            for state in self.rng.sample(others, 12):
                if person not in self.officials.get(state, ()):
                    blocks[state == "KP" or person in self.officials.get("KP", ())].append(
                        (BY_NAME["visit"], person, state)
                    )
            for other in self.rng.sample(self.people, 6):
                if person < other:
                    here = self.officials.get("KP", ())
                    blocks[person in here or other in here].append((BY_NAME["talks"], person, other))
        for listed in blocks.values():
            self.rng.shuffle(listed)
        return blocks

    def events(self) -> Iterator[Event]:
        """Events in the order of their days, without end."""
        day, ordinary, streams, turn = FIRST_DAY, 0.0, 0.0, 0
        while True:
            ordinary += self._per_day
            streams += 1 / self._stream_gap
            while streams >= 1:
                streams -= 1
                kind, agent, counterpart = self._streams[turn % STREAMS]
                turn += 1
                size = 1 + int(self.rng.expovariate(1 / self.stream_size))
                yield self._event(kind, agent, counterpart, day, size, stream=True)
            while ordinary >= 1:
                ordinary -= 1
                block = next(self._blocks[self.rng.random() < 0.6])
                yield self._event(*block, day, _size(self.rng), stream=False)
            day += timedelta(days=1)

    @property
    def stream_blocks(self) -> list[tuple[Kind, str, str]]:
        return self._streams

    def _event(self, kind: Kind, agent: str, counterpart: str, day: date, size: int, stream: bool) -> Event:
        rng = self.rng
        self._count += 1
        amount = rng.randint(max(2, kind.most // 90), kind.most) if kind.most else 0
        event = Event(
            id=f"e{self._count}",
            kind=kind,
            agent=agent,
            counterpart=counterpart,
            day=day,
            status=Status.PLANNED if not stream and rng.random() < 0.08 else Status.DONE,
            amount=amount,
            voices=self._voices(agent, counterpart, size),
            size=size,
            stream=stream,
        )
        if not kind.stream and rng.random() < 0.3:
            event.other_day = day + timedelta(days=rng.choice((-1, 1, 2)))
        return event

    def _voices(self, agent: str, counterpart: str, size: int) -> tuple[Voice, ...]:
        """Who will speak of an event: officials, research houses, experts, an outlet's own reporters, the unnamed."""
        rng = self.rng
        states = [s for s in ACCUSERS if s not in (agent, counterpart)]
        voices = [self.state(s) for s in rng.sample(states, 1 + (rng.random() < 0.4) + (size > 20))]
        if rng.random() < 0.2:
            voices.append(
                self.state(agent if agent in self.names else counterpart if counterpart in self.names else "RU")
            )
        for house in rng.sample(self.research, (rng.random() < 0.4) + (size > 30)):
            texts = (house.id,) if house.id not in IMAGERY else (f"satellite imagery from {house.id}",)
            voices.append(Voice(house.id, SourceKind.ORGANISATION, texts, house.id))
        if rng.random() < 0.25:
            outlet = rng.choice(self.agencies if rng.random() < 0.5 else self.press)
            voices.append(Voice(outlet.id, SourceKind.REPORT, (outlet.id,), outlet.id, outlet=outlet.id))
        if self.media.get(agent) and rng.random() < 0.15:
            outlet = rng.choice(self.media[agent])
            voices.append(Voice(agent, SourceKind.REPORT, (outlet.id,), outlet.id, outlet=outlet.id))
        if rng.random() < 0.2:
            expert = name(rng)
            voices.append(Voice(expert, SourceKind.PERSON, (f"analyst {expert}", expert), expert))
        rng.shuffle(voices)
        if rng.random() < 0.3:
            texts = ("people familiar with it", "two persons briefed on it", "a source who asked not to be named")
            voices.insert(0 if rng.random() < 0.3 else len(voices), Voice("", SourceKind.ANONYMOUS, texts, "anonymous"))
        return tuple(voices)

    def state(self, state: str) -> Voice:
        """A state through its officials and ministries."""
        return Voice(state, SourceKind.STATE, self.state_texts[state], state)


def _size(rng: Random) -> int:
    """How many reports an event gets: most a few, some hundreds."""
    return min(int(rng.paretovariate(1.05)), 400)
