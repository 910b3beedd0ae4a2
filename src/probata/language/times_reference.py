"""From which day a report's "Monday" and "last year" are reckoned: its publication, else its dateline.

A dateline is the date of filing at the head of a report: "SEOUL, June 19 (Yonhap) --", "(9 February 2024)",
"MOSCOW (April 2012) -". Where it and the publication date can't both be true, nothing is reckoned from either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from probata.language import times_calendar as cal
from probata.language.annotated import Paragraph
from probata.language.times_grammar import Expression, scan
from probata.language.times_words import month_number

HEAD = 90
"""Characters of a paragraph in which a dateline stands."""
FIRST = 3
"""Paragraphs at the head of a report among which one begins with a dateline: title, byline, text."""
FAR = 31
"""Days between dateline and publication beyond which one of them is wrong. A crawler's date may come weeks late."""
LATE = 2
"""Days that a dateline may lie after publication: the date line of the world runs between Seoul and New York."""

_AFTER = re.compile(
    r"\)?\.?,?\s*(?:(?:\([A-Z][^)\n]{1,24}\)|/[A-Z][^/\n]{1,20}/\.?)\s*)?(?:--|[-–—](?=\s)|:\s)|\)\s*(?:$|[A-Z\"“])"
    r"|\.?\s*(?:/[A-Z]+/\.?|\([A-Z][^)\n]{1,24}\))\s|\.\s+[A-Z]{3,}[^.\n]{0,20}?\s[-–—]\s"
)
_PLACE = re.compile(r"[\s(\[]*(?:[A-Z][\w.’'/-]*|/[A-Z]\w+/|[-,/&(]|(?:de|la|of|on|the|and)\b|[\s.,])*")
_IN_BRACKETS = re.compile(r"\((?:[A-Z][\w ]{1,20}[-–—,]\s?)?$")


@dataclass(frozen=True, slots=True)
class Reference:
    """``day`` is what relative words are reckoned from, ``None`` where nobody knows it; ``exact`` is false where
    only the month is known (``day`` is then its last). ``anchor`` says where the day comes from
    (``published`` or ``dateline``), ``disagree`` that both are given and contradict each other.
    """

    day: date | None
    exact: bool = True
    anchor: str = "published"
    disagree: bool = False


def reference_of(paragraphs: Sequence[Paragraph], published: date | None) -> Reference:
    """The day of reference of a report that has been parsed; see :func:`reference_in`."""
    return reference_in([p.text for p in paragraphs[:FIRST]], published)


def reference_in(heads: Sequence[str], published: date | None) -> Reference:
    """The day of reference of a report by its first paragraphs; ``published`` is ``None`` where unknown.

    A dateline without a year counts only beside a publication date. One that lies some days before it is
    taken, since a page's date may be that of a copy; the day before makes no difference but to "today".
    """
    found = next((f for head in heads[:FIRST] if (f := dateline(head)) is not None), None)
    if found is None:
        return Reference(published)
    first, last, exact = _days_of(found.parts, published)
    if first is None or last is None:
        return Reference(published)
    if published is None:
        return Reference(last, exact, "dateline")
    if (published - last).days > FAR or (first - published).days > LATE:
        return Reference(None, disagree=True)
    if exact and (published - first).days > 1:
        return Reference(first, anchor="dateline")
    return Reference(published)


def dateline(text: str) -> Expression | None:
    """The date of filing at the head of a paragraph, or in brackets at its end."""
    for expression in scan(text[:HEAD]):
        if expression.rule not in ("date", "month") or (expression.rule == "month" and "year" not in expression.parts):
            continue
        lead, rest = text[: expression.start], text[expression.end : expression.end + 60]
        if expression.start == 0 and "year" in expression.parts and re.match(r"\.\s+[A-Z]", rest):
            return expression
        if _PLACE.fullmatch(lead) and _AFTER.match(rest) and (not rest.startswith(")") or "(" in lead):
            return expression
    tail = text.rstrip()
    if tail.endswith(")") and len(tail) <= 2 * HEAD:
        for expression in scan(tail[-40:]):
            at = len(tail) - min(40, len(tail))
            if at + expression.end == len(tail) - 1 and _IN_BRACKETS.search(tail[: at + expression.start]):
                parts = expression.parts
                if expression.rule in ("date", "month") and "year" in parts:
                    return Expression(at + expression.start, at + expression.end, expression.rule, parts)
    return None


def _days_of(parts: dict[str, str], published: date | None) -> tuple[date | None, date | None, bool]:
    """The first and last day of a dateline, and whether it names the day."""
    year = int(parts.get("year") or parts.get("year2") or 0)
    month = month_number(parts["month"])
    if "day" not in parts:
        stretch = cal.of_month(year, month)
        return stretch.start, stretch.end, False
    number = int(parts["day"])
    if year:
        day = cal.safe_date(year, month, number)
    elif published is not None:
        days = [cal.safe_date(y, month, number) for y in range(max(1, published.year - 1), published.year + 1)]
        day = min((d for d in days if d), key=lambda d: abs((published - d).days), default=None)
    else:
        day = None
    return day, day, True
