"""What an input turned out to hold, before it is preserved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Found:
    """The exact bytes found at one place.

    ``url_requested`` is a ``file:`` URL for local input and ``stdin:`` for standard input.
    ``media_type`` is what the bytes are taken for (``text/html``, ``text/plain``,
    ``text/markdown``, ``application/jsonl``), with ``; charset=…`` where the server named one.
    ``headers`` are the server's, with lower-case names and without cookies. ``label`` is how a
    message names the input: one line, printable. ``declared_*`` are what the user said of it.
    """

    content: bytes
    url_requested: str
    url_final: str
    media_type: str
    headers: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    declared_url: str | None = None
    declared_published: str | None = None
