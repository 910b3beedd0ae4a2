"""The times step grows with the text, and no text breaks it."""

from __future__ import annotations

import gc
import time

import pytest
from spacy.pipeline import Sentencizer

from probata.language.annotated import Paragraph
from probata.language.parse import load_model
from probata.language.times import find_times, joint_interval
from probata.language.times_grammar import scan
from probata.language.times_reference import dateline
from probata.records import SegmentKind
from probata.settings import Settings

PLAIN = (
    "North Korea sent shells to Russia on Monday and Tuesday, between 3 May and 7 June 2023, and in the first three"
    " months of 2024. Two days later it had sent more, Seoul said last week. "
)
NASTY = (
    "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 ",
    "May May May May May ",
    "on the the the 5th of of of ",
    "Monday and Tuesday and Wednesday and ",
    "earlier later early late the end of the end of ",
    "12/12/12/12/12-12-12-12-12 ",
    "2019 2020 2021, 2022, and 2023-24 ",
    "the first second third quarter of the last next ",
    "A. B. C. (D) /E/ -- ",
)


def spent(text: str) -> float:
    """CPU seconds for a text of paragraphs, tokenised but not parsed: the parser's own cost isn't meant."""
    nlp = load_model(Settings().model)
    pieces, at = [], 0
    for i in range(0, len(text), 4_000):
        piece = text[i : i + 4_000]
        doc = Sentencizer()(nlp.make_doc(piece))
        pieces.append(Paragraph(len(pieces), at, at + len(piece), SegmentKind.BODY, doc))
        at += len(piece)
    gc.collect()
    gc.disable()  # its pauses depend on what else the process holds
    try:
        started = time.process_time()
        found = find_times(pieces, "2024-06-17")
        for timex in found:
            joint_interval(text, found, timex)
        return time.process_time() - started
    finally:
        gc.enable()


@pytest.mark.parametrize("unit", [PLAIN, *NASTY])
def test_ten_times_the_text_takes_about_ten_times_as_long(unit: str) -> None:
    text = unit * (100_000 // len(unit) + 1)
    spent(text[:4_000])
    small = max(sorted(spent(text[:10_000]) for _ in range(3))[1], 0.02)
    # A machine's own unevenness is within a factor of two; what grows with the square takes a hundred times as long.
    # `make bench` measures the exact growth.
    assert min(spent(text[:100_000]) for _ in range(2)) <= 25 * small


@pytest.mark.parametrize("unit", NASTY)
def test_one_paragraph_of_nonsense_is_soon_read(unit: str) -> None:
    text = unit * (50_000 // len(unit))
    started = time.process_time()
    scan(text)
    dateline(text)
    assert time.process_time() - started < 5
