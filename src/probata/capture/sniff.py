"""What bytes are, told by the bytes themselves: text of some kind, or a format that isn't read.

Names and headers are only claims about content, so a binary called ``.txt`` is found out here,
before anything tries to read it. Signatures after the WHATWG MIME Sniffing standard
(https://mimesniff.spec.whatwg.org/) and the formats' own specifications.
"""

from __future__ import annotations

import codecs
import json
import re
import zlib

HTML = "text/html"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
JSON_LINES = "application/jsonl"

SUFFIXES = {
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".txt": PLAIN,
    ".text": PLAIN,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".jsonl": JSON_LINES,
    ".ndjson": JSON_LINES,
}
"""What a file's suffix is taken for; any other suffix is sniffed."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"OggS\x00", "an Ogg media file"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM video"),
)

_ZIPS = (
    (b"word/", "a Word document (docx)"),
    (b"xl/", "an Excel sheet (xlsx)"),
    (b"ppt/", "a PowerPoint file (pptx)"),
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
)

# NUL, and the control characters that no text uses: not tab, line ends, form feed, or ESC (ISO-2022 has it).
_CONTROLS = bytes(b for b in range(0x20) if b not in b"\t\n\v\f\r\x1b\x08") + b"\x7f"
_MOST_NULS = 0.002
_MOST_CONTROLS = 0.03  # bytes by chance have 0.1 of them
_PROBE = 4096

_FEED = re.compile(rb"<(?:rss|(?:\w+:)?RDF|feed)[\s>]", re.I)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|article|div|p|h1|script|style)[\s>/]", re.I)


def format_of(content: bytes) -> str | None:
    """What a binary or a format that isn't read is called ("a PDF"); ``None`` for text."""
    named = _signature(content)
    if named is not None:
        return named
    if _decodes_as_marked_text(content) or _looks_like_wide_text(content):
        return None
    size = max(len(content), 1)
    for part in (content[:_PROBE], content):  # a readable head doesn't make a binary a text, nor the reverse
        length = max(len(part), 1)
        if part.count(0) > length * _MOST_NULS:
            return "a binary file"
    if size - len(content.translate(None, _CONTROLS)) > size * _MOST_CONTROLS:
        return "a binary file"
    return _feed(content)


def media_type_of(content: bytes, suffix: str = "", declared: str = "") -> str:
    """What a text is taken for: by its suffix, else the server's word, else its first characters.

    ``declared`` is a ``Content-Type`` header; its charset is kept in the answer.
    """
    essence, _, rest = declared.partition(";")
    essence = essence.strip().lower()
    found = {
        "text/html": HTML,
        "application/xhtml+xml": HTML,
        "text/markdown": MARKDOWN,
        "application/jsonl": JSON_LINES,
        "application/x-ndjson": JSON_LINES,
        "application/x-jsonlines": JSON_LINES,
    }.get(essence)
    if found is None:  # servers call any file text/plain
        found = SUFFIXES.get(suffix.lower())
    if found is None:
        found = PLAIN if essence == PLAIN else _first_look(content)
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", rest, re.I)
    return f"{found}; charset={charset.group(1).lower()}" if charset else found


def is_blank(content: bytes) -> bool:
    """Whether there is nothing in it but white space and byte order marks."""
    if len(content) > _PROBE * 16 and content[:_PROBE].strip(b"\x00 \t\r\n\f\v"):
        return False
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return not content.decode(encoding, "replace").strip("\ufeff \t\r\n\f\v\x00\xa0\u3000")
    return not content.strip()


def _signature(content: bytes) -> str | None:
    head = content[:_PROBE]
    for mark, name in _SIGNATURES:
        if head.startswith(mark):
            return name
    if re.match(rb"WARC/\d\.\d\r?\n", head):
        return "a web archive (WARC)"
    if head.startswith(b"\x1f\x8b"):
        return "a web archive (WARC, gzip)" if _gunzipped_head(head).startswith(b"WARC/") else "a gzip archive"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((name for mark, name in _ZIPS if mark in head), "a zip archive")
    if re.match(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)", head):
        return "a bzip2 archive"
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return {b"WEBP": "a WebP image", b"WAVE": "a sound file", b"AVI ": "a video"}[head[8:12]]
    if head[4:8] == b"ftyp" and head[0] == 0:
        return "a video or HEIF image"
    if re.match(rb"ID3[\x02-\x04]", head):
        return "a sound file"
    return None


def _gunzipped_head(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 16)
    except zlib.error:
        return b""


def _decodes_as_marked_text(content: bytes) -> bool:
    for mark, encoding in _BOMS[1:]:
        if content.startswith(mark):
            # "replace": a text cut off in the middle of a character is still a text
            return _is_readable(content.decode(encoding, "replace"))
    return False


def _looks_like_wide_text(content: bytes) -> bool:
    """UTF-16 or UTF-32 without a mark: Latin letters leave NULs in the same place of every unit."""
    probe = content[: _PROBE - _PROBE % 4]
    if len(probe) < 8:
        return False
    nuls = [probe[i::4].count(0) / len(probe[i::4]) for i in range(4)]
    patterns = {
        "utf-32-le": min(nuls[1:]) > 0.9 and nuls[0] < 0.02,
        "utf-32-be": min(nuls[:3]) > 0.9 and nuls[3] < 0.02,
        "utf-16-le": min(nuls[1], nuls[3]) > 0.6 and max(nuls[0], nuls[2]) < 0.02,
        "utf-16-be": min(nuls[0], nuls[2]) > 0.6 and max(nuls[1], nuls[3]) < 0.02,
    }
    return any(fits and _is_readable(content.decode(name, "replace")) for name, fits in patterns.items())


def _is_readable(text: str) -> bool:
    strange = sum(text.count(chr(b)) for b in _CONTROLS) + text.count("\ufffd")
    return strange <= max(len(text) * 0.02, 1)


def _feed(content: bytes) -> str | None:
    head = content[:_PROBE].lstrip(codecs.BOM_UTF8).lstrip()
    if not head.startswith(b"<?xml") and not _FEED.match(head):
        return None
    if _FEED.search(head):
        return "a feed (RSS or Atom)"
    return None if _HTML.search(head) else "an XML file"


def _first_look(content: bytes) -> str:
    head = content[:_PROBE].replace(b"\x00", b"").lstrip(codecs.BOM_UTF8 + b"\xff\xfe").lstrip()
    if head.startswith(b"{"):
        line = content.lstrip(codecs.BOM_UTF8).lstrip().split(b"\n", 1)[0]
        try:
            if isinstance(json.loads(line), dict):
                return JSON_LINES
        except (ValueError, RecursionError):
            return PLAIN
    if head.startswith(b"<") and _HTML.search(head):
        return HTML
    return PLAIN
