"""``probata review`` on findings: every act, what it asks for, and how it is taken back."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.desk import DATABASE
from probata.pipeline.findings import next_number
from probata.records import NUMBER

REPORTS = {
    "march": (
        "2024-04-02",
        "South Korea's Defense Ministry said that North Korea sent Russia about 2,000 containers of artillery shells "
        "on 5 March 2024.\n\nThe Pentagon said that North Korea sent Russia 3,000 containers of artillery shells on 6 "
        "March 2024.",
    ),
    "car": ("2024-03-01", "Russia said that Vladimir Putin gave Kim Jong Un a limousine on 18 February 2024."),
}
DUE = "2126-12-24"


@pytest.fixture(scope="module")
def made(desk_of: Callable[..., Path]) -> Path:
    return desk_of("judging", REPORTS)


class Case:
    """A desk of its own, with the command line and what it lists."""

    def __init__(self, probata: Any, path: Path) -> None:
        self.probata, self.path = probata, path
        self.id = str(self.finding("KP.ARMS.FROM")["id"])

    def __call__(self, *args: str) -> Any:
        return self.probata(*args, desk=self.path / "desk")

    def finding(self, measure: str) -> dict[str, Any]:
        return dict(json.loads(self("findings", "--measure", measure, "--json").out)["findings"][0])

    @property
    def now(self) -> dict[str, Any]:
        return self.finding("KP.ARMS.FROM")

    def decide(self, *args: str) -> dict[str, Any]:
        done = self("review", *args, "--author", "analyst", "--json")
        assert (done.code, done.err) == (0, ""), done.err
        return dict(json.loads(done.out)["decision"])

    def refused(self, *args: str) -> str:
        done = self("review", *args)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), done.err
        return str(done.err)

    def ask(self) -> dict[str, Any]:
        return self.decide("ask", self.id, "--of", "Russia", "--question", "Did it come?", "--due", DUE)

    def confirm(self) -> dict[str, Any]:
        return self.decide("confirm", self.id, "--reason", "two officials")


@pytest.fixture
def case(made: Path, probata: Any, tmp_path: Path) -> Case:
    shutil.copytree(made / "desk", tmp_path / "desk")
    return Case(probata, tmp_path)


def test_a_finding_is_confirmed_once_nothing_is_blank(case: Case) -> None:
    why = case.refused("confirm", case.id, "--reason", "x")
    assert "contrary evidence is blank" in why
    assert "nobody has been asked" in why
    none = case.decide("contrary", case.id, "TASS and KCNA, March to June 2024", "--none-found")
    assert "contrary" not in case.refused("confirm", case.id, "--reason", "x")
    case.ask()
    assert f"reply of RU is blank: it is due {DUE}" in case.refused("confirm", case.id, "--reason", "x")
    answered = case.decide("answer", case.id, "--from", "RU", "--answer", "No shells came.")
    case.confirm()
    now = case.now
    assert (now["status"], now["number"]) == ("confirmed", none["finding"]["number"])
    assert [(r["addressee"], r["answer"]) for r in now["replies"]] == [("RU", "No shells came.")]
    assert "confirmed already" in case.refused("confirm", case.id, "--reason", "x")
    case.decide("retract", answered["id"], "--reason", "it was about another ship")
    assert case.now["status"] == "proposed", "what it rested on is gone"
    assert case("verify").code == 0


def test_silence_counts_from_the_day_after(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    case.decide("contrary", case.id, "Moscow called it grain")
    case.ask()
    assert "silence counts from the day after" in case.refused("answer", case.id, "--from", "Russia", "--silence")
    monkeypatch.setattr("probata.capture.utc_now", lambda: datetime(2126, 12, 25, tzinfo=UTC))
    silent = case.decide("answer", case.id, "--from", "Russia", "--silence")
    (reply,) = case.now["replies"]
    assert (reply["answer"], reply["answered"]) == (None, "2126-12-25")
    case.decide("retract", silent["id"], "--reason", "not needed")
    case.confirm()
    assert case.now["status"] == "confirmed", "the day is past, whether anybody noted the silence or not"


def test_judged_rejected_and_taken_back(case: Case) -> None:
    before = case.now
    judged = case.decide("judge", case.id, "--likelihood", "Very likely", "--confidence", "low", "--reason", "Two.")
    assert (case.now["likelihood"], case.now["confidence"]) == ("very likely", "low")
    assert "very likely" in case("show", case.id).out
    rejected = case.decide("reject", case.id, "--reason", "it was grain")
    assert case.now["status"] == "rejected"
    for one in (judged, rejected):
        case.decide("retract", one["id"], "--reason", "slip")
    assert case.now == before | {"number": judged["finding"]["number"]}


def test_words_off_the_lists(case: Case) -> None:
    judge = ("judge", case.id, "--reason")
    assert "say one of: almost no chance (1 to 5 %)" in case.refused(
        *judge, "Two.", "--likelihood", "possibly", "--confidence", "low"
    )
    assert "low, moderate, high" in case.refused(*judge, "Two.", "--likelihood", "likely", "--confidence", "medium")
    mixed = "We have high confidence that it is likely."
    assert "one sentence" in case.refused(*judge, mixed, "--likelihood", "likely", "--confidence", "high")
    assert json.loads(case("review", "list", "--json").out)["decisions"] == []
    warned = case("review", "gap", case.id, "It may have been grain.")
    assert (warned.code, warned.err.count("note: ")) == (0, 1)
    assert "“may” has no range" in warned.err
    case.ask()
    quoted = case("review", "answer", case.id, "--from", "RU", "--answer", "That is possible.", "--reason", "by letter")
    assert quoted.err == "", "an answer is somebody else's words"


def test_numbers_run_and_are_never_given_again(case: Case) -> None:
    car = str(case.finding("KP.LUX")["id"])
    first = case.decide("alternative", case.id, "grain")
    second = case.decide("gap", car, "no invoice")
    numbers = [d["finding"]["number"] for d in (first, second)]
    assert [int(n[5:]) for n in numbers] == [1, 2]
    case.decide("retract", second["id"], "--reason", "slip")
    assert case.decide("gap", car, "no photograph")["finding"]["number"] == numbers[1]
    assert json.loads(case("show", numbers[1], "--json").out)["finding"]["id"] == car
    assert case.decide("gap", numbers[0], "no manifest")["finding"]["number"] == numbers[0]
    for unknown in ("2024-0001", f"{numbers[0][:5]}0009"):
        assert "no finding of the desk was given that number" in case("show", unknown).err


def test_a_number_that_no_finding_has_any_more_says_where_its_claims_are(case: Case) -> None:
    number = case.decide("gap", case.id, "no manifest")["finding"]["number"]
    incident = case.now["incident"]
    claim = next(i for i in json.loads(case("show", incident, "--json").out)["incident"]["claims"])
    split = case.decide("split", incident, claim, "--reason", "two shipments")
    gone = case("show", number)
    assert gone.code != 0
    assert "its claims now stand in i" in gone.err
    case.decide("retract", split["id"], "--reason", "one shipment")
    assert json.loads(case("show", number, "--json").out)["finding"]["id"] == case.id


def test_a_new_reading_of_everything_changes_no_decision_and_no_number(case: Case, made: Path) -> None:
    case.decide("contrary", case.id, "Moscow called it grain")
    case.ask()
    case.decide("answer", case.id, "--from", "RU", "--answer", "No.")
    case.decide("judge", case.id, "--likelihood", "likely", "--confidence", "low", "--reason", "Two.")
    case.confirm()
    before = case.now, case("review", "list", "--json").out
    assert before[0]["status"] == "confirmed"
    base = sqlite3.connect(case.path / "desk" / DATABASE)
    with base:
        base.execute("UPDATE desk_capturerow SET read_with = 'another engine'")
        base.execute("UPDATE desk_reportrow SET engine = 'another engine'")
        base.execute("UPDATE desk_deskinfo SET assessed_with = 'another engine'")
    base.close()
    assert case("run", str(made / "news.jsonl")).code == 0
    assert (case.now, case("review", "list", "--json").out) == before
    assert case("verify").code == 0


@given(st.lists(st.sampled_from(["2026", "2027", "2126"]), max_size=30))
def test_no_number_is_given_twice(years: list[str]) -> None:
    made: list[str] = []
    for year in years:
        made.append(next_number(made, year))
        assert NUMBER.fullmatch(made[-1])
        assert made[-1].startswith(year)
    assert len(set(made)) == len(made)
    assert next_number(["2026-9999"], "2026") == "2026-10000", "a desk isn't full at four digits"


def test_a_word_changed_behind_the_log_s_back_is_found(case: Case) -> None:
    case.decide("judge", case.id, "--likelihood", "likely", "--confidence", "low", "--reason", "Two.")
    base = sqlite3.connect(case.path / "desk" / DATABASE)
    with base:
        for (trigger,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            base.execute(f"DROP TRIGGER {trigger}")
        base.execute("UPDATE desk_decisionrow SET record = json_set(record, '$.finding.likelihood', 'almost certain')")
    base.close()
    done = case("verify")
    assert done.code == 1
    assert "was changed" in done.out + done.err


def test_the_lists_name_a_finding_by_its_number(case: Case) -> None:
    assert "number" not in case("findings").out
    number = case.decide("reject", case.id, "--reason", "it was grain")["finding"]["number"]
    assert f"{number}, rejected" in " ".join(case("findings").out.split())
    assert number in case.probata("findings", desk=case.path / "desk", columns=250).out
    assert f",{number}," in case("findings", "--csv").out


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("ask", "F", "--of", "RU", "--question", "Did it?", "--due", "2020-01-01"), "a day after today"),
        (("ask", "F", "--of", "RU", "--question", "Did it?", "--due", "soon"), "YYYY-MM-DD"),
        (("ask", "F", "--of", " ", "--question", "Did it?", "--due", DUE), "the words are empty"),
        (("answer", "F", "--from", "KP", "--answer", "No."), "has not been asked"),
        (("answer", "F", "--from", "RU"), "either --answer"),
        (("answer", "F", "--from", "RU", "--answer", "No.", "--silence"), "either --answer"),
        (("contrary", "F", " "), "needs a reason"),
        (("gap", "F", " ", "--reason", "x"), "the words are empty"),
        (("confirm", "INCIDENT", "--reason", "x"), "is an incident; name a finding"),
        (("reject", "F", "--reason", " "), "needs a reason"),
    ],
)
def test_what_is_refused(args: tuple[str, ...], says: str, case: Case) -> None:
    ids = {"F": case.id, "INCIDENT": case.now["incident"]}
    assert says in case.refused(*(ids.get(a, a) for a in args))
    assert json.loads(case("review", "list", "--json").out)["decisions"] == []
