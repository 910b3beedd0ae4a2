"""Edits lead from one text to the other, whatever the texts, and tell what a reader would call the change."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probata.incidents.copies import edits as module
from probata.incidents.copies.edits import edits
from probata.records import EditKind

WORDS = ["the ", "ship ", "left", ".", "\n", " ", "Ю", "船 ", "\u202e", "7,000 "]
TEXT = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["the ", "ship ", "left", ".", "\n", " ", "Ю", "船 ", "\u202e", "7,000 "]), max_size=30
    ).map("".join),
)


@settings(deadline=None)
@given(TEXT, TEXT)
def test_the_edits_cover_both_texts_and_keep_only_what_is_the_same(a: str, b: str) -> None:
    at, to = 0, 0
    last = None
    for edit in edits(a, b):
        assert (edit.a[0], edit.b[0]) == (at, to)
        (at, to) = edit.a[1], edit.b[1]
        one, other = a[slice(*edit.a)], b[slice(*edit.b)]
        assert {
            EditKind.KEPT: one == other != "",
            EditKind.ADDED: not one and bool(other),
            EditKind.REMOVED: bool(one) and not other,
            EditKind.CHANGED: bool(one and other),
        }[edit.kind]
        assert (edit.kind is EditKind.KEPT) is not (last is EditKind.KEPT) or last is None
        last = edit.kind
    assert (at, to) == (len(a), len(b))


@settings(deadline=None)
@given(TEXT)
def test_a_text_is_kept_as_a_whole(text: str) -> None:
    assert [e.kind for e in edits(text, text)] == ([EditKind.KEPT] if text else [])


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ("Seoul says so.", "Seoul says so.", [("kept", "Seoul says so.", "Seoul says so.")]),
        (
            "About 7,000 containers left.",
            "About 9,000 containers left.",
            [
                ("kept", "About", "About"),
                ("changed", " 7,000", " 9,000"),
                ("kept", " containers left.", " containers left."),
            ],
        ),
        (
            "He denied it. The ship left.",
            "He denied it. Officials said the ship left.",
            [
                ("kept", "He denied it.", "He denied it."),
                ("changed", " The", " Officials said the"),
                ("kept", " ship left.", " ship left."),
            ],
        ),
        (
            "one\ntwo\nthree\n",
            "one\nthree\n",
            [("kept", "one\n", "one\n"), ("removed", "two\n", ""), ("kept", "three\n", "three\n")],
        ),
        ("", "new", [("added", "", "new")]),
        ("a.b", "c.d", [("changed", "a.b", "c.d")]),
    ],
)
def test_what_was_edited(a: str, b: str, told: list[tuple[str, str, str]]) -> None:
    assert [(e.kind.value, a[slice(*e.a)], b[slice(*e.b)]) for e in edits(a, b)] == told


def test_a_stretch_that_is_too_long_is_told_as_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    assert [e.kind for e in edits("one two three", "one two four")] == [EditKind.CHANGED]
