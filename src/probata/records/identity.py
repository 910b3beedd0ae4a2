"""Stable identifiers made from content, so that reprocessing a report gives the same ids."""

from __future__ import annotations

import base64
import hashlib

ID_CHARACTERS = 12
"""60 bits: at ten million records of a kind the chance of one collision is below 1 in 20,000."""


def make_id(prefix: str, *parts: object) -> str:
    """The identifier of a record: its kind's letter and a digest of what makes it that record.

    The parts are joined with a separator that can't occur in them as text of a report
    (U+001F is a control character), so that ("ab", "c") and ("a", "bc") differ.
    """
    content = "\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass")
    digest = base64.b32encode(hashlib.sha256(content).digest()).decode("ascii").lower()
    return prefix + digest[:ID_CHARACTERS]
