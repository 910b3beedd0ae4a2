"""How time expressions stand to each other and to their sentence: lists, ranges, "since", tense."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from probata.language.times_grammar import Expression
from probata.language.times_words import month_number

_TO = re.compile(r"\s*(?:to|until|till|through|thru|and\s+until|up\s+to|-|–|—|‑)\s*")
_AND = re.compile(r"\s*(?:,|,?\s(?:and|or)(?:\son)?|,?\sas\swell\sas)\s*|\s&\s")
_FROM = re.compile(r"\b(?:from)\s+$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:ever\s+)?since(?:\s+(?:at\s+least|as\s+early\s+as|the))?\s+$", re.IGNORECASE)
_DAYS_AFTER = re.compile(
    r"(?P<gap>\s*(?:,\s*(?:and\s)?|and\s|or\s|to\s|through\s|-|–)\s*)(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w:%-]|[.,]\d|\s?(?:million|percent)|\s[a-z]+s\b)"
)
_DAYS_BEFORE = re.compile(
    r"(?<![\w.,$:-])(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?P<gap>\s*(?:,|and|or|to|through|-|–)\s*)$"
)
_LONGEST_RUN = 12
"""Members of a list that lend a year back."""
_YEAR_TAIL = re.compile(r",?\s(?P<year>(?:19|20)\d\d)(?![\d,-])")
_DATED = frozenset({"date", "month", "season"})
_RANGED = frozenset({"date", "month", "year", "weekday", "season", "quarter", "iso", "deictic", "unit", "decade"})


def expand_days(text: str, expressions: list[Expression]) -> list[Expression]:
    """Adds the bare days of "August 5, 6 and 18" and "from 6 to 9 December 2022" as dates of their own."""
    found: list[Expression] = []
    for i, expression in enumerate(expressions):
        if found and expression.start < found[-1].end:
            continue  # the year of "Sept. 13 to 17, 2023", read with the days
        if expression.rule != "date" or "cut" in expression.parts:
            found.append(expression)
            continue
        floor = found[-1].end if found else 0
        before: list[Expression] = []
        at = expression.start
        while text[expression.start : expression.start + 1].isdigit():
            match = _DAYS_BEFORE.search(text, max(floor, at - 16), at)
            if match is None:
                break
            at = match.start("day")
            end = match.start("gap")
            before.insert(0, Expression(at, end, "date", {"day": match["day"], "month": expression.parts["month"]}))
        found += [*before, expression]
        ceiling = expressions[i + 1].start if i + 1 < len(expressions) else len(text)
        at = expression.end
        last = expression
        while not text[expression.start : expression.start + 1].isdigit() and "year" not in last.parts:
            after = _DAYS_AFTER.match(text, at, ceiling)
            if after is None:
                break
            parts = {"day": after["day"], "month": expression.parts["month"]}
            end = after.end()
            year = _YEAR_TAIL.match(text, end)
            if year:
                parts["year"], end = year["year"], year.end()
            last = Expression(after.start("day"), end, "date", parts)
            found.append(last)
            at = end
    return found


def link(text: str, expressions: list[Expression]) -> None:
    """Marks ranges as partners, gives yearless ends the year of the other, and notes "since"."""
    for expression in expressions:
        match = _SINCE.search(text, max(0, expression.start - 24), expression.start)
        if match:
            expression.since = match.start()
    run: list[Expression] = []
    for a, b in pairwise(expressions):
        gap = text[a.end : b.start]
        if len(gap) > 16 or a.rule not in _RANGED or b.rule not in _RANGED:
            run = []
            continue
        lead = _FROM.search(text, max(0, a.start - 8), a.start)
        between = _BETWEEN.search(text, max(0, a.start - 12), a.start)
        ranged = bool(_TO.fullmatch(gap)) or bool(between and re.fullmatch(r"\s+and\s+", gap))
        if ranged and a.partner is None and (a.rule == b.rule or {a.rule, b.rule} <= {"date", "month", "iso"} or lead):
            start = lead.start() if lead else between.start() if between else a.start
            a.partner, b.partner = b, a
            if a.rule == "weekday" and "ownweek" in b.parts:
                a.parts.setdefault("ownweek", b.parts["ownweek"])
            a.joint = b.joint = (start, b.end)
        if ranged or _AND.fullmatch(gap):
            run = run if run and run[-1] is a else [a]
            run = [*run[-_LONGEST_RUN:], b]
            a.listed = b.listed = True
            _share_years(run)


def _share_years(run: list[Expression]) -> None:
    last = run[-1]
    year = last.parts.get("year") or last.parts.get("year2")
    if year is None or last.rule not in _DATED:
        return
    later = month_number(last.parts["month"]) if "month" in last.parts else None
    for expression in reversed(run[:-1]):
        if (
            expression.rule not in _DATED
            or "year" in expression.parts
            or "year2" in expression.parts
            or "which" in expression.parts
        ):
            return
        month = month_number(expression.parts["month"]) if "month" in expression.parts else None
        if month and later and month > later:
            return
        expression.parts["year"] = year
        later = month


def merge_clocks(
    text: str, expressions: list[Expression], clock_of: Callable[[dict[str, str]], str | None]
) -> list[Expression]:
    """Joins a clock time to the day beside it: "9 a.m. Sunday", "noon on Thursday", "Sunday at 9 a.m."."""
    days = {"weekday", "date", "deictic", "iso"}
    merged: list[Expression] = []
    for expression in expressions:
        previous = merged[-1] if merged else None
        if previous is not None:
            gap = text[previous.end : expression.start]
            if (
                previous.rule in ("clock", "part")
                and expression.rule in days
                and re.fullmatch(r",?\s(?:on\s|of\s)?", gap)
            ):
                clock = clock_of(previous.parts) if previous.rule == "clock" else None
                if clock is not None:
                    merged[-1] = Expression(
                        previous.start, expression.end, expression.rule, expression.parts, clock=clock
                    )
                    continue
        merged.append(expression)
    return merged
