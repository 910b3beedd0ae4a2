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
from probata.reading.lines import pieces
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

FEWEST_WORDS = 8
"""Words from which a block that ends like a sentence is prose; labels and buttons stay below."""

_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_CODE = re.compile(
    r"</?(?:script|noscript|style)\b|\bfunction\s*\(|\bwindow\.\w+\s*=|document\.(?:getElement|querySelector)|\{\"\w+\":"
)

FEWEST_LETTERS = 60
"""A page whose kept text has fewer letters holds no article but an error or a menu; one short sentence has 80."""


@dataclass(frozen=True, slots=True)
class _Extracted:
    """What trafilatura gives: the paragraphs kept in its balanced and its precise mode, and htmldate's date."""

    broad: tuple[str, ...]
    narrow: tuple[str, ...]
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
    blocks, kept, by_data = _chosen(blocks, extracted, declared)
    if not any(kept):
        raise NoArticle(origin.where, "a page without an article in it; give the address of one report")
    text, segments = _laid_out(dress(blocks, kept, declared.titles))
    if _letters(text, segments) < FEWEST_LETTERS:
        raise NoArticle(origin.where, "a page with hardly a sentence in it; give the address of one report")
    check_size(text, origin, settings)
    signs = list(declared.signs)
    if extracted.day:
        signs.append(Sign(extracted.day, "htmldate", "page"))
    derivation = {
        "format": "html",
        **(parameters or {}),
        **_versions(),
        "trafilatura_mode": "balanced, checked by precision",
    }
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
    """Two opinions: trafilatura's balanced one, which loses little, and its precise one, which adds little."""
    from trafilatura import bare_extraction

    _quieten()
    until = (origin.captured_at or "")[:10]
    dates: dict[str, Any] = {"original_date": True, "extensive_search": True}
    if until:
        dates["max_date"] = until
    found: list[tuple[str, ...]] = []
    day = None
    for precise in (False, True):
        document = bare_extraction(
            tree,
            url=origin.url,
            include_comments=False,
            include_tables=True,
            favor_precision=precise,
            with_metadata=not precise,
            date_extraction_params=dates,
        )
        if document is None or isinstance(document, dict):
            found.append(())
            continue
        day = day or document.date
        found.append(tuple(p for p in (document.text or "").split("\n") if p.strip() and not _is_code(p)))
    return _Extracted(found[0], found[1], day)


def _chosen(blocks: list[Block], extracted: _Extracted, declared: Declared) -> tuple[list[Block], list[bool], bool]:
    """The blocks, which of them are the article, and whether its text came from the page's data.

    What both opinions keep is the article. What only the balanced one keeps stays where it is prose, since
    a lost sentence is worse than a line too many, and goes where it is a heading, a link or a label.
    """
    texts = [b.text for b in blocks]
    broad, placed = coverage(texts, extracted.broad)
    if extracted.broad and placed >= PLACED_SHARE:
        narrow, _ = coverage(texts, extracted.narrow)
        return (
            blocks,
            [
                b >= KEPT_SHARE and (not extracted.narrow or n >= KEPT_SHARE or _is_prose(block))
                for block, b, n in zip(blocks, broad, narrow, strict=True)
            ],
            False,
        )
    stated = [p for p in (declared.body or "").split("\n") if p.strip()]
    shares, placed = coverage(texts, stated)
    if stated and placed >= PLACED_SHARE:
        return blocks, [s >= KEPT_SHARE for s in shares], False
    data = [Block(" ".join(p.split()), ("page-data",), (), 0.0) for p in stated or extracted.broad]
    return [*blocks, *data], [False] * len(blocks) + [True] * len(data), True


def _is_prose(block: Block) -> bool:
    return bool(_SENTENCE.search(block.text)) and len(block.text.split()) >= FEWEST_WORDS and block.linked < 0.5


def _is_code(paragraph: str) -> bool:
    """Script that a broken page spills into its text."""
    return bool(_CODE.search(paragraph))


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


def _laid_out(dressed: Sequence[Dressed]) -> tuple[str, list[Segment]]:
    text: list[str] = []
    segments: list[Segment] = []
    at = 0
    for block in dressed:
        parts = pieces(block.text, 0, len(block.text))
        segments += [Segment(at + a, at + b, block.kind, block.reason) for a, b in parts]
        text.append(block.text)
        at += len(block.text) + 1
    return "\n".join(text), segments


def _letters(text: str, segments: Sequence[Segment]) -> int:
    return sum(len(re.sub(r"\W+", "", text[s.start : s.end])) for s in segments if s.kind is SegmentKind.BODY)
