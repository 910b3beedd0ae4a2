"""The tagger's proposals beside the rules: whose spans, whose stance, and what makes no claim."""

from __future__ import annotations

import numpy as np
import pytest

from probata.knowledge import load
from probata.language.attribution import attribute
from probata.language.tagger import Tagged, Tags

DATE = "2024-06-17"


def run(doc, words):
    """The tokens of some words of a parse."""
    at = doc.text.index(words)
    span = doc.char_span(at, at + len(words), alignment_mode="expand")
    return span.start, span.end


@pytest.fixture
def merged(read):
    """The statements of a one-line text where the tagger is made to propose what the test says."""

    def statements(text, *proposals):
        annotated = read(text)
        (paragraph,) = annotated.paragraphs
        found = tuple(
            Tagged(
                run(paragraph.doc, cue),
                run(paragraph.doc, source) if source else None,
                tuple(run(paragraph.doc, c) for c in content),
                0.9,
            )
            for cue, source, content in proposals
        )
        given = (annotated.report, annotated.paragraphs, annotated.mentions, annotated.times, load())
        return attribute(*given, (Tags(found, None, np.full(len(paragraph.doc), 0.5)),))  # no facts are asked

    return statements


def words(text, statement):
    return [text[a:b] for a, b in statement.content]


def test_where_both_see_a_cue_the_spans_are_the_taggers_and_the_stance_the_rules(merged):
    text = "Washington claims Pyongyang shipped shells, officials in Seoul noted with regret."
    one = next(
        s
        for s in merged(text, ("claims", "Washington", ["Pyongyang shipped shells"]))
        if s.cue is not None and s.cue.text == "claims"
    )
    assert (one.source.id, one.stance.value) == ("US", "alleges")
    assert words(text, one) == ["Pyongyang shipped shells"]
    assert one.engine == "rules, tagger"
    assert one.score == 0.9


def test_what_only_the_tagger_sees_is_an_attribution_of_its_own(merged):
    text = "The minister mused aloud that the ship had gone."
    (one,) = merged(text, ("mused aloud", "The minister", ["that the ship had gone"]))
    assert (one.engine, one.rule, one.speaks) == ("tagger", "learned", False)
    assert one.source.text == "The minister"


def test_a_wish_makes_no_claim(merged):
    text = "Kim wants the shells that Moscow keeps."
    (one,) = merged(text, ("wants", "Kim", ["the shells that Moscow keeps"]))
    assert not one.speaks


def test_quoted_words_speak_whatever_their_cue(merged):
    text = "“The ship has gone,” the minister crowed."
    found = merged(text, ("crowed", "the minister", ["“The ship has gone,”"]))
    assert [s.speaks for s in found] == [True]


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("The Kremlin did not deny that shells had come.", "did not deny", "The Kremlin", "that shells had come"),
        ("Seoul did not say that shells had come.", "did not say", "Seoul", "that shells had come"),
        ("Poland denied entry to the envoy.", "denied", "Poland", "entry to the envoy"),
    ],
)
def test_words_not_said_and_what_only_looks_like_a_denial_deny_nothing(merged, text, cue, source, content):
    for one in merged(text, (cue, source, [content])):
        assert one.stance.value != "denies"
        assert not one.speaks


def test_a_denial_that_the_tagger_misses_stays(merged):
    (one,) = merged("Moscow rejected the accusation as groundless.")
    assert (one.source.id, one.stance.value, one.engine) == ("RU", "denies", "rules")


def test_a_denial_keeps_the_words_that_the_rules_found(merged):
    text = "Iran called the report baseless."
    rules = merged(text)
    both = merged(text, ("called", "Iran", ["the report baseless"]))
    assert [(s.stance, s.content) for s in both] == [(s.stance, s.content) for s in rules]


def test_who_passes_words_on_does_not_take_the_place_of_who_spoke(merged):
    text = "Yonhap reported, citing a lawmaker, that troops had left."
    found = merged(text, ("reported", "Yonhap", ["that troops had left"]))
    (one,) = [s for s in found if s.speaks]
    assert one.source.text == "a lawmaker"
    assert [v.id for v in one.via] == ["Yonhap News Agency"] or one.via[0].text.startswith("Yonhap")


def test_a_source_that_no_words_name_has_no_place(merged):
    (one,) = merged("The ship is believed to have left.", ("is believed to", None, ["have left"]))
    assert (one.source.id, one.source.start, one.source.text) == ("anonymous", None, "")
