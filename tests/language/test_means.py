"""Ships, aircraft and trains by name and number. The numbers are made up; 9123453 has a right check digit."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probata.records import MeansKind, valid_imo

VALUES = ("name", "model", "imo", "imo_valid", "mmsi", "flag", "registration")

CASES = [
    # names behind a noun, a prefix, or both
    ("The cargo ship Grey Petrel docked on Monday.", [("cargo ship Grey Petrel", {"name": "Grey Petrel"})]),
    ("The tanker Hong Da 77 left the port.", [("tanker Hong Da 77", {"name": "Hong Da 77"})]),
    ("Shells went aboard the MV Kestrel.", [("MV Kestrel", {"name": "Kestrel"})]),
    ("Coal was found on the M/V Blue Lark.", [("M/V Blue Lark", {"name": "Blue Lark"})]),
    ("The oil tanker MT Sovetka unloaded there.", [("oil tanker MT Sovetka", {"name": "Sovetka"})]),
    ("The USS Halden fired at the drone.", [("USS Halden", {"name": "USS Halden"})]),
    ("A vessel called Pine Marten was stopped.", [("vessel called Pine Marten", {"name": "Pine Marten"})]),
    ("A ship named “Sea Otter” carried them.", [("ship named “Sea Otter", {"name": "Sea Otter"})]),
    # lists and appositions
    (
        "Two ships, the Kestrel and the Grey Petrel, moved containers.",
        [("Kestrel", {"name": "Kestrel"}), ("Grey Petrel", {"name": "Grey Petrel"})],
    ),
    (
        "The ships Kestrel and Merlin carried shells.",
        [("ships Kestrel", {"name": "Kestrel"}), ("Merlin", {"name": "Merlin"})],
    ),
    ("The Grey Petrel, a Russian ship, loaded at night.", [("Grey Petrel", {"name": "Grey Petrel"})]),
    (
        "A navy plane saw the Kum Bit 4 beside another vessel.",
        [("plane", {}), ("Kum Bit 4", {"name": "Kum Bit 4"}), ("vessel", {})],
    ),
    ("The ship lay by the KUM BIT 4, of no known flag.", [("ship", {}), ("KUM BIT 4", {"name": "KUM BIT 4"})]),
    ("He toured the frigate Marshal Kestrel.", [("frigate Marshal Kestrel", {"name": "Marshal Kestrel"})]),
    # a ship of the table has the table's name; a name of its own is not taken for one
    ("The freighter ANGARA left.", [("freighter ANGARA", {"name": "Angara"})]),
    ("The Angara river is long.", []),
    # numbers as printed
    (
        "The Grey Petrel, a tanker (IMO: 9123453), was seen.",
        [("Grey Petrel", {"name": "Grey Petrel", "imo": "9123453", "imo_valid": True})],
    ),
    (
        "The tanker Grey Petrel (IMO number 9123454) was seen.",
        [("tanker Grey Petrel", {"name": "Grey Petrel", "imo": "9123454", "imo_valid": False})],
    ),
    (
        "The tanker Grey Petrel, IMO 912345, MMSI 273456789, was seen.",
        [("tanker Grey Petrel", {"name": "Grey Petrel", "imo": "912345", "imo_valid": False, "mmsi": "273456789"})],
    ),
    (
        "The ships Kestrel and Merlin (IMO numbers 9123453 and 9123465) sailed.",
        [
            ("ships Kestrel", {"name": "Kestrel", "imo": "9123453", "imo_valid": True}),
            ("Merlin", {"name": "Merlin", "imo": "9123465", "imo_valid": True}),
        ],
    ),
    ("Inspectors asked for IMO 9123453.", [("IMO 9123453", {"imo": "9123453", "imo_valid": True})]),
    ("The IMO 2020 rule cut sulphur on every ship.", [("ship", {})]),
    # flags, only where a flag is spoken of
    ("The Togo-flagged tanker Merlin sailed.", [("tanker Merlin", {"name": "Merlin", "flag": "TG"})]),
    ("The MV Merlin, flagged in Comoros, sailed.", [("MV Merlin", {"name": "Merlin", "flag": "KM"})]),
    ("The MV Merlin sailed under the Russian flag.", [("MV Merlin", {"name": "Merlin", "flag": "RU"})]),
    ("The Russian ship Merlin sailed.", [("ship Merlin", {"name": "Merlin"})]),
    # aircraft
    ("An Il-76TD landed at dawn.", [("Il-76TD", {"model": "Il-76TD"})]),
    ("An Ilyushin IL-76 cargo plane landed.", [("Ilyushin IL-76 cargo plane", {"model": "Il-76"})]),
    ("An Il-76 (RA-76999) landed.", [("Il-76", {"model": "Il-76", "registration": "RA-76999"})]),
    ("An An-124 RA-82999 landed.", [("An-124", {"model": "An-124", "registration": "RA-82999"})]),
    (
        "A cargo plane with tail number EW-999TH landed.",
        [("cargo plane", {"registration": "EW-999TH"})],
    ),
    (
        "Two Il-76s, RA-76998 and RA-76999, landed.",
        [
            ("Il-76s", {"model": "Il-76", "registration": "RA-76998"}),
            ("RA-76999", {"model": "Il-76", "registration": "RA-76999"}),
        ],
    ),
    ("The F-15E is a fighter aircraft, the B-52H a bomber.", [("aircraft", {})]),
    # ways, and what carries by its noun
    ("They went by rail and by sea.", [("rail", {}), ("sea", {})]),
    ("The shells came by air, sea or rail.", [("air", {}), ("sea", {}), ("rail", {})]),
    ("Freight cars stood at the station.", [("Freight cars", {})]),
    ("There were 43 tanker voyages.", [("tanker", {})]),
    # no means
    ("A ship-to-ship transfer was seen.", []),
    ("He ships anti-aircraft guns.", []),
    ("They bought jet fuel at the train station.", []),
    ("Medford Ship Management denies it.", []),
    ("By the ministry's account it sank.", []),
    ("Sources call it false flag.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_means(read, text, expected):
    found = [
        (m.means.text, {v: getattr(m.means, v) for v in VALUES if getattr(m.means, v) is not None})
        for m in read(text).means
    ]
    assert found == expected


def test_a_name_is_known_again_and_takes_its_number_along(read):
    text = (
        "The tanker Grey Petrel (IMO 9123453) left.\n"
        "The Grey Petrel unloaded in May.\nThe ship had no insurance.\nThe boat sank."
    )
    found = [m.means for m in read(text).means]
    assert [m.name for m in found] == ["Grey Petrel"] * 3 + [None]
    assert {m.imo for m in found[:3]} == {"9123453"}
    assert {m.evidence.imo for m in found[:3]} == {((text.index("9123453"), text.index("9123453") + 7),)}


def test_two_numbers_of_one_name_stay_where_they_stand(read):
    text = "The tanker Merlin (IMO 9123453) left.\nThe tanker Merlin (IMO 9123465) left.\nThe Merlin sank."
    assert [m.means.imo for m in read(text).means] == ["9123453", "9123465", None]


@pytest.mark.parametrize(
    "text",
    ["The Patriot missile hit the ship.", "Two ships, the ministry said, were lost.", "The ship Monday left.",
     "Russian Ship Carries Arms To Distant Harbour"],
)  # fmt: skip
def test_no_name_is_made_up(read, text):
    assert [m.means.name for m in read(text).means if m.means.name] == []


PIECES = [
    *(
        "MV ",
        "the ships ",
        "Lady R",
        " and the ",
        "IMO ",
        "9123453",
        "(",
        ")",
        ", ",
        " flag",
        "-flagged ",
        "Il-76 ",
        "RA-7",
    ),
    *("8765 ", "by rail", " 's", "é", "\n", "Togo", "tail number ", "A" * 70, "1" * 12, "including the ", "“"),
]


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=14).map("".join))
def test_any_text_is_safe_and_every_value_stands_in_it(read, text):
    for one in read(text).means:
        means = one.means
        assert means.text == text[means.start : means.end]
        for name in ("imo", "mmsi", "registration"):
            for a, b in getattr(means.evidence, name):
                assert text[a:b] == getattr(means, name)
        assert all(0 <= a < b <= len(text) for a, b in (*means.evidence.name, *means.evidence.flag))
        assert means.kind in MeansKind


@given(st.integers(min_value=100000, max_value=999999), st.integers(min_value=0, max_value=9))
def test_one_check_digit_of_ten_is_right(six, last):
    right = [d for d in range(10) if valid_imo(f"{six}{d}")]
    assert len(right) == 1
    assert valid_imo(f"{six}{last}") is (last == right[0])
    assert not any(map(valid_imo, (f"{six}", f"{six}{last}0", f"{six}٣")))


def test_time_grows_with_the_text_and_no_faster(read):
    from probata.knowledge import load
    from probata.language.means import find_means

    line = "The tanker Hong Da 77 (IMO 9123453) and the ships Kestrel, the Merlin and the Grey Petrel sailed, by rail. "

    def cost(n: int) -> float:
        a = read(line * n)
        best = 9e9
        for _ in range(3):
            began = time.process_time()
            assert find_means(a.report, a.paragraphs, a.mentions, a.references, load())
            best = min(best, time.process_time() - began)
        return best

    assert cost(160) < 24 * cost(20)  # eight times the text; sixty-four times as long if it grew with the square
