"""Quotation marks of all kinds, and missing ones."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.language.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“It left,” he said.", ["“It left,”"]),
        ('He said "it left" and "it sank".', ['"it left"', '"it sank"']),
        ("''It left,'' he said.", ["''It left,''"]),
        ("«It left», he said.", ["«It left»"]),
        ("the idea of a “new Cold War. “", ["“new Cold War. “"]),
        ("“It left. It will not come back.", ["“It left. It will not come back."]),
        ("He said “it left. Nobody knows.", ["“it left."]),
        ("It's the ship's 5'' gun", []),
        ("”", []),
        ("“”", []),
    ],
)
def test_quotations(text, quoted):
    ends = [i + 1 for i, c in enumerate(text) if c == "."]
    assert [text[q.start : q.end] for q in find_quotations(text, ends)] == quoted


@given(st.text(alphabet="“”\"'`«»„ ab.\n", max_size=40))
def test_quotations_never_overlap(text):
    found = find_quotations(text, [i + 1 for i, c in enumerate(text) if c == "."])
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
