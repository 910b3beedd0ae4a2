"""``probata findings``, ``incidents``, ``claims`` and ``reports``: tables with filters."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typer

from probata.cli.errors import guarded
from probata.cli.filtering import filtered
from probata.cli.options import CsvOption, DebugOption, DeskOption, JsonOption, settings_with
from probata.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from probata.desk import Desk, Filter
    from probata.exchange import ExportKind
    from probata.pipeline import RunResult

ListKind = Literal["findings", "incidents", "claims", "reports"]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (findings, incidents, claims, reports):
        app.command(name=command.__name__)(command)


@guarded
@filtered
def findings(
    by: Filter, desk: DeskOption = None, json: JsonOption = False, csv: CsvOption = False, debug: DebugOption = False
) -> None:
    """Which measures the alleged events engage, and what engages nothing."""
    _print("findings", desk, by, json, csv, debug)


@guarded
@filtered
def incidents(
    by: Filter, desk: DeskOption = None, json: JsonOption = False, csv: CsvOption = False, debug: DebugOption = False
) -> None:
    """Claims brought together by event: who asserts, alleges and denies it, from how many origins."""
    _print("incidents", desk, by, json, csv, debug)


@guarded
@filtered
def claims(
    by: Filter, desk: DeskOption = None, json: JsonOption = False, csv: CsvOption = False, debug: DebugOption = False
) -> None:
    """Single claims: one event as one source puts it, with its words."""
    _print("claims", desk, by, json, csv, debug)


@guarded
@filtered
def reports(
    by: Filter, desk: DeskOption = None, json: JsonOption = False, csv: CsvOption = False, debug: DebugOption = False
) -> None:
    """The reports of the desk."""
    _print("reports", desk, by, json, csv, debug)


def print_findings(screen: Console, result: RunResult) -> None:
    """Findings, then what engages nothing with the reasons."""
    from probata.cli import entries
    from probata.pipeline import Labels

    labels = Labels()
    by_id = {i.id: i for i in result.incidents}
    if result.findings:
        entries.findings(screen, result.findings, by_id, labels)
    else:
        screen.print("No findings.\n")
    if nothing := [n for n in result.not_engaged if not n.beside]:
        screen.print("Engages nothing", style="bold")
        entries.nothing_engaged(screen, nothing, by_id, labels)
        screen.print()


def _print_csv(desk: Desk, kind: ExportKind, found: Sequence[Any]) -> None:
    from probata.cli.output import write_pieces
    from probata.exchange import TABLES, csv_pieces, lines
    from probata.pipeline import Labels
    from probata.records import summary_of

    items = map(summary_of, found) if kind == "incidents" else found
    write_pieces(csv_pieces(TABLES[kind], lines(desk, kind, items), Labels()))


def _print(kind: ListKind, path: Path | None, by: Filter, as_json: bool, as_csv: bool, debug: bool) -> None:
    if as_json and as_csv:
        raise UsageError("--json and --csv are two ways of printing; choose one")
    settings = settings_with(path, debug)
    from probata.desk import Desk
    from probata.pipeline import Labels, RunResult, refresh

    with Desk.open(settings.desk, settings) as desk:
        refresh(desk, settings)
        found: Sequence[Any] = getattr(desk, kind)(by)
        if as_csv:
            _print_csv(desk, kind, found)
            return
        if kind == "findings" and not as_json:
            shown = {i.id: i for i in desk.incidents()}
            nothing = tuple(desk.not_engaged(by))
    from probata.cli.output import console, print_json, records_json

    if as_json:
        print_json(records_json(**{kind: found}))
        return
    labels = Labels()
    from probata.cli import entries

    screen = console()
    if kind == "findings":
        print_findings(screen, RunResult(incidents=tuple(shown.values()), findings=tuple(found), not_engaged=nothing))
    elif not found:
        screen.print(f"No {kind}.")
    elif kind == "incidents":
        entries.incidents(screen, found, labels)
    elif kind == "claims":
        entries.claims(screen, found, labels)
    else:
        entries.reports(screen, found)
    sys.stdout.flush()
