"""How many people it takes to confirm a finding: a setting of the desk, each change of which is in the custody log.

The log's last entry is what holds. A change that a killed process didn't write into the database any more is completed
from it, and a setting that was changed behind its back is found.
"""

from __future__ import annotations

from collections.abc import Iterator

from probata.desk import Desk, Head
from probata.errors import EvidenceError, UsageError
from probata.records import CustodyEntry

TWO_PERSONS = "two-persons"
"""The act in the custody log; its subject is the desk."""

_STATES = {"on": True, "off": False}


def change(desk: Desk, on: bool, author: str, reason: str) -> CustodyEntry:
    """Let it take two people, or one. The caller holds the desk for writing. :class:`UsageError` where it does."""
    from probata.capture import Custody

    state = "on" if on else "off"
    if desk.two_persons is on:
        raise UsageError(f"two-persons is {state} already; nothing is left to do")
    entry = Custody(desk.evidence).record(TWO_PERSONS, "desk", {"state": state, "reason": reason}, author)
    apply(desk, entry)
    return entry


def apply(desk: Desk, entry: CustodyEntry) -> None:
    """Enter a change that the log tells of; :class:`EvidenceError` for an entry that tells of none."""
    on = _STATES.get(entry.detail.get("state", ""))
    if on is None:
        raise EvidenceError(f"entry {entry.seq} of the custody log is no setting; run `probata verify`")
    with desk.transaction(Head(entry.seq, entry.hash)):
        desk.set_two_persons(on)


def check(desk: Desk, last: CustodyEntry | None) -> Iterator[tuple[str, str, bool]]:
    """What is wrong with the setting: where, what, and whether it is only an interruption's trace. ``last`` is the
    log's last entry on it."""
    told = _STATES.get(last.detail.get("state", "")) if last is not None else False
    if last is not None and told is not desk.two_persons and last.seq > desk.head.seq:
        yield "two-persons", "its change was interrupted; will be completed at the next run", True
    elif told is not desk.two_persons:
        says = f"entry {last.seq} says otherwise" if last is not None else "no entry tells of it"
        now = "on" if desk.two_persons else "off"
        yield "two-persons", f"is {now} in the database, but {says} in the custody log", False
