"""Windows: every word once, in order, within what the encoder can read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probata.language.parse import load_model
from probata.language.tagger import load_tagger
from probata.language.windows import LONGEST, SIZES, seen_from, top, windows
from probata.settings import Settings

WORDS = st.sampled_from(
    'Officials said that the tanker had left . “ ” " Kim denied it , 7,000 shells \n ’s — http://a.example/x?y=zzzzzz'
    " 원산 \u202e \x00 🚢 supercalifragilistic".split(" ")
)


@pytest.fixture(scope="module")
def pieces():
    return load_tagger().pieces


@pytest.fixture(scope="module")
def nlp():
    return load_model(Settings().model)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=60), st.integers(18, LONGEST))
def test_each_word_stands_in_one_window(nlp, pieces, text, longest):
    doc = nlp(text)
    found = list(windows(doc, pieces, longest))
    assert [i for w in found for i in w.tokens] == [t.i for t in doc if not t.is_space]
    for w in found:
        size = len(w.tokens)
        assert len(w.pieces) - 2 <= longest
        assert (np.diff(w.first) > 0).all()
        assert w.first[0] == 1
        assert w.first[-1] < len(w.pieces) - 1
        assert ((w.head >= 0) & (w.head < size)).all()
        for name, values in w.features.items():
            assert len(values) == size
            assert ((values >= 0) & (values < SIZES[name])).all()
        for name, values in seen_from(w, 0, min(2, size)).items():
            assert ((values >= 0) & (values < SIZES["dependency" if name == "branch" else name])).all()


def test_a_cue_sees_its_subject_and_what_is_said(nlp, pieces):
    doc = nlp("Officials said that Kim had denied the claim.")
    (window,) = windows(doc, pieces)
    said = next(n for n, i in enumerate(window.tokens) if doc[int(i)].text == "said")
    seen = seen_from(window, said, said + 1)
    words = [doc[int(i)].text for i in window.tokens]
    assert top(window, said, said + 1) == said
    assert seen["cue"].tolist() == [int(w == "said") for w in words]
    claim, kim, officials = (words.index(w) for w in ("claim", "Kim", "Officials"))
    assert seen["branch"][claim] == seen["branch"][kim] != seen["branch"][officials]
    assert seen["path"][claim] == seen["path"][kim] + 0  # both one step below what is said
    assert seen["distance"][officials] < seen["distance"][said] < seen["distance"][kim]


def test_a_long_sentence_is_cut_between_words(nlp, pieces):
    doc = nlp("the long word " * 200)
    found = list(windows(doc, pieces, 50))
    assert len(found) > 10
    assert all(len(w.pieces) <= 52 for w in found)
