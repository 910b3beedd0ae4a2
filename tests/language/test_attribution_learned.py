"""Attribution with the tagger at work: the case table's sources and stances hold, and nothing makes it fall.

The table's exact words are the rules'; here it is asked only that every source still says what it says in
the stance it does, and that every trap stays one: the tagger must not lose a denial nor make one up.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CASES = yaml.safe_load(Path(__file__).with_name("attribution_cases.yml").read_text(encoding="utf-8"))
WORDS = st.sampled_from(
    "“ ” \" ' '' `` ‘ ’ « » said says told that Kim Seoul the ministry , . : ; — ( ) denied accused of according to "
    "both countries he it they Moscow \n “The ship left.” citing 🚢 ́ \u200b \u202e \x00".split(" ")
)


@pytest.mark.parametrize("case", [pytest.param(c, id=c["text"][:60]) for c in CASES])
def test_sources_and_stances_of_the_table_hold(read_learned, case):
    annotated = read_learned(case["text"].rstrip("\n"))
    text = annotated.report.text
    speaking = [s for s in annotated.statements if s.speaks]
    told = [(s.source.id, s.stance.value, s.cue and s.cue.text, s.engine) for s in annotated.statements]
    for wanted in case.get("says", []):
        key = (wanted["source"], wanted.get("stance", "asserts"))
        assert key in {(s.source.id, s.stance.value) for s in speaking}, (wanted, told)
    denials = {w["source"] for w in case.get("says", []) if w.get("stance") == "denies"}
    assert {s.source.id for s in speaking if s.stance.value == "denies"} <= denials, told
    for absent in case.get("absent", []):
        for s in speaking:
            same = all(
                (
                    s.source.id == absent.get("source", s.source.id),
                    s.stance.value == absent.get("stance", s.stance.value),
                    "holds" not in absent or any(absent["holds"] in text[a:b] for a, b in s.content),
                )
            )
            assert not same, (absent, told)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=80))
def test_any_text_is_read_and_every_span_lies_in_it(read_learned, text):
    for s in read_learned(text).statements:
        assert s.content
        assert all(0 <= a < b <= len(text) for a, b in s.content)
        if s.cue is not None:
            assert text[s.cue.start : s.cue.end] == s.cue.text
        if s.source.start is not None:
            assert text[s.source.start : s.source.end] == s.source.text
        assert s.score is None or 0 <= s.score <= 1


def test_one_broken_quotation_mark_costs_one_statement_at_most(read_learned):
    whole = (
        "“The tanker left on Monday,” said Marta Kowal.\n“It carried oil,” said Jan Nowak.\n"
        "“Nobody stopped it,” said Eva Lind."
    )
    sources = {s.source.text for s in read_learned(whole).statements}
    for at in [n for n, c in enumerate(whole) if c in "“”"]:
        broken = {s.source.text for s in read_learned(whole[:at] + whole[at + 1 :]).statements}
        assert len(sources - broken) <= 1
