"""The parse of long and odd paragraphs."""

from __future__ import annotations

from itertools import pairwise

from probata.language.parse import LONGEST


def test_an_overlong_line_is_parsed_in_pieces_that_join_up(read):
    text = "Seoul said that a ship had left. " * (LONGEST // 12)
    annotated = read(text)
    assert len(annotated.paragraphs) > 1
    assert all(p.end - p.start <= LONGEST for p in annotated.paragraphs)
    assert all(a.end == b.start for a, b in pairwise(annotated.paragraphs))
    assert all(text[p.start : p.end] == p.doc.text for p in annotated.paragraphs)
    assert len(annotated.statements) == text.count("Seoul")


def test_a_line_without_a_space_is_cut_all_the_same(read):
    text = "x" * (LONGEST * 2 + 7)
    assert "".join(p.doc.text for p in read(text).paragraphs) == text
