"""The words of the calendar in English, and the pieces that the grammar is put together from."""

from __future__ import annotations

from probata.language.numbers import SPELLED

MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTH_NUMBER: dict[str, int] = {name: i for i, name in enumerate(MONTH_NAMES, 1)}
MONTH_NUMBER |= {name[:3]: i for i, name in enumerate(MONTH_NAMES, 1)} | {"sept": 9}
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY_NUMBER: dict[str, int] = {name: i for i, name in enumerate(WEEKDAY_NAMES)}
WEEKDAY_NUMBER |= {name[:3]: i for i, name in enumerate(WEEKDAY_NAMES)} | {"tues": 1, "thurs": 3, "thur": 3}
SEASON_CODE = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
PART_CODE = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "nights": "NI", "midday": "MI"}
UNIT_LETTER = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "NI",
    "week": "W",
    "weekend": "WE",
    "fortnight": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
}
"""Units to the letter of an ISO 8601 duration (TIMEX3: ``PnE`` decades, ``PnC`` centuries); T marks clock units."""
ORDINAL = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": 4,
    "final": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}


def _cased(names: tuple[str, ...]) -> str:
    """Names with a capital or in capitals: "may" is no month."""
    forms = sorted({form for name in names for form in (name.capitalize(), name.upper())}, key=len, reverse=True)
    return "(?-i:" + "|".join(forms) + ")"


_FULL_MONTH = _cased(MONTH_NAMES)
_SHORT_MONTH = _cased(("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"))
MONTH = rf"(?P<month>{_FULL_MONTH}\b|{_SHORT_MONTH}\b\.?)"
MONTH_FULL = rf"(?P<month>{_FULL_MONTH}\b|{_SHORT_MONTH}\.)"
WEEKDAY = rf"(?P<weekday>{_cased(WEEKDAY_NAMES)})"
_SHORT_WEEKDAY = _cased(("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"))
WEEKDAY_ANY = rf"(?P<weekday>{_cased(WEEKDAY_NAMES)}|{_SHORT_WEEKDAY}\b\.?)"
DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)"
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d%])(?!,\d{3}|\.\d)"
SPOKEN_YEAR = (
    r"(?P<spoken>(?:nineteen|eighteen)[ -](?:hundred[ ](?:and[ ])?)?"
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)"
    r"|two[ ]thousand(?:[ ](?:and[ ])?(?:one|two|three|four|five|six|seven|eight|nine|ten))?)"
)
G = r"[ \t\u00a0\u2009\u202f\n]"
"""One gap between words; a time expression may run over a line's end."""
SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
PART = r"(?P<part>morning|afternoon|evening|night)"
UNIT = r"(?P<unit>second|minute|hour|day|week|weekend|fortnight|month|quarter|year|decade|century)"
UNITS = (
    r"(?P<unit>seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|"
    r"centur(?:y|ies))"
)
NUMBER = (
    rf"(?P<n>\d+(?:\.\d+)?(?:{G}\d/\d)?|{SPELLED}|half{G}an?|several|a{G}few|few|many|"
    rf"a{G}couple{G}of|a{G}couple|an?|some)"
)
SOFT = (
    rf"(?:(?:about|around|nearly|almost|approximately|roughly|more{G}than|over|less{G}than|fewer{G}than|"
    rf"at{G}least|at{G}most|up{G}to|no{G}more{G}than|well{G}over){G})"
)
CUT = (
    rf"(?P<cut>early{G}in|late{G}in|early|late|earlier|later|mid(?=[ -])|"
    rf"(?:the{G}(?:very{G})?)?(?:beginning|start|end){G}of|the{G}middle{G}of|"
    rf"(?:the{G})?(?:first|second|latter|last){G}half{G}of|the{G}turn{G}of|(?:earlier|later){G}in)(?:{G}|-)(?:the{G})?"
)


def month_number(word: str) -> int:
    return MONTH_NUMBER[word.lower().rstrip(".")]


def weekday_number(word: str) -> int:
    return WEEKDAY_NUMBER[word.lower().rstrip(".")]
