"""The one spaCy pass: each readable segment of a report is parsed once, on its own.

Parsing by segment keeps a headline without a full stop from running into the first sentence, and
page furniture never reaches the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from probata.errors import KnowledgeError
from probata.language.annotated import Paragraph
from probata.records import Report, SegmentKind

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def load_model(name: str) -> Language:
    """The spaCy pipeline of that name, loaded once a process. :class:`KnowledgeError` if it isn't installed."""
    import spacy

    try:
        return _knowing_apostrophes(spacy.load(name))
    except OSError as error:
        raise KnowledgeError(
            f"the language model {name!r} is not installed; install it or unset PROBATA_MODEL"
        ) from error


_CURLY = {"’s": "be", "’re": "be", "’m": "be", "’ve": "have", "’ll": "will"}
"""Verbs behind a typographic apostrophe; spaCy's lemmatizer knows them behind a straight one alone."""


def _knowing_apostrophes(nlp: Language) -> Language:
    """The pipeline, reading "it’s" as "it's", and "do n’t" in text that comes cut into words as "do n't"."""
    if "attribute_ruler" in nlp.pipe_names:
        patterns = [[{"ORTH": word, "TAG": {"IN": ["VBZ", "VBP", "MD"]}}] for word in _CURLY]
        ruler: Any = nlp.get_pipe("attribute_ruler")
        for pattern, lemma in zip(patterns, _CURLY.values(), strict=True):
            ruler.add(patterns=[pattern], attrs={"LEMMA": lemma})
    tokenizer: Any = nlp.tokenizer
    tokenizer.add_special_case("n’t", [{"ORTH": "n’t", "NORM": "not"}])
    return nlp


LONGEST = 5_000
"""Code points in one parse. The longest paragraph of the labelled news has under 3,000; the parser's memory and
some of our look-backs grow with the length of one parse, and a page may come as one line of two million."""

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n")


def parse(report: Report, nlp: Language) -> tuple[Paragraph, ...]:
    """The readable segments of a report, parsed, in order of the text; an overlong one in several parses."""
    kept = [
        (start, end, s.kind)
        for s in report.segments
        if s.kind is not SegmentKind.FURNITURE
        for start, end in _pieces(report.text, s.start, s.end)
        if report.text[start:end].strip()
    ]
    docs = nlp.pipe((report.text[start:end] for start, end, _ in kept), batch_size=32)
    return tuple(
        Paragraph(i, start, end, kind, doc) for i, ((start, end, kind), doc) in enumerate(zip(kept, docs, strict=True))
    )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A segment cut after the last sentence, else word, that ends within reach."""
    while end - start > LONGEST:
        reach = start + LONGEST
        cut = max((m.end() for m in _SENTENCE_END.finditer(text, start, reach)), default=0)
        cut = cut or text.rfind(" ", start, reach) + 1 or reach
        if cut <= start:
            cut = reach
        yield start, cut
        start = cut
    yield start, end
