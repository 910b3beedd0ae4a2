"""The chain's arithmetic: one entry, one line, one hash.

``custody.jsonl`` holds one JSON object per line, in canonical form: keys sorted, no white space,
all but ASCII escaped (``json.dumps(entry, sort_keys=True, separators=(",", ":"))``). An entry has
the fields ``seq`` (1, 2, 3 …: the line's number), ``at`` (UTC), ``author``, ``act``, ``subject``,
``detail`` (strings by name), ``previous`` (the ``hash`` of the line before; 64 zeros in the first)
and ``hash``: the SHA-256, in hex, of the canonical form of the entry without ``hash``. So a
checker needs JSON and SHA-256 and nothing of ours::

    previous = "0" * 64
    for number, line in enumerate(open("custody.jsonl", encoding="ascii"), start=1):
        entry = json.loads(line)
        stated = entry.pop("hash")
        made = hashlib.sha256(json.dumps(entry, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
        assert (made, entry["previous"], entry["seq"]) == (stated, previous, number)
        previous = stated
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from probata.records import CustodyEntry

CUSTODY = "custody.jsonl"
NOTHING_BEFORE = "0" * 64
LONGEST_LINE = 16 * 1024 * 1024
"""Entries have some kilobytes; a longer line is damage, and isn't read into memory."""

_FIELDS = ("act", "at", "author", "detail", "hash", "previous", "seq", "subject")


@dataclass(frozen=True, slots=True)
class Head:
    """The last whole entry of a log: its number and hash (0 and 64 zeros before the first)."""

    seq: int = 0
    hash: str = NOTHING_BEFORE


class BadLine(ValueError):
    """A line that isn't an entry as it was written; ``str()`` says why."""


def make_entry(before: Head, at: str, author: str, act: str, subject: str, detail: Mapping[str, str]) -> CustodyEntry:
    """The entry that follows ``before``, with its hash."""
    fields = {
        "seq": before.seq + 1,
        "at": at,
        "author": _clean(author),
        "act": _clean(act),
        "subject": _clean(subject),
        "detail": {_clean(name): _clean(value) for name, value in detail.items()},
        "previous": before.hash,
    }
    return CustodyEntry(**fields, hash=_digest(fields))  # type: ignore[arg-type]


def to_line(entry: CustodyEntry) -> bytes:
    """The entry as its line, with the line end."""
    return _canonical({name: getattr(entry, name) for name in _FIELDS}) + b"\n"


def from_line(line: bytes) -> CustodyEntry:
    """The entry of a line (with its line end). Raises :class:`BadLine` where any byte isn't as it was written."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise BadLine("isn't an entry any more") from None
    if not isinstance(value, dict) or tuple(sorted(value)) != _FIELDS:
        raise BadLine("doesn't have the fields of an entry")
    detail = value["detail"]
    texts = [value[name] for name in _FIELDS if name not in ("seq", "detail")]
    whole = type(value["seq"]) is int and isinstance(detail, dict) and all(isinstance(v, str) for v in detail.values())
    if not whole or not all(isinstance(text, str) for text in texts):
        raise BadLine("has a field of a wrong kind")
    stated = value.pop("hash")
    if _digest(value) != stated:
        raise BadLine("was changed: its content doesn't match its hash")
    entry = CustodyEntry(**value, hash=stated)
    if to_line(entry) != line:
        raise BadLine("was changed: it isn't written as it was")
    return entry


def is_torn(tail: bytes) -> bool:
    """Whether bytes without a line end can be an entry whose writing was cut off.

    A whole entry with something else in the place of its line end was changed, not cut off.
    """
    if not tail.startswith(b"{"):
        return not tail.strip(b"\x00")  # after a power cut the file may be longer than what was written
    try:
        _, end = json.JSONDecoder().raw_decode(tail.decode("ascii", "replace"))
    except (ValueError, RecursionError):
        return True
    return end == len(tail)


def _digest(fields: Mapping[str, object]) -> str:
    return hashlib.sha256(_canonical(fields)).hexdigest()


def _canonical(fields: Mapping[str, object]) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode("ascii")


def _clean(text: str) -> str:
    # A lone surrogate (a file name that isn't UTF-8) would be a line that other languages' JSON refuses.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
