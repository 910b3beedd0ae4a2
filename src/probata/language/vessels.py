"""Ships by name: after a vessel's noun or prefix, in an apposition or list, and again by the same name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from probata.knowledge import Carriers
from probata.language.annotated import Paragraph
from probata.language.carriers import Carrier
from probata.language.stretches import Stretches
from probata.records import MeansKind, Offsets

if TYPE_CHECKING:
    from spacy.tokens import Span

_WORD = r"[A-Z][\w'’-]{0,24}"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,4}}(?: (?:No\.? ?)?\d{{1,4}}(?![\w,.]\d))?")
_LAST_NAMED = re.compile(rf"(?:^|[\s(\"“‘'])[Tt]he [\"“‘']?({_NAME.pattern})$")
_CALLED = re.compile(
    r",? (?:(?:was |is |which was )?(?:named|called|dubbed|known as|christened|renamed) )?(?:the )?[\"“‘']?"
)
_NEXT = re.compile(r"(?:,|,? and|,? or|,? &) (?:the |on the |aboard the )?[\"“‘']?")
_OPENS = re.compile(r"(?:,|:| -| –| —|,? including|,? among them|,? namely) (?:the )[\"“‘']?")
_BEFORE = re.compile(r"(?:^|[\s(\"“‘'])(?:[Tt]he )[\"“‘']?$")
_NUMBERED = re.compile(rf"\b[Tt]he ({_WORD}(?: {_WORD}){{0,3}} \d{{1,4}})(?![\w:%]|[,.]\d|\s*(?:mm|km|percent))")
_NO_NAME = frozenset(
    """captain capt commander admiral owner owners operator crew company master mr ms no aegis type class
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december this that these those the it its he she they we in on at by for and but""".split()
)
_CODES = frozenset({"IMO", "MMSI", "AIS", "ID", "TEU", "DWT"})
_SAYS = frozenset({"say", "announce", "report", "add", "tell", "note", "state", "claim", "allege", "write"})
_LONGEST = 60
"""Characters of a name that are looked at."""


def named_ships(
    paragraph: Paragraph, nouns: Sequence[Carrier], carriers: Carriers, known: Mapping[Offsets, str], taken: Stretches
) -> list[Carrier]:
    """The ships that a paragraph names. ``nouns`` are its vessels by noun alone, ``known`` the names of the
    table in it with the id that it gives; ``taken`` are stretches that no ship's name can be (states, dates)."""
    reader = _Reader(paragraph, carriers, known, taken)
    found = [
        *reader.of_table(), *reader.after_prefix(), *reader.after_noun(nouns), *reader.in_apposition(nouns),
        *(reader.numbered() if nouns else ()),
    ]  # fmt: skip
    return _longest(found)


def named_again(
    paragraph: Paragraph, names: Mapping[str, str], found: Sequence[Carrier], taken: Stretches
) -> list[Carrier]:
    """The same names elsewhere: ``names`` from how they are written to what the report calls the ship.

    A name of one word counts only after "the" and where it is no part of another noun phrase.
    """
    if not names:
        return []
    text = paragraph.text
    pattern = re.compile(
        r"(?<![\w-])(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?![\w-])"
    )
    again: list[Carrier] = []
    there = {i for c in found for i in range(c.start, c.end)}
    for match in pattern.finditer(text):
        start, end = paragraph.start + match.start(), paragraph.start + match.end()
        if start in there or taken.meets(start, end):
            continue
        sure = " " in match[0] or any(c.isdigit() for c in match[0])
        if not sure and not _BEFORE.search(text[max(0, match.start() - 6) : match.start()]):
            continue
        span = paragraph.span(start, end)
        if span is None or not len(span) or (not sure and _modifies(span)):
            continue
        again.append(_ship(paragraph, start, end, names[match[0]], (start, end)))
    return again


class _Reader:
    def __init__(
        self, paragraph: Paragraph, carriers: Carriers, known: Mapping[Offsets, str], taken: Stretches
    ) -> None:
        self.paragraph = paragraph
        self.text = paragraph.text
        self.base = paragraph.start
        self.known = known
        self.taken = taken
        every = sorted((*carriers.dropped, *carriers.kept), key=len, reverse=True)
        self.prefix = re.compile(rf"(?<![\w/])({'|'.join(map(re.escape, every))})s? (?=[A-Z\"“‘])")
        self.kept = carriers.kept
        self.headlines = Stretches((s.start_char, s.end_char) for s in paragraph.doc.sents if _headline(s))

    def of_table(self) -> Iterator[Carrier]:
        """Ships of the table; the vessel's noun that stands in its entry belongs to the passage."""
        for (start, end), name in self.known.items():
            start += 4 if self.text[start - self.base : start - self.base + 4].casefold() == "the " else 0
            yield _ship(self.paragraph, start, end, name, (start, end))

    def after_prefix(self) -> Iterator[Carrier]:
        """ "MV Angara", "the USS Carney"."""
        for match in self.prefix.finditer(self.text):
            at = match.end() + (self.text[match.end()] in '"“‘')
            if (name := self.name(at, sure=True)) is not None:
                first = match.start() if match[1] in self.kept else name[0]
                yield self.ship(match.start(), name[1], (first, name[1]))

    def after_noun(self, nouns: Sequence[Carrier]) -> Iterator[Carrier]:
        """ "the cargo ship Lady R", "a tanker called Sam Jong 2", "the ships Angara and Maria"."""
        for noun in nouns:
            end = noun.end - self.base
            called = _CALLED.match(self.text, end)
            if called is None:
                continue
            explicit = called[0].strip(" ,") not in {"", "the"} and not called[0].startswith(", the")
            if called[0].startswith(",") and not explicit:
                continue  # "two ships, the ...": an apposition
            prefix = self.prefix.match(self.text, called.end())
            at = prefix.end() if prefix is not None and prefix[1] not in self.kept else called.end()
            name = self.name(at, sure=explicit or prefix is not None)
            if name is None:
                continue
            yield self.ship(noun.start - self.base, name[1], name)
            if noun.plural:
                yield from self.further(name[1])

    def in_apposition(self, nouns: Sequence[Carrier]) -> Iterator[Carrier]:
        """ "two ships, the Angara and the Maria", "the Lady R, a Russian ship"."""
        for noun in nouns:
            end = noun.end - self.base
            opened = _OPENS.match(self.text, end)
            if opened is not None and (name := self.name(opened.end())) is not None and self.closed(name[1]):
                yield self.ship(name[0], name[1], name)
                yield from self.further(name[1])
            elif noun.plural:
                yield from self.listed(noun)
            span = self.paragraph.span(noun.start, noun.end)
            if span is not None and len(span) and span.root.dep_ == "appos":
                yield from self.before(span)

    def listed(self, noun: Carrier) -> Iterator[Carrier]:
        """ "four ships have loaded there: the Lady R, the Angara", "six vessels, among them the Patriot"."""
        span = self.paragraph.span(noun.start, noun.end)
        if span is None or not len(span):
            return
        stop = span.sent.end_char
        for opened in re.finditer(r"(?:: |among them |including )the [\"“‘']?", self.text[noun.end - self.base : stop]):
            name = self.name(noun.end - self.base + opened.end())
            if name is not None and self.closed(name[1]):
                yield self.ship(name[0], name[1], name)
                yield from self.further(name[1])
                return

    def before(self, noun: Span) -> Iterator[Carrier]:
        """The name that a noun in apposition explains."""
        comma = self.text.rfind(",", max(0, noun.start_char - _LONGEST), noun.start_char)
        if comma < 0:
            return
        match = _LAST_NAMED.search(self.text[max(0, comma - _LONGEST) : comma])
        if match is None or (name := self.name(max(0, comma - _LONGEST) + match.start(1))) is None:
            return
        if name[1] == comma:
            yield self.ship(name[0], name[1], name)

    def further(self, at: int) -> Iterator[Carrier]:
        """What is joined to a ship's name by commas and "and"."""
        for _ in range(20):
            joined = _NEXT.match(self.text, at)
            name = self.name(joined.end()) if joined is not None else None
            if joined is None or name is None:
                return
            if "the" not in joined[0] and not self.closed(name[1]):
                return
            yield self.ship(name[0], name[1], name)
            at = name[1]

    def numbered(self) -> Iterator[Carrier]:
        """ "The Ji Song 6", in a sentence that speaks of a ship."""
        for match in _NUMBERED.finditer(self.text):
            span = self.paragraph.span(self.base + match.start(1), self.base + match.end(1))
            if span is None or not len(span) or _modifies(span):
                continue
            if not re.search(r"\b(?:ship|vessel|tanker|freighter)s?\b", span.sent.text):
                continue
            if (name := self.name(match.start(1))) is not None:
                yield self.ship(name[0], name[1], name)

    def name(self, at: int, sure: bool = False) -> tuple[int, int] | None:
        """The name that begins at an offset into the paragraph, without what is taken behind it."""
        match = _NAME.match(self.text, at, at + _LONGEST)
        if match is None or (not sure and self.headlines.covers(at)):
            return None
        start, end = match.span()
        if self.taken.covers(self.base + start):
            return None
        following = self.taken.next(self.base + start)
        if following is not None:
            end = min(end, following - self.base)
        words = self.text[start:end].rstrip(" '’-")
        if words.endswith(("'s", "’s")):
            words = words[:-2]
        first = words.split(" ")[0]
        if not words or first in _CODES or (not first.isupper() and first.casefold() in _NO_NAME):
            return None
        if not sure and self.unnamed(start, start + len(words)):
            return None
        return start, start + len(words)

    def unnamed(self, start: int, end: int) -> bool:
        """Whether the words are no name by the parse: nothing in them is a proper noun, number or unknown word."""
        span = self.paragraph.span(self.base + start, self.base + end)
        return span is None or not any(t.pos_ in {"PROPN", "X", "NUM"} for t in span)

    def closed(self, end: int) -> bool:
        """Whether the noun phrase ends with the name: not in "the Treasury says" or "the Patriot missile"."""
        span = self.paragraph.span(self.base + end - 1, self.base + end)
        if span is None or not len(span):
            return False
        after = self.paragraph.doc[span.end] if span.end < len(self.paragraph.doc) else None
        if after is None or after.is_punct or after.lower_ in {"which", "that"}:
            return True
        return after.pos_ in {"CCONJ", "ADP", "PUNCT", "VERB", "AUX", "ADV"} and after.lemma_ not in _SAYS

    def ship(self, start: int, end: int, name: tuple[int, int]) -> Carrier:
        place = self.base + name[0], self.base + name[1]
        return _ship(self.paragraph, self.base + start, self.base + end, self.text[name[0] : name[1]], place)


def _ship(paragraph: Paragraph, start: int, end: int, name: str, place: Offsets) -> Carrier:
    carrier = Carrier(paragraph, start, end, MeansKind.VESSEL)
    carrier.put("name", name, place)
    return carrier


def _longest(found: Sequence[Carrier]) -> list[Carrier]:
    """Without what lies in another; of two readings of one stretch the first."""
    kept: list[Carrier] = []
    for carrier in sorted(found, key=lambda c: (c.start, -c.end)):
        if kept and carrier.start < kept[-1].end:
            continue
        kept.append(carrier)
    return kept


def _modifies(span: Span) -> bool:
    """Whether a name only modifies the noun behind it: "the Patriot missile"."""
    return span.root.dep_ in {"compound", "nmod", "amod", "poss"} and span.root.head.i >= span.end


def _headline(sentence: Span) -> bool:
    """Whether most words are capitalised, so that capitals tell no names."""
    words = [t.text for t in sentence if t.is_alpha and len(t) > 3]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.75 * len(words)
