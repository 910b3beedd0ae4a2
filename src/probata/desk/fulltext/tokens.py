"""The words of a text as they are looked for: without case, accents, points and joiners, each with its place.

Where a script has no spaces between words (Chinese, Japanese, Thai), or hangs endings on them (Korean), each character
is a word by itself and a longer word is looked for as a phrase of them: so 북한 is found in 북한이.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 60
"""Characters of a word that count: more is no word, and PostgreSQL takes none of more than 2,046 bytes."""

CACHED = 40
"""Characters of the longest stretch that is remembered; names and words of a text come again and again."""

_ASCII = re.compile(r"[A-Za-z0-9]+")
_STRETCH = re.compile(r"\S+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
_ONE = re.compile(f"{_UNSPACED.pattern}|(?:(?!{_UNSPACED.pattern})[^\\W_])+")
_WITHIN = frozenset(("Mn", "Mc", "Me", "Cf"))
_LOST = frozenset(("Mn", "Me", "Cf"))
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ـ": ""}
)
"""Letters that no rule of Unicode takes apart; the last only draws an Arabic word out."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word and the place that it was made from, in code points of the text."""

    start: int
    end: int
    word: str


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in their order."""
    for stretch in _STRETCH.finditer(text):
        begin, told = stretch.start(), stretch[0]
        for start, end, word in _remembered(told) if len(told) <= CACHED else _read(told):
            yield Token(begin + start, begin + end, word)


def words(text: str) -> list[str]:
    """The same without their places."""
    if text.isascii():
        return [w[:LONGEST] for w in _ASCII.findall(text.lower())]
    return [t.word for t in tokens(text)]


@lru_cache(maxsize=20_000)
def _remembered(stretch: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(_read(stretch))


def _read(stretch: str) -> Iterator[tuple[int, int, str]]:
    if stretch.isascii():
        for found in _ASCII.finditer(stretch):
            yield found.start(), found.end(), found[0].lower()[:LONGEST]
        return
    for start, end in _runs(stretch):
        run = stretch[start:end]
        plain = _folded(run)
        # Where nothing was joined or taken apart, each character has a place of its own.
        each = len(plain) == len(run)
        for found in _ONE.finditer(plain):
            place = (start + found.start(), start + found.end()) if each else (start, end)
            yield *place, found[0][:LONGEST]


def _runs(stretch: str) -> Iterator[tuple[int, int]]:
    """Letters and digits, with the marks and joiners among them."""
    begin = -1
    for at, character in enumerate(stretch):
        if character.isalnum() or (begin >= 0 and unicodedata.category(character) in _WITHIN):
            begin = at if begin < 0 else begin
        elif begin >= 0:
            yield begin, at
            begin = -1
    if begin >= 0:
        yield begin, len(stretch)


def _folded(run: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", run).casefold())
    kept = "".join(c for c in apart if unicodedata.category(c) not in _LOST)
    return unicodedata.normalize("NFC", kept.translate(_PLAIN))
