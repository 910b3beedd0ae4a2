"""What a sanctions list says of one listed person, body, vessel or aircraft, as the list prints it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntryKind(StrEnum):
    """What is listed. ``UNKNOWN`` where the list doesn't tell a person from a body."""

    PERSON = "person"
    ORGANISATION = "organisation"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    UNKNOWN = "unknown"


class NameKind(StrEnum):
    """How sure the list is of a name. ``WEAK`` are the names that the UN calls "low quality" and the EU not strong:
    many people bear them, so by themselves they point to nobody."""

    PRIMARY = "primary"
    STRONG = "strong alias"
    WEAK = "weak alias"
    FORMER = "former name"


@dataclass(frozen=True, slots=True)
class ListedName:
    """One name of an entry, in its own script; the parts of a person's name in the list's order."""

    text: str
    kind: NameKind = NameKind.STRONG


@dataclass(frozen=True, slots=True)
class Birth:
    """A date of birth as far as the list knows it: the years that are possible, and the day if it is told.

    ``first`` and ``last`` are the same year unless the list gives a range. ``date`` is ISO, cut to what is known
    ("1961", "1961-03", "1961-03-05"). ``circa``: the list says "approximately".
    """

    first: int
    last: int
    date: str | None = None
    circa: bool = False


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number of an entry. ``kind`` is "imo", "mmsi", "passport", "registration" (an aircraft's), else the list's own
    word in lower case; ``value`` without white space round it, an IMO number as its seven digits."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of one list. ``ref`` is the list's own number of it, ``id`` the list and that.

    ``countries`` are nationalities, flags and countries of address, in the list's words (a name or a code).
    ``listed_on`` is ISO. ``also`` are the numbers of the same entry elsewhere (a UN reference on the UK's list).
    """

    list: str
    ref: str
    kind: EntryKind
    names: tuple[ListedName, ...]
    births: tuple[Birth, ...] = ()
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    programmes: tuple[str, ...] = ()
    listed_on: str | None = None
    remarks: str | None = None
    also: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The list and its number: "UN:KPi.033"."""
        return f"{self.list}:{self.ref}"

    @property
    def name(self) -> str:
        """The name that the list puts first."""
        return next((n.text for n in self.names if n.kind is NameKind.PRIMARY), self.names[0].text)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One list as it was on one day: ``sha256`` and ``size`` are of the original bytes, ``digest`` of the entries that
    were read from them. ``imported_at`` is UTC, ``source`` the address or file it came from."""

    id: str
    list: str
    format: str
    imported_at: str
    source: str
    sha256: str
    size: int
    entries: int
    digest: str


@dataclass(frozen=True, slots=True)
class Change:
    """What differs of one entry between two snapshots: each field with what it was and is, in the list's words."""

    entry: Entry
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ListDifference:
    """Two snapshots of a list held side by side."""

    old: Snapshot
    new: Snapshot
    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    changed: tuple[Change, ...]
