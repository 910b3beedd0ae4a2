"""Another version of a rule file changes exactly the findings that it should."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from probata.knowledge.regimefile import read_regime
from probata.knowledge.regimes import Regime
from probata.regimes import Matching
from probata.regimes.comparing import Change, changes, differences

FILE = (files("probata.knowledge") / "data" / "regimes" / "un-kp.yml").read_text("utf-8")
VEHICLES = "        paragraph: OP7\n        scope: HS chapters 86 to 89\n"
LATER = "        paragraph: OP7\n        in_force_from: 2018-06-01\n        scope: HS chapters 86 to 89\n"

INCIDENTS = {
    "truck before": ("transfer RU>KP vehicle", {"when": "2017-12-21"}),
    "truck between": ("transfer RU>KP vehicle", {"when": "2018-03-01"}),
    "truck over the day": ("transfer RU>KP vehicle", {"when": "2018-05-01/2018-07-01"}),
    "truck after": ("transfer RU>KP vehicle", {"when": "2018-06-01"}),
    "limousine between": ("transfer RU>KP luxury vehicle", {"when": "2018-03-01"}),
    "machines between": ("transfer RU>KP machinery", {"when": "2018-03-01"}),
    "coal between": ("transfer KP>CN coal", {"when": "2018-03-01"}),
    "plan between": ("transfer RU>KP vehicle", {"when": "2018-03-01", "status": "planned"}),
}


def version(old: str, new: str) -> Regime:
    assert FILE.count(old) == 1
    return read_regime("un-kp.yml", FILE.replace(old, new).encode())


@pytest.fixture
def both(holder: Any, un_kp: Regime) -> Any:
    """What changes in the incidents from the packaged version to another."""

    def compare(other: Regime) -> dict[str, list[Change]]:
        def held(regime: Regime, name: str) -> Matching:
            made: Matching = holder([regime])(INCIDENTS[name])
            return made

        found = {name: list(changes(held(un_kp, name), held(other, name))) for name in INCIDENTS}
        return {name: each for name, each in found.items() if each}

    return compare


def test_a_later_beginning_changes_what_lies_before_it_and_nothing_else(both: Any) -> None:
    found = both(version(VEHICLES, LATER))
    assert {name: [(c.measure, c.what) for c in each] for name, each in found.items()} == {
        "truck between": [("KP.VEH", "dropped")],
        "truck over the day": [("KP.VEH", "otherwise")],
        "limousine between": [("KP.VEH", "dropped")],
    }
    assert "Not in force then: 2397 OP7 from 2018-06-01" in found["truck between"][0].because
    assert found["truck over the day"][0].because == "date in force met → unknown"


def test_the_other_way_round_they_are_made(holder: Any, un_kp: Regime) -> None:
    later = version(VEHICLES, LATER)
    before, after = (holder([r])(INCIDENTS["truck between"]) for r in (later, un_kp))
    assert [(c.measure, c.what) for c in changes(before, after)] == [("KP.VEH", "made")]


def test_other_words_change_no_finding(both: Any) -> None:
    assert both(version("title: No transport vehicles into the DPRK", "title: Vehicles")) == {}


def test_differences_name_measure_paragraph_and_key(un_kp: Regime) -> None:
    (found,) = differences(un_kp, version(VEHICLES, LATER))
    assert (found.where, found.old, found.new) == ("KP.VEH 2397 OP7 in_force_from", "2017-12-22", "2018-06-01")
    assert list(differences(un_kp, un_kp)) == []


def test_a_measure_that_is_new_or_gone(un_kp: Regime) -> None:
    other = version("  - id: KP.VEH\n", "  - id: KP.VEHICLES\n")
    told = {(d.where, d.old, d.new) for d in differences(un_kp, other)}
    title = "No transport vehicles into the DPRK"
    assert told == {("KP.VEH", title, ""), ("KP.VEHICLES", "", title)}
