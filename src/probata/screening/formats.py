"""Which list a file is, told by its content; and its entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from probata.errors import BadList
from probata.records import Entry
from probata.screening import eu, ftm, ofac, uk, un
from probata.screening.safexml import head, root_of

_OFAC = {
    "http://www.un.org/sanctions/1.0",
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML",
}
_EU = "http://eu.europa.ec/fpi/fsd/export"


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read: the name that people know, the list it is by default, and its reader."""

    name: str
    list_id: str
    read: Callable[[Path, str, str], Iterator[Entry]]


_UN = Format("UN consolidated XML", "UN", un.read)
_FORMATS = {
    "CONSOLIDATED_LIST": _UN,
    "Sanctions": Format("OFAC advanced XML", "OFAC", ofac.read),
    "export": Format("EU FSF XML 1.1", "EU", eu.read),
    "Designations": Format("UK sanctions list XML", "UK", uk.read_xml),
}
_CSV = Format("UK sanctions list CSV", "UK", uk.read_csv)
_FTM = Format("OpenSanctions FtM JSON lines", "OPENSANCTIONS", ftm.read)


def format_of(path: Path, where: str) -> Format:
    """The format of a file. :class:`BadList` for an unknown one, or an unknown version of a known one."""
    start = head(path)
    begin = start.lstrip("\ufeff \t\r\n")
    if not begin:
        raise BadList(where, "line 1: there is nothing in it")
    if begin.startswith("{"):
        return _FTM
    if not begin.startswith("<"):
        if any(set(uk.COLUMNS) <= {c.strip(' "').lower() for c in line.split(",")} for line in begin.splitlines()[:5]):
            return _CSV
        raise BadList(where, f"line 1: is none of {', '.join(f.name for f in (*_FORMATS.values(), _CSV, _FTM))}")
    namespace, name, attributes = root_of(path, where)
    found = _FORMATS.get(name)
    if found is None:
        raise BadList(where, f"line 1: <{name[:40]}> is the root of no list that is read")
    version = attributes.get("Version", "")
    if name == "Sanctions" and namespace not in _OFAC:
        raise BadList(where, f"line 1: an OFAC list of an unknown version (namespace {namespace[:120]!r})")
    if name == "Sanctions" and version and version.split(".")[0] not in {"1", "3"}:
        raise BadList(where, f"line 1: an OFAC list of an unknown version ({version[:20]!r})")
    if name == "export" and namespace != _EU:
        raise BadList(where, f"line 1: an EU list of an unknown version (namespace {namespace[:120]!r})")
    return found


def entries(path: Path, where: str, list_id: str, by: Format) -> Iterator[Entry]:
    """The entries of a file, each number once (:class:`BadList` for a second one, or for a list without any)."""
    seen: set[str] = set()
    for entry in by.read(path, where, list_id):
        if entry.ref in seen:
            raise BadList(where, f"the number {entry.ref} stands there twice")
        seen.add(entry.ref)
        yield entry
    if not seen:
        raise BadList(where, "there is no entry in it")
