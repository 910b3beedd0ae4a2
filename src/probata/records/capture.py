"""The evidentiary copy of what was fetched, and the log of every act on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Capture:
    """The exact bytes as found at one place: one blob (by ``sha256``), one capture per place.

    ``url_requested`` is what was asked for (a ``file:`` URL for local input, ``stdin:`` for
    standard input), ``url_final`` where redirects ended. ``captured_at`` is UTC. ``declared_*``
    are what the user said of the input on the command line or beside it.
    """

    id: str
    sha256: str
    size: int
    url_requested: str
    url_final: str
    captured_at: str
    media_type: str
    tool: str
    headers: Mapping[str, str] = field(default_factory=dict)
    declared_url: str | None = None
    declared_published: str | None = None


@dataclass(frozen=True, slots=True)
class CustodyEntry:
    """One act in the chain of custody. ``hash`` covers all other fields and ``previous``."""

    seq: int
    at: str
    author: str
    act: str
    subject: str
    detail: Mapping[str, str]
    previous: str
    hash: str
