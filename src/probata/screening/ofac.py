"""OFAC's lists in the advanced format (``SDN_ADVANCED.XML``), the Advanced Sanctions Data Model.

Everything in it refers by number to something else: kinds of names and features to ``ReferenceValueSets``, papers by
``IDRegDocuments`` to an identity, programmes and dates by ``SanctionsEntries`` to a profile, which stand *behind* the
parties. So the file is read twice, and what the first reading keeps is numbers and short texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from probata.errors import BadList
from probata.records import Birth, Entry, EntryKind, Identifier, ListedName, NameKind
from probata.screening.safexml import Element, elements, inner, local
from probata.screening.values import birth, birth_between, identifier, text_of, unique

_REFERENCES = ("AliasType", "FeatureType", "IDRegDocType", "Country", "NamePartType")
_PASSED = ("Location", "IDRegDocument", "ProfileRelationship", "SanctionsEntry")
"""Asked for in both readings, so that the parser lets go of them."""
_KINDS = {"1": EntryKind.VESSEL, "2": EntryKind.AIRCRAFT, "3": EntryKind.ORGANISATION, "4": EntryKind.PERSON}
"""``PartySubTypeID`` of the data model; the same numbers since 2015."""

_STATES = {"nationality country", "nationality", "citizenship country", "citizenship", "location", "vessel flag"}
_ORDER = {"last name": 1}
"""OFAC writes the family name first; a reader expects it last. Other parts keep their order."""


@dataclass(slots=True)
class _References:
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    papers: dict[str, list[Identifier]] = field(default_factory=lambda: defaultdict(list))
    programmes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    listed: dict[str, str] = field(default_factory=dict)

    def word(self, kind: str, number: str | None) -> str:
        return self.words.get((kind, number or ""), "")


def read(path: Path, where: str, list_id: str) -> Iterator[Entry]:
    """The entries in the file's order; :class:`BadList` for one without number or name."""
    known = _references(path, where)
    for party in elements(path, where, ("DistinctParty", *_PASSED)):
        if local(party) == "DistinctParty":
            yield _entry(party, known, where, list_id)


def _references(path: Path, where: str) -> _References:
    known = _References()
    tags = (*_REFERENCES, "DistinctParty", *_PASSED)
    for element in elements(path, where, tags):
        name = local(element)
        if name == "Location":
            for country in element.iter("{*}LocationCountry"):
                known.places[element.get("ID", "")] = known.word("Country", country.get("CountryID"))
        elif name == "IDRegDocument":
            kind = known.word("IDRegDocType", element.get("IDRegDocTypeID"))
            if paper := identifier(kind, inner(element, "IDRegistrationNo")):
                known.papers[element.get("IdentityID", "")].append(paper)
        elif name == "SanctionsEntry":
            profile = element.get("ProfileID", "")
            # A measure's comment is the programme's short name ("SDGT").
            known.programmes[profile] += [
                t for m in element.iter("{*}SanctionsMeasure") if (t := text_of(inner(m, "Comment")))
            ]
            days = (_day(d) for d in element.iter("{*}Date"))
            if first := min((d for d in days if d), default=None):
                known.listed[profile] = min(first, known.listed.get(profile, first))
        elif name in _REFERENCES:
            known.words[name, element.get("ID", "")] = text_of(element.text)
    if not known.words:
        raise BadList(where, "line 1: has no ReferenceValueSets; not the advanced format that is known")
    return known


def _entry(party: Element, known: _References, where: str, list_id: str) -> Entry:
    profile = party.find("{*}Profile")
    ref = text_of(party.get("FixedRef"))
    names = list(_names(party, known))
    if profile is None or not ref or not names:
        raise BadList(where, f"line {party.sourceline}: a party without {'a name' if ref else 'a number'}")
    births: list[Birth | None] = []
    states: list[str] = []
    numbers: list[Identifier | None] = []
    for feature in party.iter("{*}Feature"):
        word = known.word("FeatureType", feature.get("FeatureTypeID"))
        if word.lower() == "birthdate":
            births += [_birth(p) for p in feature.iter("{*}DatePeriod")]
        elif word.lower() in _STATES:
            states += [known.places.get(p.get("LocationID", ""), "") for p in feature.iter("{*}VersionLocation")]
            states += [text_of(d.text) for d in feature.iter("{*}VersionDetail") if word.lower() == "vessel flag"]
        elif "mmsi" in word.lower() or "tail number" in word.lower() or "maritime mobile" in word.lower():
            numbers += [identifier(word, d.text) for d in feature.iter("{*}VersionDetail")]
    for identity in party.iter("{*}Identity"):
        numbers += known.papers.get(identity.get("ID", ""), [])
    number = profile.get("ID", "")
    return Entry(
        list=list_id,
        ref=ref,
        kind=_KINDS.get(profile.get("PartySubTypeID", ""), EntryKind.UNKNOWN),
        names=tuple(sorted(dict.fromkeys(names), key=lambda n: n.kind is not NameKind.PRIMARY)),
        births=tuple(dict.fromkeys(b for b in births if b)),
        countries=unique(states),
        identifiers=tuple(dict.fromkeys(n for n in numbers if n)),
        programmes=unique(known.programmes.get(number, ())),
        listed_on=known.listed.get(number),
        remarks=text_of(inner(party, "Comment")) or None,
    )


def _names(party: Element, known: _References) -> Iterator[ListedName]:
    for identity in party.iter("{*}Identity"):
        groups = {
            g.get("ID"): known.word("NamePartType", g.get("NamePartTypeID")).lower()
            for g in identity.iter("{*}NamePartGroup")
            if g.get("ID")
        }
        first = True
        for alias in identity.iter("{*}Alias"):
            word = known.word("AliasType", alias.get("AliasTypeID")).upper()
            for name in alias.iter("{*}DocumentedName"):
                parts = [
                    (groups.get(v.get("NamePartGroupID"), ""), text_of(v.text)) for v in name.iter("{*}NamePartValue")
                ]
                text = " ".join(t for _, t in sorted(parts, key=lambda p: _ORDER.get(p[0], 0)) if t)
                if not text:
                    continue
                if alias.get("LowQuality") == "true":
                    kind = NameKind.WEAK
                elif word == "F.K.A.":
                    kind = NameKind.FORMER
                else:
                    main = alias.get("Primary") == "true" and first
                    kind = NameKind.PRIMARY if main else NameKind.STRONG
                    first = first and not main
                yield ListedName(text, kind)


def _birth(period: Element) -> Birth | None:
    circa = any(e.get("Approximate") == "true" for e in period.iter("{*}Start", "{*}End"))
    days = [d for d in (_day(e) for e in period.iter("{*}From", "{*}To")) if d]
    if not days:
        return None
    if days[0][:4] == days[-1][:4] or len(days) == 1:
        same = min(days) == max(days)
        return birth(days[0] if same else days[0][:4], circa)
    return birth_between(min(days), max(days), circa)


def _day(element: Element) -> str | None:
    year, month, day = (text_of(inner(element, name)) for name in ("Year", "Month", "Day"))
    if not year.isdigit():
        return None
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part.isdigit() and month.isdigit())])
