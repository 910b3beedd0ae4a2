"""Text of others, made safe to print: what would steer a terminal or turn the reading round is made visible."""

from __future__ import annotations

import re
import unicodedata

# Control characters but tab and newline; bidirectional and invisible format characters; line and
# paragraph separators; lone surrogates, which have no UTF-8.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
    "|[\U000e0000-\U000e007f]"
)


def visible_character(character: str) -> str:
    r"""A character as it may be printed: ESC as ``␛``, a right-to-left override as ``\u202e``."""
    if not _UNSAFE.fullmatch(character):
        return character
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def visible(text: str) -> str:
    """Text with every character that isn't plain to see made visible; tabs and newlines stay."""
    return _UNSAFE.sub(lambda m: visible_character(m[0]), text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """The same in one line, white space as single blanks."""
    return " ".join(visible(text).split())


def json_safe(line: str) -> str:
    """JSON with the same characters as escapes: the same value, and harmless on a terminal."""
    return _UNSAFE.sub(_json_escape, line)


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def columns(character: str) -> int:
    """How many columns of a terminal a character takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
