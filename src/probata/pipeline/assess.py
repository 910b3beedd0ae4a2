"""Incidents and findings kept up to date, one report at a time.

:func:`place_new` puts the claims of new reports into their cells and :func:`settle` says which cells are one incident;
both look at nothing but what the new claims touch, however large the desk. :func:`document` then makes the records of
the incidents that have changed, and their findings: it reads each of them whole, once for all that has come.
What belongs together is decided in :mod:`probata.incidents`; the desk remembers it (:mod:`probata.desk.ledger`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from probata.desk import copies as kept_copies
from probata.desk import decisions, ledger, overview, verdicts
from probata.incidents import assembly, cells, conflicts, fusion, gathering, grades, origin_trace, origins, placing
from probata.incidents.decisions import Rulings
from probata.incidents.group import Group
from probata.incidents.item import Block, Item, item_of, parse_day
from probata.incidents.kinds import Family, Phase
from probata.incidents.ruled import rule_groups, rule_traces
from probata.incidents.verdicts import stands
from probata.pipeline import captold, copying
from probata.records import (
    VERDICTS,
    Act,
    Claim,
    ClaimType,
    Conflict,
    Decision,
    Finding,
    Incident,
    from_json,
    make_id,
    to_json,
)
from probata.regimes import contradicted, lay, match

if TYPE_CHECKING:
    from probata.desk import Desk
    from probata.knowledge import Knowledge
    from probata.pipeline.engine import Engine


def place_new(desk: Desk, knowledge: Knowledge, rulings: Rulings | None = None) -> int:
    """Put the claims of every report that isn't placed yet into their cells; how many reports that were.

    A new report's copies are found first: its claims rest on the original's words, and those of reports placed
    before on this one's, if it is the original. ``rulings`` (those of the desk, if they aren't given) say which reports
    people call one text, and which not.
    """
    rulings = rulings or Rulings.of(desk.decisions_but_verdicts())
    judged = decisions.any_of(desk.base, VERDICTS)
    reports = ledger.unplaced(desk.base)
    for report in reports:
        with desk.transaction():
            told = _laid_over(desk, report, rulings) if judged else ledger.told_in(desk.base, report)
            copying.take_in(desk.base, told.report)
            family = copying.family_of(desk.base, told.report, rulings)
            said = fusion.ends_of_saying(told.statements)
            days = {c.id: fusion.known_by(c, said, told.report) for c in told.claims}
            _put(desk, report, placing.place(told.claims, days, knowledge), _traces(told, family, knowledge))
            _retrace(desk.base, report, family, knowledge)
    return len(reports)


def settle(desk: Desk) -> int:
    """Say of every cell that has gained or lost claims, and of those near it, which incident it is; how many moved."""
    base = desk.base
    with desk.transaction():
        turned = _turn(base, {c.block for c in ledger.loose(base)})
        for block, barren in turned.items():
            ledger.turn(base, block, barren)
        loose = ledger.loose(base)
        homes = _Region(base, loose).homes()
        ledger.move(base, homes)
    return len(homes)


def take(desk: Desk) -> Rulings:
    """What people have decided, but of single claims: that is laid over them here, and kept with them. What decisions
    touch that are new since the last time is marked to be done again."""
    base = desk.base
    rulings = Rulings.of(desk.decisions_but_verdicts())
    latest = decisions.after(base, ledger.ruled(base))
    if not latest:
        return rulings
    new = {d.id for d in latest}
    changed = [*latest, *decisions.taken_back(base, latest)]
    with desk.transaction():
        _review(desk, {c for d in changed if d.act in VERDICTS for c in d.claims}, rulings)
        # What was, and is, called one text with them is traced by another way too.
        before = Rulings.of(d for d in rulings.decisions if d.id not in new)
        named = {r for d in changed for r in d.reports}
        ledger.lift(base, named.union(*(one.one_text(r) for one in (before, rulings) for r in named)))
        claims = {c for d in changed if _tells(d) for c in (*d.claims, *d.others)}
        roots = rulings.roots_near({r for d in changed for r in d.roots})
        ledger.age(base, ledger.holding(base, claims) | ledger.resting_on(base, roots) | _graded(base, changed))
    return rulings


def _graded(base: str, changed: Iterable[Decision]) -> set[str]:
    """The incidents whose records tell of the gradings of sources: those published since a grade holds."""
    since: dict[str, str] = {}
    for decision in changed:
        if decision.source is not None:
            begins = decision.valid_from or ""
            since[decision.source] = min(begins, since.get(decision.source, begins))
    return {i for source, day in since.items() for i in ledger.resting_on(base, [source], day)}


def _tells(decision: Decision) -> bool:
    """Whether the record of an incident or a finding tells of it, apart from the values of its claims."""
    return decision.act not in VERDICTS and (decision.act is not Act.NOTE or decision.finding is not None)


def _review(desk: Desk, claims: Iterable[str], rulings: Rulings) -> None:
    """Lay verdicts over claims. Reports of which one now says otherwise, or stands otherwise, are to be placed anew."""
    base = desk.base
    read = verdicts.as_read(base, claims)
    before = verdicts.as_they_are(base, read)
    retractions = [d for d in rulings.decisions if d.retracts]
    judged = Rulings.of([*desk.verdicts_on(read), *retractions])
    moved = set()
    for claim, machine in read.items():
        now, was = judged.lay(machine), before[claim]
        if now == was:
            continue
        if replace(now, verdict=was.verdict) == was:
            verdicts.put_verdict(base, now)
        else:
            verdicts.put(base, now, machine)
            moved.add(now.report)
        if stands(now) is not stands(was):
            moved.add(now.report)
    ledger.lift(base, moved)


def _laid_over(desk: Desk, report: str, rulings: Rulings) -> ledger.Told:
    """What a report tells, as people have left it: one that is read anew has lost what they made of its claims."""
    told = ledger.told_in(desk.base, report)
    decided = {d.claims[0] for d in desk.verdicts_on(c.id for c in told.claims)}
    if decided:
        _review(desk, decided, rulings)
        told = ledger.told_in(desk.base, report)
    return _standing(told)


def _standing(told: ledger.Told) -> ledger.Told:
    """Without the claims that people have rejected: they stand in no incident."""
    return replace(told, claims=tuple(c for c in told.claims if stands(c)))


def rule(desk: Desk, knowledge: Knowledge, rulings: Rulings) -> None:
    """Lay what people have decided over what the rules say: which claims stand in which incident."""
    base = desk.base
    with desk.transaction():
        together = (d for d in rulings.in_force if d.act in (Act.MERGE, Act.SPLIT))
        placed = ledger.decided(base, {c for d in together for c in (*d.claims, *d.others)})
        homes = _ruled(base, placed, knowledge, rulings)
        ledger.rule(base, homes)
        ledger.set_ruled(base, decisions.number(base))


def _ruled(
    base: str, placed: Sequence[ledger.Placed], knowledge: Knowledge, rulings: Rulings
) -> dict[int, tuple[str, str, bool]]:
    """For claims (by their rows) that are to move: incident, its block, and whether that is another than the rules'."""
    rows = ledger.blocks(base, {p.block for p in placed})
    barren = {i for i, b in rows.items() if b.barren}
    blocks = {i: gathering.twin(_block(b)) if i in barren else _block(b) for i, b in rows.items()}
    reports, statements = ledger.reports_of(base, [p.claim for p in placed])
    by_report, said = {r.id: r for r in reports}, fusion.ends_of_saying(statements)
    groups: dict[str, Group] = {}
    of_item: dict[int, ledger.Placed] = {}
    for one in placed:
        group = groups.setdefault(one.label, Group(one.label, blocks[one.block]))
        day = fusion.known_by(one.claim, said, by_report.get(one.claim.report))
        item = item_of(one.claim, day, knowledge, group.block)
        group.items.append(item)
        of_item[id(item)] = one
        if one.founds and one.kind in (cells.Bucket.DAY, cells.Bucket.SPAN):
            first = parse_day(one.start)
            group.begun = min(group.begun or first, first) if first else group.begun
    homes: dict[int, tuple[str, str, bool]] = {}
    for group in rule_groups(list(groups.values()), rulings):
        for item in group.items:
            one = of_item[id(item)]
            if one.incident != group.name:
                homes[one.row] = (group.name, _block_id(group.block), group.name != one.label)
    return homes


def document(desk: Desk, engine: Engine, rulings: Rulings | None = None) -> int:
    """Make the records of the incidents that have changed, with their findings; how many that were."""
    rulings = rulings or Rulings.of(())
    grader, people = grades.Grader(engine.knowledge, rulings), desk.people
    done = 0
    while stale := ledger.stale_incidents(desk.base):
        for incident, block in stale:
            with desk.transaction():
                _document(desk, engine, incident, block, rulings, grader, people)
            done += 1
    return done


def _traces(told: ledger.Told, family: copying.Family, knowledge: Knowledge) -> dict[str, origin_trace.Trace]:
    known = family.reports | {told.report.id: told.report}
    return origins.trace_all(told.claims, known, knowledge, family.copies, told.statements)


def _retrace(base: str, report: str, family: copying.Family, knowledge: Knowledge) -> None:
    """Trace reports of a new report's family again whose words are now another's."""
    originals, before = family.originals(), kept_copies.originals(base, family.reports)
    kept_copies.set_original(base, report, originals[report])
    for other in sorted(before.keys() - {report}):
        if originals[other] != before[other]:
            traces = _traces(_standing(ledger.told_in(base, other)), family, knowledge)
            ledger.age(base, kept_copies.retrace(base, other, {c: to_json(t) for c, t in traces.items()}))
            kept_copies.set_original(base, other, originals[other])


def _put(
    desk: Desk, report: str, placed: Sequence[placing.Placement], traces: Mapping[str, origin_trace.Trace]
) -> None:
    blocks = {_block_id(p.cell.block): p.cell.block for p in placed}
    rows = {p.cell.key: p.cell for p in placed}
    ledger.put(
        desk.base,
        report,
        [
            ledger.Block(key, _block_id(gathering.twin(block)), _block_record(block))
            for key, block in sorted(blocks.items())
        ],
        [_row(cell) for _, cell in sorted(rows.items())],
        [
            ledger.Member(p.cell.key, p.item.claim.id, p.founds, p.sweeping, to_json(traces[p.item.claim.id]))
            for p in placed
        ],
    )


def _turn(base: str, loose: Iterable[str]) -> dict[str, bool]:
    """The blocks that have begun or ceased to hold nothing but denials of what their twin tells."""
    rows = ledger.blocks(base, loose)
    twins = {i: b.twin for i, b in rows.items()}
    rows |= ledger.blocks(base, twins.values())
    twins |= {t: i for i, t in twins.items()}
    weights = {i: b.weight for i, b in rows.items()}
    now = {i: not n and weights.get(twins[i], 0) > 0 for i, n in weights.items()}
    return {i: barren for i, barren in now.items() if barren is not rows[i].barren}


class _Region:
    """The cells whose incident may have changed, block by block, with those that they depend on."""

    def __init__(self, base: str, loose: Sequence[ledger.Cell]) -> None:
        self._base = base
        self._loose = loose
        rows = ledger.blocks(base, {c.block for c in loose})
        rows |= ledger.blocks(base, {b.twin for b in rows.values()})
        self._twins = {i: b.twin for i, b in rows.items()} | {b.twin: i for i, b in rows.items()}
        self._blocks = {i: _block(b) for i, b in rows.items()}
        self._barren = {i for i, b in rows.items() if b.barren}

    def homes(self) -> dict[str, tuple[str, str]]:
        """For the cells that are loose or move: their incident and its block."""
        groups: dict[str, list[ledger.Cell]] = defaultdict(list)
        for row in self._loose:
            groups[self._twin(row.block) if row.block in self._barren else row.block].append(row)
        return {key: (label, home) for home, rows in groups.items() for key, label in self._settle(home, rows).items()}

    def _twin(self, block: str) -> str:
        return self._twins[block]

    def _settle(self, home: str, rows: Sequence[ledger.Cell]) -> dict[str, str]:
        near = {row.key: row for row in rows}
        changing = set(near)
        for start, end in _windows(w for row in rows if (w := cells.reach(self._cell(row))) is not None):
            touched = self._cells_of(home, start, end)
            changing |= {row.key for row in touched}
            around = cells.needed(start, end, [self._cell(row) for row in touched])
            near |= {row.key: row for row in self._cells_of(home, *around)}
        held = [cells.Held(self._cell(row), row.weight) for row in near.values()]
        labels = gathering.gather(held, {self._blocks[b] for b in self._barren})
        return {key: labels[key] for key in changing if near[key].loose or near[key].label != labels[key]}

    def _cells_of(self, home: str, start: str, end: str) -> list[ledger.Cell]:
        twin = self._twin(home)
        blocks = [home, twin] if twin in self._barren else [home]
        return [row for block in blocks for row in ledger.cells_of(self._base, block, start, end)]

    def _cell(self, row: ledger.Cell) -> cells.Cell:
        return cells.Cell(self._blocks[row.block], cells.Bucket(row.kind), row.name, row.start, row.end)


def _windows(windows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Stretches of days, those that overlap put together."""
    merged: list[tuple[str, str]] = []
    for start, end in sorted(windows):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _document(
    desk: Desk, engine: Engine, incident: str, block_id: str, rulings: Rulings, grader: grades.Grader, people: int
) -> None:
    base, knowledge = desk.base, engine.knowledge
    block = _block(ledger.blocks(base, [block_id])[block_id])
    told, swept = ledger.claims_in(base, incident), _sweeping(base, block_id, block)
    reports, statements = ledger.reports_of(base, [claim for claim, _ in (*told, *swept)])
    by_report, said = {r.id: r for r in reports}, fusion.ends_of_saying(statements)

    def as_item(claim: Claim, of: Block = block) -> Item:
        return item_of(claim, fusion.known_by(claim, said, by_report.get(claim.report)), knowledge, of)

    group = Group(incident, block, [as_item(c) for c, _ in told], parse_day(ledger.founded(base, incident)))
    denials = [as_item(c) for c, _ in swept]
    if group.claims <= {d.claim.id for d in denials} and fusion.only_sweeps(
        group,
        [Group(o, block, [], parse_day(ledger.founded(base, o))) for o in ledger.others_in(base, block_id, incident)],
    ):
        desk.save_incident(incident, None, (), ())
        return
    group.items += [
        d
        for d in denials
        if fusion.sweeps(d.published, group.begun) and not rulings.set_apart(d.claim.id) & group.claims
    ]
    claims = {i.claim.id: i.claim for i in group.items}
    traces = rule_traces({c.id: from_json(origin_trace.Trace, t) for c, t in (*told, *swept)}, rulings)
    turned = _turned(base, incident, block, assembly.once(group.items), as_item)
    record = grader.grade(assembly.assemble(group, turned, by_report, knowledge, traces), claims, by_report)
    matching = match([record], claims.values(), engine.regimes, reports, knowledge.goods)
    findings = [_laid(f, record, rulings, people) for f in matching.findings]
    days = {o.root: grades.day_of(o, claims, by_report) or "" for o in record.origins}
    desk.save_incident(incident, record, findings, matching.not_engaged, days)
    overview.put_waiting(base, [(f, contradicted(record) or _noted(f, record, rulings)) for f in findings])
    captold.keep(desk, engine, record, claims, by_report)


def _laid(finding: Finding, incident: Incident, rulings: Rulings, people: int) -> Finding:
    made = rulings.on_finding(finding.measure, incident.claims)
    if not made:
        return finding
    numbers = [d.finding.number for d in made if d.finding is not None]
    return lay(finding, incident, [d for d in made if rulings.holds(d.id)], numbers, people)


def _noted(finding: Finding, incident: Incident, rulings: Rulings) -> bool:
    """Whether somebody has noted contrary evidence, or where it was sought."""
    made = rulings.on_finding(finding.measure, incident.claims) if finding.number else ()
    return any(d.act is Act.CONTRARY and rulings.holds(d.id) for d in made)


def _sweeping(base: str, block_id: str, block: Block) -> list[tuple[Claim, Mapping[str, Any]]]:
    """The denials of all that the block tells, with those of its twin if the twin holds nothing but denials."""
    found = ledger.sweeping_in(base, block_id)
    other = _block_id(gathering.twin(block))
    twin = ledger.blocks(base, [other]).get(other)
    if twin is not None and twin.swept and twin.barren:
        found += ledger.sweeping_in(base, other)
    return found


def _turned(
    base: str, incident: str, block: Block, members: Sequence[Item], as_item: Callable[[Claim, Block], Item]
) -> Sequence[Conflict]:
    """Conflicts with incidents that tell the same amounts the other way round; those are made anew if need be."""
    amounts = {ledger.amount_key(m.claim.quantity) for m in members if m.support and m.claim.quantity is not None}
    other = replace(block, agent=block.counterpart, counterpart=block.agent)
    if not amounts or not block.agent or not block.counterpart or other == block:
        ledger.age_opposed(base, incident, {})
        return ()
    held: dict[str, list[Item]] = defaultdict(list)
    for where, claim in ledger.claims_with(base, _block_id(other), amounts):
        held[where].append(as_item(claim, other))
    found = conflicts.find_reversed({incident: members} | held)
    told = {name: {c for one in found[name] for c in one.claims} for name in found if name != incident}
    ledger.age_opposed(base, incident, told)
    return found.get(incident, ())


def _block_id(block: Block) -> str:
    return make_id("b", block.type, block.phase, "+".join(block.agent), "+".join(block.counterpart), block.family)


def _block_record(block: Block) -> dict[str, object]:
    return {"type": block.type.value, "phase": block.phase.value, "agent": list(block.agent),
            "counterpart": list(block.counterpart), "family": block.family.value}  # fmt: skip


def _block(row: ledger.Block) -> Block:
    return block_from(row.record)


def block_from(told: Mapping[str, Any]) -> Block:
    """A block as the desk keeps it."""
    return Block(ClaimType(told["type"]), Phase(told["phase"]), tuple(told["agent"]), tuple(told["counterpart"]),
                 Family(told["family"]))  # fmt: skip


def _row(cell: cells.Cell) -> ledger.Cell:
    return ledger.Cell(cell.key, _block_id(cell.block), cell.kind.value, cell.name, cell.start, cell.end, cell.incident)
