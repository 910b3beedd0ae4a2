"""An HTML page as a report: all that a reader sees, told apart with trafilatura's judgement."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from probata.errors import NoArticle, TooLarge
from probata.reading.align import coverage
from probata.reading.assemble import Findings, Origin, assemble, check_size
from probata.reading.blocks import Block, blocks_of
from probata.reading.dates import Sign
from probata.reading.declared import Declared, declared_by
from probata.reading.decode import sanitise
from probata.reading.depth import nesting
from probata.reading.dressing import Dressed, dress
from probata.records import Report, Segment, SegmentKind
from probata.settings import Settings

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_ELEMENTS = 300_000
"""Pages with more elements are refused: our largest has 20,000, and the extractor takes a second for each 50,000."""

KEPT_SHARE = 0.5
"""A block counts as kept where at least half of its words came through the extractor."""

PLACED_SHARE = 0.5
"""Below this the extractor's text isn't on the page: it was taken from the page's data."""

FEWEST_LETTERS = 120
"""A page whose kept text has fewer letters holds no article: menus and error pages reach 100."""


@dataclass(frozen=True, slots=True)
class _Extracted:
    """What trafilatura gives: the paragraphs it kept and the date that htmldate found for it."""

    paragraphs: tuple[str, ...]
    day: str | None


def report_of_page(
    html: str, origin: Origin, settings: Settings, *, parameters: Mapping[str, str] | None = None
) -> Report:
    """The report of an HTML page. ``Report.text`` holds its blocks in order, one a line.

    Raises :class:`TooLarge` (depth, elements, text), :class:`NoArticle`, and what
    :func:`~probata.reading.assemble.assemble` raises.
    """
    clean, replaced = sanitise(html)
    tree = _parsed(clean, origin, settings)
    declared = declared_by(tree)
    blocks = blocks_of(tree)
    text_size = sum(len(b.text) + 1 for b in blocks)
    if text_size > settings.max_text:
        check_size("x" * text_size, origin, settings)
    extracted = _extract(tree, origin)
    if not extracted.paragraphs:
        raise NoArticle(origin.where, "a page without an article in it; give the address of one report")
    shares, placed = coverage([b.text for b in blocks], extracted.paragraphs)
    by_data = placed < PLACED_SHARE
    if by_data:
        blocks, shares = _with_data(blocks, extracted.paragraphs, declared)
    text, segments = _laid_out(dress(blocks, [s >= KEPT_SHARE for s in shares], declared.titles))
    if _letters(text, segments) < FEWEST_LETTERS:
        raise NoArticle(origin.where, "a page with hardly a sentence in it; give the address of one report")
    check_size(text, origin, settings)
    signs = list(declared.signs)
    if extracted.day:
        signs.append(Sign(extracted.day, "htmldate", "page"))
    derivation = {"format": "html", **(parameters or {}), **_versions(), "trafilatura_mode": "balanced"}
    if by_data:
        derivation["text_from"] = "page data"
    if replaced:
        derivation["lone_surrogates_replaced"] = str(replaced)
    return assemble(text, segments, origin, Findings(signs, declared.outlet, derivation))


def _parsed(html: str, origin: Origin, settings: Settings) -> HtmlElement:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    depth = nesting(html, settings.max_depth)
    if depth > settings.max_depth:
        raise TooLarge(origin.where, f"elements nested deeper than {settings.max_depth}; a page like that is not read")
    # As bytes, since lxml refuses text that declares an encoding; HTML turns NUL into U+FFFD.
    raw = html.replace("\x00", "\ufffd").encode("utf-8")
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(raw, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise NoArticle(origin.where, "no page in it that can be parsed; is it HTML?") from error
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise TooLarge(origin.where, f"more than {MAX_ELEMENTS:,} elements; a page like that is not one report")
    return tree


def _extract(tree: HtmlElement, origin: Origin) -> _Extracted:
    from trafilatura import bare_extraction

    _quieten()
    until = (origin.captured_at or "")[:10]
    dates: dict[str, Any] = {"original_date": True, "extensive_search": True}
    if until:
        dates["max_date"] = until
    document = bare_extraction(
        tree,
        url=origin.url,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params=dates,
    )
    if document is None or isinstance(document, dict) or not document.text:
        return _Extracted((), None)
    return _Extracted(tuple(p for p in document.text.split("\n") if p.strip()), document.date or None)


@cache
def _quieten() -> None:
    """Keeps the libraries' warnings off stderr: what went wrong is in our own errors."""
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False


@cache
def _versions() -> dict[str, str]:
    from importlib.metadata import version

    return {name: version(name) for name in ("trafilatura", "htmldate", "lxml")}


def _with_data(
    blocks: Sequence[Block], paragraphs: Sequence[str], declared: Declared
) -> tuple[list[Block], list[float]]:
    """The page's blocks, all outside the article, and after them the text that only its data holds."""
    given = (
        (declared.body or "").split("\n") if len(declared.body or "") > sum(map(len, paragraphs)) / 2 else paragraphs
    )
    data = [Block(" ".join(p.split()), ("page-data",), (), 0.0) for p in given if p.strip()]
    return [*blocks, *data], [0.0] * len(blocks) + [1.0] * len(data)


def _laid_out(dressed: Sequence[Dressed]) -> tuple[str, list[Segment]]:
    text: list[str] = []
    segments: list[Segment] = []
    at = 0
    for block in dressed:
        segments.append(Segment(at, at + len(block.text), block.kind, block.reason))
        text.append(block.text)
        at += len(block.text) + 1
    return "\n".join(text), segments


def _letters(text: str, segments: Sequence[Segment]) -> int:
    return sum(len(re.sub(r"\W+", "", text[s.start : s.end])) for s in segments if s.kind is SegmentKind.BODY)
