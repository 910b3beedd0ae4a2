"""Noun phrases made of a state and a role: "Seoul's Foreign Ministry", "U.S. and South Korean officials".

The phrases are read token by token and not from the parse: a small parser often hangs the parts of a
long title wrongly, while their order is nearly fixed: states, adjectives, role nouns, name.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from probata.knowledge import ActorMatch, Form, Knowledge, RoleKind, RoleMatch
from probata.language.annotated import Paragraph, Reading
from probata.language.drafts import Draft, head_of
from probata.language.people import People
from probata.records import SourceKind

_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PART", "ADV"})
_OF = frozenset({"of", "for", "from"})
_NEEDS_NAME = frozenset({"company"})
"""Words that are too common ("exchange", "bank") to be anybody without a name beside them."""
_SEATED = frozenset({"foreign ministry", "defense ministry", "ministry", "government", "presidential office"})
_EXPERTS_OF = frozenset({"UN"})
"""Bodies that experts and monitors speak for: "UN experts" are the UN's own."""


class RolePhrases:
    """Reads the role phrases of one paragraph. ``matches`` are the actors' names in it."""

    def __init__(
        self,
        paragraph: Paragraph,
        matches: Sequence[ActorMatch],
        people: People,
        knowledge: Knowledge,
        on: date | None,
    ) -> None:
        self._paragraph, self._doc = paragraph, paragraph.doc
        self._knowledge, self._on, self._people = knowledge, on, people
        self._people_by_first = {d.first: d for d in people.in_paragraph(paragraph)}
        self._people_by_last = {d.last: d for d in people.in_paragraph(paragraph)}
        self._actor_at: dict[int, tuple[int, int, ActorMatch]] = {}
        for match in matches:
            span = paragraph.span(match.start, match.end)
            if span is not None and not self._is_person(match):
                for i in range(span.start, span.end):
                    self._actor_at[i] = (span.start, span.end, match)

    def _is_person(self, match: ActorMatch) -> bool:
        actor = self._knowledge.actors.get(match.ids[0])
        return actor is not None and actor.kind is SourceKind.PERSON

    def read(self) -> list[Draft]:
        """The role phrases, each with its states, its person, or neither (a bare form)."""
        roles = [(s.start, s.end, m) for m in self._knowledge.roles.scan(self._doc.text) if (s := self._tokens(m))]
        starts = {first for first, _, _ in roles}
        drafts: list[Draft] = []
        for first, last, match in roles:
            if last in starts or not self._is_noun(first, last, starts):
                continue  # "defense ministry official": the last role noun is the head
            named = self._actor_at.get(last - 1)
            if named and named[0] <= first and named[1] >= last:
                continue  # part of a name of the tables: "Unification Ministry"
            draft = self._phrase(first, last, match)
            if draft.ids or match.role.kind is RoleKind.PERSON or match.role.id not in _NEEDS_NAME:
                drafts.append(draft)
        return drafts

    def _tokens(self, match: RoleMatch) -> _Run | None:
        span = self._paragraph.span(self._paragraph.start + match.start, self._paragraph.start + match.end)
        return _Run(span.start, span.end) if span is not None and len(span) else None

    def _is_noun(self, first: int, last: int, role_starts: set[int]) -> bool:
        token = self._doc[last - 1]
        if token.pos_ not in ("NOUN", "PROPN") and not (
            token.pos_ == "ADJ" and token.dep_ in ("nsubj", "pobj", "dobj")
        ):
            return False
        if token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i:
            return token.head.i in role_starts or any(
                d <= token.head.i < p.last for d, p in self._people_by_first.items()
            )
        return True

    def _phrase(self, first: int, last: int, match: RoleMatch) -> Draft:
        role = match.role
        begin, states = self._before(first)
        inside = (self._actor_at[i][2] for i in range(first, last) if i in self._actor_at)
        states = states or tuple(dict.fromkeys(s for m in inside for s in self._states(m)))
        person = self._people_by_first.get(last)
        apposed = None
        if person is None:
            apposed = self._apposed(begin, last)
        if not states and not (match.plural and role.unnamed and role.official is False):
            states = self._after(person.last if person else last, apposed)
            states = states or (self._seat(last) if role.id in _SEATED else ())
        end = person.last if person else last
        head = person.head if person else head_of(self._paragraph, first, last)
        draft = Draft(self._paragraph, begin, end, head, role=role.id, plural=match.plural, core=(first, last))
        draft.rule = f"role:{role.id}"
        draft.reading = Reading.ACTOR
        speaks = role.official and not match.former
        if role.state and speaks and not states:
            states = (role.state,)
        if person or apposed:
            self._with_person(draft, person or apposed, states if speaks else (), apposed is not None)  # type: ignore[arg-type]
            return draft
        if not speaks:
            self._not_official(draft, match, states)
            return draft
        draft.ids, draft.state = states, states[0] if len(states) == 1 else None
        draft.kind = SourceKind.STATE if states else SourceKind.ANONYMOUS
        draft.joint = len(states) > 1
        draft.named = bool(states) and not role.unnamed
        if role.sole and role.kind is RoleKind.PERSON and len(states) == 1 and not match.plural and not match.former:
            draft.person = self._knowledge.actors.holder(states[0], role.id, self._on)
        return draft

    def _with_person(self, draft: Draft, person: Draft, states: tuple[str, ...], apposed: bool) -> None:
        if states and person.state not in states:
            self._people.learn(person, states[0])
            known_elsewhere = person.state is None and self._knowledge.actors.get(person.person or "") is not None
            if known_elsewhere:  # the tables give no office on that day, the text does
                person.ids, person.state, person.kind = (states[0],), states[0], SourceKind.STATE
        draft.ids, draft.kind, draft.state = person.ids, person.kind, person.state
        draft.person, draft.named = person.person, True
        draft.alternatives = person.alternatives
        draft.rule += ":apposed" if apposed else ":name"

    def _not_official(self, draft: Draft, match: RoleMatch, states: tuple[str, ...]) -> None:
        role = match.role
        if role.id in ("expert", "witness", "source") and set(states) & _EXPERTS_OF:
            draft.ids, draft.kind, draft.named = tuple(s for s in states if s in _EXPERTS_OF), SourceKind.STATE, True
        elif role.id == "source" and states and role.unnamed:
            draft.ids, draft.kind = states, SourceKind.STATE
            draft.joint = len(states) > 1
        elif role.id in ("state media", "media") and states:
            draft.ids = (self._doc[draft.first : draft.last].text.removeprefix("the ").removeprefix("The "),)
            draft.kind = SourceKind.MEDIA
        elif role.kind is not RoleKind.PERSON:
            self._with_organisation(draft)
        draft.state = states[0] if len(states) == 1 else None

    def _with_organisation(self, draft: Draft) -> None:
        """ "the NK News website", "state news agency KCNA": the name beside the noun is who it is."""
        for at in (draft.core[0] - 1, draft.core[1]):
            named = self._actor_at.get(at)
            actor = self._knowledge.actors.get(named[2].ids[0]) if named else None
            if named and actor and actor.kind in (SourceKind.ORGANISATION, SourceKind.MEDIA):
                draft.ids, draft.kind, draft.named = named[2].ids[:1], actor.kind, True
                draft.first, draft.last = min(draft.first, named[0]), max(draft.last, named[1])
                return

    def _before(self, first: int) -> tuple[int, tuple[str, ...]]:
        """Where the phrase begins, and the states named before the role noun."""
        states: list[str] = []
        i, begin = first, first
        pending = joined = False
        while i > 0:
            i -= 1
            token = self._doc[i]
            joined = joined or token.lower_ in ("and", "or", "&")
            named = self._actor_at.get(i)
            if token.is_sent_start and i + 1 == begin and self._doc[begin].is_sent_start:
                break
            if named:
                states[:0] = self._states(named[2])
                i = begin = named[0]
                pending = False
                if self._doc[begin].is_sent_start:
                    break
            elif token.lower_ in ("and", ",", "or", "&") and states and not pending and self._state_before(i):
                if token.text == "," and (not joined or self._ends_before(i)):
                    break  # "shells to Russia, South Korean officials said": the clause ends at the comma
                pending = True
            elif pending and token.lower_ in ("and", ","):
                continue
            elif token.pos_ == "DET" or token.tag_ in ("PRP$", "WP$"):
                begin = i
                break
            elif token.pos_ in _INSIDE and token.lower_ not in ("not", "also", "to") and not pending:
                if i in self._in_person():
                    states, begin = self._government_of(i, states, begin, first)
                    break
                begin = i
                if token.is_sent_start:
                    break
            elif token.lower_ in ("-", "–") and i > 0:
                continue
            else:
                break
        if pending:
            begin = min((j for j in range(begin, first) if j in self._actor_at), default=begin)
        while begin < first and self._doc[begin].pos_ in ("ADV", "PART") and begin not in self._actor_at:
            begin += 1
        return begin, tuple(dict.fromkeys(states))

    def _government_of(self, i: int, states: list[str], begin: int, first: int) -> tuple[list[str], int]:
        """ "the Trump administration": the person stands for the state."""
        person = next(d for d in self._people_by_first.values() if d.first <= i < d.last)
        if states or begin != first or person.state is None:
            return states, begin
        return [person.state], person.first

    def _in_person(self) -> set[int]:
        return {i for d in self._people_by_first.values() for i in range(d.first, d.last)}

    def _ends_before(self, comma: int) -> bool:
        """Whether the state before a comma closes a clause: a noun after a preposition or verb, not an adjective."""
        named = self._actor_at.get(comma - 1)
        if named is None or named[2].form is Form.ADJECTIVE or "." in named[2].text or named[2].text.isupper():
            return False
        before = named[0] - 1
        while before >= 0 and self._doc[before].pos_ == "DET":
            before -= 1
        return before >= 0 and self._doc[before].pos_ in ("ADP", "VERB")

    def _state_before(self, i: int) -> bool:
        """Whether a state's name ends before a comma or "and" ("U.S. and South Korean officials")."""
        j = i - 1
        while j >= 0 and self._doc[j].lower_ in (",", "and"):
            j -= 1
        named = self._actor_at.get(j)
        return named is not None and bool(self._states(named[2])) and named[1] == j + 1

    def _states(self, match: ActorMatch) -> tuple[str, ...]:
        ids = match.ids if match.joint else match.ids[:1]
        found = (self._knowledge.actors.canonical_source(i, self._on) for i in ids)
        return tuple(s for s in found if (a := self._knowledge.actors.get(s)) and a.kind is SourceKind.STATE)

    def _after(self, last: int, apposed: Draft | None) -> tuple[str, ...]:
        """The states of a phrase that goes on: "spokesman for South Korean President Moon Jae-in"."""
        doc = self._doc
        if last >= len(doc) or doc[last].lower_ not in _OF or doc[last].is_sent_start:
            return ()
        for i in range(last + 1, min(last + 9, len(doc))):
            token = doc[i]
            if (
                (token.is_punct and token.text not in ("-", "’", "'"))
                or token.pos_ in ("VERB", "AUX")
                or token.is_sent_start
            ):
                return ()
            named = self._actor_at.get(i)
            if named and self._states(named[2]):
                return self._states(named[2])
            person = self._people_by_first.get(i)
            if person and person.state:
                return (person.state,)
        return ()

    def _seat(self, last: int) -> tuple[str, ...]:
        """ "The defense ministry in Seoul": a ministry stands in its own capital, an embassy doesn't."""
        named = self._actor_at.get(last + 1) if last < len(self._doc) and self._doc[last].lower_ == "in" else None
        return self._states(named[2]) if named is not None and named[2].form is Form.CAPITAL else ()

    def _apposed(self, begin: int, last: int) -> Draft | None:
        """A person named beside the phrase between commas."""
        doc = self._doc
        if begin > 1 and doc[begin - 1].text == "," and begin - 1 in self._people_by_last:
            return self._people_by_last[begin - 1]
        if last + 1 < len(doc) and doc[last].text == "," and last + 1 in self._people_by_first:
            person = self._people_by_first[last + 1]
            after = doc[person.last].text if person.last < len(doc) else "."
            if after in (",", ".") and doc[begin].pos_ != "VERB":
                return person
        return None


class _Run:
    """A run of tokens."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
