"""A captured page to look at: its words and its look, as far as they stand in the bytes, and nothing that acts.

A browser that shows it is told to run and fetch nothing (the workbench's policy for it). This is the second wall, for
what no policy stops (``preconnect``), and the one that is left where a person saves the page. Only elements and
attributes that carry words or looks are kept; drawings and formulas go, since a browser reads their inside by other
rules than we do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from probata.errors import InputError, NotText
from probata.reading.decode import decode, sanitise
from probata.reading.depth import nesting
from probata.reading.read import form_of, label_of
from probata.records import Capture
from probata.settings import Settings

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST = 8_000_000
"""Characters shown; the largest page that we know has six million."""

_GONE = frozenset(
    "script base link meta iframe frame frameset object embed applet portal fencedframe svg math template audio video "
    "source track canvas noembed noframes xmp plaintext param dialog marquee bgsound".split()
)
"""Elements that act, fetch, or are read by rules of their own."""

_WORDS_ALONE = frozenset("title textarea option button".split())
"""Elements of which only the words are kept."""

_KEPT = frozenset(
    "class id lang dir alt width height colspan rowspan span align valign bgcolor color size face border "
    "cellpadding cellspacing start datetime open hidden role headers scope rows cols".split()
)
_FETCHING = re.compile(
    r"@import\b|@namespace\b|\burl\((?!\s*[\"']?data:image/)|\b(?:image-set|image|src|cross-fade)\(", re.I
)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=\s]*", re.I)


@dataclass(frozen=True, slots=True)
class Showing:
    """A captured original as it may be shown: a page (``html``) or a text. ``cut``: more follows in the bytes."""

    html: bool
    content: str
    cut: bool = False


def show(capture: Capture, content: bytes, settings: Settings) -> Showing:
    """The bytes of a capture for a person to look at. :class:`NotText` for a binary."""
    where = label_of(capture)
    is_page = form_of(capture, content) == "html"
    try:
        text = decode(content, where=where, media_type=capture.media_type, html=is_page).text
    except InputError as error:
        raise NotText(where, error.reason) from None
    if is_page and len(text) <= LONGEST and nesting(text, settings.max_depth) <= settings.max_depth:
        page = harmless(text)
        if page:
            return Showing(True, page)
    return Showing(False, text[:LONGEST], len(text) > LONGEST)


def harmless(html: str) -> str:
    """The page without what acts or leads away; empty where it can't be parsed. Addresses of links become titles."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring, tostring

    raw = sanitise(html)[0].replace("\x00", "\ufffd").encode("utf-8")
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(raw, parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    for element in list(tree.iter()):
        _disarm(element)
    body = tostring(tree, encoding="unicode", method="html")
    return f'<!doctype html><meta charset="utf-8">{body}'


def _disarm(element: HtmlElement) -> None:
    name = element.tag if isinstance(element.tag, str) else ""
    if not name or name in _GONE or ":" in name:
        if element.getparent() is not None:
            element.drop_tree()
        return
    if name == "style":
        element.text = _still(element.text or "")
    elif name in _WORDS_ALONE:
        words = element.text_content()
        for child in list(element):
            element.remove(child)
        element.text = words
    _plain_attributes(element, name)


def _still(css: str) -> str:
    """Looks without what fetches. Escapes go first, which could hide it; and "<", since a browser may read as markup
    what we took for looks."""
    return _FETCHING.sub(
        lambda m: "@none" if m[0].startswith("@") else "none(", css.replace("\\", "").replace("<", " ")
    )


def _plain_attributes(element: HtmlElement, name: str) -> None:
    given = dict(element.attrib)
    element.attrib.clear()
    for key, value in given.items():
        if key == "style":
            element.set(key, _still(value))
        elif key in _KEPT or (name == "img" and key == "src" and _PICTURE.fullmatch(value)):
            element.set(key, value.replace("<", "‹"))
    if name == "a" and given.get("href"):
        element.set("title", given["href"].replace("<", "‹"))
    elif given.get("title"):
        element.set("title", given["title"].replace("<", "‹"))
