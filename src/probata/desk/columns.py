"""What a column that is searched has of a record's words."""

from __future__ import annotations

CLIP = 600
"""Characters; an index of PostgreSQL takes 2,700 bytes, of which a character has up to four."""


def clipped(words: str) -> str:
    """Words as they stand in such a column, and as it is asked for them. The record has all of them."""
    return words[:CLIP]
