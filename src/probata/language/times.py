"""Time expressions in running text: TIMEX3 type and value, and the days that they mean.

Types and values follow TempEval-3 usage; the days follow rules 14 to 16 of
``gold/claims/GUIDELINES.md``: an interval as wide as the words are. Weeks run Monday to Sunday.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from probata.language.annotated import Paragraph
from probata.language.times_combined import combined
from probata.language.times_dates import clock_of
from probata.language.times_filter import is_time
from probata.language.times_grammar import Expression, scan
from probata.language.times_reading import Context, Reading
from probata.language.times_reference import FIRST, Reference, dateline, reference_of
from probata.language.times_relations import expand_days, link, merge_clocks
from probata.language.times_resolve import resolve
from probata.language.times_tense import ANNOUNCED, tense_at
from probata.language.times_words import month_number
from probata.language.tokenindex import TokenIndex
from probata.records import DateInterval, Precision, Timex, TimexType

_TENSED = frozenset({"weekday", "month", "date", "season", "quarter", "holiday", "unit"})


def find_times(paragraphs: Sequence[Paragraph], published: str | None) -> tuple[Timex, ...]:
    """Every time expression in the paragraphs, in order of the text; offsets are code points of the report's text.

    ``published`` is the report's ISO date (a time of day after it is ignored). Without it, or where
    it is no date, the dateline's full date stands for it; without that too, or where the two contradict each
    other, relative and yearless expressions keep their words and get no days.
    The interval of both ends of a range ("from 7 March to 5 Nov 2024") is the whole range, that of
    "since X" runs to publication; a list ("Tuesday and Wednesday") gives one expression each, which
    :func:`joint_interval` puts together.
    """
    reference = reference_of(paragraphs, _published(published))
    found: list[Timex] = []
    told = Told()
    for n, paragraph in enumerate(paragraphs):
        filed = dateline(paragraph.text) if n < FIRST else None
        found += _in_paragraph(paragraph, reference, told, filed)
    return tuple(found)


LONGEST_LIST = 12
"""Members to either side up to which a list is read as one: a table of dates is none, and must not take for ever."""


def joint_interval(text: str, times: Sequence[Timex], timex: Timex) -> DateInterval | None:
    """The days of a time expression together with those it is listed with ("Tuesday and Wednesday", "June 6 and 7").

    ``text`` is the report's text and ``times`` all its expressions in order. An expression that
    stands alone gives its own interval, as do lists whose members aren't all known.
    """
    own = timex.interval
    here = bisect_left(times, timex.start, key=lambda t: t.start)
    if own is None or own.start is None or here == len(times) or times[here] != timex:
        return own
    first = last = here
    while first > max(0, here - LONGEST_LIST) and _listed(text, times[first - 1], times[first]):
        first -= 1
    while last + 1 < min(len(times), here + LONGEST_LIST) and _listed(text, times[last], times[last + 1]):
        last += 1
    if first == last:
        return own
    members = [t.interval for t in times[first : last + 1] if t.interval]
    starts = [m.start for m in members if m.start]
    if starts != sorted(starts):
        return own  # "on Dec. 30 and Jan. 2" in years that nobody told
    ends = [m.end for m in members if m.end]
    at = (times[first].start, times[last].end)
    return DateInterval(min(starts), max(ends), text[at[0] : at[1]], Precision.DAYS, own.anchor, "list", at)


def _listed(text: str, a: Timex, b: Timex) -> bool:
    gap = text[a.end : b.start].strip().lower()
    known = a.interval and b.interval and a.interval.start and b.interval.start and a.interval.end and b.interval.end
    same = (
        a.type == b.type == TimexType.DATE
        and a.interval
        and b.interval
        and a.interval.precision == b.interval.precision
    )
    ranged = any(t.interval and t.interval.rule == "range" for t in (a, b))
    return bool(known and same and not ranged and gap in _LISTED)


def _published(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


_LISTED = frozenset({"and", ",", ", and", "or", "and on", "and again on", "and in", "and again in", "and then on"})
_YEARLESS = frozenset({"date", "month"})
_NEAR = 300
"""Characters within which a year that was named before lends itself to a yearless date, publication unknown."""
_LENT_AFTER = frozenset({"in", "during", "for", "since", "by"})
"""Words before a year that lends itself: that of "resolution 2397 of 2017" or "the 2015 deal" tells of no event."""
_HALF_A_YEAR = 6
"""Months: a text goes forward, so that March after "23 December 2019" is in 2020; January after March is not."""
_TOO_FAR = 10
"""Months from which on a later month may as well be of the year before ("3 February 2024" and then "December")."""


@dataclass(slots=True)
class Told:
    """What the text named last, with the place of its end: any date, and a date with its year."""

    mentioned: Reading | None = None
    mentioned_at: int = 0
    dated: Reading | None = None
    dated_at: int = 0
    day: Reading | None = None


def _in_paragraph(paragraph: Paragraph, reference: Reference, told: Told, filed: Expression | None) -> list[Timex]:
    text, published = paragraph.text, reference.day
    index = TokenIndex(paragraph.doc)
    expressions = [e for e in scan(text) if is_time(index, text, e)]
    if not expressions:
        return []
    expressions = merge_clocks(text, expand_days(text, expressions), clock_of)
    link(text, expressions)
    readings: list[Reading] = []
    for expression in expressions:
        at, lead = paragraph.start + expression.start, lead_of(text, expression.start)
        if told.dated is not None and expression.rule in _YEARLESS:
            _lend_year(index, expression, told.dated, told.dated_at - paragraph.start, published)
        tense = _tense(index, expression) if expression.rule in _TENSED else ""
        words = text[expression.start : expression.end].lower()
        near = at - told.mentioned_at <= _NEAR
        named = told.day if words == "that date" else told.mentioned
        context = Context(published, tense, named, words, lead, reference.exact, near)
        reading = _anchored(resolve(expression, context), reference)
        is_filing = filed is not None and filed.start == expression.start
        reading = replace(reading, rule="dateline") if is_filing else reading
        readings.append(reading)
        if not is_filing and reading.type in (TimexType.DATE, TimexType.TIME) and reading.start is not None:
            told.mentioned, told.mentioned_at = reading, paragraph.start + expression.end
            told.day = reading if reading.precision is Precision.DAY else told.day
            whole_year = reading.precision is Precision.YEAR and lead not in _LENT_AFTER
            if reading.anchor in ("explicit", "mentioned") and expression.since is None and not whole_year:
                told.dated, told.dated_at = told.mentioned, told.mentioned_at
    return [_timex(text, paragraph.start, expressions, readings, i, published) for i in range(len(expressions))]


def lead_of(text: str, start: int) -> str:
    """The word before an expression, in lower case."""
    words = text[max(0, start - 12) : start].split()
    return words[-1].lower() if words else ""


def _tense(index: TokenIndex, expression: Expression) -> str:
    """The tense around an expression; who announces something for two days announces what is to come."""
    if expression.since is not None:
        return "past"
    tense = tense_at(index, expression.start, expression.end)
    if tense == ANNOUNCED:
        return "future" if expression.listed and expression.rule == "weekday" else "past"
    return tense


def _anchored(reading: Reading, reference: Reference) -> Reading:
    if reading.anchor == "published" and reference.anchor != "published":
        return replace(reading, anchor=reference.anchor)
    if reading.start is None and reference.disagree and "X" in reading.value:
        return replace(reading, rule="dates-disagree")
    return reading


def _lend_year(index: TokenIndex, expression: Expression, reading: Reading, at: int, published: date | None) -> None:
    """Gives a yearless date the year of the date that was named before it, which ends at ``at``.

    Where publication is known only a full date in the same sentence lends its year ("on 7 March 2023
    and again in May"); where it isn't, a year close before it does.
    """
    parts = expression.parts
    if parts.keys() & {"year", "year2", "which", "spoken", "ownyear"} or reading.start is None:
        return
    if reading.precision not in (Precision.DAY, Precision.DAYS, Precision.MONTH, Precision.YEAR):
        return
    if published is None:
        near = expression.start - at <= _NEAR
    else:
        near = at > 0 and reading.precision is not Precision.YEAR and _same_sentence(index, at - 1, expression.start)
        near = near and reading.start.year < published.year
    if near:
        year, month = reading.start.year, reading.start.month
        back = month - month_number(parts["month"]) if reading.precision is not Precision.YEAR else 0
        if back <= -_TOO_FAR:
            return
        parts["year"] = f"{year + (back > _HALF_A_YEAR):04d}"
        parts["mentioned"] = "year"


def _same_sentence(index: TokenIndex, a: int, b: int) -> bool:
    first, second = index.token_at(a), index.token_at(b)
    return first is not None and second is not None and first.sent.start == second.sent.start


def _timex(
    text: str, offset: int, expressions: list[Expression], readings: list[Reading], i: int, published: date | None
) -> Timex:
    expression, reading = expressions[i], readings[i]
    start, end, precision, rule, anchor = reading.start, reading.end, reading.precision, reading.rule, reading.anchor
    at = (expression.start, expression.end)
    if expression.partner is not None and expression.joint is not None:
        beside = (i - 1, i + 1)
        other = readings[next(n for n in beside if 0 <= n < len(readings) and expressions[n] is expression.partner)]
        first, last = (reading, other) if expression.start < expression.partner.start else (other, reading)
        if first.start and last.end and first.start <= last.end:
            start, end, precision, rule, at = first.start, last.end, Precision.DAYS, "range", expression.joint
    elif expression.since is not None and start is not None and reading.type is not TimexType.DURATION:
        end = published if published is not None and start <= published else None
        precision, rule, at = Precision.OPEN, f"since-{rule}", (expression.since, expression.end)
    elif (both := combined(text, expressions, readings, i)) is not None:
        start, end, *place = both
        precision, rule, at = Precision.DAYS, "combined", (place[0], place[1])
        anchor = anchor or readings[i + 1].anchor
    interval = DateInterval(
        start.isoformat() if start else None,
        end.isoformat() if end else None,
        text[at[0] : at[1]],
        precision if start else Precision.UNKNOWN,
        anchor,
        rule,
        (offset + at[0], offset + at[1]),
    )
    return Timex(
        offset + expression.start,
        offset + expression.end,
        text[expression.start : expression.end],
        reading.type,
        reading.value,
        interval,
    )
