"""Which claims are about one event.

1. **Blocks.** Claims meet only if they share type, phase (reported or prospective), parties and goods
   family. A plan never meets a delivery, shells never meet a limousine.
2. **Cores.** Within a block, claims with a narrow time found cores, the narrowest first; a claim
   whose days touch one core joins it; one that touches several goes where it fits best
   (:mod:`probata.incidents.similarity`), and where two fit as well, to the block's wider group.
3. **Streams.** Deliveries and deployments go on for years; claims of them without a narrow time
   ("have supplied weapons") make one group, the stream of that block. A single act (visit, gift,
   veto) has no stream: an undated claim of it joins the one its report speaks of, else it stays
   among the undated ones of its month of publication.
4. **Short claims.** A claim that lacks a party or the goods joins only within its own report, and
   only if one group there fits best; else it stands by itself.
5. **Denials.** A denial joins what it denies: the group of its days; without days the group its
   report speaks of, or, for a stream, every group of the block that began before the denial was
   published ("both deny all transfers" denies each). Where nothing in its phase was claimed, it
   joins the other phase. So a denial may stand in several groups; every other claim stands in one
   for each of its goods families.

All is sorted by content first, so the order of input doesn't matter. Every step is linear but for
a binary search over the cores of a block.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby

from probata.incidents.item import POINT_DAYS, Block, Days, Item
from probata.incidents.kinds import TOLERANCE, VAGUE, Grain, Phase, grain
from probata.incidents.similarity import Profile, best, participants

LEAST_FIT = 0.15
"""A short claim needs more than its report in common (0.10) to join."""


@dataclass(slots=True, eq=False)
class Group:
    """Claims of one event. ``bucket`` names its time in the incident's id."""

    block: Block
    profile: Profile
    bucket: str = ""
    items: list[Item] = field(default_factory=list)

    @property
    def days(self) -> Days | None:
        return self.profile.days

    def add(self, item: Item) -> None:
        self.items.append(item)
        self.profile.add(item)


def cluster(items: Iterable[Item]) -> list[Group]:
    """The groups of all claims, each with its bucket, in no particular order."""
    ordered = sorted(items, key=lambda i: i.order)
    blocks: dict[Block, list[Item]] = defaultdict(list)
    for item in ordered:
        if item.complete and not item.denial:
            blocks[item.block].append(item)
    groups = {block: _group(block, members) for block, members in blocks.items()}
    by_report = _by_report(groups.values())
    _place_short(ordered, groups, by_report)
    _place_denials(ordered, groups, by_report)
    for in_block in groups.values():
        _name_times(in_block)
    return _merge_namesakes(group for in_block in groups.values() for group in in_block)


def _new(block: Block, days: Days | None = None, bucket: str = "") -> Group:
    profile = Profile(frozenset(block.agent), frozenset(block.counterpart), block.family, days)
    return Group(block, profile, bucket)


def _group(block: Block, members: Sequence[Item]) -> list[Group]:
    """The groups of one block's claims, which come narrowest first."""
    kind = grain(block.type, block.family)
    cores = _Cores(TOLERANCE[kind])
    groups: list[Group] = []
    loose: list[Item] = []
    for days, same in groupby((m for m in members if m.point), key=lambda m: m.days):
        assert days is not None  # a point has days
        near = cores.near(days)
        if not near:
            near = [_new(block, days)]
            cores.add(near[0])
            groups.append(near[0])
        loose += [item for item in same if not _join(item, near)]
    loose += [m for m in members if not m.point]
    if kind is Grain.STREAM:
        if loose:
            stream = _new(block, bucket="stream")
            for item in loose:
                stream.add(item)
            groups.append(stream)
        return groups
    return _group_acts(block, groups, loose, TOLERANCE[kind])


def _group_acts(block: Block, groups: list[Group], loose: Sequence[Item], tolerance: int) -> list[Group]:
    """Places wide and undated claims of single acts."""
    for item in (i for i in loose if i.days is not None):
        assert item.days is not None
        near = [g for g in groups if g.days is not None and g.days.touches(item.days, tolerance)]
        narrow = [g for g in near if g.days is not None and g.days.width <= POINT_DAYS]
        if not _join(item, narrow or near):
            wide = _new(block, item.days)
            wide.add(item)
            groups.append(wide)
    in_report: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for report in group.profile.reports:
            in_report[report].append(group)
    undated: dict[str, Group] = {}
    for item in (i for i in loose if i.days is None):
        if _join(item, in_report[item.claim.report]):
            continue
        when = f"{item.published:%Y-%m}" if item.published else f"in {item.claim.report}"
        if when not in undated:
            undated[when] = _new(block, bucket=f"undated {when}")
            groups.append(undated[when])
        undated[when].add(item)
    return groups


def _join(item: Item, near: Sequence[Group]) -> bool:
    """Adds the claim to the one group near it, or to the one that fits best; ``False`` if none does."""
    place = 0 if len(near) == 1 else best(item, [g.profile for g in near], least=0.0)
    if place is None:
        return False
    near[place].add(item)
    return True


class _Cores:
    """The cores of a block by their first day."""

    def __init__(self, tolerance: int) -> None:
        self._tolerance = tolerance
        self._sorted: list[tuple[date, int, Group]] = []

    def add(self, group: Group) -> None:
        assert group.days is not None
        insort(self._sorted, (group.days.start, len(self._sorted), group), key=lambda e: e[:2])

    def near(self, days: Days) -> list[Group]:
        reach = timedelta(days=POINT_DAYS + self._tolerance)
        first = bisect_left(self._sorted, days.start - reach, key=lambda e: e[0])
        near = []
        for start, _, group in self._sorted[first:]:
            if (start - days.end).days > self._tolerance:
                break
            if group.days is not None and group.days.touches(days, self._tolerance):
                near.append(group)
        return near


_Place = tuple[object, Phase, str]


def _by_report(groups: Iterable[Iterable[Group]]) -> dict[_Place, list[Group]]:
    """Groups by type, phase and each report that speaks of them."""
    places: dict[_Place, list[Group]] = defaultdict(list)
    for in_block in groups:
        for group in in_block:
            for report in sorted(group.profile.reports):
                places[group.block.type, group.block.phase, report].append(group)
    return places


def _fits(item: Item, group: Group) -> bool:
    same_goods = item.block.family in VAGUE or item.block.family is group.block.family
    return same_goods and participants(item, group.profile) >= 0


def _place_short(
    ordered: Sequence[Item], groups: dict[Block, list[Group]], by_report: dict[_Place, list[Group]]
) -> None:
    """Joins claims without a party or goods to a group of their report, or lets them stand alone."""
    alone: dict[tuple[Block, str], Group] = {}
    for item in ordered:
        if item.complete or item.denial:
            continue
        report = item.claim.report
        candidates = [g for g in by_report[item.block.type, item.block.phase, report] if _fits(item, g)]
        place = best(item, [g.profile for g in candidates], LEAST_FIT)
        if place is not None:
            candidates[place].add(item)
            continue
        _stand_alone(item, groups, alone)
    for group in alone.values():
        by_report[group.block.type, group.block.phase, group.items[0].claim.report].append(group)


def _stand_alone(item: Item, groups: dict[Block, list[Group]], alone: dict[tuple[Block, str], Group]) -> None:
    key = (item.block, item.claim.report)
    if key not in alone:
        alone[key] = _new(item.block, bucket=f"in {item.claim.report}")
        groups.setdefault(item.block, []).append(alone[key])
    alone[key].add(item)


def _place_denials(
    ordered: Sequence[Item], groups: dict[Block, list[Group]], by_report: dict[_Place, list[Group]]
) -> None:
    """Joins denials to what they deny; those that deny nothing anybody claims make groups of their own."""
    claimed = {block: list(in_block) for block, in_block in groups.items()}
    homes: list[tuple[Item, list[Group]]] = []
    for item in ordered:
        if item.denial:
            other = Phase.PROSPECTIVE if item.block.phase is Phase.REPORTED else Phase.REPORTED
            homes.append((item, _denied(item, claimed, by_report) or _denied(_as(item, other), claimed, by_report)))
    alone: dict[tuple[Block, str], Group] = {}
    left: dict[Block, list[Item]] = defaultdict(list)
    for item, denied in homes:
        for group in denied:
            group.add(item)
        if not denied and item.complete:
            left[item.block].append(item)
        elif not denied:
            _stand_alone(item, groups, alone)
    for block, members in left.items():
        groups.setdefault(block, []).extend(_group(block, members))


def _as(item: Item, phase: Phase) -> Item:
    return replace(item, block=replace(item.block, phase=phase))


def _denied(item: Item, claimed: dict[Block, list[Group]], by_report: dict[_Place, list[Group]]) -> list[Group]:
    """The groups that a denial speaks against."""
    own = [g for g in by_report[item.block.type, item.block.phase, item.claim.report] if _fits(item, g)]
    if not item.complete:
        return own
    in_block = claimed.get(item.block, [])
    kind = grain(item.block.type, item.block.family)
    if item.days is not None:
        days = item.days
        met = [g for g in in_block if g.days is not None and g.days.touches(days, TOLERANCE[kind])]
        return met or [g for g in in_block if g.days is None]
    if kind is not Grain.STREAM:
        return own
    said = item.published
    return [g for g in in_block if said is None or g.days is None or g.days.start <= said]


def _merge_namesakes(groups: Iterable[Group]) -> list[Group]:
    """One group for each block and name: a denial left alone meets the undated claims of its month."""
    merged: dict[tuple[Block, str], Group] = {}
    for group in groups:
        first = merged.setdefault((group.block, group.bucket), group)
        if first is not group:
            for item in group.items:
                first.add(item)
    return list(merged.values())


def _name_times(groups: Iterable[Group]) -> None:
    """Gives each dated group of a block the widest name of its time that is still its own.

    The name goes by the grain of the block, so that it stays when a sharper date comes in; the
    earliest group keeps the wide name, later ones take month, day or both days.
    """
    taken: set[str] = set()
    dated = sorted(((g.days, g) for g in groups if g.days is not None), key=lambda e: (e[0].start, e[0].end))
    for days, group in dated:
        kind = grain(group.block.type, group.block.family)
        names = [f"{days.start:%Y}", f"{days.start:%Y-%m}", f"{days.start}", f"{days.start}/{days.end}"]
        first = {Grain.YEAR: 0, Grain.STREAM: 1, Grain.MONTH: 1, Grain.DAY: 2}[kind]
        group.bucket = next((n for n in names[first:] if n not in taken), f"{names[-1]} {group.items[0].claim.id}")
        taken.add(group.bucket)
