"""Labels: what of a text can be drawn, how wide it is at most, and how it is cut to fit.

Widths are those of the widest of several common fonts, so that a label that fits here fits on the reader's screen.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

ELLIPSIS = "…"
LONGEST = 400
"""Characters of a label that are looked at; nothing longer fits, and a hostile one may have a million."""
_MARKS = 2
"""Combining marks kept on one letter; more of them climb out of the line."""
_JOINERS = "\u200c\u200d"
_ISOLATE, _END = "\u2068", "\u2069"
_WIDE, _OTHER = 1.3, 1.0
_HUGE = 16.0
_LIGATURES = range(0xFDF0, 0xFDFE)
_SIGNS = range(0x12000, 0x12550)


@cache
def _widths() -> Mapping[str, float]:
    text = (files("probata.pictures") / "data" / "widths.json").read_text(encoding="utf-8")
    return {c: int(width) / 1000 for width, chars in json.loads(text)["thousandths"].items() for c in chars}


def clean(text: str) -> str:
    """A label of one line: no control characters, no towers of accents, and of the signs that turn the direction of
    writing only closed pairs of those that fence off (:func:`isolated`)."""
    kept: list[str] = []
    marks = fences = 0
    for char in unicodedata.normalize("NFC", text[:LONGEST]):
        category = unicodedata.category(char)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if char.isspace():
            kept.append(" ")
        elif char == _ISOLATE or (char == _END and fences):
            fences += 1 if char == _ISOLATE else -1
            kept.append(char)
        elif (category[0] != "C" or char in _JOINERS) and marks <= _MARKS:
            kept.append(char)
    whole = "".join(kept) + _END * fences
    while _ISOLATE + _END in whole:
        whole = whole.replace(_ISOLATE + _END, "")
    return " ".join(whole.split())


def isolated(text: str) -> str:
    """The text, fenced off where its letters run from right to left, so that nothing beside it is turned round; as it
    is where a part of it has its fence already."""
    if _ISOLATE not in text and any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text):
        return f"{_ISOLATE}{text}{_END}"
    return text


def width(text: str, size: float) -> float:
    """The most that a text of one line takes, in the units of ``size`` (the font's)."""
    return size * sum(_width(c) for c in text)


def fit(text: str, room: float, size: float) -> str:
    """The clean text, cut with an ellipsis to ``room``; empty where not even one letter fits."""
    whole = clean(text)
    if width(whole, size) <= room:
        return whole
    left = room - width(ELLIPSIS, size)
    kept = 0
    for char in whole:
        left -= width(char, size)
        if left < 0:
            break
        kept += 1
    short = whole[:kept].rstrip(f" {_JOINERS}{_ISOLATE}")
    if not short.strip(_END):
        return ""
    return short + _END * (short.count(_ISOLATE) - short.count(_END)) + ELLIPSIS


def _width(char: str) -> float:
    known = _widths().get(char)
    if known is not None:
        return known
    if char in (_ISOLATE, _END) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    if ord(char) in _LIGATURES or ord(char) in _SIGNS:
        return _HUGE
    return _WIDE if unicodedata.east_asian_width(char) in ("W", "F") else _OTHER
