"""Where output goes: the terminal, JSON, files."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from probata.wording.visible import json_safe

if TYPE_CHECKING:
    from rich.console import Console

NARROWEST = 40


def console(stderr: bool = False) -> Console:
    """A console that interprets nothing in what it prints: no markup, no emoji codes, no highlighting."""
    from rich.console import Console

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    made = Plain(stderr=stderr, markup=False, emoji=False, highlight=False, soft_wrap=False)
    if made.width < NARROWEST:
        made.width = NARROWEST
    return made


def print_json(value: Mapping[str, Any]) -> None:
    """Records as JSON, indented, in UTF-8."""
    sys.stdout.write(json_safe(json.dumps(value, ensure_ascii=False, indent=1)) + "\n")


def records_json(**kinds: Sequence[Any]) -> dict[str, Any]:
    """Records by kind as JSON-ready values."""
    from probata.records import to_json

    return {name: [to_json(record) for record in records] for name, records in kinds.items()}


def write_pieces(pieces: Iterable[bytes]) -> None:
    """A file on standard output, byte by byte as it is: no terminal's encoding has a say in it."""
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def is_terminal(stream: Any) -> bool:
    """Whether a person looks at the stream."""
    return bool(hasattr(stream, "isatty") and stream.isatty() and os.environ.get("TERM") != "dumb")
