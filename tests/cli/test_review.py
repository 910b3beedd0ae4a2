"""``probata review``: every act, what it changes, how it is taken back, and each way in which it refuses."""

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
        "March 2024.\n\nThe Pentagon said that North Korea sent Russia 3,000 containers of artillery shells on 6 "
        "March 2024.",
    ),
    "may": ("2024-06-02", "Japan said that North Korea sent Russia artillery shells on 20 May 2024."),
    "denial": ("2024-07-02", "The Kremlin denied that North Korea had sent artillery shells to Russia."),
    "car": ("2024-03-01", "Russia said that Vladimir Putin gave Kim Jong Un a limousine on 18 February 2024."),
}


@pytest.fixture(scope="module")
def made(desk_of: Callable[..., Path]) -> Path:
    return desk_of("review", REPORTS)


class Case:
    """A desk of its own, with the command line and what it lists."""

    def __init__(self, probata: Any, path: Path) -> None:
        self.probata, self.path = probata, path

    def __call__(self, *args: str) -> Any:
        return self.probata(*args, desk=self.path / "desk")

    def incidents(self) -> list[dict[str, Any]]:
        return list(json.loads(self("incidents", "--json").out)["incidents"])

    def of(self, when: str) -> dict[str, Any]:
        (found,) = [i for i in self.incidents() if (i["time"] or {}).get("start", "").startswith(when)]
        return found

    def decide(self, *args: str) -> dict[str, Any]:
        done = self("review", *args, "--reason", "read both", "--author", "analyst", "--json")
        assert (done.code, done.err) == (0, ""), done.err
        return dict(json.loads(done.out)["decision"])


@pytest.fixture
def case(made: Path, probata: Any, tmp_path: Path) -> Case:
    shutil.copytree(made / "desk", tmp_path / "desk")
    return Case(probata, tmp_path)


def test_merge_and_retract(case: Case) -> None:
    before = case.incidents()
    march, may = case.of("2024-03"), case.of("2024-05")
    made = case.decide("merge", march["id"], may["id"])
    assert (made["author"], made["reason"]) == ("analyst", "read both")
    (merged,) = [i for i in case.incidents() if {*march["claims"], *may["claims"]} <= {*i["claims"]}]
    assert {q["low"] for q in merged["quantities"]} == {2000, 3000}
    assert merged["denied_by"] == ["RU"], "a merge loses no denial"
    case.decide("retract", made["id"])
    assert case.incidents() == before
    assert case("verify").code == 0


def test_split_and_retract(case: Case) -> None:
    before = case.incidents()
    march = case.of("2024-03")
    own = [c for c in json.loads(case("claims", "--json").out)["claims"] if c["id"] in march["claims"]]
    american = next(c for c in own if c["source"]["id"] == "US")
    made = case.decide("split", march["id"], american["id"])
    homes = [i for i in case.incidents() if american["id"] in i["claims"]]
    assert [len(homes), homes[0]["asserted_by"], homes[0]["denied_by"]] == [1, ["US"], ["RU"]]
    case.decide("retract", made["id"])
    assert case.incidents() == before


def test_origins_and_grades(case: Case) -> None:
    march = case.of("2024-03")
    assert march["independent_origins"] == 2
    case.decide("same-origin", "KR", "US")
    assert case.of("2024-03")["independent_origins"] == 1
    refused = case("review", "grade", march["id"], "B1", "--reason", "x")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "1 needs 2" in refused.err
    case.decide("not-same-origin", "KR", "US")
    assert case.of("2024-03")["independent_origins"] == 2
    case.decide("grade", march["id"], "B1")
    graded = case.of("2024-03")
    assert (graded["reliability"], graded["credibility"]) == ("B", "1")
    case.decide("grade", "KR", "C", "--from", "2024-01-01", "--access", "first hand")
    listed = json.loads(case("review", "list", "--json").out)["decisions"]
    assert [d["decision"]["act"] for d in listed] == [
        "same-origin", "not-same-origin", "grade-incident", "grade-source",
    ]  # fmt: skip
    assert listed[0]["overruled_by"] == [listed[1]["decision"]["id"]]
    assert "analyst" in case("show", march["id"]).out


def test_a_new_reading_of_everything_changes_no_decision(case: Case, made: Path) -> None:
    merge = case.decide("merge", case.of("2024-03")["id"], case.of("2024-05")["id"])
    before = case.incidents(), case("review", "list", "--json").out
    base = sqlite3.connect(case.path / "desk" / DATABASE)
    with base:
        base.execute("UPDATE desk_capturerow SET read_with = 'another engine'")
        base.execute("UPDATE desk_reportrow SET engine = 'another engine'")
        base.execute("UPDATE desk_deskinfo SET assessed_with = 'another engine'")
    base.close()
    assert case("run", str(made / "news.jsonl")).code == 0
    assert (case.incidents(), case("review", "list", "--json").out) == before
    case.decide("retract", merge["id"])
    assert case("verify").code == 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE desk_decisionrow SET author = 'somebody else'", "damaged"),
        (
            "UPDATE desk_decisionrow SET record = json_set(record, '$.reason', 'another')",
            "was changed",
        ),
        ("DELETE FROM desk_decisionrow", "was removed"),
    ],
)
def test_what_is_done_to_decisions_behind_the_log_s_back_is_found(case: Case, change: str, says: str) -> None:
    case.decide("merge", case.of("2024-03")["id"], case.of("2024-05")["id"])
    base = sqlite3.connect(case.path / "desk" / DATABASE)
    with base:
        triggers = [r[0] for r in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        with pytest.raises(sqlite3.IntegrityError, match="only added"):
            base.execute(change)
        for trigger in triggers:
            base.execute(f"DROP TRIGGER {trigger}")
        if change.startswith("DELETE"):
            base.execute("DELETE FROM desk_decisionsubject")
        base.execute(change)
    base.close()
    done = case("verify")
    assert done.code == 1
    assert says in done.out + done.err


def test_what_is_refused(case: Case) -> None:
    march, car = case.of("2024-03"), case.of("2024-02")
    claim = march["claims"][0]
    refusals: list[tuple[tuple[str, ...], str]] = [
        (("merge", march["id"]), "two different incidents"),
        (("merge", march["id"], car["id"]), "as agent"),
        (("merge", march["id"], "nosuch"), "no record"),
        (("split", march["id"], *march["claims"]), "all the claims"),
        (("split", car["id"], claim), "not a claim of"),
        (("split", claim, claim), "is a claim; name an incident"),
        (("same-origin", "KR", "KR"), "two different"),
        (("same-origin", "KR", "Nobody Known"), "no origin or report"),
        (("grade", march["id"], "G9"), "no grade"),
        (("grade", "KR", "B3"), "credibility is of incidents"),
        (("retract", "dnosuch"), "no decision"),
    ]
    for args, says in refusals:
        done = case("review", *args, "--reason", "x")
        assert (done.code in (1, 2), done.err.count("\n")) == (True, 1), (args, done)
        assert says in done.err, (args, done.err)
    assert "--reason" in case("review", "merge", march["id"], car["id"]).err
    assert json.loads(case("review", "list", "--json").out)["decisions"] == []
