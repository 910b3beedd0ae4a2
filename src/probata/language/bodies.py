"""Companies, armed groups and other bodies that no table knows, by their names in the text.

They are found by the parser's names and by what ends such a name ("... LLC", "... Corporation", "... Forces").
A body stands for itself (``gold/claims/GUIDELINES.md``), whatever state its name begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from probata.knowledge import Knowledge
from probata.language.annotated import GoodsMention, Mention, Paragraph, Reading
from probata.language.drafts import head_of
from probata.records import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_ENDINGS = frozenset(
    """llc ltd ltd. limited inc inc. corp corp. corporation company co co. plc gmbh bank group holding holdings
    industries trading shipping lines logistics management enterprise enterprises forces front army brigade battalion
    corps division zoo university institute foundation department agency administration bureau committee commission
    authority union association exchange fund militia movement cartel airlines airways shipyard refinery""".split()
)
"""Last words of the names of companies, institutions and armed groups."""
_JOINS = frozenset({"of", "for", "and", "&", "-"})
_NO_NAME = frozenset(
    "covid covid-19 internet congress state house senate parliament cabinet court constitution".split()
)
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_SHORT = re.compile(r"[A-Z][A-Z0-9&-]{1,7}")
_LONGEST = 10
"""Tokens; a longer run of capitalised words is a headline."""


def find_bodies(
    paragraphs: Sequence[Paragraph], mentions: Iterable[Mention], goods: Iterable[GoodsMention], knowledge: Knowledge
) -> tuple[Mention, ...]:
    """The bodies named in the text that ``mentions`` don't have, in order; offsets as in :class:`Mention`.

    A short form in brackets behind a name ("Rapid Support Forces (RSF)") and every later use of it are taken back
    to the name.
    """
    mentions = tuple(mentions)
    taken = {(m.paragraph, m.head) for m in mentions}
    stuff = {(g.paragraph, i) for g in goods for i in range(g.first, g.last)}
    found: list[Mention] = []
    shorts: dict[str, str] = {}
    for paragraph in paragraphs:
        behind = 0
        for first, last in sorted(_runs(paragraph), key=lambda run: (run[0], -run[1])):
            head = head_of(paragraph, first, last)
            place = [(paragraph.index, i) for i in range(first, last)]
            name = " ".join(paragraph.doc[first:last].text.split())
            if first < behind or (paragraph.index, head) in taken or not stuff.isdisjoint(place):
                continue
            if name.lower() in _NO_NAME or not name[:1].isupper() or knowledge.outlets.scan(name):
                continue
            behind = last
            name = shorts.get(name, name)
            if short := _short_form(paragraph, last, name):
                shorts[short] = name
            found.append(_mention(paragraph, first, last, head, name))
    # Capitals are easily taken for somebody's name; a table knows better.
    others = {(m.paragraph, m.head) for m in mentions if not m.rule.startswith("person:ner")}
    known = {(m.paragraph, i) for m in found for i in range(m.first, m.last)}
    found += [
        _mention(paragraph, token.i, token.i + 1, token.i, shorts[token.text])
        for paragraph in (paragraphs if shorts else ())
        for token in paragraph.doc
        if token.text in shorts and (paragraph.index, token.i) not in known | others
    ]
    return tuple(sorted(found, key=lambda m: m.start))


def _runs(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    doc = paragraph.doc
    for ent in doc.ents:
        if ent.label_ in {"ORG", "NORP"} and ent.end - ent.start <= _LONGEST:
            first, last = _trimmed(paragraph, ent.start, ent.end)
            if first < last and (ent.label_ == "ORG" or doc[last - 1].tag_ in {"NNPS", "NNP"}):
                yield first, last
    for token in doc:
        if token.lower_ in _ENDINGS and token.pos_ == "PROPN" and token.text[:1].isupper():
            first = token.i
            while first > 0 and token.i - first < _LONGEST and _in_name(doc[first - 1], doc[first]):
                first -= 1
            first, last = _trimmed(paragraph, first, token.i + 1)
            if last - first > 1:
                yield first, last


def _in_name(token: Token, after: Token) -> bool:
    if token.is_sent_start and token.pos_ != "PROPN":
        return False
    return (token.pos_ == "PROPN" and token.text[:1].isupper()) or (
        token.lower_ in _JOINS and token.i > 0 and token.doc[token.i - 1].pos_ == "PROPN" and after.pos_ == "PROPN"
    )


def _trimmed(paragraph: Paragraph, first: int, last: int) -> tuple[int, int]:
    doc = paragraph.doc
    while first < last and (doc[first].lower_ in {"the", "a", "an", *_JOINS} or not doc[first].text[:1].isalnum()):
        first += 1
    while first < last and (doc[last - 1].lower_ in _POSSESSIVE or not doc[last - 1].text[-1:].isalnum()):
        last -= 1
    return first, last


def _short_form(paragraph: Paragraph, last: int, name: str) -> str | None:
    """The short form in brackets behind a name whose first letters it has."""
    after = paragraph.doc[last : last + 3]
    if len(after) < 3 or after[0].text != "(" or after[2].text != ")" or not _SHORT.fullmatch(after[1].text):
        return None
    letters = iter(re.sub(r"[^a-z]", "", name.lower()))
    return after[1].text if all(c in letters for c in after[1].lower_ if c.isalpha()) else None


def _mention(paragraph: Paragraph, first: int, last: int, head: int, name: str) -> Mention:
    doc = paragraph.doc
    (start, _), (_, end) = paragraph.offsets(doc[first]), paragraph.offsets(doc[last - 1])
    modifies = doc[head].dep_ in {"compound", "nmod", "amod"} and doc[head].head.i >= last
    return Mention(
        start=start,
        end=end,
        text=paragraph.text[start - paragraph.start : end - paragraph.start],
        paragraph=paragraph.index,
        first=first,
        last=last,
        head=head,
        ids=(name,),
        kind=SourceKind.ORGANISATION,
        named=True,
        reading=Reading.MODIFIER if modifies else Reading.ACTOR,
        rule="body",
    )
