"""``probata show``: one record, down to the passages behind its values."""

from __future__ import annotations

from typing import Annotated

import typer

from probata.cli.errors import guarded
from probata.cli.options import DebugOption, DeskOption, JsonOption, settings_with


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="show")(show)


@guarded
def show(
    wanted: Annotated[str, typer.Argument(metavar="ID", help="The id of a record, or its beginning.")],
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """Show a report, statement, claim, incident, finding or capture, with the passages behind its values."""
    settings = settings_with(desk, debug)
    from probata.desk import Desk
    from probata.pipeline import refresh

    with Desk.open(settings.desk, settings) as opened:
        refresh(opened, settings)
        record = opened.get(wanted)
        if json:
            from probata.cli.output import print_json, records_json

            name = type(record).__name__.lower()
            print_json({name: records_json(it=[record])["it"][0]})
            return
        from probata.cli.output import console
        from probata.cli.views import Views
        from probata.pipeline import Labels

        Views(console(), opened, Labels()).show(record)
