"""From offsets in a paragraph's text to its tokens, by bisection: spaCy's own ``char_span`` walks the whole parse."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


class TokenIndex:
    """The tokens of one parse by their place; offsets are code points of the parse's own text."""

    __slots__ = ("_doc", "_sentences", "_starts")

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts: list[int] | None = None
        self._sentences: list[int] | None = None

    def number_at(self, offset: int) -> int | None:
        """The number of the token that holds an offset, or of the one before a gap; ``None`` in an empty parse."""
        if self._starts is None:
            self._starts = [token.idx for token in self._doc]
        if not self._starts:
            return None
        return max(0, bisect_right(self._starts, offset) - 1)

    def token_at(self, offset: int) -> Token | None:
        """The token of :meth:`number_at`."""
        number = self.number_at(offset)
        return None if number is None else self._doc[number]

    def span(self, start: int, end: int) -> Span | None:
        """The tokens from the one that holds ``start`` to the one that holds the last character before ``end``."""
        first, last = self.number_at(start), self.number_at(max(start, end - 1))
        return None if first is None or last is None else self._doc[first : last + 1]

    def sentence(self, number: int) -> tuple[int, int]:
        """The first token of the sentence that holds a token, and the first after it; a token's own ``sent`` walks
        the sentence, and a page without a full stop is one sentence."""
        if self._sentences is None:
            self._sentences = [s.start for s in self._doc.sents]
        place = bisect_right(self._sentences, number)
        first = self._sentences[place - 1] if place else 0
        return first, self._sentences[place] if place < len(self._sentences) else len(self._doc)
