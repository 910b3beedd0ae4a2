"""Every rule that the case table and the examples bring to work is explained in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from probata.language.rules import explain

TABLE = Path(__file__).with_name("attribution_cases.yml")
EXAMPLES = Path(__file__).parents[2] / "examples" / "reports.jsonl"


@pytest.mark.parametrize("texts", ["table", "examples"])
def test_every_rule_has_its_words(read_learned, texts):
    if texts == "table":
        found = [case["text"] for case in yaml.safe_load(TABLE.read_text(encoding="utf-8"))]
    else:
        found = [json.loads(line)["text"] for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    statements = [s for text in found for s in read_learned(text).statements]
    assert {s.rule for s in statements if not explain("attribution", s.rule)} == set()
    assert {s.source.rule for s in statements if s.source.rule and not explain("source", s.source.rule)} == set()


def test_the_longest_name_counts_and_what_was_added_is_told():
    assert explain("attribution", "verb:clause") != explain("attribution", "verb:quote")
    assert explain("attribution", "verb:clause+false").endswith("calls something false, so it denies")
    assert explain("source", "role:defense minister:name") == explain("source", "role:envoy")
    assert explain("source", "no such rule") == ""
