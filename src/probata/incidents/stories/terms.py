"""The words of a report as they count for its story: stems, names and numbers, title and lead."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from probata.records import Report

LEAD = 60
"""Words at the beginning that tell what a report is about: the title's and the first sentences'."""

NAME_SHARE = 0.6
"""A term is a name where more than this share of its places in the report is capitalised.

Half would take in every word that also begins a sentence; a name keeps its capital but in headlines in capitals."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,]*\d|\d")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""))
_KEEP = ("ss", "us", "is")
_LEAST = 4
"""A stem has at least so many letters."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a report is about: how often it has each term, which are names, which stand in title and lead."""

    id: str
    day: date | None
    counts: dict[str, int]
    names: frozenset[str]
    title: frozenset[str]
    lead: frozenset[str]


def terms_of(name: str, text: str, *, title: str | None = None, published: str | None = None) -> Terms:
    """The terms of a text without furniture; a ``title`` that doesn't begin the text is counted before it."""
    if title and not text.lstrip().startswith(title.strip()):
        text = f"{title}\n{text}"
    words = [(stem(m.group().lower()), m.group()[0].isupper()) for m in _WORD.finditer(text)]
    counts = Counter(w for w, _ in words)
    capital = Counter(w for w, upper in words if upper)
    return Terms(
        id=name,
        day=_day(published),
        counts=dict(counts),
        names=frozenset(w for w, n in capital.items() if n > NAME_SHARE * counts[w]),
        title=frozenset(stem(m.group().lower()) for m in _WORD.finditer(title or "")),
        lead=frozenset(w for w, _ in words[:LEAD]),
    )


def terms_of_report(report: Report, *, name: str | None = None, title: str | None = None) -> Terms:
    """The terms of a report's text but its furniture. ``title`` is for one that isn't in the text.

    They are called ``name``, else by the report's id.
    """
    kept = list(report.text)
    for segment in report.dropped:
        kept[segment.start : segment.end] = "\n" * (segment.end - segment.start)
    known = report.title.text if report.title else title
    return terms_of(name or report.id, "".join(kept), title=known, published=report.published)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A lower-case word without the commonest endings: "missiles" and "missile" are one, "launched" and "launching"."""
    word = word.replace("’", "'").removesuffix("'s").replace("'", "")
    if len(word) <= _LEAST or word[0].isdigit():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and (ending == "sses" or not word.endswith(_KEEP)):
            cut = word[: -len(ending)] + instead
            if len(cut) >= _LEAST or ending in {"s", "es", "ies"}:
                word = cut
                break
    if len(word) > _LEAST and word.endswith("e"):
        word = word[:-1]
    doubled = len(word) > _LEAST and word[-1] == word[-2] and word[-1] not in "sl"
    return word[:-1] if doubled else word


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
