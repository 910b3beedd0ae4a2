"""Towns and regions in a text as participants: the state on whose territory an event happens."""

from __future__ import annotations

from probata.knowledge import Knowledge
from probata.language.annotated import Annotated, Mention, Reading
from probata.records import SourceKind


def sites_of(annotated: Annotated, knowledge: Knowledge) -> tuple[Mention, ...]:
    """The places of the table in a report's paragraphs, in order, as mentions of their state; global offsets.

    :class:`~probata.errors.KnowledgeError` where the table is wrong.
    """
    found: list[Mention] = []
    for paragraph in annotated.paragraphs:
        for begin, close, site in knowledge.places.scan(paragraph.text):
            start, end = paragraph.start + begin, paragraph.start + close
            span = paragraph.span(start, end)
            if site.state is None or span is None or not len(span):
                continue
            found.append(
                Mention(
                    start=start,
                    end=end,
                    text=annotated.report.text[start:end],
                    paragraph=paragraph.index,
                    first=span.start,
                    last=span.end,
                    head=span.root.i,
                    ids=(site.state,),
                    kind=SourceKind.STATE,
                    named=True,
                    reading=Reading.PLACE,
                    rule="place",
                )
            )
    return tuple(found)
