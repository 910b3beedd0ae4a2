"""Which noun a number counts: the noun phrase behind it, by tags rather than by the parse's arcs.

Arcs of small models go astray on long modifiers ("two Russian-flagged, sanctioned cargo vessels"),
the run of tags from the number to its noun seldom does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from probata.language import quantities_context as context
from probata.language.numbers import Number
from probata.language.quantities_units import is_countable, is_measure, measure_after, unit_of, unit_of_pair
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
_COLLECTIVE = frozenset(
    "staff personnel people police cattle crew aircraft spacecraft artillery ammunition equipment cargo series data "
    "manpower infantry cavalry livestock poultry fish sheep youth".split()
)
"""Singulars that a number above one may count ("300 staff")."""
_CHAINED = re.compile(
    r"\s?(?:to|or|and|in|in every|-|–)\s?(?:\w+[ -])?"
    r"(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_HYPHENATED = re.compile(r"[-‑–](?!(?:strong|odd|plus)\b)[^\W\d_]")
"""A number that is part of a modifier ("a two-day visit", "a four-member crew") counts no goods."""
_OF_WHOLE = frozenset({"the", "its", "their", "his", "her", "our", "these", "those", "all"})


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
    at, end = span[-1].i + 1, index.sentence(span[-1].i)[1]
    of = at < end and doc[at].lower_ == "of"
    if of and words == "one":
        return _one_of(doc, at + 1, end)
    partitive = of and (number.kind in ("soft", "couple") or words.endswith(("dozen", "score")))
    if number.kind == "couple" and not partitive:
        return None
    if of and not partitive and (whole := _part_of(doc, text, at + 1, end)) is not None:
        return whole
    head, sized_end = _head(doc, text, at + 1 if partitive else at, end, partitive, number)
    if head is None:
        return (sized_end, None) if sized_end is not None else _bare(text, number)
    return _unit(doc, text, number, head)


def _part_of(doc: Doc, text: str, at: int, end: int) -> Counted | None:
    """The noun of "12 of the 20 missiles", "35 million of its devices", "280 million of the 1.5 billion shekels"."""
    if at >= end or (doc[at].lower_ not in _OF_WHOLE and doc[at].tag_ != "CD"):
        return None
    whole = doc[at].lower_ in _OF_WHOLE
    at += whole
    sized = _sized_end(text, doc[at]) if at < end else None
    if sized is not None and not whole:
        return sized, None  # "500,000 of 122 mm": of what was told before
    while at < end and sized is None and (doc[at].tag_ == "CD" or doc[at].text in "$€£"):
        at += 1
    if at >= end or (doc[at - 1].lower_ in _OF_WHOLE and doc[at].tag_ == "VBN"):
        return None
    if sized is None and (measure := measure_after(text, doc[at].idx)):
        return measure.end, measure.measure.unit
    head, _ = _head(doc, text, at, end, False, None)
    return None if head is None else (head.idx + len(head.text), _named_unit(doc, head))


def _head(
    doc: Doc, text: str, at: int, end: int, partitive: bool, number: Number | None
) -> tuple[Token | None, int | None]:
    """The last noun of the run that begins at a token, and where a size in it ends ("152 mm", "20-foot")."""
    head: Token | None = None
    sized_end: int | None = None
    first = at
    while at < end:
        token = doc[at]
        glued = at > first and doc[at - 1].text in _HYPHENS and not doc[at - 1].whitespace_
        stop = _sized_end(text, token)
        if stop is not None:
            sized_end = stop
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
        elif token.lower_ in ("last", "next") and at + 1 < end and doc[at + 1].tag_ == "NN":
            break  # "2.1 last year"
        elif token.pos_ == "ADJ" or token.tag_ in ("VBG", "VBN", "JJ") or token.lower_ in _MODIFIERS:
            if plural or (head is not None and token.tag_ in ("VBN", "VBG")):
                break
        elif at > first and not plural and _coordinated(doc, at, end):
            pass
        elif not _passed(doc, at, end, head, partitive):
            break
        at += 1
    if head is not None and head.tag_ == "NNP" and doc[at - 1].pos_ == "ADJ":
        head = None  # "7 North Korean and 2 Russian ships"
    if head is not None and number is not None and (measured := _attribute(doc, first, head, number)) is not None:
        head = measured
    return head, sized_end


def _passed(doc: Doc, at: int, end: int, head: Token | None, partitive: bool) -> bool:
    """Whether a word that is no noun or adjective still belongs to the phrase."""
    token = doc[at]
    after = doc[at + 1] if at + 1 < end else None
    if head is None and token.pos_ == "ADV" and token.lower_.endswith("ly"):
        return after is not None and (after.pos_ == "ADJ" or after.tag_ == "VBN")  # "20 decently sized plants"
    if token.tag_ == "CD" and head is not None and head.tag_ == "NNP":
        return after is not None and after.tag_ in _PLURAL  # "63,000 Model 3 sedans"
    return partitive and head is None and token.pos_ in ("DET", "PRON")


def _coordinated(doc: Doc, at: int, end: int) -> bool:
    """Whether "and" joins two modifiers of one plural noun: "Kia and Hyundai cars", "digital and physical sales"."""
    if doc[at].lower_ not in ("and", "or", "&") or at + 2 >= end:
        return False
    before, after = doc[at - 1], doc[at + 1]
    if before.text[-1] in _HYPHENS:  # "coal- and gas-fired plants"
        before = after
    if before.pos_ != after.pos_ or before.tag_ in _PLURAL or before.tag_ not in ("NNP", "JJ", "VBN", "NN"):
        return False
    if before is not after and before.tag_ == "NN":
        return False
    for token in doc[at + 1 : min(end, at + 8)]:
        if token.tag_ in _PLURAL:
            return True
        if token.pos_ not in ("PROPN", "NOUN", "ADJ") and token.tag_ != "VBN" and token.text not in _HYPHENS:
            return False
    return False


def _attribute(doc: Doc, first: int, head: Token, number: Number) -> Token | None:
    """The noun that a number of more than one counts where the head of the phrase is singular: "a 12 page report"."""
    if number.kind not in ("figure", "spelled") or number.low <= 1 or head.tag_ != "NN":
        return None
    noun = doc[first]
    if noun.i == head.i or noun.tag_ != "NN" or noun.lower_ in _COLLECTIVE or head.lower_ in _COLLECTIVE:
        return None
    return noun


def _sized_end(text: str, token: Token) -> int | None:
    """Where a calibre or size that begins at a token ends, if it only describes the noun behind it."""
    if re.fullmatch(r"\d+(?:\.\d+)?-?mm", token.text):
        return token.idx + len(token.text)
    figure = re.match(r"\d+(?:\.\d+)?", token.text)
    if figure is None:
        return None
    found = measure_after(text, token.idx + figure.end())
    if found is None:
        return None
    if found.measure.unit == "millimetre":
        return found.end
    form = text[found.start : found.end].lower()
    if text[found.end : found.end + 1] != " ":
        return None
    return None if form.endswith(("s", "feet")) or form in ("%", "percent", "per cent") else found.end


def _is_model(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z]+[-‑]?\d+\w*", text))


def _compounded(head: Token, token: Token) -> bool:
    """Whether a plural noun is only the first part of a compound ("arms dealers")."""
    return token.dep_ in ("compound", "nmod") or head.head is token or head.dep_ in ("compound", "nmod")


def _named_unit(doc: Doc, head: Token) -> str | None:
    pair = unit_of_pair(doc[head.i - 1].lower_, head.lemma_.lower()) if head.i else None
    return pair or unit_of(head.lemma_.lower(), head.text)


def _unit(doc: Doc, text: str, number: Number, head: Token) -> Counted | None:
    end = head.idx + len(head.text)
    unit = _named_unit(doc, head)
    if head.tag_ == "NN" and isinstance(number.low, float) and number.low > 1 and not is_measure(unit):
        return None  # "a 6.2 quake"
    if context.is_year(text, number) and (
        context.after_year_words(text, number) or head.tag_ not in _PLURAL or not is_countable(unit)
    ):
        return None
    if number.kind == "soft" and (unit == "time" or is_measure(unit)) and context.is_vague(text, number):
        return None
    return end, unit


def _one_of(doc: Doc, at: int, end: int) -> Counted | None:
    for token in doc[at : min(end, at + 8)]:
        if token.text in (",", ";", ":") or token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return None
        if token.tag_ in _PLURAL:
            return token.idx + len(token.text), unit_of(token.lemma_.lower(), token.text)
    return None


def _bare(text: str, number: Number) -> Counted | None:
    """A number without a noun counts something only if it is an amount in its own right or one end of a range."""
    if number.kind == "soft":
        return number.end, None
    if context.is_year(text, number):
        return None
    named = number.kind == "figure" and text[number.start : number.end].isdecimal()
    if named and context.after_name(text, number) and not _CHAINED.match(text, number.end):
        return None
    if number.kind == "spelled" and number.low < SMALL and not _CHAINED.match(text, number.end):
        return None
    if text[number.end : number.end + 1] in (":", ")") and number.low < LARGE:
        return None
    return number.end, None
