"""Whose claim an event is: the innermost statement that holds it, else the report's own voice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from probata.claims.denial import Manner, manner_of, own_negation
from probata.claims.draft import Draft
from probata.claims.filler import Lookup
from probata.claims.tree import conjuncts, grammatical_subject, is_verb
from probata.language.annotated import Annotated
from probata.language.cues import load_cues
from probata.language.speech_falsity import FALSE, UNPROVEN
from probata.language.speech_phrases import UNNAMED_CHARGE
from probata.language.voice import voice_of
from probata.records import REPORT_VOICE, Source, Stance, Statement, Via

if TYPE_CHECKING:
    from spacy.tokens import Token


_BY_WORD = frozenset({"promise", "pledge", "vow", "admit", "acknowledge", "confess", "concede", "threaten", "swear"})
"""Verbs of acts that are done by saying so."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One source of a claim. ``statement`` is the id of what it said and ``rule`` what read it, ``None`` and empty in
    the report's own voice; ``negated`` where the words above the event settle it, ``manner`` which."""

    source: Source
    stance: Stance
    via: tuple[Via, ...] = ()
    statement: str | None = None
    rule: str = ""
    negated: bool | None = None
    manner: str = ""


def voices_of(draft: Draft, annotated: Annotated, lookup: Lookup) -> tuple[Voice, ...]:
    """The sources of an event, one each where they speak jointly; none where nobody tells that it was so.

    A hedge of the sentence itself ("likely", "is believed to") softens what is asserted to an
    allegation; a denial or doubt stays what it is.
    """
    manner = manner_of(draft.trigger, load_cues()) if draft.answers is None else None
    if manner is not None and manner[0] is Manner.UNSAID:
        at = draft.paragraph.start + manner[1].idx
        if not any(s.cue is not None and s.cue.start <= at < s.cue.end for s in annotated.statements):
            return ()
    found = _voices(draft, annotated, lookup)
    if manner is not None and manner[0] is Manner.UNSAID and any(c.dep_ == "neg" for c in manner[1].children):
        found = tuple(v for v in found if v.statement is not None)  # "did not deny": the outlet doesn't say so either
    return tuple(_put(v, manner[0] if manner else None, draft) for v in found)


def _put(voice: Voice, manner: Manner | None, draft: Draft) -> Voice:
    """The voice with what the words above the event make of it (guide, rule 4)."""
    if manner is Manner.FALSE:
        report = voice.source is REPORT_VOICE
        return replace(voice, stance=voice.stance if report else Stance.DENIES, negated=True, manner=manner)
    if manner is Manner.UNPROVEN:
        accused = voice.source.id in {*draft.agent.ids, *draft.counterpart.ids}
        return replace(voice, stance=Stance.DENIES if accused else Stance.UNVERIFIED, negated=False, manner=manner)
    if draft.answers is None and voice.rule.endswith((FALSE, UNPROVEN)):
        return replace(voice, stance=_softened(Stance.ASSERTS, draft.hedged))  # told beside what is called false
    denied = voice.stance is Stance.DENIES and draft.answers is None and voice.rule.startswith(("verb:clause", "noun"))
    if denied and own_negation(draft.trigger):
        return replace(voice, stance=Stance.ASSERTS, negated=False)  # "denied that it had not sent"
    return voice


def _voices(draft: Draft, annotated: Annotated, lookup: Lookup) -> tuple[Voice, ...]:
    start, end = draft.paragraph.offsets(draft.trigger)
    # What somebody denies is no claim of an accuser that nobody names (guide, rule 5).
    levels = tuple(level for level in voice_of(annotated, start, end) if level[0].rule != UNNAMED_CHARGE)
    inner = levels[0] if levels else ()
    if draft.stance is not None:
        # Who denies or doubts is the subject of that very verb, whoever else speaks around it.
        (verb,) = draft.extra
        at = draft.paragraph.start + verb.idx
        inner = tuple(s for s in annotated.statements if s.cue is not None and s.cue.start <= at < s.cue.end)
        if not inner:
            return _by_subject(draft, verb, lookup)
    if not inner and draft.frame.counted and (told := _by_subject(draft, draft.trigger, lookup)):
        return told  # who "spoke of a million rounds" is who tells of them
    if not inner:
        return _performed(draft, lookup) or (
            Voice(REPORT_VOICE, _softened(draft.stance or Stance.ASSERTS, draft.hedged)),
        )
    # A denial of what others are said to allege stands beside the allegation; neither may be lost.
    deniers: tuple[Statement, ...] = ()
    if draft.stance is None and inner[0].stance is not Stance.DENIES:
        deniers = tuple(s for level in levels[1:] for s in level if s.stance is Stance.DENIES)
    # What "rejected" says no to is the others' word, who didn't say no themselves.
    negated = own_negation(draft.trigger) if deniers else None
    return tuple(
        Voice(s.source, _softened(draft.stance or s.stance, draft.hedged), s.via, s.id, s.rule, negated) for s in inner
    ) + tuple(Voice(s.source, s.stance, s.via, s.id, s.rule) for s in deniers)


def _performed(draft: Draft, lookup: Lookup) -> tuple[Voice, ...]:
    """Who does by words what the event or the verb above it tells: a promise is its maker's own word."""
    verb = draft.trigger
    if any(c.dep_ == "aux" and c.lower_.removesuffix("s") in _BY_WORD for c in verb.children):
        return _by_subject(draft, verb, lookup)  # headlines: "X admits sending" is often parsed as one verb
    for _ in range(2):
        if is_verb(verb) and verb.lemma_.lower() in _BY_WORD and not any(c.dep_ == "neg" for c in verb.children):
            return _by_subject(draft, verb, lookup)
        if verb.dep_ not in {"xcomp", "dobj", "ccomp", "pcomp"}:
            return ()
        verb = verb.head
    return ()


def _by_subject(draft: Draft, verb: Token, lookup: Lookup) -> tuple[Voice, ...]:
    found: list[Voice] = []
    for token in (t for s in grammatical_subject(verb) for t in conjuncts(s)):
        mention = lookup.mention(draft.paragraph, token)
        for one in mention.ids if mention else ():
            assert mention is not None
            source = Source(mention.text, one, mention.kind, mention.named, mention.start, mention.end, mention.person)
            found.append(Voice(source, draft.stance or Stance.ASSERTS))
    return tuple(found)


def _softened(stance: Stance, hedged: bool) -> Stance:
    return Stance.ALLEGES if hedged and stance is Stance.ASSERTS else stance
