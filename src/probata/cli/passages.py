"""A passage of a report with its spans marked: by underline on a terminal, by ^^^^ below the line elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from probata.records import Offsets, Report
from probata.wording.visible import columns, visible_character

if TYPE_CHECKING:
    from rich.console import Console

MARGIN = "  │ "
CONTEXT = 400
"""Code points shown on each side of the words at most: a paragraph of news is shorter, a dump in one line isn't."""

MARK = "underline bold cyan"


def around(report: Report, start: int, end: int) -> Offsets:
    """The lines of the report that hold ``start`` to ``end``, cut where they are very long."""
    text = report.text
    first = max(text.rfind("\n", 0, start) + 1, start - CONTEXT)
    last = text.find("\n", end)
    last = min(len(text) if last < 0 else last, end + CONTEXT)
    return first, last


def passage(screen: Console, report: Report, place: Offsets, marks: Iterable[Offsets]) -> None:
    """Print the text at ``place`` with the marked stretches told apart, not by colour alone."""
    start, end = place
    marked = {i for a, b in marks for i in range(max(a, start), min(b, end))}
    colour = screen.is_terminal and not screen.no_color
    before = "…" if start > 0 and report.text[start - 1] != "\n" else ""
    after = "…" if end < len(report.text) and report.text[end] != "\n" else ""
    cells = [(before, False), *_cells(report.text, start, end, marked), (after, False)]
    for line in _wrap(cells, max(20, screen.width - len(MARGIN) - 1)):
        shown = Text.assemble((MARGIN, "dim"))
        for is_marked, run in groupby(line, key=lambda cell: cell[1]):
            shown.append("".join(character for character, _ in run), MARK if is_marked and colour else None)
        screen.print(shown, soft_wrap=True)
        if not colour and any(is_marked for _, is_marked in line):
            signs = "".join(("^" if is_marked else " ") * sum(map(columns, character)) for character, is_marked in line)
            screen.print(Text(" " * len(MARGIN) + signs.rstrip()), soft_wrap=True)


def _cells(text: str, start: int, end: int, marked: set[int]) -> Iterable[tuple[str, bool]]:
    for i in range(start, end):
        character = " " if text[i] in "\t\r" else text[i]
        yield visible_character(character), i in marked


def _wrap(cells: Iterable[tuple[str, bool]], width: int) -> Iterable[list[tuple[str, bool]]]:
    """Lines of at most ``width`` columns, broken at blanks where there are any, and at line ends."""
    line: list[tuple[str, bool]] = []
    used = blank = 0  # columns of the line; where its last blank is
    for character, is_marked in cells:
        if character == "\n":
            yield line
            line, used, blank = [], 0, 0
            continue
        if character == " ":
            blank = len(line)
        line.append((character, is_marked))
        used += sum(map(columns, character))
        if used > width:
            cut = blank if 0 < blank < len(line) - 1 else len(line) - 1
            yield line[:cut]
            line = line[cut + 1 :] if cut == blank and cut > 0 else line[cut:]
            used = sum(columns(c) for text, _ in line for c in text)
            blank = next((i for i in range(len(line) - 1, 0, -1) if line[i][0] == " "), 0)
    if line:
        yield line
