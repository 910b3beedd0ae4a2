"""Case tables of mentions: who is named, for whom it stands, how a short form is resolved. Sentences are made up."""

from __future__ import annotations

import pytest

from probata.language.annotated import Mention, Reading


def mention(annotated, words: str) -> Mention:
    found = [m for m in annotated.mentions if m.text == words]
    assert found, [m.text for m in annotated.mentions]
    return found[-1]


@pytest.mark.parametrize(
    ("text", "words", "ids", "person"),
    [
        ("South Korean Defense Minister Shin Wonsik spoke.", "Minister Shin Wonsik", ("KR",), "Shin Won-sik"),
        ("U.S. and South Korean officials met.", "U.S. and South Korean officials", ("US", "KR"), None),
        ("He called Seoul’s Foreign Ministry.", "Seoul’s Foreign Ministry", ("KR",), None),
        ("They met South Korea's vice foreign minister.", "South Korea's vice foreign minister", ("KR",), None),
        ("Kim met the Russian leader.", "the Russian leader", ("RU",), "Vladimir Putin"),
        ("He met Kim Jong Un and Kim's father.", "Kim's father", ("Kim Jong Il",), "Kim Jong Il"),
        ("The Trump administration agreed.", "Trump administration", ("US",), None),
        ("U.S. officials agreed.", "U.S. officials", ("US",), None),
        ("Ana Petri, an expert on North Korea, agreed.", "Ana Petri", ("Ana Petri",), "Ana Petri"),
        ("Bo Lind, the spokesman for Ukraine's army, agreed.", "Bo Lind", ("UA",), "Bo Lind"),
        ("Observers agreed.", "Observers", (), None),
        ("UN experts agreed.", "UN experts", ("UN",), None),
        ("The NK News website agreed.", "The NK News website", ("NK News",), None),
    ],
)  # fmt: skip
def test_role_phrases(read, text, words, ids, person):
    published = "2019-06-17" if "Trump" in text else "2024-06-17"
    found = [m for m in read(text, published).mentions if words in m.text or m.text in words]
    assert any(m.ids == ids and m.person == person for m in found), [(m.text, m.ids, m.person) for m in found]


@pytest.mark.parametrize(
    ("text", "words", "ids"),
    [
        ("Seoul accused Pyongyang. It spoke of shells.", "It", ("KR",)),
        ("Putin arrived in Pyongyang. He brought a car.", "He", ("RU",)),
        ("Putin sent Kim a car which he had shown.", "he", ("RU",)),
        ("Moscow and Pyongyang met. Both countries signed a treaty.", "Both countries", ("RU", "KP")),
        ("Seoul's Foreign Ministry spoke. The ministry gave no date.", "The ministry", ("KR",)),
        ("Dmitry Peskov, the Kremlin spokesman, spoke. The spokesman gave no date.", "The spokesman", ("RU",)),
        ("Officials of both countries met after Iran had called Russia.", "Officials", ()),
    ],
)
def test_short_forms(read, text, words, ids):
    assert mention(read(text), words).ids == ids


@pytest.mark.parametrize(
    ("text", "words", "reading"),
    [
        ("Moscow said it would pay.", "Moscow", Reading.ACTOR),
        ("Kim travelled to Moscow.", "Moscow", Reading.PLACE),
        ("The two met in Moscow.", "Moscow", Reading.PLACE),
        ("North Korea gave shells to Moscow.", "Moscow", Reading.ACTOR),
        ("The Russian ship left.", "Russian", Reading.MODIFIER),
    ],
)
def test_readings(read, text, words, reading):
    assert mention(read(text), words).reading is reading


def test_a_surname_takes_the_full_name_of_the_report(read):
    found = mention(read("Ana Petri, an expert on ships, spoke in Oslo.\nLater Petri left."), "Petri")
    assert (found.ids, found.person) == (("Ana Petri",), "Ana Petri")


def test_a_family_name_means_who_is_in_office(read):
    found = mention(read("Kim Jong Il was the father of Kim Jong Un.\nA year later Kim sent shells to Russia."), "Kim")
    assert found.person == "Kim Jong Un"
    assert "Kim Jong Il" in found.alternatives


def test_two_leaders_keep_their_names(read):
    found = mention(read("Putin and Kim spoke in May. They met again in June."), "They")
    assert set(found.ids) == {"RU", "KP"}
    assert set(found.people) == {"Vladimir Putin", "Kim Jong Un"}


def test_an_office_is_of_its_day(read):
    assert mention(read("The U.S. president spoke.", "2024-06-17"), "The U.S. president").person == "Joe Biden"
    assert mention(read("The U.S. president spoke.", "2018-06-17"), "The U.S. president").person == "Donald Trump"


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("North Korea shipped shells to Russia, South Korean officials said.", ("KR",)),
        ("Russia sent oil to North Korea, Japanese diplomats said.", ("JP",)),
        ("Russia sent oil to North Korea, U.S. and South Korean officials said.", ("US", "KR")),
        ("The U.S., Japanese and South Korean officials said the North sent shells.", ("US", "JP", "KR")),
    ],
)
def test_a_clause_before_a_comma_lends_no_state(read, text, states):
    (officials,) = [m for m in read(text).mentions if m.text.endswith(("officials", "diplomats"))]
    assert officials.ids == states
