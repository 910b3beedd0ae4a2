"""Values that the formats write in different ways: dates of birth, numbers, texts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from probata.records import Birth, Identifier

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_BRITISH = re.compile(r"(?:(\d{2}|dd)/)?(?:(\d{2}|mm)/)?(\d{4})", re.I)
_IMO = re.compile(r"(?<!\d)\d{7}(?!\d)")
_FIRST, _LAST = 1850, 2100
"""A year of birth outside is a slip of the list's; it is left out, never mended."""


def text_of(value: str | None) -> str:
    """A text with its white space made single."""
    return " ".join((value or "").split())


def unique(values: Iterable[str | None]) -> tuple[str, ...]:
    """The texts that say anything, each once, in their order."""
    return tuple(dict.fromkeys(t for t in map(text_of, values) if t))


def iso_date(value: str | None) -> str | None:
    """A day of listing as ISO, from ISO with anything behind it or from ``dd/mm/yyyy``; else ``None``."""
    text = text_of(value)
    if found := re.match(r"\d{4}-\d{2}-\d{2}", text):
        return found[0]
    if found := re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", text):
        return f"{found[3]}-{found[2]}-{found[1]}"
    return None


def birth(value: str | None, circa: bool = False) -> Birth | None:
    """A date of birth from ISO ("1961", "1961-03-05") or the UK's form, in which unknown parts are "dd", "mm" or 00."""
    text = text_of(value)
    if found := _DAY.match(text):
        year, month, day = found[1], found[2], found[3]
    elif found := _BRITISH.fullmatch(text):
        day, month, year = found[1], found[2], found[3]
        if month is None:
            day, month = None, day  # "mm/yyyy"
    else:
        return None
    if not _FIRST <= int(year) <= _LAST:
        return None
    known = [year]
    for part in (month, day):
        if part is None or not part.isdigit() or part == "00":
            break
        known.append(part)
    return Birth(int(year), int(year), "-".join(known), circa)


def birth_between(first: str | None, last: str | None, circa: bool = False) -> Birth | None:
    """A date of birth between two years, of which one may be missing."""
    low, high = text_of(first)[:4], text_of(last)[:4]
    low, high = low or high, high or low
    if not (low.isdigit() and high.isdigit()):
        return None
    years = sorted((int(low), int(high)))
    return Birth(years[0], years[1], None, circa) if years[0] >= _FIRST and years[1] <= _LAST else None


def identifier(kind: str, value: str | None) -> Identifier | None:
    """A number by the list's word for it; ``None`` for an empty one. "Vessel Registration Identification" and the
    like hold "IMO 1234567"."""
    text, word = text_of(value), text_of(kind).lower()
    if not text:
        return None
    ship = "imo" in word.split() or "vessel registration" in word or text.upper().startswith("IMO")
    if ship and (found := _IMO.search(text)):
        return Identifier("imo", found[0])
    if "mmsi" in word or "maritime mobile" in word:
        return Identifier("mmsi", text)
    if "passport" in word:
        return Identifier("passport", text)
    if "tail number" in word or "aircraft registration" in word:
        return Identifier("registration", text)
    return Identifier(word or "number", text)
