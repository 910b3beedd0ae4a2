"""Two reports held against each other: is one a copy, an excerpt, a rewrite or another version of the other?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from probata.incidents.copies.differences import differences
from probata.incidents.copies.direction import agencies, taker
from probata.incidents.copies.fingerprints import address_of
from probata.incidents.copies.furniture import is_form, without_common, without_edges
from probata.incidents.copies.passages import Match, matches
from probata.incidents.copies.sentences import Alignment, align
from probata.incidents.copies.words import Words, words_of
from probata.records import Copy, CopyKind, Passage, Report

ENGINE = "copies/1"
"""Named in every copy; goes up when other reports would be joined."""

HALF = 0.5
"""From this share on a text counts as contained in the other."""

PART = 0.2
"""Share of the shorter text that stands in the other, from which on one took from the other or both from a third."""

MUCH, LITTLE = 60, 0.1
"""So many words of their own in common make up for a share below :data:`PART`, down to ``LITTLE``."""

OWN = 20
"""Words in common outside direct speech, at least; or half of all that the shorter says in its own words."""

SPEECH = 8
"""Words of direct speech in a row that two reports don't quote by chance."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Least values of an alignment of sentences that make a rewrite.

    Where half of the other words and a tenth of the names of news-dev were replaced, 95 % of the articles kept a share
    of .82 and a likeness of .55; at a share of .6 reports that had one interview from two papers were taken for
    rewrites of one another.
    """

    pairs: int
    share: float
    order: float
    alike: float


REWRITES = (Rewrite(4, 0.7, 0.75, 0.5), Rewrite(3, 0.8, 1.0, 0.6), Rewrite(6, 0.75, 0.0, 0.6))
"""The last is for sentences in another order: they must then be more, and more alike."""


@dataclass(frozen=True, slots=True)
class _Shared:
    """What two texts have in common word for word."""

    words: tuple[Words, Words]
    found: tuple[Match, ...]
    in_a: float
    in_b: float
    resemblance: float
    own: int
    speech: int
    longest_speech: int


def compare(a: Report, b: Report, common: Collection[int] = frozenset()) -> Copy | None:
    """What two reports have to do with each other by their texts, ``None`` for nothing.

    ``common`` are fingerprints that stand in many reports: paragraphs made of them are left out. Turning the
    reports round turns the answer round and changes nothing else. The time grows with the sum of the texts.
    """
    return compare_words(a, b, (words_of(a), words_of(b)), common)


def compare_words(a: Report, b: Report, words: tuple[Words, Words], common: Collection[int]) -> Copy | None:
    """:func:`compare` where the words of the two reports are known already."""
    if (b.sha256, b.id) < (a.sha256, a.id):
        found = compare_words(b, a, (words[1], words[0]), common)
        return turned(found) if found is not None else None
    sides = (without_common(words[0], common), without_common(words[1], common)) if common else words
    address = address_of(a.url)
    same_page = address is not None and address == address_of(b.url)
    shared = _shared(*(sides if same_page else without_edges(*sides)))
    sentences = _sentences(shared)
    kind = _kind(shared, sentences, same_page)
    if kind is None:
        return None
    by_sentence = kind in (CopyKind.REWRITE, CopyKind.VERSION) and sentences is not None
    passages = _passages(shared, kind, sentences if by_sentence else None)
    took, told = taker(a, b) if kind is not CopyKind.QUOTATION else (None, "")
    both = agencies(a, b)
    return Copy(
        a.id, b.id, kind, round(shared.in_a, 3), round(shared.in_b, 3), round(shared.resemblance, 3), passages,
        _because(kind, shared, sentences, both), took, told, both,
        differences(a, b, shared.words, shared.found) if kind is CopyKind.VERSION else (), ENGINE,
    )  # fmt: skip


def _shared(a: Words, b: Words) -> _Shared:
    grams = [a.grams, b.grams]
    found = matches(a.forms, b.forms) if not grams[0].isdisjoint(grams[1]) else ()
    if not grams[0] or not grams[1]:
        # Texts of fewer than five words are alike only as wholes.
        same = float(len(a) > 0 and a.forms == b.forms)
        return _Shared((a, b), (Match(0, 0, len(a)),) if same else (), same, same, same, len(a) if same else 0, 0, 0)
    common = len(grams[0] & grams[1])
    own = speech = longest = 0
    for m in found:
        quoted = [a.quoted[m.a + n] or b.quoted[m.b + n] for n in range(m.length)]
        both = [a.quoted[m.a + n] and b.quoted[m.b + n] for n in range(m.length)]
        speech += sum(quoted)
        own += m.length - sum(quoted)
        longest = max(longest, _run(both))
    resemblance = common / len(grams[0] | grams[1])
    return _Shared((a, b), found, common / len(grams[0]), common / len(grams[1]), resemblance, own, speech, longest)


def _run(flags: Sequence[bool]) -> int:
    longest = now = 0
    for flag in flags:
        now = now + 1 if flag else 0
        longest = max(longest, now)
    return longest


def _kind(shared: _Shared, sentences: Alignment | None, same_page: bool) -> CopyKind | None:
    most, least = max(shared.in_a, shared.in_b), min(shared.in_a, shared.in_b)
    said = min(len(words) - sum(words.quoted) for words in shared.words)
    own = shared.own >= min(OWN, max(1, said // 2))
    verbatim = own and (most >= PART or (shared.own >= MUCH and most >= LITTLE))
    rewritten = sentences is not None and any(
        len(sentences.pairs) >= r.pairs
        and sentences.share >= r.share
        and sentences.order >= r.order
        and sentences.alike >= r.alike
        for r in REWRITES
    )
    if same_page and (verbatim or rewritten):
        return CopyKind.VERSION
    if verbatim and is_form(*shared.words, shared.found):
        return None
    if verbatim and least >= HALF:
        return CopyKind.COPY
    if rewritten:
        return CopyKind.EXCERPT if verbatim and most >= HALF else CopyKind.REWRITE
    if verbatim:
        return CopyKind.EXCERPT
    return CopyKind.QUOTATION if shared.longest_speech >= SPEECH else None


def _sentences(shared: _Shared) -> Alignment | None:
    """The alignment, where so much of it may be needed: not for plain copies, nor where no figure or name is shared."""
    if min(shared.in_a, shared.in_b) >= HALF:
        return None
    a, b = shared.words
    names = [{f for f, named in zip(w.forms, w.names, strict=True) if named} for w in (a, b)]
    return align(a, b) if len(names[0] & names[1]) >= 3 else None


def _passages(shared: _Shared, kind: CopyKind, sentences: Alignment | None) -> tuple[Passage, ...]:
    """Verbatim stretches, and of a rewrite the sentences that none of them touches."""
    a, b = shared.words
    found: list[Passage] = []
    touched: set[int] = set()
    for m in shared.found:
        quoted = sum(a.quoted[m.a + n] or b.quoted[m.b + n] for n in range(m.length))
        speech = quoted * 2 >= m.length
        if kind is CopyKind.QUOTATION and not speech:
            continue
        found.append(Passage(a.offsets(m.a, m.a + m.length), b.offsets(m.b, m.b + m.length), m.length, speech))
        touched.update(range(m.a, m.a + m.length))
    for pair in sentences.pairs if sentences is not None else ():
        first, last = pair.a
        if not touched.intersection(range(first, last)):
            found.append(Passage(a.offsets(*pair.a), b.offsets(*pair.b), last - first, reworded=True))
    return tuple(sorted(found, key=lambda p: (p.a, p.b)))


def _because(kind: CopyKind, shared: _Shared, sentences: Alignment | None, both: Sequence[str]) -> str:
    percent = f"{max(shared.in_a, shared.in_b):.0%} of {'one' if shared.in_a != shared.in_b else 'each'}"
    words, stretches = shared.own + shared.speech, len(shared.found)
    held = f" ({words} words in {stretches} stretch{'es' if stretches != 1 else ''})" if stretches else ""
    verbatim = f"{percent} stands word for word in the other{held}"
    if kind is CopyKind.QUOTATION:
        why = f"both quote the same speech ({shared.longest_speech} words in a row) and share little else"
    elif kind is CopyKind.REWRITE and sentences is not None:
        ordered = "in the same order" if sentences.order >= 0.75 else "in another order"
        why = f"{len(sentences.pairs)} sentences say the same in other words, {ordered}; {verbatim}"
    elif kind is CopyKind.VERSION:
        why = f"the same address; {verbatim}"
    else:
        why = verbatim
    return why + (f"; both credit {' and '.join(both)}" if both else "")


def turned(copy: Copy) -> Copy:
    """The same, seen from the other report."""
    passages = sorted((replace(p, a=p.b, b=p.a) for p in copy.passages), key=lambda p: (p.a, p.b))
    changed = tuple(replace(d, a=d.b, b=d.a) for d in copy.differences)
    return replace(
        copy, a=copy.b, b=copy.a, in_a=copy.in_b, in_b=copy.in_a, passages=tuple(passages), differences=changed
    )
