"""The UN Security Council's consolidated list (``consolidated.xml``): individuals and entities of all committees.

Elements after the Council's XSD: ``CONSOLIDATED_LIST`` with ``INDIVIDUALS/INDIVIDUAL`` and ``ENTITIES/ENTITY``. The
format has no version number; a root of another name is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from probata.errors import BadList
from probata.records import Birth, Entry, EntryKind, Identifier, ListedName, NameKind
from probata.screening.safexml import Element, elements, inner, inners
from probata.screening.values import birth, birth_between, identifier, iso_date, text_of, unique

_NAME = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_QUALITY = {"low": NameKind.WEAK, "f.k.a.": NameKind.FORMER}


def read(path: Path, where: str, list_id: str) -> Iterator[Entry]:
    """The entries in the file's order; :class:`BadList` for one without number or name."""
    for element in elements(path, where, ("INDIVIDUAL", "ENTITY")):
        if inner(element, "DATAID") is None:
            raise BadList(where, f"line {element.sourceline}: an entry without DATAID; not a format that is known")
        names = [ListedName(" ".join(unique(inner(element, n) for n in _NAME)), NameKind.PRIMARY)]
        names += [ListedName(text_of(t), NameKind.STRONG) for t in inners(element, "NAME_ORIGINAL_SCRIPT")]
        person = element.tag.endswith("INDIVIDUAL")
        for alias in element.iter("{*}INDIVIDUAL_ALIAS", "{*}ENTITY_ALIAS"):
            quality = text_of(inner(alias, "QUALITY")).lower()
            names.append(ListedName(text_of(inner(alias, "ALIAS_NAME")), _QUALITY.get(quality, NameKind.STRONG)))
        names = [n for n in dict.fromkeys(names) if n.text]
        if not names:
            raise BadList(where, f"line {element.sourceline}: an entry without a name")
        papers = (
            identifier(inner(d, "TYPE_OF_DOCUMENT") or "", inner(d, "NUMBER"))
            for d in element.iter("{*}INDIVIDUAL_DOCUMENT")
        )
        states = [value.text for nation in element.iter("{*}NATIONALITY") for value in nation.iter("{*}VALUE")]
        states += [inner(a, "COUNTRY") for a in element.iter("{*}ENTITY_ADDRESS")]
        yield Entry(
            list=list_id,
            ref=text_of(inner(element, "REFERENCE_NUMBER") or inner(element, "DATAID")),
            kind=EntryKind.PERSON if person else EntryKind.ORGANISATION,
            names=tuple(names),
            births=tuple(dict.fromkeys(b for b in map(_birth, element.iter("{*}INDIVIDUAL_DATE_OF_BIRTH")) if b)),
            countries=unique(states),
            identifiers=_unique(papers),
            programmes=unique([inner(element, "UN_LIST_TYPE")]),
            listed_on=iso_date(inner(element, "LISTED_ON")),
            remarks=text_of(inner(element, "COMMENTS1")) or None,
        )


def _unique(papers: Iterator[Identifier | None]) -> tuple[Identifier, ...]:
    return tuple(dict.fromkeys(p for p in papers if p))


def _birth(element: Element) -> Birth | None:
    circa = text_of(inner(element, "TYPE_OF_DATE")).upper().startswith("APPROX")
    told = inner(element, "DATE") or inner(element, "YEAR")
    return birth(told, circa) or birth_between(inner(element, "FROM_YEAR"), inner(element, "TO_YEAR"), circa)
