"""``probata show`` of an incident: every voice with its words and day, every amount, and why each claim is in it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

REPORTS = {
    "seoul": (
        "2024-03-19",
        "South Korea's Defense Ministry said on March 18, 2024 that North Korea has sent Russia 7,000 containers of "
        "artillery shells.",
    ),
    "slip": ("2024-03-21", "North Korea has sent Russia 70,200 containers of shells, the Pentagon said."),
    "washington": (
        "2024-03-22",
        "North Korea has sent Russia 7,020 containers of shells, the Pentagon said.",
    ),
    "denial": ("2024-03-25", "The Kremlin denied that North Korea had sent artillery shells to Russia."),
    "car": ("2024-03-01", "Russia said that Vladimir Putin gave Kim Jong Un a limousine on 18 February 2024."),
}


@pytest.fixture(scope="module")
def made(desk_of: Callable[..., Path]) -> Path:
    return desk_of("shown", REPORTS) / "desk"


def shells(probata: Any, desk: Path) -> dict[str, Any]:
    told = json.loads(probata("incidents", "--json", desk=desk).out)["incidents"]
    (found,) = [i for i in told if i["object"] == ["arms.ammunition"]]
    return dict(found)


def sections(out: str) -> dict[str, str]:
    """The text below each heading that stands at the margin, in one line."""
    found: dict[str, str] = {}
    name = ""
    for line in out.split("\n"):
        if line and not line.startswith(" "):
            name = line.split("  ")[0]
        found[name] = " ".join([*found.get(name, "").split(), *line.split()])
    return found


def test_every_voice_stands_on_its_side_with_day_and_words(probata, made: Path) -> None:
    incident = shells(probata, made)
    told = sections(probata("show", incident["id"], desk=made).out)
    backing, denying = told["Asserted or alleged by"], told["Denied by"]
    assert "2024-03-18 South Korea" in backing, "the day on which it was said"
    assert "2024-03-22* United States" in backing, "the day of the report, and marked as that"
    assert "Russia" not in denying.split("denies")[1].split("“")[0]
    assert "2024-03-25* Russia" in denying
    assert "had sent artillery shells to Russia”" in denying
    assert all(c in backing + denying for c in incident["claims"])


def test_amounts_are_dated_snapshots_and_none_is_lost(probata, made: Path) -> None:
    amounts = sections(probata("show", shells(probata, made)["id"], desk=made).out)["Amounts"]
    places = [amounts.index(a) for a in (" 7,000 containers", " 70,200 containers", " 7,020 containers")]
    assert places == sorted(places), "in the order of their days"
    assert "snapshot" in amounts


def test_a_lost_mark_is_asked_about(probata, made: Path) -> None:
    incident = shells(probata, made)
    assert [q["about"] for q in incident["questions"]] == ["magnitude", "magnitude"]
    shown = sections(probata("show", incident["id"], desk=made).out)["To be asked (no value is changed)"]
    assert "70,200 containers" in shown
    assert "10 times as much" in shown


def test_why_names_cell_rule_score_and_undo(probata, made: Path) -> None:
    incident = shells(probata, made)
    out = probata("show", incident["id"], "--why", desk=made).out
    why = " ".join(out.split("Why each claim is in it", 1)[1].split())
    assert "cell the stream" in why
    assert "its own words, that tell parties, goods (arms), no narrow time" in why
    assert "participants +0.30" in why
    assert "participants 0.30 × 1 where both sides are the same" in why
    assert f"probata review split {incident['id']} CLAIM… --reason" in why
    assert all(c in why for c in incident["claims"])


def test_why_in_json_has_a_row_for_each_claim(probata, made: Path) -> None:
    incident = shells(probata, made)
    told = json.loads(probata("show", incident["id"], "--why", "--json", desk=made).out)
    assert [w["claim"] for w in told["why"]] == incident["claims"]
    for why in told["why"]:
        assert why["score"] == pytest.approx(sum(s["share"] for s in why["shares"]), abs=0.001)
        assert why["decisions"] == []
    assert [f["feature"] for f in told["features"]] == [s["feature"] for s in told["why"][0]["shares"]]


def test_an_incident_of_one_claim_can_not_be_taken_apart(probata, made: Path) -> None:
    told = json.loads(probata("incidents", "--json", desk=made).out)["incidents"]
    car = next(i for i in told if "luxury" in i["object"])
    assert len(car["claims"]) == 1
    out = probata("show", car["id"], "--why", desk=made).out
    assert "nothing to hold it against" in out
    assert "review split" not in out


def test_a_persons_decision_is_told_and_its_retraction(probata, made: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    shutil.copytree(made, desk)
    incident = shells(probata, desk)
    told = json.loads(probata("claims", "--json", desk=desk).out)["claims"]
    claim = next(c["id"] for c in told if c["quantity"] and c["quantity"]["low"] == 70200)
    args = ("review", "split", incident["id"], claim, "--reason", "a slip", "--author", "analyst", "--json")
    decision = json.loads(probata(*args, desk=desk).out)["decision"]["id"]
    now = next(
        i for i in json.loads(probata("incidents", "--json", desk=desk).out)["incidents"] if claim in i["claims"]
    )
    assert now["id"] != incident["id"]
    out = " ".join(probata("show", now["id"], "--why", desk=desk).out.split("Why each claim", 1)[1].split())
    assert "a person's decision" in out
    assert "set apart by analyst" in out
    assert f"probata review retract {decision}" in out
