"""The shipped model: what it proposes of plain sentences, and that no text makes it fall."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probata.errors import KnowledgeError
from probata.language import tagger as module
from probata.language.annotated import Paragraph
from probata.language.parse import load_model
from probata.language.tagger import Tagger, load_tagger
from probata.records import SegmentKind
from probata.settings import Settings

FOLDER = Path(module.__file__).parent / "models" / "en"
CASES = [
    # text, source, cue, content
    ("Officials said the tanker had left the port.", "Officials", "said", "the tanker had left the port"),
    ("The cargo was arms, according to the ministry.", "the ministry", "according to", "The cargo was arms"),
    ("“We never sold a shell,” the minister told reporters.", "the minister", "told", "We never sold a shell"),
    ("The senator hopes to end the war.", "The senator", "hopes", "to end the war"),
]
WORDS = st.sampled_from(
    "“ ” \" ' said says told that Kim Seoul the ministry , . : ; — ( ) denied accused of according to it they he"
    " \n “The ship left.” citing 🚢 ́ \u200b \u202e \x00 原".split(" ")
)


@pytest.fixture(scope="module")
def tag():
    nlp = load_model(Settings().model)

    def tags(*lines: str):
        docs = list(nlp.pipe(lines))
        return docs, load_tagger().read([Paragraph(n, 0, len(d.text), SegmentKind.BODY, d) for n, d in enumerate(docs)])

    return tags


@pytest.mark.parametrize(("text", "source", "cue", "content"), CASES)
def test_proposals_of_plain_sentences(tag, text, source, cue, content):
    (doc,), (tags,) = tag(text)
    (one,) = tags.attributions
    assert doc[slice(*one.source)].text == source
    assert cue in doc[slice(*one.cue)].text
    assert content in " ".join(doc[slice(*run)].text for run in one.content)
    assert 0.5 < one.score <= 1


def test_what_is_done_is_put_as_a_fact_and_what_is_denied_not(tag):
    (doc, other), (tags, others) = tag("The tanker left the port.", "The tanker did not leave the port.")
    left, leave = (d.text.split().index(w) for d, w in ((doc, "left"), (other, "leave")))
    assert tags.facts[left].min() > 1.5
    assert others.facts[leave][0] < -1
    assert others.facts[leave][1] < tags.facts[left][1] - 1.5


def test_paragraphs_are_read_alike_alone_and_together(tag):
    lines = [text for text, *_ in CASES]
    _, together = tag(*lines)
    for line, tags in zip(lines, together, strict=True):
        _, (alone,) = tag(line)
        assert [(t.cue, t.source, t.content) for t in alone.attributions] == [
            (t.cue, t.source, t.content) for t in tags.attributions
        ]
        assert np.abs(alone.facts - tags.facts).max() < 0.6  # 8-bit activations are scaled by the batch


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=60), max_size=4))
def test_any_text_is_tagged(tag, lines):
    docs, found = tag(*lines)
    assert len(found) == len(lines)
    for doc, tags in zip(docs, found, strict=True):
        assert tags.facts.shape == (len(doc), 2)
        assert np.isfinite(tags.facts).all()
        assert np.abs(tags.facts).max(initial=0) <= 3
        for one in tags.attributions:
            runs = [one.cue, *one.content, *([one.source] if one.source else [])]
            assert all(0 <= a < b <= len(doc) for a, b in runs)


def test_no_paragraphs_give_no_tags():
    assert load_tagger().read([]) == []


def test_the_model_says_how_it_was_made():
    made = json.loads((FOLDER / "tagger.json").read_text(encoding="utf-8"))
    assert load_tagger().version == made["version"]
    assert sum(f.stat().st_size for f in FOLDER.iterdir()) < 30e6
    assert (FOLDER / "card.md").read_text(encoding="utf-8").startswith("# ")


def test_a_language_without_a_model_is_named():
    with pytest.raises(KnowledgeError, match="PROBATA_ATTRIBUTION=rules"):
        load_tagger("xx")


def test_a_cut_model_file_is_one_line(tmp_path, monkeypatch):
    shutil.copytree(FOLDER, tmp_path / "models" / "en")
    (tmp_path / "models" / "en" / "words.onnx").write_bytes(b"\x08\x07")
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    load_tagger.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match="can't be read"):
            load_tagger()
    finally:
        load_tagger.cache_clear()


def test_a_folder_can_be_named():
    assert Tagger(FOLDER).version == load_tagger().version


def test_nothing_is_reported_to_its_maker(tmp_path: Path) -> None:
    """onnxruntime keeps what it will send in a file of the home folder, and a number of this machine's beside it."""
    told = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY"}
    load = "from probata.language.tagger import load_tagger; load_tagger()"
    subprocess.run([sys.executable, "-c", load], check=True, env=told | {"HOME": str(tmp_path)})
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
