"""Goods of the tables placed on the tokens of the parse."""

from __future__ import annotations

from collections.abc import Sequence

from probata.knowledge import Knowledge
from probata.language.annotated import GoodsMention, Paragraph
from probata.language.drafts import head_of


def find_goods(paragraphs: Sequence[Paragraph], knowledge: Knowledge) -> tuple[GoodsMention, ...]:
    """The goods, people and money named in the paragraphs, in order of the text; global offsets."""
    found = []
    for paragraph in paragraphs:
        for match in knowledge.goods.scan(paragraph.doc.text):
            span = paragraph.span(paragraph.start + match.start, paragraph.start + match.end)
            if span is None or not len(span):
                continue
            found.append(
                GoodsMention(
                    start=paragraph.start + match.start,
                    end=paragraph.start + match.end,
                    text=match.text,
                    paragraph=paragraph.index,
                    first=span.start,
                    last=span.end,
                    head=head_of(paragraph, span.start, span.end),
                    classes=match.classes,
                    item=match.item,
                )
            )
    return tuple(found)
