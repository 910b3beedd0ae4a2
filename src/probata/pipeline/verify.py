"""A desk held against its evidence: every blob, the custody chain, every text, passage and decision."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from typing import TYPE_CHECKING

from probata.desk import Desk
from probata.errors import EvidenceError, NotFound
from probata.pipeline.decisions import check as check_decisions
from probata.pipeline.lists import READ
from probata.pipeline.snapshots import check as check_lists
from probata.pipeline.snapshots import snapshots
from probata.records import (
    VERDICTS,
    Capture,
    Claim,
    ClaimField,
    Decision,
    Finding,
    Incident,
    Offsets,
    Report,
    Statement,
    Verdict,
)

if TYPE_CHECKING:
    from probata.capture import EvidenceStore


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that isn't as it should be: where, and what."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check found: ``problems`` break the evidence, ``notes`` are leftovers of an interruption.

    The numbers say how much was checked.
    """

    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    blobs: int
    captures: int
    entries: int
    reports: int
    passages: int
    decisions: int
    snapshots: int


def verify(desk: Desk, tell: Callable[[str, int], None] = lambda what, done: None) -> Verified:
    """Re-hash all evidence, walk the custody chain, and hold the database against both. Changes nothing.

    ``tell`` is told what is being looked at ("blobs", "entries", "reports", "passages"), and how many of them were.
    """
    from probata.capture import EvidenceStore, examine

    head = desk.head
    seen = examine(desk.evidence, (head.seq, head.hash) if head.seq else None, tell)
    store = EvidenceStore(desk.evidence)
    problems = [Problem(p.where, p.what) for p in seen.problems]
    problems += [Problem(desk.database, what) for what in desk.damage()]
    problems += _captures(desk, store)
    reports: dict[str, Report] = {}
    problems += _reports(desk, store, reports, tell)
    passages = 0
    judged: list[Claim] = []
    told: Iterable[tuple[str, str, Statement | Claim | None]] = chain(
        (("statement", i, s) for i, s in desk.stored(Statement)), (("claim", i, c) for i, c in desk.stored(Claim))
    )
    for kind, record_id, record in told:
        where = f"{kind} {record_id}"
        if record is None:
            problems.append(Problem(where, "its record in the database is damaged"))
            continue
        report = reports.get(record.report)
        if report is None:
            problems.append(Problem(where, f"its report {record.report} is missing or damaged"))
            continue
        if isinstance(record, Claim) and (record.entered or record.verdict is not Verdict.UNREVIEWED):
            judged.append(record)
        for name, (start, end), words in _quotes(record):
            passages += 1
            tell("passages", passages)
            if not _stands(report.text, start, end, words):
                problems.append(Problem(where, f"its {name} is not what its report has at {start} to {end}"))
    problems += _verdicts(desk, judged, reports)
    made: Iterable[tuple[str, str, object]] = chain(
        (("incident", i, r) for i, r in desk.stored(Incident)), (("finding", i, r) for i, r in desk.stored(Finding))
    )
    problems += [
        Problem(f"{kind} {record_id}", "its record in the database is damaged")
        for kind, record_id, derived in made
        if derived is None
    ]
    problems += [Problem(where, what) for where, what in check_lists(desk)]
    notes = [Problem(n.where, n.what) for n in seen.notes]
    for where, what, interrupted in check_decisions(desk, store.custody):
        (notes if interrupted else problems).append(Problem(where, what))
    return Verified(
        tuple(problems),
        tuple(notes),
        seen.blobs,
        seen.captures,
        seen.entries,
        len(reports),
        passages,
        desk.state.counts["decisions"],
        len(snapshots(desk)),
    )


def _verdicts(desk: Desk, judged: Sequence[Claim], reports: Mapping[str, Report]) -> Iterator[Problem]:
    """Claims that people have made something of, against their decisions; and what the machine had read, against the
    text."""
    made = desk.decisions()
    told = {c.id: c for c in judged}
    own: dict[str, list[Decision]] = defaultdict(list)
    for decision in made:
        if decision.act in VERDICTS:
            own[decision.claims[0]].append(decision)
    taken_back = [d for d in made if d.retracts]
    counted = {d.id for d in made[: desk.ruled]}
    for claim, machine in sorted(desk.as_read(told.keys() | own.keys()).items()):
        where, report = f"claim {claim}", reports.get(machine.report)
        now = told.get(claim, machine)
        on_it = sorted([*own[claim], *taken_back], key=lambda d: (d.at, d.id))
        if machine.entered or not (_decided(now, machine, on_it, counted) or (now == machine and desk.unfinished)):
            yield Problem(where, "its verdict or its values are not what the decisions on it say")
        for name, (start, end), words in _quotes(machine) if now.entered else ():
            if report is not None and not _stands(report.text, start, end, words):
                yield Problem(where, f"its {name} as read is not what its report has at {start} to {end}")


def _decided(now: Claim, machine: Claim, on_it: Sequence[Decision], counted: Collection[str]) -> bool:
    """Whether a claim is what the decisions on it say: all of them, or the first ones that hold at least those that
    the desk takes into account, as after an interruption."""
    from probata.incidents import Rulings

    first = sum(d.id in counted for d in on_it)
    return any(now == Rulings.of(on_it[:n]).lay(machine) for n in range(len(on_it), first - 1, -1))


def _captures(desk: Desk, store: EvidenceStore) -> Iterator[Problem]:
    """The database's captures against the store's. What the user declared may be newer in the store after a kill."""
    for capture_id, capture in desk.stored(Capture):
        where = f"capture {capture_id}"
        if capture is None:
            yield Problem(where, "its record in the database is damaged")
            continue
        try:
            kept = store.capture(capture_id)
        except NotFound:
            yield Problem(where, "is in the database, but not in the evidence")
        except EvidenceError:
            pass  # named by the check of the evidence
        else:
            as_kept = replace(capture, declared_url=kept.declared_url, declared_published=kept.declared_published)
            if as_kept != kept:
                yield Problem(where, "its record in the database is not the one in the evidence")


def _reports(
    desk: Desk, store: EvidenceStore, good: dict[str, Report], tell: Callable[[str, int], None]
) -> Iterator[Problem]:
    """Each text against its hash, the hash against the log's entry of its reading, each segment within the text."""
    read: dict[str, set[str]] = {}
    whole = True
    try:
        for entry in store.custody.entries():
            if entry.act == READ:
                read.setdefault(entry.subject, set()).add(entry.detail.get("text_sha256", ""))
    except EvidenceError:
        whole = False  # named by the check of the evidence
    for report_id, report in desk.stored(Report):
        where = f"report {report_id}"
        if report is None:
            yield Problem(where, "its record in the database is damaged")
            continue
        good[report_id] = report
        tell("reports", len(good))
        if hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest() != report.sha256:
            yield Problem(where, "its text was changed: it doesn't match its hash")
        elif whole and report.sha256 not in read.get(report_id, set()):
            yield Problem(where, "no entry of the custody log says that this text was read")
        spans = [("title", report.title.offsets, report.title.text)] if report.title else []
        spans += [("credit", (c.start, c.end), c.text) for c in report.credits]
        segments = [(f"{s.kind} segment", (s.start, s.end), None) for s in report.segments]
        for name, (start, end), words in [*spans, *segments]:
            if not _stands(report.text, start, end, words):
                yield Problem(where, f"its {name} is not what its text has at {start} to {end}")


def _quotes(record: Statement | Claim) -> Iterator[tuple[str, Offsets, str | None]]:
    """Every place in the report that a record names, with its words where it gives them."""
    source = record.source
    if source.start is not None and source.end is not None:
        yield "source", (source.start, source.end), source.text
    for via in record.via:
        if via.start is not None and via.end is not None:
            yield "via", (via.start, via.end), via.text
    time = record.said if isinstance(record, Statement) else record.time
    if time is not None and time.at is not None:
        yield "time", time.at, time.text
    if isinstance(record, Statement):
        if record.cue is not None:
            yield "cue", record.cue.offsets, record.cue.text
        for place in record.content:
            yield "content", place, None
        return
    yield "quote", (record.start, record.end), record.quote
    for quantity in (record.quantity, *record.also_quantity):
        if quantity is not None and not _entered(record, ClaimField.QUANTITY, quantity.start, quantity.end):
            yield "quantity", (quantity.start, quantity.end), quantity.text
    if record.place is not None and not _entered(record, ClaimField.PLACE, *record.place.offsets):
        yield "place", record.place.offsets, record.place.text
    for means in record.means:
        yield "means", means.offsets, means.text
        for name in ("imo", "mmsi", "registration"):
            for place in getattr(means.evidence, name):
                yield f"means' {name}", place, getattr(means, name)
    for leg in record.route:
        yield "route", leg.place.offsets, leg.place.text
        if leg.by is not None:
            yield "route", leg.by.offsets, leg.by.text
    for field in fields(record.evidence):
        for place in getattr(record.evidence, field.name):
            yield f"evidence of {field.name}", place, None


def _entered(claim: Claim, field: ClaimField, start: int, end: int) -> bool:
    """Whether a value that stands nowhere is one that a person entered."""
    return field in claim.entered_fields and start == end == claim.start


def _stands(text: str, start: int, end: int, words: str | None) -> bool:
    return 0 <= start <= end <= len(text) and (words is None or text[start:end] == words)
