"""``probata lists``: sanctions lists into the desk, and what changed on them."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from probata.cli.errors import guarded
from probata.cli.options import DebugOption, DeskOption, JsonOption, settings_with
from probata.wording.visible import one_line

app = typer.Typer(
    help="The sanctions lists of the desk: the UN's, OFAC's, the EU's, the UK's and OpenSanctions', each as dated "
    "snapshots with the original kept as evidence.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(top: typer.Typer) -> None:
    """Add the commands."""
    app.command(name="import")(import_)
    app.command(name="list")(list_)
    app.command(name="diff")(diff)
    top.add_typer(app, name="lists")


@guarded
def import_(
    source: Annotated[str, typer.Argument(metavar="FILE|URL", help="The list as published.")],
    list_id: Annotated[
        str | None, typer.Option("--list", metavar="ID", help="What to call it. [default: by its format]")
    ] = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """Read a list into a new snapshot, all of it or nothing.

    Read are the UN's consolidated XML, OFAC's advanced XML, the EU's XML 1.1, the UK's XML and CSV, and OpenSanctions'
    JSON lines; the content tells which.
    """
    settings = settings_with(desk, debug)
    from probata.desk import Desk
    from probata.pipeline import import_list

    with Desk.open(settings.desk, settings, create=True) as opened:
        one, new = import_list(opened, settings, source, list_id)
    if json:
        from probata.cli.output import print_json, records_json

        print_json({**records_json(snapshots=[one]), "new": new})
        return
    told = f"{one.list}  {one.entries:,} entries  {one.imported_at[:10]}  {one.id}  {one.format}"
    sys.stdout.write(f"{told}{'' if new else '  (the same as the last: nothing new)'}\n")


@guarded
def list_(desk: DeskOption = None, json: JsonOption = False, debug: DebugOption = False) -> None:
    """The snapshots, newest first; of each list the first is in use."""
    settings = settings_with(desk, debug)
    from probata.desk import Desk
    from probata.pipeline import snapshots

    with Desk.open(settings.desk, settings) as opened:
        found = snapshots(opened)
    if json:
        from probata.cli.output import print_json, records_json

        print_json(records_json(snapshots=found))
        return
    for one in found:
        row = f"{one.list}  {one.entries:,} entries  {one.imported_at[:10]}  {one.id}  {one.format}  {one.source}"
        sys.stdout.write(one_line(row) + "\n")
        sys.stdout.write(f"  sha256 {one.sha256}\n")
    if not found:
        sys.stdout.write("No lists. Import one with: probata lists import FILE\n")


@guarded
def diff(
    list_id: Annotated[str, typer.Argument(metavar="ID", help="The list, such as UN.")],
    old: Annotated[
        str | None, typer.Argument(metavar="[OLD]", help="A snapshot's id. [default: the one before]")
    ] = None,
    new: Annotated[str | None, typer.Argument(metavar="[NEW]", help="A snapshot's id. [default: the newest]")] = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """What was added to a list, removed from it and changed between two snapshots."""
    settings = settings_with(desk, debug)
    from probata.desk import Desk
    from probata.pipeline import difference

    with Desk.open(settings.desk, settings) as opened:
        found = difference(opened, list_id, old, new)
    if json:
        from probata.cli.output import print_json
        from probata.records import to_json

        print_json(to_json(found))
        return
    old_day, new_day = found.old.imported_at[:10], found.new.imported_at[:10]
    sys.stdout.write(
        f"{found.new.list}: {old_day} {found.old.id} to {new_day} {found.new.id}: "
        f"{len(found.added)} added, {len(found.removed)} removed, {len(found.changed)} changed\n"
    )
    for sign, entries in (("+", found.added), ("-", found.removed)):
        for entry in entries:
            sys.stdout.write(f"{sign} {one_line(f'{entry.ref}  {entry.name}  ({entry.kind})')}\n")
    for change in found.changed:
        sys.stdout.write(f"~ {one_line(f'{change.entry.ref}  {change.entry.name}')}\n")
        for name, was, now in change.fields:
            sys.stdout.write(f"    {name}: {one_line(was) or '(nothing)'} → {one_line(now) or '(nothing)'}\n")
