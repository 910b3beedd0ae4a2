"""``probata export``: whole lists as files for spreadsheets, programs and databases."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from probata.cli.errors import guarded
from probata.cli.filtering import filtered
from probata.cli.options import DebugOption, DeskOption, settings_with
from probata.errors import UsageError

if TYPE_CHECKING:
    from probata.desk import Filter
    from probata.exchange import About, Format


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="export")(export)


@guarded
@filtered
def export(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="reports, statements, claims, incidents, findings, decisions, custody or caps (running totals).",
        ),
    ],
    by: Filter,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="csv, jsonl or parquet. [default: by FILE's name, else csv]"),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The file to write. [default: standard output]")
    ] = None,
    order: Annotated[
        str | None,
        typer.Option("--order", metavar="ORDER", help="published, happened, …; with - before it turned round."),
    ] = None,
    bom: Annotated[bool, typer.Option("--bom", help="Begin a CSV with a mark by which Excel knows UTF-8.")] = False,
    about: Annotated[
        str | None, typer.Option("--about", metavar="ID", help="custody: only what is about this record.")
    ] = None,
    author: Annotated[
        str | None, typer.Option("--author", metavar="NAME", help="custody: only by this author.")
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="YEAR", help="caps: only this year, month or day.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="caps: only what was published by this day.")
    ] = None,
    desk: DeskOption = None,
    debug: DebugOption = False,
) -> None:
    """A whole list as a file: CSV for spreadsheets, JSON Lines with whole records, or Parquet for databases.

    docs/exports.md says what each column holds.
    """
    from probata.desk import Desk
    from probata.exchange import export as pieces_of
    from probata.exchange import selected, told_of
    from probata.pipeline import Labels, refresh

    wanted = selected(kind, by, order or "", about=about, author=author, period=period, as_of=as_of)
    form = _format(format_, out)
    if out is None and form.value == "parquet" and sys.stdout.isatty():
        raise UsageError("Parquet is not for a terminal; give --out FILE")
    settings = settings_with(desk, debug)
    with Desk.open(settings.desk, settings) as opened:
        refresh(opened, settings)
        told = told_of(opened, wanted)
        pieces = pieces_of(opened, settings, wanted, form, Labels(), told, bom)
        if out is None:
            from probata.cli.output import write_pieces

            write_pieces(pieces)
        else:
            _write(pieces, out)
            sys.stderr.write(_line(told, out) + "\n")


def _format(given: str | None, out: Path | None) -> Format:
    from probata.exchange import Format

    word = given or (out.suffix.removeprefix(".").lower() if out is not None else "") or "csv"
    with suppress(ValueError):
        return Format(word)
    ways = ", ".join(f.value for f in Format)
    what = f"--format {word!r} is not known; it can be" if given else f"{out} doesn't tell a format; give --format"
    raise UsageError(f"{what} {ways}")


def _write(pieces: Iterable[bytes], out: Path) -> None:
    """The file as a whole or not at all: a half one would look like a short list."""
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile("wb", dir=out.parent, prefix=f".{out.name}.", delete=False) as file:
            part = Path(file.name)
            for piece in pieces:
                file.write(piece)
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o666 & ~mask)
        part.replace(out)
    except OSError as error:
        raise UsageError(f"{out} can't be written: {error.strerror or error}; name another with --out") from None
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _line(told: About, out: Path) -> str:
    from probata.wording.visible import one_line

    what = {"custody": "custody log", "caps": "running totals"}.get(told.kind, f"{told.count or 0:,} {told.kind}")
    narrowed = f" with {told.query}" if told.conditions else ""
    return one_line(f"{out}: {what} of the desk {told.desk}{narrowed}, {told.made_at}")
