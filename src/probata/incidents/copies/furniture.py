"""Words that two pages share without one having taken them from the other.

The reader of pages leaves furniture out where it knows it. What it doesn't know ("transcripts are made in haste
by our contractor") stands as a paragraph, word for word the same, at the foot or head of all pages of a site.
And a form filled in each day with other figures (a closing rate, a daily toll) is another report each day.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

from probata.incidents.copies.passages import Match, chain
from probata.incidents.copies.words import SHINGLE, Words

REST = 30
"""Words that both texts must hold beside the paragraphs in question; else these are the text."""

REST_SHARED = 0.1
"""Where the rest shares less than this, the paragraphs at the edge say nothing about where it is from."""

FIGURES = 3
"""Figures that were filled in otherwise, at least, for a form."""

GAP = 20
"""Words between two stretches of a form, at most."""


def without_edges(a: Words, b: Words) -> tuple[Words, Words]:
    """Both without the paragraphs at head and foot that are the same in both, where all else differs."""
    sides = [[words.forms[first:last] for first, last in words.paragraphs] for words in (a, b)]
    head, foot, least = 0, 0, min(map(len, sides))
    while head < least and sides[0][head] == sides[1][head]:
        head += 1
    while foot < least - head and sides[0][-1 - foot] == sides[1][-1 - foot]:
        foot += 1
    if not head and not foot:
        return a, b
    rest = [
        words.without({*range(head), *range(len(words.paragraphs) - foot, len(words.paragraphs))}) for words in (a, b)
    ]
    if min(map(len, rest)) < REST:
        return a, b
    grams = [words.grams for words in rest]
    return (a, b) if len(grams[0] & grams[1]) >= REST_SHARED * min(map(len, grams)) else (rest[0], rest[1])


def without_common(words: Words, common: Container[int]) -> Words:
    """The words without the paragraphs most of whose fingerprints stand in many reports."""
    dropped = set()
    numbers = words.shingles
    for n, (first, last) in enumerate(words.paragraphs):
        own = numbers[first : max(first + 1, last - SHINGLE + 1)]
        sampled = [number for number in own if number in common]
        if len(sampled) >= 2 and len(sampled) * 16 >= len(own):
            dropped.add(n)
    return words.without(dropped)


def is_form(a: Words, b: Words, found: Sequence[Match]) -> bool:
    """Whether the texts differ where a form is filled in: in more than half of the figures of what they share."""
    same = changed = 0
    ordered = chain(found)
    for match in ordered:
        same += sum(a.forms[at][0].isdigit() for at in range(match.a, match.a + match.length))
    for before, after in pairwise(ordered):
        gaps = (a.forms[before.a + before.length : after.a], b.forms[before.b + before.length : after.b])
        figures = [[form for form in gap if form[0].isdigit()] for gap in gaps]
        if max(map(len, gaps)) <= GAP and len(figures[0]) == len(figures[1]):
            differ = sum(one != other for one, other in zip(*figures, strict=True))
            changed += differ
            same += len(figures[0]) - differ
    return changed >= FIGURES and changed > same
