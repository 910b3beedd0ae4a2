"""Names of inputs made fit for one printed line."""

from __future__ import annotations

import re

LONGEST = 300
"""A longer name is cut in the middle: an address may have thousands of characters."""

_USER_INFO = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*:)?//[^/?#]*@")


def printable(text: str) -> str:
    """The text on one line: control characters, bidirectional marks and lone surrogates written out as escapes.

    A file's name is its sender's choice; it must not forge a second line or move the cursor.
    """
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 60]}…{shown[-59:]}"


def without_credentials(url: str) -> str:
    """The address without a user name and password, for messages and records."""
    return _USER_INFO.sub(lambda m: f"{m.group(1) or ''}//", url)


def size_text(count: int) -> str:
    """A number of bytes as a person reads it (``6.1 MB``; 1 MB is 1024 × 1024 bytes)."""
    if count < 1024:
        return f"{count} bytes"
    if count < 1024 * 1024:
        return f"{count / 1024:.1f} KB"
    return f"{count / (1024 * 1024):.1f} MB"
