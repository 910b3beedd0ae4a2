"""Names in a text, and who acts for whom when. All sentences are made up."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.knowledge import Form, load
from probata.records import SourceKind

ACTORS = load().actors


def found(text: str, on: date | None = None) -> list[tuple[str, str, str]]:
    return [(m.text, m.form.value, m.ids[0]) for m in ACTORS.scan(text, on)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea's army", [("North Korea", "name", "KP")]),
        ("N. Korea and the DPRK’s navy", [("N. Korea", "name", "KP"), ("DPRK", "name", "KP")]),
        ("NORTH KOREA FIRES, SEOUL SAYS", [("NORTH KOREA", "name", "KP"), ("SEOUL", "capital", "KR")]),
        ("Kiev denied what Kyiv had said", [("Kiev", "capital", "UA"), ("Kyiv", "capital", "UA")]),
        ("the U.S. and US officials", [("U.S.", "name", "US"), ("US", "name", "US")]),
        ("he paid US$5 million", []),
        ("the US dollar fell", []),
        ("the U.S. Treasury acted", [("U.S. Treasury", "name", "Department of the Treasury")]),
        (
            "Kim Jong-un met Kim Jong Un",
            [("Kim Jong-un", "name", "Kim Jong Un"), ("Kim Jong Un", "name", "Kim Jong Un")],
        ),
        (
            "Shin Wonsik is Shin Won-Sik",
            [("Shin Wonsik", "name", "Shin Won-sik"), ("Shin Won-Sik", "name", "Shin Won-sik")],
        ),
        ("Putin wrote to Kim", [("Putin", "surname", "Vladimir Putin"), ("Kim", "surname", "Kim Jong Un")]),
        ("Kim’s father ruled", [("Kim’s father", "relation", "Kim Jong Il")]),
        ("Kim Jong Un's powerful sister spoke", [("Kim Jong Un's powerful sister", "relation", "Kim Yo Jong")]),
        ("KCNA reported", [("KCNA", "name", "Korean Central News Agency")]),
        ("the Washington Post wrote", [("the Washington Post", "name", "The Washington Post")]),
        ("ships in the South China Sea", []),
        ("a war on the Korean Peninsula", []),
        ("the Kremlin and the White House", [("the Kremlin", "metonym", "RU"), ("the White House", "metonym", "US")]),
        ("a Seoul-based group", []),
        ("in the Moscow region", []),
        ("a professor at Korea University", []),
        ("the GUR said", [("GUR", "name", "Main Directorate of Intelligence of Ukraine")]),
        ("the Lady R sailed", [("Lady R", "name", "Lady R")]),
        ("Santa Maria del Mar", []),
        (
            "the Security Council secretary spoke",
            [("Security Council secretary", "name", "Security Council of Russia")],
        ),
        (
            "the cargo ship Maria; the Angara followed",
            [("cargo ship Maria", "name", "Maria"), ("the Angara", "metonym", "Angara")],
        ),
        ("the Angara rocket flew over a ship", []),
        ("Maria saw a ship", []),
        ("A CAR IN THE RAIN", []),
        ("Richard Wagner wrote operas", []),
        (
            "the Wagner Group left; Wagner fought",
            [("Wagner Group", "name", "Wagner Group"), ("Wagner", "metonym", "Wagner Group")],
        ),
        ("Georgia and Tbilisi", [("Georgia", "metonym", "GE"), ("Tbilisi", "capital", "GE")]),
        ("Georgia and Alabama", []),
        ("No Russianness in Usually", []),
    ],
)
def test_scan(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Pyongyang spoke. They accused the North of it.", True),
        ("Pyongyang spoke. The North Friday refused.", True),
        ("Seoul spoke of the North's troops.", True),
        ("Pyongyang lies far from the North Atlantic.", False),
        ("Pyongyang and the North Korean leader", False),
        ("Seoul and the North of England", False),
        ("They live in the North.", False),
        ("Seoul moved north, to the north.", False),
    ],
)
def test_the_north_is_a_state_only_where_it_is_meant(text: str, stands: bool) -> None:
    assert any(m.form is Form.METONYM for m in ACTORS.scan(text)) is stands


def test_a_piece_of_a_report_is_read_in_its_context() -> None:
    assert ACTORS.scan("The North denied it.") == ()
    (match,) = ACTORS.scan("The North denied it.", context="Seoul accused Pyongyang. The North denied it.")
    assert (match.text, match.ids) == ("The North", ("KP",))


def test_a_joint_name_means_all() -> None:
    (match,) = ACTORS.scan("talks between the two Koreas")
    assert match.ids == ("KP", "KR")
    assert match.joint


def test_only_a_surname_that_can_stand_alone_is_sure() -> None:
    assert [m.sure for m in ACTORS.scan("Putin and Wood")] == [True, False]


def test_an_ambiguous_surname_begins_with_who_is_in_office() -> None:
    (before,) = ACTORS.scan("Khamenei said", date(2025, 1, 1))
    (after,) = ACTORS.scan("Khamenei said", date(2026, 6, 1))
    assert before.ids[0] == "Ali Khamenei"
    assert after.ids[0] == "Mojtaba Khamenei"


def test_a_dated_metonym_counts_on_its_days() -> None:
    text = "Yongsan denied it, the president's spokesman said."
    assert found(text, date(2024, 1, 1)) == [("Yongsan", "metonym", "KR")]
    assert found(text, date(2026, 6, 1)) == []


@pytest.mark.parametrize(
    ("actor", "on", "source", "state"),
    [
        ("Kyrylo Budanov", "2025-01-01", "UA", "UA"),
        ("Vladimir Putin", "2024-06-17", "RU", "RU"),
        ("Yoon Suk Yeol", "2026-01-01", "Yoon Suk Yeol", None),
        ("Yoon Suk Yeol", "2024-01-01", "KR", "KR"),
        ("Hugh Griffiths", "2024-06-10", "Hugh Griffiths", None),
        ("National Intelligence Service", "2024-01-01", "KR", "KR"),
        ("Korean Central News Agency", "2024-01-01", "Korean Central News Agency", "KP"),
        ("Lazarus Group", "2024-01-01", "Lazarus Group", "KP"),
        ("Panel of Experts", "2024-01-01", "UN", "UN"),
        ("KP", "2024-01-01", "KP", "KP"),
        ("NATO", "2024-01-01", "NATO", None),
        ("Nobody Known", "2024-01-01", "Nobody Known", None),
    ],
)
def test_whom_an_actor_speaks_for(actor: str, on: str, source: str, state: str | None) -> None:
    day = date.fromisoformat(on)
    assert ACTORS.canonical_source(actor, day) == source
    assert ACTORS.state_of(actor, day) == state


@pytest.mark.parametrize(
    ("state", "role", "on", "person"),
    [
        ("RU", "defense minister", "2024-01-01", "Sergei Shoigu"),
        ("RU", "defense minister", "2025-07-01", "Andrei Belousov"),
        ("KR", "president", "2024-12-01", "Yoon Suk Yeol"),
        ("KR", "president", "2025-05-01", None),
        ("KP", "leader", "2000-07-19", "Kim Jong Il"),
        ("US", "president", "2018-06-12", "Donald Trump"),
        ("US", "president", None, "Donald Trump"),
        ("UA", "intelligence chief", "2026-02-01", "Oleh Ivashchenko"),
        ("JP", "prime minister", "2025-10-20", "Shigeru Ishiba"),
        ("IR", "supreme leader", "2026-03-05", None),
        ("ZZ", "president", None, None),
    ],
)
def test_holder(state: str, role: str, on: str | None, person: str | None) -> None:
    assert ACTORS.holder(state, role, date.fromisoformat(on) if on else None) == person


def test_find_and_relative() -> None:
    actor = ACTORS.find("kim jong‐un")
    assert actor is not None
    assert actor.id == "Kim Jong Un"
    assert ACTORS.relative("Kim Jong Un", "Sister") == "Kim Yo Jong"
    assert ACTORS.relative("KP", "sister") is None
    assert ACTORS.find("Nobody Known") is None
    assert ACTORS.get("Nobody Known") is None


def test_dated_facts_say_where_they_come_from() -> None:
    for actor in ACTORS:
        assert actor.citation_status in {"seen", "partly", "unseen"}
        assert actor.citation_status == "unseen" or actor.source, actor.id
        for office in actor.offices:
            assert office.citation_status == "unseen" or office.source, actor.id
        if actor.qid:
            assert actor.qid[1:].isdigit()


def test_states_have_their_codes() -> None:
    states = [a for a in ACTORS if a.category == "state" and a.kind is SourceKind.STATE]
    assert len(states) > 190
    assert all(len(a.id) == 2 and a.id.isupper() for a in states)


def holds(text: str) -> None:
    end = 0
    for match in ACTORS.scan(text):
        assert match.start >= end
        assert text[match.start : match.end] == match.text
        assert match.ids
        end = match.end


PIECES = st.sampled_from(
    ["North Korea", "Kim’s", " ", "\n", "the North", "U.S.", "İ", "ß", "-", "’s", "Putin", "KCNA", "\ud800", "a", "."]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_any_text_gives_ordered_matches_with_their_words(text: str) -> None:
    holds(text)


def test_a_long_text_is_read_quickly() -> None:
    text = ("Seoul said on Monday that North Korea had shipped arms to Russia, which Putin's aide denied. " * 110)[
        :10_000
    ]
    ACTORS.scan(text)
    best = min(_timed(text) for _ in range(5))
    assert best < 0.05  # 2 ms on an idle machine; the rest is for a busy one


def _timed(text: str) -> float:
    start = time.perf_counter()
    ACTORS.scan(text)
    return time.perf_counter() - start
