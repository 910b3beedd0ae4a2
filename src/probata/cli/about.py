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
    name: Annotated[str, typer.Argument(metavar="NAME", help="report, claim, incident, finding, …, regime.")],
    debug: DebugOption = False,
) -> None:
    """Print the JSON Schema of a record, or of a regime file (regime)."""
    from probata.cli.output import print_json
    from probata.records import RECORDS, json_schema

    if name == "regime":
        from probata.pipeline import rulebase

        print_json(rulebase.regime_schema())
        return
    if name not in RECORDS:
        raise UsageError(f"there is no record {name!r}; there are {', '.join((*RECORDS, 'regime'))}")
    print_json(json_schema(name))
