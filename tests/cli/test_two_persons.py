"""A desk where it takes two different people to confirm a finding."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from probata.desk import DATABASE

REPORTS = {
    "march": (
        "2024-04-02",
        "South Korea's Defense Ministry said that North Korea sent Russia about 2,000 containers of artillery shells "
        "on 5 March 2024.\n\nThe Kremlin denied that North Korea had sent artillery shells to Russia.",
    )
}


@pytest.fixture(scope="module")
def made(desk_of: Callable[..., Path]) -> Path:
    return desk_of("two-persons", REPORTS)


class Case:
    """A desk of its own whose one finding lacks nothing but its confirmation."""

    def __init__(self, probata: Any, path: Path) -> None:
        self.probata, self.path = probata, path
        self.id = str(self.finding["id"])
        self("ask", self.id, "--of", "Russia", "--question", "Did it come?", "--due", "2126-12-24", by="ann")
        self("answer", self.id, "--from", "RU", "--answer", "No shells came.", by="ann")

    def run(self, *args: str) -> Any:
        return self.probata(*args, desk=self.path / "desk")

    def __call__(self, *args: str, by: str) -> Any:
        reason = () if args[0] in ("ask", "answer") else ("--reason", "read it")
        return self.run("review", *args, *reason, "--author", by)

    @property
    def finding(self) -> dict[str, Any]:
        found = json.loads(self.run("findings", "--measure", "KP.ARMS.FROM", "--json").out)["findings"]
        return dict(found[0])

    @property
    def status(self) -> tuple[str, list[str]]:
        return self.finding["status"], self.finding["confirmed_by"]

    def last(self) -> str:
        return str(json.loads(self.run("review", "list", "--json").out)["decisions"][-1]["decision"]["id"])


@pytest.fixture
def case(made: Path, probata: Any, tmp_path: Path) -> Case:
    shutil.copytree(made / "desk", tmp_path / "desk")
    return Case(probata, tmp_path)


def test_it_stays_proposed_until_a_second_person_has_confirmed_it(case: Case) -> None:
    assert case("two-persons", "--on", by="lead").code == 0
    first = case("confirm", case.id, by="Ann")
    assert (first.code, "stays proposed until a second person" in first.err) == (0, True)
    assert case.status == ("proposed", ["Ann"])
    for shown in (case.run("show", case.id).out, case.run("findings").out):
        assert "confirmed by Ann; a second" in " ".join(shown.split())
    assert "what that rested on is gone" not in case.run("show", case.id).out
    again = case("confirm", case.id, by=" ann")
    assert (again.code, again.err.count("\n"), "somebody else than you" in again.err) == (2, 1, True)
    second = case("confirm", case.id, by="Bob")
    assert (second.code, second.err) == (0, "")
    assert case.status == ("confirmed", ["Ann", "Bob"])
    assert "is confirmed already" in case("confirm", case.id, by="Cyd").err
    assert case.run("verify").code == 0


def test_a_rejection_clears_and_a_retraction_counts(case: Case) -> None:
    case("two-persons", "--on", by="lead")
    case("confirm", case.id, by="ann")
    case("confirm", case.id, by="bob")
    of_bob = case.last()
    case("retract", of_bob, by="bob")
    assert case.status == ("proposed", ["ann"])
    case("reject", case.id, by="cyd")
    assert case.status == ("rejected", [])
    case("confirm", case.id, by="bob")
    assert case.status == ("proposed", ["bob"])
    case("confirm", case.id, by="ann")
    assert case.status == ("confirmed", ["bob", "ann"])


def test_the_setting_holds_for_what_was_confirmed_before_and_can_be_taken_off(case: Case) -> None:
    case("confirm", case.id, by="ann")
    assert case.status == ("confirmed", ["ann"])
    case("two-persons", "--on", by="lead")
    assert case.status == ("proposed", ["ann"])
    case("two-persons", "--off", by="lead")
    assert case.status == ("confirmed", ["ann"])
    log = (case.path / "desk" / "evidence" / "custody.jsonl").read_text(encoding="utf-8").splitlines()
    told = [e for e in map(json.loads, log) if e["act"] == "two-persons"]
    assert [(e["author"], e["detail"]) for e in told] == [
        ("lead", {"state": "on", "reason": "read it"}), ("lead", {"state": "off", "reason": "read it"}),
    ]  # fmt: skip


def test_the_setting_is_refused_twice_and_without_a_reason(case: Case) -> None:
    assert "off already" in case("two-persons", "--off", by="lead").err
    assert case.run("review", "two-persons", "--on").code == 2


def test_a_setting_changed_behind_the_log_s_back_is_found(case: Case) -> None:
    case("two-persons", "--on", by="lead")
    base = sqlite3.connect(case.path / "desk" / DATABASE)
    with base:
        base.execute("UPDATE desk_deskinfo SET two_persons = 0")
    base.close()
    done = case.run("verify")
    assert (done.code, "two-persons: is off in the database" in done.out + done.err) == (1, True)


def test_a_setting_that_a_killed_process_left_half_done_is_completed(case: Case) -> None:
    from probata.capture import Custody
    from probata.pipeline.policy import TWO_PERSONS

    Custody(case.path / "desk" / "evidence").record(TWO_PERSONS, "desk", {"state": "on", "reason": "x"}, "lead")
    assert "was interrupted" in case.run("verify").out
    case("confirm", case.id, by="ann")
    assert case.status == ("proposed", ["ann"])
    assert case.run("verify").code == 0
