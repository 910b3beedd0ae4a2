"""Lines of a text with their offsets; hard-wrapped lines of one paragraph are put together again."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from probata.records import Offsets

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")

WRAP_WIDTHS = (45, 120)
"""Mail, wires and editors wrap between 60 and 100 columns; shorter is verse or a list, longer is no wrap."""


LONGEST = 50_000
"""Characters of one segment. Paragraphs end below 5,000; spaCy refuses a million and needs memory per word."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a rejoined paragraph without its outer blanks; ``gap`` says that a blank line stands before it."""

    start: int
    end: int
    text: str
    gap: bool


def split_lines(text: str) -> list[Line]:
    """The non-blank lines of ``text`` in order. Together they hold every character that isn't white space."""
    lines: list[Line] = []
    last = 0
    for m in _LINE.finditer(text):
        stripped = m[0].strip()
        if not stripped:
            continue
        start = m.start() + len(m[0]) - len(m[0].lstrip())
        breaks = text.count("\n", last, start) or text.count("\r", last, start)
        lines.append(Line(start, start + len(stripped), stripped, gap=bool(lines) and breaks > 1))
        last = start + len(stripped)
    return lines


def paragraphs(text: str) -> list[Line]:
    """The lines of ``text``, those that a fixed width has broken joined into one again.

    A block between blank lines counts as wrapped where each line is so full that the next line's first
    word had no room in it. One-line paragraphs and headlines above a paragraph never are.
    """
    lines = split_lines(text)
    out: list[Line] = []
    for first, last in _blocks(lines):
        block = lines[first:last]
        if _wrapped(block):
            start, end = block[0].start, block[-1].end
            out.append(Line(start, end, text[start:end], block[0].gap))
        else:
            out += block
    return out


def _blocks(lines: list[Line]) -> list[Offsets]:
    starts = [i for i, line in enumerate(lines) if i == 0 or line.gap]
    return list(zip(starts, [*starts[1:], len(lines)], strict=True)) if lines else []


def _wrapped(block: list[Line]) -> bool:
    width = max(len(line.text) for line in block)
    if len(block) < 2 or not WRAP_WIDTHS[0] <= width <= WRAP_WIDTHS[1]:
        return False
    full = all(len(a.text) + 1 + len(b.text.split(None, 1)[0]) > width for a, b in itertools.pairwise(block))
    if not full:
        return False
    # Two lines are always "full" where the first is the longer, and so are a headline and its short deck.
    # So at least one break must fall inside a sentence, and in a pair the second must go on in lower case.
    inside = [b for a, b in itertools.pairwise(block) if not _SENTENCE_END.search(a.text)]
    goes_on = sum(b.text[0].islower() for b in inside)
    return goes_on > 0 if len(block) < 4 else goes_on * 3 >= len(inside) > 0


def pieces(text: str, start: int, end: int) -> list[Offsets]:
    """A stretch of text in parts that a parser can take, cut at white space where there is some."""
    out: list[Offsets] = []
    while end - start > LONGEST:
        gap = max(text.rfind(blank, start + LONGEST // 2, start + LONGEST) for blank in " \n\t")
        cut = gap if gap > 0 else start + LONGEST
        out.append((start, start + len(text[start:cut].rstrip())))
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    return [*out, (start, end)]
