"""How far an event has come, by case table. Sentences are made up."""

from __future__ import annotations

import pytest

CASES = [
    # text, trigger, status, negated
    ("North Korea shipped shells to Russia.", "shipped", "done", False),
    ("North Korea has been supplying shells to Russia.", "supplying", "ongoing", False),
    ("North Korea is supplying shells to Russia.", "supplying", "ongoing", False),
    ("Putin is set to visit Pyongyang.", "visit", "planned", False),
    ("Putin will visit Pyongyang.", "visit", "planned", False),
    ("Iran agreed to sell drones.", "sell", "planned", False),
    ("Russia plans to buy shells.", "buy", "planned", False),
    ("Pyongyang hopes to get fuel.", "get", "sought", False),
    ("Russia is eager to receive munitions.", "receive", "sought", False),
    ("Kim invited Putin to visit Pyongyang.", "visit", "sought", False),
    ("Russia asked Iran to send drones.", "send", "sought", False),
    ("North Korea could send troops.", "send", "possible", False),
    ("North Korea may have sent troops.", "sent", "possible", False),
    ("Russia would repay the debt if North Korea sent troops.", "sent", "conditional", False),
    ("Iran did not send drones.", "send", "done", True),
    ("Iran never sent drones.", "sent", "done", True),
    ("Iran refused to send drones.", "send", "done", True),
    ("The planned delivery worries Seoul.", "delivery", "planned", False),
    ("A possible delivery worries Seoul.", "delivery", "possible", False),
    ("The delivery of shells worries Seoul.", "delivery", "done", False),
]


@pytest.mark.parametrize(("text", "trigger", "status", "negated"), CASES, ids=[c[0] for c in CASES])
def test_status_and_negation(modality_of, text, trigger, status, negated):
    found = modality_of(text, trigger)
    assert (found.status.value, found.negated) == (status, negated)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Iran allegedly sent drones.", "sent"),
        ("Iran is believed to have sent drones.", "sent"),
        ("The alleged delivery worries Seoul.", "delivery"),
        ("Iran appears to have sent drones.", "sent"),
    ],
)
def test_hedges(modality_of, text, trigger):
    assert modality_of(text, trigger).hedged
