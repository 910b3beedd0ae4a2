"""Reads one regime file into typed specs and refuses what can't be law as it was.

Every mistake is a :class:`~probata.errors.KnowledgeError` that names the file, the place in it and
what is wrong: a missing source, a paragraph of a resolution that isn't in the table or beyond its
last paragraph, a successor that doesn't exist, a hole in a chain of paragraphs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NoReturn, TypeVar

from probata.errors import KnowledgeError
from probata.knowledge.regimes import (
    Cap,
    CitationStatus,
    Definition,
    Direction,
    Exemption,
    Manner,
    Measure,
    Monitor,
    NotNamed,
    Paragraph,
    Question,
    Reading,
    Regime,
    Resolution,
)
from probata.records import ClaimType, ObjectClass

VERSION_CHARACTERS = 12
"""Of the SHA-256 of the file, as for the ids of records."""

_PARAGRAPH = re.compile(r"OP(\d+)(\([a-z]+\))*")

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


class _Place:
    """A mapping of the file with the way to it, so that each error can say where."""

    def __init__(self, file: str, where: str, value: object, known: Iterable[str]) -> None:
        self.file, self.where = file, where
        if not isinstance(value, Mapping):
            self.wrong("must be a mapping")
        self.values: Mapping[str, object] = value
        unknown = sorted(set(map(str, value)) - set(known))
        if unknown:
            self.wrong(f"has the unknown entry {unknown[0]!r}")

    def wrong(self, what: str) -> NoReturn:
        raise KnowledgeError(f"{self.file}: {self.where or 'the file'} {what}")

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            self.wrong(f"has no {key}")
        return value.strip()

    def text_or_none(self, key: str) -> str | None:
        return self.text(key) if key in self.values else None

    def source(self) -> str:
        value = self.text("source")
        if not value.startswith(("http://", "https://")):
            self.wrong(f"has a source that is no web address: {value!r}")
        return value

    def day(self, key: str) -> str:
        value = self.values.get(key)
        if not isinstance(value, date):
            self.wrong(f"has no date as {key} (write it as 2017-12-22)")
        return value.isoformat()

    def day_or_none(self, key: str) -> str | None:
        return self.day(key) if key in self.values else None

    def number(self, key: str) -> int:
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
            self.wrong(f"has no whole number as {key}")
        return value

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.wrong(f"must say true or false for {key}")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            self.wrong(f"must have a list of words as {key}")
        return tuple(value)

    def one(self, key: str, kind: type[E]) -> E:
        return self._member(key, self.text(key), kind)

    def many(self, key: str, kind: type[E]) -> tuple[E, ...]:
        return tuple(self._member(key, v, kind) for v in self.words(key))

    def _member(self, key: str, value: str, kind: type[E]) -> E:
        try:
            return kind(value)
        except ValueError:
            self.wrong(f"has the unknown {key} {value!r}")

    def each(self, key: str, known: Iterable[str], make: Callable[[_Place], T], name: str = "") -> tuple[T, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self.wrong(f"must have a list as {key}")
        made = []
        for i, item in enumerate(value):
            label = item.get(name) if name and isinstance(item, Mapping) else None
            made.append(make(_Place(self.file, f"{self.where} {key}[{label or i}]".strip(), item, known)))
        return tuple(made)

    def part(self, key: str, known: Iterable[str], make: Callable[[_Place], T]) -> T | None:
        if key not in self.values:
            return None
        return make(_Place(self.file, f"{self.where} {key}".strip(), self.values[key], known))


def read_regime(name: str, content: bytes) -> Regime:
    """The regime that a file of that name holds; :class:`KnowledgeError` says what is wrong with it."""
    top = _Place(
        name,
        "",
        _parse(name, content),
        ["id", "title", "target_state", "compiled", "resolutions", "monitors", "exemptions", "not_named", "measures"],
    )
    table = top.values.get("resolutions")
    if not isinstance(table, Mapping) or not table:
        top.wrong("has no table of resolutions")
    resolutions = {str(n): _resolution(str(n), v, name) for n, v in table.items()}
    measures = top.each("measures", _MEASURE, lambda p: _measure(p, resolutions), "id")
    if not measures:
        top.wrong("has no measures")
    seen: set[str] = set()
    for measure in measures:
        if measure.id in seen:
            top.wrong(f"has two measures {measure.id}")
        seen.add(measure.id)
    return Regime(
        id=top.text("id"),
        title=top.text("title"),
        target_state=top.text("target_state"),
        version=hashlib.sha256(content).hexdigest()[:VERSION_CHARACTERS],
        compiled=top.day("compiled"),
        resolutions=tuple(resolutions.values()),
        monitors=top.each("monitors", _MONITOR, _monitor, "id"),
        exemptions=top.each("exemptions", _EXEMPTION, _exemption, "rule"),
        not_named=top.part("not_named", ("objects", "direction", "because", "source"), _not_named),
        measures=measures,
    )


def _parse(name: str, content: bytes) -> object:
    import yaml

    class UniqueKeys(yaml.SafeLoader):
        """YAML keeps the last of two equal keys in silence; a rule base must not."""

        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
            keys = [self.construct_object(k, deep=True) for k, _ in node.value]
            for i, key in enumerate(keys):
                if key in keys[:i]:
                    raise KnowledgeError(f"{name}: line {node.start_mark.line + 1} has {key!r} twice")
            return super().construct_mapping(node, deep)

    try:
        return yaml.load(content, UniqueKeys)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = f"line {mark.line + 1}" if mark else "the file"
        raise KnowledgeError(f"{name}: {at} is not YAML: {getattr(error, 'problem', error)}") from error


def _resolution(number: str, value: object, file: str) -> Resolution:
    p = _Place(file, f"resolutions[{number}]", value, ("adopted", "status", "source", "last_paragraph"))
    last = p.number("last_paragraph") if "last_paragraph" in p.values else None
    return Resolution(number, p.day("adopted"), p.one("status", CitationStatus), p.source(), last)


_MONITOR = ("id", "title", "un_body", "from", "to", "status", "source", "note")


def _monitor(p: _Place) -> Monitor:
    end = p.day_or_none("to")
    if end is not None and end < p.day("from"):
        p.wrong("ends before it begins")
    return Monitor(
        id=p.text("id"),
        title=p.text("title"),
        un_body=p.flag("un_body"),
        start=p.day("from"),
        end=end,
        citation_status=p.one("status", CitationStatus),
        source=p.source(),
        note=p.text_or_none("note") or "",
    )


_EXEMPTION = ("rule", "text", "decided_by", "from", "status", "source")


def _exemption(p: _Place) -> Exemption:
    return Exemption(
        p.text("rule"),
        p.text("text"),
        p.text("decided_by"),
        p.day("from"),
        p.one("status", CitationStatus),
        p.source(),
    )


def _not_named(p: _Place) -> NotNamed:
    return NotNamed(p.many("objects", ObjectClass), p.one("direction", Direction), p.text("because"), p.source())


_MEASURE = [
    "id",
    "title",
    "direction",
    "events",
    "objects",
    "paragraphs",
    "addressee",
    "exemptions",
    "readings",
    "questions",
    "manner",
    "definition",
    "event_is_object",
    "hs",
    "note",
]


def _measure(p: _Place, resolutions: Mapping[str, Resolution]) -> Measure:
    objects = p.many("objects", ObjectClass)
    readings = p.each("readings", ("events", "objects", "because", "source"), _reading)
    if not objects and not readings:
        p.wrong("names no objects")
    events = p.many("events", ClaimType)
    if not events:
        p.wrong("names no events")
    paragraphs = p.each("paragraphs", _PARAGRAPH_KEYS, lambda q: _paragraph(q, objects, resolutions), "paragraph")
    if not paragraphs:
        p.wrong("has no paragraphs")
    _check_chain(p, paragraphs)
    return Measure(
        id=p.text("id"),
        title=p.text("title"),
        direction=p.one("direction", Direction),
        events=events,
        objects=objects,
        paragraphs=paragraphs,
        addressee=p.text("addressee"),
        exemptions=p.each("exemptions", _EXEMPTION, _exemption, "rule"),
        readings=readings,
        questions=p.each("questions", ("name", "because"), lambda q: Question(q.text("name"), q.text("because"))),
        manner=p.part("manner", ("name", "words"), lambda q: Manner(q.text("name"), q.words("words"))),
        definition=p.part("definition", _DEFINITION, _definition),
        event_is_object=p.flag("event_is_object"),
        hs=p.words("hs"),
        note=p.text_or_none("note") or "",
    )


def _reading(p: _Place) -> Reading:
    return Reading(p.many("events", ClaimType), p.many("objects", ObjectClass), p.text("because"), p.source())


_DEFINITION = ("name", "all_of", "from", "because", "otherwise", "source")


def _definition(p: _Place) -> Definition:
    return Definition(
        p.text("name"),
        p.many("all_of", ObjectClass),
        p.day("from"),
        p.text("because"),
        p.text("otherwise"),
        p.source(),
    )


_PARAGRAPH_KEYS = [
    "resolution",
    "paragraph",
    "in_force_from",
    "in_force_to",
    "superseded_by",
    "objects",
    "unclear",
    "direction",
    "scope",
    "cap",
    "status",
    "source",
]


def _paragraph(p: _Place, objects: tuple[ObjectClass, ...], resolutions: Mapping[str, Resolution]) -> Paragraph:
    number, label = p.text("resolution"), p.text("paragraph")
    resolution = resolutions.get(number)
    if resolution is None:
        p.wrong(f"cites resolution {number}, which is not in the table of resolutions")
    form = _PARAGRAPH.fullmatch(label)
    if form is None:
        p.wrong(f"cites {label!r}, which is not written like OP8 or OP8(a)(i)")
    if resolution.last_paragraph is not None and int(form[1]) > resolution.last_paragraph:
        p.wrong(f"cites {label}, but resolution {number} ends with OP{resolution.last_paragraph}")
    start, end = p.day_or_none("in_force_from") or resolution.adopted, p.day_or_none("in_force_to")
    if start < resolution.adopted:
        p.wrong(f"is in force before {number} was adopted ({resolution.adopted})")
    if end is not None and end < start:
        p.wrong("ends before it begins")
    own = p.many("objects", ObjectClass) if "objects" in p.values else objects
    unclear = p.many("unclear", ObjectClass)
    stray = [o for o in (*own, *unclear) if o not in objects]
    if stray:
        p.wrong(f"names {stray[0]!s}, which the measure doesn't")
    return Paragraph(
        resolution=number,
        paragraph=label,
        in_force_from=start,
        in_force_to=end,
        superseded_by=p.text_or_none("superseded_by"),
        objects=own,
        unclear=unclear,
        direction=p.one("direction", Direction) if "direction" in p.values else None,
        scope=p.text("scope"),
        cap=p.part("cap", ("amount", "unit", "or", "period", "period_from"), _cap),
        citation_status=p.one("status", CitationStatus),
        source=p.source(),
    )


def _cap(p: _Place) -> Cap:
    return Cap(p.number("amount"), p.text("unit"), p.text("period"), p.day("period_from"), p.text_or_none("or"))


def _check_chain(p: _Place, paragraphs: tuple[Paragraph, ...]) -> None:
    """Each end needs a successor that is in the chain and begins no later than the next day."""
    by_label = {q.label: q for q in paragraphs}
    if len(by_label) < len(paragraphs):
        p.wrong("cites a paragraph twice")
    for q in paragraphs:
        if q.superseded_by is not None and q.superseded_by not in by_label:
            p.wrong(f"says that {q.label} is superseded by {q.superseded_by}, which is not in its chain")
        if (q.in_force_to is None) is not (q.superseded_by is None):
            p.wrong(f"must give in_force_to and superseded_by of {q.label} together")
        if q.in_force_to is not None and q.superseded_by is not None:
            following = (date.fromisoformat(q.in_force_to) + timedelta(days=1)).isoformat()
            if by_label[q.superseded_by].in_force_from > following:
                p.wrong(f"has a gap after {q.label}: {q.superseded_by} begins later than {following}")
