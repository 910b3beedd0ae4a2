"""The language step: one report in, everything found on its text out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from probata.knowledge import Knowledge
from probata.language.annotated import Annotated
from probata.language.attribution import attribute
from probata.language.bodies import find_bodies
from probata.language.goods_mentions import find_goods
from probata.language.means import find_means
from probata.language.mentions import find_mentions
from probata.language.parse import parse
from probata.language.places import find_places
from probata.language.quantities import find_quantities
from probata.language.times import find_times
from probata.records import Report

if TYPE_CHECKING:
    from spacy.language import Language

    from probata.language.tagger import Tagger


def annotate(report: Report, knowledge: Knowledge, nlp: Language, tagger: Tagger | None = None) -> Annotated:
    """The report with its parse, mentions, references, goods, places, means, times, quantities and statements.

    ``nlp`` is the pipeline of :func:`probata.language.parse.load_model`, ``tagger`` that of
    :func:`probata.language.tagger.load_tagger`; without it attributions are found by rules
    alone. Nothing is read from page furniture. All offsets are code points of ``report.text``.
    """
    paragraphs = parse(report, nlp)
    mentions, references = find_mentions(paragraphs, report, knowledge)
    means = find_means(report, paragraphs, mentions, references, knowledge)
    times = find_times(paragraphs, report.published)
    tags = tuple(tagger.read(paragraphs)) if tagger is not None else ()
    goods = find_goods(paragraphs, knowledge)
    return Annotated(
        report=report,
        paragraphs=paragraphs,
        mentions=mentions,
        goods=goods,
        times=times,
        quantities=find_quantities(paragraphs),
        statements=attribute(report, paragraphs, mentions, times, knowledge, tags),
        tags=tags,
        references=references,
        bodies=find_bodies(paragraphs, mentions, goods, knowledge),
        places=find_places(report, paragraphs, mentions, means, knowledge),
        means=means,
    )
