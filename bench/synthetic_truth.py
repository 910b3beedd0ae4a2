"""What has been told of each made-up event: its independent roots and the contradictions among its claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from synthetic_report import Told

from probata.records import ClaimType, ConflictKind, Stance


@dataclass(frozen=True, slots=True)
class EventTruth:
    """What has been told of an event: its independent roots, and the kinds of contradiction among its claims."""

    id: str
    type: ClaimType
    roots: frozenset[str]
    conflicts: frozenset[ConflictKind]
    claims: int
    reports: int


@dataclass(slots=True)
class _Tally:
    """What an event's truth is reckoned from."""

    type: ClaimType
    roots: set[str]
    amounts: set[tuple[str, str, float | None, float | None]]
    days: set[str]
    backed: bool = False
    denied: bool = False
    turned: bool = False
    claims: int = 0
    reports: int = 0


class Truth:
    """The events under way: one is closed, and forgotten, when no report to come can speak of it."""

    def __init__(self) -> None:
        self._tallies: dict[str, _Tally] = {}
        self._held: Counter[str] = Counter()

    def count(self, told: Mapping[str, Told]) -> None:
        """Enter the claims of one report."""
        for event in {t.event for t in told.values() if t.event}:
            claims = [t for t in told.values() if t.event == event]
            tally = self._tallies.setdefault(event, _Tally(claims[0].type, set(), set(), set()))
            tally.claims += len(claims)
            tally.reports += 1
            for t in claims:
                _enter(tally, t)
            if event.endswith("~") and event[:-1] in self._tallies:
                self._tallies[event[:-1]].turned = True

    def hold(self, events: Iterable[str]) -> None:
        """Keep events open; each call counts."""
        self._held.update(events)

    def release(self, events: Iterable[str]) -> list[EventTruth]:
        """Take holds back; the truth of events that nothing holds any more."""
        closed = []
        for event in events:
            self._held[event] -= 1
            if self._held[event] == 0:
                del self._held[event]
                closed += self._close(event)
        return closed

    def _close(self, event: str) -> list[EventTruth]:
        """The truth of an event, and of what was told of it the wrong way round."""
        return [_truth(e, self._tallies.pop(e)) for e in (event, event + "~") if e in self._tallies]

    def rest(self) -> tuple[EventTruth, ...]:
        """The truth of all that are left."""
        return tuple(truth for e in sorted(self._tallies) for truth in self._close(e))


def _enter(tally: _Tally, told: Told) -> None:
    if told.stance is Stance.DENIES:
        tally.denied = True
        return
    tally.backed = True
    if told.root:
        tally.roots.add(told.root)
    if told.start and told.start == told.end:
        tally.days.add(told.start)
        if told.low is not None:
            tally.amounts.add((told.unit, told.start, told.low, told.high))


def _truth(event: str, tally: _Tally) -> EventTruth:
    conflicts = set()
    if tally.denied and tally.backed:
        conflicts.add(ConflictKind.DENIAL)
    if any(_clash(a, b) for a, b in combinations(sorted(tally.amounts, key=str), 2)):
        conflicts.add(ConflictKind.QUANTITY)
    if len(tally.days) > 1:
        conflicts.add(ConflictKind.TIME)
    if tally.turned or event.endswith("~"):
        conflicts.add(ConflictKind.DIRECTION)
    roots = frozenset(tally.roots or ({"nobody named"} if tally.backed else ()))
    return EventTruth(event, tally.type, roots, frozenset(conflicts), tally.claims, tally.reports)


def _clash(a: tuple[str, str, float | None, float | None], b: tuple[str, str, float | None, float | None]) -> bool:
    def below(x: float | None, y: float | None) -> bool:
        return x is not None and y is not None and x < y

    return a[:2] == b[:2] and (below(a[3], b[2]) or below(b[3], a[2]))
