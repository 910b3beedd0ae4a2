"""The claims step: event frames held against an annotated text, and who says each event."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from probata.claims.amount import add_quantities
from probata.claims.anaphora import find_again
from probata.claims.context import fill_parties
from probata.claims.denial import orient
from probata.claims.draft import Draft, set_extent
from probata.claims.filler import Lookup
from probata.claims.framefile import load_frames
from probata.claims.match import match_paragraph
from probata.claims.returns import add_returns
from probata.claims.scene import Scene, Scenes
from probata.claims.theatre import theatre_of
from probata.claims.trainees import add_trainings
from probata.claims.voice import Voice, voices_of
from probata.claims.when import Clock
from probata.knowledge import Knowledge
from probata.language.annotated import Annotated
from probata.language.facts import factuality_of
from probata.records import Claim, ClaimEvidence, ClaimType, Stance, make_id

ENGINE = "rules"
_ACCUSED = frozenset({ClaimType.TRANSFER, ClaimType.DEPLOYMENT, ClaimType.USE, ClaimType.TRAINING, ClaimType.THEFT})
"""Events that one is accused of, so that a plain "we did not" is a denial."""


def extract(annotated: Annotated, knowledge: Knowledge) -> tuple[Claim, ...]:
    """What the report claims: one claim for each event, clause and source, in order of the text.

    Offsets are code points of ``annotated.report.text``; every value has the passages that it was
    read from. Types, ids and rules are those of ``gold/claims/GUIDELINES.md``. Parties that neither the
    sentence nor the rest of the report gives stay empty. :class:`~probata.errors.KnowledgeError`
    where a frame file is wrong.
    """
    frames = load_frames()
    lookup = Lookup(annotated, knowledge)
    drafts: list[Draft] = []
    for paragraph in annotated.paragraphs:
        found = match_paragraph(paragraph, lookup, frames)
        back, people = frames.get("transfer.return"), frames.get("deployment.return")
        drafts += add_returns(paragraph, found, lookup, back, people)
    drafts = orient(fill_parties(drafts, theatre_of(annotated, lookup)))
    drafts = find_again(annotated, add_trainings(drafts, frames.get("training.abroad")), lookup)
    clock = Clock(annotated)
    scenes = Scenes(annotated, drafts)
    claims: list[Claim] = []
    taken: set[str] = set()
    for draft in drafts:
        add_quantities(draft, annotated.quantities)
        if draft.answers is None:
            set_extent(draft)
        for voice in map(partial(_of_party, draft), voices_of(draft, annotated, lookup)):
            if _one_sided(draft, voice):
                continue
            claim = _claim(annotated, draft, voice, clock, scenes.of(draft))
            if claim.id not in taken:
                taken.add(claim.id)
                claims.append(claim)
    return tuple(sorted(claims, key=lambda c: (c.start, c.end)))


def _one_sided(draft: Draft, voice: Voice) -> bool:
    """A transfer with one end in the outlet's own voice: guide, rule 8 asks for both ends, unless the frame says that
    one tells enough. Who is named for an accusation or denial of one end stays."""
    if draft.type is not ClaimType.TRANSFER or (draft.agent and draft.counterpart) or draft.frame.one_ended:
        return False
    return voice.statement is None and voice.stance is not Stance.DENIES


def _of_party(draft: Draft, voice: Voice) -> Voice:
    """Who is said to have done it and says that it did not happen, denies (guide, rule 4)."""
    party = voice.source.id in {*draft.agent.ids, *draft.counterpart.ids}
    if draft.negated and voice.negated is None and party and voice.stance is Stance.ASSERTS and draft.type in _ACCUSED:
        return replace(voice, stance=Stance.DENIES)
    return voice


def _claim(annotated: Annotated, draft: Draft, voice: Voice, clock: Clock, scene: Scene) -> Claim:
    report = annotated.report
    time, time_words = clock.time_of(draft)
    quantity = draft.quantity
    spans = [(q.start, q.end) for q in (quantity, *draft.also_quantity) if q is not None]
    denies = voice.stance is Stance.DENIES
    return Claim(
        id=make_id(
            "c",
            report.id,
            draft.type.value,
            draft.start,
            draft.end,
            voice.source.id,
            draft.at,
            draft.agent.ids,
            draft.counterpart.ids,
        ),
        report=report.id,
        type=draft.type,
        start=draft.start,
        end=draft.end,
        quote=report.text[draft.start : draft.end],
        agent=draft.agent.ids,
        counterpart=draft.counterpart.ids,
        object=draft.classes,
        quantity=quantity,
        time=time,
        place=scene.place,
        status=draft.status,
        negated=voice.negated if voice.negated is not None else denies or draft.negated,
        stance=voice.stance,
        source=voice.source,
        via=voice.via,
        statement=voice.statement,
        evidence=ClaimEvidence(
            trigger=(draft.paragraph.offsets(draft.trigger),),
            agent=draft.agent.passages if draft.agent else (),
            counterpart=draft.counterpart.passages if draft.counterpart else (),
            object=draft.object_spans if draft.classes else (),
            quantity=tuple(spans),
            time=time_words,
            place=scene.place_spans,
            means=scene.means_spans,
            route=scene.route_spans,
        ),
        also_quantity=draft.also_quantity,
        engine=ENGINE,
        rule=f"{draft.rule}+{voice.manner}" if voice.manner else draft.rule,
        pattern=draft.pattern,
        factuality=factuality_of(annotated, draft.paragraph, draft.trigger),
        items=_items(annotated, draft),
        means=scene.means,
        route=scene.route,
    )


def _items(annotated: Annotated, draft: Draft) -> tuple[str, ...]:
    """The entries of the goods table that stand at the object's passages and are what the object says."""
    spans, classes = set(draft.object_spans), set(draft.classes)
    found: dict[str, None] = {}
    for goods in annotated.goods:
        if (goods.start, goods.end) in spans and classes & {*goods.classes, *draft.frame.takes(goods.classes)}:
            for item in [f"{goods.item}.{c:g}" for c in goods.calibres] or [goods.item]:
                found.setdefault(item)
    return tuple(found)
