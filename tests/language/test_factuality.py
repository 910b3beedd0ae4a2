"""How far an event is presented as having happened, by case table. Sentences are made up."""

from __future__ import annotations

import pytest

from probata.language.factuality import Scale, factuality, project, weigh
from probata.language.parse import load_model
from probata.settings import Settings

HELD, OPEN, DENIED = "held", "open", "denied"

CASES = [
    # text, event, what becomes of it
    ("Iran shipped drones to Russia.", "shipped", HELD),
    ("Iran has shipped drones to Russia.", "shipped", HELD),
    ("Iran is shipping drones to Russia.", "shipping", HELD),
    ("Drones were shipped to Russia.", "shipped", HELD),
    ("Iran did not ship drones.", "ship", DENIED),
    ("Iran never shipped drones.", "shipped", DENIED),
    ("No drones were shipped.", "shipped", DENIED),
    ("Nobody shipped drones.", "shipped", DENIED),
    ("Iran no longer sells drones.", "sells", DENIED),
    ("Iran nearly shipped the drones.", "shipped", DENIED),
    ("Iran managed to ship drones.", "ship", HELD),
    ("Iran did not manage to ship drones.", "ship", DENIED),
    ("Iran failed to ship drones.", "ship", DENIED),
    ("Iran did not fail to ship the drones.", "ship", HELD),
    ("Iran forgot to sign the papers.", "sign", DENIED),
    ("Iran refused to ship drones.", "ship", DENIED),
    ("Iran declined to comment.", "comment", DENIED),
    ("Customs prevented Iran from shipping drones.", "shipping", DENIED),
    ("Customs failed to stop Iran from shipping drones.", "shipping", HELD),
    ("The navy kept the crew from unloading coal.", "unloading", DENIED),
    ("Seoul forced the ship to turn back.", "turn", HELD),
    ("Iran denied shipping drones.", "shipping", DENIED),
    ("Iran denied having shipped drones.", "shipped", DENIED),
    ("Iran denied that it had shipped drones.", "shipped", DENIED),
    ("Iran avoided paying the fine.", "paying", DENIED),
    ("The ship left without unloading coal.", "unloading", DENIED),
    ("Seoul does not think that Iran shipped drones.", "shipped", DENIED),
    ("Tehran regrets that it shipped drones.", "shipped", HELD),
    ("Tehran does not regret that it shipped drones.", "shipped", HELD),
    ("Seoul knows that Iran shipped drones.", "shipped", HELD),
    ("Seoul said that Iran shipped drones.", "shipped", HELD),
    ("Iran began shipping drones.", "shipping", HELD),
    ("The strike took place after Iran shipped drones.", "shipped", HELD),
    ("Iran was criticized for shipping drones.", "shipping", HELD),
    ("If Iran ships drones, Kyiv will protest.", "ships", OPEN),
    ("Iran may ship drones.", "ship", OPEN),
    ("Iran could ship drones.", "ship", OPEN),
    ("Iran tried to ship drones.", "ship", OPEN),
    ("Iran wants to ship drones.", "ship", OPEN),
    ("Seoul asked whether Iran shipped drones.", "shipped", OPEN),
]


def read(text: str, word: str):
    doc = load_model(Settings().model)(text)
    return next(t for t in doc if t.text == word)


@pytest.mark.parametrize(("text", "event", "expected"), CASES, ids=[c[0] for c in CASES])
def test_what_becomes_of_an_event(text, event, expected):
    found = project(read(text, event))
    score = factuality(read(text, event))
    if expected == DENIED:
        assert found.negated
        assert score < 1
    elif expected == HELD:
        assert not found.negated
        assert score > 2
    else:
        assert not found.negated
        assert score < 2


def test_scales_part_over_the_future():
    word = read("Iran will ship drones.", "ship")
    assert factuality(word, Scale.COMMITTED) > 2
    assert factuality(word, Scale.HAPPENED) < -1


def test_record_names_rule_and_words():
    found = weigh(read("Iran failed to ship drones.", "ship"))
    assert found.rule == "not past"
    assert found.because == ("failed",)
