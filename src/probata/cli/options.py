"""Options that commands share, and what is made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from probata.errors import UsageError

if TYPE_CHECKING:
    from probata.settings import Settings

DeskOption = Annotated[
    Path | None, typer.Option("--desk", metavar="PATH", help="The desk's folder. [default: PROBATA_DESK, else ./desk]")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print records as JSON.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print a table as CSV.")]
DebugOption = Annotated[bool, typer.Option("--debug", help="Show a traceback where something goes wrong.")]
MeasureOption = Annotated[str | None, typer.Option("--measure", metavar="ID", help="A measure, such as KP.ARMS.FROM.")]
RegimeOption = Annotated[
    list[str] | None, typer.Option("--regime", metavar="ID", help="Only findings of this regime; can be repeated.")
]


def settings_with(desk: Path | None, debug: bool) -> Settings:
    """The environment's settings with the options over them."""
    from probata.settings import Settings

    settings = Settings.from_environment()
    return replace(settings, desk=desk or settings.desk, debug=debug or settings.debug)


def day(value: str | None, option: str) -> str | None:
    """A day as ISO date; :class:`UsageError` for anything else."""
    from probata.desk.filterurl import day as read

    return None if value is None else read(value, option)


def publication_day(value: str | None) -> str | None:
    """A day that can be one of publication: not one that has not begun anywhere on earth."""
    found = day(value, "--published")
    latest = (datetime.now(UTC) + timedelta(hours=14)).date().isoformat()
    if found is not None and found > latest:
        raise UsageError(f"--published {found} is in the future; give the day on which the report came out")
    return found
