"""Every rule that the case table and the examples bring to work is explained in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from probata.claims.when_path import Hold
from probata.language.rules import _rules, explain, explain_time

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


FORMS = """It came on Monday. It will come on Friday. It came last Tuesday. It came on June 3. It came on 3 May 2023.
It came in March. It will come in July. It came in March last year. It came last May. It came since 2019. It came two
weeks ago. It came a month earlier. It came this week. It came the next day. It came overnight. It came in spring. It
came in the summer of 2023. It came in Q1 2024. It came from May to June. It came in May and June. It came in the first
three months of 2024. It came in the past year. It came over the past 24 hours. It came in recent months. It came in the
1990s. It came at noon. It lasted three days. It came on the 5th. It came at year-end. It came in 2019. Today."""


@pytest.mark.parametrize("published", ["2024-06-17", None])
def test_every_rule_of_time_has_its_words(read, published):
    found = read(FORMS, published=published).times
    rules = {t.interval.rule for t in found}
    assert len(rules) > 15
    assert {r for r in rules if not explain_time(r)} == set()
    assert {r for r in rules if explain_time(f"{r}+sighting") == explain_time(r)} == set()


def test_what_a_time_hangs_on_is_told():
    assert "since" in explain_time("since-month-year")
    assert explain_time("last-year+speech").endswith("under a verb of saying, so they are the event's")
    assert explain_time("no such rule") == ""
    assert {hold.value for hold in Hold} <= _rules()["held"].keys()
