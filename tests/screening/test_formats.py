"""The importers on files of the real formats, and on what strangers send instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from probata.errors import BadList
from probata.records import Birth, Entry, EntryKind, Identifier, ListedName, NameKind

DATA = Path(__file__).parent / "data"
UN, OFAC, EU, UK_XML, UK_CSV, FTM = (
    (DATA / name).read_text("utf-8")
    for name in ("un.xml", "ofac.xml", "eu.xml", "uk.xml", "uk.csv", "opensanctions.jsonl")
)

Load = Callable[[str | bytes], list[Entry]]


def test_un(load: Load) -> None:
    person, body = load(UN)
    assert person == Entry(
        list="UN",
        ref="KPi.901",
        kind=EntryKind.PERSON,
        names=(
            ListedName("PAK TONG RIM", NameKind.PRIMARY),
            ListedName("박동림", NameKind.STRONG),
            ListedName("Park Dong Rim", NameKind.STRONG),
            ListedName("Mr Pak", NameKind.WEAK),
        ),
        births=(Birth(1961, 1961, "1961-03-05"), Birth(1959, 1960)),
        countries=("Democratic People's Republic of Korea",),
        identifiers=(Identifier("passport", "000111222"),),
        programmes=("DPRK",),
        listed_on="2017-06-02",
        remarks="Invented for a test.",
    )
    assert body.kind is EntryKind.ORGANISATION
    assert [(n.text, n.kind) for n in body.names[1:]] == [
        ("HAMTRACO", NameKind.STRONG),
        ("Haedol General Bureau", NameKind.FORMER),
    ]


def test_ofac(load: Load) -> None:
    person, ship = load(OFAC)
    assert person.id == "OFAC:90001"
    assert [n.text for n in person.names] == ["Arkady Lvovich Vertinskov", "Аркадий Львович Вертинсков", "VERTIN"]
    assert [n.kind for n in person.names] == [NameKind.PRIMARY, NameKind.STRONG, NameKind.WEAK]
    assert person.births == (Birth(1970, 1970, "1970-04-09"),)
    assert (person.countries, person.listed_on) == (("Russia",), "2022-03-24")
    assert person.programmes == ("RUSSIA-EO14024",)
    assert person.identifiers == (Identifier("passport", "7700123"),)
    assert ship.kind is EntryKind.VESSEL
    assert ship.identifiers == (Identifier("imo", "9074729"), Identifier("mmsi", "626000001"))
    assert [(n.text, n.kind) for n in ship.names] == [
        ("GREY HERON STAR", NameKind.PRIMARY),
        ("SEA LANTERN", NameKind.FORMER),
    ]
    assert ship.countries == ("Gabon",)


def test_eu(load: Load) -> None:
    person, body = load(EU)
    assert [(n.text, n.kind) for n in person.names] == [
        ("PAK Tong Rim", NameKind.PRIMARY),
        ("Tong Pak", NameKind.WEAK),
    ]
    assert (person.ref, person.also, person.listed_on) == ("EU.9001.1", ("KPi.901",), "2017-06-08")
    assert person.births == (Birth(1961, 1961, "1961", circa=True),)
    assert person.countries == ("KP",)
    assert (body.kind, body.listed_on, body.countries) == (EntryKind.ORGANISATION, "2024-05-02", ("RU",))


def test_the_mark_of_the_encoding_is_believed(load: Load) -> None:
    assert load(UN.encode("utf-16")) == load(UN)


@pytest.mark.parametrize("content", [UK_XML, UK_CSV], ids=["xml", "csv"])
def test_uk_is_the_same_in_both_forms(load: Load, content: str) -> None:
    person, ship = load(content)
    assert {(n.text, n.kind) for n in person.names} == {
        ("Arkady Lvovich VERTINSKOV", NameKind.PRIMARY),
        ("Arkadii VERTYNSKOV", NameKind.STRONG),
        ("Arik", NameKind.WEAK),
        ("Аркадий ВЕРТИНСКОВ", NameKind.STRONG),
    }
    assert person.births == (Birth(1970, 1970, "1970"),)
    assert (person.listed_on, person.countries) == ("2022-03-24", ("Russia",))
    assert person.identifiers == (Identifier("passport", "7700123"),)
    assert (ship.kind, ship.identifiers) == (EntryKind.VESSEL, (Identifier("imo", "9074729"),))


def test_opensanctions(load: Load) -> None:
    person, ship = load(FTM)
    assert (person.name, person.births) == ("Pak Tong Rim", (Birth(1961, 1961, "1961-03"),))
    assert (person.listed_on, person.programmes, person.also) == ("2017-06-02", ("DPRK",), ("KPi.901",))
    assert person.identifiers == (Identifier("passport", "000111222"),)
    assert ship.identifiers == (Identifier("imo", "9074729"),)


_BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_OUTSIDE = '<?xml version="1.0"?>\n<!-- a list -->\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
_LATE = "<?xml version='1.0'?><!--" + "x" * 70_000 + "--><!DOCTYPE CONSOLIDATED_LIST [<!ENTITY a 'b'>]>"


def _body(text: str) -> str:
    return text.partition("?>")[2]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (_BOMB + _body(UN).replace("PAK", "&b;", 1), "DOCTYPE"),
        (_OUTSIDE + _body(UN).replace("PAK", "&e;", 1), "DOCTYPE"),
        (_LATE + _body(UN).replace("PAK", "&a;", 1), "DOCTYPE"),
        (UN[: len(UN) // 2], r"line \d\d: isn't whole"),
        (OFAC[:-200], "isn't whole"),
        (UN.replace("PAK", "P&mdash;K"), "isn't whole"),
        (UN.encode("utf-8").replace(b"PAK", b"P\xffK"), "isn't whole"),
        (OFAC.replace("ADVANCED_XML", "ADVANCED_XML/4"), "unknown version"),
        (OFAC.replace('Version="3"', 'Version="9"'), "unknown version"),
        (EU.replace("fsd/export", "fsd/export/v2"), "unknown version"),
        (UN.replace("CONSOLIDATED_LIST", "NEW_LIST"), "the root of no list"),
        (UN.replace("<DATAID>900001</DATAID>", ""), "line 4: an entry without DATAID"),
        (EU.replace('euReferenceNumber="EU.9002.2" logicalId="8"', ""), "without a number"),
        (UK_XML.replace("RUS9002", "RUS9001"), "RUS9001 stands there twice"),
        (UK_CSV + "30/09/2026,RUS9003,torn", "line 7: has 3 fields"),
        (UK_CSV.encode("utf-16"), "isn't UTF-8"),
        (UK_CSV.encode("cp1251"), "isn't UTF-8"),
        (FTM[:-40], "line 5: isn't whole JSON"),
        (FTM.replace('"schema": "Vessel", ', ""), "line 2: isn't an entity"),
        ("[" * 100_000, "is none of"),
        ('{"a":' + "[" * 100_000, "line 1: isn't whole JSON"),
        ("", "nothing in it"),
        ("A report about sanctions.", "is none of"),
        ("<html><body>Access denied</body></html>", "the root of no list"),
        ("<CONSOLIDATED_LIST/>", "there is no entry"),
    ],
)
def test_what_is_broken_is_refused_with_its_reason(load: Load, content: str | bytes, reason: str) -> None:
    with pytest.raises(BadList, match=reason) as refused:
        load(content)
    assert str(refused.value).startswith("given: ")
    assert "\n" not in str(refused.value)
