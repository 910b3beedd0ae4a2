"""Which measures made-up incidents engage, and why the others don't."""

from __future__ import annotations

from typing import Any

import pytest

from probata.records import Stance, Status

IN_2024 = {"when": "2024-03-12"}

# (what, fields, measures engaged)
ENGAGES = [
    ("transfer KP>RU arms.ammunition", IN_2024, ["KP.ARMS.FROM"]),
    ("transfer KP>RU arms.other", {**IN_2024, "by": "report"}, ["KP.ARMS.FROM"]),
    ("transfer KP>RU arms.missile", {**IN_2024, "stance": Stance.ALLEGES}, ["KP.ARMS.FROM"]),
    ("transfer KP>RU arms.missile", {**IN_2024, "status": Status.ONGOING}, ["KP.ARMS.FROM"]),
    ("transfer KP> arms.missile", IN_2024, ["KP.ARMS.FROM"]),
    ("transfer RU>KP arms.other", IN_2024, ["KP.ARMS.TO"]),
    ("transfer >KP arms.other", IN_2024, ["KP.ARMS.TO"]),
    ("transfer RU>KP luxury vehicle", IN_2024, ["KP.LUX", "KP.VEH"]),
    ("transfer RU>KP luxury", IN_2024, ["KP.LUX"]),
    ("transfer RU>KP vehicle", IN_2024, ["KP.VEH"]),
    ("transfer RU>KP petroleum.refined", IN_2024, ["KP.OIL.REF"]),
    ("transfer CN>KP petroleum.crude", IN_2024, ["KP.OIL.CRUDE"]),
    ("transfer RU>KP tech.military", IN_2024, ["KP.SCITECH"]),
    ("transfer RU>KP tech.space", IN_2024, ["KP.SCITECH", "KP.BM.COOP"]),
    ("transfer CN>KP machinery", IN_2024, ["KP.IND.MACH"]),
    ("transfer KP>CN machinery", IN_2024, ["KP.X.MACH"]),
    ("transfer KP>CN coal", IN_2024, ["KP.X.COAL"]),
    ("transfer KP>CN textile", IN_2024, ["KP.X.TEXTILE"]),
    ("transfer KP>CN seafood", IN_2024, ["KP.X.SEAFOOD"]),
    ("training RU>KP training", IN_2024, ["KP.ARMS.TRAIN"]),
    ("training KP>RU", IN_2024, ["KP.ARMS.TRAIN"]),
    ("deployment KP>RU troops", IN_2024, ["KP.ARMS.TRAIN", "KP.CATCHALL.MIL"]),
    ("deployment KP>RU workers", IN_2024, ["KP.WORK"]),
    ("launch KP> arms.missile", {**IN_2024, "quote": "fired a ballistic missile"}, ["KP.BM.LAUNCH"]),
    ("launch KP> arms.other", {**IN_2024, "quote": "carried out a nuclear test"}, ["KP.BM.LAUNCH"]),
    ("launch KP> tech.space", {**IN_2024, "quote": "put a satellite into orbit"}, ["KP.BM.LAUNCH"]),
    (
        "transfer >KP petroleum.refined",
        {**IN_2024, "quote": "got diesel in a ship-to-ship transfer"},
        ["KP.OIL.REF", "KP.SHIP.STS"],
    ),
]


@pytest.mark.parametrize(("what", "fields", "measures"), ENGAGES)
def test_engages(what: str, fields: Any, measures: list[str], held: Any) -> None:
    matching = held((what, fields))
    assert [f.measure for f in matching.findings] == measures
    assert not matching.not_engaged
    for finding in matching.findings:
        assert finding.status == "proposed"
        states = {e.name: e.state for e in finding.elements}
        assert states["exemption or approval"] == "unknown"
        assert "unmet" not in states.values()
        assert all(e.because for e in finding.elements)


# (what, fields, nearest measure, words of the reason)
ENGAGES_NOTHING = [
    ("transfer KP>RU arms.other", {"status": Status.PLANNED}, "KP.ARMS.FROM", "only as planned"),
    ("transfer RU>KP arms.other", {"status": Status.SOUGHT}, "KP.ARMS.TO", "only as sought"),
    ("transfer RU>KP tech.military", {"status": Status.POSSIBLE}, "KP.SCITECH", "only as possible"),
    ("transfer RU>KP arms.other", {"status": Status.CONDITIONAL}, "KP.ARMS.TO", "only as conditional"),
    ("transfer KP>RU arms.other", {"stance": Stance.DENIES, "by": "RU"}, "KP.ARMS.FROM", "only denied (RU)"),
    ("transfer KP>RU arms.other", {"stance": Stance.UNVERIFIED}, "KP.ARMS.FROM", "unverified"),
    ("transfer RU>KP aid", IN_2024, "KP.CATCHALL.MIL", "which no measure names"),
    ("transfer RU>KP food aid", IN_2024, "KP.CATCHALL.MIL", "which no measure names"),
    ("transfer RU>KP cargo.unknown", IN_2024, None, "no claim says what the cargo was"),
    ("transfer RU>KP", IN_2024, None, "no claim says what"),
    ("transfer RU>KP money", IN_2024, "KP.ARMS.FIN", "for arms: no claim says so"),
    ("transfer RU>KP coal", IN_2024, "KP.X.COAL", "what goes out of KP"),
    ("visit A>KP", IN_2024, None, "of this kind (visit)"),
    ("meeting KP>RU", IN_2024, None, "of this kind (meeting)"),
    ("agreement KP>RU treaty", IN_2024, None, "names in this direction"),
    ("launch KP> arms.missile", {**IN_2024, "quote": "fired a missile"}, "KP.BM.LAUNCH", "no claim says so"),
    # Before the law was in force, or before it reached these goods.
    ("transfer KP>SY arms.missile", {"when": "2005-05-01"}, "KP.ARMS.FROM", "Not in force then"),
    ("transfer RU>KP vehicle", {"when": "2017-12-21"}, "KP.VEH", "Not in force then"),
    ("transfer RU>KP arms.other", {"when": "2012-05-01"}, "KP.ARMS.TO", "small arms"),
    ("deployment KP>RU workers", {"when": "2017-12-21"}, "KP.WORK", "contracts from before"),
    ("deployment KP>RU workers", {"when": "2015-03-01"}, "KP.WORK", "Not in force then"),
    ("transfer RU>KP petroleum.refined", {"when": "2016-03-01"}, "KP.OIL.REF", "Not in force then"),
    ("transfer KP>CN seafood", {"when": "2017-08-04"}, "KP.X.SEAFOOD", "Not in force then"),
]


@pytest.mark.parametrize(("what", "fields", "nearest", "words"), ENGAGES_NOTHING)
def test_engages_nothing(what: str, fields: Any, nearest: str | None, words: str, held: Any) -> None:
    matching = held((what, fields))
    assert [f.measure for f in matching.findings] == []
    (reason,) = matching.not_engaged
    assert reason.nearest == nearest
    assert words in reason.because


def test_an_incident_of_others_is_passed_over(held: Any) -> None:
    matching = held(("transfer IR>RU arms.uav", IN_2024))
    assert not matching.findings
    assert not matching.not_engaged


# (when, the paragraphs of coal then), by domain rule 1: the law of the day of the event
COAL = [
    ("2016-08-10", []),
    ("2017-06-10", ["2321 OP26"]),
    ("2017-10-10", ["2371 OP8"]),
]


@pytest.mark.parametrize(("when", "paragraphs"), COAL)
def test_the_law_of_the_day_of_the_event(when: str, paragraphs: list[str], held: Any) -> None:
    findings = held(("transfer KP>CN coal", {"when": when})).findings
    assert [p for f in findings for p in f.paragraphs] == paragraphs


class TestDates:
    def elements(self, matching: Any) -> dict[str, str]:
        return {e.name: e.state for e in matching.findings[0].elements}

    def test_days_that_reach_over_the_beginning_are_unknown(self, held: Any) -> None:
        matching = held(("transfer RU>KP vehicle", {"when": "2017-12-01/2017-12-31"}))
        assert self.elements(matching)["date in force"] == "unknown"

    def test_undated_but_done_by_the_day_of_the_report_is_unknown(self, held: Any) -> None:
        matching = held(("transfer KP>RU arms.missile", {}))
        assert self.elements(matching)["date in force"] == "unknown"
        assert "by 2024-06-17" in next(e.because for e in matching.findings[0].elements if e.name == "date in force")

    def test_going_on_on_the_day_of_the_report_is_in_force(self, held: Any) -> None:
        matching = held(("transfer KP>RU arms.missile", {"status": Status.ONGOING}))
        assert self.elements(matching)["date in force"] == "met"

    def test_done_before_a_report_older_than_the_law_is_not(self, held: Any) -> None:
        assert not held(("transfer RU>KP vehicle", {}), published="2017-06-01").findings

    def test_nothing_known_is_unknown(self, held: Any) -> None:
        matching = held(("transfer RU>KP vehicle", {}), published=None)
        assert self.elements(matching)["date in force"] == "unknown"

    def test_a_paragraph_that_ended_is_not_shown_for_an_unknown_day(self, held: Any) -> None:
        (finding,) = held(("transfer RU>KP petroleum.refined", {}), published=None).findings
        assert finding.paragraphs == ("2397 OP5",)


class TestElements:
    def test_a_denial_beside_an_allegation_is_shown_and_decides_nothing(self, held: Any) -> None:
        denial = ("transfer KP>RU arms.other", {"stance": Stance.DENIES, "by": "RU"})
        (finding,) = held(("transfer KP>RU arms.ammunition", IN_2024), denial).findings
        status = next(e for e in finding.elements if e.name == "status")
        assert "denied by RU" in status.because
        assert status.claims == ("c0",)

    def test_a_plan_of_one_thing_does_not_ride_on_a_delivery_of_another(self, held: Any) -> None:
        plan = ("transfer RU>KP luxury", {"status": Status.PLANNED})
        assert [f.measure for f in held(("transfer RU>KP vehicle", IN_2024), plan).findings] == ["KP.VEH"]

    def test_a_ceiling_is_a_sum_and_not_known(self, held: Any) -> None:
        (finding,) = held(("transfer RU>KP petroleum.refined", IN_2024)).findings
        ceiling = next(e for e in finding.elements if e.name.startswith("ceiling"))
        assert ceiling.state == "unknown"
        assert "500,000 barrels, a calendar year" in ceiling.because

    def test_troops_are_a_contested_reading(self, held: Any) -> None:
        for finding in held(("deployment KP>RU troops", IN_2024)).findings:
            reading = next(e for e in finding.elements if e.name == "reading")
            assert reading.state == "unknown"
            assert reading.because.startswith("Contested")

    def test_training_out_of_and_into_the_state_rests_on_other_paragraphs(self, held: Any) -> None:
        (out,) = held(("training KP>RU", IN_2024)).findings
        (into,) = held(("training RU>KP", IN_2024)).findings
        assert out.paragraphs == ("1718 OP8(c)", "1874 OP9", "2270 OP9")
        assert into.paragraphs == ("1718 OP8(c)",)

    def test_a_way_out_that_came_later_is_none(self, held: Any) -> None:
        def ways(when: str) -> str:
            (finding,) = held(("transfer RU>KP luxury", {"when": when})).findings
            return next(str(e.because) for e in finding.elements if e.name == "exemption or approval")

        assert ways("2014-03-01") == "Committee approval: unknown"
        assert "2321 OP46" in ways("2017-03-01")
        assert "2397 OP25" not in ways("2017-03-01")
        assert "2397 OP25" in ways("2018-03-01")

    def test_a_limousine_is_named_as_a_luxury_good_and_a_horse_is_not(self, held: Any) -> None:
        name = "named as a luxury good"
        limousine, _ = held(("transfer RU>KP luxury vehicle", IN_2024)).findings
        (horse,) = held(("transfer RU>KP luxury", IN_2024)).findings
        assert next(e.state for e in limousine.elements if e.name == name) == "met"
        assert next(e.state for e in horse.elements if e.name == name) == "unknown"


def test_a_finding_carries_the_weakest_citation_and_its_rules(held: Any, un_kp: Any) -> None:
    by_measure = {
        what: held((what, IN_2024)).findings[0]
        for what in ("transfer KP>RU arms.ammunition", "transfer RU>KP tech.space", "transfer RU>KP vehicle")
    }
    assert [f.citation_status for f in by_measure.values()] == ["partly", "seen", "partly"]
    assert {f.rule_base for f in by_measure.values()} == {f"UN-KP@{un_kp.version}"}
    assert by_measure["transfer KP>RU arms.ammunition"].paragraphs == ("1718 OP8(b)", "1874 OP9", "2270 OP6")


def test_no_word_of_a_breach(held: Any, un_kp: Any) -> None:
    texts = [e.because for what, fields, _ in ENGAGES for f in held((what, fields)).findings for e in f.elements]
    texts += [m.title + m.note for m in un_kp.measures]
    assert not [t for t in texts if "violat" in t.lower() or "illegal" in t.lower()]
