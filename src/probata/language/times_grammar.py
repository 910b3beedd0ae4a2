"""Which stretches of a text are time expressions, and the parts they are made of.

Each rule is a name and a pattern whose named groups are the parts. Where rules overlap the leftmost
wins, then the longest, then the one that stands first. The reading of the parts is
:mod:`probata.language.times_resolve`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from probata.language.times_words import (
    CUT,
    DAY,
    MONTH,
    MONTH_FULL,
    NUMBER,
    PART,
    SEASON,
    SOFT,
    SPOKEN_YEAR,
    UNIT,
    UNITS,
    WEEKDAY,
    WEEKDAY_ANY,
    YEAR,
    G,
)


@dataclass(slots=True)
class Expression:
    """A time expression in one paragraph's text; ``parts`` are the named groups that matched.

    ``partner`` is the other end where two expressions make a range; ``shared`` says that its year or
    month was taken from a neighbour ("from 7 March to 5 Nov 2024").
    """

    start: int
    end: int
    rule: str
    parts: dict[str, str] = field(default_factory=dict)
    partner: Expression | None = None
    joint: tuple[int, int] | None = None
    clock: str | None = None
    since: int | None = None


_WHICH = (
    r"(?P<which>this{G}past|this|last|next|the{G}past|past|the{G}last|the{G}next|the{G}coming|coming|the{G}previous|previous|"
    r"the{G}following|following|the{G}current|current|that{G}same|that|the{G}same|the{G}preceding|the)"
).replace("{G}", G)
_ORDINAL = r"(?P<q>first|second|third|fourth|final|latest|1st|2nd|3rd|4th)"
_OWNER = rf"(?:(?:the|its|their|his|this|that){G})?"
_OF_YEAR = rf"(?P<ofyear>last|this|next|the)(?:{G}same)?{G}year"

_SOURCES: tuple[tuple[str, str], ...] = (
    ("iso", rf"(?<![\d-])(?P<year>(?:1[5-9]|20)\d\d)[-/](?P<mm>0[1-9]|1[0-2])[-/](?P<day>0[1-9]|[12]\d|3[01])(?![\d/-])"),
    ("slashed", r"(?<![\d/])(?P<first>\d{1,2})/(?P<middle>\d{1,2})/(?P<year>(?:19|20)\d\d|\d\d)(?![\d/])"),
    (
        "date",
        rf"(?:{WEEKDAY_ANY},?{G})?(?:{CUT})?{MONTH}{G}?(?:the{G})?{DAY}(?:st|nd|rd|th)?(?!:\d|%|[.,]\d|{G}?(?:million|billion|percent|per{G}cent)\b)"
        rf"(?:,?{G}(?:of{G})?{YEAR})?",
    ),
    (
        "date",
        rf"(?:{WEEKDAY_ANY},?{G}(?:the{G})?)?(?<![\d.,$:-]){DAY}(?:st|nd|rd|th)?(?:{G}(?:day{G})?(?:of{G})?|-){MONTH}(?:,?{G}{YEAR}|-{YEAR.replace('year', 'year2')})?",
    ),
    ("month", rf"(?:{CUT})?{MONTH}(?:,|{G}of)?{G}(?:{YEAR}|{SPOKEN_YEAR})"),
    ("month", rf"(?:{CUT})?(?:{_WHICH.replace('|the)', ')')}{G})?{MONTH_FULL}"),
    ("ofmonth", rf"the{G}(?P<nth>first|second|third|fourth|last|final){G}(?P<unit>week|days|day|weekend){G}of{G}{MONTH_FULL}(?:,?{G}{YEAR})?"),
    ("weekof", rf"the{G}week{G}of{G}{MONTH}{G}{DAY}(?:,?{G}{YEAR})?"),
    (
        "weekday",
        rf"(?:(?P<cut>early|late|earlier|later)(?:{G}on)?{G})?(?:{_WHICH.replace('|the)', ')')}{G})?{WEEKDAY}(?:{G}(?:in{G}the{G})?(?P<part>morning|afternoon|evening|night)\b)?",
    ),
    ("weekdays", rf"{WEEKDAY}s\b|{WEEKDAY.replace('weekday', 'weekday2')}{G}(?P<part>mornings|afternoons|evenings|nights)"),
    (
        "deictic",
        rf"(?:(?P<cut>early|late|earlier|later|mid-(?:morning|afternoon)){G})?(?P<day>today|yesterday|tomorrow|the{G}day{G}before{G}yesterday|the{G}day{G}after{G}tomorrow)"
        rf"(?:{G}(?:in{G}the{G})?{PART})?",
    ),
    ("tonight", rf"tonight|last{G}night|overnight|(?:(?:early|late|earlier|later|mid){G})?this{G}(?P<part>morning|afternoon|evening)|that{G}(?P<thatpart>morning|afternoon|evening|night)"),
    ("unit", rf"(?:{CUT})?{_WHICH}{G}(?:(?P<fiscal>fiscal|calendar|full|whole|same|corresponding){G})?{UNIT}(?:{G}or{G}so)?"),
    ("unit", rf"(?P<cut>earlier|later){G}in{G}(?P<which>the|that|this){G}{UNIT}"),
    ("yearend", rf"(?:the{G})?(?:(?P<which>this|last|next){G})?year[-' ]?(?:[’']s{G})?end|the{G}end{G}of{G}(?:the|this){G}year"),
    ("ago", rf"(?:{SOFT})?{NUMBER}[ -]{UNITS}(?:{G}or{G}so)?{G}(?P<way>ago|earlier|later|from{G}now|hence|before(?={G}?[.,;]))"),
    ("ago", rf"(?P<n>years|months|weeks|days|decades){G}(?P<way>ago)"),
    ("yearago", r"(?P<unit>year|month|week)-(?:ago|earlier)"),
    (
        "span",
        rf"(?:(?:about|nearly|almost|at{G}least|each{G}of){G})?(?:the{G})?"
        rf"(?P<which>past|last|next|coming|first|final|previous|following|latest){G}{NUMBER}(?:{G}to{G}(?:\d+|{'two|three|four|five|six'}))?(?:{G}(?:or{G}so|trading|business|full|consecutive|calendar))?{G}{UNITS}(?:{G}or{G}so)?",
    ),
    ("recent", rf"(?:(?:the|more){G})?(?P<which>recent|past|coming|last|next|latest){G}(?P<units>seconds|minutes|hours|days|weeks|months|quarters|years|decades|centuries)"),
    (
        "duration",
        rf"(?:{SOFT}|the{G}(?!an?\b))?{NUMBER}(?:{G}(?:more|full|whole|consecutive|straight|additional|trading|business|calendar|fiscal))?{G}{UNITS}(?:{G}and{G}a{G}half)?(?:{G}or{G}(?:so|more|less))?(?!-?\w)",
    ),
    ("duration", r"(?P<n>\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|several|half)-(?P<unit>second|minute|hour|day|night|week|month|year|decade|century)(?:-long)?(?!-?\w)"),
    ("bare", r"(?<=for )(?P<units>minutes|hours|days|weeks|months|years|decades|centuries|generations)"),
    ("every", rf"(?P<each>every|each){G}(?:(?P<other>other|single|{NUMBER}){G})?(?:{UNITS}|{WEEKDAY}|{MONTH_FULL}|{SEASON}|{PART})"),
    ("adverb", r"(?P<adverb>hourly|daily|nightly|weekly|fortnightly|monthly|annually|yearly)"),
    ("quarter", rf"(?:fiscal[ -])?{_ORDINAL}-(?P<unit>quarter|half)"),
    ("quarter", rf"{_OWNER}(?:(?P<rel>{YEAR}|(?P<ofyear>last|this|next){G}year[’']s|year-ago|year-earlier|latest|current|fiscal|previous)[ -])?(?:fiscal[ -])?{_ORDINAL}{G}(?P<unit>quarter|half)(?:{G}of{G}(?:the{G}year{G}|fiscal{G})?(?:{YEAR.replace('year', 'year2')}|{_OF_YEAR.replace('ofyear', 'ofyear2')})|,?{G}{YEAR.replace('year', 'year3')})?"),
    ("quarter", rf"{_OWNER}(?P<rel>{YEAR}|(?P<ofyear>last|this|next){G}year[’']s|year-ago|year-earlier|latest|current|previous|prior|same){G}(?P<unit>quarter|period)"),
    ("quarter", rf"(?-i:(?P<short>Q[1-4]|H[12]|[1-4]Q))(?:{G}(?:of{G})?{YEAR})?"),
    ("season", rf"(?:{CUT})?(?:{_WHICH}{G})?{SEASON}(?:{G}of)?{G}{YEAR}"),
    ("season", rf"(?:{CUT})?{_WHICH}{G}{SEASON}"),
    ("year", rf"(?:{CUT})?(?:the{G}(?:fiscal{G})?year{G}|fiscal{G}(?:year{G})?|year{G}|post-|pre-)?(?<![\w$£€#.,:/-]){YEAR}(?!-?\w)"),
    ("year", rf"(?:{CUT})?(?:FY{G}?|fiscal{G}|post-|pre-|mid-){YEAR}"),
    ("year", rf"(?:the{G}year{G})?{SPOKEN_YEAR}"),
    ("years", rf"(?<![\d$£€#.,:/-]){YEAR}[-–/](?P<second>\d\d)(?![\d-])"),
    ("decade", rf"(?:{CUT})?(?:the{G})?(?:(?P<decade>(?:1[5-9]|20)\d0)[’']?s|[’'](?P<short>\d0)s|(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))"),
    ("century", rf"(?:{CUT})?(?:the{G})?(?P<century>\d\d)(?:st|nd|rd|th)[ -]century"),
    ("clock", rf"(?:(?:around|about|shortly{G}(?:after|before)|just{G}(?:after|before)){G})?(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?{G}?(?P<half>[ap]\.?m\b\.?|o[’']clock)(?:{G}(?:in{G}the{G}(?P<part>morning|afternoon|evening)))?(?:{G}?(?-i:[A-Z]{{2,4}}\b)|{G}(?:local|\w+{G}time)\b)?"),
    ("clock", rf"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?:{G}?(?:GMT|UTC|hours|hrs|(?-i:[A-Z]{{2,4}})\b|local{G}time))?"),
    ("clock", rf"(?P<hour>\d|1[0-2]){G}in{G}the{G}(?P<part>morning|afternoon|evening)"),
    ("clock", r"(?P<word>noon|midnight|midday)"),
    ("part", rf"mid-?{G}?(?P<part>morning|afternoon)|(?:early|late){G}(?P<part2>morning|afternoon|evening)"),
    ("holiday", rf"(?:(?P<which>last|this|next){G})?(?P<holiday>(?-i:New{G}Year[’']s{G}(?:Day|Eve)|Christmas(?:{G}(?:Day|Eve))?|Thanksgiving(?:{G}Day)?))"),
    ("present", rf"(?:right{G})?now|currently|at{G}present|presently|at{G}the{G}moment|nowadays|these{G}days|(?<!then )current|today[’']s(?={G}world)"),
    ("past", rf"(?:more|most|just){G}recently|recently|the{G}(?:recent{G})?past|recent"),
    ("future", rf"soon|(?:the{G})?(?:near|foreseeable|immediate|distant){G}future|the{G}future"),
)

RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?<![\w])(?:{source})(?!\w)", re.IGNORECASE)) for name, source in _SOURCES
)


def scan(text: str) -> list[Expression]:
    """The time expressions of a text, in order, not overlapping."""
    candidates: list[tuple[int, int, int, Expression]] = []
    for order, (name, pattern) in enumerate(RULES):
        for match in pattern.finditer(text):
            if match.end() > match.start():
                parts = {k: v for k, v in match.groupdict().items() if v is not None}
                candidates.append((match.start(), -match.end(), order, Expression(match.start(), match.end(), name, parts)))
    candidates.sort(key=lambda c: c[:3])
    found: list[Expression] = []
    for start, _, _, expression in candidates:
        if not found or start >= found[-1].end:
            found.append(expression)
    return found
