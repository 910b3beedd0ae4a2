"""Case tables of attribution: source, stance, what is said, through whom. All sentences are made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probata.language.annotated import Annotated
from probata.records import SourceKind, Statement

CASES = [
    # text, [(source id, stance, words that the content must hold, words that it must not hold)]
    (
        "Seoul's Defense Ministry said that North Korea had shipped shells to Russia.",
        [("KR", "asserts", "had shipped shells", "Ministry said")],
    ),
    ("North Korea has shipped shells to Russia, Seoul said.", [("KR", "asserts", "has shipped shells", "Seoul")]),
    (
        "North Korea has shipped shells to Russia, according to Ukraine.",
        [("UA", "asserts", "has shipped shells", "according")],
    ),
    (
        "According to the Kremlin, the visit will take place in May.",
        [("RU", "asserts", "the visit will take place", "Kremlin")],
    ),
    (
        "Washington accused Pyongyang of sending missiles to Moscow.",
        [("US", "alleges", "Pyongyang of sending missiles", "accused")],
    ),
    (
        # A dateline is no part of who speaks, though the parser may take its town for the head of the name.
        "SEOUL, South Korea (AP) — Kim Yo Jong, the sister of North Korean leader Kim Jong Un, has again denied"
        " that her country exported rockets to Russia.",
        [("KP", "denies", "her country exported rockets", "SEOUL")],
    ),
    ("Moscow denied that it had received missiles.", [("RU", "denies", "it had received missiles", "denied")]),
    ("Iran rejected the accusations about drone deliveries.", [("IR", "denies", "accusations about drone", "Iran ")]),
    ("Russia confirmed the visit.", [("RU", "asserts", "the visit", "confirmed")]),
    (
        "Both Pyongyang and Moscow have denied the arms transfers.",
        [("KP", "denies", "arms", ""), ("RU", "denies", "arms", "")],
    ),
    (
        "U.S. and South Korean officials said the ship had left Rajin.",
        [("KR", "asserts", "the ship had left", ""), ("US", "asserts", "the ship had left", "")],
    ),
    ("“The convoy has left,” said Dmitry Peskov.", [("RU", "asserts", "The convoy has left", "Peskov")]),
    (
        "“The convoy has left,” said Dmitry Peskov. “It carried food for the whole of the winter.”",
        [("RU", "asserts", "It carried food", "Peskov")],
    ),
    ("The convoy, Dmitry Peskov said, has left the port.", [("RU", "asserts", "has left the port", "Peskov")]),
    ("Observers said the shipment broke a resolution.", [("anonymous", "asserts", "the shipment broke", "Observers")]),
    (
        "North Korea is believed to have sent troops to Russia.",
        [("anonymous", "alleges", "to have sent troops", "believed")],
    ),
    ("The ship was accused of carrying arms.", [("anonymous", "alleges", "carrying arms", "accused")]),
    (
        "The trip prompted Western accusations that Moscow buys shells.",
        [("anonymous", "alleges", "Moscow buys shells", "Western")],
    ),
    (
        "There are growing concerns about an arms deal with Iran.",
        [("anonymous", "alleges", "an arms deal with Iran", "concerns")],
    ),
    ("Reuters could not independently verify the report.", [("Reuters", "unverified", "the report", "could")]),
    (
        "Japan's NHK reported that a tanker had docked, citing diplomats.",
        [("anonymous", "asserts", "a tanker had docked", "citing")],
    ),
    (
        "KCNA quoted Kim Jong Un as saying that the launch had succeeded.",
        [("KP", "asserts", "the launch had succeeded", "quoted")],
    ),
    ("White House: North Korea has sent rockets to Russia", [("US", "asserts", "has sent rockets", "White House")]),
    ("North Korea has sent rockets to Russia: Seoul", [("KR", "asserts", "has sent rockets", "Seoul")]),
    (
        "South Korea urged the North to return to talks.",
        [("KR", "asserts", "the North to return to talks", "urged")],
    ),
    (
        "Jan Orban, an expert on shipping at a college in Oslo, noted that the crew was Syrian.",
        [("Jan Orban", "asserts", "the crew was Syrian", "expert")],
    ),
    (
        "South Korea's spokesman Moon Byung-ho said a drone had crossed.",
        [("KR", "asserts", "a drone had crossed", "Moon")],
    ),
]

NOTHING = [
    "The ministry declined to say whether the ship had left.",
    "Moscow did not confirm the visit.",
    "North Korea shipped shells to Russia in May.",
    "Kim invited the Russian leader to visit Pyongyang.",
    "Pyongyang hopes to get food from Moscow.",
]


def said(annotated: Annotated, statement: Statement) -> str:
    return " … ".join(annotated.report.text[a:b] for a, b in statement.content)


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0][:50] for c in CASES])
def test_who_says_what(read, text, wanted):
    annotated = read(text)
    found = [(s.source.id, s.stance.value, said(annotated, s)) for s in annotated.statements]
    for source, stance, inside, outside in wanted:
        assert any(
            i == source and how == stance and inside in words and (not outside or outside not in words)
            for i, how, words in found
        ), found


@pytest.mark.parametrize("text", NOTHING)
def test_what_nobody_says(read, text):
    assert read(text).statements == ()


def test_chain_of_sources(read):
    text = "Seoul's Foreign Ministry said that Kurt Campbell raised concern that the visit would harm stability."
    inner, outer = sorted(read(text).statements, key=lambda s: -len(s.via))
    assert (inner.source.id, inner.source.person, inner.stance.value) == ("US", "Kurt Campbell", "alleges")
    assert [v.id for v in inner.via] == ["KR"]
    assert (outer.source.id, outer.via) == ("KR", ())


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ("Kyrylo Budanov told Bloomberg that shells had arrived.", "UA", "Bloomberg"),
        ("Yonhap reported that balloons had landed, citing the South Korean military.", "KR", "Yonhap"),
        ("TASS quoted Vladimir Putin as saying that the talks had begun.", "RU", "TASS"),
    ],
)
def test_who_passes_words_on(read, text, source, via):
    statement = next(s for s in read(text).statements if s.source.id == source)
    assert via in {v.id for v in statement.via}


def test_time_of_saying_is_not_what_is_said(read):
    (statement,) = read("Seoul said on Monday that a ship had left in May.").statements
    assert statement.said is not None
    assert (statement.said.start, statement.said.end) == ("2024-06-17", "2024-06-17")


def test_a_quotation_runs_over_paragraphs(read):
    annotated = read(
        "“The ship has left,” said Anna Berg, a professor in Oslo.\n“It will not come back. The crew is gone.”"
    )
    (statement,) = annotated.statements
    assert "It will not come back" in said(annotated, statement)


def test_one_missing_mark_costs_one_statement(read):
    annotated = read(
        "“The ship has left, said Anna Berg.\nThe crew is gone.\nSeoul said that a second ship had sailed."
    )
    last = annotated.statements[-1]
    assert (last.source.id, said(annotated, last)) == ("KR", "that a second ship had sailed")


def test_a_sentence_that_elaborates_keeps_its_source(read):
    from probata.language import voice_of

    found = "UN experts found that the group runs hotels abroad."
    text = f"{found} They earned two million dollars last year. Rain fell in Oslo."
    annotated = read(text)
    at = text.index("earned")
    assert [s.source.id for s in voice_of(annotated, at, at + 6)[0]] == ["UN"]
    at = text.index("fell")
    assert voice_of(annotated, at, at + 4) == ()


def test_voice_goes_from_the_innermost_outwards(read):
    from probata.language import voice_of

    text = "Seoul's Foreign Ministry said that Kurt Campbell raised concern that the visit would harm stability."
    at = text.index("harm")
    levels = voice_of(read(text), at, at + 4)
    assert [level[0].source.id for level in levels] == ["US", "KR"]


def test_statements_stand_in_the_text(read):
    text = "“We  deny it,” the Kremlin said.\n\nSeoul: the ship – 🚢 – has left."
    annotated = read(text)
    for s in annotated.statements:
        assert s.source.kind is SourceKind.REPORT or s.source.text == text[s.source.start : s.source.end]
        assert s.cue is None or s.cue.text == text[s.cue.start : s.cue.end]
        assert all(0 <= a < b <= len(text) for a, b in s.content)


SEED = [
    ("both countries announced", "KP", "asserts"),
    ("both countries announced", "RU", "asserts"),
    ("Korean Central News Agency said", "Korean Central News Agency", "asserts"),
    ("Russia confirmed", "RU", "asserts"),
    ("growing concerns", "anonymous", "alleges"),
    ("officials have accused", "US", "alleges"),
    ("officials have accused", "KR", "alleges"),
    ("Moscow have denied", "KP", "denies"),
    ("Moscow have denied", "RU", "denies"),
    ("noted that in exchange", "Andrei Lankov", "asserts"),
    ("Lankov noted that while", "Andrei Lankov", "asserts"),
    ("Lankov told", "Andrei Lankov", "asserts"),
    ("website said", "NK News", "asserts"),
    ("images suggests", "NK News", "alleges"),
    ("raised concern", "US", "alleges"),
    ("Ministry said in a statement", "KR", "asserts"),
    ("said Leif", "Leif-Eric Easley", "asserts"),
    ("Moscow has said", "RU", "asserts"),
    ("Western accusations", "anonymous", "alleges"),
    ("Shin Wonsik said", "KR", "asserts"),
    ("Shin said", "KR", "asserts"),
    ("Observers said", "anonymous", "asserts"),
]


def test_every_attribution_of_the_seed_article(read, shared: Path):
    text = (shared / "seed/article.txt").read_text(encoding="utf-8")
    statements = read(text).statements
    missing = []
    for words, source, stance in SEED:
        at = text.index(words)
        near = [s for s in statements if s.cue and at <= s.cue.end and s.cue.start <= at + len(words)]
        if (source, stance) not in {(s.source.id, s.stance.value) for s in near}:
            missing.append((words, source, stance))
    assert not missing


WORDS = st.sampled_from(
    "“ ” \" ' '' `` ‘ ’ « » said says told that Kim Seoul the ministry , . : ; — ( ) denied accused of according to "
    "both countries he it they Moscow \n “The ship left.” citing 🚢 ́ \u200b \u202e \x00".split(" ")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=80))
def test_any_text_is_read(read, text):
    annotated = read(text)
    for s in annotated.statements:
        assert s.content
        assert all(0 <= a < b <= len(text) for a, b in s.content)
    for m in annotated.mentions:
        assert text[m.start : m.end] == m.text
