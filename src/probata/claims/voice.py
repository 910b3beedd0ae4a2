"""Whose claim an event is: the innermost statement that holds it, else the report's own voice."""

from __future__ import annotations

from dataclasses import dataclass

from probata.claims.draft import Draft
from probata.language.annotated import Annotated
from probata.language.voice import voice_of
from probata.records import REPORT_VOICE, Source, Stance, Via


@dataclass(frozen=True, slots=True)
class Voice:
    """One source of a claim. ``statement`` is the id of what it said, ``None`` in the report's own voice."""

    source: Source
    stance: Stance
    via: tuple[Via, ...] = ()
    statement: str | None = None


def voices_of(draft: Draft, annotated: Annotated) -> tuple[Voice, ...]:
    """The sources of an event, one each where they speak jointly.

    A hedge of the sentence itself ("likely", "is believed to") softens what is asserted to an
    allegation; a denial or doubt stays what it is.
    """
    start, end = draft.paragraph.offsets(draft.trigger)
    levels = voice_of(annotated, start, end)
    inner = levels[0] if levels else ()
    if draft.answers is not None and not inner:
        inner = tuple(s for s in annotated.statements if s.cue is not None and draft.start <= s.cue.start < draft.end)
    if not inner:
        return (Voice(REPORT_VOICE, _softened(draft.stance or Stance.ASSERTS, draft.hedged)),)
    return tuple(Voice(s.source, _softened(draft.stance or s.stance, draft.hedged), s.via, s.id) for s in inner)


def _softened(stance: Stance, hedged: bool) -> Stance:
    return Stance.ALLEGES if hedged and stance is Stance.ASSERTS else stance
