"""The one spaCy pass: each readable segment of a report is parsed once, on its own.

Parsing by segment keeps a headline without a full stop from running into the first sentence, and
page furniture never reaches the parser.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

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
        return spacy.load(name)
    except OSError as error:
        raise KnowledgeError(
            f"the language model {name!r} is not installed; install it or unset PROBATA_MODEL"
        ) from error


def parse(report: Report, nlp: Language) -> tuple[Paragraph, ...]:
    """The readable segments of a report, parsed, in order of the text."""
    kept = [s for s in report.segments if s.kind is not SegmentKind.FURNITURE and report.text[s.start : s.end].strip()]
    docs = nlp.pipe((report.text[s.start : s.end] for s in kept), batch_size=32)
    return tuple(Paragraph(i, s.start, s.end, s.kind, doc) for i, (s, doc) in enumerate(zip(kept, docs, strict=True)))


def sentences(paragraphs: Iterable[Paragraph]) -> Iterable[tuple[Paragraph, object]]:
    """Every sentence with its paragraph."""
    return ((p, sent) for p in paragraphs for sent in p.doc.sents)
