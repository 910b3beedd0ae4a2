"""A check that runs beside other work: its progress, its result, and that there is one at a time."""

from __future__ import annotations

import threading

import pytest

from probata.capture.chain import CUSTODY
from probata.desk import Desk
from probata.errors import DeskError
from probata.pipeline import verifying as module
from probata.pipeline.lists import refresh
from probata.pipeline.verify import verify
from probata.pipeline.verifying import check, start, verifying
from probata.settings import Settings

SETTINGS = Settings(author="tester")


def test_nothing_is_told_of_a_desk_that_was_never_checked(larger: Desk) -> None:
    assert verifying(larger) == module.Verifying(None, None)


def test_the_result_is_kept_with_its_day_and_author(larger: Desk) -> None:
    made = check(larger, SETTINGS)
    assert verifying(larger) == module.Verifying(None, made)
    assert made.found == verify(larger)
    assert (made.author, made.seq, made.failed) == ("tester", larger.head.seq, "")
    assert made.problems == len(made.found.problems)


def test_damage_is_in_the_result_of_the_next_check(larger: Desk) -> None:
    refresh(larger, SETTINGS)
    before = check(larger, SETTINGS)
    path = larger.evidence / CUSTODY
    path.write_bytes(path.read_bytes().replace(b"tester", b"sister"))
    after = check(larger, SETTINGS)
    assert not any(p.where.startswith(CUSTODY) for p in before.found.problems)
    assert any(p.where.startswith(CUSTODY) for p in after.found.problems)
    assert not after.whole
    assert verifying(larger).last == after


def test_only_the_first_problems_are_kept_but_all_are_counted(larger: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 1)
    made = check(larger, SETTINGS)  # a desk written without evidence: every capture is missing there
    assert made.problems > 1
    assert len(made.found.problems) == 1


def test_a_check_runs_beside_and_tells_how_far_it_is(larger: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, reached = threading.Event(), threading.Event()

    def slow(desk: Desk, tell: object) -> object:
        tell("passages", 17)
        reached.set()
        assert go_on.wait(30)
        return verify(desk)

    monkeypatch.setattr(module, "verify", slow)
    monkeypatch.setattr(module, "EACH", 0)
    thread = start(larger, SETTINGS)
    assert reached.wait(30)
    running = verifying(larger).running
    assert (running.what, running.done, running.author) == ("passages", 17, "tester")
    for again in (start, check):
        with pytest.raises(DeskError, match="being checked already"):
            again(larger, SETTINGS)
    go_on.set()
    thread.join(30)
    assert verifying(larger).running is None
    assert verifying(larger).last.found is not None


def test_a_killed_check_is_not_going_on(larger: Desk) -> None:
    (larger.path / module.PROGRESS).write_text('{"at": "", "author": "", "what": "blobs", "done": 3}')
    assert verifying(larger).running is None


def test_a_result_that_is_no_result_is_none(larger: Desk) -> None:
    (larger.path / module.RESULT).write_text("{}")
    assert verifying(larger).last is None
