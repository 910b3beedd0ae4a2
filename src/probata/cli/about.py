"""``probata schema``: the records as JSON Schema."""

from __future__ import annotations

from typing import Annotated

import typer

from probata.cli.errors import guarded
from probata.cli.options import DebugOption
from probata.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="schema")(schema)


@guarded
def schema(
    name: Annotated[str, typer.Argument(metavar="NAME", help="report, statement, claim, incident, finding, ….")],
    debug: DebugOption = False,
) -> None:
    """Print the JSON Schema of a record."""
    from probata.cli.output import print_json
    from probata.records import RECORDS, json_schema

    if name not in RECORDS:
        raise UsageError(f"there is no record {name!r}; there are {', '.join(RECORDS)}")
    print_json(json_schema(name))
