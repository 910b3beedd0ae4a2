"""Which noun a number counts: the noun phrase behind it, by tags rather than by the parse's arcs.

Arcs of small models go astray on long modifiers ("two Russian-flagged, sanctioned cargo vessels"),
the run of tags from the number to its noun seldom does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from probata.language import quantities_context as context
from probata.language.numbers import Number
from probata.language.quantities_units import CALIBRE, COUNTABLE, TIME_NOUNS, unit_of, unit_of_pair
from probata.language.tokenindex import TokenIndex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Counted = tuple[int, str | None]
"""End of the noun phrase and its unit."""

SMALL = 12
"""Below it a number in words without a noun ("the two met") stands for its noun and is no amount."""
LARGE = 100
"""From here on a figure without a noun ("sent 14,000") is an amount of what went before."""
_HYPHENS = "-‑–"
_JOINERS = frozenset({"-", "‑", "“", '"', "”", "'", "’", "‘"})
_MODIFIERS = frozenset({"more", "other", "such", "additional"})
_NOUNS = ("NOUN", "PROPN")
_PLURAL = ("NNS", "NNPS")
_CHAINED = re.compile(
    r"\s?(?:to|or|and|-|–)\s?(?:\w+[ -])?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_HYPHENATED = re.compile(r"[-‑–](?!(?:strong|odd|plus)\b)[^\W\d_]")
"""A number that is part of a modifier ("a two-day visit", "a four-member crew") counts no goods."""


def counted_noun(doc: Doc, index: TokenIndex, text: str, number: Number) -> Counted | None:
    """The end of the noun phrase that a number counts and its unit; ``None`` where the number counts nothing.

    The unit is ``None`` where the number is an amount but its noun is left out.
    """
    span = index.span(number.start, number.end)
    words = text[number.start : number.end].lower()
    if span is None or (words == "one" and context.is_pronoun(text, number)):
        return None
    if _HYPHENATED.match(text, number.end):
        return None
    at, end = span[-1].i + 1, span[-1].sent.end
    partitive = at < end and doc[at].lower_ == "of"
    if partitive and words == "one":
        return _one_of(doc, at + 1, end)
    partitive = partitive and (number.kind in ("soft", "couple") or words.endswith(("dozen", "score")))
    if number.kind == "couple" and not partitive:
        return None
    head, calibre_end = _head(doc, text, at + 1 if partitive else at, end, partitive)
    if head is None:
        return (calibre_end, None) if calibre_end is not None else _bare(text, number)
    return _unit(doc, text, number, head)


def _head(doc: Doc, text: str, at: int, end: int, partitive: bool) -> tuple[Token | None, int | None]:
    """The last noun of the run that begins at a token, and where a calibre in it ends ("152 mm")."""
    head: Token | None = None
    calibre_end: int | None = None
    first = at
    while at < end:
        token = doc[at]
        glued = at > first and doc[at - 1].text in _HYPHENS and not doc[at - 1].whitespace_
        stop = _calibre_end(text, token)
        if stop is not None:
            calibre_end = stop
            while at < end and doc[at].idx < stop:
                at += 1
            continue
        plural = head is not None and head.tag_ in _PLURAL
        if token.text in _JOINERS and not (token.text in "'’" and head is not None):
            pass
        elif token.pos_ in _NOUNS or _is_model(token.text):
            if head is not None and plural and not glued and not _compounded(head, token):
                break
            head = token
        elif glued:
            head = None
        elif token.pos_ == "ADJ" or token.tag_ in ("VBG", "VBN", "JJ") or token.lower_ in _MODIFIERS:
            if plural or (head is not None and token.tag_ in ("VBN", "VBG")):
                break
        elif not (partitive and head is None and token.pos_ in ("DET", "PRON")):
            break
        at += 1
    return head, calibre_end


def _calibre_end(text: str, token: Token) -> int | None:
    if re.fullmatch(r"\d+(?:\.\d+)?-?mm", token.text):
        return token.idx + len(token.text)
    if not token.text[:1].isdigit():
        return None
    match = CALIBRE.match(text, token.idx + len(token.text))
    return match.end() if match else None


def _is_model(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z]+[-‑]?\d+\w*", text))


def _compounded(head: Token, token: Token) -> bool:
    """Whether a plural noun is only the first part of a compound ("arms dealers")."""
    return token.dep_ in ("compound", "nmod") or head.head is token or head.dep_ in ("compound", "nmod")


def _unit(doc: Doc, text: str, number: Number, head: Token) -> Counted | None:
    lemma = head.lemma_.lower()
    end = head.idx + len(head.text)
    if lemma in TIME_NOUNS or head.lower_.removesuffix("s") in TIME_NOUNS:
        return None
    unit = (unit_of_pair(doc[head.i - 1].lower_, lemma) if head.i else None) or unit_of(lemma, head.text)
    if context.is_year(text, number) and (
        context.after_year_words(text, number) or head.tag_ not in _PLURAL or unit not in COUNTABLE
    ):
        return None
    return end, "time" if lemma in ("time", "times") else unit


def _one_of(doc: Doc, at: int, end: int) -> Counted | None:
    for token in doc[at : min(end, at + 8)]:
        if token.tag_ in _PLURAL:
            return token.idx + len(token.text), unit_of(token.lemma_.lower(), token.text)
    return None


def _bare(text: str, number: Number) -> Counted | None:
    """A number without a noun counts something only if it is an amount in its own right or one end of a range."""
    if number.kind == "soft":
        return number.end, None
    if context.is_year(text, number) or context.after_name(text, number):
        return None
    if number.kind == "spelled" and number.low < SMALL and not _CHAINED.match(text, number.end):
        return None
    if text[number.end : number.end + 1] in (":", ")") and number.low < LARGE:
        return None
    return number.end, None
