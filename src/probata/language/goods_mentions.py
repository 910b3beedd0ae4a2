"""Goods of the tables placed on the tokens of the parse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from probata.knowledge import Knowledge
from probata.language.annotated import GoodsMention, Paragraph
from probata.language.drafts import head_of
from probata.records import SegmentKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON"})


def find_goods(paragraphs: Sequence[Paragraph], knowledge: Knowledge) -> tuple[GoodsMention, ...]:
    """The goods, people and money named in the paragraphs, in order of the text; global offsets.

    Words that the parse reads as a verb ("it tanks", "to fuel the war") or as part of a name ("British
    Petroleum", "Steven Fish") name no goods, unless their item says otherwise.
    """
    found = []
    for paragraph in paragraphs:
        matches = knowledge.goods.scan(paragraph.text)
        if not matches:
            continue
        heading = paragraph.kind is SegmentKind.TITLE or _in_capitals(paragraph.doc)
        for match in matches:
            span = paragraph.span(paragraph.start + match.start, paragraph.start + match.end)
            if span is None or not len(span):
                continue
            head = head_of(paragraph, span.start, span.end)
            item = knowledge.goods.get(match.item)
            if item is None or (not item.verbs and _is_verb(span, knowledge.goods.verbs)):
                continue
            if match.text.lower() in knowledge.goods.bare and _describes(span):
                continue
            if not (match.exact or item.names or heading) and _is_name(span):
                continue
            found.append(
                GoodsMention(
                    start=paragraph.start + match.start,
                    end=paragraph.start + match.end,
                    text=match.text,
                    paragraph=paragraph.index,
                    first=span.start,
                    last=span.end,
                    head=head,
                    classes=match.classes,
                    item=match.item,
                    calibres=match.calibres,
                )
            )
    return tuple(found)


def _is_verb(span: Span, verbs: frozenset[str]) -> bool:
    """ "The firm proceeds", "to fuel it", "they know how": nothing is read as a noun, and the verb is a known one.

    The parser takes plurals in headlines for verbs ("Pyongyang fires missiles"), hence the list.
    """
    if any(t.pos_ in _NOMINAL for t in span):
        return False
    return any(t.pos_ == "VERB" and t.tag_ != "VBG" and t.lemma_.lower() in verbs for t in span)


def _describes(span: Span) -> bool:
    """Whether a noun follows that the words describe ("labor talks", "a crude bomb")."""
    return span.end < len(span.doc) and span.doc[span.end].pos_ in {"NOUN", "PROPN", "ADJ"}


def _is_name(span: Span) -> bool:
    """Whether capitals amid small letters make the words part of a name ("British Petroleum", "Mr. Fish")."""
    if not all(t.is_title for t in span if t.is_alpha) or span.root.pos_ != "PROPN":
        return False
    if span.start > span.sent.start:
        return True
    # The first word of a sentence has its capital anyhow; what follows it tells.
    return span.end < len(span.doc) and span.doc[span.end].is_title and span.doc[span.end].pos_ == "PROPN"


def _in_capitals(doc: Doc) -> bool:
    """Whether nearly all words have a capital, as in many headlines: capitals then mark no name."""
    words = [t for t in doc if t.is_alpha and len(t) > 3 and not t.is_stop]
    return 4 * sum(t.is_lower for t in words) <= len(words)
