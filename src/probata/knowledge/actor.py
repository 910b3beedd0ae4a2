"""A participant or source that the tables know, with the dates of its offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from probata.records import SourceKind


class Form(StrEnum):
    """Which kind of name a match is."""

    NAME = "name"
    SURNAME = "surname"
    METONYM = "metonym"
    CAPITAL = "capital"
    ADJECTIVE = "adjective"
    RELATION = "relation"


@dataclass(frozen=True, slots=True)
class Office:
    """An office held from ``start`` to ``end`` (exclusive); ``None`` is not known, or not ended.

    ``roles`` are the office's keys in the roles table, by which ``Actors.holder`` finds it;
    ``state`` the one it is held for. ``source`` is where the dates were read.
    """

    title: str
    roles: tuple[str, ...]
    state: str
    start: date | None
    end: date | None
    citation_status: str
    source: str | None

    def held(self, on: date | None) -> bool:
        """Whether the office was held on that day; on an unknown day any office counts."""
        return on is None or ((self.start is None or self.start <= on) and (self.end is None or on < self.end))


@dataclass(frozen=True, slots=True)
class Metonym:
    """A word that stands for an actor.

    It counts only where the text also has one of ``needs`` and none of ``unless`` (literal words),
    and, where the day is known, from ``start`` to ``end`` (exclusive).
    """

    form: str
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, person, body, group, ship or outlet.

    ``id`` is the canonical id of ``gold/claims/GUIDELINES.md``. ``state`` is whom it acts for, for a
    person who holds no dated office too. ``government``: what it says, the state says. ``interests``
    are ``belligerent``, ``state medium``, ``rival`` as far as the domain notes say so. ``relatives``
    are (word, id): who is this person's "father" or "sister". ``imo`` is a ship's number where seen.
    ``members`` are the states that make up a body which speaks for itself: what it says they have told it.
    """

    id: str
    kind: SourceKind
    state: str | None = None
    names: tuple[str, ...] = ()
    metonyms: tuple[Metonym, ...] = ()
    capitals: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    relatives: tuple[tuple[str, str], ...] = ()
    interests: tuple[str, ...] = ()
    government: bool = False
    famous: bool = False
    category: str = ""
    imo: str | None = None
    members: tuple[str, ...] = ()
    qid: str | None = None
    note: str = ""
    citation_status: str = "unseen"
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """A name in a text. ``ids`` begin with the likeliest reading.

    ``joint``: all ids are meant together ("the two Koreas"), not one of them. ``sure``: a surname
    that can stand alone; another counts only where the person's full name occurs in the report.
    """

    start: int
    end: int
    text: str
    form: Form
    ids: tuple[str, ...]
    joint: bool = False
    sure: bool = True
