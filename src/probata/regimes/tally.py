"""The bounds of a sum of tellings that may count the same goods twice.

**Low**: the largest sum of tellings whose stretches of time don't touch. What was delivered in March is not what was
delivered in May; of two tellings that share a day, one may be in the other, so only one counts. Notifications of two
suppliers are of different deliveries and are added.

**High**: the largest sum of tellings of which none is part of another. A telling is part of a snapshot (a count of a
whole stretch) that has the same suppliers, or more of them, and covers its days. Any two others may be of different
goods and are added, also where their days overlap.

Both are properties of the set: no order, no grouping into incidents changes them, and a further telling can only
raise the high bound, since every sum that was possible before still is. The low is never above the high, since
tellings that share no day are never part of each other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

Chain = tuple[str, "Chain"] | None
"""Names of tellings, the last first."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An amount told for the days ``start`` to ``end`` (ISO, inclusive). ``name`` only breaks ties.

    ``low`` is 0 for what no low bound may count. ``high`` is a figure: the caller keeps what is open above.
    ``suppliers`` are empty where they aren't told; ``of_all``: such a snapshot is of all suppliers.
    """

    name: str
    start: str
    end: str
    low: float
    high: float
    suppliers: frozenset[str] = frozenset()
    snapshot: bool = False
    of_all: bool = False

    def is_part_of(self, other: Telling) -> bool:
        """Whether ``other`` is a snapshot that counts this one. Of two that count each other the first by name does."""
        if not other.counts(self):
            return False
        return not self.counts(other) or other.name < self.name

    def counts(self, other: Telling) -> bool:
        """Whether this is a snapshot of the same suppliers, or more, over all days of the other."""
        if not self.snapshot or other.start < self.start or self.end < other.end:
            return False
        if self.of_all and not self.suppliers:
            return True
        if other.of_all and other.snapshot and not other.suppliers:
            return False
        return other.suppliers <= self.suppliers if other.suppliers else not self.suppliers


def low_bound(tellings: Sequence[Telling]) -> tuple[float, frozenset[str]]:
    """The low bound and the names of those added (weighted interval scheduling)."""
    ordered = sorted((t for t in tellings if t.low > 0), key=lambda t: (t.end, t.start, t.name))
    ends = [t.end for t in ordered]
    best: list[tuple[float, Chain]] = [(0, None)]
    for n, telling in enumerate(ordered):
        before, chain = best[bisect_left(ends, telling.start, 0, n)]
        best.append(max(best[-1], (before + telling.low, (telling.name, chain)), key=lambda b: b[0]))
    total, chain = best[-1]
    chosen = set()
    while chain is not None:
        name, chain = chain
        chosen.add(name)
    return total, frozenset(chosen)


def low_by_supplier(tellings: Sequence[Telling]) -> tuple[float, frozenset[str]]:
    """The low bound where each supplier tells of its own deliveries only, so that those of two are never the same.

    What isn't of exactly one supplier is compared with their sum, never added to it.
    """
    alone = {t.suppliers for t in tellings if len(t.suppliers) == 1}
    parts = [low_bound([t for t in tellings if t.suppliers == one]) for one in sorted(alone, key=sorted)]
    by_each = sum(total for total, _ in parts), frozenset(name for _, names in parts for name in names)
    return max(low_bound(tellings), by_each, key=lambda bound: bound[0])


def high_bound(tellings: Sequence[Telling]) -> tuple[float, frozenset[str]]:
    """The high bound and the names of those added.

    "Is part of" is a partial order, so the largest sum of tellings none of which is part of another is an antichain of
    largest weight: by the weighted form of Dilworth's theorem (Fulkerson 1956) the sum of all weights less a maximum
    flow from parts to wholes, and the members are those that no minimum cut touches.
    """
    kept = sorted((t for t in tellings if t.high > 0), key=lambda t: t.name)
    wholes = [[m for m, w in enumerate(kept) if t is not w and t.is_part_of(w)] for t in kept]
    parts: list[list[int]] = [[] for _ in kept]
    for n, above in enumerate(wholes):
        for m in above:
            parts[m].append(n)
    flow: dict[tuple[int, int], float] = {}
    left = [t.high for t in kept]  # what each part can still send
    right = [t.high for t in kept]  # what each whole can still take
    while True:
        reached_part: dict[int, int | None] = {n: None for n, rest in enumerate(left) if rest > 0 and wholes[n]}
        reached_whole: dict[int, int] = {}
        queue = deque(reached_part)
        target: int | None = None
        while queue and target is None:
            n = queue.popleft()
            for m in wholes[n]:
                if m in reached_whole:
                    continue
                reached_whole[m] = n
                if right[m] > 0:
                    target = m
                    break
                for back in parts[m]:
                    if back not in reached_part and flow.get((back, m), 0) > 0:
                        reached_part[back] = m
                        queue.append(back)
        if target is None:
            break
        _augment(target, reached_part, reached_whole, flow, left, right)
    # A cut through the source of every part that isn't reached and through every whole that is.
    chosen = [t for n, t in enumerate(kept) if n not in reached_whole and (n in reached_part or not wholes[n])]
    return sum(t.high for t in chosen), frozenset(t.name for t in chosen)


def _augment(
    target: int,
    reached_part: dict[int, int | None],
    reached_whole: dict[int, int],
    flow: dict[tuple[int, int], float],
    left: list[float],
    right: list[float],
) -> None:
    """Send as much as the way back from ``target`` lets through."""
    way: list[tuple[int, int, bool]] = []
    whole: int | None = target
    part = reached_whole[target]
    while whole is not None:
        part = reached_whole[whole]
        way.append((part, whole, True))
        whole = reached_part[part]
        if whole is not None:
            way.append((part, whole, False))
    amount = min(left[part], right[target], *(flow[p, w] for p, w, forward in way if not forward))
    for p, w, forward in way:
        flow[p, w] = flow.get((p, w), 0) + (amount if forward else -amount)
    left[part] -= amount
    right[target] -= amount
