"""What decisions amount to: retracting, order, contradiction, and what is not there any more."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.incidents import Rulings
from probata.records import Act, Decision, make_id

CLAIMS = tuple(f"c{n}" for n in range(6))
_count = iter(range(1_000_000))


def decide(act: Act | str, n: int | None = None, **told: Any) -> Decision:
    """A decision; the later one has the greater number."""
    n = next(_count) if n is None else n
    at = f"2026-01-02T03:04:05.{n:06d}Z"
    return Decision(make_id("d", act, n, told), Act(act), "tester", at, "a reason", **told)


def merge(*claims: str, **told: Any) -> Decision:
    return decide("merge", claims=claims, **told)


def split(claims: str, others: str, **told: Any) -> Decision:
    return decide("split", claims=tuple(claims.split()), others=tuple(others.split()), **told)


def state(rulings: Rulings) -> Any:
    """All that can be asked of rulings on the made-up claims, roots and reports."""
    pairs = [(a, b) for a in CLAIMS for b in CLAIMS if a != b]
    return (
        [(rulings.cell_of(c), rulings.joined(c), rulings.set_apart(c)) for c in CLAIMS],
        [(rulings.one_root(c), rulings.one_text(c)) for c in CLAIMS],
        [(rulings.roots_apart(a, b), rulings.apart(a, b)) for a, b in pairs],
        [rulings.credibility([c]) for c in CLAIMS],
        [rulings.reliability(c, "2024-05-05") for c in CLAIMS],
        rulings.overruled,
    )


some = st.lists(st.sampled_from(CLAIMS), min_size=2, max_size=4, unique=True).map(tuple)
acts = st.one_of(
    some.map(lambda c: ("merge", {"claims": c})),
    some.map(lambda c: ("split", {"claims": c[:1], "others": c[1:]})),
    some.map(lambda c: ("same-origin", {"roots": c})),
    some.map(lambda c: ("not-same-origin", {"roots": c})),
    some.map(lambda c: ("same-origin", {"reports": c})),
    some.map(lambda c: ("not-same-origin", {"reports": c[:2]})),
    st.tuples(some, st.sampled_from("123456")).map(lambda t: ("grade-incident", {"claims": t[0], "credibility": t[1]})),
    st.tuples(st.sampled_from(CLAIMS), st.sampled_from("ABCDEF")).map(
        lambda t: ("grade-source", {"source": t[0], "reliability": t[1]})
    ),
)
histories = st.lists(acts, max_size=8).map(
    lambda given: [decide(act, n, **told) for n, (act, told) in enumerate(given)]
)


@given(histories, st.data())
def test_a_retracted_decision_was_never_made(history: list[Decision], data: st.DataObject) -> None:
    gone = [d for d in history if data.draw(st.booleans())]
    retractions = [decide("retract", 900 + n, retracts=d.id) for n, d in enumerate(gone)]
    kept = [d for d in history if d not in gone]
    assert state(Rulings.of([*history, *retractions])) == state(Rulings.of(kept))


@given(histories, st.data())
def test_a_retraction_of_a_retraction_brings_it_back(history: list[Decision], data: st.DataObject) -> None:
    if history:
        one = data.draw(st.sampled_from(history))
        first = decide("retract", 900, retracts=one.id)
        second = decide("retract", 901, retracts=first.id)
        assert state(Rulings.of([*history, first, second])) == state(Rulings.of(history))


@given(histories, st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_given_doesnt_matter(history: list[Decision], random: Any) -> None:
    shuffled = list(history)
    random.shuffle(shuffled)
    assert state(Rulings.of(shuffled)) == state(Rulings.of(history))


@given(st.lists(some, min_size=1, max_size=6), st.permutations(range(6)))
def test_merges_can_be_made_in_any_order_and_are_symmetric_and_transitive(
    sets: list[tuple[str, ...]], order: list[int]
) -> None:
    one = Rulings.of(decide("merge", n, claims=c) for n, c in enumerate(sets))
    other = Rulings.of(decide("merge", order[n], claims=tuple(reversed(c))) for n, c in enumerate(sets))
    for a in CLAIMS:
        assert one.joined(a) == other.joined(a)
        for b in one.joined(a):
            assert one.joined(b) == one.joined(a)
            assert a in one.joined(b)
    for c in sets:
        assert set(c) <= one.joined(c[0])


@given(histories)
def test_the_latest_always_holds(history: list[Decision]) -> None:
    if not history:
        return
    rulings, last = Rulings.of(history), history[-1]
    assert last.id not in {o.decision for o in rulings.overruled}
    match last.act:
        case Act.MERGE:
            assert set(last.claims) <= rulings.joined(last.claims[0])
        case Act.SPLIT:
            assert {rulings.cell_of(c) for c in last.claims} == {last.id}
            assert not rulings.joined(last.claims[0]) & set(last.others)
        case Act.SAME_ORIGIN if last.roots:
            assert len({rulings.one_root(r) for r in last.roots}) == 1
        case Act.NOT_SAME_ORIGIN if last.reports:
            assert rulings.apart(*last.reports)
        case Act.GRADE_INCIDENT:
            assert rulings.credibility(last.claims) == last
        case Act.GRADE_SOURCE:
            assert rulings.reliability(last.source or "", None) == last


def test_unrelated_decisions_in_any_order() -> None:
    told = [("merge", {"claims": ("c0", "c1")}), ("split", {"claims": ("c2",), "others": ("c3",)})]
    one, other = (Rulings.of(decide(a, n, **t) for n, (a, t) in enumerate(d)) for d in (told, told[::-1]))
    assert [one.joined(c) for c in CLAIMS] == [other.joined(c) for c in CLAIMS]
    assert [bool(one.cell_of(c)) for c in CLAIMS] == [bool(other.cell_of(c)) for c in CLAIMS]


def test_a_split_takes_its_claims_out_of_an_earlier_merge_and_leaves_the_rest() -> None:
    joined = merge("c0", "c1", "c2", "c3")
    apart = split("c0", "c1 c2")
    rulings = Rulings.of([joined, apart])
    assert rulings.cell_of("c0") == apart.id
    assert rulings.joined("c1") == {"c1", "c2", "c3"}
    assert rulings.joined("c0") == frozenset()
    assert [(o.decision, o.by) for o in rulings.overruled] == [(joined.id, apart.id)]


def test_a_merge_after_a_split_wins_and_says_so() -> None:
    apart = split("c0 c4", "c1")
    joined = merge("c0", "c1")
    rulings = Rulings.of([apart, joined])
    assert (rulings.cell_of("c0"), rulings.joined("c0")) == (None, {"c0", "c1"})
    (note,) = rulings.overruled
    assert (note.decision, note.by) == (apart.id, joined.id)
    assert "joined again" in note.what


def test_what_follows_from_two_newer_decisions_overrules_an_older_one() -> None:
    apart = decide("not-same-origin", roots=("A", "C"))
    rulings = Rulings.of([apart, decide("same-origin", roots=("A", "B")), decide("same-origin", roots=("B", "C"))])
    assert rulings.one_root("C") == "A"
    assert not rulings.roots_apart("A", "C")
    assert {o.decision for o in rulings.overruled} == {apart.id}


def test_claims_of_several_incidents_join_nothing() -> None:
    rulings = Rulings.of([merge("c0", "c1", "c2", shared=("c2",))])
    assert rulings.joined("c2") == frozenset()
    assert rulings.joined("c0") == {"c0", "c1"}


def test_a_denial_split_off_stands_in_no_cell_but_beside_nothing_it_was_taken_from() -> None:
    rulings = Rulings.of([split("c0", "c1 c2", shared=("c0", "c2"))])
    assert rulings.cell_of("c0") is None
    assert rulings.set_apart("c0") == {"c1"}


def test_grades_of_a_source_by_day() -> None:
    old = decide("grade-source", source="S", reliability="B", valid_to="2023-12-31")
    new = decide("grade-source", source="S", reliability="D", valid_from="2024-01-01")
    rulings = Rulings.of([old, new])
    assert rulings.reliability("S", "2023-12-31") == old
    assert rulings.reliability("S", "2024-01-01") == new
    assert rulings.reliability("S", None) is None
    assert rulings.reliability("T", "2024-01-01") is None
    assert (rulings.overruled, rulings.history("S")) == ((), (new, old))
    anew = decide("grade-source", source="S", reliability="C")
    assert {o.decision for o in Rulings.of([old, new, anew]).overruled} == {old.id, new.id}


@pytest.mark.parametrize(
    ("claims", "graded"),
    [("c0 c1 c2", True), ("c0 c1 c2 c3 c4", True), ("c0 c1", True), ("c0", False), ("c0 c4 c5", False), ("", False)],
)
def test_a_grade_goes_with_most_of_its_claims(claims: str, graded: bool) -> None:
    given = decide("grade-incident", claims=("c0", "c1", "c2"), credibility="4")
    rulings = Rulings.of([given])
    assert rulings.credibility(claims.split()) == (given if graded else None)
    assert rulings.sources_reliability(claims.split()) is None


def test_what_is_gone_is_named_and_the_rest_holds() -> None:
    given = merge("c0", "c1", "c9")
    rulings = Rulings.of([given, decide("same-origin", reports=("r1", "r2"))])
    assert [(d.missing) for d in rulings.dangling(["c0", "c1"], ["r1"])] == [("c9",), ("r2",)]
    assert rulings.joined("c0") == {"c0", "c1", "c9"}
    assert rulings.dangling(["c0", "c1", "c9"], ["r1", "r2"]) == ()


def test_decisions_on_a_subject_come_with_their_retractions() -> None:
    given, other = merge("c0", "c1"), merge("c2", "c3")
    back = decide("retract", retracts=given.id)
    again = decide("retract", retracts=back.id)
    rulings = Rulings.of([other, again, back, given])
    assert rulings.naming(["c1"]) == (given, back, again)
    assert rulings.holds(given.id)
    assert not rulings.holds(back.id)
