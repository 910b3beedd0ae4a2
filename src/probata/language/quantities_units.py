"""The units of amounts, read from ``data/units.yml``: counted nouns, measures, rates and currencies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from probata.errors import KnowledgeError
from probata.knowledge.yamlfile import parse_yaml, specs

_FILE = "language/data/units.yml"
_BLANK = r"[ \u00a0\u2009\u202f]"
_BOUND = r"(?!\w)(?!-(?!(?:long|wide|high|tall|deep|thick|old|owned|strong|plus|an?|per)\b)[^\W\d_])"
"""What may stand behind a measure: no letter, and a hyphen only before words that leave it a measure
("8-inch-wide", "52,000 barrel-a-day"); "20 second-hand cars" are no 20 seconds."""
OF_AGE = " of age"
"""What makes a length of time an age ("year of age")."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure or a currency. ``goods``: what is moved or paid may be counted in it."""

    unit: str
    factor: int = 1
    goods: bool = False
    money: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A unit at a place of a text: offsets of its words."""

    start: int
    end: int
    measure: Measure


@dataclass(frozen=True)
class Units:
    """All units, and the patterns that find them beside a number."""

    of_noun: dict[str, str]
    of_pair: dict[tuple[str, str], str]
    words: dict[str, Measure]
    symbols: dict[str, Measure]
    signs: dict[str, Measure]
    after: re.Pattern[str]
    before: re.Pattern[str]
    rate: re.Pattern[str]
    countable: frozenset[str]
    periods: frozenset[str]
    plain: frozenset[str]
    """Units that goods are never counted in."""

    def measure(self, form: str) -> Measure | None:
        """The measure that a form is written for: symbols to the letter, words in any case."""
        return self.symbols.get(form) or self.words.get(re.sub(r"[\s-]+", " ", form).lower())


@cache
def load_units() -> Units:
    """The packaged units. :class:`KnowledgeError` names the file and the line of what is wrong in it."""
    try:
        text = (files("probata.language") / "data" / "units.yml").read_text(encoding="utf-8")
    except OSError as error:
        raise KnowledgeError(f"{_FILE}: can't be read ({error}); reinstall Probata") from error
    content = parse_yaml(text, _FILE)
    words: dict[str, Measure] = {}
    symbols: dict[str, Measure] = {}
    for spec in specs(content["measures"], ("unit", "factor", "words", "symbols", "goods"), _FILE):
        measure = Measure(spec.text("unit"), spec.integer("factor", 1) or 1, spec.flag("goods"))
        words |= dict.fromkeys(spec.texts("words", ()), measure)
        symbols |= dict.fromkeys(spec.texts("symbols", ()), measure)
    plain = frozenset(m.unit for m in (*words.values(), *symbols.values()) if not m.goods) - {"percent"}
    signs: dict[str, Measure] = {}
    for code, forms in content["currencies"].items():
        money = Measure(code, goods=True, money=True)
        signs |= dict.fromkeys((*forms.get("signs", ()), *forms.get("glued", ())), money)
        words |= dict.fromkeys(forms.get("names", ()), money)
        symbols |= dict.fromkeys(forms.get("signs", ()), money)
        if code.isupper():
            signs[code] = symbols[code] = money
    of_noun = {noun: unit for unit, nouns in content["nouns"].items() for noun in nouns}
    return Units(
        of_noun,
        {
            (first, second): unit
            for pair, unit in content["pairs"].items()
            for first, _, second in [pair.partition(" ")]
        },
        words,
        symbols,
        signs,
        _after(words, symbols),
        re.compile(rf"(?<![A-Za-z])(?P<sign>{_any(signs)}){_BLANK}?\Z"),
        _rate(content["rates"], words, symbols),
        frozenset(of_noun.values()) | {"tonne", "barrel"},
        frozenset(content["rates"]["periods"]),
        plain | {"time"},
    )


def _any(forms: Iterable[str]) -> str:
    """An alternation, the longest form first; a space in a form also stands for a hyphen."""
    return "|".join(re.escape(f).replace(r"\ ", r"[ \u00a0-]") for f in sorted(forms, key=len, reverse=True))


def _after(words: dict[str, Measure], symbols: dict[str, Measure]) -> re.Pattern[str]:
    marks = [s for s in symbols if not s[-1:].isalnum()]
    letters = [s for s in symbols if s[-1:].isalnum()]
    return re.compile(
        rf"{_BLANK}?-?(?:(?P<mark>{_any(marks)})|(?P<symbol>{_any(letters)}){_BOUND}|(?P<word>(?i:{_any(words)})){_BOUND})"
    )


def _rate(content: Any, words: dict[str, Measure], symbols: dict[str, Measure]) -> re.Pattern[str]:
    periods = set(content["periods"])
    listed = periods | set(content["things"]) | {w for w, m in words.items() if m.unit in content["things"]}
    measures = _any({*words, *(s for s in symbols if s[-1:].isalnum() and len(s) > 1)})
    later = r"(?![ -](?:ago|later|earlier|after|before|and a half|old|long)\b)"
    return re.compile(
        rf"(?:[ -]per[ -](?:(?P<measure>(?i:{measures}))(?!\w)|(?P<noun>[a-z]+))"
        rf"|[ -](?:an?|each|every)[ -](?P<listed>(?i:{_any(listed)}))(?!\w){later}"
        rf"|{_BLANK}?/{_BLANK}?(?P<stroke>{measures}|{_any(periods)})(?!\w))"
    )


_FIRST = re.compile(rf"{_BLANK}?-?[^\W\d_]|{_BLANK}?[%°¢€£$¥％]")


def currency_before(text: str, at: int) -> Found | None:
    """A currency sign or code that ends at ``at``."""
    units = load_units()
    match = units.before.search(text, max(0, at - 6), at)
    if match is None:
        return None
    glued = match["sign"] in ("PS", "Y=")
    return None if glued and match.end("sign") != at else Found(match.start(), at, units.signs[match["sign"]])


def measure_after(text: str, at: int) -> Found | None:
    """A measure or currency that begins at ``at`` or behind a gap or hyphen there."""
    if not _FIRST.match(text, at):
        return None
    units = load_units()
    match = units.after.match(text, at)
    if match is None:
        return None
    kind = match.lastgroup or ""
    measure = units.measure(match[kind]) if kind == "word" else units.symbols.get(match[kind])
    return Found(match.start(kind), match.end(), measure) if measure else None


def rate_after(text: str, at: int) -> tuple[int, str] | None:
    """What an amount is per, if its rate's words begin at ``at`` ("per barrel", "a day", "/month"): end and unit."""
    if not text[at : at + 2].lstrip(" \u00a0").startswith(("p", "a", "e", "/")) and text[at : at + 1] != "-":
        return None
    units = load_units()
    match = units.rate.match(text, at)
    if match is None:
        return None
    kind = match.lastgroup or ""
    form = match[kind]
    measure = units.measure(form)
    name = measure.unit if measure and not measure.money else form.lower()
    return match.end(), "year" if name == "annum" else name


def is_countable(unit: str | None) -> bool:
    """Whether a unit is one of goods, people and means of transport, which a number without a noun may take over."""
    return unit in load_units().countable


def is_measure(unit: str | None) -> bool:
    """Whether a unit says how long, fast or hot something is, or what a price is per: no goods are counted in it."""
    if unit is None:
        return False
    units = load_units()
    base, _, per = unit.partition(" per ")
    return unit in units.plain or base in units.plain or base.endswith(OF_AGE) or bool(per and per not in units.periods)


def is_rate(unit: str | None) -> bool:
    """Whether a unit is one of goods by the day, month or another period ("barrel per day")."""
    return unit is not None and unit.partition(" per ")[2] in load_units().periods and not is_measure(unit)


def unit_of_pair(before: str, lemma: str) -> str | None:
    """The unit of a head noun together with the word before it, where the two mean something else than the noun."""
    return load_units().of_pair.get((before, lemma))


_MODELS = re.compile(
    r"(?P<helicopter>Mi-?\d+|Ka-?\d+)|(?P<aircraft>MiG-?\d+|Su-?\d+|Tu-?\d+|F-\d+|An-\d+|Il-\d+)"
    r"|(?P<missile>KN-?\d+|Hwasong.*|Scuds?|Iskanders?|Kalibrs?|Pukguksong.*)|(?P<uav>Shaheds?.*|Gerans?.*|Orlans?.*)"
)


def unit_of(lemma: str, text: str) -> str | None:
    """The unit of a head noun: from the table, from a model's name, else the noun itself in the singular.

    Nouns that are measures ("consecutive years", "more miles") have the measure's name.
    """
    units = load_units()
    key, lower = lemma.lower(), text.lower()
    for form in (key, lower, lower.removesuffix("s"), lower.removesuffix("es")):
        if form in units.of_noun:
            return units.of_noun[form]
    if lower in units.words:
        return units.words[lower].unit
    model = _MODELS.fullmatch(text)
    if model:
        return model.lastgroup
    if lower == key and text[:1].isupper() and lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        key = lower.removesuffix("s")  # the tagger leaves the plural of a name as it is ("World Cups")
    return key if re.fullmatch(r"[^\W\d_](?:[^\W\d_]|['’-])*", key) else None
