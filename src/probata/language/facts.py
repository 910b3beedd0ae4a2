"""How far an event is presented as having happened: the rules' score and the tagger's, weighed together.

The two err in different places, so that their mean is better than either (``docs/evaluation.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from probata.language.annotated import Annotated, Paragraph
from probata.language.factuality import Scale, project, score_of
from probata.records import Factuality

if TYPE_CHECKING:
    from spacy.tokens import Token

LEARNED = 0.6
"""The tagger's weight in the mean; chosen on the dev parts of UW and UDS-IH2, flat between .5 and .7."""


def factuality_of(annotated: Annotated, paragraph: Paragraph, token: Token) -> Factuality:
    """Both scores (-3 to 3) of the event that a word of a paragraph names, with the rule's reading of it."""
    verdict = project(token)
    committed, happened = (score_of(verdict, scale) for scale in (Scale.COMMITTED, Scale.HAPPENED))
    if not annotated.tags:
        return Factuality(committed, happened, "rules", verdict.rule, verdict.because)
    learned = annotated.tags[paragraph.index].facts[token.i]
    both = (LEARNED * float(x) + (1 - LEARNED) * y for x, y in zip(learned, (committed, happened), strict=True))
    sure, done = (round(x, 2) for x in both)
    return Factuality(sure, done, "rules, tagger", verdict.rule, verdict.because)


def factuality_at(annotated: Annotated, start: int, end: int) -> Factuality | None:
    """The same for the event named between two offsets of the report; ``None`` where no readable word stands."""
    for paragraph in annotated.paragraphs:
        if paragraph.start <= start < paragraph.end:
            span = paragraph.span(start, end)
            words = [t for t in span or () if not t.is_space]
            if span is not None and words:
                return factuality_of(annotated, paragraph, span.root)
    return None
