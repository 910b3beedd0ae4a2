"""Measures how wide letters can be, for the labels of pictures: the widest of several common sans-serif fonts.

    pip install fonttools && python tools/widths.py FONT.ttf…

Writes src/probata/pictures/data/widths.json: thousandths of the font size, each with the characters of that width. A
label that fits by this table fits in any of the fonts measured.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parents[1] / "src" / "probata" / "pictures" / "data" / "widths.json"
MEASURED = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x370, 0x400), *range(0x400, 0x530), *range(0x2010, 0x2040)]
"""Latin, Greek, Cyrillic and punctuation; for the rest the table of Unicode says whether a character is wide."""


def main(paths: list[str]) -> None:
    """Measures the fonts at ``paths``."""
    widest: dict[int, int] = defaultdict(int)
    fonts = [TTFont(path) for path in paths]
    for font in fonts:
        glyphs, metrics, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        for point in MEASURED:
            if point in glyphs:
                widest[point] = max(widest[point], -(-metrics[glyphs[point]][0] * 1000 // em))
    by_width: dict[int, str] = defaultdict(str)
    for point, width in sorted(widest.items()):
        by_width[width] += chr(point)
    named = ", ".join(f"{f['name'].getDebugName(4)} {f['name'].getDebugName(5).split(';')[0]}" for f in fonts)
    content = {
        "source": f"tools/widths.py: the widest of {named}",
        "thousandths": dict(sorted(by_width.items())),
    }
    OUT.write_text(json.dumps(content, ensure_ascii=True, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
