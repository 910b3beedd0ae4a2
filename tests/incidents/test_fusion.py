"""Which claims become one incident, and that nothing is lost on the way."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probata.incidents import fuse
from probata.records import ClaimType, ConflictKind, QuantityRole, Stance, Status, to_json

SHELLS = "transfer KP>RU arms.ammunition"
WEAPONS = "transfer KP>RU arms.other"
CAR = "transfer RU>KP luxury vehicle"
VISIT = "visit Vladimir_Putin>KP"
MEETING = "meeting Kim_Jong_Un>Vladimir_Putin"

# (why, first claim, second claim, one incident?)
PAIRS = [
    ("two sources of one stream", (SHELLS, {}), (SHELLS, {"by": "US"}), True),
    ("unnamed weapons are the shells of the same parties", (SHELLS, {}), (WEAPONS, {"by": "US"}), True),
    ("across reports", (SHELLS, {}), (SHELLS, {"by": "US", "report": "r2"}), True),
    ("the other direction", (SHELLS, {}), ("transfer RU>KP arms.ammunition", {}), False),
    ("a limousine and arms of one direction", (CAR, {}), ("transfer RU>KP arms.other", {}), False),
    ("a plan and a delivery", (SHELLS, {}), (SHELLS, {"status": Status.PLANNED}), False),
    ("a wish and a delivery", (SHELLS, {}), (SHELLS, {"status": Status.SOUGHT}), False),
    ("a possibility and a delivery", (SHELLS, {}), (SHELLS, {"status": Status.POSSIBLE}), False),
    ("a condition and a delivery", (SHELLS, {}), (SHELLS, {"status": Status.CONDITIONAL}), False),
    ("done and going on", (SHELLS, {}), (SHELLS, {"status": Status.ONGOING}), True),
    ("another receiver", (SHELLS, {}), ("transfer KP>IR arms.ammunition", {}), False),
    ("one day told by two", (SHELLS, {"when": "2023-09-12"}), (SHELLS, {"when": "2023-09-12", "by": "US"}), True),
    ("a day and its month", (SHELLS, {"when": "2023-09-12"}), (SHELLS, {"when": "2023-09-01/2023-09-30"}), True),
    (
        "months on end",
        (SHELLS, {"when": "2022-12-01/2022-12-31"}),
        (SHELLS, {"when": "2023-01-01/2023-01-31"}),
        False,
    ),
    ("months apart", (SHELLS, {"when": "2023-09-12"}), (SHELLS, {"when": "2024-03-01/2024-03-31"}), False),
    ("one delivery and the stream", (SHELLS, {"when": "2023-09-12"}), (SHELLS, {}), False),
    ("a car told with a date and without, one report", (CAR, {"when": "2024-02-18"}), (CAR, {"by": "US"}), True),
    ("a car this year and on a day", (CAR, {"when": "2024-01-01/2024-06-17"}), (CAR, {"when": "2024-02-18"}), True),
    ("two cars", (CAR, {"when": "2024-02-18"}), (CAR, {"when": "2024-06-19"}), False),
    (
        "a visit last year and in its month",
        (VISIT, {"when": "2023-01-01/2023-12-31"}),
        (VISIT, {"when": "2023-09-13"}),
        True,
    ),
    ("visits years apart", (VISIT, {"when": "2000-07-01/2000-07-31"}), (VISIT, {"when": "2024-06-18"}), False),
    ("a meeting told from either side", (MEETING, {}), ("meeting Vladimir_Putin>Kim_Jong_Un", {}), True),
    (
        "launches of two days",
        ("launch KP> arms.missile", {"when": "2022-11-02"}),
        ("launch KP> arms.missile", {"when": "2022-11-03"}),
        False,
    ),
    ("without a receiver, in one report", (SHELLS, {}), ("transfer KP> arms.ammunition", {}), True),
    ("without a receiver, in two reports", (SHELLS, {}), ("transfer KP> arms.ammunition", {"report": "r2"}), False),
    (
        "a person for the state",
        ("transfer Vladimir_Putin>KP luxury", {"when": "2024-02-18"}),
        (CAR, {"when": "2024-02-18"}),
        True,
    ),
]


@pytest.mark.parametrize(("first", "second", "one"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_what_is_one_incident(
    first: Any, second: Any, one: bool, make_claim: Any, make_report: Any, knowledge: Any
) -> None:
    a, b = make_claim(first[0], **first[1]), make_claim(second[0], **second[1])
    reports = (make_report("r1"), make_report("r2"))
    assert len(fuse([a, b], (), reports, knowledge)) == (1 if one else 2)


def test_a_list_over_several_goods_stands_in_each_family(make_claim: Any, knowledge: Any) -> None:
    both = make_claim("transfer RU>KP tech.military aid", status=Status.POSSIBLE)
    found = fuse([both], (), (), knowledge)
    assert sorted(i.object for i in found) == [("aid",), ("tech.military",)]
    assert all(i.claims == (both.id,) for i in found)


def test_an_amount_between_a_party_and_itself_has_no_two_directions(make_claim: Any, knowledge: Any) -> None:
    (incident,) = fuse(
        [make_claim("transfer KP>KP arms.ammunition", how_many=(7000, 7000, "container"))], (), (), knowledge
    )
    assert incident.conflicts == ()


def test_every_voice_is_listed_by_its_stance(make_claim: Any, knowledge: Any) -> None:
    claims = [
        make_claim(by="KR"),
        make_claim(by="US", stance=Stance.ALLEGES),
        make_claim(by="anonymous", stance=Stance.ALLEGES),
        make_claim(by="report"),
        make_claim(WEAPONS, by="RU", stance=Stance.DENIES),
        make_claim(by="JP", stance=Stance.UNVERIFIED),
    ]
    (incident,) = fuse(claims, (), (), knowledge)
    assert incident.asserted_by == ("KR", "report")
    assert incident.alleged_by == ("US", "anonymous")
    assert incident.denied_by == ("RU",)
    assert incident.unverified_by == ("JP",)
    assert (incident.reliability, incident.credibility) == ("F", "6")
    assert [c.about for c in incident.conflicts] == [ConflictKind.DENIAL]


def test_a_plain_negative_counts_against_the_event(make_claim: Any, knowledge: Any) -> None:
    (incident,) = fuse([make_claim(by="KR"), make_claim(by="JP", negated=True)], (), (), knowledge)
    assert incident.asserted_by == ("KR",)
    assert incident.denied_by == ("JP",)


class TestDenials:
    def test_without_details_joins_what_its_report_alleges(self, make_claim: Any, knowledge: Any) -> None:
        bare = make_claim("transfer >", by="RU", stance=Stance.DENIES)
        (incident,) = fuse([make_claim(), bare], (), (), knowledge)
        assert incident.denied_by == ("RU",)

    def test_of_all_transfers_denies_each(self, make_claim: Any, make_report: Any, knowledge: Any) -> None:
        claims = [
            make_claim(when="2023-09-12"),
            make_claim(when="2024-02-01", report="r2"),
            make_claim(by="US"),
            make_claim(WEAPONS, by="RU", stance=Stance.DENIES),
        ]
        found = fuse(claims, (), (make_report("r1"), make_report("r2")), knowledge)
        assert [i.denied_by for i in found] == [("RU",)] * 3

    def test_does_not_deny_what_came_after_it(self, make_claim: Any, make_report: Any, knowledge: Any) -> None:
        later = make_claim(when="2025-03-01", report="r2")
        denial = make_claim(WEAPONS, by="RU", stance=Stance.DENIES)
        found = fuse([later, denial], (), (make_report("r1"), make_report("r2", "2025-03-05")), knowledge)
        assert {i.asserted_by: i.denied_by for i in found} == {("KR",): (), (): ("RU",)}

    def test_of_a_plan_told_as_done_joins_the_plan(self, make_claim: Any, knowledge: Any) -> None:
        plan = make_claim(status=Status.PLANNED)
        (incident,) = fuse([plan, make_claim(by="RU", stance=Stance.DENIES)], (), (), knowledge)
        assert incident.denied_by == ("RU",)

    def test_of_an_act_without_a_day_meets_the_undated_claims_of_its_month(
        self, make_claim: Any, make_report: Any, knowledge: Any
    ) -> None:
        claims = [make_claim(VISIT), make_claim(VISIT, by="RU", report="r2", stance=Stance.DENIES)]
        (incident,) = fuse(claims, (), (make_report("r1"), make_report("r2", "2024-06-20")), knowledge)
        assert (incident.asserted_by, incident.denied_by) == (("KR",), ("RU",))

    def test_of_what_nobody_claims_stands_by_itself(self, make_claim: Any, knowledge: Any) -> None:
        (incident,) = fuse([make_claim(by="RU", stance=Stance.DENIES)], (), (), knowledge)
        assert incident.independent_origins == 0
        assert not incident.conflicts


class TestAmounts:
    def test_contrary_ones_are_kept_and_listed(self, make_claim: Any, make_report: Any, knowledge: Any) -> None:
        claims = [
            make_claim(how_many=(7000, 7000, "container")),
            make_claim(by="US", how_many=(10000, None, "container")),
            make_claim(by="JP", how_many=(7000, 7000, "container")),
            make_claim(by="JP", how_many=(3, 3, "trip")),
        ]
        (incident,) = fuse(claims, (), (make_report(),), knowledge)
        assert [(q.low, q.high, q.unit, len(q.claims)) for q in incident.quantities] == [
            (7000, 7000, "container", 2),
            (10000, None, "container", 1),
            (3, 3, "trip", 1),
        ]
        (conflict,) = incident.conflicts
        assert conflict.about is ConflictKind.QUANTITY
        assert "US, reported 2024-06-17" in conflict.note

    def test_alternatives_of_one_claim_are_no_conflict(self, make_claim: Any, knowledge: Any) -> None:
        either = make_claim(how_many=(3_000_000, 3_000_000, "round"), any_of=[(500_000, 500_000, "round")])
        (incident,) = fuse([either], (), (), knowledge)
        assert [q.low for q in incident.quantities] == [500_000, 3_000_000]
        assert not incident.conflicts

    def test_what_would_fit_is_kept_apart_from_what_came(self, make_claim: Any, knowledge: Any) -> None:
        claims = [
            make_claim(how_many=(5, 5, "round")),
            make_claim(how_many=(9, 9, "round"), role=QuantityRole.CAPACITY),
        ]
        (incident,) = fuse(claims, (), (), knowledge)
        assert {q.low: q.role for q in incident.quantities} == {5: "transferred", 9: "capacity"}
        assert not incident.conflicts

    @pytest.mark.parametrize(
        ("first", "second", "contrary"),
        [
            (("2023-03-01/2023-03-31", 50), ("2023-04-01/2023-04-30", 10), False),
            (("2023-03-01/2023-03-31", 50), ("2023-03-01/2023-03-31", 10), True),
            (("2023-01-01/2023-12-31", 50), ("2023-01-01/2023-06-30", 10), False),
            (("2023-01-01/2023-12-31", 10), ("2023-01-01/2023-06-30", 50), True),
            ((None, 10), ("2023-01-01/2023-06-30", 50), True),
        ],
    )
    def test_only_those_of_one_time_are_contrary(
        self, first: Any, second: Any, contrary: bool, make_claim: Any, knowledge: Any
    ) -> None:
        oil = "transfer RU>KP petroleum.refined"
        claims = [make_claim(oil, when=when, how_many=(n, n, "barrel")) for when, n in (first, second)]
        found = fuse(claims, (), (), knowledge)
        assert [c.about for i in found for c in i.conflicts] == (["quantity"] if contrary else [])

    def test_told_in_both_directions(self, make_claim: Any, knowledge: Any) -> None:
        amount = (7000, 7000, "container")
        found = fuse(
            [make_claim(how_many=amount), make_claim("transfer RU>KP arms.other", how_many=amount)], (), (), knowledge
        )
        assert [[c.about for c in i.conflicts] for i in found] == [[ConflictKind.DIRECTION]] * 2


def test_days_that_miss_each_other_are_a_conflict_of_time(make_claim: Any, knowledge: Any) -> None:
    claims = [make_claim(VISIT, when="2024-06-18/2024-06-19"), make_claim(VISIT, by="report", when="2024-06-20")]
    (incident,) = fuse(claims, (), (), knowledge)
    assert [c.about for c in incident.conflicts] == [ConflictKind.TIME]
    assert incident.time is not None
    assert (incident.time.start, incident.time.end) == ("2024-06-18", "2024-06-20")


class TestIds:
    @pytest.mark.parametrize(
        ("before", "joins"),
        [
            ((SHELLS, {}), (WEAPONS, {"by": "US", "report": "r2"})),
            ((VISIT, {"when": "2023-09-13"}), (VISIT, {"when": "2023-01-01/2023-12-31"})),
            ((CAR, {"when": "2024-02-18"}), (CAR, {"when": "2024-01-01/2024-06-17"})),
            ((SHELLS, {"when": "2023-09-12"}), (SHELLS, {"when": "2023-09-01/2023-09-30"})),
            ((SHELLS, {}), (SHELLS, {"by": "RU", "stance": Stance.DENIES})),
        ],
    )
    def test_stay_when_a_claim_joins(self, before: Any, joins: Any, make_claim: Any, knowledge: Any) -> None:
        first, second = make_claim(before[0], **before[1]), make_claim(joins[0], **joins[1])
        (alone,), (both,) = fuse([first], (), (), knowledge), fuse([first, second], (), (), knowledge)
        assert alone.id == both.id
        assert len(both.claims) == 2

    def test_two_events_of_one_month_have_two(self, make_claim: Any, knowledge: Any) -> None:
        days = [make_claim("seizure US>KP cargo.unknown", when=f"2024-05-{d:02}") for d in (1, 8, 15, 22)]
        assert len({i.id for i in fuse(days, (), (), knowledge)}) == 4


WHATS = [
    SHELLS,
    WEAPONS,
    CAR,
    VISIT,
    MEETING,
    "transfer KP> arms.other",
    "transfer >",
    "transfer RU>KP aid tech.military",
]
TIMES = [
    None,
    "2023-09-12",
    "2023-09-14",
    "2023-09-01/2023-09-30",
    "2023-01-01/2023-12-31",
    "2024-02-18",
    "2024-01-01/2024-06-17",
]
AMOUNTS = [None, (7000, 7000, "container"), (9000, None, "container"), (None, 3, "round")]
CLAIMS = st.lists(
    st.fixed_dictionaries(
        {
            "what": st.sampled_from(WHATS),
            "by": st.sampled_from(["KR", "RU", "report", "anonymous", "An Expert"]),
            "when": st.sampled_from(TIMES),
            "how_many": st.sampled_from(AMOUNTS),
            "status": st.sampled_from([Status.DONE, Status.ONGOING, Status.PLANNED]),
            "stance": st.sampled_from(list(Stance)),
            "report": st.sampled_from(["r1", "r2", "r3"]),
        }
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(drawn=CLAIMS, data=st.data())
def test_order_does_not_matter_and_nothing_is_lost(
    drawn: Any, data: Any, make_claim: Any, make_report: Any, knowledge: Any
) -> None:
    published = st.sampled_from([None, "2023-10-01", "2024-06-17", "2024-06-20"])
    reports = [make_report(f"r{n}", data.draw(published), outlet="Somewhere Daily" * (n % 2)) for n in (1, 2, 3)]
    claims = [make_claim(d.pop("what"), **d) for d in map(dict, drawn)]
    found = fuse(claims, (), reports, knowledge)
    again = fuse(data.draw(st.permutations(claims)), (), reports[::-1], knowledge)
    assert to_json(found) == to_json(again)
    assert len({i.id for i in found}) == len(found)

    by_id = {c.id: c for c in claims}
    homes = Counter(c for i in found for c in i.claims)
    assert homes.keys() == by_id.keys()
    for claim_id, times in homes.items():
        claim = by_id[claim_id]
        denial = claim.stance is Stance.DENIES
        assert times == 1 or denial or (claim.type is ClaimType.TRANSFER and len(claim.object) == 2)
    for incident in found:
        own = [by_id[c] for c in incident.claims]
        told = {(c.quantity.low, c.quantity.high, c.quantity.unit, c.id) for c in own if c.quantity}
        assert told == {(q.low, q.high, q.unit, c) for q in incident.quantities for c in q.claims}
        voices = {*incident.asserted_by, *incident.alleged_by, *incident.denied_by, *incident.unverified_by}
        assert voices == {c.source.id for c in own}
        assert {c for o in incident.origins for c in o.claims} == set(incident.claims)
        prospective = {c.status is Status.PLANNED for c in own if c.stance is not Stance.DENIES}
        assert len(prospective) <= 1, "a plan stands among deliveries"
