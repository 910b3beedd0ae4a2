"""Who is speaking at a place of the text: the innermost statement that covers it, and those around it."""

from __future__ import annotations

from probata.language.annotated import Annotated, Paragraph
from probata.records import Stance, Statement

_TAKES_UP = frozenset("it they these those such this".split())
_ADDS = frozenset({"too", "also"})


def voice_of(annotated: Annotated, start: int, end: int) -> tuple[tuple[Statement, ...], ...]:
    """The statements that speak at a passage, from the innermost outwards; empty for the outlet's own voice.

    Each level holds one statement, or several of a joint source. Offsets are global. A sentence that
    nobody is named for keeps the source of the one before where it plainly elaborates it (guide, rule 2).
    """
    chain = _covering(annotated.statements, start, end)
    if chain:
        return chain
    before = _elaborated(annotated, start, end)
    return (before,) if before else ()


def _covering(statements: tuple[Statement, ...], start: int, end: int) -> tuple[tuple[Statement, ...], ...]:
    # A trigger may lie just at the edge of a stretch that the parser cut a word short.
    middle = (start + end) // 2
    levels: dict[tuple[object, ...], list[Statement]] = {}
    for s in statements:
        if s.speaks and any(a <= middle < b or (a == middle == b) for a, b in s.content):
            levels.setdefault((s.cue and s.cue.offsets, s.content), []).append(s)
    ordered = sorted(levels.values(), key=lambda level: sum(b - a for a, b in level[0].content))
    return tuple(tuple(level) for level in ordered)


def _elaborated(annotated: Annotated, start: int, end: int) -> tuple[Statement, ...]:
    paragraph = next((p for p in annotated.paragraphs if p.start <= start < p.end), None)
    span = paragraph.span(start, end) if paragraph is not None else None
    if paragraph is None or span is None or not len(span):
        return ()
    sentence = span[0].sent
    if sentence.start == 0 or not _goes_on(paragraph, sentence.start, sentence.end):
        return ()
    first, last = paragraph.offsets(sentence)
    if any(first <= (s.cue.start if s.cue else -1) < last for s in annotated.statements):
        return ()
    before = paragraph.doc[sentence.start - 1].sent
    at = paragraph.offsets(before)
    inside = [s for s in annotated.statements if s.speaks and s.cue and at[0] <= s.cue.start < at[1]]
    outer = [s for s in inside if not s.via and s.source.named and _runs_on(s, at)]
    sources = {s.source.id for s in outer}
    subject = {i for m in annotated.mentions if first <= m.start < first + 2 for i in m.ids}
    return tuple(outer) if outer and len({s.cue for s in outer}) == 1 and not sources & subject else ()


def _runs_on(statement: Statement, sentence: tuple[int, int]) -> bool:
    """Whether the words said come after their source and fill the sentence to its end ("X said that ...")."""
    asserted = statement.stance in (Stance.ASSERTS, Stance.ALLEGES) and statement.rule == "verb:clause"
    after = statement.cue is not None and statement.content[0][0] >= statement.cue.end
    return asserted and after and sentence[1] - statement.content[-1][1] <= 2


def _goes_on(paragraph: Paragraph, first: int, last: int) -> bool:
    """Whether a sentence takes up the one before: by a pronoun for what was spoken of, or "too" and "also"."""
    return paragraph.doc[first].lower_ in _TAKES_UP or any(t.lower_ in _ADDS for t in paragraph.doc[first:last])
