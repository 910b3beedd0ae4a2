"""Whom bare offices and pronouns mean: never the one whom their own words accuse, and no woman for a man."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from probata.language.annotated import Annotated

Read = Callable[..., Annotated]


def ids(annotated: Annotated, words: str) -> tuple[str, ...]:
    """The ids of the last mention with these words."""
    return next(m.ids for m in reversed(annotated.mentions) if m.text.lower() == words)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # Who is told of isn't who tells.
        ("North Korea has sent shells to Russia, the Joint Chiefs of Staff said.", "the joint chiefs of staff", ()),
        (
            "South Korea watches the border. North Korea has fired a missile, the Joint Chiefs of Staff said.",
            "the joint chiefs of staff",
            ("KR",),
        ),
        (
            "SEOUL - North Korea has fired a missile, the Joint Chiefs of Staff said.",
            "the joint chiefs of staff",
            ("KR",),
        ),
        # The office that speaks first is that of the sentence before.
        ("Russia closed the port. The defense ministry said Iran had sent ships.", "the defense ministry", ("RU",)),
        # Women and men.
        ("Joe Biden spoke. Suu Kyi arrived. Laura Smith left. She had met Obama.", "she", ("Laura Smith",)),
        ("Bill Clinton left. Mrs. Clinton stayed.", "clinton", ("Clinton",)),
    ],
)
def test_whom_it_means(text: str, words: str, expected: tuple[str, ...], read: Read) -> None:
    assert ids(read(text), words) == expected


def test_a_sister_is_a_woman(read: Read) -> None:
    # The table says whose sister she is; of him it says nothing, and he is the subject.
    found = read("Kim Jong Un met Kim Yo Jong. She denied the reports.")
    assert next(m.person for m in found.mentions if m.text == "She") == "Kim Yo Jong"
