"""The entry point: the commands together, and wrong usage in one line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from probata.cli import (
    about,
    caps,
    check,
    desks,
    export,
    extract,
    lists,
    regimes,
    review,
    run,
    sanctions,
    screen,
    search,
    serve,
    show,
    sources,
    stories,
)
from probata.cli.errors import say
from probata.version import __version__

app = typer.Typer(
    name="probata",
    help="Turns the news record into an evidence ledger for sanctions monitoring: who says what of which alleged "
    "event, who denies it, how many independent origins stand behind it, and which measures it engages.",
    epilog="Exit codes: 0 done; 1 done, but some inputs failed; 2 wrong usage; 3 the desk can't be used.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for group in (
    run,
    extract,
    stories,
    show,
    lists,
    search,
    caps,
    sources,
    export,
    regimes,
    sanctions,
    screen,
    review,
    serve,
    check,
    desks,
    about,
):
    group.register(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"probata {__version__}\n")
        raise typer.Exit()


@app.callback()
def top(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """What stands before a command."""


def run_app(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that can't show an arrow or a Korean name gets an escape, not a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    command = typer.main.get_command(app)
    try:
        code = command.main(
            args=list(sys.argv[1:] if args is None else args), prog_name="probata", standalone_mode=False
        )
    except Exception as error:
        # Typer carries its own copy of click's exceptions, or click's, by its version: known by what they can do.
        if not hasattr(error, "format_message"):
            raise
        message = error.format_message()
        context = getattr(error, "ctx", None)
        if not message:  # a command group without a command: the help has been printed
            sys.exit(2)
        path = context.command_path if context is not None else "probata"
        say(f"{message.rstrip('.')}; see {path} --help")
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)
