"""Nouns that name an office, a body of a government or a group of people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from probata.knowledge.phrases import plural
from probata.knowledge.scanner import Scanner, fold_case
from probata.knowledge.yamlfile import read_yaml, specs


class RoleKind(StrEnum):
    """What a role noun stands for."""

    PERSON = "person"
    BODY = "body"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun. ``id`` is its key ("foreign minister" for "secretary of state" too).

    ``official``: who bears it speaks for the state that it is said of ("an expert" doesn't).
    ``sole``: a state has one at a time, so that ``Actors.holder`` may know the person. ``state`` is
    the only state that has it ("secretary of state"), ``None`` for any. ``unnamed``: a bare use
    ("officials", "sources") names nobody, though the state may be told from its modifier.
    """

    id: str
    kind: RoleKind
    official: bool = True
    sole: bool = False
    unnamed: bool = False
    state: str | None = None


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """A role noun in a text; ``plural`` as written; ``former`` where "former" or "ex-" stands before it."""

    start: int
    end: int
    text: str
    role: Role
    plural: bool
    former: bool


_KEYS = ("id", "kind", "forms", "plurals", "official", "sole", "unnamed", "state")
_DEPUTY = ("deputy", "vice", "first deputy", "first vice", "assistant", "acting deputy", "under", "junior")
_FORMER = ("former", "ex", "then", "one time", "late")


@dataclass(frozen=True, slots=True)
class _Word:
    role: Role
    plural: bool
    former: bool = False


class Roles:
    """The role nouns of the tables."""

    def __init__(self, entries: Iterable[tuple[Role, tuple[str, ...], tuple[str, ...]]]) -> None:
        self._words: dict[str, _Word] = {}
        self._roles: dict[str, Role] = {}
        for role, forms, plurals in entries:
            self._roles[role.id] = role
            for form in forms:
                self._words[_key(form)] = _Word(role, role.kind is RoleKind.GROUP)
                if role.kind is RoleKind.PERSON:
                    deputy = Role(f"deputy {role.id}", role.kind, role.official, state=role.state)
                    for word in _DEPUTY if role.sole else ():
                        self._words.setdefault(_key(f"{word} {form}"), _Word(deputy, False))
                        self._words.setdefault(_key(f"{word} {plural(form)}"), _Word(deputy, True))
                if role.kind is not RoleKind.GROUP:
                    self._words.setdefault(_key(plural(form)), _Word(role, True))
            for form in plurals:
                self._words[_key(form)] = _Word(role, True)

    def __iter__(self) -> Iterator[Role]:
        return iter(self._roles.values())

    def is_role(self, noun: str) -> Role | None:
        """The role that a noun or noun phrase names, however spelt ("defence ministry"), singular or
        plural; a longer phrase is read by its last words ("its top foreign minister")."""
        words = _key(noun).split()
        for first in range(len(words)):
            found = self._words.get(" ".join(words[first:]))
            if found:
                return found.role
        return None

    def scan(self, text: str) -> tuple[RoleMatch, ...]:
        """The role nouns in a text, longest first, never overlapping; offsets into ``text``."""
        return tuple(
            RoleMatch(start, end, text[start:end], word.role, word.plural, word.former)
            for start, end, word in self._scanner.scan(text)
        )

    @cached_property
    def _scanner(self) -> Scanner[_Word]:
        table: dict[str, _Word | None] = {}
        for phrase, word in self._words.items():
            for spelling in {phrase, phrase.replace("defense", "defence")}:
                table[spelling] = word
                if word.role.kind is RoleKind.PERSON:
                    for former in _FORMER:
                        table.setdefault(f"{former} {spelling}", _Word(word.role, word.plural, True))
        return Scanner(table, ignore_case=True)


def _key(phrase: str) -> str:
    return " ".join(fold_case(phrase).split()).replace("defence", "defense").replace("'s", "")


def read_roles() -> Roles:
    """The roles of ``data/roles.yml``."""
    entries = []
    for spec in specs(read_yaml("roles.yml"), _KEYS, "roles.yml"):
        role = Role(
            spec.text("id"),
            spec.choice("kind", RoleKind),
            spec.flag("official", default=True),
            spec.flag("sole"),
            spec.flag("unnamed"),
            spec.optional("state"),
        )
        entries.append((role, spec.texts("forms", (role.id,)), spec.texts("plurals", ())))
    return Roles(entries)
