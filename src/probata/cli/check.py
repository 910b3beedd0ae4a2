"""``probata verify`` and ``doctor``: is the desk whole, is the installation."""

from __future__ import annotations

import sys

import typer

from probata.cli.errors import guarded
from probata.cli.options import DebugOption, DeskOption, JsonOption, settings_with
from probata.wording.visible import one_line


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(name="verify")(verify)
    app.command(name="doctor")(doctor)


@guarded
def verify(desk: DeskOption = None, json: JsonOption = False, debug: DebugOption = False) -> int:
    """Re-hash all evidence, walk the custody chain, and hold every text, passage and decision of the desk against it.

    Exit code 0 if all is whole; else 1 and a list of what is broken.
    """
    settings = settings_with(desk, debug)
    from probata.desk import Desk
    from probata.pipeline import verify as check

    with Desk.open(settings.desk, settings) as opened:
        result = check(opened)
    if json:
        from dataclasses import asdict

        from probata.cli.output import print_json

        print_json(asdict(result))
        return 1 if result.problems else 0
    for problem in result.problems:
        sys.stdout.write(f"{one_line(problem.where)}: {one_line(problem.what)}\n")
    for note in result.notes:
        sys.stdout.write(f"note: {one_line(note.where)}: {one_line(note.what)}\n")
    checked = f"{result.captures} captures, {result.blobs} blobs, {result.entries} custody entries"
    checked += f", {result.reports} reports, {result.passages} passages, {result.decisions} decisions"
    checked += f", {result.snapshots} lists" if result.snapshots else ""
    verdict = f"{len(result.problems)} problem(s) in" if result.problems else "All whole:"
    sys.stdout.write(f"{verdict} {checked}.\n")
    return 1 if result.problems else 0


@guarded
def doctor(desk: DeskOption = None, json: JsonOption = False, debug: DebugOption = False) -> int:
    """Look at the installation, the model, the tables and the desk."""
    settings = settings_with(desk, debug)
    from probata.pipeline import doctor as look

    found = look(settings)
    if json:
        from dataclasses import asdict

        from probata.cli.output import print_json

        print_json({"checks": [asdict(c) for c in found]})
    else:
        for c in found:
            sys.stdout.write(f"{'ok     ' if c.well else 'NOT OK '} {c.name:8} {one_line(c.found)}\n")
    return 0 if all(c.well for c in found) else 1
