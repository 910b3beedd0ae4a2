"""What holds for every picture, whatever is drawn: see :class:`Checked`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from lxml import etree

from probata.pictures import Picture
from probata.pictures.ink import SIZE, SVG
from probata.pictures.text import width

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SLACK = 8.0
"""Strokes, rings and arrowheads reach this far beyond the point that they are at."""


@dataclass(frozen=True)
class Checked:
    """A picture of one size, taken apart."""

    root: Any

    @property
    def marks(self) -> list[Any]:
        return list(self.root.iter(f"{{{SVG}}}a"))

    @property
    def texts(self) -> list[Any]:
        return list(self.root.iter(f"{{{SVG}}}text"))

    def boxes(self) -> list[tuple[float, float, float, float, str]]:
        """Left, top, right, bottom of each text, as wide as it can be."""
        found = []
        for text in self.texts:
            size = float(text.get("font-size", SIZE))
            room = width(text.text, size)
            x, y = float(text.get("x")), float(text.get("y"))
            left = x - {"start": 0.0, "middle": room / 2, "end": room}[text.get("text-anchor", "start")]
            found.append((left, y - size * 0.8, left + room, y + size * 0.22, text.text))
        return found

    def points(self) -> Iterator[tuple[float, float]]:
        """Where anything is drawn, but for what a nested viewport cuts off."""
        for it in self.root.iter(f"{{{SVG}}}rect", f"{{{SVG}}}circle", f"{{{SVG}}}line", f"{{{SVG}}}path"):
            if any(a.tag in (f"{{{SVG}}}pattern", f"{{{SVG}}}svg") for a in list(it.iterancestors())[:-1]):
                continue
            tag = etree.QName(it).localname
            if tag == "path":
                values = [float(n) for n in _NUMBER.findall(it.get("d"))]
                yield from zip(values[::2], values[1::2], strict=True)
            elif tag == "rect":
                x, y = float(it.get("x")), float(it.get("y"))
                yield x, y
                yield x + float(it.get("width")), y + float(it.get("height"))
            elif tag == "circle":
                yield float(it.get("cx")), float(it.get("cy"))
            else:
                yield float(it.get("x1")), float(it.get("y1"))
                yield float(it.get("x2")), float(it.get("y2"))


Check = Callable[[Picture], tuple[Checked, Checked]]


@pytest.fixture
def check() -> Check:
    return checked


def checked(picture: Picture) -> tuple[Checked, Checked]:
    """Both sizes, after holding them to the rules of every picture."""
    sizes = tuple(Checked(etree.fromstring(svg)) for svg in (picture.wide, picture.narrow))
    for one in sizes:
        _is_whole(one, picture)
    return sizes[0], sizes[1]


def _is_whole(one: Checked, picture: Picture) -> None:
    _, _, wide, high = (float(n) for n in one.root.get("viewBox").split())
    geometry = ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "d")
    for it in one.root.iter():
        assert not [k for k in geometry if re.search("nan|inf", it.get(k, ""), re.IGNORECASE)]
    for x, y in one.points():
        assert -_SLACK <= x <= wide + _SLACK
        assert -_SLACK <= y <= high + _SLACK
    boxes = one.boxes()
    for left, top, right, bottom, text in boxes:
        assert left >= -0.1, text
        assert top >= -0.1, text
        assert right <= wide + 0.1, text
        assert bottom <= high + 0.1, text
    for n, a in enumerate(boxes):
        for b in boxes[:n]:
            across = min(a[2], b[2]) - max(a[0], b[0])
            down = min(a[3], b[3]) - max(a[1], b[1])
            assert across <= 0.5 or down <= 0.5, (a, b)
    # Every row has its mark and every mark its row, in the same order.
    rows_of = [(m, [int(n) for n in m.get("data-row").split()]) for m in one.marks]
    assert sorted(n for _, rows in rows_of for n in rows) == list(range(len(picture.table.rows)))
    for mark, rows in rows_of:
        assert rows
        assert len(rows) > 1 or mark.get("href") == picture.table.rows[rows[0]].href
    for mark in one.marks:
        assert mark.find(f"{{{SVG}}}title").text.strip()
    for it in one.root.iter():
        assert it.get("style") is None
        assert etree.QName(it).localname not in ("style", "script", "foreignObject", "image", "use")
        assert not [k for k in it.keys() if k.lower().startswith("on")]  # noqa: SIM118 (lxml)
    assert all(len(r.cells) == len(picture.table.headers) for r in picture.table.rows)
