"""A correction says something, once, and nothing that can't be."""

from __future__ import annotations

from typing import Any

import pytest

from probata.records import (
    Act,
    ClaimField,
    Correction,
    Decision,
    EnteredQuantity,
    EnteredTime,
    OnFinding,
    from_json,
    to_json,
)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"agent": ()},
        {"cleared": (ClaimField.STATUS,)},
        {"cleared": (ClaimField.AGENT,), "agent": ("KP",)},
    ],
)
def test_what_is_no_correction(told: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="value"):
        Correction(**told)


@pytest.mark.parametrize("bounds", [(None, None), (6, 5), (-1, 5), (float("nan"), 5), (1, float("inf"))])
def test_what_is_no_amount(bounds: tuple[Any, Any]) -> None:
    with pytest.raises(ValueError, match=r"amount|above"):
        EnteredQuantity(*bounds)


@pytest.mark.parametrize("days", [(None, None), ("2024-03-06", "2024-03-05"), ("20240305", None), ("March", None)])
def test_what_is_no_time(days: tuple[Any, Any]) -> None:
    with pytest.raises(ValueError, match=r"day|ends on|isoformat"):
        EnteredTime(*days)


CORRECTION = Correction(agent=("KP",), quantity=EnteredQuantity(5, 6.5, "tonne"), cleared=(ClaimField.TIME,))
ON = OnFinding("2026-0001", "KP.ARMS.FROM", "UN-KP@1", text="see the annex")


def decision(act: Act, **told: Any) -> Decision:
    return Decision("d1", act, "tester", "2026-01-02T03:04:05Z", "a reason", **told)


@pytest.mark.parametrize(
    "made",
    [
        decision(Act.CORRECT_CLAIM, claims=("c1",), correction=CORRECTION),
        decision(Act.NOTE, reports=("r1",), text="see the annex"),
        decision(Act.NOTE, claims=("c1", "c2"), text="see the annex"),
        decision(Act.NOTE, claims=("c1",), finding=ON),
    ],
)
def test_decisions_come_back_as_they_were_written(made: Decision) -> None:
    assert from_json(Decision, to_json(made)) == made
    assert made.words == ("" if made.act is Act.CORRECT_CLAIM else "see the annex")


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (Act.ACCEPT_CLAIM, {"claims": ("c1", "c2")}),
        (Act.ACCEPT_CLAIM, {}),
        (Act.ACCEPT_CLAIM, {"claims": ("c1",), "correction": CORRECTION}),
        (Act.CORRECT_CLAIM, {"claims": ("c1",)}),
        (Act.REJECT_CLAIM, {"claims": ("c1",), "text": "words"}),
        (Act.NOTE, {"claims": ("c1",)}),
        (Act.NOTE, {"claims": ("c1",), "text": " "}),
        (Act.NOTE, {"claims": ("c1",), "reports": ("r1",), "text": "words"}),
        (Act.NOTE, {"text": "words"}),
        (Act.NOTE, {"claims": ("c1",), "text": "words", "finding": ON}),
    ],
)
def test_what_is_no_decision(act: Act, told: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="its subjects are not those of the act"):
        decision(act, **told)
