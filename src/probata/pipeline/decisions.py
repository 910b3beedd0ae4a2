"""Decisions written into the custody log, then the database, and the database held against the log.

The entry of a decision holds all of it. So one whose row a killed process didn't write any more is completed from
its entry, and a row that was changed, removed or put in behind the log's back is found.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from probata.desk import Desk, Head
from probata.errors import EvidenceError
from probata.pipeline import policy
from probata.records import CustodyEntry, Decision, from_json, to_json

if TYPE_CHECKING:
    from probata.capture import Custody

DECIDE = "decide"
"""The act in the custody log; its subject is the decision."""


def digest(record: Any) -> str:
    """The SHA-256 of a decision's record as canonical JSON (keys sorted, no white space)."""
    return hashlib.sha256(_canonical(record).encode("utf-8")).hexdigest()


def enter(desk: Desk, decision: Decision) -> None:
    """Write a decision into the log, then into the database. The caller holds the desk for writing."""
    from probata.capture import Custody

    complete(desk)
    record = to_json(decision)
    detail = {
        "act": decision.act.value,
        "reason": decision.reason,
        "decision": _canonical(record),
        "sha256": digest(record),
    }
    entry = Custody(desk.evidence).record(DECIDE, decision.id, detail, decision.author)
    desk.add_decision(decision, Head(entry.seq, entry.hash))


def next_moment(desk: Desk, now: str) -> str:
    """The time of a decision made now: later than all before it, also where the clock was set back."""
    last = desk.last_moment
    if now > last:
        return now
    from probata.capture import stamp

    return stamp(datetime.fromisoformat(last) + timedelta(microseconds=1))


def complete(desk: Desk) -> None:
    """Enter decisions and settings that the log has and the database, cut off between the two, hasn't.

    Reads no more than the log's last line where the database is up to date. A damaged log stops no list:
    ``probata verify`` names it, and nothing is appended to it.
    """
    from probata.capture import Custody

    custody, known = Custody(desk.evidence), desk.head
    try:
        last = custody.head()
        if last is None or last[0] <= known.seq:
            return
        _complete(desk, custody, known)
    except EvidenceError:
        return


def _complete(desk: Desk, custody: Custody, known: Head) -> None:
    with desk.writing():
        there = {d.id for d in desk.decisions()}
        for entry in custody.entries():
            if entry.seq > known.seq and entry.act == DECIDE and entry.subject not in there:
                desk.add_decision(_told(entry), Head(entry.seq, entry.hash))
            elif entry.seq > known.seq and entry.act == policy.TWO_PERSONS:
                policy.apply(desk, entry)


def check(desk: Desk, custody: Custody) -> Iterator[tuple[str, str, bool]]:
    """What is wrong with the desk's decisions and its setting: where, what, and whether it is only an interruption's
    trace."""
    entries: dict[str, CustodyEntry] = {}
    setting: CustodyEntry | None = None
    whole = True
    try:
        for entry in custody.entries():
            if entry.act == DECIDE:
                entries[entry.subject] = entry
            elif entry.act == policy.TWO_PERSONS:
                setting = entry
    except EvidenceError:
        whole = False  # named by the check of the evidence
    if whole:
        yield from policy.check(desk, setting)
    seen = set()
    for row in desk.stored_decisions():
        where, told = f"decision {row.id}", entries.get(row.id)
        seen.add(row.id)
        if row.decision is None:
            yield where, "its record in the database is damaged", False
        elif told is None and whole:
            yield where, "no entry of the custody log says that it was made; it was put in", False
        if told is not None and (not _is_told(row.record, told) or row.entry != told.seq):
            yield where, f"was changed: it isn't what entry {told.seq} of the custody log says", False
    known = desk.head.seq
    for decision, entry in entries.items():
        if decision not in seen and entry.seq <= known:
            yield (
                f"decision {decision}",
                f"was removed: entry {entry.seq} of the custody log says that it was made",
                False,
            )
        elif decision not in seen:
            yield f"decision {decision}", "its writing was interrupted; will be completed at the next run", True


def _is_told(record: Any, entry: CustodyEntry) -> bool:
    """Whether a row holds what its entry says. One that was completed by a newer Probata has more fields, all empty."""
    if digest(record) == entry.detail.get("sha256"):
        return True
    try:
        return bool(record == to_json(_told(entry)))
    except EvidenceError:
        return False


def _told(entry: CustodyEntry) -> Decision:
    try:
        return from_json(Decision, json.loads(entry.detail["decision"]))
    except (KeyError, ValueError) as error:
        raise EvidenceError(
            f"entry {entry.seq} of the custody log holds no decision ({error}); run `probata verify`"
        ) from None


def _canonical(record: Any) -> str:
    return json.dumps(record, sort_keys=True, separators=(",", ":"))
