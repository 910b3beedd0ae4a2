"""What stands around a number: words that bound it, signs that it counts nothing, and its role."""

from __future__ import annotations

import re

from probata.language.numbers import Number
from probata.records import QuantityRole

_EXACT = (
    "about|around|some|roughly|approximately|approx\\.?|circa|ca\\.|~|an estimated|estimated|nearly|almost|close to|"
    "approaching|just short of|in the region of|in the neighborhood of|an average of|practically|virtually|"
    "as if|perhaps|possibly|probably|likely|somewhere around|on the order of"
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
    "(?:well |far |slightly |just |a little )?(?:less than|fewer than|under|below)|<|≤|not exceeding|a ceiling of"
)
_APPROXIMATOR = re.compile(
    rf"(?:(?<=\W)|^)(?:(?P<low>{_LOW})|(?P<high>{_HIGH})|(?P<exact>{_EXACT})|(?P<plain>{_PLAIN}))[ \u00a0]?$",
    re.IGNORECASE,
)
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


_MONTHS = (
    "Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?|"
    "Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?"
)
_DATE_BEFORE = re.compile(rf"\b(?:{_MONTHS})[ \u00a0]$")
_DATE_AFTER = re.compile(rf"(?:st|nd|rd|th)?(?:[ \u00a0](?:of )?|-)(?:{_MONTHS})\b")
_LABEL_BEFORE = re.compile(
    r"(?:\b(?:no|nos|number|numbers|resolutions?|articles?|paragraphs?|sections?|chapters?|pages?|flight|route|phase|"
    r"part|room|highway|boeing|airbus|type|mark|version|channel|series|covid|figure|table|annex|appendix|rule|"
    r"vol|volume|issue|level|grade|category|class|model|unit|office|bureau|camp|gate|pier|block|zone|line|page|"
    r"aged?|ages|building|step|stage|tier|group|apollo|windows|formula|room|district|school|house|article|point)\.?"
    r"|№|#)[ \u00a0]?$",
    re.IGNORECASE,
)
_CLOCK_AFTER = re.compile(r"[ \u00a0]?(?:[ap]\.?m\b|o[’']clock|hrs\b|GMT|UTC)", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|by|from|during|until|till|late|early|mid|the|to|through|after|before|year|for|and|[A-Z][a-z]+|"
    r"between|fiscal|around|about|than|that|its|his|her|their|a)[, \u00a0-]*$|[(–-]$",
)
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
    after = text[number.end : number.end + 24]
    if before[-1:] in "-–‑" and before[-2:-1].isalpha() and before[-1:]:
        return not before.endswith("mid-")
    if number.kind == "figure":
        if after[:1] == "/" and after[1:2].isdigit():
            return True
        if (after[:1] == ":" and after[1:2].isdigit()) or (before[-1:] == ":" and before[-2:-1].isdigit()):
            return True
        if after[:1] in ("-", "–") and re.match(r"[-–][\d][\d() -]*[-–]\d", after):
            return True
        if re.search(r"\d[-–]\d+[-–]$", before):
            return True
        if _DATE_AFTER.match(after) or _CLOCK_AFTER.match(after):
            return True
        if _DATE_BEFORE.search(before) and float(number.low) <= 31:
            return True
        if excluded and number.start - excluded[-1].end <= 6 and _CONNECT.search(text[excluded[-1].end : number.start]):
            return True
        if before.endswith(", ") and after[:1] == "," and float(number.low) < 120 and number.low == int(number.low):
            return bool(re.search(r"[^\W\d]\w*, $", before))
    return bool(_LABEL_BEFORE.search(before))


def is_year(text: str, number: Number) -> bool:
    """Whether a bare four-figure number reads as a year by what stands before it."""
    figure = text[number.start : number.end]
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
    r"(?:the )?equivalent (?:of|to)|calculated (?:as|in terms of)|converted (?:into|to)|"
    r"(?:which )?(?:would )?(?:amounts?|translates?|equates?) (?:in)?to)\b",
    re.IGNORECASE,
)
_CAPACITY = re.compile(
    r"\b(?:(?:could|can|able to|would|enough to|capable of|might|may|room to)\s(?:\w+ly\s)?"
    r"(?:hold|carry|accommodate|fit|contain|store|load|holding|carrying|be loaded with|house|transport)|"
    r"capacity of|capacity for|enough for|space for|sufficient for|room for)\b",
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
_PER_PERIOD_WITHIN = re.compile(r"b/d|bpd|/(?:year|day|month)", re.IGNORECASE)


def role_of(text: str, sentence: tuple[int, int], start: int, end: int, share: bool) -> QuantityRole:
    """What the amount between two offsets of ``text`` is an amount of, told by the words of its sentence."""
    before = text[max(sentence[0], start - 90) : start]
    after = text[end : sentence[1]]
    clause = re.split(r"[;:—]|, (?:and|but|while|which)\b", before)[-1]
    if _EQUIVALENT.search(clause):
        return QuantityRole.EQUIVALENT
    if _CAPACITY.search(clause):
        return QuantityRole.CAPACITY
    if share:
        return QuantityRole.SHARE
    if _PER_PERIOD.match(after) or _PER_PERIOD_WITHIN.search(text[start:end]):
        return QuantityRole.PER_PERIOD
    if _CUMULATIVE_AFTER.search(re.split(r"[;:—,]", after)[0]) or _CUMULATIVE_BEFORE.search(text[sentence[0] : start]):
        return QuantityRole.CUMULATIVE
    return QuantityRole.TRANSFERRED
