"""Reads one regime file into typed specs and refuses what can't be law as it was.

Every mistake names the file, the line and what is wrong: a missing source, a paragraph of a resolution
that isn't in the table or beyond its last paragraph, a successor that doesn't exist, a hole or an overlap in a chain
of paragraphs. :func:`read_regime` raises the first, :func:`find_problems` gives all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from probata.errors import KnowledgeError
from probata.knowledge.caps import CAP_KEYS, read_cap
from probata.knowledge.regimekeys import keys
from probata.knowledge.regimes import (
    CitationStatus,
    Contested,
    Definition,
    Direction,
    Exemption,
    Kind,
    Manner,
    Measure,
    Monitor,
    NotNamed,
    Paragraph,
    Question,
    Reading,
    Regime,
    Resolution,
    Side,
)
from probata.knowledge.yamlfile import Spec, parse_yaml
from probata.records import ClaimType, ObjectClass

T = TypeVar("T")

VERSION_CHARACTERS = 12
"""Of the SHA-256 of the file, as for the ids of records."""

NOT_SEEN = "(paragraph not seen)"
"""How a paragraph is written whose number no source gave."""

_PARAGRAPH = re.compile(r"OP(\d+)(?:-\d+)?(\([a-z]+\))*|annex [A-Z]+|(?:Article|Schedule|Part) [0-9A-Za-z()]+")


def read_folder(folder: Traversable | Path) -> tuple[Regime, ...]:
    """The regimes of all ``.yml`` files of a folder, by name; :class:`KnowledgeError` for one that is wrong."""
    try:
        found = sorted((f for f in folder.iterdir() if f.name.endswith((".yml", ".yaml"))), key=lambda f: f.name)
        return tuple(read_regime(str(f) if isinstance(f, Path) else f.name, f.read_bytes()) for f in found)
    except OSError as error:
        raise KnowledgeError(f"{folder}: the regime files can't be read ({error.strerror or error})") from error


def read_regime(name: str, content: bytes) -> Regime:
    """The regime that a file of that name holds; :class:`KnowledgeError` says what is wrong with it."""
    reader = _Reader(name, content)
    regime = reader.read()
    if reader.problems or regime is None:
        raise reader.problems[0]
    return regime


def find_problems(
    name: str, content: bytes, items: Collection[str] = (), actors: Collection[str] = ()
) -> tuple[str, ...]:
    """All that is wrong with a regime file, a line each with file, line and reason.

    ``items`` are the ids of the goods table, ``actors`` those of the tables of states, bodies and people: what names
    another is a dead reference. Without any they aren't held against it.
    """
    reader = _Reader(name, content, frozenset(items), frozenset(actors))
    reader.read()
    return tuple(dict.fromkeys(str(p) for p in reader.problems))


class _Reader:
    """One file, and what has been found wrong with it so far."""

    def __init__(
        self,
        name: str,
        content: bytes,
        items: frozenset[str] = frozenset(),
        actors: frozenset[str] = frozenset(),
    ) -> None:
        self.name, self.content, self.known, self.actors = name, content, items, actors
        self.problems: list[KnowledgeError] = []
        self.resolutions: dict[str, Resolution] = {}
        self.targets: tuple[str, ...] = ()

    def take(self, make: Callable[[], T]) -> T | None:
        """What a part of the file gives; what is wrong with it is kept, and the rest of the file is read on."""
        try:
            return make()
        except KnowledgeError as error:
            self.problems.append(error)
            return None

    def all(self, make: Callable[[Spec], T], specs: Sequence[Spec]) -> tuple[T, ...]:
        """The same for each of a list."""
        made = (self.take(lambda s=s: make(s)) for s in specs)  # type: ignore[misc]
        return tuple(m for m in made if m is not None)

    def read(self) -> Regime | None:
        top = self.take(
            lambda: Spec(parse_yaml(self.content.decode("utf-8", "replace"), self.name), keys("regime"), self.name)
        )
        return None if top is None else self.take(lambda: self._regime(top))

    def _regime(self, top: Spec) -> Regime:
        self.targets = self._actors(top, "targets")
        table = top.raw("resolutions")
        if not isinstance(table, Mapping) or not table:
            raise top.error("there is no table of resolutions")
        for number, value in table.items():
            made = self.take(lambda n=number, v=value: _resolution(n, Spec(v, keys("resolution"), top.where)))  # type: ignore[misc]
            if made is not None:
                self.resolutions[number] = made
        specs = top.specs("measures", keys("measure"))
        if not specs:
            raise top.error("there are no measures")
        measures = self.all(self._measure, specs)
        ids = [s.raw("id", None) for s in specs]
        for spec, measure_id in zip(specs, ids, strict=True):
            if ids.count(measure_id) > 1:
                self.problems.append(spec.error(f"there are two measures {measure_id}"))
        return Regime(
            id=top.text("id"),
            title=top.text("title"),
            targets=self.targets,
            version=sha256(self.content).hexdigest()[:VERSION_CHARACTERS],
            compiled=_day(top, "compiled"),
            resolutions=tuple(self.resolutions.values()),
            monitors=self.all(_monitor, top.specs("monitors", keys("monitor"))),
            exemptions=self.all(_exemption, top.specs("exemptions", keys("exemption"))),
            not_named=self.all(lambda s: _not_named(s, ids), top.specs("not_named", keys("not_named"))),
            measures=measures,
            contested=_contested(top),
            note=top.text("note", ""),
        )

    def _measure(self, s: Spec) -> Measure:
        objects, items = s.choices("objects", ObjectClass, ()), self._items(s, "items")
        readings = self.all(_reading, s.specs("readings", keys("reading")))
        events = s.choices("events", ClaimType, ())
        unmatched = s.text("unmatched", "")
        if unmatched and (events or objects or items or readings):
            raise s.error("a measure that is unmatched names no events, objects or items")
        if not unmatched and not (events and (objects or items or readings)):
            raise s.error("a measure must name events and objects, or say why it is unmatched")
        paragraphs = self.all(
            lambda p: self._paragraph(p, objects, items, bool(unmatched)), s.specs("paragraphs", keys("paragraph"))
        )
        self._check_chain(s, paragraphs)
        manner = s.spec("manner", keys("manner"))
        definition = s.spec("definition", keys("definition"))
        return Measure(
            id=s.text("id"),
            title=s.text("title"),
            direction=s.choice("direction", Direction),
            events=events,
            objects=objects,
            paragraphs=paragraphs,
            addressee=s.text("addressee"),
            kind=s.choice("kind", Kind, Kind.BAN),
            items=items,
            excluded=self._items(s, "excluded"),
            exemptions=self.all(_exemption, s.specs("exemptions", keys("exemption"))),
            readings=readings,
            questions=self.all(
                lambda q: Question(q.text("name"), q.text("because")), s.specs("questions", keys("question"))
            ),
            manner=Manner(manner.text("name"), manner.texts("words")) if manner else None,
            definition=_definition(definition) if definition else None,
            contested=_contested(s),
            event_is_object=s.flag("event_is_object"),
            targets=self._targets(s),
            binds=self._actors(s, "binds", ()),
            unmatched=unmatched,
            hs=s.texts("hs", ()),
            note=s.text("note", ""),
        )

    def _actors(self, s: Spec, key: str, *default: tuple[str, ...]) -> tuple[str, ...]:
        found = s.texts(key, *default)
        for actor in found:
            if self.actors and actor not in self.actors:
                self.problems.append(s.error(f"{key!r} names {actor}, which is in none of the tables of actors"))
        return found

    def _targets(self, s: Spec) -> tuple[str, ...]:
        found = s.texts("targets", ())
        for target in found:
            if target not in self.targets:
                raise s.error(f"{target} is not among the targets of the regime")
        return found

    def _items(self, s: Spec, key: str) -> tuple[str, ...]:
        found = s.texts(key, ())
        for item in found:
            if self.known and item not in self.known and item not in set(ObjectClass):
                self.problems.append(s.error(f"{key!r} names {item}, which is no entry of the goods table"))
        return found

    def _paragraph(
        self, s: Spec, objects: tuple[ObjectClass, ...], items: tuple[str, ...], unmatched: bool
    ) -> Paragraph:
        number, label = s.text("resolution"), s.text("paragraph")
        resolution = self.resolutions.get(number)
        if resolution is None:
            raise s.error(f"resolution {number} is not in the table of resolutions")
        status = _status(s)
        if label == NOT_SEEN and status is CitationStatus.SEEN:
            raise s.error(f"a citation can't be seen whose paragraph is {NOT_SEEN}")
        form = _PARAGRAPH.fullmatch(label)
        if form is None and label != NOT_SEEN:
            raise s.error(f"the paragraph {label!r} is not written like OP8, OP8(a)(i), annex B or {NOT_SEEN}")
        last = resolution.last_paragraph
        if form is not None and form[1] and last is not None and int(form[1]) > last:
            raise s.error(f"there is no {label}: resolution {number} ends with OP{last}")
        if "in_force_from" not in s and len(resolution.adopted) == len("YYYY"):
            raise s.error(f"{number} {label} needs in_force_from: only the year of {number} is known")
        start, end = _day_or_none(s, "in_force_from") or resolution.adopted, _day_or_none(s, "in_force_to")
        if start < resolution.adopted:
            raise s.error(f"{number} {label} can't be in force before {number} was adopted ({resolution.adopted})")
        if end is not None and end < start:
            raise s.error(f"{number} {label} ends before it begins")
        narrows = any(key in s for key in ("objects", "items", "unclear"))
        own = s.choices("objects", ObjectClass, () if narrows else objects)
        named = self._items(s, "items") if narrows else items
        unclear = self._items(s, "unclear")
        if unmatched and (own or named or unclear):
            raise s.error("a paragraph of a measure that is unmatched names no goods")
        for stray in (o for o in (*own, *unclear) if o not in objects and o not in items and o in set(ObjectClass)):
            raise s.error(f"{number} {label} names {stray}, which its measure doesn't")
        cap = s.spec("cap", CAP_KEYS)
        return Paragraph(
            resolution=number,
            paragraph=label,
            in_force_from=start,
            in_force_to=end,
            superseded_by=s.optional("superseded_by"),
            objects=own,
            items=named,
            unclear=unclear,
            excluded=self._items(s, "excluded"),
            direction=s.choice("direction", Direction) if "direction" in s else None,
            scope=s.text("scope"),
            cap=read_cap(cap) if cap else None,
            citation_status=status,
            source=_source(s),
            ended=s.text("ended", ""),
            known_from=_day_or_none(s, "known_from"),
            known_to=_day_or_none(s, "known_to"),
        )

    def _check_chain(self, s: Spec, paragraphs: tuple[Paragraph, ...]) -> None:
        """Each end needs a reason, or a successor in the chain that begins on the next day."""
        by_label = {q.label: q for q in paragraphs}
        specs = s.specs("paragraphs", keys("paragraph"))
        if not specs:
            raise s.error("a measure must have paragraphs")
        if len(by_label) < len(paragraphs):
            raise s.error("a paragraph is cited twice")
        if len(specs) > len(paragraphs):  # one of them is wrong, and that is said already
            return
        for at, q in zip(specs, paragraphs, strict=True):
            self.take(lambda at=at, q=q: _check_end(at, q, by_label))  # type: ignore[misc]


def _check_end(s: Spec, q: Paragraph, chain: Mapping[str, Paragraph]) -> None:
    if (q.in_force_to is None) is not (q.superseded_by is None and not q.ended):
        raise s.error(f"{q.label} must have in_force_to and superseded_by together, or in_force_to and ended")
    if q.in_force_to is None or q.superseded_by is None:
        return
    successor = chain.get(q.superseded_by)
    if successor is None:
        raise s.error(f"{q.label} is superseded by {q.superseded_by}, which is not in its chain")
    following = (date.fromisoformat(q.in_force_to) + timedelta(days=1)).isoformat()
    if successor.in_force_from > following:
        raise s.error(f"there is a gap after {q.label}: {successor.label} begins later than {following}")
    if successor.in_force_from < following:
        raise s.error(
            f"{q.label} and {successor.label} overlap: it ends on {q.in_force_to}, not before the other begins"
        )


def _day(s: Spec, key: str) -> str:
    day = _day_or_none(s, key)
    if day is None:
        raise s.error(f"the date {key!r} is missing")
    return day


def _day_or_none(s: Spec, key: str) -> str | None:
    value = s.raw(key, None)
    if value is not None and len(str(value)) != len("YYYY-MM-DD"):
        raise s.error(f"{key!r} must be a day (YYYY-MM-DD), not {value!r}")
    day = s.date(key)
    return None if day is None else day.isoformat()


def _status(s: Spec) -> CitationStatus:
    return s.choice("status", CitationStatus)


def _source(s: Spec) -> str:
    value = s.text("source")
    if not value.startswith(("http://", "https://")):
        raise s.error(f"the source {value!r} is no web address")
    return value


def _resolution(number: str, s: Spec) -> Resolution:
    adopted = str(s.raw("adopted"))
    year = re.fullmatch(r"\d{4}", adopted) is not None
    return Resolution(
        number,
        adopted if year else _day(s, "adopted"),
        _status(s),
        _source(s),
        s.integer("last_paragraph", None),
    )


def _monitor(s: Spec) -> Monitor:
    start, end = _day(s, "from"), _day_or_none(s, "to")
    if end is not None and end < start:
        raise s.error("it ends before it begins")
    return Monitor(
        id=s.text("id"),
        title=s.text("title"),
        un_body=s.flag("un_body"),
        start=start,
        end=end,
        citation_status=_status(s),
        source=_source(s),
        note=s.text("note", ""),
    )


def _exemption(s: Spec) -> Exemption:
    start = _day_or_none(s, "from") or ""
    return Exemption(s.text("rule"), s.text("text"), s.text("decided_by"), start, _status(s), _source(s))


def _contested(s: Spec) -> Contested | None:
    c = s.spec("contested", keys("contested"))
    if c is None:
        return None
    sides = tuple(Side(q.text("who"), q.text("says"), _source(q)) for q in c.specs("sides", keys("side")))
    if len(sides) < 2:
        raise c.error("a dispute has two sides")
    return Contested(_day(c, "since"), c.text("because"), sides)


def _not_named(s: Spec, ids: Collection[object]) -> NotNamed:
    nearest = s.text("nearest")
    if nearest not in ids:
        raise s.error(f"the nearest measure {nearest} is not in this file")
    return NotNamed(
        s.choices("events", ClaimType),
        s.choices("objects", ObjectClass),
        s.choice("direction", Direction),
        nearest,
        s.text("because"),
        _source(s),
    )


def _reading(s: Spec) -> Reading:
    return Reading(s.choices("events", ClaimType), s.choices("objects", ObjectClass), s.text("because"), _source(s))


def _definition(s: Spec) -> Definition:
    return Definition(
        s.text("name"),
        s.choices("all_of", ObjectClass),
        _day(s, "from"),
        s.text("because"),
        s.text("otherwise"),
        _source(s),
    )
