"""The part of a text that shows why it was found."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from probata.desk.fulltext.asked import Asked, Term
from probata.desk.fulltext.tokens import Token, tokens

WIDTH = 240
"""Characters of a snippet, about: two lines of a page."""

READ = 30_000
"""Words of a text that are looked at for the best part."""

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of a report's text, from ``start`` to ``end`` of it; ``hits`` are offsets into the same text. ``first`` is
    the hit that a link leads to, ``None`` where the words stand elsewhere (in a name that the text doesn't give)."""

    start: int
    end: int
    text: str
    hits: tuple[Offsets, ...]

    @property
    def first(self) -> Offsets | None:
        return self.hits[0] if self.hits else None


def snippet(text: str, places: Sequence[Offsets], asked: Asked, width: int = WIDTH) -> Snippet:
    """The stretch of at most ``width`` characters that has most of the different words, the first of those."""
    hits = list(_hits(text, places, asked.wanted))
    start, end = _best(hits, len(asked.wanted), width)
    if not hits:
        start, end = (places[0][0], places[0][0]) if places else (0, 0)
    start, end = _rounded(text, start, end, width)
    return Snippet(start, end, text[start:end], tuple(_apart(h for _, h in hits if start <= h[0] and h[1] <= end)))


def _hits(text: str, places: Sequence[Offsets], wanted: Sequence[Term]) -> Iterator[tuple[int, Offsets]]:
    """Which term and where, in the order of their ends."""
    longest = max((len(t.words) for t in wanted), default=1)
    last: deque[Token] = deque(maxlen=longest)
    read = 0
    for begin, end in places:
        last.clear()
        for token in tokens(text[begin:end]):
            read += 1
            if read > READ:
                return
            last.append(Token(begin + token.start, begin + token.end, token.word))
            for number, term in enumerate(wanted):
                if _ends(term, last):
                    yield number, (last[-len(term.words)].start, last[-1].end)


def _ends(term: Term, last: deque[Token]) -> bool:
    """Whether the term ends with the last of the words."""
    size = len(term.words)
    if len(last) < size:
        return False
    final = last[-1].word
    if not (final.startswith(term.words[-1]) if term.prefix else final == term.words[-1]):
        return False
    return all(last[-size + n].word == term.words[n] for n in range(size - 1))


def _best(hits: Sequence[tuple[int, Offsets]], terms: int, width: int) -> Offsets:
    held: Counter[int] = Counter()
    most, found, begin = 0, (0, 0), 0
    for number, (_, end) in hits:
        held[number] += 1
        while end - hits[begin][1][0] > width and hits[begin][1][1] != end:
            held[hits[begin][0]] -= 1
            begin += 1
        if (kinds := sum(1 for n in held.values() if n)) > most:
            most, found = kinds, (hits[begin][1][0], end)
        if most == terms:
            break
    return found


def _rounded(text: str, start: int, end: int, width: int) -> Offsets:
    """With as much before and behind as there is room for, from the beginning of a word to the end of one."""
    room = max(width - (end - start), 0)
    first = max(text.rfind("\n", 0, start) + 1, start - room // 3, 0)
    if first and not text[first - 1].isspace() and (blank := text.find(" ", first, start)) >= 0:
        first = blank + 1
    final = min(len(text), end + room - (start - first))
    if (line := text.find("\n", end, final)) >= 0:
        final = line
    elif final < len(text) and not text[final].isspace() and (blank := text.rfind(" ", end, final)) >= 0:
        final = blank
    return first, final


def _apart(hits: Iterable[Offsets]) -> Iterator[Offsets]:
    """Those that overlap as one."""
    begin, end = -1, -1
    for a, b in sorted(hits):
        if a > end:
            if end >= 0:
                yield begin, end
            begin, end = a, b
        else:
            end = max(end, b)
    if end >= 0:
        yield begin, end
