"""The parts of a text round some passages, as the page of a claim or a statement quotes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from probata.records import Offsets, Report
from probata.workbench.lit import lit, merged
from probata.workbench.marking import Mark

CONTEXT = 400
"""Characters shown on each side of the words at most: a paragraph of news is shorter, a dump in one line isn't."""

MOST = 8
"""Parts shown at most; the page of the report shows all."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of the text with its marks; ``before`` and ``after``: its paragraph goes on there."""

    start: int
    end: int
    text: SafeString
    before: bool
    after: bool


def around(report: Report, start: int, end: int) -> Offsets:
    """The lines that hold ``start`` to ``end``, cut where they are very long."""
    text = report.text
    first = max(text.rfind("\n", 0, start) + 1, start - CONTEXT)
    last = text.find("\n", end)
    return first, min(len(text) if last < 0 else last, end + CONTEXT)


def excerpts(report: Report, main: Iterable[Offsets], marks: Iterable[Mark]) -> tuple[Excerpt, ...]:
    """The parts round the main passages, and round those of marks that lie in none of these, in order."""
    given = merged(marks)
    places: list[Offsets] = []
    for start, end in (*main, *((m.start, m.end) for m in sorted(given, key=lambda m: m.start))):
        if not any(a <= start and end <= b for a, b in places):
            places.append(around(report, start, end))
    return tuple(_excerpt(report, a, b, given) for a, b in _joined(places)[:MOST])


def _joined(places: Sequence[Offsets]) -> list[Offsets]:
    found: list[Offsets] = []
    for start, end in sorted(places):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _excerpt(report: Report, start: int, end: int, marks: Sequence[Mark]) -> Excerpt:
    text = report.text
    before = start > 0 and text[start - 1] != "\n"
    after = end < len(text) and text[end] != "\n"
    return Excerpt(start, end, lit(text, start, end, marks), before, after)
