"""One report's copies among all others: look up, choose a few, compare those."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

from probata.incidents.copies.compare import compare_words
from probata.incidents.copies.fingerprints import address_number, fingerprints
from probata.incidents.copies.index import MOST, CopyIndex
from probata.incidents.copies.words import Words, words_of
from probata.records import Copy, CopyKind, Report

COMPARED = 12
"""Reports that a report is compared with, at most."""

COPIED, SHARE = 3, 8
"""Fingerprints that a report shares at least with one whose text it has, and so does a report of few with an eighth
of them.

The least that is called an excerpt, twenty words or a tenth of a text, is two or three sampled shingles on average;
all 39 copies, excerpts and rewrites of news-dev share six or more. Two candidates of three share fewer."""

COMMON, TIMES = 8, 4
"""A fingerprint is common where at least 8 reports hold it and 4 times as many as hold the report's usual one.

Of a story printed by 200 papers all fingerprints are held by 200, so none is common; of a site's closing
paragraph they are held by many while the rest of the report is held by few."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report that shares fingerprints with another: how many, and their weight (rare ones weigh more)."""

    report: str
    shared: int
    weight: float


def find(
    report: Report,
    index: CopyIndex,
    get_report: Callable[[str], Report | None],
    *,
    own: Sequence[int] | None = None,
    compared: int = COMPARED,
    least: int = 1,
    read: Callable[[Report], Words] = words_of,
) -> list[Copy]:
    """The copies, excerpts, rewrites, versions and quotations of a report in the index, the closest first.

    At most ``compared`` reports are read by ``get_report`` (``None`` for one that is gone), those that share the
    rarest fingerprints; of each fingerprint at most 32 holders are looked at. Whether the report itself is in the
    index doesn't matter. ``own`` are its fingerprints where they are known already. ``read`` may keep the words of
    reports that come again. ``least`` is how many fingerprints a report must share to be read (:data:`COPIED` where
    shared quotations aren't asked for); one at the same address is read whatever it shares.
    """
    mine = fingerprints(report) if own is None else own
    held = {n: [r for r in ids if r != report.id] for n, ids in index.holders(mine, MOST).items()}
    common = common_of(held, len(mine))
    words = read(report)
    found = []
    near = set(held.get(address_number(report) or -1, ()))
    least = min(least, len(mine) // SHARE)
    likely = [c for c in candidates(held, common) if c.shared >= least or c.report in near]
    for candidate in likely[:compared]:
        other = get_report(candidate.report)
        copy = compare_words(report, other, (words, read(other)), common) if other is not None else None
        if copy is not None:
            found.append(copy)
    return sorted(found, key=lambda c: (c.kind is CopyKind.QUOTATION, -max(c.in_a, c.in_b), c.b))


def common_of(held: Mapping[int, Sequence[str]], own: int) -> frozenset[int]:
    """The fingerprints that say nothing of where a text is from; ``own`` is how many its report has."""
    counts = sorted(len(ids) for ids in held.values())
    usual = median_low([0] * (own - len(counts)) + counts) if own else 0
    least = max(COMMON, TIMES * usual)
    return frozenset(n for n, ids in held.items() if len(ids) >= min(least, MOST - 1) and len(ids) > usual)


def candidates(held: Mapping[int, Sequence[str]], common: frozenset[int]) -> list[Candidate]:
    """The reports that share fingerprints which aren't common, the weightiest first."""
    shared: dict[str, list[float]] = defaultdict(list)
    for number, ids in held.items():
        if number not in common:
            for other in ids:
                shared[other].append(1 / len(ids))
    ranked = [Candidate(other, len(weights), sum(weights)) for other, weights in shared.items()]
    return sorted(ranked, key=lambda c: (-c.weight, -c.shared, c.report))
