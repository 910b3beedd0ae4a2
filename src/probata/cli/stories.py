"""``probata stories``: which reports are of one event, by what they are about."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Annotated

import typer

from probata.cli.errors import guarded
from probata.cli.options import DebugOption, JsonOption, settings_with
from probata.errors import UsageError
from probata.wording.visible import json_safe, visible


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="stories")(stories)


@guarded
def stories(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON Lines as for extract; - for standard input.")],
    why: Annotated[bool, typer.Option("--why", help="With what each report was joined by.")] = False,
    as_json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """Group the reports of a JSON Lines file into stories, reports of one event.

    A line in: {"id", "text" or "html", "title", "published", "url"}; with --json a line out: {"id", "cluster"}.
    """
    settings = settings_with(None, debug)
    from probata.pipeline import story_lines

    try:
        given = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} can't be read: {error.strerror or error}") from None
    failed = False
    groups: dict[str, list[str]] = defaultdict(list)
    for line in story_lines(given.decode("utf-8-sig", "replace").split("\n"), settings, why=why):
        told = json.loads(line)
        failed = failed or "error" in told
        if as_json:
            sys.stdout.write(json_safe(line) + "\n")
        elif "error" in told:
            sys.stderr.write(visible(f"{told['id']}: {told['error']}") + "\n")
        else:
            groups[told["cluster"]].append(_row(told))
    for cluster, rows in groups.items():
        sys.stdout.write(f"{cluster}  {len(rows)} report{'s' if len(rows) > 1 else ''}\n")
        sys.stdout.write("".join(f"  {visible(row)}\n" for row in rows))
    if failed:
        raise typer.Exit(1)


def _row(told: dict[str, object]) -> str:
    join = told.get("why")
    if not isinstance(join, dict) or join["nearest"] is None:
        return str(told["id"])
    features = ", ".join(
        f"{f['name']} {f['share']:+.2f} ({' '.join(f['because'])})"
        if f["because"]
        else f"{f['name']} {f['share']:+.2f}"
        for f in join["features"]
    )
    return f"{told['id']}  {join['rule']} {join['score']:.2f}; most like {join['nearest']}: {features}"
