"""The way that goods or people take, from place to place, as the words of one clause tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from probata.claims.draft import Draft
from probata.claims.ties import Tie
from probata.language.annotated import MeansMention
from probata.records import ClaimType, Leg, LegRole, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FROM = frozenset({"from", "leave"})
_VIA = frozenset({"via", "through"})
_TO = frozenset({"to", "into", "onto", "toward", "towards", "for", "reach"})
_ARRIVED = frozenset({"arrive", "land", "end", "finish", "unload"})
_RIGHT_BEHIND = 4
"""Tokens between a place and what goes there, if that comes after it: "to Dunai on board the Kestrel"."""
_BREAKS = frozenset({",", ";", "and", "then", "before"})
_ONWARD = frozenset({"then", "onward", "onwards", "before", "later", "afterwards", "on", "further", "finally"})


def read_route(ties: Sequence[Tie], carriers: Sequence[MeansMention], draft: Draft) -> tuple[Leg, ...]:
    """The legs in the order of the way: origin, what is passed, destination.

    Empty where the text names no place finer than a state: from which state to which, the parties tell. A
    place that another follows ("to Dunai and then by train to X") is passed.
    """
    doc = draft.paragraph.doc
    steps = [
        (role, tie) for tie in sorted(ties, key=lambda t: t.mention.start) if (role := _role(tie, draft)) is not None
    ]
    ends = [(LegRole.END, t) for t in ties if t.word == "between"]
    if len(ends) > 1 and not any(r is LegRole.ORIGIN for r, _ in steps):
        steps = sorted([*ends, *steps], key=lambda s: s[1].mention.start)
    steps = _without_wider(steps)
    if all(t.mention.wide for r, t in steps if r is not LegRole.VIA) and not any(r is LegRole.VIA for r, _ in steps):
        return ()
    origins = [s for s in steps if s[0] is LegRole.ORIGIN]
    others = [s for s in steps if s[0] is not LegRole.ORIGIN]
    origins = [s for n, s in enumerate(origins) if n == 0 or s[1].first is not None]
    targets = [n for n, (role, _) in enumerate(others) if role is LegRole.DESTINATION]
    for one, two in pairwise(targets):
        if _goes_on(others[one][1], others[two][1], carriers, doc):
            others[one] = (LegRole.VIA, others[one][1])
    vias = [n for n, (role, _) in enumerate(others) if role is LegRole.VIA]
    last = [n for n, (role, _) in enumerate(others) if role is LegRole.DESTINATION]
    if vias and last and vias[-1] > last[-1]:
        # "to Tikhoretsk via Dunai": the way is told from its end
        others = [others[n] for n in vias if n > last[-1]] + [
            s for n, s in enumerate(others) if n not in vias or n < last[-1]
        ]
    return tuple(_legs([*origins, *others], carriers, doc))


def _role(tie: Tie, draft: Draft) -> LegRole | None:
    if tie.word in _FROM and draft.type is ClaimType.SEIZURE and not tie.after:
        return None  # "seized weapons from a base": where, and no way
    if tie.word in _FROM:
        return LegRole.ORIGIN
    if tie.word in _VIA:
        return LegRole.VIA
    if tie.word in _TO or (tie.word in {"at", "in"} and tie.verb in _ARRIVED):
        return LegRole.DESTINATION
    return None


def _without_wider(steps: list[tuple[LegRole, Tie]]) -> list[tuple[LegRole, Tie]]:
    """Without a state beside a place in it in the same role: "to Russia, to a depot near Tikhoretsk"."""
    finer = {(r, t.mention.state) for r, t in steps if not t.mention.wide and t.mention.state}
    finer |= {(role, state) for r, state in finer if r is LegRole.END for role in LegRole}
    return [(r, t) for r, t in steps if not t.mention.wide or (r, t.mention.state) not in finer]


def _goes_on(one: Tie, two: Tie, carriers: Sequence[MeansMention], doc: Doc) -> bool:
    """Whether the second place follows the first on the way, and isn't another receiver beside it."""
    between = doc[one.mention.last : two.mention.first]
    if any(t.lower_ in _ONWARD for t in between):
        return True
    return any(one.mention.last <= m.first and m.last <= two.mention.first for m in carriers)


def _legs(steps: Sequence[tuple[LegRole, Tie]], carriers: Sequence[MeansMention], doc: Doc) -> Iterator[Leg]:
    """Each leg with what goes there: the last named before it, else the one right behind it."""
    for role, tie in steps:
        before = [m.means for m in carriers if m.means.end <= tie.mention.start]
        behind = [m.means for m in carriers if _right_behind(m, tie, doc)]
        means = None if role is LegRole.ORIGIN else next(iter(before[-1:] or behind[:1]), None)
        yield Leg(role, tie.place(), Span(means.start, means.end, means.text) if means is not None else None)


def _right_behind(means: MeansMention, tie: Tie, doc: Doc) -> bool:
    between = doc[tie.mention.last : means.first]
    return (
        tie.mention.last <= means.first and len(between) <= _RIGHT_BEHIND and not _BREAKS & {t.lower_ for t in between}
    )
