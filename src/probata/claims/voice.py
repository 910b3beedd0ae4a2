"""Whose claim an event is: the innermost statement that holds it, else the report's own voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from probata.claims.draft import Draft
from probata.records import REPORT_VOICE, Offsets, Source, Stance, Statement, Via


@dataclass(frozen=True, slots=True)
class Voice:
    """One source of a claim. ``statement`` is the id of what it said, ``None`` in the report's own voice."""

    source: Source
    stance: Stance
    via: tuple[Via, ...] = ()
    statement: str | None = None


def voices_of(draft: Draft, statements: Sequence[Statement]) -> tuple[Voice, ...]:
    """The sources of an event, one each where they speak jointly.

    A hedge of the sentence itself ("likely", "is believed to") softens what is asserted to an
    allegation; a denial or doubt stays what it is.
    """
    holding = [s for s in statements if _holds(s.content, draft.at)]
    if draft.answers is not None and not holding:
        holding = [s for s in statements if s.cue is not None and draft.start <= s.cue.start < draft.end]
    if not holding:
        stance = draft.stance or Stance.ASSERTS
        return (Voice(REPORT_VOICE, _softened(stance, draft.hedged)),)
    inner = min(holding, key=lambda s: (_width(s.content), -_first(s.content)))
    joint = [s for s in holding if s.content == inner.content and _place(s) == _place(inner)]
    return tuple(Voice(s.source, _softened(draft.stance or s.stance, draft.hedged), s.via, s.id) for s in joint)


def _holds(content: Sequence[Offsets], at: int) -> bool:
    return any(start <= at < end for start, end in content)


def _width(content: Sequence[Offsets]) -> int:
    return sum(end - start for start, end in content)


def _first(content: Sequence[Offsets]) -> int:
    return min((start for start, _ in content), default=0)


def _place(statement: Statement) -> tuple[int | None, int | None]:
    return (statement.cue.start, statement.cue.end) if statement.cue else (None, None)


def _softened(stance: Stance, hedged: bool) -> Stance:
    return Stance.ALLEGES if hedged and stance is Stance.ASSERTS else stance
