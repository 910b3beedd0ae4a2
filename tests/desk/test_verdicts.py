"""What is left to review, in order and page by page; what was read beside claims; desks made before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from probata.desk import Desk, Filter
from probata.errors import UsageError
from probata.records import (
    Extraction,
    Finding,
    Incident,
    Quantity,
    Stance,
    Timex,
    TimexType,
    Verdict,
)
from probata.settings import Settings


def many(desk: Desk, alleged: Extraction, incident: Incident, finding: Finding) -> dict[str, tuple[str, ...]]:
    """Twelve claims of one report in four incidents, i2 and i3 with findings; the first stands in i1 and i3."""
    from probata.desk import ledger

    (claim,) = alleged.claims
    claims = [replace(claim, id=f"c{n:02}") for n in range(12)]
    desk.save_extraction(replace(alleged, claims=tuple(claims)), "engine")
    told = {"type": "transfer", "phase": "reported", "agent": ["KP"], "counterpart": ["RU"], "family": "arms"}
    homes = {f"i{n}": tuple(c.id for c in claims[n * 3 : n * 3 + 3]) for n in range(4)}
    homes["i3"] = (*homes["i3"], "c00")
    cells = [ledger.Cell(f"k{i}", "b1", "stream", "", "", "", i) for i in homes]
    members = [ledger.Member(f"k{i}", c, True, False, {}) for i, own in homes.items() for c in own]
    with desk.transaction():
        ledger.put(desk.base, alleged.report.id, [ledger.Block("b1", "b2", told)], cells, members)
        ledger.move(desk.base, {f"k{i}": (i, "b1") for i in homes})
        for i in homes:
            found = [replace(finding, id=f"f{i}", incident=i)] if i in ("i2", "i3") else []
            desk.save_incident(i, replace(incident, id=i, claims=homes[i]), found, [])
    return homes


@pytest.mark.parametrize("size", [1, 4, 50])
def test_the_queue_has_each_claim_once_findings_first(
    size: int, desk: Desk, alleged: Extraction, incident: Incident, finding: Finding, capture_of: Any
) -> None:
    desk.save_capture(capture_of(alleged.report.text))
    many(desk, alleged, incident, finding)
    after, seen = "", []
    while page := desk.review_queue(after=after, limit=size):
        seen += page
        after = page[-1].key
    assert [q.claim.id for q in seen] == [
        "c06", "c07", "c08", "c00", "c09", "c10", "c11", "c01", "c02", "c03", "c04", "c05",
    ]  # fmt: skip
    assert [q.engages for q in seen] == [True] * 7 + [False] * 5
    assert seen[3].incident == "i3"


def test_the_queue_is_narrowed_and_leaves_out_what_is_reviewed(
    desk: Desk, alleged: Extraction, incident: Incident, finding: Finding, capture_of: Any
) -> None:
    from probata.desk import verdicts

    desk.save_capture(capture_of(alleged.report.text))
    many(desk, alleged, incident, finding)
    (claim,) = alleged.claims
    with desk.transaction():
        verdicts.put(desk.base, replace(claim, id="c07", verdict=Verdict.ACCEPTED), replace(claim, id="c07"))
    assert desk.verdicts() == {
        Verdict.UNREVIEWED: 11, Verdict.ACCEPTED: 1, Verdict.CORRECTED: 0, Verdict.REJECTED: 0,
    }  # fmt: skip
    assert [q.claim.id for q in desk.review_queue(limit=3)] == ["c06", "c08", "c00"]
    assert [q.claim.id for q in desk.review_queue(Filter(verdict=Verdict.ACCEPTED))] == ["c07"]
    assert [c.id for c in desk.claims(Filter(verdict=Verdict.ACCEPTED))] == ["c07"]
    assert [i.id for i in desk.incidents(Filter(verdict=Verdict.ACCEPTED))] == ["i2"]
    assert len(desk.statements(Filter(verdict=Verdict.ACCEPTED))) == 1
    assert desk.review_queue(Filter(stance=Stance.DENIES)) == []
    assert len(desk.review_queue(Filter(actors=("KP",)))) == 11


@pytest.mark.parametrize("key", ["c07", "2.i1.c1", "1.i1", "1..c1", "1.i1."])
def test_a_key_that_is_none_is_refused(key: str, desk: Desk) -> None:
    with pytest.raises(UsageError, match="begin it anew"):
        desk.review_queue(after=key)


def test_every_time_and_amount_of_a_report_is_kept(desk: Desk, alleged: Extraction, capture_of: Any) -> None:
    desk.save_capture(capture_of(alleged.report.text))
    times = (Timex(0, 5, "Seoul", TimexType.DATE, "2024-03-10"),)
    quantities = (Quantity(6, 13, "alleges", 2, 3.5, "container"),)
    desk.save_extraction(replace(alleged, times=times, quantities=quantities), "engine")
    assert desk.marks(alleged.report.id) == (times, quantities)
    assert desk.marks("r-none") == ((), ())


def test_a_desk_made_before_there_were_verdicts_is_asked_for_them(
    filled: Desk, settings: Settings, tmp_path: Path
) -> None:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    claims, incidents = filled.claims(), filled.incidents()
    MigrationExecutor(connections[filled.base]).migrate([("desk", "0009_identity")])
    filled.close()
    with Desk.open(filled.path, settings) as again:
        assert (again.claims(), again.incidents()) == (claims, incidents)
        assert again.verdicts()[Verdict.UNREVIEWED] == len(claims)
        assert {q.claim.id for q in again.review_queue()} == {c.id for c in claims}
        assert all(q.engages for q in again.review_queue())
        assert again.marks(claims[0].report) == ((), ())
        assert not again.two_persons
