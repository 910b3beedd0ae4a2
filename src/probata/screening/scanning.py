"""Listed names and ships' numbers in running text, with their places.

The text is cut into stretches of words that can be a name: capitalised words with particles between them, words of
scripts without capitals, and, since a name may be typed in small letters, words that are in listed names to the letter.
Each stretch is asked for at once. What a reader would not take for the whole name stays apart as "to check": a piece of
a longer name, a single word, initials.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from probata.records import Entry, EntryKind, Identifier, ListedName, NameKind, valid_imo
from probata.screening.comparing import THRESHOLD, Comparison, compare
from probata.screening.index import Candidate, Index
from probata.screening.matching import Countries, Match, Query, Verdict, identified, judge
from probata.screening.names import Name, is_part, name_of, plain_words, skeleton

_WORD = re.compile(r"[^\W_]+(?:[.'’‘ʼ\-‐‑][^\W_]+)*")
_BETWEEN = re.compile(r"[\s\-‐‑–'’\".·,/()]*")
_BREAK = re.compile(r"[,/()]|\n\s*\n|[.!?]['’\"]?\s")
_IMO = re.compile(r"\bIMO\b[^\d\n]{0,25}(\d{7})(?!\d)")
_SHIP = re.compile(r"(?i)\b(?:vessel|tanker|ship|freighter|carrier|M/?V|M/?T|bulker|cargo)\b[^.\n]{0,20}$")
_UNCASED = re.compile(r"[\u0590-\u08ff\u0900-\u10ff\u1200-\u137f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_STOP = frozenset(
    "a an and are as at but by for from he her his i in is it its of on or she that the their they this to was we were "
    "who with after before when while monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december".split()
)
_NOT_WITHIN = _STOP - {"of", "and", "for", "the"}
_SHARE = 0.6
"""How much of a listed name's weight must be in a stretch for it to be compared."""
_LONGEST = 12
"""Words of a stretch; a longer one (a line in capitals) is taken in pieces that overlap."""
_MOST = 40
_LONG_NAME = 4
_LONG_WORD, _SPELLING = 5, 0.95
"""A single word in another spelling ("al-Qaeda", "Al-Qaida") must have so many letters and such a score."""
_MARGIN = 0.1
"""A text holds far more words than names: what is further below the threshold is noise."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed name or number in a text: the passage (code points, end exclusive), and the match."""

    start: int
    end: int
    text: str
    match: Match


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    capital: bool


def scan(
    text: str, index: Index, threshold: float = THRESHOLD, countries: Countries = lambda words: words.upper()
) -> list[Hit]:
    """All hits of one list in the order of the text; of several names of one entry on one passage the best."""
    hits = [*_numbers(text, index)]
    numbered = {h.match.entry.ref for h in hits}
    for stretch in _stretches(text, index):
        for hit in _named(text, stretch, index, threshold, countries):
            if hit.match.entry.ref in numbered and hit.match.entry.kind is not EntryKind.VESSEL:
                continue
            hits.append(hit)
    best: dict[tuple[int, str], Hit] = {}
    for hit in sorted(hits, key=lambda h: (-h.match.score, h.start, -h.end)):
        if not any(
            o.start < hit.end and hit.start < o.end and o.match.entry.ref == hit.match.entry.ref for o in best.values()
        ):
            best[hit.start, hit.match.entry.ref] = hit
    return sorted(best.values(), key=lambda h: (h.start, -h.match.score, h.match.entry.ref))


def _numbers(text: str, index: Index) -> Iterator[Hit]:
    for found in _IMO.finditer(text):
        number = Identifier("imo", found[1])
        for entry in index.by_number(number.value, "imo"):
            match = identified(entry, number)
            if not valid_imo(number.value):
                match = Match(
                    entry,
                    match.form,
                    0.5,
                    Verdict.CHECK,
                    match.agrees,
                    ("the number's check digit doesn't fit: a slip?",),
                )
            yield Hit(found.start(), found.end(), found[0], match)


def _stretches(text: str, index: Index) -> Iterator[list[_Token]]:
    stretch: list[_Token] = []
    for token in _tokens(text):
        lower = token.text.lower()
        particle = bool(stretch) and not is_part(token.words)
        likely = token.capital or (lower not in _STOP and not particle and _known(token, index))
        broken = bool(stretch) and _BREAK.search(text, stretch[-1].end, token.start)
        if broken and not _shortened(text, stretch[-1]):
            # "KIM, Jong Sik" and "Kim (Jong Sik)" are rare in running text; a list of names is not.
            yield from _pieces(stretch)
            stretch = []
        # A word in small letters beside capitals is a verb that some name is spelt like: "Mohammed said".
        mixed = likely and any(t.capital is not token.capital for t in stretch if is_part(t.words))
        if stretch and (mixed or not _BETWEEN.fullmatch(text, stretch[-1].end, token.start)):
            yield from _pieces(stretch)
            stretch = []
        if (likely and not (lower in _STOP and not stretch)) or (particle and lower not in _NOT_WITHIN):
            stretch.append(token)
        elif stretch:
            yield from _pieces(stretch)
            stretch = []
    yield from _pieces(stretch)


def _shortened(text: str, token: _Token) -> bool:
    """Whether the full stop behind a word is of an initial or a title: "A. Ivanov", "Gen. Ivanov"."""
    short = len(token.text) == 1 or not is_part(token.words)
    return short and text.startswith(".", token.end) and "\n\n" not in text[token.end : token.end + 3]


def _pieces(stretch: list[_Token]) -> Iterator[list[_Token]]:
    while stretch and not stretch[-1].capital and stretch[-1].text.lower() in _STOP:
        stretch = stretch[:-1]
    for at in range(0, max(1, len(stretch) - _LONGEST // 2), _LONGEST // 2):
        if piece := stretch[at : at + _LONGEST]:
            yield piece


def _tokens(text: str) -> Iterator[_Token]:
    for found in _WORD.finditer(text):
        word = found[0]
        end = found.end() - 2 if word[-2:] in {"'s", "’s"} else found.end()
        word = text[found.start() : end]
        capital = any(c.isupper() for c in word) or bool(_UNCASED.search(word)) or word[0].isdigit()
        yield _Token(found.start(), end, word, tuple(plain_words(word)), capital)


def _known(token: _Token, index: Index) -> bool:
    """Whether a word in small letters is a word of a listed name, to the letter."""
    return len(token.text) > 2 and all(map(index.has, token.words))


def _named(text: str, stretch: list[_Token], index: Index, threshold: float, countries: Countries) -> Iterator[Hit]:
    words = [w for token in stretch for w in token.words]
    if not any(len(w) > 1 for w in words):
        return
    joined = ["".join(pair) for pair in itertools.pairwise(words)] if len(words) < _LONGEST else []
    for candidate in index.within(words + joined, _SHARE, _MOST):
        found = _window(text, stretch, candidate)
        if found is None:
            continue
        start, end, compared, reasons = found
        entry = index.entry(candidate.entry)
        reasons += _single(text, start, end, entry, candidate, compared.score)
        if compared.score < threshold - _MARGIN or _too_little(compared, candidate.compared):
            continue
        query = Query(text[start:end])
        match = judge(query, entry, candidate.name, compared, threshold, countries)
        if match is None or "skip" in reasons:
            continue
        if reasons:
            match = Match(entry, match.form, match.score, Verdict.CHECK, match.agrees, (*match.disagrees, *reasons))
        yield Hit(start, end, text[start:end], match)


def _window(text: str, stretch: list[_Token], candidate: Candidate) -> tuple[int, int, Comparison, list[str]] | None:
    """The words of a stretch that the name fits best, and why a reader might take them for another's."""
    size = len(candidate.compared.words)
    bones = skeleton(candidate.compared.words[0])
    if size == 1 and not any(skeleton(w) == bones for t in stretch for w in t.words):
        return None
    meaning = [i for i, t in enumerate(stretch) if is_part(t.words)]
    best: tuple[float, int, int, int, Comparison] | None = None
    for i, first in enumerate(meaning):
        for last in meaning[max(i, i + size - 3) : i + size + 1]:
            words = text[stretch[first].start : stretch[last].end]
            compared = compare(name_of(words), candidate.compared, candidate.person)
            rank = (compared.score, last - first)
            if best is None or rank > (best[0], best[1]):
                best = (compared.score, last - first, first, last, compared)
    if best is None or best[0] < THRESHOLD - _MARGIN:
        return None
    _, _, first, last, compared = best
    cut = [i for i in meaning if _beside(stretch, i, first, last) and _speaks(stretch[i])]
    reasons: list[str] = []
    if cut:
        if any(d.name.startswith(("missing", "replaced", "initial", "lone")) for d in compared.differences):
            return None  # a piece of another name
        whole = text[stretch[min(*cut, first)].start : stretch[max(*cut, last)].end]
        reasons = [f"stands in a longer name: {whole}"]
    if not any(stretch[i].capital for i in range(first, last + 1)):
        if compared.differences:
            return None
        reasons.append("in small letters")
    return stretch[first].start, stretch[last].end, compared, reasons


def _beside(stretch: list[_Token], i: int, first: int, last: int) -> bool:
    """Whether a word stands next to the window: only particles between them, and no "and" or "of"."""
    between = stretch[i + 1 : first] if i < first else stretch[last + 1 : i]
    if first <= i <= last or len(between) > 2:
        return False
    return not any(t.capital or t.text.lower() in {"and", "for", "of"} for t in between)


def _speaks(token: _Token) -> bool:
    """Whether a capitalised word beside a name can be a part of it: not a weekday, nor the first word of a sentence."""
    return token.capital and token.text.lower() not in _STOP and not token.text.isdigit()


def _too_little(compared: Comparison, listed: Name) -> bool:
    """Whether a text has too little of a listed name: one word of several, or a short name of a body not whole
    ("Islamic State" where "Islamic State of Iraq" is listed)."""
    lacking = {d.name for d in compared.differences}
    return "lone" in lacking or ("missing of body" in lacking and len(listed.words) < _LONG_NAME)


def _single(text: str, start: int, end: int, entry: Entry, candidate: Candidate, score: float) -> list[str]:
    """What a name of one word must have besides: a ship's word before it, or capitals as an acronym."""
    name: Name = candidate.compared
    listed: ListedName = candidate.name
    words = text[start:end]
    if entry.kind is EntryKind.VESSEL:
        if _SHIP.search(text, max(0, start - 40), start):
            return []
        return ["no word for a ship before it"] if len(name.words) > 1 else ["skip"]
    if len(name.words) > 1:
        return []
    if entry.kind is EntryKind.PERSON or listed.kind is NameKind.WEAK or len(words) < 4:
        return ["skip"]
    if words.isupper() and any(c.islower() for c in text) and _letters(words) == _letters(listed.text):
        return []
    if not any(c.isupper() for c in words) or len(name.words[0]) < _LONG_WORD or score < _SPELLING:
        return ["skip"]
    return ["a single word" if _letters(words) == _letters(listed.text) else "a single word, spelt otherwise"]


def _letters(text: str) -> str:
    return text.strip(" \"'“”‘’«»").casefold()
