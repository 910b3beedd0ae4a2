"""``probata review`` on claims: what a verdict changes, who may not overlook whom, and each refusal."""

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
        "South Korea's Defense Ministry said that North Korea sent Russia 2,000 containers of artillery shells on 5 "
        "March 2024.",
    ),
    "may": ("2024-06-02", "Japan said that North Korea sent Russia artillery shells on 20 May 2024."),
}


@pytest.fixture(scope="module")
def made(desk_of: Callable[..., Path]) -> Path:
    return desk_of("verdicts", REPORTS)


class Case:
    """A desk of its own, with the command line and what it lists."""

    def __init__(self, probata: Any, path: Path) -> None:
        self.probata, self.path = probata, path
        told = json.loads(self("claims", "--json").out)["claims"]
        self.kr, self.jp = (next(c["id"] for c in told if c["source"]["id"] == s) for s in ("KR", "JP"))

    def __call__(self, *args: str) -> Any:
        return self.probata(*args, desk=self.path / "desk")

    def json(self, kind: str, *args: str) -> Any:
        return json.loads(self(kind, *args, "--json").out)

    def decide(self, *args: str, author: str = "kim") -> str:
        done = self("review", *args, "--author", author, "--json")
        assert (done.code, done.err) == (0, ""), done.err
        return str(json.loads(done.out)["decision"]["id"])

    def sql(self, change: str) -> None:
        base = sqlite3.connect(self.path / "desk" / DATABASE)
        with base:
            base.execute(change)
        base.close()


@pytest.fixture
def case(made: Path, probata: Any, tmp_path: Path) -> Case:
    shutil.copytree(made / "desk", tmp_path / "desk")
    return Case(probata, tmp_path)


def test_a_correction_moves_the_claim_and_keeps_what_was_read(case: Case) -> None:
    before = case.json("incidents"), case.json("findings")
    decision = case.decide(
        "correct", case.kr, "--low", "5", "--high", "6", "--unit", "tonnes", "--from", "2024-05-19",
        "--until", "2024-05-21", "--place", "rajin", "--counterpart", "Syria", "--reason", "misread",
    )  # fmt: skip
    shown = case.json("show", case.kr)
    claim, machine = shown["claim"], shown["machine"]
    assert (claim["verdict"], claim["counterpart"], claim["place"]["state"]) == ("corrected", ["SY"], "KP")
    assert (claim["quantity"]["low"], claim["quantity"]["unit"]) == (5, "tonne")
    assert {e["field"] for e in claim["entered"]} == {"counterpart", "quantity", "time", "place"}
    assert (machine["counterpart"], machine["quantity"]["low"], machine["entered"]) == (["RU"], 2000, [])
    assert shown["last_decision"] == decision
    (moved,) = [i for i in case.json("incidents")["incidents"] if case.kr in i["claims"]]
    assert moved["counterpart"] == ["SY"]
    words = case("show", case.kr).out
    assert all(told in words for told in ("As the machine read it", "2,000 containers", "misread", "[5 to 6 tonnes]"))
    assert case("verify").code == 0
    case.decide("retract", decision, "--reason", "it was right")
    assert (case.json("incidents"), case.json("findings")) == before
    assert case.json("show", case.kr)["claim"] == machine
    assert case("verify").code == 0


def test_a_rejected_claim_is_listed_as_such_and_stands_in_no_incident(case: Case) -> None:
    case.decide("reject", case.jp, "--reason", "it says the opposite")
    assert all(case.jp not in i["claims"] for i in case.json("incidents")["incidents"])
    assert [c["id"] for c in case.json("claims", "--verdict", "rejected")["claims"]] == [case.jp]
    assert [c["id"] for c in case.json("claims", "--verdict", "unreviewed")["claims"]] == [case.kr]
    assert "[rejected]" in case("claims").out
    assert "rejected by kim" in case("show", case.jp).out
    case.decide("accept", case.jp)
    assert any(case.jp in i["claims"] for i in case.json("incidents")["incidents"])


def test_who_has_not_seen_the_last_decision_is_told_of_it(case: Case) -> None:
    first = case.decide("correct", case.kr, "--agent", "IR", "--reason", "x", author="lee")
    late = case("review", "accept", case.kr, "--seen", "", "--author", "kim")
    assert (late.code, late.err.count("\n")) == (2, 1)
    assert all(told in late.err for told in ("lee", "corrected agent", first, "look at it again"))
    note = case.decide("note", case.kr, "see annex 3")
    assert case("review", "reject", case.jp, "--reason", "x").code == 0  # the other claim is free
    again = case("review", "correct", case.kr, "--agent", "SY", "--reason", "x", "--seen", first)
    assert "noted something" in again.err
    case.decide("accept", case.kr, "--seen", note)


@pytest.mark.parametrize("kind", ["claims", "reports", "incidents", "findings"])
def test_a_note_is_kept_with_any_record(case: Case, kind: str) -> None:
    records = case.json(kind)[kind]
    case.decide("note", records[0]["id"], "[bold]see annex 3[/bold]")
    assert case.json(kind)[kind] == records or kind == "findings"  # a finding gets its number
    assert "[bold]see annex 3[/bold]" in case("show", records[0]["id"]).out
    assert case("verify").code == 0


def test_what_is_refused(case: Case) -> None:
    incident = case.json("incidents")["incidents"][0]["id"]
    correct = ("correct", case.kr, "--reason", "x")
    refusals: list[tuple[tuple[str, ...], str]] = [
        (correct, "say what is to be corrected"),
        ((*correct, "--type", "gift"), "type 'gift' is not known"),
        ((*correct, "--object", "arms.cannon"), "object 'arms.cannon' is not known"),
        ((*correct, "--low", "9", "--high", "8"), "low 9 is above high 8"),
        ((*correct, "--low", "many"), "not a number"),
        ((*correct, "--low", "-4"), "number from 0 on"),
        ((*correct, "--low", "nan"), "number from 0 on"),
        ((*correct, "--low", "", "--high", "", "--unit", "tonne"), "needs --low or --high"),
        ((*correct, "--from", "2024-05-02", "--until", "2024-05-01"), "before it starts"),
        ((*correct, "--from", "May 2024"), "not a day"),
        ((*correct, "--until", "2023-01-01"), "before it starts"),
        ((*correct, "--source", ""), "somebody says it"),
        ((*correct, "--agent", "KP"), "says all of that already"),
        (("correct", incident, "--agent", "IR", "--reason", "x"), "name a claim"),
        (("accept", incident), "name a claim"),
        (("note", case.kr, " ", "--reason", "x"), "the words are empty"),
        (("accept", "c-none"), "no record"),
    ]
    for args, says in refusals:
        done = case("review", *args)
        assert (done.code in (1, 2), done.err.count("\n")) == (True, 1), (args, done)
        assert says in done.err, (args, done.err)
    case.decide("accept", case.kr)
    assert "is accepted already" in case("review", "accept", case.kr).err
    assert len(case.json("review", "list")["decisions"]) == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE desk_claimrow SET record = json_set(record, '$.quantity.high', 7) WHERE machine IS NOT NULL",
        "UPDATE desk_claimrow SET record = json_set(record, '$.verdict', 'accepted') WHERE machine IS NULL",
        "UPDATE desk_claimrow SET record = machine WHERE machine IS NOT NULL",
        "UPDATE desk_claimrow SET machine = NULL WHERE machine IS NOT NULL",
        "UPDATE desk_claimrow SET machine = json_set(machine, '$.quantity.text', '9,000 crates') "
        "WHERE machine IS NOT NULL",
    ],
)
def test_what_is_done_to_verdicts_behind_the_log_s_back_is_found(case: Case, change: str) -> None:
    case.decide("correct", case.kr, "--low", "5", "--high", "6", "--reason", "x")
    assert case("verify").code == 0  # it has yet to be laid over the claim
    assert case("claims").code == case("verify").code == 0
    case.sql(change)
    done = case("verify")
    assert done.code == 1
    assert "claim c" in done.out + done.err


def test_a_desk_read_anew_keeps_verdicts(case: Case, made: Path) -> None:
    case.decide("correct", case.kr, "--agent", "IR", "--reason", "x")
    case.decide("reject", case.jp, "--reason", "x")
    before = case.json("claims"), case.json("incidents")
    case.sql("UPDATE desk_capturerow SET read_with = 'another engine'")
    case.sql("UPDATE desk_reportrow SET engine = 'another engine'")
    case.sql("UPDATE desk_deskinfo SET assessed_with = 'another engine'")
    assert case("run", str(made / "news.jsonl")).code == 0
    assert (case.json("claims"), case.json("incidents")) == before
    assert case("verify").code == 0
