"""Reading a large XML file of strangers: one record at a time, nothing expanded, nothing fetched.

A list with a DOCTYPE is refused before the parser sees it: no list has one, and entities, external references and the
"billion laughs" all need it. The parser's own bounds on depth and length stay on (``huge_tree=False``).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from probata.errors import BadList

_HEAD = 64 * 1024
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_PROLOGUE = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.S)

Element = Any
"""lxml ships no types."""


def head(path: Path) -> str:
    """The beginning of a file as text, for telling its format; what can't be decoded becomes U+FFFD."""
    with path.open("rb") as file:
        start = file.read(_HEAD)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return start[len(mark) :].decode(encoding, "replace")
    if start[:4] == b"<\x00?\x00":
        return start.decode("utf-16-le", "replace")
    return start.decode("utf-8", "replace")


def root_of(path: Path, where: str) -> tuple[str, str, dict[str, str]]:
    """Namespace, name and attributes of the root element. :class:`BadList` for a DOCTYPE or what isn't XML."""
    from lxml import etree

    start = head(path)
    begin = _PROLOGUE.match(start)
    if start.startswith("<", begin.end() if begin else 0) and re.compile(r"<!(?:DOCTYPE|ENTITY)", re.I).match(
        start, begin.end() if begin else 0
    ):
        raise BadList(where, "line 1: has a DOCTYPE, which no sanctions list has and which can hide entities; refused")
    try:
        for _, element in _parse(path, ("start",), None):
            name = etree.QName(element)
            return name.namespace or "", name.localname, dict(element.attrib)
    except (etree.XMLSyntaxError, etree.LxmlError) as error:
        raise _broken(where, error) from None
    raise BadList(where, "line 1: holds no element")


def elements(path: Path, where: str, tags: Sequence[str]) -> Iterator[Element]:
    """Each element of one of the names (without namespace), whole, in the file's order; let go of when the next is
    asked for. :class:`BadList` with the line where the file breaks off or isn't well-formed."""
    from lxml import etree

    wanted = [f"{{*}}{tag}" for tag in tags]
    try:
        for _, element in _parse(path, ("end",), wanted):
            if element.getroottree().docinfo.internalDTD is not None:
                raise BadList(where, "line 1: has a DOCTYPE; refused")
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, etree.LxmlError, OSError) as error:
        raise _broken(where, error) from None


def local(element: Element) -> str:
    """An element's name without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def inner(element: Element, name: str) -> str | None:
    """The text of the first child of that name."""
    found = element.find(f"{{*}}{name}")
    return found.text if found is not None else None


def inners(element: Element, name: str) -> list[str | None]:
    """The texts of all descendants of that name."""
    return [found.text for found in element.iter(f"{{*}}{name}")]


def _parse(path: Path, events: Sequence[str], tags: Sequence[str] | None) -> Iterator[tuple[str, Element]]:
    from lxml import etree

    yield from etree.iterparse(
        str(path), events=events, tag=tags, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )


def _broken(where: str, error: Exception) -> BadList:
    line = getattr(error, "lineno", None) or 1
    reason = getattr(error, "msg", None) or str(error) or "can't be read"
    return BadList(where, f"line {line}: isn't whole or well-formed XML ({' '.join(reason.split())[:160]})")
