"""A desk with verdicts on claims has the incidents that fusing the claims as people left them gives; and taken back,
they leave no trace but in the history."""

from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from probata.desk import Desk, Head
from probata.records import (
    Claim,
    ClaimField,
    ClaimType,
    Correction,
    Decision,
    EnteredPlace,
    EnteredQuantity,
    EnteredSource,
    EnteredTime,
    ObjectClass,
    SourceKind,
    Stance,
    Status,
    Verdict,
    to_json,
)

MADE = runpy.run_path(str(Path(__file__).with_name("test_assess.py")))
REPORT, a_desk, add, at_once, decide = (MADE[n] for n in ("REPORT", "a_desk", "add", "at_once", "decide"))
incidents, telling = MADE["incidents"], MADE["telling"]

PARTIES = st.sampled_from([("KP",), ("RU",), ("KP", "RU"), ("A Trading House",)])
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "type": st.sampled_from([ClaimType.TRANSFER, ClaimType.VISIT]),
    "agent": PARTIES,
    "counterpart": PARTIES,
    "object": st.sampled_from([(ObjectClass.ARMS_OTHER,), (ObjectClass.AID, ObjectClass.ARMS_UAV)]),
    "quantity": st.sampled_from([EnteredQuantity(7000, 7000, "container"), EnteredQuantity(None, 5, "tonne")]),
    "time": st.sampled_from([EnteredTime("2023-09-12", "2023-09-12"), EnteredTime("2023-09-01", None)]),
    "place": st.just(EnteredPlace("Rajin")),
    "status": st.sampled_from([Status.DONE, Status.PLANNED]),
    "negated": st.booleans(),
    "stance": st.sampled_from([Stance.ASSERTS, Stance.DENIES, Stance.UNVERIFIED]),
    "source": st.sampled_from(
        [EnteredSource("US", SourceKind.STATE), EnteredSource("report", SourceKind.REPORT),
         EnteredSource("anonymous", SourceKind.ANONYMOUS), EnteredSource("An Expert", SourceKind.PERSON, "An Expert")]
    ),
}  # fmt: skip
CLEARED = st.sets(st.sampled_from([ClaimField.AGENT, ClaimField.QUANTITY, ClaimField.TIME, ClaimField.OBJECT]))


@st.composite
def corrections(draw: st.DrawFn) -> Correction:
    names = draw(st.sets(st.sampled_from(sorted(FIELDS)), min_size=1, max_size=3))
    cleared = tuple(sorted(f for f in draw(CLEARED) if f.value not in names))
    return Correction(**{n: draw(FIELDS[n]) for n in names}, cleared=cleared)


STEPS = st.lists(
    st.tuples(st.sampled_from(["accept-claim", "reject-claim", "correct-claim", "retract"]), st.integers(0, 20)),
    min_size=1,
    max_size=6,
)


def claims_of(desk: Desk) -> list[Any]:
    return sorted((to_json(c) for c in desk.claims()), key=lambda c: str(c["id"]))


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(drawn=st.lists(REPORT, min_size=1, max_size=4), steps=STEPS, data=st.data())
def test_what_is_decided_of_claims_is_laid_over_them_and_taken_back(drawn: Any, steps: Any, data: Any) -> None:
    told = [telling(n, *d) for n, d in enumerate(drawn)]
    claims = sorted({c.id for _, own in told for c in own})
    made: list[Decision] = []
    late = told[-1]
    with a_desk() as desk:
        for report, own in data.draw(st.permutations(told[:-1])):
            add(desk, report, own)
        for number, (act, which) in enumerate(steps):
            if act == "retract" and made:
                decision = decide(number, act, retracts=made[which % len(made)].id)
            elif act != "retract" and claims:
                correction = data.draw(corrections()) if act == "correct-claim" else None
                decision = decide(number, act, claims=(claims[which % len(claims)],), correction=correction)
            else:
                continue
            desk.add_decision(decision, Head(number + 1, "x"))
            made.append(decision)
            if number == len(steps) // 2:
                assert incidents(desk) == at_once(told[:-1], made)
        add(desk, *late)
        assert incidents(desk) == at_once(told, made)
        # Read anew, with the same claims: the decisions hold.
        add(desk, *told[0])
        assert incidents(desk) == at_once(told, made)
        for number, decision in enumerate(reversed([d for d in made if d.retracts is None])):
            if not held(desk, decision):
                continue
            back = decide(30 + number, "retract", retracts=decision.id)
            desk.add_decision(back, Head(30 + number, "x"))
        assert incidents(desk) == at_once(told)
        assert claims_of(desk) == sorted((to_json(c) for _, own in told for c in own), key=lambda c: str(c["id"]))


def held(desk: Desk, decision: Decision) -> bool:
    from probata.incidents import Rulings

    return Rulings.of(desk.decisions()).holds(decision.id)


def one_claim(**told: Any) -> tuple[Any, list[Claim]]:
    what = {"what": "transfer KP>RU arms.ammunition", "by": "KR", "when": "2023-09-12"} | told
    report, claims = telling(1, "2023-10-01", [what])
    return report, claims


def test_a_rejected_claim_stands_in_no_incident_and_stays_in_the_desk() -> None:
    report, (claim,) = one_claim()
    with a_desk() as desk:
        add(desk, report, [claim])
        desk.add_decision(decide(1, "reject-claim", claims=(claim.id,)), Head(1, "x"))
        assert incidents(desk) == []
        (kept,) = desk.claims()
        assert kept == replace(claim, verdict=Verdict.REJECTED)
        assert desk.incidents_of([claim.id]) == {claim.id: ()}


def test_a_claim_that_a_new_engine_reads_otherwise_keeps_what_was_entered_and_loses_the_rest() -> None:
    report, (claim,) = one_claim()
    correction = Correction(counterpart=("IR",))
    with a_desk() as desk:
        add(desk, report, [claim])
        desk.add_decision(decide(1, "correct-claim", claims=(claim.id,), correction=correction), Head(1, "x"))
        incidents(desk)
        add(desk, report, [replace(claim, status=Status.PLANNED, counterpart=("CN",))])
        (found,) = incidents(desk)
        assert (found["counterpart"], desk.claims()[0].status) == (["IR"], Status.PLANNED)
        assert desk.as_read([claim.id])[claim.id].counterpart == ("CN",)
        # Now it finds another claim in its place: the decision is kept, and named as dangling.
        add(desk, report, [replace(claim, id="c-other")])
        (found,) = incidents(desk)
        assert found["counterpart"] == ["RU"]
        from probata.pipeline import standings

        assert [s.missing for s in standings(desk)] == [(claim.id,)]


def test_taking_a_retraction_back_brings_a_grade_back() -> None:
    report, (claim,) = one_claim()
    grade = decide(1, "grade-incident", claims=(claim.id,), credibility="3")
    back = decide(2, "retract", retracts=grade.id)
    with a_desk() as desk:
        add(desk, report, [claim])
        for number, decision in enumerate((grade, back, decide(3, "retract", retracts=back.id))):
            desk.add_decision(decision, Head(number + 1, "x"))
            (found,) = incidents(desk)
            assert found["credibility"] == ("6" if number == 1 else "3")
