"""The scorer of event coreference, against sums by hand and, for the pairing, against all pairings."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest
from conll import best_pairing, conll


def _clusters(*groups: str) -> dict[str, str]:
    return {m: g for g in groups for m in g}


def test_clusters_cut_and_mixed() -> None:
    score = conll(_clusters("abc", "defg"), _clusters("ab", "cd", "efg"))
    # Key links 2 + 3, of which one is lost in each cluster; answer links 1 + 1 + 2, of which "cd" is wrong.
    assert (score.muc.recall, score.muc.precision) == (3 / 5, 3 / 4)
    assert score.b_cubed.recall == pytest.approx((2 * 2 / 3 + 1 / 3 + 1 / 4 + 3 * 3 / 4) / 7)
    assert score.b_cubed.precision == pytest.approx((2 + 1 / 2 + 1 / 2 + 3) / 7)
    # abc with ab: 4/5, defg with efg: 6/7.
    assert score.ceaf_e.recall == pytest.approx((4 / 5 + 6 / 7) / 2)
    assert score.ceaf_e.precision == pytest.approx((4 / 5 + 6 / 7) / 3)
    assert score.f1 == pytest.approx((score.muc.f1 + score.b_cubed.f1 + score.ceaf_e.f1) / 3)


def test_the_same_clusters_under_other_names_are_right() -> None:
    score = conll({"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "x", "c": "y"})
    assert (score.muc.f1, score.b_cubed.f1, score.ceaf_e.f1) == (1, 1, 1)


def test_all_in_one_is_complete_and_wrong() -> None:
    score = conll(_clusters("ab", "cd"), _clusters("abcd"))
    assert (score.muc.recall, score.muc.precision) == (1, 2 / 3)
    assert (score.b_cubed.recall, score.b_cubed.precision) == (1, 1 / 2)
    # One of the two events is paired with the only group: 2 * 2 / (2 + 4).
    assert (score.ceaf_e.recall, score.ceaf_e.precision) == (pytest.approx(1 / 3), pytest.approx(2 / 3))


def test_each_alone_has_no_link() -> None:
    score = conll(_clusters("ab"), _clusters("a", "b"))
    assert score.muc.f1 == 0
    assert score.b_cubed.precision == 1


def test_other_mentions_are_refused() -> None:
    with pytest.raises(ValueError, match="same mentions"):
        conll({"a": 1}, {"b": 1})


def test_the_pairing_is_the_best_of_all() -> None:
    random = Random(5)
    for _ in range(200):
        rows, columns = random.randint(1, 5), random.randint(1, 5)
        table = [[random.choice((0.0, random.random())) for _ in range(columns)] for _ in range(rows)]
        wide = table if rows <= columns else [list(c) for c in zip(*table, strict=True)]
        tried = (sum(wide[i][c] for i, c in enumerate(p)) for p in permutations(range(len(wide[0])), len(wide)))
        assert best_pairing(table) == pytest.approx(max(tried))
