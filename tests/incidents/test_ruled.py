"""Decisions laid over incidents: nothing lost, nothing joined that nobody named."""

from __future__ import annotations

from typing import Any

import pytest

from probata.incidents import Rulings, fuse
from probata.records import Act, Decision, Incident, Stance, Status, make_id

SHELLS = "transfer KP>RU arms.ammunition"
CAR = "transfer RU>KP luxury vehicle"


def decide(act: str, n: int = 0, **told: Any) -> Decision:
    at = f"2026-01-02T03:04:05.{n:06d}Z"
    return Decision(make_id("d", act, n, told), Act(act), "tester", at, "a reason", **told)


@pytest.fixture
def told(make_claim: Any, make_report: Any, knowledge: Any) -> Any:
    """Fuses claims of the reports r1 to r4 with decisions."""

    def fused(claims: list[Any], *decisions: Decision) -> tuple[Incident, ...]:
        reports = [make_report(f"r{n}", outlet=f"Gazette {n}") for n in range(1, 5)]
        return fuse(claims, (), reports, knowledge, Rulings.of(decisions))

    return fused


def groups(incidents: tuple[Incident, ...]) -> set[frozenset[str]]:
    return {frozenset(i.claims) for i in incidents}


@pytest.fixture
def march(make_claim: Any) -> list[Any]:
    return [make_claim(SHELLS, when="2024-03-05"), make_claim(SHELLS, "US", when="2024-03-06", report="r2")]


@pytest.fixture
def may(make_claim: Any) -> list[Any]:
    return [make_claim(SHELLS, "JP", when="2024-05-20", report="r3", how_many=(5, 5, "container"))]


def ids(claims: list[Any]) -> tuple[str, ...]:
    return tuple(c.id for c in claims)


def test_a_merge_joins_incidents_and_drops_no_value(told: Any, march: list[Any], may: list[Any]) -> None:
    before = told([*march, *may])
    assert groups(before) == {frozenset(ids(march)), frozenset(ids(may))}
    (one,) = told([*march, *may], decide("merge", claims=ids([march[0], may[0]])))
    assert set(one.claims) == set(ids([*march, *may]))
    assert one.id in {i.id for i in before}
    assert (one.independent_origins, [q.low for q in one.quantities]) == (3, [5])
    assert (one.time and (one.time.start, one.time.end)) == ("2024-03-05", "2024-05-20")


def test_a_claim_that_comes_later_goes_with_its_cell(told: Any, march: list[Any], may: list[Any]) -> None:
    (one,) = told([march[0], *may, march[1]], decide("merge", claims=ids([march[0], may[0]])))
    assert march[1].id in one.claims


def test_a_retracted_merge_leaves_the_machine_s_own(told: Any, march: list[Any], may: list[Any]) -> None:
    joined = decide("merge", claims=ids([march[0], may[0]]))
    back = decide("retract", 1, retracts=joined.id)
    assert told([*march, *may], joined, back) == told([*march, *may])


def test_a_split_makes_an_incident_of_its_own(told: Any, march: list[Any]) -> None:
    apart = decide("split", claims=(march[1].id,), others=(march[0].id,))
    found = told(march, apart)
    assert groups(found) == {frozenset({c.id}) for c in march}
    assert len({i.id for i in found}) == 2
    assert {i.independent_origins for i in found} == {1}


def test_a_denial_of_several_unites_nothing(told: Any, make_claim: Any, march: list[Any], may: list[Any]) -> None:
    denial = make_claim(SHELLS, "RU", stance=Stance.DENIES, report="r4")
    everything = [*march, *may, denial]
    before = told(everything)
    assert all(denial.id in i.claims for i in before)
    car = make_claim(CAR, when="2024-02-18")
    merged = told([*everything, car], decide("merge", claims=(march[0].id, car.id, denial.id), shared=(denial.id,)))
    assert groups(merged) == {frozenset({*ids(march), car.id, denial.id}), frozenset({*ids(may), denial.id})}
    # Even where it wasn't shared yet when they were merged.
    again = told([*everything, car], decide("merge", claims=(march[0].id, car.id, denial.id)))
    assert groups(again) == groups(merged)


def test_a_denial_split_off_one_incident_still_stands_beside_the_other(
    told: Any, make_claim: Any, march: list[Any], may: list[Any]
) -> None:
    denial = make_claim(SHELLS, "RU", stance=Stance.DENIES, report="r4")
    for shared in ((denial.id,), ()):
        apart = decide("split", claims=(denial.id,), others=ids(march), shared=shared)
        found = told([*march, *may, denial], apart)
        assert frozenset(ids(march)) in groups(found)
        assert any({denial.id, may[0].id} <= set(i.claims) for i in found)


def test_every_claim_stays_somewhere(told: Any, make_claim: Any, march: list[Any], may: list[Any]) -> None:
    denial = make_claim(SHELLS, "RU", stance=Stance.DENIES, when="2024-03-05", report="r4")
    plan = make_claim(SHELLS, "KR", status=Status.PLANNED)
    claims = [*march, *may, denial, plan]
    decisions = [
        decide("merge", 1, claims=ids([march[0], may[0]])),
        decide("split", 2, claims=(march[0].id,), others=ids([march[1], may[0]])),
        decide("split", 3, claims=(denial.id,), others=(march[1].id,)),
    ]
    found = told(claims, *decisions)
    assert {c for i in found for c in i.claims} == set(ids(claims))
    assert frozenset({march[0].id}) in groups(found)


def test_one_origin_and_two_origins_by_decision(told: Any, march: list[Any]) -> None:
    (before,) = told(march)
    assert before.independent_origins == 2
    same = decide("same-origin", roots=("KR", "US"))
    (one,) = told(march, same)
    assert one.independent_origins == 1
    assert [o.root for o in one.origins if o.counted] == ["KR"]
    assert {o.root for o in one.origins} == {"KR", "US"}
    (two,) = told(march, same, decide("not-same-origin", 1, roots=("KR", "US")))
    assert two.independent_origins == 2


def test_a_state_and_its_unnamed_officials_set_apart(told: Any, make_claim: Any) -> None:
    unnamed = make_claim(SHELLS, "US", report="r2", source_text="two US officials", named=False)
    claims = [make_claim(SHELLS, "US"), unnamed]
    (before,) = told(claims)
    assert ({o.root for o in before.origins}, before.independent_origins) == ({"US", "unnamed of US"}, 1)
    apart = decide("not-same-origin", roots=("US", "unnamed of US"))
    (after,) = told(claims, apart)
    assert after.independent_origins == 2
    (again,) = told(claims, apart, decide("retract", 1, retracts=apart.id))
    assert again == before
    # One with another root, a state's unnamed officials still count as the state.
    (joined,) = told([*claims, make_claim(SHELLS, "JP", report="r3")],
                     decide("same-origin", roots=("JP", "unnamed of US")))  # fmt: skip
    assert joined.independent_origins == 1


def test_reports_of_one_text_by_decision(told: Any, make_claim: Any) -> None:
    own = [make_claim(SHELLS, "report"), make_claim(SHELLS, "report", report="r2")]
    roots = {o.root for i in told(own) for o in i.origins}
    assert len(roots) == 2
    (one,) = told(own, decide("same-origin", reports=("r1", "r2")))
    assert len({o.root for o in one.origins}) == 1
    (two,) = told(own, decide("same-origin", reports=("r1", "r2")), decide("not-same-origin", 1, reports=("r1", "r2")))
    assert len({o.root for o in two.origins}) == 2
