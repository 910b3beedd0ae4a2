"""How far an event is presented as having happened, by case table. Sentences are made up."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from probata.language.factuality import Scale, factuality, project
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
    ("Iran rejected claims that it had shipped drones.", "shipped", DENIED),
    ("The visit did not happen.", "visit", DENIED),
    ("The visit happened in May.", "visit", HELD),
    ("The minister called off the visit.", "visit", DENIED),
    ("Iran is not going to ship drones.", "ship", DENIED),
    ("Iran used to ship drones to Syria.", "ship", HELD),
    ("Seoul was surprised that Iran shipped drones.", "shipped", HELD),
    ("The minister was sorry to leave.", "leave", HELD),
    ("Why did Iran ship drones?", "ship", HELD),
    ("Iran shipped drones when the war began.", "began", HELD),
    ("Not only did Iran ship drones, it sent crews.", "ship", HELD),
    ("Iran should not have shipped drones.", "shipped", DENIED),
    ("Instead of paying the debt, Iran sent oil.", "paying", DENIED),
    ("Few ships reached the port.", "reached", DENIED),
    ("A few ships reached the port.", "reached", HELD),
    ("The ship was unable to reach the port.", "reach", DENIED),
    ("Annan has no visit planned.", "planned", DENIED),
    ("The aborted invasion cost him his office.", "invasion", DENIED),
    ("No attack had begun.", "attack", DENIED),
    ("Iran declined to deny reports that it had shipped drones.", "shipped", HELD),
    ("The firm reported a decline in sales.", "sales", HELD),
    ("The minister abandoned his promise to leave.", "promise", HELD),
    ("Has Iran delivered any drones?", "delivered", OPEN),
    ("Iran was asked to ship drones.", "ship", OPEN),
    ("Iran wishes that it had shipped drones.", "shipped", OPEN),
    ("Seoul doubts that Iran shipped drones.", "shipped", OPEN),
    ("A possible attack worries Seoul.", "attack", OPEN),
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
        assert score > 2.2
    else:
        assert not found.negated
        assert score < 2.2


def test_scales_part_over_the_future():
    word = read("Iran will ship drones.", "ship")
    assert factuality(word, Scale.COMMITTED) > 2
    assert factuality(word, Scale.HAPPENED) < -1


def test_record_names_rule_and_words():
    found = project(read("Iran failed to ship drones.", "ship"))
    assert found.rule == "not past"
    assert found.because == ("failed",)


WORDS = 'Iran not never shipped failed to stop if will without claims no any has denied from ships ? " nor'.split()
DEPS = (
    "ROOT nsubj dobj pobj prep pcomp xcomp ccomp advcl acl relcl conj cc aux auxpass neg mark attr acomp amod compound"
    " det advmod punct parataxis dep nsubjpass csubj prt".split()
)
TAGS = {"VBD": "VERB", "VB": "VERB", "VBG": "VERB", "VBN": "VERB", "VBZ": "AUX", "NN": "NOUN", "IN": "ADP", "JJ": "ADJ"}


@st.composite
def trees(draw):
    """A parse that no parser need make: any words, any tags, any tree."""
    size = draw(st.integers(1, 14))
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    for place, word in enumerate(order):
        heads[word] = order[draw(st.integers(0, place - 1))] if place else word
    words = draw(st.lists(st.sampled_from(WORDS), min_size=size, max_size=size))
    tags = draw(st.lists(st.sampled_from(sorted(TAGS)), min_size=size, max_size=size))
    deps = draw(st.lists(st.sampled_from(DEPS), min_size=size, max_size=size))
    deps = ["ROOT" if heads[i] == i else dep for i, dep in enumerate(deps)]
    return Doc(
        load_model(Settings().model).vocab,
        words=words,
        tags=tags,
        pos=[TAGS[t] for t in tags],
        deps=deps,
        heads=heads,
        lemmas=[w.lower() for w in words],
    )


@given(trees())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_parse_has_scores_in_bounds(doc):
    for token in doc:
        for scale in Scale:
            assert -3 <= factuality(token, scale) <= 3


@given(st.lists(st.sampled_from([*WORDS, "ship", "\n", "—", "🙂", "would", "“"]), max_size=25).map(" ".join))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_has_scores_in_bounds(text):
    for token in load_model(Settings().model)(text):
        assert -3 <= factuality(token) <= 3


def test_endless_lists_and_denials_end():
    vocab, size = load_model(Settings().model).vocab, 3000
    for word, dep in (("ships", "conj"), ("ships", "compound"), ("claim", "dobj"), ("deny", "xcomp")):
        doc = Doc(
            vocab,
            words=[word] * size,
            tags=["VB"] * size,
            pos=["VERB"] * size,
            deps=["ROOT", *[dep] * (size - 1)],
            heads=[0, *range(size - 1)],
            lemmas=[word] * size,
        )
        assert -3 <= factuality(doc[size - 1]) <= 3
