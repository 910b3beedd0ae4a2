"""The best tag sequence and its shares, held against trying all sequences."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from probata.language.decoding import best_tags, runs, shares

FINITE = st.floats(-4, 4, width=32)


@st.composite
def chains(draw):
    rows, words, tags = draw(st.integers(1, 3)), draw(st.integers(1, 4)), draw(st.sampled_from([3, 5]))
    emissions = draw(arrays(np.float32, (rows, words, tags), elements=FINITE))
    moves = draw(arrays(np.float32, (tags, tags), elements=FINITE))
    first = draw(arrays(np.float32, (tags,), elements=FINITE))
    lengths = draw(st.lists(st.integers(1, words), min_size=rows, max_size=rows))
    real = np.array([[int(n < length) for n in range(words)] for length in lengths])
    return emissions, moves, first, real


def score(emissions, moves, first, sequence):
    steps = sum(moves[a, b] for a, b in pairwise(sequence))
    return first[sequence[0]] + sum(emissions[n, t] for n, t in enumerate(sequence)) + steps


@settings(max_examples=60, deadline=None)
@given(chains())
def test_no_other_sequence_scores_more(chain):
    emissions, moves, first, real = chain
    found = best_tags(emissions, moves, first, real)
    for row, own in enumerate(found):
        length = int(real[row].sum())
        best = max(score(emissions[row], moves, first, s) for s in product(range(len(first)), repeat=length))
        assert abs(score(emissions[row], moves, first, own[:length].tolist()) - best) < 1e-3
        assert not own[length:].any()


@settings(max_examples=40, deadline=None)
@given(chains())
def test_shares_are_those_of_all_sequences(chain):
    emissions, moves, first, real = chain
    found = shares(emissions, moves, first, real)
    for row in range(len(real)):
        length = int(real[row].sum())
        every = list(product(range(len(first)), repeat=length))
        weights = np.exp([score(emissions[row], moves, first, s) for s in every])
        for n in range(length):
            for tag in range(len(first)):
                wanted = sum(w for w, s in zip(weights, every, strict=True) if s[n] == tag) / weights.sum()
                assert abs(found[row, n, tag] - wanted) < 1e-3


def test_runs_end_where_another_begins():
    assert list(runs([0, 1, 2, 2, 1, 0, 3, 4, 1, 2], 1)) == [(1, 4), (4, 5), (8, 10)]
    assert list(runs([0, 1, 2, 2, 1, 0, 3, 4, 1, 2], 3)) == [(6, 8)]
    assert list(runs([2, 2, 0], 1)) == []  # an inside without its beginning is none
