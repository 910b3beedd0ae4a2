"""Event frames: how English puts an event, as data read from ``frames/*.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from probata.claims.ontology import Plover
from probata.records import ClaimType, ObjectClass, Status


class Role(StrEnum):
    """The places of an event that a frame fills."""

    AGENT = "agent"
    COUNTERPART = "counterpart"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that calls up a frame: a lemma, with the words that must stand beside it.

    ``with_words`` are lemmas of particles, objects or prepositional objects below a verb ("hand" +
    "over"), or modifiers of a noun ("drill" + "military"); one of each group must be there.
    """

    lemma: str
    with_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A made-up sentence and the roles that the frame must read from it; checked by the tests."""

    text: str
    agent: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    object: tuple[ObjectClass, ...] = ()
    none: bool = False
    status: Status | None = None
    negated: bool | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of telling an event of one type.

    ``roles`` gives for each role the slots of the parse where its filler may stand, the likeliest
    first: ``subject`` and ``object`` are the logical ones (the passive is undone), ``dative``,
    ``poss``, ``mod`` (an adjective or compound), ``origin`` (what the goods are made in or belong
    to), ``owner`` (whose they are said to be), ``nationals`` (a state's people as the subject), ``place`` (any
    place below the trigger), else a preposition ("to").
    ``goods`` limits what the object may be, ``items`` to entries of the goods table, and ``stand_ins`` are nouns
    that mean goods of a class in this frame only ("sent a force"); ``fallback`` is the object where the trigger
    alone says it ("limousine gift" no, "nuclear test" yes). ``needs`` are groups of roles, one role of each group
    must be filled by the sentence itself.
    ``symmetric``: the parties are equals, so that two in one role become the two sides.
    ``people``: a person stands for himself, not for a state. ``support`` are the verbs that lend
    a noun their subject ("pay a visit"). ``unless`` are words that, beside the trigger, make it mean
    something else, ``unless_under`` words above it that make it no event ("blocked attempts to impose").
    ``recast`` gives an object class the one that it has in this frame: a rocket that is launched carries a
    satellite. ``foreign``: whether the goods are of another's make than the agent's ("fired an Iranian missile" is
    use, a launch is of one's own). ``not_parties`` are ids that can't be a side: who reports an event may stand
    nearest. ``implied``: a bare noun ("its purchases") takes the object of the event before it.
    ``guest``: who stands for both parties is the host, whose ships may carry another's people.
    ``travellers``: the agent is a person or people of a state, no state itself; ``persons``: both sides are
    persons with a name.
    ``unsaid``: a pronoun is enough of a party, and the rest of the report tells who it is.
    ``own``: the parties must stand in the sentence itself, since its form alone is a weak sign.
    ``any_object``: what the goods table doesn't know counts as ``other``, unless it is immaterial; ``any_thing``:
    only if it is surely a thing that can be handed over. ``one_ended``: a claim even where one end is told alone,
    in the outlet's own voice: a purchase is an event whoever sold. ``counted``: the goods must be counted, and nothing
    else be told of them ("reported 50,000 barrels"). ``passive``: only as "meant for", not as "means to".
    ``weakly``: the words alone are telling enough to look for all parties in the rest of the report.
    ``plover``, ``cameo``: the nearest event codes of other people's data, ``None`` where none fits.
    """

    id: str
    type: ClaimType
    verbs: tuple[Trigger, ...]
    nouns: tuple[Trigger, ...]
    roles: Mapping[Role, tuple[str, ...]]
    goods: frozenset[ObjectClass] = frozenset()
    items: frozenset[str] = frozenset()
    stand_ins: Mapping[str, ObjectClass] = field(default_factory=dict)
    not_goods: frozenset[ObjectClass] = frozenset()
    fallback: tuple[ObjectClass, ...] = ()
    needs: tuple[frozenset[Role], ...] = ()
    symmetric: bool = False
    joint: bool = False
    people: bool = False
    host: bool = False
    guest: bool = False
    travellers: bool = False
    persons: bool = False
    support: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    unless_under: frozenset[str] = frozenset()
    recast: Mapping[ObjectClass, ObjectClass] = field(default_factory=dict)
    not_parties: frozenset[str] = frozenset()
    foreign: bool | None = None
    implied: bool = False
    unsaid: bool = False
    own: bool = False
    any_object: bool = False
    any_thing: bool = False
    one_ended: bool = False
    counted: bool = False
    passive: bool = False
    weakly: bool = False
    status: Status | None = None
    plover: Plover | None = None
    cameo: str | None = None
    examples: tuple[Example, ...] = ()

    def takes(self, classes: tuple[ObjectClass, ...]) -> tuple[ObjectClass, ...]:
        """Those of the classes that may be this frame's object."""
        cast = dict.fromkeys(self.recast.get(c, c) for c in classes)
        return tuple(c for c in cast if (not self.goods or c in self.goods) and c not in self.not_goods)
