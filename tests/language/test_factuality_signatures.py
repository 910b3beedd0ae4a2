"""The table of signatures: what it says of some words, and what it refuses."""

from __future__ import annotations

import pytest

from probata.errors import KnowledgeError
from probata.language import signatures as table
from probata.language.event_clause import FACTUAL


@pytest.mark.parametrize(
    ("lemma", "form", "affirmed", "negated"),
    [
        ("manage", "to", "holds", "fails"),
        ("fail", "to", "fails", "holds"),
        ("refuse", "to", "fails", "open"),
        ("prevent", "from", "fails", "holds"),
        ("regret", "that", "fact", "fact"),
        ("forget", "to", "fails", "holds"),
        ("forget", "that", "fact", "fact"),
        ("think", "that", "believed", "fails"),
        ("Deny", "ing", "fails", "open"),
    ],
)
def test_form_decides_the_class(lemma, form, affirmed, negated):
    found = table.signature(lemma, form)
    assert found is not None
    assert (found.affirmed, found.negated) == (affirmed, negated)


def test_words_without_a_class_have_none():
    assert table.signature("eat", "that") is None


def test_plain_kinds_score_surer_than_the_others():
    found = table.signatures()
    assert set(found.scores) > FACTUAL
    for kind, scales in found.scores.items():
        for affirmed, negated in scales.values():
            assert -3 <= negated <= 3, kind
            assert -3 <= affirmed <= 3, kind
        assert scales["committed"][1] < scales["committed"][0], kind
    assert found.weaker("past", "conditional") == "conditional"


@pytest.mark.parametrize(
    "text",
    [
        "classes: [",
        "classes: []",
        "scores: {past: {}}\nclasses: [{class: x, takes: [to], affirmed: maybe, negated: holds, lemmas: [go]}]",
    ],
)
def test_a_broken_table_is_refused_by_name(text, tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "signatures.yml").write_text(text)
    monkeypatch.setattr(table, "files", lambda package: tmp_path)
    with pytest.raises(KnowledgeError, match=r"signatures\.yml"):
        table.signatures.__wrapped__()
