"""Look-ups over the actors: names in a text, who acts for which state when, who holds an office."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from probata.knowledge.actor import Actor, ActorMatch, Form, Metonym, Office
from probata.knowledge.phrases import with_capitals
from probata.knowledge.scanner import Scanner, fold
from probata.records import SourceKind

# A capital is a place, not a government, in "the Moscow region", "Seoul-based", "Tokyo time".
_ONLY_PLACE = re.compile(
    r"-based\b|(?:'s)? (?:[Rr]egion|[Oo]blast|[Pp]rovince|[Dd]istrict|suburbs?|time|[Aa]irport|[Mm]etro|[Ss]treet"
    r"|[Zz]oo|[Ss]tock [Ee]xchange|[Ss]tation|[Ss]tadium|[Ss]tate [Uu]niversity|[Oo]lympics)\b"
)
_SCHOOL = re.compile(r" (?:National |State )?University\b")
# "the North" stands for a state unless a name goes on ("the North Korean", "the North Atlantic") or it
# has a country's part ("the South of France"); a day may follow it ("said the North Friday").
_GOES_ON = re.compile(
    r"[- ](?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b)[A-Z]| of (?:the )?[A-Z]"
)
_ADJECTIVES_OF_KIN = ("", "late ", "powerful ", "influential ", "younger ", "elder ", "older ", "only ", "teenage ")


@dataclass(frozen=True, slots=True)
class _Entry:
    form: Form
    ids: tuple[str, ...]
    joint: bool = False
    sure: bool = True
    metonym: Metonym | None = None


class Actors:
    """The actors of the tables. Built once by :func:`probata.knowledge.load`.

    ``joint`` gives phrases that mean several actors together; ``blockers`` are phrases that hold an
    actor's name and mean something else ("South China Sea").
    """

    def __init__(
        self, actors: Iterable[Actor], joint: Mapping[str, tuple[str, ...]] | None = None, blockers: Iterable[str] = ()
    ) -> None:
        self._actors = tuple(actors)
        self._by_id = {a.id: a for a in self._actors}
        self._joint = dict(joint or {})
        self._blockers = tuple(blockers)
        self._by_name: dict[str, str] = {}
        for a in self._actors:
            for name in (a.id, *a.names, *a.capitals):
                self._by_name.setdefault(fold(name).casefold(), a.id)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors)

    def __len__(self) -> int:
        return len(self._actors)

    def get(self, actor_id: str) -> Actor | None:
        """The actor of that id, ``None`` if the tables don't know it."""
        return self._by_id.get(actor_id)

    def find(self, name: str) -> Actor | None:
        """The actor that a full name, however hyphenated or capitalised, belongs to."""
        actor_id = self._by_name.get(fold(name).strip().casefold())
        return None if actor_id is None else self._by_id.get(actor_id)

    def state_of(self, actor_id: str, on: date | None = None) -> str | None:
        """The state that an actor acts for on a day: itself for a state, whose body or medium it is,
        for whom it holds an office. ``None`` where it acts for itself, or held none on that day.

        With ``on`` unknown any office that the tables give counts, the one still held first.
        """
        actor = self._by_id.get(actor_id)
        if actor is None:
            return None
        if actor.kind is SourceKind.STATE and actor.state is None:
            return actor.id
        office = self.office_of(actor_id, on)
        return office.state if office else actor.state

    def office_of(self, actor_id: str, on: date | None = None) -> Office | None:
        """The office that a person holds on a day, the latest one where there are several."""
        actor = self._by_id.get(actor_id)
        held = [o for o in actor.offices if o.held(on)] if actor else []
        return max(held, key=lambda o: (o.end is None, o.start or date.min), default=None)

    def canonical_source(self, actor_id: str, on: date | None = None) -> str:
        """The id that a claim's source has: the state for a state's body or an official in office, else
        the actor itself. State media, companies and groups keep their own name; so does an unknown id.
        """
        actor = self._by_id.get(actor_id)
        if actor is None:
            return actor_id
        if actor.offices:
            office = self.office_of(actor_id, on)
            return office.state if office else actor_id
        return actor.state if actor.government and actor.state else actor_id

    def holder(self, state: str, role: str, on: date | None = None) -> str | None:
        """The id of the person who holds an office (a key of the roles table, such as "president")
        for a state on a day; with ``on`` unknown the present one. ``None`` where the tables don't say.
        """
        best: tuple[date, str] | None = None
        for actor, office in self._holders.get((state, role), ()):
            if (on is None and office.end is not None) or not office.held(on):
                continue
            rank = (office.start or date.min, actor)
            if best is None or rank[0] > best[0]:
                best = rank
        return best[1] if best else None

    def relative(self, actor_id: str, word: str) -> str | None:
        """The id of a person's "father", "sister", ... where the tables give it."""
        actor = self._by_id.get(actor_id)
        return dict(actor.relatives).get(word.lower()) if actor else None

    def scan(self, text: str, on: date | None = None, context: str | None = None) -> tuple[ActorMatch, ...]:
        """The names of actors in a text, in order, never overlapping; offsets into ``text``.

        Case counts, except that headlines and datelines in capitals are read too; hyphens and
        apostrophes of every kind are equal; a possessive is not part of the match. With a day given,
        ambiguous names begin with whoever was in office, and dated metonyms count on their days only.
        ``context`` is the whole report where ``text`` is a piece of it: "the North" needs a Korean name.
        """
        around = text if context is None else context
        known: dict[str, bool] = {}

        def has(word: str) -> bool:
            if word not in known:
                known[word] = word in around
            return known[word]

        def stands(entry: _Entry, start: int, end: int) -> bool:
            after = text[end : end + 24]
            if entry.form is Form.CAPITAL:
                return not (_ONLY_PLACE.match(fold(after)) or _SCHOOL.match(after))
            if entry.form in (Form.NAME, Form.ADJECTIVE):
                return not (after.startswith("$") or (entry.form is Form.NAME and _SCHOOL.match(after)))
            rule = entry.metonym
            if rule is None:
                return True
            if on is not None and ((rule.start and on < rule.start) or (rule.end and on >= rule.end)):
                return False
            if text[start : start + 4].lower() == "the " and _GOES_ON.match(after):
                return False
            return (not rule.needs or any(map(has, rule.needs))) and not any(map(has, rule.unless))

        return tuple(
            ActorMatch(start, end, text[start:end], e.form, self._ordered(e, on), e.joint, e.sure)
            for start, end, e in self._scanner.scan(text, stands)
        )

    def _ordered(self, entry: _Entry, on: date | None) -> tuple[str, ...]:
        if on is None or len(entry.ids) == 1 or entry.form is not Form.SURNAME:
            return entry.ids
        return tuple(sorted(entry.ids, key=lambda i: self.office_of(i, on) is None))

    @cached_property
    def _holders(self) -> dict[tuple[str, str], list[tuple[str, Office]]]:
        found: dict[tuple[str, str], list[tuple[str, Office]]] = defaultdict(list)
        for actor in self._actors:
            for office in actor.offices:
                for role in office.roles:
                    found[office.state, role].append((actor.id, office))
        return found

    @cached_property
    def _scanner(self) -> Scanner[_Entry]:
        table: dict[str, _Entry | None] = {}

        def add(phrases: Iterable[str], entry: _Entry) -> None:
            for phrase in phrases:
                old = table.get(phrase)
                if old is None:
                    table[phrase] = entry
                    continue
                ids = tuple(dict.fromkeys((*old.ids, *entry.ids)))
                table[phrase] = _Entry(old.form, ids, old.joint, old.sure or entry.sure, old.metonym)

        for phrase, ids in self._joint.items():
            add(with_capitals([phrase]), _Entry(Form.NAME, ids, joint=True))
        for actor in self._actors:
            add(with_capitals(actor.names), _Entry(Form.NAME, (actor.id,)))
        for actor in self._actors:
            add(with_capitals(actor.capitals), _Entry(Form.CAPITAL, (actor.id,)))
        for actor in self._actors:
            add(with_capitals(actor.adjectives), _Entry(Form.ADJECTIVE, (actor.id,)))
        for actor in self._actors:
            for metonym in actor.metonyms:
                phrases = [metonym.form]
                if metonym.form.startswith("the "):
                    phrases.append("T" + metonym.form[1:])
                add(phrases, _Entry(Form.METONYM, (actor.id,), metonym=metonym))
        for actor in self._actors:
            add(with_capitals(actor.surnames), _Entry(Form.SURNAME, (actor.id,), sure=actor.famous))
        for actor in self._actors:
            for word, relative in actor.relatives:
                owners = (*actor.names, *(actor.surnames if actor.famous else ()))
                phrases = [f"{o}'s {a}{word}" for o in owners for a in _ADJECTIVES_OF_KIN]
                add(phrases, _Entry(Form.RELATION, (relative,)))
        for blocker in self._blockers:
            table[blocker] = None
        return Scanner(table)
