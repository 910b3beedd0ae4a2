"""Time expressions in running text: TIMEX3 type and value, and the days that they mean.

Types and values follow TempEval-3 usage; the days follow rules 14 to 16 of
``gold/claims/GUIDELINES.md``: an interval as wide as the words are. Weeks run Monday to Sunday.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from probata.language.annotated import Paragraph
from probata.language.times_dates import clock_of
from probata.language.times_filter import is_time
from probata.language.times_grammar import Expression, scan
from probata.language.times_reading import Context, Reading
from probata.language.times_relations import expand_days, link, merge_clocks, tense_at
from probata.language.times_resolve import resolve
from probata.language.times_words import month_number
from probata.language.tokenindex import TokenIndex
from probata.records import DateInterval, Precision, Timex, TimexType

_TENSED = frozenset({"weekday", "month", "date", "season", "quarter", "holiday", "unit"})


def find_times(paragraphs: Sequence[Paragraph], published: str | None) -> tuple[Timex, ...]:
    """Every time expression in the paragraphs, in order of the text; offsets are code points of the report's text.

    ``published`` is the report's ISO date (a time of day after it is ignored). Without it, or where
    it is no date, relative and yearless expressions keep their words and get no days.
    The interval of both ends of a range ("from 7 March to 5 Nov 2024") is the whole range, that of
    "since X" runs to publication; a list ("Tuesday and Wednesday") gives one expression each, which
    :func:`joint_interval` puts together.
    """
    day = _published(published)
    found: list[Timex] = []
    mentioned: Reading | None = None
    for paragraph in paragraphs:
        times, mentioned = _in_paragraph(paragraph, day, mentioned)
        found += times
    return tuple(found)


def joint_interval(text: str, times: Sequence[Timex], timex: Timex) -> DateInterval | None:
    """The days of a time expression together with those it is listed with ("Tuesday and Wednesday", "June 6 and 7").

    ``text`` is the report's text and ``times`` all its expressions in order. An expression that
    stands alone gives its own interval, as do lists whose members aren't all known.
    """
    own = timex.interval
    if own is None or own.start is None or timex not in times:
        return own
    here = times.index(timex)
    first = last = here
    while first > 0 and _listed(text, times[first - 1], times[first]):
        first -= 1
    while last + 1 < len(times) and _listed(text, times[last], times[last + 1]):
        last += 1
    if first == last:
        return own
    members = [t.interval for t in times[first : last + 1] if t.interval]
    starts = [m.start for m in members if m.start]
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
    return bool(known and same and gap in ("and", ",", ", and", "or", "and on"))


def _published(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


_YEARLESS = frozenset({"date", "month"})
_NEAR = 300
"""Characters within which a year that was named before lends itself to a yearless date, publication unknown."""
_HALF_A_YEAR = 6
"""Months: a text goes forward, so that March after "23 December 2019" is in 2020; January after March is not."""


def _in_paragraph(
    paragraph: Paragraph, published: date | None, mentioned: Reading | None
) -> tuple[list[Timex], Reading | None]:
    text = paragraph.doc.text
    index = TokenIndex(paragraph.doc)
    expressions = [e for e in scan(text) if is_time(index, text, e)]
    if not expressions:
        return [], mentioned
    expressions = merge_clocks(text, expand_days(text, expressions), clock_of)
    link(text, expressions)
    readings: list[Reading] = []
    dated: tuple[int, Reading] | None = None
    for expression in expressions:
        if dated is not None and expression.rule in _YEARLESS:
            _lend_year(index, expression, dated, published)
        tense = tense_at(index, expression.start, expression.end) if expression.rule in _TENSED else ""
        lead = text[max(0, expression.start - 12) : expression.start].split()[-1:]
        words = text[expression.start : expression.end].lower()
        context = Context(published, tense, mentioned, words, lead[0].lower() if lead else "")
        reading = resolve(expression, context)
        readings.append(reading)
        if reading.type in (TimexType.DATE, TimexType.TIME) and reading.start is not None:
            mentioned = reading
            if reading.anchor in ("explicit", "mentioned") and expression.since is None:
                dated = expression.end, reading
    return [_timex(paragraph, expressions, readings, i, published) for i in range(len(expressions))], mentioned


def _lend_year(index: TokenIndex, expression: Expression, dated: tuple[int, Reading], published: date | None) -> None:
    """Gives a yearless date the year of the date that was named just before it.

    Where publication is known only a full date in the same sentence lends its year ("on 7 March 2023
    and again in May"); where it isn't, a year in the same paragraph does.
    """
    parts = expression.parts
    at, reading = dated
    if parts.keys() & {"year", "year2", "which", "spoken"} or reading.start is None:
        return
    if reading.precision not in (Precision.DAY, Precision.DAYS, Precision.MONTH, Precision.YEAR):
        return
    if published is None:
        near = expression.start - at <= _NEAR
    else:
        near = reading.precision is not Precision.YEAR and _same_sentence(index, at - 1, expression.start)
        near = near and reading.start.year < published.year
    if near:
        year, month = reading.start.year, reading.start.month
        forward = reading.anchor == "explicit" and reading.precision is not Precision.YEAR
        back = month - month_number(parts["month"]) if forward else 0
        parts["year"] = f"{year + (back > _HALF_A_YEAR):04d}"
        parts["mentioned"] = "year"


def _same_sentence(index: TokenIndex, a: int, b: int) -> bool:
    first, second = index.token_at(a), index.token_at(b)
    return first is not None and second is not None and first.sent.start == second.sent.start


def _timex(
    paragraph: Paragraph, expressions: list[Expression], readings: list[Reading], i: int, published: date | None
) -> Timex:
    expression, reading = expressions[i], readings[i]
    text, offset = paragraph.doc.text, paragraph.start
    start, end, precision, rule = reading.start, reading.end, reading.precision, reading.rule
    at = (expression.start, expression.end)
    if expression.partner is not None and expression.joint is not None:
        other = readings[next(n for n, e in enumerate(expressions) if e is expression.partner)]
        first, last = (reading, other) if expression.start < expression.partner.start else (other, reading)
        if first.start and last.end and first.start <= last.end:
            start, end, precision, rule, at = first.start, last.end, Precision.DAYS, "range", expression.joint
    elif expression.since is not None and start is not None and reading.type is not TimexType.DURATION:
        end = published if published is not None and start <= published else None
        precision, rule, at = Precision.OPEN, f"since-{rule}", (expression.since, expression.end)
    interval = DateInterval(
        start.isoformat() if start else None,
        end.isoformat() if end else None,
        text[at[0] : at[1]],
        precision if start else Precision.UNKNOWN,
        reading.anchor,
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
