"""CSV (RFC 4180, UTF-8) that a spreadsheet can't be made to run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from probata.exchange.columns import Column, Type, Value
from probata.wording.visible import visible

if TYPE_CHECKING:
    from probata.exchange.lines import Line
    from probata.pipeline import Labels

BOM = b"\xef\xbb\xbf"
PIECE = 64 * 1024
"""Characters that are gathered before they are handed on."""

# A formula begins with one of these signs, also full-width ones; so does a cell that a spreadsheet makes itself where
# it takes a semicolon, a tab or the end of a line within a cell for the end of one, as those of many countries do.
_FORMULA = re.compile(r"(^|[;\t\r\n])(?=\s*[=+\-@＝＋－＠])|^(?=[\t\r\n])")


def csv_pieces(columns: Sequence[Column], lines: Iterable[Line], labels: Labels, bom: bool = False) -> Iterator[bytes]:
    """The file in pieces. Lists stand in one cell with "; " between, true and false as words, no value as nothing.

    What would be taken for a formula has an apostrophe before it, and characters that can't be seen or turn the
    reading round are shown by their number: the exact text is in the other formats. ``bom``: as Excel wants it.
    """
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    if bom:
        yield BOM
    writer.writerow(c.name for c in columns)
    for line in lines:
        writer.writerow(_cell(c.of(line, labels), c.type) for c in columns)
        if held.tell() > PIECE:
            yield held.getvalue().encode()
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode()


def _cell(value: Value, type_: Type) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, str):
        return harmless(value)
    joined = "; ".join("" if v is None else str(v) for v in value)
    return joined if type_ is Type.NUMBERS else harmless(joined)


def harmless(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet would begin a formula."""
    if text.isalnum() and text.isascii():  # ids, kinds, names: most cells
        return text
    return _FORMULA.sub(r"\g<1>'", visible(text))
