"""Queries and texts against the lists of tests/screening/data; all persons, bodies and ships are invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from probata.errors import EvidenceError
from probata.records import Birth, Entry, EntryKind, Identifier, ListedName, NameKind
from probata.screening.index import Index, build
from probata.screening.matching import Match, Query, Verdict, screen
from probata.screening.scanning import Hit, scan

DATA = Path(__file__).parent / "data"
MORE = (
    Entry("UN", "1", EntryKind.PERSON, (ListedName("Abu Harun", NameKind.WEAK), ListedName("Salih Harun al-Masiri"))),
    Entry("UN", "2", EntryKind.PERSON, (ListedName("Marat"),)),
    Entry("UN", "3", EntryKind.VESSEL, (ListedName("TEAL"),)),
    Entry("UN", "4", EntryKind.VESSEL, (ListedName("Blue Heron"),), identifiers=(Identifier("imo", "9074730"),)),
    Entry("UN", "5", EntryKind.PERSON, (ListedName("Yun Sok"),), births=(Birth(1970, 1972, circa=True),)),
)


@pytest.fixture
def index(tmp_path: Path, load: Callable[[str | bytes], list[Entry]]) -> Iterator[Index]:
    entries = [*load((DATA / "un.xml").read_bytes()), *load((DATA / "ofac.xml").read_bytes()), *MORE]
    build(tmp_path / "built.sqlite3", entries, {})
    opened = Index(tmp_path / "built.sqlite3")
    yield opened
    opened.close()


def one(matches: list[Match]) -> Match:
    assert len(matches) == 1, [(m.entry.ref, m.score) for m in matches]
    return matches[0]


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("Pak Tong-rim", "KPi.901"),
        ("Tong Rim Pak", "KPi.901"),
        ("박동림", "KPi.901"),
        ("Park Dong-rim", "KPi.901"),
        ("Arkadij Wertinskow", "90001"),
        ("SeaLantern", "90002"),
        ("Haedol Machinery Trading Corp", "KPe.902"),
        ("hamtraco", "KPe.902"),
        ("M/V Sea Lantern", "90002"),
        ("MARAT", "2"),
    ],
)
def test_the_name_alone_is_its_own_result(index: Index, name: str, ref: str) -> None:
    match = one(screen(Query(name), index))
    assert (match.entry.ref, match.verdict) == (ref, Verdict.NAME_ONLY)


@pytest.mark.parametrize("name", ["Pak Song Chol", "Igor Morozenko", "Haedol Bank", "Zzz", "", "!?"])
def test_others_are_not_on_it(index: Index, name: str) -> None:
    assert screen(Query(name), index) == []


def test_what_agrees_and_disagrees_is_told(index: Index) -> None:
    match = one(screen(Query("Pak Tong Rim", EntryKind.PERSON, (1961,)), index))
    assert match.verdict is Verdict.MATCH
    assert "birth: 1961-03-05, 1959-1960" in match.agrees
    match = one(screen(Query("Pak Tong Rim", EntryKind.PERSON, (1985,), ("RU",)), index, countries=lambda _: "KP"))
    assert match.verdict is Verdict.CHECK
    assert match.score == 0.6
    assert match.disagrees == (
        "birth: 1985, on the list 1961-03-05, 1959-1960 (-0.30)",
        "country: RU, on the list KP (-0.10)",
    )


def test_a_year_that_is_about_so_may_be_one_more_off(index: Index) -> None:
    assert one(screen(Query("Yun Sok", births=(1974,)), index)).verdict is Verdict.MATCH
    assert one(screen(Query("Yun Sok", births=(1975,)), index)).verdict is Verdict.CHECK


def test_a_weak_name_is_never_more_than_to_check(index: Index) -> None:
    match = one(screen(Query("Abu Harun"), index))
    assert (match.verdict, match.form.kind) == (Verdict.CHECK, NameKind.WEAK)


def test_a_number_identifies(index: Index) -> None:
    match = one(screen(Query("Other Name", EntryKind.VESSEL, identifiers=(Identifier("imo", "9074729"),)), index))
    assert (match.entry.ref, match.verdict) == ("90002", Verdict.IDENTIFIED)
    assert match.disagrees == ("name: Other Name is none of the entry's",)


def test_a_passport_number_with_another_name_is_to_be_checked(index: Index) -> None:
    passport = (Identifier("passport", "000 111-222"),)
    assert one(screen(Query("Pak Tong Rim", identifiers=passport), index)).verdict is Verdict.IDENTIFIED
    assert one(screen(Query("Igor Morozenko", identifiers=passport), index)).verdict is Verdict.CHECK


TEXT = (
    "PYONGYANG (Test) - Officials met Pak Tong-rim's deputy on Monday. Arkady L. Vertinskov said HAMTRACO paid. "
    "The tanker Grey Heron Star (IMO 9074729) and the tanker Teal sailed. Teal is warm. In Omsk, pak tong rim spoke; "
    "Аркадий Вертинсков and 박동림 did not. Pak Tong Su and Marat Harun were there, with Abu Harun."
)


def found(hits: list[Hit]) -> set[tuple[str, str, Verdict]]:
    return {(h.text, h.match.entry.ref, h.match.verdict) for h in hits}


def test_a_text(index: Index) -> None:
    hits = scan(TEXT, index)
    assert all(TEXT[h.start : h.end] == h.text for h in hits)
    assert found(hits) >= {
        ("Pak Tong-rim", "KPi.901", Verdict.NAME_ONLY),
        ("HAMTRACO", "KPe.902", Verdict.NAME_ONLY),
        ("Grey Heron Star", "90002", Verdict.NAME_ONLY),
        ("IMO 9074729", "90002", Verdict.IDENTIFIED),
        ("Teal", "3", Verdict.NAME_ONLY),
        ("pak tong rim", "KPi.901", Verdict.CHECK),
        ("Аркадий Вертинсков", "90001", Verdict.NAME_ONLY),
        ("박동림", "KPi.901", Verdict.NAME_ONLY),
        ("Abu Harun", "1", Verdict.CHECK),
    }
    assert ("Arkady L. Vertinskov", "90001", Verdict.CHECK) in found(hits)  # an initial is only weak
    assert not {h.match.entry.ref for h in hits} & {"2"}
    assert sum(h.text == "Teal" for h in hits) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Pak Tong spoke.",
        "Pak Tong Su spoke.",
        "The Blue Line and a grey heron.",
        "Marat came in Teal.",
        "Haedol is a place.",
        "",
        "\x00\ud800 \u202e",
        "A" * 50_000,
        "KIM " * 3_000,
    ],
)
def test_noise_is_none(index: Index, text: str) -> None:
    assert [h for h in scan(text, index) if h.match.verdict is not Verdict.CHECK] == []


def test_a_piece_of_a_longer_name_stays_apart(index: Index) -> None:
    hits = scan("Yesterday Jean Yun Sok Martin spoke.", index)
    assert [(h.text, h.match.verdict) for h in hits] == [("Yun Sok", Verdict.CHECK)]
    assert "stands in a longer name: Jean Yun Sok Martin" in hits[0].match.disagrees


def test_a_number_whose_check_digit_is_wrong_is_to_be_checked(index: Index) -> None:
    hits = scan("It has IMO number 9074730.", index)
    assert [(h.text, h.match.entry.ref, h.match.verdict) for h in hits] == [("IMO number 9074730", "4", Verdict.CHECK)]


def test_a_file_that_is_no_index(tmp_path: Path) -> None:
    for content in (b"", b"SQLite format 3\x00" + b"x" * 100, b"text"):
        (tmp_path / "x").write_bytes(content)
        with pytest.raises(EvidenceError, match="import it again"):
            Index(tmp_path / "x")


def test_what_other_lists_of_words_would_find(tmp_path: Path) -> None:
    """A verb is no part of a name, one word of several no name, and a body's short name must be whole."""
    listed = (
        Entry("UN", "1", EntryKind.PERSON, (ListedName("Harun Said"),)),
        Entry("UN", "2", EntryKind.ORGANISATION, (ListedName("Al-Masira"),)),
        Entry("UN", "3", EntryKind.ORGANISATION, (ListedName("Heron League of Omsk"),)),
    )
    build(tmp_path / "x", listed, {})
    index = Index(tmp_path / "x")
    assert scan("Harun said it. Said Omar Bey left. The Heron League met.", index) == []
    hits = scan("Harun Said left. Fighters of al-Masirah came.", index)
    assert [(h.text, h.match.entry.ref, h.match.verdict) for h in hits] == [
        ("Harun Said", "1", Verdict.NAME_ONLY),
        ("al-Masirah", "2", Verdict.CHECK),
    ]
    index.close()
