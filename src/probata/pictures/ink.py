"""Drawing: SVG elements made one by one, so that no text can become markup and no number can be missing.

Elements carry class names and presentation attributes, never ``style``; colours are in ``data/pictures.css``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lxml import etree

from probata.pictures.text import clean, fit, isolated, width

SVG = "http://www.w3.org/2000/svg"
Element = Any
"""An lxml element; lxml has no types of its own."""

Point = tuple[float, float]

SIZE = 12.0
"""The font's size, in units of the picture; it is shown at about a pixel a unit."""
SMALL = 11.0


class Scale(StrEnum):
    """For which screens a picture is drawn; the style sheet shows the one that the page has room for."""

    WIDE = "wide"
    NARROW = "narrow"

    @property
    def width(self) -> float:
        """The picture's width in its own units."""
        return 960.0 if self is Scale.WIDE else 360.0


@dataclass(slots=True)
class Sheet:
    """An SVG under way. ``name`` makes its ids its own, on a page with several."""

    root: Element
    name: str
    width: float
    scale: Scale

    def ref(self, what: str) -> str:
        """A paint of this sheet ("hatch"), as ``fill`` takes it."""
        return f"url(#{self.name}-{what})"


def sheet(name: str, scale: Scale, title: str, description: str) -> Sheet:
    """An empty picture with its names for who can't see it; :func:`finish` gives it its height."""
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise ValueError(f"the name of a picture is small letters, digits and hyphens, not {name!r}")
    own = f"{name}-{scale.value}"
    root = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG})
    for key, value in {
        "class": f"picture picture-{scale.value}",
        "width": "100%",
        "role": "group",
        "aria-labelledby": f"{own}-title",
        "aria-describedby": f"{own}-desc",
        "direction": "ltr",
        "font-family": "system-ui, 'Noto Sans', 'Segoe UI', Arial, sans-serif",
        "font-size": number(SIZE),
    }.items():
        root.set(key, value)
    add(root, "title", id=f"{own}-title").text = isolated(clean(title))
    add(root, "desc", id=f"{own}-desc").text = clean(description)
    made = Sheet(root, own, scale.width, scale)
    _hatches(made)
    return made


def finish(on: Sheet, height: float) -> str:
    """The picture's markup."""
    on.root.set("viewBox", f"0 0 {number(on.width)} {number(math.ceil(height))}")
    return str(etree.tostring(on.root, encoding="unicode"))


def number(value: float) -> str:
    """A coordinate of one decimal; :class:`ValueError` for what is none."""
    if not math.isfinite(value):
        raise ValueError(f"a coordinate must be a number, not {value}")
    return f"{value:.1f}".removesuffix(".0").replace("-0", "0" if abs(value) < 0.05 else "-0")


def add(parent: Element, tag: str, **attributes: float | str | None) -> Element:
    """A child element; ``class_`` and ``stroke_width`` are ``class`` and ``stroke-width``."""
    made = etree.SubElement(parent, f"{{{SVG}}}{tag}")
    for key, value in attributes.items():
        if value is not None:
            made.set(key.rstrip("_").replace("_", "-"), value if isinstance(value, str) else number(value))
    return made


def text(
    parent: Element,
    at: Point,
    label: str,
    room: float,
    *,
    size: float = SIZE,
    anchor: str = "start",
    class_: str = "p-text",
) -> str:
    """A line of text, cut to ``room``; what was written. ``at`` is its baseline's start, middle or end."""
    written = fit(label, room, size)
    if written:
        made = add(
            parent,
            "text",
            x=at[0],
            y=at[1],
            class_=class_,
            font_size=None if size == SIZE else size,
            text_anchor=None if anchor == "start" else anchor,
        )
        made.text = isolated(written)
    return written


def link(parent: Element, href: str, title: str, *rows: int) -> Element:
    """The ``<a>`` of one mark. ``rows`` are its lines in the table twin: one, or those of what it puts together.

    :class:`ValueError` for an address of a scheme other than http and https.
    """
    made = add(parent, "a", href=safe(href), class_="p-mark", data_row=" ".join(map(str, rows)))
    add(made, "title").text = clean(title)  # its name, for who sees it and who doesn't
    return made


def safe(href: str) -> str:
    """The address, if a browser opens it as a page: relative, http or https."""
    scheme = re.match(r"\s*([^/?#:]*):", href)
    if (scheme and scheme[1].lower() not in ("http", "https")) or re.search(r"[\x00-\x20\x7f]", href):
        raise ValueError(f"not an address to link to: {href[:80]!r}")
    return href


def path(points: Iterable[Point], close: bool = False) -> str:
    """The ``d`` of a line through points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + ("Z" if close else "")


def legend(on: Sheet, top: float, entries: Iterable[tuple[str, Any]], left: float = 0.0) -> float:
    """Signs with their meaning, in lines; ``entries`` are (words, what draws the sign at a point). The new bottom."""
    x, y = left, top
    for words, draw in entries:
        wide = width(words, SMALL) + 26
        if x > left and x + wide > on.width:
            x, y = left, y + 18
        draw(on.root, (x + 8, y + 8))
        text(on.root, (x + 20, y + 12), words, on.width - x - 20, size=SMALL, class_="p-soft")
        x += wide + 14
    return y + 22


def _hatches(on: Sheet) -> None:
    """Two hatches that differ in direction and width: not known to the day, and disputed."""
    defs = add(on.root, "defs")
    for what, turn, gap in (("hatch", "45", 5), ("cross", "-45", 4)):
        made = add(
            defs,
            "pattern",
            id=f"{on.name}-{what}",
            width=gap,
            height=gap,
            patternUnits="userSpaceOnUse",
            patternTransform=f"rotate({turn})",
        )
        add(made, "rect", width=gap, height=gap, class_=f"p-{what}-ground")
        add(made, "rect", width=2, height=gap, class_=f"p-{what}-line")
