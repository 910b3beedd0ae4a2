"""How many independent roots stand behind an incident, from what each of its reports contributes.

A contribution is decided by one report's claims in the incident alone, so a report can be added or
taken away without looking at any other: count distinct groups that have a counting contribution.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from probata.incidents.kinds import supports
from probata.incidents.origin_trace import Trace
from probata.records import Claim


@dataclass(frozen=True, slots=True, order=True)
class Contribution:
    """What a report adds to an incident for one root. ``group`` is what the root counts as.

    ``backs``: a claim of it asserts or alleges the event. ``counts``: that is the root's own word.
    """

    root: str
    group: str
    backs: bool
    counts: bool


def contributions(claims: Sequence[Claim], traces: Mapping[str, Trace]) -> tuple[Contribution, ...]:
    """The contributions of one report's claims in one incident, each root once, in order of the roots.

    The report's own voice counts only where the report backs the incident with nobody else's word.
    """
    backing = [traces[c.id] for c in claims if supports(c)]
    named = any(t.counts and not t.voice for t in backing)
    counting = {t.root.key for t in backing if t.counts and not (t.voice and named)}
    backs = {t.root.key for t in backing}
    groups = {t.root.key: t.root.group for t in (traces[c.id] for c in claims)}
    return tuple(Contribution(root, groups[root], root in backs, root in counting) for root in sorted(groups))


def independent(given: Iterable[Contribution]) -> int:
    """How many roots count, each group once; at least one if anything backs the incident at all."""
    told = list(given)
    return max(len({c.group for c in told if c.counts}), int(any(c.backs for c in told)))
