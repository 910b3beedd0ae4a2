"""``probata extract``: the language step alone."""

from __future__ import annotations

import io
import json
import sys
from typing import Annotated

import typer

from probata.cli.errors import guarded
from probata.cli.options import DebugOption, settings_with
from probata.wording.visible import json_safe


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="extract")(extract)


@guarded
def extract(
    workers: Annotated[int, typer.Option("--workers", min=1, max=256, metavar="N", help="Processes to use.")] = 1,
    debug: DebugOption = False,
) -> None:
    """Read JSON Lines from standard input and print what each report says and claims, line by line.

    A line in: {"id", "text" or "html", "published", "url"}. A line that can't be processed gives
    {"id", "error"}; the rest goes on.
    """
    settings = settings_with(None, debug)
    from probata.pipeline import extract_lines

    # Bytes that aren't UTF-8 spoil their own line only; a line of JSON ends at \n and at nothing else.
    lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace", newline="\n")
    failed = False
    for line in extract_lines(lines, settings, workers):
        failed = failed or "error" in json.loads(line)
        sys.stdout.write(json_safe(line) + "\n")
        sys.stdout.flush()
    if failed:
        raise typer.Exit(1)
