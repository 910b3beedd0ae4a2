"""``probata show``: one record, down to the passages behind its values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from probata.cli.errors import guarded
from probata.cli.options import DebugOption, DeskOption, JsonOption, settings_with

if TYPE_CHECKING:
    from probata.desk import Desk, Record
    from probata.pipeline import Join
    from probata.records import Claim


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="show")(show)


@guarded
def show(
    wanted: Annotated[str, typer.Argument(metavar="ID", help="The id of a record, or its beginning.")],
    why: Annotated[
        bool,
        typer.Option(
            "--why",
            help="Also how a statement or claim was read, why each claim is in an incident, what a report shares.",
        ),
    ] = False,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """Show a report, statement, claim, incident, finding or capture, with the passages behind its values."""
    settings = settings_with(desk, debug)
    from probata.desk import Desk
    from probata.pipeline import refresh, shared, sheet, with_running_total
    from probata.records import Claim, Finding, Report

    with Desk.open(settings.desk, settings) as opened:
        refresh(opened, settings)
        record = opened.get(wanted)
        if isinstance(record, Finding):
            record = with_running_total(opened, settings, record)
        joined = _joins(opened, record) if why else None
        shares = shared(opened, record) if isinstance(record, Report) else None
        lines = _workings(opened, record) if why and joined is None and shares is None else ()
        if json:
            from probata.cli.output import print_json, records_json

            name = type(record).__name__.lower()
            more = shares.told if shares is not None else _told(joined, lines) if why else {}
            if isinstance(record, Claim):
                more = more | _reviewed(opened, record)
            if isinstance(record, Finding):
                more = more | {"sheet": records_json(it=[sheet(opened, settings, record)])["it"][0]}
            print_json({name: records_json(it=[record])["it"][0]} | more)
            return
        from probata.cli.output import console
        from probata.cli.views import Views
        from probata.pipeline import Labels, weights

        views = Views(console(), opened, Labels(), settings)
        views.show(record)
        if joined is not None:
            views.why_joined(joined, weights())
        elif shares is not None and isinstance(record, Report):
            views.shared(record, shares, why)
        elif why:
            views.why(lines)


def _reviewed(desk: Desk, claim: Claim) -> dict[str, Any]:
    """What the machine read, and what was decided of it."""
    from probata.pipeline import standing_of
    from probata.records import to_json

    standing = standing_of(desk, claim.id)
    return {
        "machine": to_json(standing.machine),
        "decisions": [to_json(s) for s in standing.history],
        "last_decision": standing.last,
    }


def _joins(desk: Desk, record: Record) -> tuple[Join, ...] | None:
    """Why each claim of an incident is in it; ``None`` for another record."""
    from probata.pipeline import joins
    from probata.records import Incident

    return joins(desk, record) if isinstance(record, Incident) else None


def _told(joined: Sequence[Join] | None, lines: Sequence[tuple[str, str]]) -> dict[str, Any]:
    from probata.pipeline import weights
    from probata.records import to_json

    if joined is None:
        return {"why": [{"what": what, "how": how} for what, how in lines]}
    return {"why": [j.told for j in joined], "features": to_json(weights())}


def _workings(desk: Desk, record: Record) -> tuple[tuple[str, str], ...]:
    from probata.errors import UsageError
    from probata.pipeline import workings
    from probata.records import Claim, Report, Statement

    if not isinstance(record, Statement | Claim):
        raise UsageError(
            f"--why explains reports, statements, claims and incidents, and {record.id} is none; leave --why out"
        )
    report = desk.get(record.report)
    if not isinstance(report, Report):
        raise UsageError(f"{record.report} is not a report of this desk; run `probata verify`")
    if isinstance(record, Claim):
        record = desk.as_read([record.id])[record.id]  # what a person entered was not read
    return workings(record, report, desk.report_engines(report.capture).get(report.id, "not recorded"))
