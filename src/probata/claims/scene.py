"""Where an event happens, what carries in it and by which way: read from its own clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from probata.claims.clause import Clause
from probata.claims.draft import Draft
from probata.claims.routes import read_route
from probata.claims.ties import Tie, tie_of
from probata.language.annotated import Annotated, MeansMention, PlaceMention
from probata.records import ClaimType, Leg, Means, Offsets, Place, PlaceKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WHERE = frozenset("in at near off outside inside on around along across over within beside throughout".split())
_GOING = frozenset({ClaimType.VISIT, ClaimType.DEPLOYMENT})
"""Events that happen where one goes."""
_MOVING = frozenset({ClaimType.TRANSFER, ClaimType.MOVEMENT, ClaimType.DEPLOYMENT, ClaimType.SEIZURE, ClaimType.VISIT})
"""Events in which something or somebody is carried."""
_JOINS = frozenset({",", "and", "or", "the", "&", "then"})
_DASHES = frozenset({"-", "–", "—"})
_LINES = frozenset({"route", "line", "run", "corridor", "link", "service"})
_CARRIED_BY = frozenset("aboard on onto by with using via in into onboard from through over".split())
_CARRY = frozenset(
    """carry bring take move deliver transport ferry ship haul unload load sail dock send transfer fly call arrive leave
    depart make set head travel pass go come run ply shuttle berth moor anchor smuggle""".split()
)


@dataclass(frozen=True, slots=True)
class Scene:
    """The place, the means and the way of one event, with the passages of each."""

    place: Place | None = None
    means: tuple[Means, ...] = ()
    route: tuple[Leg, ...] = ()
    place_spans: tuple[Offsets, ...] = ()

    @property
    def means_spans(self) -> tuple[Offsets, ...]:
        """The passages of all means, with those of their names and numbers elsewhere."""
        every = [m.offsets for m in self.means]
        for one in self.means:
            e = one.evidence
            every += [*e.name, *e.model, *e.imo, *e.mmsi, *e.flag, *e.registration]
        return tuple(dict.fromkeys(s for s in every if s in {m.offsets for m in self.means} or not self._inside(s)))

    @property
    def route_spans(self) -> tuple[Offsets, ...]:
        """The passages of the way's places."""
        return tuple(dict.fromkeys(leg.place.offsets for leg in self.route))

    def _inside(self, span: Offsets) -> bool:
        return any(m.start <= span[0] and span[1] <= m.end for m in self.means)


NOWHERE = Scene()


class Scenes:
    """Reads the scenes of a report's events."""

    def __init__(self, annotated: Annotated, drafts: Iterable[Draft]) -> None:
        docs = {p.index: p.doc for p in annotated.paragraphs}
        self._places: dict[tuple[int, int], list[PlaceMention]] = defaultdict(list)
        self._means: dict[tuple[int, int], list[MeansMention]] = defaultdict(list)
        # By sentence: a long paragraph must not be gone through for each of its events.
        for place in annotated.places:
            self._places[place.paragraph, docs[place.paragraph][place.first].sent.start].append(place)
        for means in annotated.means:
            self._means[means.paragraph, docs[means.paragraph][means.first].sent.start].append(means)
        self._triggers: dict[tuple[int, int], set[int]] = defaultdict(set)
        for draft in drafts:
            if draft.answers is None:
                self._triggers[draft.paragraph.index, draft.trigger.sent.start].add(draft.trigger.i)
        self._known: dict[int, Scene] = {}

    def of(self, draft: Draft) -> Scene:
        """The scene of an event; of a word that stands for another event, that one's."""
        for _ in range(10):
            if draft.answers is None:
                break
            draft = draft.answers
        if id(draft) not in self._known:
            self._known[id(draft)] = self._read(draft)
        return self._known[id(draft)]

    def _read(self, draft: Draft) -> Scene:
        sentence = draft.paragraph.index, draft.trigger.sent.start
        places, means = self._places.get(sentence, ()), self._means.get(sentence, ())
        if not places and not means:
            return NOWHERE
        doc = draft.paragraph.doc
        loads = {i for m in means for i in range(m.first, m.last)} | {t.i for t in draft.heads}
        clause = Clause(draft.trigger, self._triggers[sentence], loads)
        carriers = [m for m in means if m.head in clause and self._carries(draft, m, doc[m.head], clause)]
        ties = _joined(places, {p.start: t for p in places if (t := tie_of(p, draft, clause, loads)) is not None}, doc)
        route = read_route(ties, carriers, draft) if draft.type in _MOVING else ()
        place, spans = self._where(draft, ties)
        return Scene(place, tuple(m.means for m in carriers), route, spans)

    @staticmethod
    def _carries(draft: Draft, mention: MeansMention, head: Token, clause: Clause) -> bool:
        means = mention.means
        named = bool(means.name or means.imo or means.mmsi or means.registration)
        if draft.type is ClaimType.SEIZURE and mention.head in clause.subject:
            return False  # who boards comes on a ship too
        if mention.how or named:
            return draft.type in _MOVING or named
        if draft.type not in _MOVING:
            return False
        if any(start <= means.start and means.end <= end for start, end in draft.object_spans):
            return draft.type in {ClaimType.MOVEMENT, ClaimType.SEIZURE}
        token = head
        for _ in range(6):
            if token.dep_ in {"conj", "appos", "compound", "nmod"} and token.head is not token:
                token = token.head
                continue
            break
        if token.dep_ in {"pobj", "pcomp"}:
            if token.head.i not in clause:
                return False  # "sanctions on ships that placed workers"
            word = token.head.lower_
            if word == "by" and token.head.dep_ == "agent":
                return True
            return word in _CARRIED_BY or (word == "of" and draft.type is ClaimType.SEIZURE)
        if token.dep_ in {"nsubj", "nsubjpass"} or token.i in clause.subject:
            return token.dep_ in {"nsubj", "nsubjpass"} and token.head.lemma_.lower() in _CARRY
        return draft.type is ClaimType.SEIZURE and token.dep_ == "dobj"

    @staticmethod
    def _where(draft: Draft, ties: Sequence[Tie]) -> tuple[Place | None, tuple[Offsets, ...]]:
        wanted = [t for t in ties if _happens(draft, t)]
        if not wanted:
            return None, ()
        best = min(
            wanted,
            key=lambda t: (t.mention.wide, t.mention.kind is PlaceKind.BORDER, t.after, t.far),
        )
        beside = [t for t in ties if t.first is best.mention]
        return best.place(), (
            (best.mention.start, best.mention.end),
            *((t.mention.start, t.mention.end) for t in beside),
        )


def _joined(places: Sequence[PlaceMention], ties: dict[int, Tie], doc: Doc) -> list[Tie]:
    """The ties with those of places that a list goes on with ("at Rajin, Chongjin and Nampo") or a dash joins
    ("the Rajin-Dunai route")."""
    for one, two in pairwise(places):
        between = [t.lower_ for t in doc[one.last : two.first]]
        tie = ties.get(one.start)
        if tie is not None and two.start not in ties and between and _goes_on(between, two, doc[two.head]):
            ties[two.start] = replace(tie, mention=two, first=tie.first or one)
        elif between and set(between) <= _DASHES and two.last < len(doc) and doc[two.last].lemma_.lower() in _LINES:
            ends = [Tie(m, "between", doc[two.last].lemma_.lower(), True, 0, after=True) for m in (one, two)]
            ties.update({t.mention.start: t for t in ends})
    return [ties[p.start] for p in places if p.start in ties]


def _goes_on(between: Sequence[str], place: PlaceMention, head: Token) -> bool:
    """Whether the words between two places make the second the next of a list."""
    if head.dep_ in {"nsubj", "nsubjpass"}:
        return False  # "to Kursk, Seoul said"
    if set(between) <= {","}:
        return head.dep_ == "conj" or (head.dep_ == "appos" and not place.wide)
    return set(between) <= _DASHES or set(between) <= _JOINS


def _happens(draft: Draft, tie: Tie) -> bool:
    """Whether the word that ties a place to an event says that it happens there."""
    if tie.first is not None or tie.mention.acts or not tie.close:
        return False
    if tie.word in {"on", "over"} and tie.mention.kind in {PlaceKind.STATE, PlaceKind.REGION}:
        return draft.type in {ClaimType.USE, ClaimType.LAUNCH}  # not "a veto on North Korea", "talks over Syria"
    if tie.word in _WHERE:
        return True
    if draft.type in _GOING:
        return tie.word in {"to", "into", "visit", "reach"}
    if draft.type is ClaimType.LAUNCH:
        return tie.word == "from"
    return tie.word == "reach" and draft.type is ClaimType.MOVEMENT
