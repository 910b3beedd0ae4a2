"""Bytes to text: byte order marks, declared character sets, and a guess only where nothing else helps."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from probata.errors import EmptyInput, NotText

MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF media file"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "a database"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"ID3", "an MP3 file"),
    (b"OggS", "an Ogg file"),
)
"""Beginnings of common binary formats (the same signatures that ``file`` knows)."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,400}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{2,40})", re.I)
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_.:-]{2,40})")
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

SNIFFED = 65_536
"""Bytes looked at to tell text from a binary; 64 KB hold any header and the start of the content."""

MAX_CONTROLS = 0.02
"""A text has next to no control characters; compressed data has a tenth of its bytes there."""

LATIN_END = 0x250
"""Letters below are Latin."""

MAX_BROKEN = 0.02
"""UTF-8 with more broken bytes than this is taken for another character set, not for damaged UTF-8."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the character set it was read by, why that one, and how many characters were replaced."""

    text: str
    encoding: str
    because: str
    replaced: int = 0

    @property
    def parameters(self) -> dict[str, str]:
        """What :class:`~probata.records.Derivation` keeps of the decoding."""
        given = {"encoding": self.encoding, "encoding_from": self.because}
        return given | {"characters_replaced": str(self.replaced)} if self.replaced else given


def sanitise(text: str) -> tuple[str, int]:
    """The text with lone surrogates as U+FFFD, one for one so that offsets stay, and how many there were.

    A lone surrogate can't be written as UTF-8, so that nothing after this could store, hash or parse it.
    """
    return _SURROGATE.subn("\ufffd", text)


def decode(content: bytes, *, where: str, media_type: str = "", html: bool = False) -> Decoded:
    """The text of ``content``.

    Tried in order: byte order mark, UTF-16/32 by its pattern of zero bytes, the set that the HTTP header or
    (for ``html``) the page declares, UTF-8, a guess by charset-normalizer. Text that is UTF-8 but for a few
    bytes is decoded with U+FFFD in their place. Raises :class:`EmptyInput` and :class:`NotText`.
    """
    if not content.strip(b" \t\r\n\x00"):
        raise EmptyInput(where, "nothing in it")
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _forced(content[len(mark) :], encoding, "byte order mark")
    if wide := _wide(content[:SNIFFED]):
        return _forced(content, wide, "pattern of zero bytes")
    _refuse_binary(content[:SNIFFED], where)
    for declared, because in _declared(content, media_type, html):
        try:
            return Decoded(content.decode(declared), declared, because)
        except UnicodeDecodeError:
            continue
    try:
        return Decoded(content.decode("utf-8"), "utf-8", "valid UTF-8")
    except UnicodeDecodeError:
        pass
    damaged = _forced(content, "utf-8", "UTF-8 with broken bytes")
    if damaged.replaced <= max(3, MAX_BROKEN * len(content)) and _has_wide_utf8(content):
        return damaged
    return _guessed(content) or damaged


def _forced(content: bytes, encoding: str, because: str) -> Decoded:
    text = content.decode(encoding, "replace")
    already = content.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0
    return Decoded(text, encoding, because, max(0, text.count("\ufffd") - already))


def _wide(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: mostly Western text has its zero bytes at fixed places."""
    if len(head) < 4 or b"\x00" not in head:
        return None
    head = head[: len(head) // 4 * 4]
    zeros = [head[i::4].count(0) / len(head[i::4]) for i in range(4)]
    full = [z > 0.7 for z in zeros]
    patterns = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    return patterns.get((full[0], full[1], full[2], full[3]))


def _refuse_binary(head: bytes, where: str) -> None:
    for magic, what in MAGIC:
        if head.startswith(magic):
            raise NotText(where, f"{what} is not read; give its text or HTML instead")
    if len(_CONTROL.findall(head)) > MAX_CONTROLS * len(head):
        raise NotText(where, "a binary file, not text; give HTML, plain text, Markdown or JSON Lines")


def _declared(content: bytes, media_type: str, html: bool) -> list[tuple[str, str]]:
    found = []
    if header := _HEADER.search(media_type):
        found.append((header[1], "HTTP header"))
    if html:
        head = content[:8192]
        found += [(m[1].decode("ascii"), "declared in the page") for m in (_XML.search(head), _META.search(head)) if m]
    return [(name, because) for raw, because in found if (name := _codec(raw)) is not None]


def _codec(name: str) -> str | None:
    """A usable codec for a declared name; browsers read Latin-1 and ASCII as Windows-1252, and so do we."""
    try:
        known = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if not getattr(known, "_is_text_encoding", True):
        return None
    return "cp1252" if known.name in ("iso8859-1", "ascii") else known.name


def _has_wide_utf8(content: bytes) -> bool:
    """Whether some non-ASCII character is there as proper UTF-8, which chance rarely makes."""
    return bool(re.search(rb"[\xc3-\xf4][\x80-\xbf]", content))


def _guessed(content: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:262_144]).best()
    if best is None:
        return None
    encoding = codecs.lookup(best.encoding).name
    if all(ord(c) < LATIN_END for c in str(best) if c.isalpha()):
        # Latin code pages differ in a few letters that the guess can't tell apart in a mostly English text.
        try:
            return Decoded(content.decode("cp1252"), "cp1252", "guessed: Latin letters, as browsers take them")
        except UnicodeDecodeError:
            pass
    return _forced(content, encoding, "guessed by charset-normalizer")
