"""What the log says of a record or an author is found without reading the log, and is what it says."""

from __future__ import annotations

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from probata.capture import Custody
from probata.capture.chain import CUSTODY
from probata.desk import Desk
from probata.errors import EvidenceError
from probata.pipeline import Review
from probata.pipeline.custody import entries_about, entries_before, entries_by
from probata.pipeline.lists import record, refresh
from probata.records import CustodyEntry
from probata.settings import Settings

SETTINGS = Settings(author="tester")


@pytest.fixture
def told(larger: Desk) -> Desk:
    """A desk whose log has acts of two authors on three records, and a decision that names claims."""
    for n in range(30):
        settings = Settings(author=("A. Lyst", "tester")[n % 2])
        record(larger, settings, "read", f"r{n % 3}", {"n": str(n)})
    incident = larger.incidents()[0]
    from probata.pipeline.grading import Graded

    Review(larger, SETTINGS, "as the sources stand").grade(incident.id, "3", Graded())
    refresh(larger, SETTINGS)
    return larger


def in_log(desk: Desk) -> list[CustodyEntry]:
    return list(reversed(list(Custody(desk.evidence).entries())))


@pytest.mark.parametrize("limit", [3, 100])
def test_entries_are_found_by_subject_and_author(told: Desk, limit: int) -> None:
    log = in_log(told)
    for subject in ("r1", "desk", "nothing"):
        assert list(entries_about(told, subject, limit=limit)) == [e for e in log if e.subject == subject][:limit]
    for author in ("A. Lyst", "tester", "nobody"):
        assert list(entries_by(told, author, limit=limit)) == [e for e in log if e.author == author][:limit]
    assert list(entries_before(told, limit=limit)) == log[:limit]


def test_pages_follow_each_other(told: Desk) -> None:
    found: list[CustodyEntry] = []
    while page := entries_by(told, "A. Lyst", before=found[-1].seq if found else None, limit=4):
        found += page
    assert found == [e for e in in_log(told) if e.author == "A. Lyst"]


def test_a_decision_is_told_of_what_it_names(told: Desk) -> None:
    (decision,) = told.decisions()
    for subject in (decision.id, *decision.claims):
        assert [e.subject for e in entries_about(told, subject)] == [decision.id]


def test_what_has_come_since_is_told_also_while_another_writes(told: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from probata.errors import DeskError

    def busy() -> None:
        raise DeskError("busy")

    record(told, SETTINGS, "read", "r1", {"n": "late"})
    with monkeypatch.context() as patched:
        patched.setattr(told, "writing", busy)
        first = entries_about(told, "r1")
    assert first[0].detail == {"n": "late"}
    assert entries_about(told, "r1") == first


def test_damage_to_an_entry_is_noticed(told: Desk) -> None:
    assert entries_about(told, "r1")
    path = told.evidence / CUSTODY
    path.write_bytes(path.read_bytes().replace(b'"n":"1"', b'"n":"9"'))
    with pytest.raises(EvidenceError, match="run `probata verify`"):
        entries_about(told, "r1")


def test_the_number_of_questions_is_that_of_a_small_desk(both: tuple[Desk, Desk]) -> None:
    numbers = []
    for desk in both:
        refresh(desk, SETTINGS)
        with CaptureQueriesContext(connections[desk.base]) as asked:
            entries_about(desk, "desk")
            entries_by(desk, "tester")
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] < 10
