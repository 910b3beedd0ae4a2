"""What stands around a number: words that bound it, signs that it counts nothing, and its role."""

from __future__ import annotations

import re

from probata.language.numbers import Number
from probata.language.quantities_units import is_measure, is_rate
from probata.records import QuantityRole

_EXACT = (
    "about|around|some|roughly|approximately|approx\\.?|circa|ca\\.|~|an estimated|estimated|nearly|almost|close to|"
    "approaching|just short of|in the region of|in the neighborhood of|an average of|practically|virtually|"
    "as if|perhaps|possibly|maybe|probably|likely|somewhere around|on the order of|≈"
)
_PLAIN = (
    "another|an additional|additional|a further|further|a total of|exactly|a record|a combined|an extra|a staggering|"
    "a whopping"
)
_LOW = (
    "(?:well |far |much |slightly |just |a little )?(?:more than|over|above|in excess of|exceeding|greater than|"
    "north of|upwards? of)|at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum|>|≥|"
    "at the very least|exceeded|surpassed"
)
_HIGH = (
    "up to|as many as|as much as|at most|no more than|not more than|a maximum of|maximum|"
    "(?:well |far |slightly |just |a little )?(?:less than|fewer than|under|below)|sub-|<|≤|not exceeding|a ceiling of"
)
_APPROXIMATOR = re.compile(
    rf"(?:(?<=\W)|^)(?:(?P<low>{_LOW})|(?P<high>{_HIGH})|(?P<exact>{_EXACT})|(?P<plain>{_PLAIN}))[ \u00a0]?$",
    re.IGNORECASE,
)
_UP = re.compile(r"\b(?:back|add\w*|climb\w*|inch\w*|w[eo]nt|go(?:es|ing)?|mov\w+) \Z", re.IGNORECASE)
"""Verbs that leave "up to" its own sense: a rate that climbs up to 5 % has no ceiling there."""
_BETWEEN = re.compile(r"(?:(?<=\W)|^)(?P<word>between)[ \u00a0]$", re.IGNORECASE)
_AFTERWARDS = re.compile(
    r"(?P<low>\+| or more| or (?:so )?above| and (?:more|counting)|-plus|,? at (?:least|a minimum))"
    r"|(?P<high> or (?:less|fewer)|,? at (?:most|the most))|(?P<exact> or so)(?!\w)",
    re.IGNORECASE,
)
_WINDOW = 26


def approximator_before(text: str, at: int) -> tuple[int, str, str] | None:
    """The words that end at ``at`` and bound a number there: start, words, ``low``/``high``/``exact``/``plain``.

    Stacked words ("as many as about") are read together; the outermost bound decides.
    """
    start, kinds = at, []
    while (match := _APPROXIMATOR.search(text, max(0, start - _WINDOW), start)) is not None:
        if match["high"] and _UP.search(text, max(0, match.start() - 12), match.start()):
            break
        kinds.append(match.lastgroup or "plain")
        start = match.start()
    if not kinds:
        return None
    bound = next((k for k in reversed(kinds) if k in ("low", "high")), "exact" if "exact" in kinds else "plain")
    return start, text[start:at].strip(), bound


def between_before(text: str, at: int) -> int | None:
    """The start of a "between" that ends at ``at``."""
    match = _BETWEEN.search(text, max(0, at - 9), at)
    return match.start("word") if match else None


def approximator_after(text: str, at: int) -> tuple[int, str, str] | None:
    """Words right behind a number that bound it: end, words, kind."""
    match = _AFTERWARDS.match(text, at)
    return (match.end(), match[0].strip(" ,"), match.lastgroup or "exact") if match else None


_MINUS = re.compile(r"(?:(?:\A|(?<=[^\d\s][ \u00a0])|(?<=[(~]))[-−–]|\bminus[ -])\Z", re.IGNORECASE)
_DASH = re.compile(r"(?<=[ \u00a0])[-−–]\Z")


def minus_before(text: str, at: int, percent: bool) -> int | None:
    """The start of a minus that ends at ``at``; a dash behind a figure is that of a range, but not in "50 -1.3%"."""
    match = _MINUS.search(text, max(0, at - 7), at) or (_DASH.search(text, max(0, at - 2), at) if percent else None)
    return match.start() if match else None


def is_vague(text: str, number: Number) -> bool:
    """Whether a soft number says next to nothing of a length of time ("a few minutes", "several times")."""
    return text[number.start : number.end].lower() in ("several", "few", "a few", "a handful")


_HOLDER = re.compile(
    r"[- ](?:[\w-]+[- ]){0,3}?(?P<noun>tanker|ship|vessel|freighter|carrier|barge|boat|truck|lorry|railcar|wagon|"
    r"container|refinery|plant|depot|silo|reservoir|pipeline|terminal|warehouse|trailer|aircraft|plane|"
    r"(?P<thing>submarine|destroyer|frigate|corvette|cruiser|bomb|warhead|missile|rocket|shell|tank|satellite|drone|charge))s?\b",
    re.IGNORECASE,
)


def attribute_of(text: str, start: int, end: int) -> str | None:
    """The role of an amount that only describes the noun behind it: what a "50,000-barrel tanker" holds, what a
    "500-kilogram bomb" weighs. The measure is then in the singular."""
    if text[start:end].lower().endswith(("s", "feet")):
        return None
    match = _HOLDER.match(text, end)
    if match is None:
        return None
    return str(QuantityRole.MEASURE if match["thing"] else QuantityRole.CAPACITY)


_MONTHS = (
    "Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?|"
    "Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?"
)
_DATE_BEFORE = re.compile(rf"\b(?:{_MONTHS})[ \u00a0]$")
_DATE_AFTER = re.compile(
    rf"(?:st|nd|rd|th)?(?:(?: and | to | or |[-–]|, )\d{{1,2}}(?:st|nd|rd|th)?){{0,4}}"
    rf"(?:[ \u00a0](?:of )?|-)(?:{_MONTHS})\b"
)
_LABEL_BEFORE = re.compile(
    r"(?:\b(?:no|nos|number|numbers|resolutions?|articles?|paragraphs?|sections?|chapters?|pages?|flight|route|phase|"
    r"part|room|highway|boeing|airbus|type|mark|version|channel|series|covid|figure|table|annex|appendix|rule|"
    r"vol|volume|issue|level|grade|category|class|model|unit|office|bureau|camp|gate|pier|block|zone|line|page|"
    r"aged?|ages|building|step|stage|tier|group|apollo|windows|formula|room|district|school|house|article|point)\.?"
    r"|\b(?:IMO|MMSI|ISIN|IMEI)(?: (?:number|no\.?|ID))?:?|\b(?:number|hull|registration|plate):|№|#)[ \u00a0]?$",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(
    r"\b(?:S&P|FTSE|Nasdaq|Stoxx|STOXX|Nikkei|CAC|Russell|Fortune|Forbes|iPhone|iPad|Galaxy|Windows|Xbox|PlayStation|"
    r"Boeing|Airbus|Planet|Apollo|Voyager|Sputnik|Model|Euro|Formula|Game|Episode|Season|Week|Day|Round|Area|Unit|"
    r"Class|Gen|Covid|COVID|Agenda|Expo|Super Bowl)[ \u00a0-]\Z"
)
"""Names that a number belongs to: indices, products, parts of series."""
_NAMED_AFTER = re.compile(
    r" (?:ZIP|[Zz]ip)\b|"
    r"(?:[-–]\d+)?(?: [A-Z][\w’']+){1,3} (?:Street|Avenue|Road|Lane|Drive|Boulevard|Square|St|Ave|Rd)\b"
)
_LONG_ID = re.compile(r"\d{11,}")
_OF_YEAR_AFTER = re.compile(r" \((?:19|20)\d\d\)")
"""What makes a figure the number of a resolution or law: "1718 (2006)"."""
_DISEASE = re.compile(r"\b[A-Z]{3,} [-–]\Z")
_SCORE_AFTER = re.compile(r"[-–](\d{1,2})(?![\d.,]*\d|%)")
_SCORE_BEFORE = re.compile(r"(?<![\d.,])(\d{1,2})[-–]\Z")
CALIBRES = frozenset(
    "5.45 5.56 7.62 9 12.7 14.5 20 23 25 30 35 37 40 57 60 75 76 81 82 100 105 107 115 120 122 125 130 140 152 155 160 "
    "170 180 203 240 300 320 400 600".split()
)
"""Millimetres that name a gun or its ammunition (``domain/goods.md``, section 1, and the usual others)."""
_CLOCK_AFTER = re.compile(r"[ \u00a0]?(?:[ap]\.?m\b|o[’']clock|hrs\b|GMT|UTC)", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|by|from|during|until|till|late|early|mid|the|to|through|after|before|year|for|and|[A-Z][a-z]+|"
    r"between|fiscal|around|about|than|that|its|his|her|their|a)[, \u00a0-]*$|[(–-]$",
)
_CENTURIES = re.compile(r"\b(?:in|since|by|from|until|before|after|between|year|circa|early|late) \Z", re.IGNORECASE)
_NO_ONE = re.compile(
    r"\b(?:no|any|every|each|this|that|which|the|another|some|not|day|as|or|number)[ -]$", re.IGNORECASE
)
_NAME_BEFORE = re.compile(r"[\w&’'-]\s(?:[A-Z][\w’&]*[ \u00a0-])$|[A-Z]{2,}[ \u00a0-]$|&[A-Z][ ]$")
_CONNECT = re.compile(r"(?:, |,? (?:and|or|&) | to |[-–/])$")


def is_label(text: str, number: Number, excluded: list[Number]) -> bool:
    """Whether a number names or dates something and counts nothing.

    Model numbers (KN-23), dates, clock times, resolution and page numbers, ages in apposition,
    telephone numbers. ``excluded`` are the numbers before it that were found to be labels.
    """
    before = text[max(0, number.start - 24) : number.start]
    after = text[number.end : number.end + 48]
    if before[-1:] in "-–‑" and before[-2:-1].isalpha() and before[-1:]:
        return not before.lower().endswith(("mid-", "sub-", "minus-"))
    if _NAMED_BEFORE.search(before) or _NAMED_AFTER.match(after):
        return True
    if _DISEASE.search(before) and number.low == int(number.low) and after[:1] != "%":
        return True
    if number.kind == "figure":
        if (after[:1] == "/" and after[1:2].isdigit()) or _OF_YEAR_AFTER.match(after):
            return True
        if (after[:1] == ":" and after[1:2].isdigit()) or (before[-1:] == ":" and before[-2:-1].isdigit()):
            return True
        if after[:1] in ("-", "–") and re.match(r"[-–][\d][\d() -]*[-–]\d", after):
            return True
        if re.search(r"\d[-–]\d+[-–]$", before):
            return True
        if _is_score(text, number) or _LONG_ID.fullmatch(text, number.start, number.end):
            return True
        if (after[:1] in "'’" and after[1:2].isdigit()) or (before[-1:] in "'’" and before[-2:-1].isdigit()):
            return True  # 6'3"
        if _DATE_AFTER.match(after) or _CLOCK_AFTER.match(after):
            return True
        if _DATE_BEFORE.search(before) and float(number.low) <= 31:
            return True
        chained = excluded and number.start - excluded[-1].end <= 6 and text[number.start : number.end].isdecimal()
        if chained and _CONNECT.search(text[excluded[-1].end : number.start]):
            return True
        if before.endswith(", ") and after[:1] == "," and float(number.low) < 120 and number.low == int(number.low):
            return bool(re.search(r"[^\W\d]\w*, $", before))
    return bool(_LABEL_BEFORE.search(before))


def _is_score(text: str, number: Number) -> bool:
    """Whether a figure is part of a result such as 2-1: a range never goes down or stands still."""
    if after := _SCORE_AFTER.match(text, number.end):
        return number.low >= int(after[1])
    before = _SCORE_BEFORE.search(text, max(0, number.start - 4), number.start)
    return bool(before and number.low <= int(before[1]))


def is_calibre(text: str, number: Number) -> bool:
    """Whether a figure before "mm" names a gun or its ammunition and measures nothing."""
    return text[number.start : number.end] in CALIBRES


def is_year(text: str, number: Number) -> bool:
    """Whether a bare four-figure number reads as a year; outside 1900 to 2099 the words before it must say so."""
    figure = text[number.start : number.end]
    if re.fullmatch(r"(?:1[5-8]|21)\d\d", figure, re.ASCII):
        return bool(_CENTURIES.search(text[max(0, number.start - 10) : number.start]))
    return bool(re.fullmatch(r"(?:19|20)\d\d", figure, re.ASCII))


def after_year_words(text: str, number: Number) -> bool:
    """Whether the words before a four-figure number are those that lead in a year."""
    return bool(_YEAR_BEFORE.search(text[max(0, number.start - 16) : number.start]))


def after_name(text: str, number: Number) -> bool:
    """Whether a bare figure stands right behind a capitalised word and so belongs to a name ("the S&P 500")."""
    return bool(_NAME_BEFORE.search(text[max(0, number.start - 20) : number.start]))


def is_pronoun(text: str, number: Number) -> bool:
    """Whether "one" here stands for somebody or something and counts nothing."""
    return bool(_NO_ONE.search(text[max(0, number.start - 10) : number.start]))


_EQUIVALENT = re.compile(
    r"\b(?:(?:if|when) (?:calculated|converted|counted|expressed|measured|translated)(?: as| in| into)?|"
    r"(?:the )?equivalent (?:of|to)|equal(?:s|ling|ing)?(?: to)?|correspond(?:s|ed|ing)? to|"
    r"calculated (?:as|in terms of)|converted (?:into|to)|"
    r"(?:which )?(?:would )?(?:amounts?|translates?|equates?) (?:in)?to)\b",
    re.IGNORECASE,
)
_EQUIVALENT_AFTER = re.compile(
    r",?\s(?:\w+ ){0,2}?(?:if|when) (?:calculated|converted|counted|expressed|translated)\b|[’']? worth of\b",
    re.IGNORECASE,
)
_CAPACITY = re.compile(
    r"\b(?:(?:could|can|able to|would|enough to|capable of|might|may|room to|designed to|built to)\s(?:\w+ly\s)?"
    r"(?:have )?(?:h[eo]ld|holding|carr(?:y|ied|ying)|accommodat(?:e|ed|ing)|fit|contain(?:ed|ing)?|stor(?:e|ed|ing)|"
    r"take|load|be loaded with|have been loaded with|house|pack|transport(?:ed|ing)?)|"
    r"capacity (?:of|for|to hold|to carry)|enough (?:\w+ ){0,2}for|space for|sufficient for|room for)\b",
    re.IGNORECASE,
)
_CAPACITY_AFTER = re.compile(
    r"[^.;:,]{0,30}?\b(?:could|can|may|might) (?:have been|be) (?:\w+ly )?"
    r"(?:carried|held|stored|loaded|packed|transported|fitted|housed|accommodated)\b",
    re.IGNORECASE,
)
_CUMULATIVE_AFTER = re.compile(r"\b(?:so far|to date|since|in total|altogether|cumulatively|in all)\b", re.IGNORECASE)
_CUMULATIVE_BEFORE = re.compile(
    r"\b(?:so far|to date|since|a total of|cumulative\w*|in total|altogether)\b", re.IGNORECASE
)
_PER_PERIOD = re.compile(
    r"\s*(?:\([^)]{1,20}\)\s*)?(?:(?:a|an|per|each|every|/)\s?(?:day|week|month|year|quarter|hour|annum)\b"
    r"(?!\s(?:ago|later|earlier|after|before|and))|annually|monthly|daily|weekly|yearly|b/d|bpd)",
    re.IGNORECASE,
)


_RATE_BEFORE = re.compile(
    r"\b(?:annual|yearly|monthly|weekly|daily|hourly|quarterly) (?:[\w-]+ ){1,3}(?:of|at|to) (?:[\w-]+ ){0,3}\Z",
    re.IGNORECASE,
)
_RATE_LATER = re.compile(
    r"(?<!\bin)(?<!\bfor)(?<!\bof)(?<!\bthan)(?<!\bover)(?<!\bonce)(?<!\bafter)(?<!\bwithin)(?<!\bduring)"
    r"(?<!\bhalf) (?:every|each|per|an?) (?:day|week|month|year|quarter|hour)\b"
    r"(?![ -](?:ago|later|earlier|after|before|and a|old|long)\b)"
    r"| (?:annually|monthly|yearly)\b",
    re.IGNORECASE,
)


_CLAUSE = re.compile(
    r"[;:—]|, (?:and|but|while|which)\b|\b(?:as well as|along with|together with|in addition to|besides)\b"
    r"|\band (?=(?:sen[dt]|ship\w*|gave|gives?|suppl\w+|provid\w+|deliver\w*|transfer\w*|sold|sells?|receiv\w+|"
    r"has|had|have|is|was|were|are|will|would|took|takes?|fir(?:ed|es)|launch\w*|buys?|bought|got|gets)\b)",
    re.IGNORECASE,
)
"""Where what could hold or comes to something ends, and another thing is told."""


def _later_rate(after: str) -> bool:
    """Whether the period of an amount stands behind it in its clause: "50,000 barrels of oil to the North a month"."""
    return bool(_RATE_LATER.search(re.split(r"[;:,—\d]", after)[0][:60]))


def role_of(text: str, sentence: tuple[int, int], start: int, end: int, unit: str | None, share: bool) -> QuantityRole:
    """What the amount between two offsets of ``text`` is an amount of, by its unit and the words of its sentence."""
    before = text[max(sentence[0], start - 90) : start]
    after = text[end : sentence[1]]
    clause = _CLAUSE.split(before)[-1]
    if _EQUIVALENT.search(clause) or _EQUIVALENT_AFTER.match(after):
        return QuantityRole.EQUIVALENT
    if share:
        return QuantityRole.SHARE
    if _CAPACITY.search(clause) or _CAPACITY_AFTER.match(after):
        return QuantityRole.CAPACITY
    if is_measure(unit):
        return QuantityRole.MEASURE
    if is_rate(unit) or _PER_PERIOD.match(after) or _later_rate(after) or _RATE_BEFORE.search(before):
        return QuantityRole.PER_PERIOD
    if _CUMULATIVE_AFTER.search(re.split(r"[;:—,]", after)[0]) or _CUMULATIVE_BEFORE.search(text[sentence[0] : start]):
        return QuantityRole.CUMULATIVE
    return QuantityRole.TRANSFERRED
