"""A finding with what people have decided of it: confirmed only while nothing is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.incidents import Rulings
from probata.records import (
    Act,
    ClaimType,
    Decision,
    Finding,
    FindingStatus,
    Incident,
    OnFinding,
)
from probata.regimes import lay, missing

CLAIMS = ("c1", "c2", "c3")
NUMBER, MEASURE = "2026-0001", "KP.ARMS.FROM"
FINDING = Finding("f1", "i1", "UN-KP", MEASURE, ("1718 OP8(b)",), "seen", "UN-KP@1", ())
INCIDENT = Incident("i1", ClaimType.TRANSFER, ("KP",), ("RU",), (), None, (), CLAIMS, ("r1",), ("KR",), (), (), (), (),
                    1, ())  # fmt: skip
DENIED = replace(INCIDENT, denied_by=("RU",))
ASKED = {"party": "RU", "text": "Did it?", "due": "2026-01-05"}


def on(act: Act, day: int, claims: Sequence[str] = CLAIMS, measure: str = MEASURE, **told: object) -> Decision:
    needed: dict[str, object] = {
        Act.JUDGE: {"likelihood": "likely", "confidence": "low"},
        Act.ASK: ASKED,
        Act.ANSWER: {"party": "RU", "text": "No."},
        Act.CONTRARY: {"text": "TASS says it was grain"},
        Act.ALTERNATIVE: {"text": "It was grain"},
        Act.GAP: {"text": "No manifest"},
    }.get(act, {})  # type: ignore[assignment]
    finding = OnFinding(NUMBER, measure, "UN-KP@1", **(needed | told))  # type: ignore[operator,arg-type]
    at = f"2026-01-{day:02}T00:00:00Z"
    return Decision(f"d{day:02}", act, "ann", at, "read it", claims=tuple(claims), finding=finding)


def retract(what: Decision, day: int) -> Decision:
    return Decision(f"d{day:02}", Act.RETRACT, "ann", f"2026-01-{day:02}T00:00:00Z", "slip", retracts=what.id)


def laid(*made: Decision, incident: Incident = INCIDENT) -> Finding:
    rulings = Rulings.of(made)
    all_of = rulings.on_finding(MEASURE, incident.claims)
    numbers = [d.finding.number for d in all_of if d.finding]
    return lay(FINDING, incident, [d for d in all_of if rulings.holds(d.id)], numbers)


def test_it_says_what_is_missing() -> None:
    assert [m.split(" is blank")[0] for m in missing(INCIDENT, (), "2026-01-01")] == ["contrary evidence", "the reply"]
    assert [m.split(" is blank")[0] for m in missing(DENIED, (), "2026-01-01")] == ["the reply"]
    asked = (on(Act.ASK, 1),)
    assert [m.split(" is blank")[0] for m in missing(DENIED, asked, "2026-01-05")] == ["the reply of RU"]
    assert missing(DENIED, asked, "2026-01-06") == (), "silence after the day is a reply"
    assert missing(DENIED, (*asked, on(Act.ANSWER, 2)), "2026-01-02") == ()
    none = on(Act.CONTRARY, 2, none=True, text="looked in TASS and KCNA")
    assert missing(INCIDENT, (*asked, none), "2026-01-06") == ()


def test_each_act_is_laid_over_and_taken_back() -> None:
    asked, answered, against = on(Act.ASK, 1), on(Act.ANSWER, 2), on(Act.CONTRARY, 3)
    judged, confirmed = on(Act.JUDGE, 4), on(Act.CONFIRM, 5)
    made = [asked, answered, against, judged, confirmed]
    found = laid(*made)
    assert (found.status, found.likelihood, found.confidence) == (FindingStatus.CONFIRMED, "likely", "low")
    assert [(r.addressee, r.asked, r.answer, r.answered) for r in found.replies] == [
        ("RU", "2026-01-01", "No.", "2026-01-02")
    ]
    assert laid(*made, retract(judged, 6)).likelihood is None
    for needed in (asked, answered, against, confirmed):
        assert laid(*made, retract(needed, 6)).status is FindingStatus.PROPOSED, needed.act
    back = retract(against, 6)
    assert laid(*made, back, retract(back, 7)) == found
    assert laid(*made, on(Act.ASK, 8, party="KP")).status is FindingStatus.CONFIRMED, "a later question undoes nothing"
    assert laid(*made, on(Act.REJECT, 9)).status is FindingStatus.REJECTED
    assert laid(*made, on(Act.REJECT, 9)).number == NUMBER


def test_a_question_asked_anew_and_silence() -> None:
    silent = on(Act.ANSWER, 6, none=True, text=None)
    found = laid(on(Act.ASK, 1), silent, on(Act.ASK, 7, text="And now?", due="2026-01-20"))
    assert [(r.question, r.answer, r.answered) for r in found.replies] == [
        ("Did it?", None, "2026-01-06"),
        ("And now?", None, None),
    ]
    assert laid(on(Act.ANSWER, 2)).replies == (), "an answer to a question that was taken back"


def test_decisions_go_along_with_the_event() -> None:
    made = on(Act.JUDGE, 1)
    rulings = Rulings.of([made])
    assert rulings.on_finding(MEASURE, ("c1", "c2", "c9")) == (made,), "two of three claims"
    assert rulings.on_finding(MEASURE, ("c1", "c9")) == ()
    assert rulings.on_finding("KP.LUXURY.TO", CLAIMS) == (), "another measure is another finding"


def test_a_later_verdict_overrules_and_says_so() -> None:
    rulings = Rulings.of([on(Act.CONFIRM, 1), on(Act.REJECT, 2), on(Act.JUDGE, 3), on(Act.JUDGE, 4)])
    assert [(o.decision, o.by) for o in rulings.overruled] == [("d01", "d02"), ("d03", "d04")]


ACTS = st.lists(st.tuples(st.sampled_from([*(a for a in Act if a in {
    Act.CONFIRM, Act.REJECT, Act.JUDGE, Act.ASK, Act.ANSWER, Act.CONTRARY, Act.GAP}), Act.RETRACT]),
    st.integers(0, 20)), max_size=20)  # fmt: skip


@given(ACTS, st.sampled_from([INCIDENT, DENIED]))
def test_none_is_ever_confirmed_while_something_is_blank(acts: list[tuple[Act, int]], incident: Incident) -> None:
    made: list[Decision] = []
    for day, (act, which) in enumerate(acts, 1):
        if act is Act.RETRACT:
            made += [retract(made[which % len(made)], day)] if made else []
        else:
            made.append(on(act, day))
    found = laid(*made, incident=incident)
    in_force = [d for d in Rulings.of(made).in_force if d.finding]
    if found.status is FindingStatus.CONFIRMED:
        assert incident.denied_by or any(d.act is Act.CONTRARY for d in in_force)
        assert found.replies
    verdicts = [d.act for d in in_force if d.act in (Act.CONFIRM, Act.REJECT)]
    assert (found.status is FindingStatus.REJECTED) is (verdicts[-1:] == [Act.REJECT])
    assert (found.number is None) is (not any(d.finding for d in made)), "a number outlives all retractions"
    assert (found.likelihood is None) is (not any(d.act is Act.JUDGE for d in in_force))


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (Act.JUDGE, {"confidence": None}),
        (Act.JUDGE, {"confidence": "medium"}),
        (Act.CONFIRM, {"likelihood": "likely", "confidence": "low"}),
        (Act.ASK, {"due": None}),
        (Act.ASK, {"party": None}),
        (Act.ASK, {"text": " "}),
        (Act.ANSWER, {"none": True}),
        (Act.ANSWER, {"text": None}),
        (Act.CONTRARY, {"text": None, "none": True}),
        (Act.GAP, {"none": True}),
        (Act.CONFIRM, {"measure": ""}),
    ],
)
def test_what_is_no_decision_on_a_finding_is_refused(act: Act, told: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="its subjects are not those of the act"):
        on(act, 1, **told)  # type: ignore[arg-type]


def test_a_number_has_one_form() -> None:
    whole = on(Act.CONFIRM, 1)
    assert whole.finding is not None
    for number in ("", "1", "2026-1", "2026-00a1", "٢٠٢٦-0001"):
        with pytest.raises(ValueError, match="subjects"):
            replace(whole, finding=replace(whole.finding, number=number))
    with pytest.raises(ValueError, match="subjects"):
        replace(whole, act=Act.MERGE)
    assert ("finding", NUMBER) in whole.subjects
