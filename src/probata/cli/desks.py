"""``probata desk``: the desk as a whole, its copying from one place to another."""

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from probata.cli.errors import guarded
from probata.cli.options import DebugOption, DeskOption, JsonOption, settings_with


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="The desk as a whole.", no_args_is_help=True, rich_markup_mode=None)
    group.command(name="copy")(copy)
    app.add_typer(group, name="desk")


@guarded
def copy(
    to: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of the copy; new or empty.")],
    to_database: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            envvar="PROBATA_TO_DATABASE",
            help="An empty PostgreSQL database for the copy's tables. The variable keeps its password out of the list "
            "of processes. [default: a file in the folder]",
        ),
    ] = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> int:
    """Copy a desk whole: from a folder to PostgreSQL, back, or to another folder.

    The copy has the same records, decisions and chain of custody. The people of its workbench and their passwords stay
    behind. Nobody can write to the desk meanwhile. A copy that is cut off is made anew by the same command.
    """
    settings = settings_with(desk, debug)
    from probata.desk import Desk

    def tell(table: str, rows: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"{table.removeprefix('desk_')}: {rows:,}\n")

    with Desk.open(settings.desk, settings) as opened:
        done = opened.copy_to(to, replace(settings, desk=to, database=to_database), tell)
    if json:
        from probata.cli.output import print_json

        print_json({"desk": str(to), **asdict(done)})
        return 0
    sys.stdout.write(
        f"Copied to {to}: {done.rows:,} rows, {done.files:,} files of evidence ({done.bytes:,} bytes).\n"
        f"Check it with: probata verify --desk {to}"
        f"{' (PROBATA_DATABASE names its database)' if to_database else ''}\n"
    )
    return 0
