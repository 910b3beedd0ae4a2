"""How a time expression hangs on an event in the parse: on it, on a word above it that shares its time, or not.

The event's own time stands below its trigger or beside a verb that carries it ("made a visit", "is expected to
send"). Verbs of saying and of deciding keep their own ("agreed on Tuesday to send"); so do other events that the
sentence only sets beside it ("after the summit in May").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from probata.claims.draft import Draft
from probata.claims.framefile import load_frames
from probata.claims.tree import is_verb
from probata.records import ClaimType

if TYPE_CHECKING:
    from spacy.tokens import Token


class Hold(StrEnum):
    """What a word of an event's chain is to it."""

    EVENT = "event"
    ABOVE = "above"
    CONJUNCT = "conjunct"
    DECISION = "decision"
    SIGHTING = "sighting"
    SPEECH = "speech"


@dataclass(frozen=True, slots=True)
class Link:
    """A word whose time may be the event's, and why."""

    token: Token
    hold: Hold


@dataclass(frozen=True, slots=True)
class Place:
    """Where a time was found: how many steps up the event's chain, on what, and below which preposition."""

    step: int
    hold: Hold
    preposition: str = ""


_DECISIONS = frozenset(
    "agree approve ask authorize authorise decide demand invite offer order pledge promise propose refuse reject "
    "request seek threaten urge vow warn".split()
)
"""Verbs whose time is that of the decision or request, not of what was decided."""
_SAYS = frozenset("announce declare mention report say speak state talk tell".split())
"""Verbs of saying, where the attribution found none: "spoke on Monday of a million rounds"."""
_SIGHTINGS = frozenset("detect film notice observe photograph record see spot track watch witness".split())
"""Who sees an event sees it when it happens."""
_ASIDE = frozenset(
    "after ahead aftermath before despite following once prior since than until till wake without".split()
)
"""Words that set one event beside another at another time."""
_MEANWHILE = frozenset({"at", "during", "in"})
"""What is said "during talks on Friday" is said on the day of the talks."""
_BOUNDS = frozenset({"after", "before", "until", "till", "since", "by"})
_DOCUMENTS = frozenset(
    "agreement article deal decision document embargo interview law letter measure order paper pact poll "
    "report resolution ruling sanction speech statement survey treaty truce".split()
)
"""Things that bear a date of their own: what violates "a resolution of 2017" doesn't happen in 2017."""
_MARKED = frozenset("celebrate commemorate coincide honor honour mark".split())
"""What an event marks falls on its day ("to mark the party's anniversary next month")."""
_MEASURES = frozenset(
    "batch beginning bulk couple dozen first half hundred lot majority most number pair part rest round salvo scores "
    "series share spate start string thousand total wave".split()
)
"""Nouns that count an event or tell its course, and so share its time."""
_AIMS = frozenset({ClaimType.MEETING, ClaimType.VISIT, ClaimType.EXERCISE, ClaimType.AGREEMENT, ClaimType.TRAINING})
"""What one travels for happens on the trip."""
_COURSE = frozenset("begin conduct expect hold make pay plan schedule set slate start".split())
"""Verbs that tell the course of the noun before them: "a visit starting Tuesday", "talks held in May"."""
_OCCASIONS = frozenset("drill exercise meeting session summit talk tour trip visit".split())
"""What lasts from a first day on and may be put as a noun beside the event's verb ("came for a visit starting")."""
_CLAUSES = frozenset({"ccomp", "parataxis", "csubj", "csubjpass"})
_DEEPEST = 8


def chain_of(draft: Draft, spoken: Callable[[Token], bool]) -> list[Link]:
    """The trigger and the words above it that may carry its time; ``spoken`` tells the verbs of saying."""
    links = [Link(draft.trigger, Hold.SPEECH if _says(draft.trigger) else Hold.EVENT)]
    token = draft.trigger
    for _ in range(_DEEPEST):
        head = token.head
        if head.i == token.i or _aside(token):
            break
        if token.dep_ in {"relcl", "acl"} and is_verb(token) and not _infinitive(token):
            break
        if _of_another(token, draft):
            break
        if spoken(head) or _says(head):
            sees = head.lemma_ in _SIGHTINGS and token.dep_ != "prep"
            meanwhile = token.dep_ == "prep" and token.lower_ in _MEANWHILE
            links.append(Link(head, Hold.SIGHTING if sees else Hold.ABOVE if meanwhile else Hold.SPEECH))
            break
        if token.dep_ in _CLAUSES:
            if head.lemma_ in _SIGHTINGS:
                links.append(Link(head, Hold.SIGHTING))
            break
        hold = Hold.ABOVE
        if is_verb(head):
            if head.lemma_ in _DECISIONS:
                hold = Hold.DECISION
            elif token.dep_ == "conj" and is_verb(token):
                hold = Hold.CONJUNCT
        links.append(Link(head, hold))
        token = head
    return links


def place_of(root: Token, chain: list[Link], draft: Draft) -> Place | None:
    """Where a time (by the root of its words) hangs on the chain; ``None`` where it is another word's."""
    steps = {link.token.i: n for n, link in enumerate(chain)}
    bound = _preposition(root)
    nouns: list[Token] = []
    for above in (root, *root.ancestors):
        if above.i in steps:
            step = steps[above.i]
            if _dates(root, nouns):
                return None
            return _held(root, chain[step], step, bound, draft)
        if above.i == root.i:
            continue
        if above.lower_ in _ASIDE and above.i != getattr(bound, "i", -1):
            return None
        if is_verb(above):
            shared = _shares(above, draft)
            return Place(0, Hold.EVENT, bound.lower_ if bound is not None else "") if shared else None
        if above.pos_ in {"NOUN", "PROPN"}:
            nouns.append(above)
    return None


def _held(root: Token, link: Link, step: int, bound: Token | None, draft: Draft) -> Place | None:
    behind = link.token.i < draft.trigger.i < root.i
    if step and link.hold in {Hold.DECISION, Hold.SPEECH} and not behind:
        return None  # "agreed on Monday to send", "has sent shells, he said this week"
    if link.hold is Hold.CONJUNCT and root.i > link.token.i:
        return None
    return Place(step, link.hold, bound.lower_ if bound is not None else "")


def compared(root: Token) -> bool:
    """Whether a "since" goes with a superlative or an ordinal ("the first since 2019"): no time of the event."""
    for above in _upward(root, 3):
        if above.lower_ == "since":
            head = above.head
            family = [head, *head.children]
            return any(t.tag_ in {"JJS", "RBS"} or t.lower_ in {"first", "only", "last", "time"} for t in family)
    return False


def _upward(token: Token, most: int) -> Iterator[Token]:
    for n, above in enumerate(token.ancestors):
        if n >= most:
            return
        yield above


def _preposition(root: Token) -> Token | None:
    """The preposition that bounds a time ("after March"), directly above its words or beside them."""
    head = root.head
    if head.i != root.i and head.lower_ in _BOUNDS:
        return head
    return None


def _aside(token: Token) -> bool:
    """Whether a word or its clause is only set beside what stands above."""
    if token.lower_ in _ASIDE and not is_verb(token):
        return True
    if token.dep_ in {"advcl", "pcomp", "conj"} and is_verb(token):
        return any(
            c.dep_ in {"mark", "prep", "advmod"} and c.lower_ in _ASIDE and c.i < token.i for c in token.children
        )
    return False


@cache
def _verbs_of(kind: ClaimType) -> frozenset[str]:
    """The verbs that tell of such an event."""
    return frozenset(t.lemma for f in load_frames().all if f.type is kind for t in f.verbs)


def _of_another(preposition: Token, draft: Draft) -> bool:
    """Whether the way up goes by a preposition to another event or thing: "sanctioned for the sale", "a ship under
    sanctions"; a measure of the event ("a series of launches") or the aim of a trip ("came for talks") is none."""
    if preposition.dep_ != "prep" or preposition.pos_ != "ADP":
        return False
    head, word = preposition.head, preposition.lower_
    if word == "for" and is_verb(head):
        return draft.type not in _AIMS
    if head.pos_ in {"NOUN", "PROPN"}:
        return not (word == "of" and head.lemma_.lower() in _MEASURES) and head.i != draft.trigger.i
    return is_verb(head) and word in {"over", "about", "despite", "against"}


def _says(token: Token) -> bool:
    return token.lemma_ in _SAYS and is_verb(token)


def _infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _shares(verb: Token, draft: Draft) -> bool:
    """Whether another verb below the event has its time: the same event by its goods ("with a rocket launched in
    May"), or what the event marks."""
    trigger = draft.trigger
    between: list[str] = []
    for above in verb.ancestors:
        if above.i == trigger.i:
            break
        between.append(above.lower_)
    else:
        return False
    if _ASIDE.intersection(between):
        return False  # "a larger one than that launched in May"
    if verb.lemma_ in _MARKED:
        return True
    if verb.lemma_ in _COURSE and verb.dep_ in {"acl", "relcl"} and verb.head.pos_ == "NOUN":
        return verb.head.i == trigger.i or verb.head.lemma_ in _OCCASIONS
    return verb.dep_ in {"acl", "relcl"} and is_verb(trigger) and verb.lemma_ in _verbs_of(draft.type)


def _dates(root: Token, nouns: list[Token]) -> bool:
    """Whether a time is the date of a document ("a resolution of 2017", "a report from May")."""
    return bool(nouns) and nouns[0].lemma_.lower() in _DOCUMENTS and root.head.lower_ in {"of", "from"}
