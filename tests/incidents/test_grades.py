"""Grades: proposed with reasons, set by people only, reliability and credibility apart."""

from __future__ import annotations

from typing import Any

import pytest

from probata.incidents import Rulings, fuse
from probata.records import Act, Decision, Incident, Stance, make_id

SHELLS = "transfer KP>RU arms.ammunition"
DAY = {"when": "2024-03-05"}


def decide(act: str, n: int = 0, **told: Any) -> Decision:
    at = f"2026-01-02T03:04:05.{n:06d}Z"
    return Decision(make_id("d", act, n, told), Act(act), "tester", at, "weighed", **told)


@pytest.fixture
def told(make_report: Any, knowledge: Any) -> Any:
    def fused(claims: list[Any], *decisions: Decision) -> Incident:
        reports = [make_report(f"r{n}", outlet=f"Gazette {n}") for n in range(1, 5)]
        (one,) = fuse(claims, (), reports, knowledge, Rulings.of(decisions))
        return one

    return fused


@pytest.mark.parametrize(
    ("why", "who", "proposed", "because"),
    [
        ("a single origin", ["KR"], "3", "single origin"),
        ("a single origin, alleged", [("KR", Stance.ALLEGES)], "3", "single origin"),
        ("two independent ones that assert it", ["KR", "US"], "1", "nothing contradicts"),
        ("two that only allege it", [("KR", Stance.ALLEGES), ("US", Stance.ALLEGES)], "2", "allege"),
        ("two, and one denies", ["KR", "US", ("RU", Stance.DENIES)], "3", "denied by RU"),
        ("one, and one denies", ["KR", ("RU", Stance.DENIES)], "6", "denied by RU"),
        ("nobody but an unnamed source", ["anonymous"], "6", "no origin"),
        ("a denial alone", [("RU", Stance.DENIES)], "6", "nobody asserts"),
        ("ten reprints of one", ["KR"] * 4, "3", "1 independent origin"),
    ],
)
def test_credibility_is_proposed(
    why: str, who: list[Any], proposed: str, because: str, told: Any, make_claim: Any
) -> None:
    claims = []
    for n, one in enumerate(who, 1):
        by, stance = one if isinstance(one, tuple) else (one, Stance.ASSERTS)
        claims.append(make_claim(SHELLS, by, stance=stance, report=f"r{n}", **DAY))
    incident = told(claims)
    assert (incident.reliability, incident.credibility) == ("F", "6"), "nothing is set but by a person"
    assert incident.proposed is not None
    assert incident.proposed.credibility.value == proposed, why
    assert because in "; ".join(incident.proposed.credibility.because)


def test_amounts_that_exclude_each_other_are_not_confirmed(told: Any, make_claim: Any) -> None:
    claims = [
        make_claim(SHELLS, "KR", how_many=(5000, 5000, "container"), **DAY),
        make_claim(SHELLS, "US", report="r2", how_many=(900, 900, "container"), **DAY),
    ]
    proposed = told(claims).proposed
    assert proposed is not None
    assert proposed.credibility.value == "2"
    assert any("quantity" in b for b in proposed.credibility.because)


def test_a_good_source_never_lifts_a_bad_item(told: Any, make_claim: Any) -> None:
    claims = [make_claim(SHELLS, "KR", **DAY)]
    plain = told(claims)
    graded = told(claims, decide("grade-source", source="KR", reliability="A", record="right in 9 of 10 cases"))
    assert plain.proposed is not None
    assert graded.proposed is not None
    assert (plain.proposed.reliability.value, graded.proposed.reliability.value) == ("F", "A")
    assert graded.proposed.credibility == plain.proposed.credibility
    assert (graded.reliability, graded.credibility) == ("F", "6")
    (source,) = graded.proposed.sources
    assert (source.source, source.reliability.value, source.record) == ("KR", "A", "right in 9 of 10 cases")


def test_the_weakest_source_speaks_for_them(told: Any, make_claim: Any) -> None:
    claims = [make_claim(SHELLS, "KR", **DAY), make_claim(SHELLS, "US", report="r2", **DAY)]
    good, bad = (
        decide("grade-source", n, source=s, reliability=r) for n, (s, r) in enumerate([("KR", "A"), ("US", "D")])
    )
    assert told(claims, good).proposed.reliability.value == "F"
    assert told(claims, good, bad).proposed.reliability.value == "D"


def test_a_source_is_graded_by_the_day_of_its_report(told: Any, make_claim: Any) -> None:
    claims = [make_claim(SHELLS, "KR", **DAY)]  # the report is of 2024-06-17
    early = decide("grade-source", source="KR", reliability="B", valid_to="2024-06-16")
    late = decide("grade-source", 1, source="KR", reliability="C", valid_from="2024-06-17")
    assert told(claims, early).proposed.reliability.value == "F"
    graded = told(claims, early, late).proposed
    assert graded.reliability.value == "C"
    assert "B, to 2024-06-16" in graded.sources[0].record


def test_interest_and_access_come_from_the_tables(told: Any, make_claim: Any) -> None:
    claims = [
        make_claim(SHELLS, "KR", **DAY),
        make_claim(SHELLS, "RU", report="r2", stance=Stance.DENIES, **DAY),
        make_claim(SHELLS, "anonymous", report="r3", **DAY),
    ]
    sources = {s.source: s for s in told(claims).proposed.sources}
    assert sources["KR"].interest == ""
    assert "party to the event (RU)" in sources["RU"].interest
    assert sources["RU"].access == "first hand, as a party to the event"
    assert sources["anonymous in r3"].access == "not known: nobody is named"


def test_people_s_grades_stand_in_the_incident_and_proposals_beside_them(told: Any, make_claim: Any) -> None:
    claims = [make_claim(SHELLS, "KR", **DAY), make_claim(SHELLS, "US", report="r2", **DAY)]
    ids = tuple(c.id for c in claims)
    graded = told(claims, decide("grade-incident", claims=ids, credibility="1", reliability="B"))
    assert (graded.reliability, graded.credibility) == ("B", "1")
    assert graded.proposed.reliability.value == "F"


def test_a_one_doesn_t_hold_without_two_origins(told: Any, make_claim: Any) -> None:
    claims = [make_claim(SHELLS, "KR", **DAY), make_claim(SHELLS, "US", report="r2", **DAY)]
    set_ = decide("grade-incident", claims=tuple(c.id for c in claims), credibility="1")
    incident = told(claims, set_, decide("same-origin", 1, roots=("KR", "US")))
    assert (incident.independent_origins, incident.credibility) == (1, "6")
    assert "doesn't hold now" in incident.proposed.credibility.because[-1]
