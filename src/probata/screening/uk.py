"""The UK Sanctions List of the FCDO, the only UK list since January 2026: XML (``Designations``) and CSV.

Both hold the same fields; a designation is one element there, and one line for each of its names here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from probata.errors import BadList
from probata.records import Entry, EntryKind, Identifier, ListedName, NameKind
from probata.screening.safexml import elements, inner, inners
from probata.screening.values import birth, identifier, iso_date, text_of, unique

_KINDS = {"individual": EntryKind.PERSON, "entity": EntryKind.ORGANISATION, "ship": EntryKind.VESSEL}
_PARTS = ("1", "2", "3", "4", "5", "6")
"""Name 6 is the family name, or the whole name of a body."""

COLUMNS = ("unique id", "name 6", "name type", "designation type", "regime name")
"""What a CSV must have to be this list."""


def read_xml(path: Path, where: str, list_id: str) -> Iterator[Entry]:
    """The entries in the file's order; :class:`BadList` for one without number or name."""
    for element in elements(path, where, ("Designation",)):
        names = [
            ListedName(
                " ".join(unique(inner(n, f"Name{part}") for part in _PARTS)),
                _kind(inner(n, "NameType"), inner(n, "AliasStrength")),
            )
            for n in element.iter("{*}Name")
        ]
        names += [ListedName(text_of(t)) for t in inners(element, "NameNonLatinScript")]
        papers = [identifier("passport", t) for t in inners(element, "PassportNumber")]
        papers += [identifier("national identifier", t) for t in inners(element, "NationalIdentifierNumber")]
        papers += [identifier("business registration", t) for t in inners(element, "BusinessRegistrationNumber")]
        papers += [identifier("imo number", t) for t in inners(element, "IMONumber")]
        states = inners(element, "Nationality") + inners(element, "AddressCountry")
        states += inners(element, "CurrentBelievedFlagOfShip")
        yield _entry(
            where,
            element.sourceline,
            list_id,
            inner(element, "UniqueID"),
            inner(element, "IndividualEntityShip"),
            names,
            inners(element, "DOB"),
            states,
            papers,
            inner(element, "RegimeName"),
            inner(element, "DateDesignated"),
            inner(element, "OtherInformation"),
            inner(element, "UNReferenceNumber"),
        )


def read_csv(path: Path, where: str, list_id: str) -> Iterator[Entry]:
    """The entries in the file's order; :class:`BadList` for bytes that aren't UTF-8, a line too short or an entry
    without number or name."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            columns: list[str] = []
            for line in reader:  # a line "Report Date: …" stands before the header
                columns = [text_of(c).lower() for c in line]
                if set(COLUMNS) <= set(columns):
                    break
            rows = _rows(reader, columns, where)
            for ref, group in groupby(rows, key=lambda row: row[1]["unique id"]):
                yield _of_rows(list(group), ref, where, list_id)
    except UnicodeDecodeError as error:
        raise BadList(where, f"byte {error.start}: isn't UTF-8") from None
    except csv.Error as error:
        raise BadList(where, f"isn't whole CSV ({error})") from None


def _rows(reader: Iterable[list[str]], columns: list[str], where: str) -> Iterator[tuple[int, dict[str, str]]]:
    for line in reader:
        number = getattr(reader, "line_num", 0)
        if not any(cell.strip() for cell in line):
            continue
        if len(line) != len(columns):
            raise BadList(where, f"line {number}: has {len(line)} fields where the header has {len(columns)}")
        yield number, dict(zip(columns, line, strict=True))


def _of_rows(rows: list[tuple[int, dict[str, str]]], ref: str, where: str, list_id: str) -> Entry:
    lines: list[Mapping[str, str]] = [row for _, row in rows]
    names = [
        ListedName(
            " ".join(unique(row.get(f"name {part}") for part in _PARTS)),
            _kind(row.get("name type"), row.get("alias strength")),
        )
        for row in lines
    ]
    names += [ListedName(text_of(row.get("name non-latin script"))) for row in lines]

    def each(column: str) -> list[str | None]:
        return [row.get(column) for row in lines]

    papers = [identifier("passport", t) for t in each("passport number")]
    papers += [identifier("national identifier", t) for t in each("national identifier number")]
    papers += [identifier("business registration", t) for t in each("business registration number (s)")]
    papers += [identifier("imo number", t) for t in each("imo number")]
    states = each("nationality(/ies)") + each("address country") + each("current believed flag of ship")
    row = lines[0]
    return _entry(
        where,
        rows[0][0],
        list_id,
        ref,
        row.get("designation type"),
        names,
        each("d.o.b"),
        states,
        papers,
        row.get("regime name"),
        row.get("date designated"),
        row.get("other information"),
        row.get("un reference number"),
    )


def _entry(
    where: str,
    line: int,
    list_id: str,
    ref: str | None,
    kind: str | None,
    names: Iterable[ListedName],
    births: Iterable[str | None],
    states: Iterable[str | None],
    papers: Iterable[Identifier | None],
    regime: str | None,
    listed_on: str | None,
    remarks: str | None,
    un: str | None,
) -> Entry:
    kept = sorted((n for n in dict.fromkeys(names) if n.text), key=lambda n: n.kind is not NameKind.PRIMARY)
    if not text_of(ref) or not kept:
        raise BadList(where, f"line {line}: an entry without {'a name' if text_of(ref) else 'a number'}")
    return Entry(
        list=list_id,
        ref=text_of(ref),
        kind=_KINDS.get(text_of(kind).lower(), EntryKind.UNKNOWN),
        names=tuple(kept),
        births=tuple(dict.fromkeys(b for b in map(birth, births) if b)),
        countries=unique(states),
        identifiers=tuple(dict.fromkeys(p for p in papers if p)),
        programmes=unique([regime]),
        listed_on=iso_date(listed_on),
        remarks=text_of(remarks) or None,
        also=unique([un]),
    )


def _kind(name_type: str | None, strength: str | None) -> NameKind:
    if text_of(name_type).lower() == "primary name":
        return NameKind.PRIMARY
    return NameKind.WEAK if text_of(strength).lower().startswith("low") else NameKind.STRONG
