"""Names made comparable: one script, lower case, words apart; titles, particles and legal forms told from the rest.

Every script is written in ASCII with ``anyascii`` (one table for all of Unicode, ISC licence, no compiler). Weighed
against it: ``normality`` and ``rigour`` of OpenSanctions, which know more about names, but need PyICU, for which there
is no wheel; ``nomenklatura`` stands on them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_INITIALS = re.compile(r"(?<=\b[^\W\d_])[./](?=[^\W\d_]\b)")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘`ʼʻ′´\"](?=\w)|(?<!\w)['’‘`ʼʻ′´]")
_WORD = re.compile(r"[a-z0-9%]+")
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{1,3}|v|x)")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
LONGEST = 512
"""Characters of a name that are compared; no name is longer, and a text is no name."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared. ``words`` in their order, without titles, particles and legal forms; ``numbers`` are
    those of them that count something (digits, "forty-four", "IV"); ``form`` the kinds of company it says."""

    text: str
    words: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    form: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Words:
    dropped: frozenset[str]
    forms: dict[tuple[str, ...], str]
    same: dict[str, tuple[str, ...]]
    numbers: dict[str, str]


@cache
def _table() -> _Words:
    import yaml

    data = yaml.safe_load(Path(__file__).with_name("words.yml").read_text("utf-8"))
    ones = {word: str(n) for n, word in enumerate(data["numbers"])}
    tens = {word: str(10 * n) for n, word in enumerate(data["tens"], start=2)}
    return _Words(
        frozenset(data["particles"]) | frozenset(data["titles"]),
        {tuple(form.split()): kind for kind, forms in data["forms"].items() for form in forms},
        {word: tuple(full.split()) for full, words in data["same"].items() for word in words},
        ones | tens,
    )


def fold(text: str) -> str:
    """A text in lower-case ASCII, code point by code point: "Erdoğan" → "erdogan", "Ким Чен Ын" → "kim chen yn"."""
    from anyascii import anyascii

    # Chinese and Korean run on without spaces: a syllable is a word of a name in every romanisation.
    parted = _CJK.sub(lambda m: f" {m[0]} ", unicodedata.normalize("NFKC", text))
    return anyascii(parted).lower()


def in_characters(text: str) -> str:
    """The Chinese, Japanese or Korean characters of a name; "" where there are none."""
    return "".join(_CJK.findall(unicodedata.normalize("NFKC", text)))


def plain_words(text: str) -> list[str]:
    """All words of a name in comparable form, titles and particles too."""
    text = _APOSTROPHES.sub("", _INITIALS.sub("", text[:LONGEST]))
    return _WORD.findall(fold(text).replace("'", ""))


@lru_cache(maxsize=20_000)
def name_of(text: str) -> Name:
    """The comparable form of a name. Where nothing but titles and forms is in it, they are its words."""
    table = _table()
    words: list[str] = []
    for word in plain_words(text):
        words += table.same.get(word, (word,))
    kept, form = _without_forms(words, table)
    kept = [w for w in kept if w not in table.dropped]
    if not kept:
        kept, form = words, set()
    told = list(_counted(kept, table))
    numbers = tuple(w for w in told if w.isdigit())
    return Name(text, tuple(told), numbers, frozenset(form))


def is_part(words: tuple[str, ...]) -> bool:
    """Whether words can be a part of a name by themselves: not only titles and particles."""
    return any(word not in _table().dropped for word in words)


def _without_forms(words: list[str], table: _Words) -> tuple[list[str], set[str]]:
    kept: list[str] = []
    form: set[str] = set()
    at = 0
    while at < len(words):
        for length in (4, 3, 2, 1):
            kind = table.forms.get(tuple(words[at : at + length]))
            if kind is not None and (kept or length > 1 or len(words) > at + 1):
                form.add(kind)
                at += length
                break
        else:
            kept.append(words[at])
            at += 1
    return kept, form


def _counted(words: list[str], table: _Words) -> Iterator[str]:
    """Numbers in digits: "forty four" → "44", "VII" behind another word → "7"."""
    at = 0
    while at < len(words):
        word = words[at]
        following = words[at + 1] if at + 1 < len(words) else ""
        value = table.numbers.get(word)
        if value is not None:
            unit = table.numbers.get(following, following)
            if len(value) == 2 and value.endswith("0") and len(unit) == 1 and unit in "123456789":
                value, at = str(int(value) + int(unit)), at + 1
            yield value
        elif at and len(word) > 1 and _ROMAN.fullmatch(word):
            yield str(_roman(word))
        else:
            yield word
        at += 1


def _roman(word: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[c] for c in word]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


_SOUNDS = (
    ("sch", "s"), ("tsch", "j"), ("tch", "j"), ("dzh", "j"), ("kh", "h"), ("ch", "j"), ("zh", "j"), ("sh", "s"),
    ("ph", "f"), ("th", "t"), ("dh", "d"), ("gh", "g"), ("ts", "s"), ("tz", "s"), ("ck", "k"), ("x", "s"), ("q", "k"),
    ("c", "k"), ("z", "s"), ("w", "v"),
)  # fmt: skip
_CLASSES = str.maketrans(
    {"g": "k", "d": "t", "b": "p", "f": "p", "v": "p", "h": None, "y": None} | dict.fromkeys("aeiou")
)
_GLIDE = re.compile(r"(?<=[aeiouy])j$")
_LIQUID = re.compile(r"^[rl](?=[aeiouy])")


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The consonants of a word in the classes that romanisations mix: "Muhammad", "Mohamed" → "mt"; "Pak", "Bak" →
    "pk". Vowels, h and y are left out, but that a word begins with a vowel is kept: "Ahmed" → "amt"."""
    text = _GLIDE.sub("", _LIQUID.sub("r", word))  # Ri, Li, Rhee: one Korean name; Sergej, Sergey: one Russian
    for sound, letter in _SOUNDS:
        text = text.replace(sound, letter)
    bones = re.sub(r"(.)\1+", r"\1", text.translate(_CLASSES))
    return ("a" if word[:1] in "aeiou" and bones else "") + bones or word
