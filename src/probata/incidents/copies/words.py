"""The readable words of a report, made comparable, each with its place in the text.

Two pages that print one text differ in case, accents, quotation marks, the points of an initialism and the
commas of a number; none of these make another word here. Furniture is left out.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from probata.records import Offsets, Report, SegmentKind

Range = tuple[int, int]
"""Words from the first to the last (exclusive), by their place in :class:`Words`."""

SHINGLE = 5
"""Words of a shingle, as in the containment of the labelled set: five words in a row are rarely chance."""

_WORD = re.compile(
    r"\d+(?:[.,]\d+)*"  # 6,700 and 3.5 are one word each
    r"|(?:[A-Z]\.){2,}"  # U.S.
    r"|[\u3040-\u30ff\u3400-\u9fff]"  # scripts without spaces: a character is a word
    r"|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+"
)
_MARK = re.compile(r"[\"“”„«»]|''|(?<![\w’])[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")
_OPENS, _CLOSES = "“„«", "”»"
_STOP = re.compile(r"[.!?…。][\"'”’»)\]]*\s")
_SHORT = frozenset(
    "mr mrs ms dr gen col capt lt sgt sen rep gov st no jan feb mar apr jun jul aug sept oct nov dec".split()
)


@dataclass(frozen=True)
class Words:
    """The words of a report in order.

    ``forms`` are their comparable forms, ``starts`` and ``ends`` their code points in ``Report.text``; ``quoted``
    says whether each stands in direct speech, ``names`` whether it is part of a name (or a number).
    ``paragraphs`` are ranges of words, one for each segment or line that is read, ``sentences`` theirs.
    What is reckoned from them is kept, since one report is held against a dozen others.
    """

    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[bool, ...]
    names: tuple[bool, ...]
    paragraphs: tuple[Range, ...]
    sentences: tuple[Range, ...]

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def shingles(self) -> tuple[int, ...]:
        """The hash of each five words in a row, by the place of the first; of all words where they are fewer."""
        forms = self.forms
        places = range(max(1, len(forms) - SHINGLE + 1)) if forms else ()
        return tuple(number(" ".join(forms[at : at + SHINGLE]), b"words") for at in places)

    @cached_property
    def grams(self) -> frozenset[tuple[str, ...]]:
        """The different five words in a row; none where they are fewer."""
        return frozenset(self.forms[at : at + SHINGLE] for at in range(len(self) - SHINGLE + 1))

    def offsets(self, first: int, last: int) -> Offsets:
        """Where the words ``first`` to ``last`` (exclusive) stand in the text."""
        return self.starts[first], self.ends[last - 1]

    def without(self, paragraphs: Container[int]) -> Words:
        """These words without the paragraphs of those numbers; offsets stay those of the text."""
        ranges = [r for n, r in enumerate(self.paragraphs) if n not in paragraphs]
        if len(ranges) == len(self.paragraphs):
            return self
        kept = [at for first, last in ranges for at in range(first, last)]
        place = {at: n for n, at in enumerate(kept)}
        return Words(
            tuple(self.forms[at] for at in kept),
            tuple(self.starts[at] for at in kept),
            tuple(self.ends[at] for at in kept),
            tuple(self.quoted[at] for at in kept),
            tuple(self.names[at] for at in kept),
            tuple((place[first], place[last - 1] + 1) for first, last in ranges),
            tuple((place[first], place[last - 1] + 1) for first, last in self.sentences if first in place),
        )


def words_of(report: Report) -> Words:
    """The words of a report that are not furniture; of the whole text where it has no segments."""
    text = report.text
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    quoted: list[bool] = []
    paragraphs: list[Range] = []
    sentences: list[Range] = []
    for start, end in _readable(report):
        first = len(forms)
        for m in _WORD.finditer(text, start, end):
            forms.append(comparable(m[0]))
            starts.append(m.start())
            ends.append(m.end())
        if len(forms) > first:
            paragraphs.append((first, len(forms)))
            sentences += _sentences(text, forms, starts, ends, first)
            quoted += [False] * (len(forms) - first)
            for opened, closed in _speech(text, start, end):
                for at in range(bisect_left(starts, opened, first), bisect_left(starts, closed, first)):
                    quoted[at] = True
    names = _names(text, forms, starts, sentences)
    return Words(tuple(forms), tuple(starts), tuple(ends), tuple(quoted), names, tuple(paragraphs), tuple(sentences))


def number(text: str, salt: bytes) -> int:
    """A hash from 0 to 2**63 - 1 that is the same on every machine; ``salt`` tells kinds of text apart."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8, person=salt).digest(), "big") >> 1


def comparable(word: str) -> str:
    """A word without case, accents and points; a number without its thousands' commas."""
    if word[0].isdigit():
        return word.replace(",", "") if len(word) > 3 else word
    if word.isascii():
        return word.replace(".", "").lower()
    bare = unicodedata.normalize("NFKD", word.replace(".", "")).casefold()
    return "".join(c for c in bare if not unicodedata.combining(c)) or word


def _readable(report: Report) -> Iterator[Offsets]:
    """The lines of the text that a reader reads."""
    if not report.segments:
        at = 0
        for line in report.text.splitlines(keepends=True):
            yield at, at + len(line)
            at += len(line)
        return
    for segment in report.segments:
        if segment.kind is not SegmentKind.FURNITURE:
            yield segment.start, segment.end


def _sentences(text: str, forms: list[str], starts: list[int], ends: list[int], first: int) -> Iterator[Range]:
    """The sentences of a paragraph: a full stop before a capital or a figure, but not after "Gen" or an initial."""
    for at in range(first, len(forms) - 1):
        if ends[at] == starts[at + 1] - 1 or not _STOP.match(text, ends[at], starts[at + 1] + 1):
            continue
        following = text[starts[at + 1]]
        if (following.isupper() or following.isdigit()) and len(forms[at]) > 1 and forms[at] not in _SHORT:
            yield first, at + 1
            first = at + 1
    yield first, len(forms)


def _names(text: str, forms: list[str], starts: list[int], sentences: list[Range]) -> tuple[bool, ...]:
    """Which words are figures or written with a capital for another reason than beginning a sentence."""
    begins = {first for first, _ in sentences}
    capital = [text[at].isupper() for at in starts]
    sure = {form for n, form in enumerate(forms) if capital[n] and n not in begins}
    return tuple(form[0].isdigit() or (capital[n] and form in sure) for n, form in enumerate(forms))


def _speech(text: str, start: int, end: int) -> Iterable[Offsets]:
    """Direct speech in a paragraph; what is not closed runs on to its end, as print does it."""
    opened: int | None = None
    single = False
    for m in _MARK.finditer(text, start, end):
        one = m[0] in "‘’'"
        if opened is None:
            if m[0] not in _CLOSES and m[0] != "’":
                opened, single = m.end(), one
        elif one is single and m[0] not in _OPENS:
            yield opened, m.start()
            opened = None
    if opened is not None and not single:
        yield opened, end
