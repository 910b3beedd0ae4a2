"""The EU's financial sanctions files (``xmlFullSanctionsList_1_1``): root ``export``, one ``sanctionEntity`` an entry.

The version is the namespace; another one is refused by :mod:`probata.screening.formats`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from probata.errors import BadList
from probata.records import Birth, Entry, EntryKind, ListedName, NameKind
from probata.screening.safexml import Element, elements, inner
from probata.screening.values import birth, birth_between, identifier, iso_date, text_of, unique

_KINDS = {"person": EntryKind.PERSON, "enterprise": EntryKind.ORGANISATION, "entity": EntryKind.ORGANISATION}
_NO_COUNTRY = {"00", ""}


def read(path: Path, where: str, list_id: str) -> Iterator[Entry]:
    """The entries in the file's order; :class:`BadList` for one without number or name."""
    for element in elements(path, where, ("sanctionEntity",)):
        ref = text_of(element.get("euReferenceNumber") or element.get("logicalId"))
        found: dict[str, NameKind] = {}
        for alias in element.iter("{*}nameAlias"):
            text = text_of(alias.get("wholeName")) or " ".join(
                unique(alias.get(part) for part in ("firstName", "middleName", "lastName"))
            )
            if text:
                strong = text_of(alias.get("strong")).lower() != "false"
                kind = NameKind.PRIMARY if strong and not found else NameKind.STRONG if strong else NameKind.WEAK
                found.setdefault(text, kind)
        if not ref or not found:
            raise BadList(where, f"line {element.sourceline}: an entry without {'a name' if ref else 'a number'}")
        subject = element.find("{*}subjectType")
        code = text_of(subject.get("code")).lower() if subject is not None else ""
        papers = [
            identifier(i.get("identificationTypeCode") or "", i.get("number"))
            for i in element.iter("{*}identification")
        ]
        states = [e.get("countryIso2Code") for e in element.iter("{*}citizenship", "{*}address", "{*}identification")]
        rules = list(element.iter("{*}regulation"))
        remark = inner(element, "remark")
        if code not in _KINDS and any(p and p.kind == "imo" for p in papers):
            kind_of = EntryKind.VESSEL
        else:
            kind_of = _KINDS.get(code, EntryKind.UNKNOWN)
        yield Entry(
            list=list_id,
            ref=ref,
            kind=kind_of,
            names=tuple(ListedName(text, kind) for text, kind in found.items()),
            births=tuple(dict.fromkeys(b for b in map(_birth, element.iter("{*}birthdate")) if b)),
            countries=unique(s for s in states if s not in _NO_COUNTRY),
            identifiers=tuple(dict.fromkeys(p for p in papers if p)),
            programmes=unique(r.get("programme") for r in rules),
            listed_on=iso_date(element.get("designationDate"))
            or min(filter(None, (iso_date(r.get("publicationDate")) for r in rules)), default=None),
            remarks=text_of(remark) or None,
            also=unique([element.get("unitedNationId")]),
        )


def _birth(element: Element) -> Birth | None:
    circa = text_of(element.get("circa")).lower() == "true"
    return birth(element.get("birthdate") or element.get("year"), circa) or birth_between(
        element.get("yearRangeFrom"), element.get("yearRangeTo"), circa
    )
