"""Which stretches of a text are time expressions, and the parts they are made of.

Where rules overlap the leftmost wins, then the longest, then the one that stands first in
:mod:`probata.language.times_patterns`. What the parts mean is :mod:`probata.language.times_resolve`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from probata.language.times_patterns import SOURCES


@dataclass(slots=True)
class Expression:
    """A time expression in one paragraph's text; ``parts`` are the named groups that matched.

    ``partner`` is the other end where two expressions make a range and ``joint`` the place of both;
    ``clock`` is a time of day that was merged in; ``since`` is where a "since" before it begins; ``listed``
    says that it is one of several in a row.
    """

    start: int
    end: int
    rule: str
    parts: dict[str, str] = field(default_factory=dict)
    partner: Expression | None = None
    joint: tuple[int, int] | None = None
    clock: str | None = None
    since: int | None = None
    listed: bool = False


_RULES: tuple[tuple[str, frozenset[str], re.Pattern[str]], ...] = tuple(
    (name, frozenset(hints.split()), re.compile(rf"(?<!\w)(?:{source})(?!\w)", re.IGNORECASE))
    for name, hints, source in SOURCES
)
_MONTH_HINT = re.compile(
    r"\b(?:J(?:an|un|ul|AN|UN|UL)|F(?:eb|EB)|M(?:a[ry]|A[RY])|A(?:pr|ug|PR|UG)|S(?:ep|EP)|O(?:ct|CT)|N(?:ov|OV)|D(?:ec|EC))"
)
_FIGURE_HINT = re.compile(r"\d")
_WORD_HINTS = frozenset().union(*(hints for _, hints, _ in _RULES)) - {"#", "MONTH"}


def scan(text: str) -> list[Expression]:
    """The time expressions of a text, in order, not overlapping."""
    lower = text.lower()
    present = {hint for hint in _WORD_HINTS if hint in lower}
    if _FIGURE_HINT.search(text):
        present.add("#")
    if _MONTH_HINT.search(text):
        present.add("MONTH")
    if not present:
        return []
    candidates: list[tuple[int, int, int, Expression]] = []
    for order, (name, hints, pattern) in enumerate(_RULES):
        if hints.isdisjoint(present):
            continue
        for match in pattern.finditer(text):
            parts = {k: v for k, v in match.groupdict().items() if v is not None}
            candidates.append((match.start(), -match.end(), order, Expression(match.start(), match.end(), name, parts)))
    candidates.sort(key=lambda candidate: candidate[:3])
    found: list[Expression] = []
    for start, _, _, expression in candidates:
        if not found or start >= found[-1].end:
            found.append(expression)
    return found
