"""All claims of a desk brought together at once. The desk itself does the same step by step, report for report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from probata.incidents.assembly import assemble, once
from probata.incidents.cells import Bucket, Held
from probata.incidents.conflicts import find_reversed
from probata.incidents.decisions import Rulings
from probata.incidents.gathering import barren_blocks, gather, twin
from probata.incidents.grades import Grader
from probata.incidents.group import Group
from probata.incidents.item import Block, Item, parse_day
from probata.incidents.original import Copies
from probata.incidents.origins import trace_all
from probata.incidents.placing import Placement, place
from probata.incidents.ruled import rule_copies, rule_groups, rule_traces
from probata.incidents.verdicts import stands
from probata.records import Claim, Incident, Report, Statement

if TYPE_CHECKING:
    from probata.knowledge import Knowledge


def fuse(
    claims: Sequence[Claim],
    statements: Sequence[Statement],
    reports: Sequence[Report],
    knowledge: Knowledge,
    rulings: Rulings | None = None,
    copies: Copies | None = None,
) -> tuple[Incident, ...]:
    """The incidents that claims speak of, within and across reports, in the order of their ids.

    How claims are put into cells is told in :mod:`probata.incidents.placing`, how cells become incidents in
    :mod:`probata.incidents.cells`, how origins are counted in :mod:`probata.incidents.origins`. The result doesn't
    depend on the order of input. Every claim that nobody has rejected stands in an incident; in several only if it
    names goods of several families, or denies several.

    An id is made from what the claims of an incident share (type, phase, parties, goods family) and from the day
    or time that it is named after, not from the claims, so it stays when one more claim joins.

    ``reports`` may leave some out: their claims have no day of publication and are roots of their own.
    ``statements`` are where it is read when something was said, for amounts that grow over time. ``rulings`` are
    what people have decided: of claims (which are those that the machine read, see
    :mod:`probata.incidents.verdicts`), of what belongs together (:mod:`probata.incidents.ruled`), and the grades.
    ``copies`` are, for each report, those whose words it may have (:func:`probata.incidents.copies.taking_part`).
    """
    rulings = rulings if rulings is not None else Rulings.of(())
    by_report = {r.id: r for r in reports}
    unique = {c.id: laid for c in claims if stands(laid := rulings.lay(c))}
    placements = [p for own in _by_report(unique.values(), statements, by_report, knowledge) for p in own]
    groups = rule_groups(_groups(placements), rulings)
    turned = find_reversed({g.name: once(g.items) for g in groups})
    ruled = rule_copies(copies or {}, by_report, rulings)
    traces = rule_traces(trace_all(unique.values(), by_report, knowledge, ruled, statements), rulings)
    grader = Grader(knowledge, rulings)
    found = (assemble(g, turned.get(g.name, ()), by_report, knowledge, traces) for g in groups)
    return tuple(sorted((grader.grade(i, unique, by_report) for i in found), key=lambda i: i.id))


def known_by(claim: Claim, said: Mapping[str, str], report: Report | None) -> date | None:
    """The day by which the claim was made: when it was said (by statement ids), else when its report came out."""
    return parse_day(said.get(claim.statement or "")) or parse_day(report.published if report else None)


def ends_of_saying(statements: Iterable[Statement]) -> dict[str, str]:
    """For each statement that is dated, the day by which it was said."""
    return {s.id: s.said.end for s in statements if s.said is not None and s.said.end is not None}


def _by_report(
    claims: Iterable[Claim], statements: Iterable[Statement], reports: Mapping[str, Report], knowledge: Knowledge
) -> Iterable[list[Placement]]:
    said = ends_of_saying(statements)
    own: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        own[claim.report].append(claim)
    for report, told in own.items():
        yield place(told, {c.id: known_by(c, said, reports.get(report)) for c in told}, knowledge)


def _groups(placements: Sequence[Placement]) -> list[Group]:
    """Every incident with the claims in it, denials of all that its block tells included."""
    weights: dict[str, int] = defaultdict(int)
    totals: dict[Block, int] = defaultdict(int)
    cells = {p.cell.key: p.cell for p in placements}
    for p in placements:
        weights[p.cell.key] += p.founds
        totals[p.cell.block] += p.founds
    barren = barren_blocks(totals)
    labels = gather((Held(cell, weights[key]) for key, cell in cells.items()), barren)
    groups: dict[str, Group] = {}
    against: dict[Block, list[Item]] = defaultdict(list)
    for p in placements:
        home = twin(p.cell.block) if p.cell.block in barren else p.cell.block
        group = groups.setdefault(labels[p.cell.key], Group(labels[p.cell.key], home))
        group.items.append(p.item)
        if p.founds and p.cell.kind in (Bucket.DAY, Bucket.SPAN):
            first = date.fromisoformat(p.cell.start)
            group.begun = min(group.begun or first, first)
        if p.sweeping:
            against[home].append(p.item)
    return _sweep(groups.values(), against)


def _sweep(groups: Iterable[Group], against: Mapping[Block, Sequence[Item]]) -> list[Group]:
    """Adds denials of all that a block tells to each of its incidents that had begun by then.

    An incident that holds nothing but such denials is no incident where each of them is told with another.
    """
    of_block: dict[Block, list[Group]] = defaultdict(list)
    for group in groups:
        of_block[group.block].append(group)
    kept: list[Group] = []
    for block, own in of_block.items():
        denials = against.get(block, ())
        bare = {g.name for g in own if denials and g.claims <= {d.claim.id for d in denials}}
        told = [g for g in own if not only_sweeps(g, [o for o in own if o is not g])] if bare else own
        kept += [g for g in own if g.name not in bare or g in told]
    for group in kept:
        group.items += [d for d in against.get(group.block, ()) if sweeps(d.published, group.begun)]
    return kept


def only_sweeps(group: Group, others: Sequence[Group]) -> bool:
    """Whether denials of all that a block tells are told with other incidents of it, each with one at least."""
    return all(any(sweeps(i.published, o.begun) for o in others) for i in group.items)


def sweeps(said: date | None, start: date | None) -> bool:
    """Whether a denial of all that was told by the day ``said`` speaks against an event that began at ``start``."""
    return said is None or start is None or start <= said
