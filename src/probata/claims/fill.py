"""Who or what fills a role of an event, and the passages behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from probata.language.annotated import GoodsMention, Mention
from probata.records import ObjectClass, Offsets, SourceKind


@dataclass(frozen=True, slots=True)
class Fill:
    """Participants in a role, with the passages that name them.

    ``given``: by the sentence itself; ``pronoun``: by a word that had to be resolved. ``unnamed``: passages
    that tell of a party without saying which ("rebels", "a bank"): it is told, and its id unknown. ``slot``: where in
    the sentence it stood, as the frames call it; ``"report"``: it was filled from elsewhere in the report.
    """

    ids: tuple[str, ...] = ()
    spans: tuple[Offsets, ...] = ()
    given: bool = True
    pronoun: bool = False
    unnamed: tuple[Offsets, ...] = ()
    slot: str = ""

    def __bool__(self) -> bool:
        return bool(self.ids or self.unnamed)

    @property
    def passages(self) -> tuple[Offsets, ...]:
        """All passages behind the role."""
        return self.spans + self.unnamed

    def without(self, ids: Iterable[str]) -> Fill:
        """The fill without some participants."""
        gone = set(ids)
        return replace(self, ids=tuple(i for i in self.ids if i not in gone))

    def only_named(self) -> Fill:
        """The fill without passages that name nobody."""
        return replace(self, unnamed=())


def ids_of(mention: Mention, people: bool) -> tuple[str, ...]:
    """The participants that a mention stands for: the person himself where the event is a person's."""
    if people and mention.person and mention.kind is not SourceKind.ANONYMOUS:
        return (mention.person,)
    if people and len(mention.people) > 1:
        return mention.people
    return mention.ids


def classes_of(goods: Iterable[GoodsMention]) -> tuple[ObjectClass, ...]:
    """The classes of several goods, in order, each once; a cargo with known content is not unknown."""
    found: dict[ObjectClass, None] = {}
    for one in goods:
        for kind in one.classes:
            found.setdefault(kind)
    if len(found) > 1:
        found.pop(ObjectClass.CARGO_UNKNOWN, None)
    return tuple(found)
