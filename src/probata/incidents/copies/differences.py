"""What an edited page changed, read off the stretches that it kept."""

from __future__ import annotations

from collections.abc import Sequence

from probata.incidents.copies.passages import Match, chain
from probata.incidents.copies.words import Words
from probata.records import Difference, Report, Span


def differences(a: Report, b: Report, words: tuple[Words, Words], found: Sequence[Match]) -> tuple[Difference, ...]:
    """The words of ``a`` and ``b`` between the stretches they share, in order; moved words stand as both."""
    kept = chain(found)
    ends = [(0, 0), *((m.a + m.length, m.b + m.length) for m in kept)]
    starts = [*((m.a, m.b) for m in kept), (len(words[0]), len(words[1]))]
    return tuple(
        Difference(_span(a, words[0], first[0], last[0]), _span(b, words[1], first[1], last[1]))
        for first, last in zip(ends, starts, strict=True)
        if first != last
    )


def _span(report: Report, words: Words, first: int, last: int) -> Span:
    if first < last:
        return report.quote(*words.offsets(first, last))
    at = words.ends[first - 1] if first else (words.starts[0] if len(words) else 0)
    return report.quote(at, at)
