"""Which claims stand in which cell, and which cells are one incident: the tables under incidents.

The desk only keeps this; what belongs together is decided by the steps (:mod:`probata.incidents`). Three marks say
what is left to do, so that work that was cut off is found again: a report not ``placed``, a cell ``loose``, an
incident ``stale``. No call reads or writes more than the claims, cells and incidents that it is given or asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Min, Q, QuerySet

from probata.desk import decisions, sources
from probata.desk.chunks import chunks
from probata.desk.columns import clipped
from probata.desk.models import (
    BlockRow,
    CellRow,
    ClaimKey,
    ClaimRow,
    DeskInfo,
    IncidentOrigin,
    IncidentRow,
    MemberRow,
    ReportRow,
    StatementRow,
)
from probata.desk.queries import light_report_of, report_of
from probata.records import Claim, Quantity, Report, Statement, from_json


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the desk keeps it; ``block`` is the block's id, ``start`` and ``end`` are ISO days or empty."""

    key: str
    block: str
    kind: str
    name: str
    start: str
    end: str
    own: str
    weight: int = 0
    label: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A block: what it is made of (as JSON), how many claims found its cells, whether somebody denies all of it, and
    whether it holds nothing but denials of what the same parties are told to have done in the other phase."""

    id: str
    twin: str
    record: Mapping[str, Any]
    weight: int = 0
    swept: bool = False
    barren: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A claim of a report in a cell; ``trace`` is where it comes from, as JSON."""

    cell: str
    claim: str
    founds: bool
    sweeping: bool
    trace: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One report with its statements and claims."""

    report: Report
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]


def lift(base: str, reports: Iterable[str]) -> None:
    """Take the claims of reports out of their cells, before they go or are read anew."""
    wanted = list(reports)
    gone = list(
        MemberRow.objects.using(base)
        .filter(report_id__in=wanted)
        .values_list("cell_id", "cell__block_id", "incident_id", "founds", "sweeping")
    )
    ReportRow.objects.using(base).filter(id__in=wanted, placed=True).update(placed=False)
    if not gone:
        return
    age(base, _opposed(base, {g[2] for g in gone}))
    MemberRow.objects.using(base).filter(report_id__in=wanted).delete()
    _weigh(base, Counter(cell for cell, _, _, founds, _ in gone if founds), -1)
    _weigh_blocks(base, Counter(block for _, block, _, founds, _ in gone if founds), -1)
    CellRow.objects.using(base).filter(key__in={g[0] for g in gone}).update(loose=True)
    age(base, {g[2] for g in gone})
    for block in sorted({block for _, block, _, _, sweeping in gone if sweeping}):
        swept = MemberRow.objects.using(base).filter(sweeping=True, cell__block_id=block).exists()
        BlockRow.objects.using(base).filter(id=block).update(swept=swept)
        _age_swept(base, {block})


def unplaced(base: str) -> list[str]:
    """Reports whose claims stand in no cell yet."""
    return list(ReportRow.objects.using(base).filter(placed=False).order_by("id").values_list("id", flat=True))


def told_in(base: str, report: str) -> Told:
    """A report with its statements and claims."""
    return Told(
        report_of(ReportRow.objects.using(base).get(id=report)),
        tuple(from_json(Statement, r) for r in _records(StatementRow.objects.using(base).filter(report_id=report))),
        tuple(from_json(Claim, r) for r in _records(ClaimRow.objects.using(base).filter(report_id=report))),
    )


def put(base: str, report: str, blocks: Iterable[Block], cells: Iterable[Cell], members: Sequence[Member]) -> None:
    """Place the claims of one report; cells and blocks that are new are made, those it touches become loose."""
    of_block = {c.key: c.block for c in cells}
    BlockRow.objects.using(base).bulk_create(
        [BlockRow(id=b.id, twin=b.twin, record=dict(b.record)) for b in blocks], ignore_conflicts=True
    )
    known = set(CellRow.objects.using(base).filter(key__in=of_block).values_list("key", flat=True))
    new = [c for c in cells if c.key not in known]
    CellRow.objects.using(base).bulk_create(
        CellRow(key=c.key, block_id=c.block, kind=c.kind, name=c.name, start=c.start, end=c.end, own=c.own) for c in new
    )
    # A cell that is new has no incident yet; its members are given one when it is settled.
    homes = dict(CellRow.objects.using(base).filter(key__in=known).values_list("key", "label"))
    first = {c.key: c.own for c in new} | {key: home or _own(cells, key) for key, home in homes.items()}
    _found(base, {(first[c.key], c.block) for c in cells})
    MemberRow.objects.using(base).bulk_create(
        MemberRow(cell_id=m.cell, claim_id=m.claim, report_id=report, incident_id=first[m.cell], founds=m.founds,
                  sweeping=m.sweeping, trace=m.trace)
        for m in members
    )  # fmt: skip
    _weigh(base, Counter(m.cell for m in members if m.founds), 1)
    _weigh_blocks(base, Counter(of_block[m.cell] for m in members if m.founds), 1)
    CellRow.objects.using(base).filter(key__in=known, loose=False).update(loose=True)
    age(base, set(first.values()))
    swept = {of_block[m.cell] for m in members if m.sweeping}
    if swept:
        BlockRow.objects.using(base).filter(id__in=swept).update(swept=True)
        _age_swept(base, swept)
    ReportRow.objects.using(base).filter(id=report).update(placed=True)


def _own(cells: Iterable[Cell], key: str) -> str:
    return next(c.own for c in cells if c.key == key)


def loose(base: str) -> list[Cell]:
    """Cells round which claims have come or gone."""
    return [_cell(row) for row in CellRow.objects.using(base).filter(loose=True).order_by("key")]


def blocks(base: str, ids: Iterable[str]) -> dict[str, Block]:
    """Blocks by their ids; those that aren't known are left out."""
    rows = BlockRow.objects.using(base).filter(id__in=set(ids))
    return {r.id: Block(r.id, r.twin, r.record, r.weight, r.swept, r.barren) for r in rows}


def cells_of(base: str, block: str, start: str, end: str) -> list[Cell]:
    """The cells of a block with days between two, both inclusive; longer ones that overlap them too."""
    rows = CellRow.objects.using(base).filter(block_id=block).order_by("kind", "start", "key")
    days = rows.filter(kind="day", start__gte=start, start__lte=end)
    longer = rows.filter(kind__in=("span", "undated"), start__lte=end, end__gte=start)
    return [_cell(row) for row in (*days, *longer)]


def move(base: str, homes: Mapping[str, tuple[str, str]]) -> None:
    """Put cells into incidents: for each cell its incident and that incident's block.

    Cells that no claim is left in go, as do incidents that are left without claims.
    """
    empty = [
        row
        for part in chunks(homes)
        for row in CellRow.objects.using(base).filter(key__in=part, members__isnull=True).values_list("key", "label")
    ]
    gone = {key for key, _ in empty}
    CellRow.objects.using(base).filter(key__in=gone).delete()
    _found(base, {home for key, home in homes.items() if key not in gone})
    left = {incident for _, incident in empty}
    by_incident: dict[str, list[str]] = {}
    for key, (incident, _) in homes.items():
        if key not in gone:
            by_incident.setdefault(incident, []).append(key)
    for incident, keys in by_incident.items():
        for part in chunks(keys):
            # Claims placed since may stand in the cell under its own name, so they are asked, not the cell.
            # Below and above, not "other than": so SQLite skips the thousands that stand where they should.
            for elsewhere in (Q(incident_id__lt=incident), Q(incident_id__gt=incident)):
                members = MemberRow.objects.using(base).filter(elsewhere, cell_id__in=part)
                moving = set(members.values_list("incident_id", flat=True))
                if moving:
                    members.update(incident_id=incident, ruled=False)
                left |= moving
            CellRow.objects.using(base).filter(key__in=part).update(label=incident, loose=False)
    age(base, left | set(by_incident) | _bare(base, {block for _, block in homes.values()}))
    _clear(base, left)


def _age_swept(base: str, blocks: set[str]) -> None:
    """Age all that a denial of everything may speak against: where nothing is told in its phase, that of the other."""
    IncidentRow.objects.using(base).filter(Q(block_id__in=blocks) | Q(block__twin__in=blocks)).update(stale=True)


def _bare(base: str, blocks: Iterable[str]) -> set[str]:
    """Incidents of swept blocks that hold denials alone: whether they are told with others depends on the others."""
    own = list(blocks)
    # Step by step and by the cells, which are few: where SQLite may join, it reads all members of the incidents.
    moved = MemberRow.objects.using(base).filter(ruled=True).values_list("cell_id", flat=True)
    bare = set(CellRow.objects.using(base).filter(block_id__in=own, weight=0).values_list("key", flat=True))
    bare.update(CellRow.objects.using(base).filter(block__twin__in=own, weight=0).values_list("key", flat=True))
    for part in chunks(moved):
        bare.update(CellRow.objects.using(base).filter(key__in=part, weight=0).values_list("key", flat=True))
    held: set[str] = set()
    for part in chunks(bare):
        rows = MemberRow.objects.using(base).filter(sweeping=True, cell_id__in=part)
        held.update(rows.values_list("incident_id", flat=True))
    found: set[str] = set()
    for part in chunks(held):
        incidents = IncidentRow.objects.using(base).filter(id__in=part, block_id__in=own)
        found.update(incidents.values_list("id", flat=True))
    return found


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim in a cell, of the block of the incident that the rules put it into, and where it stands now."""

    row: int
    claim: Claim
    block: str
    label: str
    incident: str
    founds: bool
    kind: str
    start: str


def decided(base: str, claims: Iterable[str]) -> list[Placed]:
    """All claims of every incident of the rules that holds one of these claims, and all that stand elsewhere."""
    labels: set[str] = set()
    for part in chunks(claims):
        labels.update(MemberRow.objects.using(base).filter(claim_id__in=part).values_list("cell__label", flat=True))
    # The few by themselves first: together with claims and cells, SQLite reads the members of all cells.
    moved = MemberRow.objects.using(base).filter(ruled=True).values_list("id", flat=True)
    which = [*(Q(id__in=part) for part in chunks(moved)), *(Q(cell__label__in=part) for part in chunks(labels))]
    found: dict[int, Placed] = {}
    for condition in which:
        for row in MemberRow.objects.using(base).filter(condition).select_related("claim", "cell").order_by("id"):
            cell = row.cell
            found[row.id] = Placed(row.id, from_json(Claim, row.claim.record), cell.block_id, cell.label,
                                   row.incident_id, row.founds, cell.kind, cell.start)  # fmt: skip
    return list(found.values())


def rule(base: str, homes: Mapping[int, tuple[str, str, bool]]) -> None:
    """Put claims (by their rows) where a decision wants them: the incident, its block, and whether the rules differ."""
    _found(base, {(incident, block) for incident, block, _ in homes.values()})
    by_home: dict[tuple[str, bool], list[int]] = {}
    for row, (incident, _, ruled) in homes.items():
        by_home.setdefault((incident, ruled), []).append(row)
    left: set[str] = set()
    for (incident, ruled), rows in by_home.items():
        for part in chunks(rows):
            members = MemberRow.objects.using(base).filter(id__in=part)
            left.update(members.values_list("incident_id", flat=True))
            members.update(incident_id=incident, ruled=ruled)
    age(base, left | {incident for incident, _, _ in homes.values()})
    _clear(base, left)


def holding(base: str, claims: Iterable[str]) -> set[str]:
    """The incidents that hold one of the claims."""
    found: set[str] = set()
    for part in chunks(claims):
        found.update(MemberRow.objects.using(base).filter(claim_id__in=part).values_list("incident_id", flat=True))
    return found


def resting_on(base: str, roots: Iterable[str], since: str | None = None) -> set[str]:
    """The incidents with claims that go back to one of the roots; with ``since`` (an ISO day) those alone to whose
    claims it was published from then on, or nobody knows when."""
    found: set[str] = set()
    days = Q() if since is None else Q(day__gte=since) | Q(day="")
    for part in chunks(set(map(clipped, roots))):
        rows = IncidentOrigin.objects.using(base).filter(days, root__in=part)
        found.update(rows.values_list("incident_id", flat=True))
    return found


def ruled(base: str) -> int:
    """How many decisions, in their order, the incidents take into account."""
    return DeskInfo.objects.using(base).get(pk=1).ruled


def set_ruled(base: str, number: int) -> None:
    """Note that the incidents take so many decisions into account."""
    DeskInfo.objects.using(base).filter(pk=1).exclude(ruled=number).update(ruled=number)


def _clear(base: str, incidents: set[str]) -> None:
    """Remove incidents that no claim is left in."""
    if incidents:
        kept = MemberRow.objects.using(base).filter(incident_id__in=incidents).values("incident_id")
        gone = set(
            IncidentRow.objects.using(base).filter(id__in=incidents).exclude(id__in=kept).values_list("id", flat=True)
        )
        sources.mark(base, sources.roots_of(base, gone))
        IncidentRow.objects.using(base).filter(id__in=gone).delete()


def turn(base: str, block: str, barren: bool) -> None:
    """Note that a block now holds, or no longer holds, nothing but denials; its cells are to be looked at again."""
    BlockRow.objects.using(base).filter(id=block).update(barren=barren)
    CellRow.objects.using(base).filter(block_id=block).update(loose=True)
    IncidentRow.objects.using(base).filter(block_id=block).update(stale=True)


def stale_incidents(base: str) -> list[tuple[str, str]]:
    """Incidents whose claims have changed since their record was made, each with its block."""
    rows = IncidentRow.objects.using(base).filter(stale=True).order_by("id")
    return list(rows.values_list("id", "block_id"))


def claims_in(base: str, incident: str) -> list[tuple[Claim, Mapping[str, Any]]]:
    """The claims that stand in an incident, each with where it comes from."""
    return _members(base, Q(incident_id=incident))


def sweeping_in(base: str, block: str) -> list[tuple[Claim, Mapping[str, Any]]]:
    """The denials of all that a block tells, each with where it comes from."""
    return _members(base, Q(sweeping=True, cell__block_id=block))


def claims_with(base: str, block: str, amounts: Iterable[str]) -> list[tuple[str, Claim]]:
    """The claims of a block that give one of the amounts (as keys), each with its incident."""
    keys = ClaimKey.objects.using(base).filter(kind="amount", key__in=list(amounts)).values("claim_id")
    rows = MemberRow.objects.using(base).filter(claim_id__in=keys, cell__block_id=block, founds=True)
    found = rows.select_related("claim").order_by("claim_id")
    return [(row.incident_id, from_json(Claim, row.claim.record)) for row in found]


def founded(base: str, incident: str) -> str:
    """The first day of the dated cells of an incident that claims found; empty if there is none."""
    rows = MemberRow.objects.using(base).filter(incident_id=incident, founds=True, cell__kind__in=("day", "span"))
    return rows.aggregate(first=Min("cell__start"))["first"] or ""


def others_in(base: str, block: str, incident: str) -> list[str]:
    """The other incidents of a block."""
    rows = IncidentRow.objects.using(base).filter(block_id=block, members__isnull=False).exclude(id=incident)
    return list(rows.order_by("id").values_list("id", flat=True).distinct())


def reports_of(base: str, claims: Iterable[Claim]) -> tuple[list[Report], list[Statement]]:
    """The reports of claims without their texts, and the statements that the claims were made in."""
    kept = list(claims)
    reports = light_reports(base, {c.report for c in kept})
    statements = [
        from_json(Statement, row.record)
        for part in chunks({c.statement for c in kept if c.statement})
        for row in StatementRow.objects.using(base).filter(id__in=part).order_by("id")
    ]
    return reports, statements


def age_opposed(base: str, incident: str, found: Mapping[str, Iterable[str]]) -> None:
    """Have records made anew that tell otherwise than ``incident`` now does that their direction is contradicted.

    ``found`` are the incidents that contradict it, each with the claims that it ought to name.
    """
    rows = IncidentRow.objects.using(base).filter(id__in=list(found), stale=False)
    untold = {r.id for r in rows if not set(found[r.id]) <= _turned_claims(r.record)}
    age(base, untold | (_opposed(base, [incident]) - set(found) - {incident}))


def _opposed(base: str, incidents: Iterable[str]) -> set[str]:
    """The incidents that the records of these say are told the other way round."""
    rows = IncidentRow.objects.using(base).filter(id__in=list(incidents), record__isnull=False)
    claims = set().union(*(_turned_claims(r.record) for r in rows))
    return holding(base, claims) if claims else set()


def _turned_claims(record: Mapping[str, Any] | None) -> set[str]:
    conflicts = (record or {}).get("conflicts", ())
    return {claim for c in conflicts if c["about"] == "direction" for claim in c["claims"]}


def amount_key(quantity: Quantity) -> str:
    """What equal amounts have in common, to find them by."""
    return f"{quantity.unit or ''}|{quantity.low}|{quantity.high}"


def light_reports(base: str, ids: Iterable[str]) -> list[Report]:
    """Reports without their texts; those that the desk doesn't have are left out."""
    return [
        light_report_of(row)
        for part in chunks(ids)
        for row in ReportRow.objects.using(base).filter(id__in=part).order_by("id").defer("text")
    ]


def now_at(base: str, own: str) -> str | None:
    """The incident in which the cell stands that once was, or would be, the incident ``own`` by itself."""
    rows = MemberRow.objects.using(base).filter(cell__own=own).order_by("id").values_list("incident_id", flat=True)
    found = rows.first()
    return found if found != own else None


def unfinished(base: str) -> bool:
    """Whether anything is marked as left to do."""
    return (
        ReportRow.objects.using(base).filter(placed=False).exists()
        or CellRow.objects.using(base).filter(loose=True).exists()
        or IncidentRow.objects.using(base).filter(stale=True).exists()
        or decisions.number(base) > ruled(base)
    )


def forget(base: str) -> None:
    """Take every claim out of every cell, to have all placed anew: for other rules or other decisions."""
    sources.mark_all(base)
    for table in (MemberRow, IncidentRow, CellRow, BlockRow):
        table._default_manager.using(base).all().delete()
    ReportRow.objects.using(base).filter(placed=True).update(placed=False)


def _members(base: str, which: Q) -> list[tuple[Claim, Mapping[str, Any]]]:
    rows = MemberRow.objects.using(base).filter(which).order_by("claim_id").values_list("claim__record", "trace")
    found = {record["id"]: (from_json(Claim, record), trace) for record, trace in rows}
    return list(found.values())


def _records(rows: QuerySet[Any]) -> Iterable[Any]:
    return rows.order_by("place").values_list("record", flat=True)


def _cell(row: CellRow) -> Cell:
    return Cell(
        row.key, row.block_id, row.kind, row.name, row.start, row.end, row.own, row.weight, row.label, row.loose
    )


def _found(base: str, incidents: Iterable[tuple[str, str]]) -> None:
    """Make rows for incidents that there aren't yet."""
    types = dict(BlockRow.objects.using(base).filter(id__in={b for _, b in incidents}).values_list("id", "record"))
    IncidentRow.objects.using(base).bulk_create(
        [IncidentRow(id=i, block_id=b, type=types[b]["type"]) for i, b in sorted(incidents)], ignore_conflicts=True
    )


def age(base: str, incidents: Iterable[str]) -> None:
    """Have the records of incidents made anew."""
    for part in chunks(set(incidents)):
        IncidentRow.objects.using(base).filter(id__in=part, stale=False).update(stale=True)


def _weigh(base: str, counts: Mapping[str, int], sign: int) -> None:
    for number, keys in _by_number(counts):
        CellRow.objects.using(base).filter(key__in=keys).update(weight=F("weight") + sign * number)


def _weigh_blocks(base: str, counts: Mapping[str, int], sign: int) -> None:
    for number, ids in _by_number(counts):
        BlockRow.objects.using(base).filter(id__in=ids).update(weight=F("weight") + sign * number)


def _by_number(counts: Mapping[str, int]) -> Iterable[tuple[int, list[str]]]:
    numbers: dict[int, list[str]] = {}
    for key, number in counts.items():
        numbers.setdefault(number, []).append(key)
    return numbers.items()
