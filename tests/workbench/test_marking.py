"""Marks over a text: nothing is lost, whatever crosses what."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probata.workbench.marking import RANK, Close, Kind, Mark, Open, Point, Token, Words, weave

LENGTH = 40
SLOWLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    found = []
    for number in range(draw(st.integers(0, 12))):
        start = draw(st.integers(0, LENGTH - 1))
        found.append(
            Mark(start, draw(st.integers(start + 1, LENGTH)), draw(st.sampled_from(list(Kind))), (f"m{number}",))
        )
    return found


def told(tokens: list[Token]) -> tuple[list[int], dict[Mark, list[int]]]:
    """The characters in order, and those under each mark; fails where the marks aren't nested."""
    characters: list[int] = []
    under: dict[Mark, list[int]] = defaultdict(list)
    stack: list[Mark] = []
    for token in tokens:
        match token:
            case Open(mark):
                stack.append(mark)
            case Close(mark):
                assert stack.pop() is mark
            case Words(start, end):
                assert start < end
                characters += range(start, end)
                assert [RANK[m.kind] for m in stack] == sorted(RANK[m.kind] for m in stack)
                for mark in stack:
                    under[mark] += range(start, end)
    assert not stack
    return characters, under


@SLOWLY
@given(marks(), st.integers(0, LENGTH), st.integers(0, LENGTH))
def test_no_character_and_no_span_is_lost(given_marks: list[Mark], one: int, other: int) -> None:
    start, end = sorted((one, other))
    characters, under = told(weave(given_marks, start, end))
    assert characters == list(range(start, end))
    for mark in given_marks:
        assert under.get(mark, []) == [at for at in range(mark.start, mark.end) if start <= at < end]


@SLOWLY
@given(marks())
def test_each_mark_begins_and_ends_once(given_marks: list[Mark]) -> None:
    pieces: dict[Mark, list[Open]] = defaultdict(list)
    for token in weave(given_marks, 0, LENGTH):
        if isinstance(token, Open):
            pieces[token.mark].append(token)
    for mark in given_marks:
        assert [p.first for p in pieces[mark]] == [True] + [False] * (len(pieces[mark]) - 1)
        assert [p.last for p in pieces[mark]] == [False] * (len(pieces[mark]) - 1) + [True]


@SLOWLY
@given(marks(), st.lists(st.integers(0, LENGTH)))
def test_each_point_stands_once_at_its_place(given_marks: list[Mark], places: list[int]) -> None:
    points = [Point(at, f"p{n}") for n, at in enumerate(places)]
    found, at = [], 0
    for token in weave(given_marks, 0, LENGTH, points):
        match token:
            case Words(_, end):
                at = end
            case Point():
                assert token.at == at
                found.append(token)
    assert sorted(found, key=lambda p: p.ref) == sorted(points, key=lambda p: p.ref)


def test_marks_that_lie_inside_one_another_are_nested_uncut() -> None:
    said, claimed = Mark(0, 20, Kind.STATEMENT, ("s1",)), Mark(5, 15, Kind.CLAIM, ("c1",))
    assert weave([claimed, said], 0, 20) == [
        Open(said, True, True),
        Words(0, 5),
        Open(claimed, True, True),
        Words(5, 15),
        Close(claimed),
        Words(15, 20),
        Close(said),
    ]


def test_a_number_stands_after_its_words_and_outside_their_mark() -> None:
    claimed = Mark(0, 3, Kind.CLAIM, ("c1",))
    tokens = weave([claimed], 0, 5, [Point(3, "c1")])
    assert tokens == [Open(claimed, True, True), Words(0, 3), Close(claimed), Point(3, "c1"), Words(3, 5)]


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4)])
def test_a_mark_without_a_character_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="needs a character"):
        Mark(start, end, Kind.CLAIM)


def test_many_marks_take_little_time() -> None:
    many = [Mark(n * 3, n * 3 + 40, list(Kind)[n % 7], (f"c{n}",)) for n in range(5000)]
    tokens = weave(many, 0, 16_000)
    assert sum(t.end - t.start for t in tokens if isinstance(t, Words)) == 16_000
