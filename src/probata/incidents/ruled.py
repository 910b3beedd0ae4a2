"""Decisions laid over what the machine has put together: groups of claims, roots, copies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from probata.incidents.cells import alone
from probata.incidents.decisions import Rulings
from probata.incidents.group import Group
from probata.incidents.item import Item
from probata.incidents.origin_trace import Trace
from probata.incidents.original import Copies


def rule_groups(groups: Iterable[Group], rulings: Rulings) -> list[Group]:
    """The groups after splits and merges.

    A claim that stands in several groups, as a denial may since the decision, unites none of them; a split takes it
    out of the groups of the claims that it was set apart from and leaves it in the others: no denial is lost.
    United groups keep block and name, hence the id, of the one that names most parties, then has most claims.
    """
    groups = list(groups)
    if not rulings.in_force:
        return groups
    groups = _split(groups, rulings)
    homes = Counter(claim for group in groups for claim in {i.claim.id for i in group.items})
    united: dict[str, list[Group]] = defaultdict(list)
    left: list[Group] = []
    for group in groups:
        keys = {
            min(joined)
            for joined in (rulings.joined(i.claim.id) for i in group.items if homes[i.claim.id] == 1)
            if joined
        }
        if keys:
            for key in keys:
                united[key].append(group)
        else:
            left.append(group)
    return [*left, *(_unite(together) for together in _connected(united.values()))]


def rule_traces(traces: Mapping[str, Trace], rulings: Rulings) -> Mapping[str, Trace]:
    """The traces with what each root counts as after the decisions on roots; the roots themselves stay."""
    if not rulings.in_force:
        return traces
    groups = {t.root.key: t.root.group for t in traces.values()}
    counts_as: dict[str, str] = {}
    for root, group in groups.items():
        # Set apart from the one that it counts as ("US officials" from the US), it counts as itself.
        counts_as[root] = root if group != root and rulings.roots_apart(root, group) else group
    same: dict[str, set[str]] = {}
    for root in sorted(groups):
        named = {counts_as[r] for r in rulings.roots_with(root) if r in counts_as}
        if len(named) > 1:
            whole = set().union(named, *(same.get(n, ()) for n in named))
            same |= dict.fromkeys(whole, whole)
    return {
        claim: replace(trace, root=replace(trace.root, group=min(same.get(now, {now}))))
        for claim, trace in traces.items()
        for now in (counts_as[trace.root.key],)
    }


@dataclass(frozen=True, slots=True)
class RuledCopy:
    """Two reports that a person calls one origin."""

    a: str
    b: str
    kind: None = None
    in_a: float = 1.0
    in_b: float = 1.0


def rule_copies(copies: Copies, reports: Iterable[str], rulings: Rulings) -> Copies:
    """The copies that each report takes part in, without those decided to be none and with those decided to be one."""
    if not rulings.in_force:
        return copies
    kept = {r: [c for c in own if not rulings.apart(c.a, c.b)] for r, own in copies.items()}
    for report in reports:
        for other in sorted(rulings.one_text(report) - {report}):
            kept.setdefault(report, []).append(RuledCopy(min(report, other), max(report, other)))
    return kept


def _split(groups: Sequence[Group], rulings: Rulings) -> list[Group]:
    homes = Counter(claim for group in groups for claim in {i.claim.id for i in group.items})
    cells: dict[str, list[Item]] = defaultdict(list)
    kept: list[Group] = []
    for group in groups:
        members = {i.claim.id for i in group.items}
        stay: list[Item] = []
        for item in group.items:
            claim = item.claim.id
            beside = rulings.set_apart(claim) & members
            cell = rulings.cell_of(claim)
            if beside:
                cells[cell or rulings.split_of(claim, min(beside))].append(item)
            elif cell is not None and homes[claim] == 1:
                cells[cell].append(item)
            else:
                stay.append(item)
        if len(stay) == len(group.items):
            kept.append(group)
        elif stay:
            kept.append(Group(group.name, group.block, stay, group.begun))
    at_home = {i.claim.id for group in kept for i in group.items}
    for cell, items in cells.items():
        if any(i.claim.id not in at_home for i in items):
            block = Counter(i.block for i in sorted(items, key=lambda i: i.order)).most_common(1)[0][0]
            kept.append(Group(alone(block, f"set apart by {cell}").incident, block, items, _begun(items)))
    return kept


def _unite(groups: Sequence[Group]) -> Group:
    def rank(group: Group) -> tuple[int, int, str]:
        block = group.block
        return -bool(block.agent) - bool(block.counterpart), -len(group.items), group.name

    first = min(groups, key=rank)
    begun = min((g.begun for g in groups if g.begun is not None), default=None)
    return Group(first.name, first.block, [i for g in groups for i in g.items], begun)


def _begun(items: Iterable[Item]) -> date | None:
    return min((i.days.start for i in items if i.days is not None and not i.denial), default=None)


def _connected(together: Iterable[Sequence[Group]]) -> list[list[Group]]:
    """Groups that one decision or several in a row bring together, each once."""
    found: list[dict[int, Group]] = []
    for groups in together:
        new = {id(g): g for g in groups}
        apart = [f for f in found if not f.keys() & new.keys()]
        for other in found:
            if other.keys() & new.keys():
                new |= other
        found = [*apart, new]
    return [list(f.values()) for f in found]
