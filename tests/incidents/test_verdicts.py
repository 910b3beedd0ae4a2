"""What people enter is laid over what was read, field by field; and what was read can be had back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from probata.incidents import Rulings
from probata.incidents.verdicts import lay, stands
from probata.records import (
    Act,
    Claim,
    ClaimField,
    Correction,
    Decision,
    EnteredPlace,
    EnteredQuantity,
    EnteredSource,
    EnteredTime,
    ObjectClass,
    Precision,
    QuantityRole,
    SourceKind,
    Stance,
    Verdict,
)


@pytest.fixture
def read(make_claim: Callable[..., Claim]) -> Claim:
    return replace(make_claim(when="2024-03-05", how_many=(7000, 7000, "container")), id="c1", items=("arm.shell.152",))


def decide(number: int, act: Act, **told: Any) -> Decision:
    at = f"2026-01-02T03:04:{number:02d}Z"
    return Decision(f"d{number}", act, f"author {number}", at, "a reason", claims=("c1",), **told)


def correct(number: int, **told: Any) -> Decision:
    return decide(number, Act.CORRECT_CLAIM, correction=Correction(**told))


@pytest.mark.parametrize(
    ("told", "field", "becomes"),
    [
        ({"agent": ("IR",)}, "agent", ("IR",)),
        ({"cleared": (ClaimField.COUNTERPART,)}, "counterpart", ()),
        ({"object": (ObjectClass.COAL,)}, "object", (ObjectClass.COAL,)),
        ({"cleared": (ClaimField.QUANTITY,)}, "quantity", None),
        ({"cleared": (ClaimField.TIME,)}, "time", None),
        ({"negated": True}, "negated", True),
        ({"stance": Stance.DENIES}, "stance", Stance.DENIES),
    ],
)
def test_an_entered_field_has_its_author_in_place_of_a_passage(
    read: Claim, told: dict[str, Any], field: str, becomes: Any
) -> None:
    now = lay(read, [correct(1, **told)])
    assert getattr(now, field) == becomes
    assert now.verdict is Verdict.CORRECTED
    (entered,) = now.entered
    assert (entered.field, entered.decision, entered.author, entered.reason) == (field, "d1", "author 1", "a reason")
    assert getattr(now.evidence, field, ()) == ()
    others = [f for f in ("agent", "counterpart", "object", "quantity", "time") if f != field]
    assert all(getattr(now, f) == getattr(read, f) for f in others)
    assert all(getattr(now.evidence, f) == getattr(read.evidence, f) for f in others)


def test_entered_values_say_that_they_are(read: Claim) -> None:
    now = lay(
        read,
        [correct(1, quantity=EnteredQuantity(5, 6, "tonne", QuantityRole.CAPACITY), place=EnteredPlace("Rajin"),
                 time=EnteredTime("2024-02-01", "2024-02-29"), source=EnteredSource("US", SourceKind.STATE))],
    )  # fmt: skip
    assert now.quantity is not None
    assert now.place is not None
    assert now.time is not None
    assert (now.quantity.text, now.quantity.low, now.quantity.high) == ("[5 to 6 tonnes]", 5, 6)
    assert (now.place.text, now.place.key) == ("[Rajin]", "rajin")
    assert (now.time.text, now.time.precision, now.time.at) == ("[2024-02-01 to 2024-02-29]", Precision.MONTH, None)
    assert (now.source.id, now.source.text, now.source.rule) == ("US", read.source.text, "entered")
    assert now.entered_fields == (ClaimField.QUANTITY, ClaimField.TIME, ClaimField.PLACE, ClaimField.SOURCE)


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (EnteredQuantity(7000, 7000, "container"), "7,000 containers"),
        (EnteredQuantity(2.5, None), "at least 2.5"),
        (EnteredQuantity(None, 9, "tonne"), "at most 9 tonnes"),
    ],
)
def test_an_amount_in_words(quantity: EnteredQuantity, words: str) -> None:
    assert quantity.words == words


def test_goods_that_were_read_finer_go_with_their_classes(read: Claim) -> None:
    assert lay(read, [correct(1, object=(ObjectClass.COAL,))]).items == ()
    assert lay(read, [correct(1, agent=("IR",))]).items == read.items


def test_the_later_correction_of_a_field_wins_and_the_other_fields_stay(read: Claim) -> None:
    made = [correct(1, agent=("IR",), counterpart=("SY",)), correct(2, agent=("CN",)), decide(3, Act.ACCEPT_CLAIM)]
    now = Rulings.of(made).lay(read)
    assert (now.agent, now.counterpart, now.verdict) == (("CN",), ("SY",), Verdict.ACCEPTED)
    assert [(e.field.value, e.decision) for e in now.entered] == [("agent", "d2"), ("counterpart", "d1")]
    assert [(o.decision, o.by) for o in Rulings.of(made).overruled] == [("d1", "d2")]


def test_a_rejection_holds_until_somebody_judges_anew(read: Claim) -> None:
    reject, accept = decide(1, Act.REJECT_CLAIM), decide(2, Act.ACCEPT_CLAIM)
    assert not stands(Rulings.of([reject]).lay(read))
    rulings = Rulings.of([reject, accept])
    assert stands(rulings.lay(read))
    assert [(o.decision, o.by) for o in rulings.overruled] == [("d1", "d2")]
    back = Decision("d3", Act.RETRACT, "author", "2026-01-02T03:05:00Z", "a reason", retracts="d2")
    assert not stands(Rulings.of([reject, accept, back]).lay(read))


def test_a_claim_that_nobody_has_looked_at_is_the_machine_s_own(read: Claim) -> None:
    note = decide(1, Act.NOTE, text="see the annex")
    assert Rulings.of([note]).lay(read) is read


def test_a_value_without_passage_or_author_is_refused(read: Claim) -> None:
    now = lay(read, [correct(1, agent=("IR",))])
    with pytest.raises(ValueError, match="agent has a value but no passage"):
        replace(now, entered=())
