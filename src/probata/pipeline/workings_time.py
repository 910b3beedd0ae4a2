"""How the time of a claim or statement was read: what it was reckoned from, by which rule, or why it is left open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from probata.records import Claim, DateInterval, Report, SegmentKind

Row = tuple[str, str]


def times_told(claim: Claim, report: Report) -> Iterator[Row]:
    """When the event happens, with anchor and rule; words that give no day stay, with the reason."""
    if claim.time is not None:
        yield from interval("time", claim.time, report)
    elif claim.evidence.time:
        words = ", ".join(f"“{report.text[a:b]}”" for a, b in claim.evidence.time)
        yield "time", f"{words}: left open; {_why_open(report)}"
    else:
        yield "time", "no words of the sentence tell when the event happens"


def interval(name: str, time: DateInterval, report: Report) -> Iterator[Row]:
    """The days of some words, and how they were found."""
    from probata.language.rules import explain_time

    rule = time.rule or ""
    told = explain_time(rule) or "no description"
    if time.start is None:
        yield name, f"“{time.text}”: left open; {_why_open(report)}"
    else:
        end = time.end or "open"
        days = time.start if time.start == end else f"{time.start} to {end}"
        yield name, f"“{time.text}” is {days} (precision: {time.precision.value}), {_anchor(time, report)}"
    if rule:
        yield f"rule of {name}", f"{rule}: {told}"


def _anchor(time: DateInterval, report: Report) -> str:
    return {
        "explicit": "by its own words",
        "published": f"reckoned from publication on {report.published}",
        "dateline": "reckoned from the dateline",
        "mentioned": "reckoned from the time named before it",
    }.get(time.anchor or "", "reckoned from nothing")


def _why_open(report: Report) -> str:
    from probata.language.times_reference import reference_in

    heads = [report.text[s.start : s.end] for s in report.segments if s.kind is not SegmentKind.FURNITURE]
    reference = reference_in(heads, date.fromisoformat(report.published[:10]) if report.published else None)
    if reference.disagree:
        return f"the dateline contradicts the publication date {report.published}"
    if reference.day is None:
        return "the day of publication is not known"
    if not reference.exact:
        return "only the month of publication is known, or the words name no days"
    return "the words name no days that can be told"
