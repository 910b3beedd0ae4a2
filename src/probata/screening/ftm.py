"""OpenSanctions' entities as JSON lines (``entities.ftm.json``; FollowTheMoney) of any of its data sets.

An entry is made of each entity that is a target (or has the topic "sanction"); addresses, passports and the sanctions
themselves are entities of their own that refer to it, often further down, so they are gathered in a first reading.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from probata.errors import BadList
from probata.records import Birth, Entry, EntryKind, Identifier, ListedName, NameKind
from probata.screening.values import birth, identifier, iso_date, text_of, unique

_KINDS = {
    "Person": EntryKind.PERSON,
    "Organization": EntryKind.ORGANISATION,
    "Company": EntryKind.ORGANISATION,
    "PublicBody": EntryKind.ORGANISATION,
    "Vessel": EntryKind.VESSEL,
    "Airplane": EntryKind.AIRCRAFT,
    "LegalEntity": EntryKind.UNKNOWN,
}
_NAMES = (
    ("name", NameKind.STRONG),
    ("alias", NameKind.STRONG),
    ("weakAlias", NameKind.WEAK),
    ("previousName", NameKind.FORMER),
)
_STATES = ("nationality", "citizenship", "country", "jurisdiction", "flag")
_NUMBERS = {
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "passportNumber": "passport",
    "registrationNumber": "registration number",
    "idNumber": "id number",
    "serialNumber": "serial number",
}
_LONGEST = 4 * 1024 * 1024
"""Bytes of a line: the largest entities have some hundred kilobytes."""

_Sanctions = dict[str, list[tuple[list[str], list[str], list[str]]]]


def read(path: Path, where: str, list_id: str) -> Iterator[Entry]:
    """The entries in the file's order; :class:`BadList` with the line of what isn't an entity."""
    told, papers = _gathered(path, where)
    for number, entity in _entities(path, where):
        kind = _KINDS.get(entity["schema"])
        values = entity["properties"]
        if kind is None or not _listed(entity, values):
            continue
        names = [ListedName(text, k) for prop, k in _NAMES for text in unique(_texts(values, prop))]
        caption = text_of(entity.get("caption"))
        if not names and not caption:
            raise BadList(where, f"line {number}: an entity without a name")
        primary = caption or names[0].text
        names = [ListedName(primary, NameKind.PRIMARY), *(n for n in names if n.text != primary)]
        sanctions = told.get(entity["id"], [])
        numbers = [identifier(word, v) for prop, word in _NUMBERS.items() for v in _texts(values, prop)]
        numbers += papers.get(entity["id"], [])
        days = [d for s in sanctions for d in map(iso_date, s[1]) if d]
        births: list[Birth | None] = [birth(t) for t in _texts(values, "birthDate")]
        yield Entry(
            list=list_id,
            ref=entity["id"],
            kind=kind,
            names=tuple(dict.fromkeys(names)),
            births=tuple(dict.fromkeys(b for b in births if b)),
            countries=unique(s for prop in _STATES for s in _texts(values, prop)),
            identifiers=tuple(dict.fromkeys(n for n in numbers if n)),
            programmes=unique([p for s in sanctions for p in s[0]] + list(_texts(values, "programId"))),
            listed_on=min(days, default=None),
            remarks=text_of(" ".join(_texts(values, "notes")))[:2000] or None,
            also=unique(a for s in sanctions for a in s[2]),
        )


def _gathered(path: Path, where: str) -> tuple[_Sanctions, dict[str, list[Identifier | None]]]:
    told: _Sanctions = defaultdict(list)
    papers: dict[str, list[Identifier | None]] = defaultdict(list)
    for _, entity in _entities(path, where):
        values = entity["properties"]
        if entity["schema"] == "Sanction":
            programmes = [*_texts(values, "programId"), *_texts(values, "program")]
            days = [*_texts(values, "listingDate"), *_texts(values, "startDate")]
            for owner in _texts(values, "entity"):
                told[owner].append((programmes, days, [*_texts(values, "unscId"), *_texts(values, "authorityId")]))
        elif entity["schema"] in {"Passport", "Identification"}:
            word = "passport" if entity["schema"] == "Passport" else " ".join(_texts(values, "type")) or "number"
            for owner in _texts(values, "holder"):
                papers[owner] += [identifier(word, n) for n in _texts(values, "number")]
    return told, papers


def _entities(path: Path, where: str) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(_LONGEST), b""), start=1):
            if not line.strip():
                continue
            try:
                entity = json.loads(line)
            except (ValueError, RecursionError):
                raise BadList(where, f"line {number}: isn't whole JSON") from None
            values = entity.get("properties") if isinstance(entity, dict) else None
            if not isinstance(values, dict) or not all(isinstance(entity.get(k), str) for k in ("id", "schema")):
                raise BadList(where, f"line {number}: isn't an entity of FollowTheMoney (id, schema, properties)")
            yield number, entity


def _texts(values: dict[str, Any], name: str) -> list[str]:
    found = values.get(name)
    return [v for v in found if isinstance(v, str)] if isinstance(found, list) else []


def _listed(entity: dict[str, Any], values: dict[str, Any]) -> bool:
    return entity.get("target") is True or any(t.startswith("sanction") for t in _texts(values, "topics"))
