"""The rules of the time grammar: a name, the words without which it can't match, and a pattern with named parts.

Order matters only between rules that match the very same stretch: the first one wins.
"""

from __future__ import annotations

import re

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


def _renamed(pattern: str, suffix: str) -> str:
    """The same pattern with its group under another name, so that it can stand twice in one rule."""
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{suffix}>", pattern)


_WHICH = (
    rf"(?P<which>this{G}past|this|last|next|the{G}past|past|the{G}last|the{G}next|the{G}coming|coming|the{G}previous|"
    rf"previous|the{G}following|following|the{G}current|current|that{G}same|that|the{G}same|the{G}preceding|the)"
)
_WHICH_NOT_THE = _WHICH.replace("|the)", ")")
_ORDINAL = r"(?P<q>first|second|third|fourth|final|latest|1st|2nd|3rd|4th)"
_OWNER = rf"(?:(?:the|its|their|his|this|that){G})?"
_YEARS = r"(?P<ofyear>last|this|next)"
_YEARS_OWN = rf"{_YEARS}{G}year[’']s"
_OF_YEAR = rf"(?P<ofyear>last|this|next|the)(?:{G}same)?{G}year"
_NO_AMOUNT = rf"(?!:\d|%|[.,]\d|{G}?(?:million|billion|percent|per{G}cent)\b)"
_FEW = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
_OWN_YEAR = (
    rf"(?:,?{G}of)?{G}(?P<ownyear>last|this|next|that|the{G}same|the{G}following|the{G}previous){G}year(?![’'-])"
)
_RANGE_DASH = r"(?:(?<![\d.,$:-])|(?<=\b\d[-–])|(?<=\b\d\d[-–]))"
"""A day's figures stand free, or are the second of a range of days ("12-13 September")."""
_CLAUSE_END = rf"(?={G}?[.,;:)]|$|{G}(?:and|but|in|at|on|by|from|with|to)\b)"
_ZONE = r"(?-i:[A-Z]{2,4})\b"

_UNITS_HINT = "second minute hour day night week month quarter year decade centur"
_SEASON_HINT = "spring summer autumn fall winter"
_PART_HINT = "morning afternoon evening night"

SOURCES: tuple[tuple[str, str, str], ...] = (
    (
        "iso",
        "#",
        r"(?<![\d-])(?P<year>(?:1[5-9]|20)\d\d)[-/](?P<mm>0[1-9]|1[0-2])[-/](?P<day>0[1-9]|[12]\d|3[01])(?![\d/-])",
    ),
    ("slashed", "/", r"(?<![\d/])(?P<first>\d{1,2})/(?P<middle>\d{1,2})/(?P<year>(?:19|20)\d\d|\d\d)(?![\d/])"),
    ("slashed", "#", r"(?<![\d.])(?P<first>\d{1,2})\.(?P<middle>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?!\.?\d)"),
    (
        "date",
        "MONTH",
        rf"(?:{WEEKDAY_ANY},?{G})?(?:{CUT})?(?:(?P<which>last|next|this{G}past){G})?"
        rf"{MONTH}{G}?(?:the{G})?{DAY}(?:st|nd|rd|th)?{_NO_AMOUNT}"
        rf"(?:,?{G}(?:of{G})?{YEAR}|{G}\({_renamed(YEAR, '2')}\)|{_OWN_YEAR})?",
    ),
    (
        "date",
        "MONTH",
        rf"(?:{WEEKDAY_ANY},?{G}(?:the{G})?)?{_RANGE_DASH}{DAY}(?:st|nd|rd|th)?(?:{G}(?:day{G})?(?:of{G})?|-){MONTH}"
        rf"(?:,?{G}{YEAR}|-{_renamed(YEAR, '2')}|{_OWN_YEAR})?",
    ),
    ("month", "MONTH", rf"(?:{CUT})?{MONTH}(?:,|{G}of)?{G}(?:{YEAR}|{SPOKEN_YEAR})"),
    ("month", "MONTH", rf"(?:{CUT})?{MONTH_FULL}{_OWN_YEAR}"),
    ("month", "MONTH", rf"(?:{CUT})?(?:{_WHICH_NOT_THE}{G})?{MONTH_FULL}"),
    ("nthday", "#", rf"(?<=\bon )the{G}(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)(?!-|{G}(?:day{G})?of\b)"),
    (
        "dayby",
        "day night morning afternoon evening",
        rf"the{G}(?P<unit>day|night){G}(?P<by>before|after){_CLAUSE_END}"
        rf"|the{G}(?P<by2>next|following|previous){G}(?P<unit2>day|night|morning|afternoon|evening)",
    ),
    ("then", "since", r"(?<=since )then\b"),
    ("then", "date", rf"(?<=since )that{G}date\b|(?<=after )that{G}date\b|(?<=before )that{G}date\b"),
    (
        "ofmonth",
        "MONTH",
        rf"the{G}(?P<nth>first|second|third|fourth|last|final){G}(?P<unit>week|days|day|weekend){G}of{G}{MONTH_FULL}"
        rf"(?:,?{G}{YEAR})?",
    ),
    ("weekof", "MONTH", rf"the{G}week{G}of{G}{MONTH}{G}{DAY}(?:,?{G}{YEAR})?"),
    (
        "weekday",
        "day",
        rf"(?:(?P<cut>early|late|earlier|later)(?:{G}on)?{G})?(?:{_WHICH_NOT_THE}{G})?{WEEKDAY}"
        rf"(?:{G}(?:in{G}the{G})?{PART}\b)?(?:{G}(?:of{G})?(?P<ownweek>last|this|next){G}week\b)?",
    ),
    ("weekdays", "day", rf"{WEEKDAY}s\b|{_renamed(WEEKDAY, '2')}{G}(?P<part>mornings|afternoons|evenings|nights)"),
    (
        "deictic",
        "today yesterday tomorrow",
        rf"(?:(?P<cut>early|late|earlier|later|mid-(?:morning|afternoon)){G})?"
        rf"(?P<day>today|yesterday|tomorrow|the{G}day{G}before{G}yesterday|the{G}day{G}after{G}tomorrow)"
        rf"(?:{G}(?:in{G}the{G})?{PART})?",
    ),
    (
        "tonight",
        _PART_HINT,
        rf"tonight|last{G}night|overnight|(?:(?:early|late|earlier|later|mid){G})?this{G}(?P<part>morning|afternoon|evening)"
        rf"|that{G}(?P<thatpart>morning|afternoon|evening|night)",
    ),
    ("yearended", "year", rf"the{G}year(?={G}(?:ended|ending|to|through){G}(?:(?:on|in){G})?{_renamed(MONTH, '9')})"),
    (
        "unit",
        _UNITS_HINT,
        rf"(?:{CUT})?{_WHICH}{G}(?:(?P<fiscal>fiscal|calendar|full|whole|same|corresponding){G})?{UNIT}(?:{G}or{G}so)?",
    ),
    ("unit", _UNITS_HINT, rf"(?P<cut>earlier|later){G}in{G}(?P<which>the|that|this){G}{UNIT}"),
    (
        "yearend",
        "year",
        rf"(?:the{G})?(?:(?P<which>this|last|next){G})?year[-' ]?(?:[’']s{G})?end|the{G}end{G}of{G}(?:the|this){G}year",
    ),
    (
        "ago",
        "ago earlier later from hence before",
        rf"(?:{SOFT})?{NUMBER}[ -]{UNITS}(?:{G}and{G}a{G}half)?(?:{G}or{G}so)?{G}"
        rf"(?P<way>ago|earlier|later|from{G}now|hence|before(?={G}?[.,;]))",
    ),
    ("ago", "ago", rf"(?P<n>years|months|weeks|days|decades){G}(?P<way>ago)"),
    ("yearago", "-ago -earlier", r"(?P<unit>year|month|week)-(?:ago|earlier)"),
    (
        "quarter",
        "quarter period",
        rf"{_OWNER}(?P<rel>{YEAR}|{_YEARS_OWN}|year-ago|year-earlier|latest|current|previous|prior|same){G}"
        r"(?P<unit>quarter|period)",
    ),
    ("quarter", "quarter", rf"the{G}(?P<q>last){G}(?P<unit>quarter){G}of{G}{YEAR}"),
    (
        "span",
        _UNITS_HINT,
        rf"(?:(?:about|nearly|almost|at{G}least|each{G}of){G})?(?:the{G})?"
        rf"(?P<which>past|last|next|coming|first|final|previous|following|latest){G}{NUMBER}(?:{G}to{G}(?:\d+|{_FEW}))?"
        rf"(?:{G}(?:or{G}so|trading|business|full|consecutive|calendar))?{G}{UNITS}(?:{G}or{G}so)?",
    ),
    (
        "recent",
        _UNITS_HINT,
        rf"(?:(?:the|more){G})?(?P<which>recent|past|coming|last|next|latest){G}"
        r"(?P<units>seconds|minutes|hours|days|weeks|months|quarters|years|decades|centuries)",
    ),
    (
        "duration",
        _UNITS_HINT,
        rf"(?:{SOFT}|the{G}(?!an?\b))?{NUMBER}"
        rf"(?:{G}(?:more|full|whole|consecutive|straight|additional|trading|business|calendar|fiscal))?{G}{UNITS}"
        rf"(?:{G}and{G}a{G}half)?(?:{G}or{G}(?:so|more|less))?(?!-?\w)",
    ),
    (
        "duration",
        _UNITS_HINT,
        rf"(?P<n>\d+(?:\.\d+)?|{_FEW}|several|half)-(?P<unit>second|minute|hour|day|night|week|month|year|decade|century)"
        r"(?:-long)?(?!-?\w)",
    ),
    (
        "bare",
        _UNITS_HINT,
        r"(?<=for )(?P<units>minutes|hours|days|weeks|months|years|decades|centuries|generations)",
    ),
    (
        "every",
        "every each",
        rf"(?:every|each){G}(?:(?P<other>other|single|{NUMBER}){G})?(?:{UNITS}|{WEEKDAY}|{MONTH_FULL}|{SEASON}|{PART})",
    ),
    (
        "adverb",
        "hourly daily nightly weekly monthly annually yearly",
        r"(?P<adverb>hourly|daily|nightly|weekly|fortnightly|monthly|annually|yearly)",
    ),
    ("quarter", "quarter half", rf"(?:fiscal[ -])?{_ORDINAL}-(?P<unit>quarter|half)"),
    (
        "quarter",
        "quarter half",
        rf"{_OWNER}(?:(?P<rel>{YEAR}|{_YEARS_OWN}|year-ago|year-earlier|latest|current|fiscal|previous)[ -])?"
        rf"(?:fiscal[ -])?{_ORDINAL}{G}(?P<unit>quarter|half)"
        rf"(?:{G}of{G}(?:the{G}year{G}|fiscal{G})?(?:{_renamed(YEAR, '2')}|{_renamed(_OF_YEAR, '2')})"
        rf"|,?{G}{_renamed(YEAR, '3')})?",
    ),
    ("quarter", "#", rf"(?-i:(?P<short>Q[1-4]|H[12]|[1-4]Q))(?:{G}(?:of{G})?{YEAR})?"),
    ("season", _SEASON_HINT, rf"(?:{CUT})?(?:{_WHICH}{G})?{SEASON}(?:{G}of)?{G}{YEAR}"),
    ("season", _SEASON_HINT, rf"(?:{CUT})?{_WHICH}{G}{SEASON}"),
    ("season", _SEASON_HINT, rf"(?:{CUT}|(?<=\bin )|(?<=\bby )|(?<=\bsince )|(?<=\buntil )|(?<=\bduring )){SEASON}"),
    (
        "year",
        "#",
        rf"(?:{CUT})?(?:the{G}(?:fiscal{G})?year{G}|fiscal{G}(?:year{G})?|year{G}|post-|pre-)?"
        rf"(?<![\w$£€#.,:/-]){YEAR}(?!-?\w)",
    ),
    ("year", "#", rf"(?:{CUT})?(?:FY{G}?|fiscal{G}|post-|pre-){YEAR}"),
    ("year", "#", rf"(?P<cut>early|mid|late|end)-{YEAR}"),
    ("year", "nineteen eighteen thousand", rf"(?:the{G}year{G})?{SPOKEN_YEAR}"),
    ("years", "#", rf"(?<![\d$£€#.,:/-]){YEAR}[-–/](?P<second>(?:19|20)?\d\d)(?![\d-])"),
    (
        "decade",
        "# ties",
        rf"(?:{CUT})?(?:the{G})?(?:(?P<decade>(?:1[5-9]|20)\d0)[’']?s|[’'](?P<short>\d0)s"
        r"|(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))",
    ),
    ("century", "century", rf"(?:{CUT})?(?:the{G})?(?P<century>\d\d)(?:st|nd|rd|th)[ -]century"),
    (
        "clock",
        "#",
        rf"(?:(?:around|about|shortly{G}(?:after|before)|just{G}(?:after|before)){G})?"
        rf"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?{G}?(?P<half>[ap]\.?m\b\.?|o[’']clock)"
        rf"(?:{G}(?:in{G}the{G}(?P<part>morning|afternoon|evening)))?"
        rf"(?:{G}?{_ZONE}|{G}local(?:{G}time)?\b|{G}\w+(?:{G}\w+)?{G}time\b)?",
    ),
    (
        "clock",
        "#",
        rf"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?:{G}?(?:hours|hrs|{_ZONE}|local{G}time))?",
    ),
    ("clock", "#", rf"(?P<hour>\d|1[0-2]){G}in{G}the{G}(?P<part>morning|afternoon|evening)"),
    ("clock", "noon midnight midday", r"(?P<word>noon|midnight|midday)"),
    (
        "part",
        _PART_HINT,
        rf"mid-?{G}?(?P<part>morning|afternoon)|(?:early|late){G}(?P<part2>morning|afternoon|evening)",
    ),
    (
        "holiday",
        "year christmas thanksgiving",
        rf"(?:(?P<which>last|this|next){G})?"
        rf"(?P<holiday>(?-i:New{G}Year[’']s{G}(?:Day|Eve)|Christmas(?:{G}(?:Day|Eve))?|Thanksgiving(?:{G}Day)?))",
    ),
    (
        "present",
        "now current present moment days",
        rf"(?:right{G})?now|currently|at{G}present|presently|at{G}the{G}moment|nowadays|these{G}days|(?<!then )current",
    ),
    ("past", "recent past", rf"(?:more|most|just){G}recently|recently|the{G}(?:recent{G})?past|recent"),
    (
        "future",
        "soon future",
        rf"soon|(?:the{G})?(?:near|foreseeable|immediate|distant){G}future|the{G}future",
    ),
)
"""``#`` in the hints stands for any figure and ``MONTH`` for the beginning of a month's name."""
