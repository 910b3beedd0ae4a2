"""Everything readable on a page in its order: one block for each paragraph, heading, item or cell.

What is kept for the reading is chosen by others (:mod:`probata.reading.page`); here nothing is left out
but what no reader sees: scripts, styles, templates, form controls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

UNREADABLE = frozenset(
    "script style template noscript head title meta link svg math iframe object embed applet canvas audio video map "
    "select option datalist textarea input button progress meter".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr amp-link".split()
)
NEAREST = 32
"""Elements around a block that are kept with it: pages nest 10 to 30 deep, hostile ones a thousand."""

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a page's text: ``path`` are the names of the elements around it, the outermost first, and
    ``marks`` their ids and classes in lower case; ``linked`` is the share of its letters inside links."""

    text: str
    path: tuple[str, ...]
    marks: tuple[str, ...]
    linked: float

    def inside(self, *names: str) -> bool:
        """Whether one of these elements is around the block."""
        return not set(names).isdisjoint(self.path)


def blocks_of(tree: HtmlElement) -> list[Block]:
    """The blocks of a parsed page, in order, none of them blank."""
    return [b for b in _collect(tree) if b.text]


class _Run:
    """The inline text gathered since the last border of a block."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.linked = 0

    def add(self, text: str | None, linked: bool) -> None:
        if text:
            self.pieces.append(text)
            if linked:
                self.linked += len(text.strip())

    def take(self, path: list[str], marks: list[str]) -> Block:
        text = _SPACE.sub(" ", "".join(self.pieces)).strip()
        share = min(1.0, self.linked / len(text)) if text else 0.0
        self.pieces, self.linked = [], 0
        return Block(text, tuple(path[-NEAREST:]), tuple(m for m in marks[-NEAREST:] if m), share)


def _collect(tree: HtmlElement) -> Iterator[Block]:
    """Walks without recursion: a page may be nested as deep as the limit on depth allows."""
    run = _Run()
    path: list[str] = []
    marks: list[str] = []
    links = 0
    breaks = 0
    # (element, False) enters it, (element, True) leaves it and reads the text after it.
    todo: list[tuple[Any, bool]] = [(tree, False)]
    while todo:
        node, leaving = todo.pop()
        tag = node.tag if isinstance(node.tag, str) else None
        name = tag.rpartition("}")[2].lower() if tag else ""
        if leaving:
            if name == "a":
                links -= 1
            if name not in INLINE:
                yield run.take(path, marks)
                path.pop()
                marks.pop()
            run.add(node.tail, links > 0)
            continue
        if tag is None or name in UNREADABLE or name in ("br", "hr", "img"):
            # One break is a space in a paragraph; two in a row part paragraphs on old pages.
            blank_tail = not (node.tail or "").strip()
            if name == "br":
                breaks = breaks + 1
                if breaks > 1 or name == "hr":
                    yield run.take(path, marks)
            elif name == "hr":
                yield run.take(path, marks)
            run.add(" " if name else "", False)
            run.add(node.tail, links > 0)
            if not blank_tail:
                breaks = 0
            continue
        breaks = 0
        if name == "a":
            links += 1
        if name not in INLINE:
            yield run.take(path, marks)
            path.append(name)
            marks.append(f"{node.get('id') or ''} {node.get('class') or ''}".strip().lower()[:300])
        run.add(node.text, links > 0)
        todo.append((node, True))
        todo.extend((child, False) for child in reversed(node))
    yield run.take(path, marks)
