"""Two texts held against each other word by word: what was kept, removed, added and changed, with its places.

Lines are matched first and words within those that differ, so that the time grows with what was edited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from probata.records import Edit, EditKind

MOST = 2 * 10**10
"""Words of one stretch times words of the other, above which they are told as changed in full: more takes seconds."""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\s*(?:\d+(?:[.,]\d+)+|\w+|[^\w\s])|\s+")

Block = tuple[int, int, int, int]
"""First and last (exclusive) element in either sequence."""


def edits(a: str, b: str) -> tuple[Edit, ...]:
    """How to get from ``a`` to ``b``. White space belongs to the word that follows it; two texts that are the same are
    one stretch, kept."""
    return tuple(_joined(_bridged(list(_edits(a, b)), a)))


def _edits(a: str, b: str) -> Iterator[Edit]:
    for kept, one, other in _matched(_cut(_LINE, a, 0, len(a)), _cut(_LINE, b, 0, len(b)), a, b):
        if kept:
            yield Edit(EditKind.KEPT, one, other)
            continue
        for same, first, second in _matched(_cut(_WORD, a, *one), _cut(_WORD, b, *other), a, b):
            yield Edit(EditKind.KEPT if same else _kind(first, second), first, second)


def _kind(a: tuple[int, int], b: tuple[int, int]) -> EditKind:
    if a[0] == a[1]:
        return EditKind.ADDED
    return EditKind.REMOVED if b[0] == b[1] else EditKind.CHANGED


def _cut(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The places of what a pattern cuts a stretch into; ``start`` alone for nothing."""
    return [m.span() for m in pattern.finditer(text, start, end)] or [(start, start)]


def _matched(
    one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]], a: str, b: str
) -> Iterator[tuple[bool, tuple[int, int], tuple[int, int]]]:
    """The stretches that two sequences share and those between them, as offsets into the texts."""
    first, second = ([text[s:e] for s, e in places] for text, places in ((a, one), (b, other)))
    at, to = one[0][0], other[0][0]
    for i, j, k, m in _blocks(first, second):
        starts = (one[i][0], one[j - 1][1]), (other[k][0], other[m - 1][1])
        if (at, to) != (starts[0][0], starts[1][0]):
            yield False, (at, starts[0][0]), (to, starts[1][0])
        yield True, *starts
        at, to = starts[0][1], starts[1][1]
    if (at, to) != (one[-1][1], other[-1][1]):
        yield False, (at, one[-1][1]), (to, other[-1][1])


def _blocks(a: Sequence[str], b: Sequence[str]) -> Iterator[Block]:
    """The runs of equal elements, in order."""
    from rapidfuzz.distance import Levenshtein

    if len(a) * len(b) > MOST:
        return
    for op in Levenshtein.opcodes(a, b):
        if op.tag == "equal" and any(a[op.src_start : op.src_end]):
            yield op.src_start, op.src_end, op.dest_start, op.dest_end


def _bridged(found: Sequence[Edit], a: str) -> Iterator[Edit]:
    """A mark alone that stands unchanged between two edits is told with them: it says nothing by itself."""
    for n, edit in enumerate(found):
        alone = edit.kind is EditKind.KEPT and not re.search(r"[\w\n]", a[slice(*edit.a)])
        if alone and 0 < n < len(found) - 1 and EditKind.KEPT not in (found[n - 1].kind, found[n + 1].kind):
            yield Edit(EditKind.CHANGED, edit.a, edit.b)
        else:
            yield edit


def _joined(found: Iterable[Edit]) -> Iterator[Edit]:
    """Neighbours that are both kept, or both not, as one."""
    held: Edit | None = None
    for edit in found:
        if held is None:
            held = edit
        elif (held.kind is EditKind.KEPT) is (edit.kind is EditKind.KEPT):
            places = (held.a[0], edit.a[1]), (held.b[0], edit.b[1])
            held = Edit(held.kind if held.kind is EditKind.KEPT else _kind(*places), *places)
        else:
            yield held
            held = edit
    if held is not None:
        yield held
