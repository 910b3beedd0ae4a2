"""From the scores of tags to spans: the best tag sequence of a linear chain, its shares, and its runs.

All rows of a batch at once; ``real`` is 1 at words and 0 at the padding after them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def best_tags(emissions: Floats, moves: Floats, first: Floats, real: Ints) -> Ints:
    """The best tag sequence (Viterbi) of each row of ``emissions`` (rows, words, tags); 0 at padding."""
    rows, words, tags = emissions.shape
    stay = np.arange(tags)[None, :]
    back = np.zeros((words, rows, tags), dtype=np.int64)
    score = emissions[:, 0] + first
    for n in range(1, words):
        on = real[:, n, None] > 0
        ways = score[:, :, None] + moves
        best = ways.argmax(axis=1)
        back[n] = np.where(on, best, stay)
        reached = np.take_along_axis(ways, best[:, None, :], axis=1)[:, 0] + emissions[:, n]
        score = np.where(on, reached, score)
    found = np.zeros((rows, words), dtype=np.int64)
    at = score.argmax(axis=1)
    for n in range(words - 1, -1, -1):
        found[:, n] = at
        at = back[n][np.arange(rows), at]
    return found * (real > 0)


def shares(emissions: Floats, moves: Floats, first: Floats, real: Ints) -> Floats:
    """The share (0 to 1) of each tag at each word over all sequences (forward-backward); 0 at padding.

    Each step is scaled to sum to one, so that nothing over- or underflows.
    """
    words = emissions.shape[1]
    here = np.exp(emissions - emissions.max(axis=2, keepdims=True))
    move = np.exp(np.clip(moves, -60, 60))
    ahead, behind = np.zeros_like(here), np.ones_like(here)
    ahead[:, 0] = here[:, 0] * np.exp(np.clip(first, -60, 60))
    ahead[:, 0] /= ahead[:, 0].sum(axis=1, keepdims=True)
    for n in range(1, words):
        step = (ahead[:, n - 1] @ move) * here[:, n]
        ahead[:, n] = step / step.sum(axis=1, keepdims=True)
    for n in range(words - 2, -1, -1):
        step = (here[:, n + 1] * behind[:, n + 1]) @ move.T
        step /= step.sum(axis=1, keepdims=True)
        behind[:, n] = np.where(real[:, n + 1, None] > 0, step, 1)
    both = ahead * behind * (real[:, :, None] > 0)
    found: Floats = both / np.maximum(both.sum(axis=2, keepdims=True), 1e-30)
    return found


def runs(tags: Sequence[int], begin: int) -> Iterator[tuple[int, int]]:
    """The runs (first, last exclusive) of a tag that begins with ``begin`` and goes on with the next number."""
    start = -1
    for n, tag in enumerate(tags):
        if start >= 0 and tag != begin + 1:
            yield start, n
            start = -1
        if tag == begin:
            start = n
    if start >= 0:
        yield start, len(tags)
