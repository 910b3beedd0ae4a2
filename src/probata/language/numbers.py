"""Numbers in running text, in figures and in words, with soft number words as intervals.

``dozens`` is 24 and more, ``hundreds`` 200 and more, ``thousands`` 2,000 and more, ``millions``
2,000,000 and more (``gold/claims/GUIDELINES.md``, rule 15); ``several``, ``a few``, ``a handful``
3 and more (``domain/goods.md``, section 9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

Value = int | float

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL: dict[str, int] = {w: i for i, w in enumerate(_ONES)} | {w: 20 + 10 * i for i, w in enumerate(_TENS)}
_SCALES: dict[str, int] = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "score": 20,
    "crore": 10**7,
    "lakh": 10**5,
    "bn": 10**9,
    "mn": 10**6,
    "mln": 10**6,
    "tn": 10**12,
    "k": 1000,
    "m": 10**6,
    "mil": 10**6,
    "b": 10**9,
}
_FRACTIONS: dict[str, Fraction] = {
    "half": Fraction(1, 2),
    "third": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "fourth": Fraction(1, 4),
    "fifth": Fraction(1, 5),
    "sixth": Fraction(1, 6),
    "tenth": Fraction(1, 10),
}
_SOFT: dict[str, tuple[int, int]] = {
    "dozens": (24, 99),
    "scores": (40, 99),
    "several": (3, 9),
    "a few": (3, 9),
    "few": (3, 9),
    "a handful": (3, 9),
    "tens": (20, 99),
    "hundreds": (200, 999),
    "thousands": (2000, 9999),
    "millions": (2 * 10**6, 9_999_999),
    "billions": (2 * 10**9, 9_999_999_999),
    "trillions": (2 * 10**12, 9_999_999_999_999),
}

_GAP = r"[ \t\u00a0\u2009\u202f]"
_SPACE = r"[ \t\u00a0\u2009\u202f\r\n]+"
FIGURE = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,}"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+"
    r"|\d{1,3}(?: \d{3}){2,}|\d{1,3} 000"
    r"|\d+(?:\.\d+)?|\.\d+)"
)
_SMALL = "|".join(sorted(SMALL, key=len, reverse=True))
_BIG = "hundred|thousand|million|billion|trillion|dozen|score|crore|lakh"
_SHORT = rf"(?:{_GAP}?(?:bn|mn|mln|tn|mil)|[kmb]|{_GAP}(?-i:[BM])(?={_GAP}[a-z]))"
SPELLED = (
    rf"(?:(?:a|an)[ ](?:{_BIG})|(?:{_SMALL}))"
    rf"(?:(?:-|,?{_SPACE}(?:and{_SPACE})?)(?:{_SMALL}|{_BIG})|{_SPACE}and{_SPACE}a{_SPACE}half)*"
)
_MIXED = rf"(?:{FIGURE}{_GAP}\d/\d\b|{FIGURE}{_SPACE}and{_SPACE}a{_SPACE}half\b|{FIGURE}[½¼¾])"
_POWER = r"[×x]10(?:\^?[-−–]?\d{1,3}|[⁻⁰¹²³⁴-⁹]{1,4})"
_RATIO = r"(?:1/[2348]|2/3|[35]/[48]|7/8)(?![/\d])"
"""Fractions in figures that news writes; others ("9/11") are dates and names."""
_SCALE = rf"(?:(?:{_GAP}?-?)(?:{_BIG})\b(?:{_SPACE}(?:{_BIG})\b)*|{_SHORT}(?![\w²³]))"
_SCALED_FIGURE = rf"(?:{FIGURE}{_POWER}|{_RATIO}|{_MIXED}|{FIGURE}){_SCALE}?"
_PARTS = "half|third|quarter|fourth|fifth|sixth|tenth"
_HALF = (
    rf"(?:half(?:{_SPACE}(?:of{_SPACE})?(?:a|an){_SPACE}(?:{_BIG})|(?:{_SPACE}|-)dozen)"
    rf"|(?:a|one|two|three|four)[- ](?:{_PARTS})s?{_SPACE}(?:of{_SPACE}an?{_SPACE})?(?:{_BIG}))"
)
_SOFT_PHRASE = (
    rf"(?:(?:tens|hundreds|thousands|dozens|scores)(?:{_SPACE}(?:if{_SPACE}not|or{_SPACE}even){_SPACE}"
    rf"(?:tens|hundreds|thousands|millions))?{_SPACE}of{_SPACE}(?:hundreds|thousands|millions|billions)"
    rf"(?:{_SPACE}of{_SPACE}(?:thousands|millions))?"
    rf"|(?:several|a{_SPACE}few|few|a{_SPACE}couple{_SPACE}of|a{_SPACE}couple){_SPACE}(?:{_BIG})\b"
    rf"|dozens|scores|several|a{_SPACE}few|a{_SPACE}handful|hundreds|thousands|millions|billions|trillions)"
)
_COUPLE = rf"(?:(?:a|the){_SPACE}(?:couple|pair))"
_FRACTION = (
    r"(?:(?:a|one|two|three|four|five|seven|nine)[- ](?:third|half|quarter|fourth|fifth|sixth|tenth)s?"
    r"|half)"
)
_FOLD = rf"(?:(?:{FIGURE}|{_SMALL}|hundred|thousand)-?fold)"

_GLUED = r"(?<=\d)(?=[^\W\d_]{1,5}[23²³]?(?!\w))"
"""Letters right behind a figure may be a unit (50GB, 6kW); the caller must know it, or they are a name (5G, 3D)."""
_CODES = "USD|EUR|GBP|RMB|KRW|RUB|JPY|CNY|CAD|AUD|HKD|SGD|MYR|INR|CHF"
NUMBER = re.compile(
    rf"(?:(?<![\w.,/])|(?<=\b(?:{_CODES}))|(?<=\b(?:RM|PS|Rs))|(?<=\bRs\.))"
    rf"(?:(?P<half>{_HALF})|(?P<soft>{_SOFT_PHRASE})|(?P<couple>{_COUPLE})|(?P<fraction>{_FRACTION})"
    rf"|(?P<fold>{_FOLD})|(?P<figure>{_SCALED_FIGURE})|(?P<spelled>{SPELLED}))(?:(?!\w|[.,]\d)|{_GLUED})",
    re.IGNORECASE,
)
_METRES = re.compile(
    r"[ -](?:long|wide|high|tall|deep|thick|away|above|below|race|sprint|final|freestyle|"
    r"in (?:length|height|width|depth))\b"
    r"|[ ]?\([\d.,]+[ ]?(?:ft|feet|foot|yards?)\b",
    re.IGNORECASE,
)
"""What makes the m behind a figure metres and no million."""
_WORD = re.compile(rf"[a-z]+|\d/\d|{FIGURE}|[½¼¾]", re.IGNORECASE)
_RAISED = str.maketrans("−–⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "---0123456789", "^")
_VULGAR = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}


@dataclass(frozen=True, slots=True)
class Number:
    """A number at a place of a text. ``high`` is ``None`` where the words leave it open.

    ``ceiling`` is the soft upper end that a word such as "hundreds" is commonly held to have.
    ``kind`` is ``figure``, ``spelled``, ``half``, ``soft``, ``couple``, ``fraction`` or ``fold`` ("tenfold").
    ``glued``: letters follow at once, and only if they are a unit is this a number at all.
    """

    start: int
    end: int
    low: Value
    high: Value | None
    kind: str
    ceiling: Value | None = None
    glued: bool = False


def tidy(value: Fraction | float | int) -> Value:
    """An ``int`` where the value is whole, else a ``float``."""
    if value == int(value):
        return int(value)
    return float(f"{float(value):.12g}")


def parse_figure(text: str) -> Fraction:
    """The value of a number in figures; ``,`` and spaces group thousands, as do repeated full stops.

    :class:`ValueError` if it is no number.
    """
    plain = re.sub(r"[,\s\u00a0\u2009\u202f]", "", text)
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    if not re.fullmatch(r"\d+(?:\.\d+)?|\.\d+", plain, re.ASCII):
        raise ValueError(f"no number: {text!r}")
    return Fraction(plain)


def parse_number(text: str) -> Value | None:
    """The value of a number in figures or words ("9,000", "2.5 million", "twenty-two"), else ``None``."""
    match = NUMBER.fullmatch(text.strip())
    if match is None or match["soft"] or match["fold"]:
        return None
    number = _read(match)
    return number.low if number else None


def scan_numbers(text: str) -> tuple[Number, ...]:
    """Every number of a text in order, with its offsets. Ordinals aren't numbers."""
    found = (_read(m) for m in NUMBER.finditer(text))
    return tuple(n for n in found if n is not None)


def _read(match: re.Match[str]) -> Number | None:
    kind = match.lastgroup or ""
    text = match[0].lower()
    if kind == "soft":
        low, ceiling = _soft(text)
        return Number(match.start(), match.end(), low, None, kind, ceiling)
    if kind == "fold":
        word = re.sub(r"-?fold$", "", text)
        value = tidy(parse_figure(word)) if word[:1] in ".0123456789" else SMALL.get(word) or _SCALES[word]
        return Number(match.start(), match.end(), value, value, kind)
    if kind == "half":
        words = re.findall(r"[a-z]+", text)
        part = [w for i, w in enumerate(words[:-1]) if w not in ("of", "a", "an") or i == 0]
        value = tidy(_share(" ".join(part)) * _SCALES[words[-1]])
        return Number(match.start(), match.end(), value, value, kind)
    if kind == "couple":
        return Number(match.start(), match.end(), 2, 2, kind)
    if kind == "fraction":
        share = tidy(_share(text))
        return Number(match.start(), match.end(), share, share, kind)
    end = match.end()
    if kind == "figure" and text[-1:] == "m" and text[-2:-1].isdigit() and _METRES.match(match.string, end):
        end, text = end - 1, text[:-1]
    try:
        value = tidy(_value(text))
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return Number(match.start(), end, value, value, kind, glued=match.string[end : end + 1].isalpha())


def _value(text: str) -> Fraction:
    """The value of a figure with its power of ten, or of figures and words together."""
    if power := re.search(rf"{_POWER}$", text, re.IGNORECASE):
        exponent = power[0][3:].translate(_RAISED)
        return parse_figure(text[: power.start()]) * Fraction(10) ** int(exponent)
    return _spelled(_WORD.findall(text))


def _soft(text: str) -> tuple[int, int]:
    words = text.split()
    if words[-1] in _SCALES:
        scale = _SCALES[words[-1]]
        if "couple" in words:
            return 2 * scale, 2 * scale
        return 3 * scale, 9 * scale
    key = " ".join(words)
    if key in _SOFT:
        return _SOFT[key]
    low, ceiling = _SOFT[words[0]]
    scale = 1
    for word in words[words.index("of") + 1 :]:
        scale *= _SCALES.get(word[:-1], 1)
    return low * scale, ceiling * scale + scale - 1


def _share(text: str) -> Fraction:
    words = re.findall(r"[a-z]+", text)
    unit = _FRACTIONS[words[-1].removesuffix("s") if words[-1] != "halfs" else "half"]
    if len(words) == 1:
        return unit
    return unit * (1 if words[0] == "a" else SMALL[words[0]])


def _spelled(words: list[str]) -> Fraction:
    """Cardinal value of words and figures: hundreds multiply what stands before, scales close a group."""
    if words[-3:] == ["and", "a", "half"] and words[-4] in _SCALES:  # "a million and a half"
        return _spelled(words[:-3]) + Fraction(_SCALES[words[-4]], 2)
    total = Fraction(0)
    group = Fraction(0)
    for i, word in enumerate(words):
        if word in ("and", "a", "an"):
            if word != "and" and (i == 0 or words[i - 1] == "half"):
                group = group or Fraction(1)
        elif word == "half":
            group += Fraction(1, 2)
        elif word == "quarter":
            group = Fraction(1, 4)
        elif word in _VULGAR:
            group += _VULGAR[word]
        elif "/" in word:
            group += Fraction(int(word[0]), int(word[-1]))
        elif word in SMALL:
            group += SMALL[word]
        elif word in _SCALES:
            scale = _SCALES[word]
            if scale in (12, 20, 100):
                group = (group or Fraction(1)) * scale
            else:
                total += (group or Fraction(1)) * scale
                group = Fraction(0)
        else:
            group += parse_figure(word)
    return total + group
