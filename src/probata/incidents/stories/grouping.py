"""Reports grouped into stories.

1. Pairs that share rare terms are compared (:mod:`~probata.incidents.stories.shelf`): no all-pairs step.
2. The two groups that are most like each other *on average* become one, again and again, down to
   :data:`ALIKE`. The average of all pairs is had from the sums of the groups' vectors, so a comparison takes the
   same time for any size, and one report that touches two events doesn't tie them together.
3. A report that is still alone joins the story it is most like where that is no great likeness
   (:data:`CHOICE` of ALIKE) but far above that with any other (:data:`RIVAL`): a short item, a late look back.

The outcome is the same for any order of the reports. It is a function of the set: a report that comes in later may
change groups, though only those that it shares strong terms with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from probata.incidents.stories.likeness import Page, Span, features, likeness, nearness, product, span
from probata.incidents.stories.shelf import Shelf
from probata.incidents.stories.terms import Terms
from probata.incidents.stories.weights import Frequencies
from probata.records import Story, StoryJoin, StoryRule, make_id

ALIKE = 0.22
"""Groups less like each other on average are two stories.

The middle of the range in which B³ F1 hardly changes (.18 to .26) on ECB+ dev, the paraphrased reports, a mixture of
them and articles cut in two or three; news-dev is no part of it."""

CHOICE = 0.6
RIVAL = 0.7
"""A lone report's story has at least CHOICE * ALIKE, and every other story at most RIVAL times that."""


@dataclass(slots=True)
class _Group:
    members: list[Page]
    total: dict[str, float]
    days: Span | None

    def take(self, other: _Group) -> None:
        self.members += other.members
        for term, weight in other.total.items():
            self.total[term] = self.total.get(term, 0.0) + weight
        if self.days is None or other.days is None:
            self.days = self.days or other.days
        else:
            self.days = Span(min(self.days.start, other.days.start), max(self.days.end, other.days.end))


def average(a: _Group, b: _Group) -> float:
    """The mean likeness of their pairs; days are taken between the groups' spans."""
    pairs = len(a.members) * len(b.members)
    return product(a.total, b.total) / pairs * nearness(a.days, b.days)


def stories(reports: Iterable[Terms], *, alike: float = ALIKE, frequencies: Frequencies | None = None) -> list[Story]:
    """The stories of all reports, the earliest first. ``alike`` is for measurements only.

    ``frequencies`` are those of a larger collection that the reports are part of; else they are of the reports.
    """
    found = sorted(reports, key=_order)
    if len({t.id for t in found}) < len(found):
        raise ValueError("two reports have one id")
    if frequencies is None:
        frequencies = Frequencies()
        for terms in found:
            frequencies.add(terms)
    pages = [Page(terms, frequencies.vector(terms)) for terms in found]
    groups, near = _merge(pages, alike)
    chosen = _place_lone(groups, near, alike)
    order = {page.terms.id: n for n, page in enumerate(pages)}
    told = [_story(group, chosen) for group in groups.values()]
    return sorted(told, key=lambda s: order[s.reports[0]])


def _order(terms: Terms) -> tuple[bool, str, str]:
    return (terms.day is None, terms.day.isoformat() if terms.day else "", terms.id)


def _merge(pages: list[Page], alike: float) -> tuple[dict[int, _Group], dict[int, set[int]]]:
    """The groups by number, and for each the groups with which it shares a pair that is like enough to matter."""
    place = {page.terms.id: n for n, page in enumerate(pages)}
    groups = {n: _Group([page], dict(page.vector), span(page)) for n, page in enumerate(pages)}
    near: dict[int, set[int]] = {n: set() for n in groups}
    heap: list[tuple[float, int, int]] = []
    shelf = Shelf()
    for page in pages:
        shelf.add(page)
    for n, page in enumerate(pages):
        for other in shelf.candidates(page):
            m = place[other.terms.id]
            if m in near[n]:
                continue
            score = likeness(page, other)
            # An average can't reach what no pair does.
            if score >= CHOICE * alike:
                near[n].add(m)
                near[m].add(n)
                heap.append((-score, min(n, m), max(n, m)))
    heapify(heap)
    while heap:
        score, a, b = heappop(heap)
        if -score < alike:
            break
        if a not in groups or b not in groups or abs(average(groups[a], groups[b]) + score) > 1e-9:
            continue  # one of them has grown since
        groups[a].take(groups.pop(b))
        near[a] = (near[a] | near.pop(b)) - {a, b}
        for c in near[a]:
            near[c].discard(b)
            near[c].add(a)
            heappush(heap, (-average(groups[a], groups[c]), min(a, c), max(a, c)))
    return groups, near


def _place_lone(groups: dict[int, _Group], near: dict[int, set[int]], alike: float) -> set[str]:
    """Puts lone reports to their only choice; gives their ids. All choose among the groups as they were."""
    choices = {
        n: c for n, g in groups.items() if len(g.members) == 1 and (c := _choice(n, groups, near, alike)) is not None
    }
    chosen = set()
    for n, wanted in sorted(choices.items()):
        if len(groups[wanted].members) == 1 and (choices.get(wanted) != n or n < wanted):
            continue  # two lone ones join only if each is the other's choice, and the later comes to the earlier
        chosen.add(n)
    taken = {n: groups.pop(n) for n in sorted(chosen)}
    for n, group in taken.items():
        groups[choices[n]].take(group)
    return {g.members[0].terms.id for g in taken.values()}


def _choice(n: int, groups: dict[int, _Group], near: dict[int, set[int]], alike: float) -> int | None:
    scores = sorted(((average(groups[n], groups[m]), -m) for m in near[n]), reverse=True)
    if not scores or scores[0][0] < CHOICE * alike:
        return None
    rivals = [s for s, _ in scores[1:2]]
    return -scores[0][1] if not rivals or rivals[0] <= RIVAL * scores[0][0] else None


def _story(group: _Group, chosen: set[str]) -> Story:
    members = sorted(group.members, key=lambda p: _order(p.terms))
    founder = members[0].terms.id
    joins = []
    for page in members:
        others = [p for p in members if p is not page]
        if not others:
            joins.append(StoryJoin(founder, StoryRule.FOUNDER))
            continue
        # The group's sum without the report itself: its mean likeness with the others, days aside.
        score = (product(group.total, page.vector) - product(page.vector, page.vector)) / len(others)
        best = max(_likest(page, others), key=lambda e: (e[0], e[1].terms.id))
        rule = StoryRule.ONLY_CHOICE if page.terms.id in chosen else StoryRule.ALIKE
        rule = StoryRule.FOUNDER if page.terms.id == founder and rule is StoryRule.ALIKE else rule
        joins.append(StoryJoin(page.terms.id, rule, score, best[1].terms.id, best[0], features(page, best[1])))
    return Story(make_id("t", founder), tuple(p.terms.id for p in members), tuple(joins))


SHOWN = 50
"""Among so many of a story's reports the nearest is looked for; it is shown and decides nothing."""


def _likest(page: Page, others: list[Page]) -> list[tuple[float, Page]]:
    return [(likeness(page, p), p) for p in others[:SHOWN]]
