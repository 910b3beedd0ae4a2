"""One pass over a text for very many phrases at once, by Aho and Corasick's automaton.

A phrase is matched as whole words; the leftmost match wins, the longest of those that start
together. Phrases may also be *blockers*: they take their words and give nothing, so that
"shell company" keeps "shell" from matching.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar

P = TypeVar("P")

# All one to one, so that an offset into the folded text is an offset into the text.
_FOLD = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u00b4": "'", "\uff07": "'", "\u2032": "'", "`": "'",
        "\u2010": "-", "\u2011": "-", "\u2043": "-", "\ufe63": "-", "\uff0d": "-", "\u00ad": "-",
        "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\t": " ", "\n": " ", "\r": " ",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """The text with apostrophes, hyphens and spaces of every kind made plain, as long as before."""
    return text.translate(_FOLD)


def fold_case(text: str) -> str:
    """:func:`fold` in lower case with hyphens as spaces, as long as before."""
    lower = text.lower()
    if len(lower) != len(text):  # a few capitals (the dotted I) become two characters
        lower = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lower.translate(_FOLD).replace("-", " ")


class Scanner(Generic[P]):
    """Finds the phrases of a table in a text.

    ``phrases`` gives each phrase its payload, ``None`` for a blocker. With ``ignore_case`` hyphen
    and space also count as equal. ``guard`` may refuse a match by its surroundings.
    """

    __slots__ = ("_automaton", "_fold")

    def __init__(self, phrases: Mapping[str, P | None], *, ignore_case: bool = False) -> None:
        import ahocorasick

        self._fold = fold_case if ignore_case else fold
        self._automaton: Any = ahocorasick.Automaton()
        for phrase, payload in phrases.items():
            key = self._fold(phrase)
            self._automaton.add_word(key, (len(key), payload))
        self._automaton.make_automaton()

    def scan(self, text: str, guard: Callable[[P, int, int], bool] | None = None) -> Iterator[tuple[int, int, P]]:
        """(start, end, payload) of the matches, in order, never overlapping; offsets into ``text``."""
        if not len(self._automaton):
            return
        folded = self._fold(text)
        length = len(folded)
        candidates: list[tuple[int, int, P | None]] = []
        for last, (size, payload) in self._automaton.iter(folded):
            start, end = last - size + 1, last + 1
            if start and folded[start - 1].isalnum() and folded[start].isalnum():
                continue
            if end < length and folded[end].isalnum() and folded[end - 1].isalnum():
                continue
            candidates.append((start, -end, payload))
        candidates.sort(key=lambda c: c[:2])
        free = 0
        for start, negative_end, payload in candidates:
            if start < free:
                continue
            end = -negative_end
            if payload is not None:
                if guard is not None and not guard(payload, start, end):
                    continue
                yield start, end, payload
            free = end
