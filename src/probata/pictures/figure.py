"""A finished picture with its table twin, and the two ways to hand it on: inside a page, or as a file of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lxml import etree

from probata.pictures.ink import SVG, Element, Scale, safe
from probata.pictures.text import clean


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the twin: what its mark says, and where it leads."""

    cells: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Table:
    """The twin of a picture: the same data in words, a row for each mark, in the marks' order."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """SVG for wide and for narrow screens, and the table. ``note`` is what a reader has to know to read it right."""

    wide: str
    narrow: str
    table: Table
    note: str = ""

    @property
    def markup(self) -> str:
        """A ``<figure>`` for a page that has the style sheet: both pictures, of which it shows one, and the table."""
        figure = etree.Element("figure", {"class": "picture-frame"})
        for svg in (self.wide, self.narrow):
            figure.append(etree.fromstring(svg))
        if self.note:
            etree.SubElement(figure, "figcaption").text = clean(self.note)
        figure.append(_twin(self.table))
        return str(etree.tostring(figure, encoding="unicode", method="html"))

    def standalone(self, scale: Scale = Scale.WIDE) -> str:
        """A file of its own, with the colours inside: light, and dark where the reader's screen is."""
        root = etree.fromstring(self.wide if scale is Scale.WIDE else self.narrow)
        style = etree.Element(f"{{{SVG}}}style")
        style.text = _literal()
        _, _, wide, high = root.get("viewBox").split()
        root.insert(0, style)
        root.insert(1, etree.Element(f"{{{SVG}}}rect", {"width": wide, "height": high, "class": "p-paper"}))
        root.set("width", wide)
        root.set("height", high)
        return str(etree.tostring(root, encoding="unicode"))


@cache
def stylesheet() -> str:
    """The colours of pictures as CSS, to be served with the page."""
    return (files("probata.pictures") / "data" / "pictures.css").read_text(encoding="utf-8")


def _twin(table: Table) -> Element:
    made = etree.Element("details", {"class": "picture-twin"})
    etree.SubElement(made, "summary").text = "The same as a table"
    whole = etree.SubElement(etree.SubElement(made, "div", {"class": "picture-scroll"}), "table")
    etree.SubElement(whole, "caption").text = clean(table.caption)
    head = etree.SubElement(etree.SubElement(whole, "thead"), "tr")
    for name in table.headers:
        etree.SubElement(head, "th", {"scope": "col"}).text = name
    body = etree.SubElement(whole, "tbody")
    for row in table.rows:
        line = etree.SubElement(body, "tr")
        for place, cell in enumerate(row.cells):
            it = etree.SubElement(line, "td", {"dir": "auto"})
            if place == 0:
                it = etree.SubElement(it, "a", {"href": safe(row.href)})
            it.text = clean(cell)
    return made


@cache
def _literal() -> str:
    """The style sheet with every colour written out, since programs that print SVG know no custom properties."""
    css = re.sub(r"/\*.*?\*/", "", stylesheet(), flags=re.DOTALL)
    light, dark = (
        dict(re.findall(r"(--picture-[a-z-]+):\s*([^;]+);", block))
        for block in re.findall(r"\.picture\s*\{([^}]*)\}", css)[:2]
    )
    rules = re.findall(r"^(\.p-[^{]+)\{([^}]*)\}", css, flags=re.MULTILINE)

    def painted(told: str, colours: dict[str, str]) -> str:
        return re.sub(r"var\((--[a-z-]+)\)", lambda m: colours[m[1]], told)

    def lit(told: str) -> str:
        """The colours of a rule alone, so that nothing else that a later rule says is taken back."""
        return ";".join(d for d in told.split(";") if "var(" in d)

    day = "\n".join(f"{who}{{{painted(told, light)}}}" for who, told in rules)
    night = "\n".join(f"{who}{{{painted(lit(told), light | dark)}}}" for who, told in rules if "var(" in told)
    return f"{day}\n@media screen and (prefers-color-scheme: dark) {{\n{night}\n}}"
