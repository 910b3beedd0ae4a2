"""Reads one regime file into typed specs and refuses what can't be law as it was.

Every mistake is a :class:`~probata.errors.KnowledgeError` that names the file, the line and what is
wrong: a missing source, a paragraph of a resolution that isn't in the table or beyond its last
paragraph, a successor that doesn't exist, a hole in a chain of paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from hashlib import sha256

from probata.knowledge.caps import CAP_KEYS, read_cap
from probata.knowledge.regimes import (
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
from probata.knowledge.yamlfile import Spec, parse_yaml
from probata.records import ClaimType, ObjectClass

VERSION_CHARACTERS = 12
"""Of the SHA-256 of the file, as for the ids of records."""

_PARAGRAPH = re.compile(r"OP(\d+)(\([a-z]+\))*")

_TOP = ("id", "title", "target_state", "compiled", "resolutions", "monitors", "exemptions", "not_named", "measures")
_RESOLUTION = ("adopted", "status", "source", "last_paragraph")
_MONITOR = ("id", "title", "un_body", "from", "to", "status", "source", "note")
_EXEMPTION = ("rule", "text", "decided_by", "from", "status", "source")
_MEASURE = (
    *("id", "title", "direction", "events", "objects", "paragraphs", "addressee", "exemptions", "readings"),
    *("questions", "manner", "definition", "event_is_object", "hs", "note"),
)
_PARAGRAPH_KEYS = (
    *("resolution", "paragraph", "in_force_from", "in_force_to", "superseded_by", "objects", "unclear"),
    *("direction", "scope", "cap", "status", "source"),
)


def read_regime(name: str, content: bytes) -> Regime:
    """The regime that a file of that name holds; :class:`KnowledgeError` says what is wrong with it."""
    top = Spec(parse_yaml(content.decode("utf-8", "replace"), name), _TOP, name)
    table = top.raw("resolutions")
    if not isinstance(table, Mapping) or not table:
        raise top.error("there is no table of resolutions")
    resolutions = {str(n): _resolution(str(n), Spec(v, _RESOLUTION, top.where)) for n, v in table.items()}
    measures = tuple(_measure(s, resolutions) for s in top.specs("measures", _MEASURE))
    if not measures:
        raise top.error("there are no measures")
    ids = [m.id for m in measures]
    for measure_id in ids:
        if ids.count(measure_id) > 1:
            raise top.error(f"there are two measures {measure_id}")
    not_named = top.spec("not_named", ("objects", "direction", "nearest", "because", "source"))
    if not_named and not_named.text("nearest") not in ids:
        raise not_named.error(f"the nearest measure {not_named.text('nearest')} is not in this file")
    return Regime(
        id=top.text("id"),
        title=top.text("title"),
        target_state=top.text("target_state"),
        version=sha256(content).hexdigest()[:VERSION_CHARACTERS],
        compiled=_day(top, "compiled"),
        resolutions=tuple(resolutions.values()),
        monitors=tuple(_monitor(s) for s in top.specs("monitors", _MONITOR)),
        exemptions=tuple(_exemption(s) for s in top.specs("exemptions", _EXEMPTION)),
        not_named=_not_named(not_named) if not_named else None,
        measures=measures,
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
    return Resolution(number, _day(s, "adopted"), _status(s), _source(s), s.integer("last_paragraph", None))


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
    return Exemption(s.text("rule"), s.text("text"), s.text("decided_by"), _day(s, "from"), _status(s), _source(s))


def _not_named(s: Spec) -> NotNamed:
    return NotNamed(
        s.choices("objects", ObjectClass),
        s.choice("direction", Direction),
        s.text("nearest"),
        s.text("because"),
        _source(s),
    )


def _measure(s: Spec, resolutions: Mapping[str, Resolution]) -> Measure:
    objects = s.choices("objects", ObjectClass)
    readings = tuple(_reading(r) for r in s.specs("readings", ("events", "objects", "because", "source")))
    events = s.choices("events", ClaimType)
    if not events or not (objects or readings):
        raise s.error("a measure must name events and objects")
    paragraphs = tuple(_paragraph(p, objects, resolutions) for p in s.specs("paragraphs", _PARAGRAPH_KEYS))
    _check_chain(s, paragraphs)
    manner = s.spec("manner", ("name", "words"))
    definition = s.spec("definition", ("name", "all_of", "from", "because", "otherwise", "source"))
    return Measure(
        id=s.text("id"),
        title=s.text("title"),
        direction=s.choice("direction", Direction),
        events=events,
        objects=objects,
        paragraphs=paragraphs,
        addressee=s.text("addressee"),
        exemptions=tuple(_exemption(e) for e in s.specs("exemptions", _EXEMPTION)),
        readings=readings,
        questions=tuple(Question(q.text("name"), q.text("because")) for q in s.specs("questions", ("name", "because"))),
        manner=Manner(manner.text("name"), manner.texts("words")) if manner else None,
        definition=_definition(definition) if definition else None,
        event_is_object=s.flag("event_is_object"),
        hs=s.texts("hs", ()),
        note=s.text("note", ""),
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


def _paragraph(s: Spec, objects: tuple[ObjectClass, ...], resolutions: Mapping[str, Resolution]) -> Paragraph:
    number, label = s.text("resolution"), s.text("paragraph")
    resolution = resolutions.get(number)
    if resolution is None:
        raise s.error(f"resolution {number} is not in the table of resolutions")
    form = _PARAGRAPH.fullmatch(label)
    if form is None:
        raise s.error(f"the paragraph {label!r} is not written like OP8 or OP8(a)(i)")
    if resolution.last_paragraph is not None and int(form[1]) > resolution.last_paragraph:
        raise s.error(f"there is no {label}: resolution {number} ends with OP{resolution.last_paragraph}")
    start, end = _day_or_none(s, "in_force_from") or resolution.adopted, _day_or_none(s, "in_force_to")
    if start < resolution.adopted:
        raise s.error(f"{number} {label} can't be in force before {number} was adopted ({resolution.adopted})")
    if end is not None and end < start:
        raise s.error(f"{number} {label} ends before it begins")
    own, unclear = s.choices("objects", ObjectClass, objects), s.choices("unclear", ObjectClass, ())
    for stray in (o for o in (*own, *unclear) if o not in objects):
        raise s.error(f"{number} {label} names {stray}, which its measure doesn't")
    cap = s.spec("cap", CAP_KEYS)
    return Paragraph(
        resolution=number,
        paragraph=label,
        in_force_from=start,
        in_force_to=end,
        superseded_by=s.optional("superseded_by"),
        objects=own,
        unclear=unclear,
        direction=s.choice("direction", Direction) if "direction" in s else None,
        scope=s.text("scope"),
        cap=read_cap(cap) if cap else None,
        citation_status=_status(s),
        source=_source(s),
    )


def _check_chain(s: Spec, paragraphs: tuple[Paragraph, ...]) -> None:
    """Each end needs a successor that is in the chain and begins no later than the next day."""
    by_label = {q.label: q for q in paragraphs}
    if not by_label:
        raise s.error("a measure must have paragraphs")
    if len(by_label) < len(paragraphs):
        raise s.error("a paragraph is cited twice")
    for q in paragraphs:
        if (q.in_force_to is None) is not (q.superseded_by is None):
            raise s.error(f"{q.label} must have in_force_to and superseded_by together")
        if q.in_force_to is None or q.superseded_by is None:
            continue
        successor = by_label.get(q.superseded_by)
        if successor is None:
            raise s.error(f"{q.label} is superseded by {q.superseded_by}, which is not in its chain")
        following = (date.fromisoformat(q.in_force_to) + timedelta(days=1)).isoformat()
        if successor.in_force_from > following:
            raise s.error(f"there is a gap after {q.label}: {successor.label} begins later than {following}")
