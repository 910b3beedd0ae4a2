"""Where a text quotes: pairs of quotation marks, straight or curly, also where one is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MARK = re.compile(r"[“”„\"«»]|''|``")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks; ``closed`` is false where the text forgot the second mark or goes on
    in the next paragraph. Offsets into the text it was read from."""

    start: int
    end: int
    closed: bool = True


def find_quotations(text: str, sentence_ends: Sequence[int] = ()) -> tuple[Quotation, ...]:
    """The quotations of a paragraph, in order, never overlapping.

    A mark that nothing follows closes, whatever its shape. A quotation that isn't closed ends with the
    paragraph if it opens the paragraph (news style leaves the mark out where the next paragraph goes
    on), else with its sentence, so that one slip can't swallow the rest.
    """
    found: list[Quotation] = []
    opened: int | None = None
    for mark in MARK.finditer(text):
        opens = _opens(text, mark.start(), mark.end())
        if opened is None:
            if opens or (mark.group() in ('"', "''", "``") and text[mark.end() : mark.end() + 1].isalnum()):
                opened = mark.start()
        elif opens and mark.group() in ("“", "„", "«", "``"):
            found.append(_unclosed(text, opened, sentence_ends, mark.start()))
            opened = mark.start()
        else:
            found.append(Quotation(opened, mark.end()))
            opened = None
    if opened is not None:
        found.append(_unclosed(text, opened, sentence_ends, len(text)))
    return tuple(q for q in found if text[q.start : q.end].strip("“”„\"«»'` \n\t"))


def _opens(text: str, start: int, end: int) -> bool:
    word = text[start:end]
    after = text[end : end + 1]
    if not after or after.isspace():
        return False
    if word in ("“", "„", "«", "``"):
        return True
    if word in ("”", "»"):
        # Some typists open with the closing mark; then a letter follows and none stands before.
        return (start == 0 or text[start - 1].isspace()) and after.isalnum()
    return start == 0 or text[start - 1].isspace() or text[start - 1] in "([—–-―"


def _unclosed(text: str, start: int, sentence_ends: Sequence[int], limit: int) -> Quotation:
    opens_paragraph = not text[:start].strip()
    end = limit if opens_paragraph else min((e for e in sentence_ends if e > start), default=limit)
    end = min(end, limit)
    return Quotation(start, start + len(text[start:end].rstrip()), closed=False)
