"""Ages: "a 60-year-old", "Shin, 66,", "who was 10". They are measures of people and no amounts of anything."""

from __future__ import annotations

import re

from probata.language.numbers import Number
from probata.language.quantities_units import OF_AGE

_OLD = re.compile(r"[ -](?P<period>year|yr|month|week|day)s?[ -](?:olds?|of[ -]age)\b", re.IGNORECASE)
_AGE_OF = re.compile(r"\bage of \Z", re.IGNORECASE)
_NAME_COMMA = re.compile(r"\b(?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z][\w’'-]+, \Z")
_IS = re.compile(
    r"\b(?:who|[Hh]e|[Ss]he|I)(?: (?:is|was|will be|turned|turns|had turned|has turned)|[’']s) "
    r"(?:(?:only|just|now|then|already|nearly|almost|about|around) )?\Z"
)
_MEAN = re.compile(r"\b(?:life expectancy|(?:average|median|mean) age)\b[^.;:,]{0,40} (?:is|was|of|at|around|about) \Z")
_NO_NOUN = re.compile(r"[.,;)!?]|\Z| (?:when|at|by|and|in|on|raising|years?)\b")
_YOUNGEST, _OLDEST = 5, 110


def age_at(text: str, number: Number) -> tuple[int, str] | None:
    """Where the words of an age end and its unit ("year of age"), if the number is one."""
    if match := _OLD.match(text, number.end):
        period = match["period"].lower().replace("yr", "year")
        return match.end(), period + OF_AGE
    if number.kind != "figure" or not _YOUNGEST <= number.low <= _OLDEST or number.low != int(number.low):
        return None
    start, window = number.start, max(0, number.start - 80)
    if _AGE_OF.search(text, window, start):
        return number.end, "year" + OF_AGE
    if text[number.end : number.end + 1] == "," and _NAME_COMMA.search(text, window, start):
        return number.end, "year" + OF_AGE
    if _NO_NOUN.match(text, number.end) and (_IS.search(text, window, start) or _MEAN.search(text, window, start)):
        return number.end, "year" + OF_AGE
    return None
