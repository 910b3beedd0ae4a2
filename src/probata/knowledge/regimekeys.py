"""The keys of a regime file, each with what it holds: what the reader accepts, and the JSON Schema of the same."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from probata.knowledge.caps import Rhythm
from probata.knowledge.regimes import CitationStatus, Direction, Kind
from probata.records import ClaimType, ObjectClass

TEXT: Mapping[str, Any] = {"type": "string", "minLength": 1}
TEXTS: Mapping[str, Any] = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
FLAG: Mapping[str, Any] = {"type": "boolean"}
WHOLE: Mapping[str, Any] = {"type": "integer", "minimum": 1}
DAY: Mapping[str, Any] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
DAY_OR_NULL: Mapping[str, Any] = {"anyOf": [DAY, {"type": "null"}]}
DAY_OR_YEAR: Mapping[str, Any] = {"type": "string", "pattern": r"^\d{4}(-\d{2}-\d{2})?$"}
ADDRESS: Mapping[str, Any] = {"type": "string", "pattern": "^https?://"}


def _one(kind: type[Enum]) -> Mapping[str, Any]:
    return {"enum": [m.value for m in kind]}


def _some(kind: type[Enum]) -> Mapping[str, Any]:
    return {"anyOf": [_one(kind), {"type": "array", "items": _one(kind)}]}


def _ref(name: str) -> Mapping[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _refs(name: str) -> Mapping[str, Any]:
    return {"type": "array", "items": _ref(name)}


_SOURCED: Mapping[str, Any] = {"status!": _one(CitationStatus), "source!": ADDRESS}

_FIELDS: Mapping[str, Mapping[str, Any]] = {
    "regime": {
        "id!": TEXT,
        "title!": TEXT,
        "targets!": TEXTS,
        "compiled!": DAY,
        "note": TEXT,
        "resolutions!": {"type": "object", "additionalProperties": _ref("resolution"), "minProperties": 1},
        "monitors": _refs("monitor"),
        "exemptions": _refs("exemption"),
        "not_named": _refs("not_named"),
        "contested": _ref("contested"),
        "measures!": {**_refs("measure"), "minItems": 1},
    },
    "resolution": {"adopted!": DAY_OR_YEAR, "last_paragraph": WHOLE, **_SOURCED},
    "monitor": {
        "id!": TEXT,
        "title!": TEXT,
        "un_body": FLAG,
        "from!": DAY,
        "to": DAY_OR_NULL,
        "note": TEXT,
        **_SOURCED,
    },
    "exemption": {"rule!": TEXT, "text!": TEXT, "decided_by!": TEXT, "from": DAY, **_SOURCED},
    "not_named": {
        "events!": _some(ClaimType),
        "objects!": _some(ObjectClass),
        "direction!": _one(Direction),
        "nearest!": TEXT,
        "because!": TEXT,
        "source!": ADDRESS,
    },
    "contested": {"since!": DAY, "because!": TEXT, "sides!": {**_refs("side"), "minItems": 2}},
    "side": {"who!": TEXT, "says!": TEXT, "source!": ADDRESS},
    "measure": {
        "id!": TEXT,
        "title!": TEXT,
        "kind": _one(Kind),
        "direction!": _one(Direction),
        "addressee!": TEXT,
        "events": _some(ClaimType),
        "objects": _some(ObjectClass),
        "items": TEXTS,
        "excluded": TEXTS,
        "hs": TEXTS,
        "unmatched": TEXT,
        "targets": TEXTS,
        "binds": TEXTS,
        "event_is_object": FLAG,
        "note": TEXT,
        "exemptions": _refs("exemption"),
        "readings": _refs("reading"),
        "questions": _refs("question"),
        "manner": _ref("manner"),
        "definition": _ref("definition"),
        "contested": _ref("contested"),
        "paragraphs!": {**_refs("paragraph"), "minItems": 1},
    },
    "paragraph": {
        "resolution!": TEXT,
        "paragraph!": TEXT,
        "scope!": TEXT,
        "direction": _one(Direction),
        "in_force_from": DAY,
        "in_force_to": DAY_OR_NULL,
        "superseded_by": TEXT,
        "ended": TEXT,
        "known_from": DAY,
        "known_to": DAY,
        "objects": _some(ObjectClass),
        "items": TEXTS,
        "unclear": TEXTS,
        "excluded": TEXTS,
        "cap": _ref("cap"),
        **_SOURCED,
    },
    "reading": {"events!": _some(ClaimType), "objects!": _some(ObjectClass), "because!": TEXT, "source!": ADDRESS},
    "question": {"name!": TEXT, "because!": TEXT},
    "manner": {"name!": TEXT, "words!": TEXTS},
    "definition": {
        "name!": TEXT,
        "all_of!": _some(ObjectClass),
        "from!": DAY,
        "because!": TEXT,
        "otherwise!": TEXT,
        "source!": ADDRESS,
    },
    "cap": {"limits!": {**_refs("limit"), "minItems": 1}, "period!": _one(Rhythm), "from!": DAY},
    "limit": {"amount!": WHOLE, "unit!": TEXT},
}
"""Part of a file → its keys; ``!`` marks those that must be there."""


def keys(part: str) -> tuple[str, ...]:
    """The keys that a part of a file may have."""
    return tuple(key.rstrip("!") for key in _FIELDS[part])


def needed(part: str) -> tuple[str, ...]:
    """The keys that a part of a file must have."""
    return tuple(key[:-1] for key in _FIELDS[part] if key.endswith("!"))


def file_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a regime file. What it can't say (chains, dates in order) ``regimes check`` says."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A sanctions regime as dated data",
        **_schema("regime"),
        "$defs": {part: _schema(part) for part in _FIELDS if part != "regime"},
    }


def _schema(part: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key.rstrip("!"): dict(value) for key, value in _FIELDS[part].items()},
        "required": sorted(needed(part)),
        "additionalProperties": False,
    }
