"""``probata review``: an analyst's decisions, each with author and reason, kept for good and taken back by another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from probata.cli import judging, verdicts
from probata.cli.deciding import AuthorOption, ReasonOption, decide
from probata.cli.errors import guarded
from probata.cli.options import DebugOption, DeskOption, JsonOption, day, settings_with

if TYPE_CHECKING:
    from probata.pipeline import Review
    from probata.records import Decision

app = typer.Typer(
    help="Decide what the machine can't: accept, correct or reject claims; merge, split, origins, grades; ask, judge "
    "and confirm findings; note. Every "
    "decision is kept, with its author and reason, in the custody log; a retraction undoes it. Nothing is "
    "overwritten, no new reading changes a decision.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(top: typer.Typer) -> None:
    """Add the commands."""
    for name, command in (
        ("merge", merge),
        ("split", split),
        ("same-origin", same_origin),
        ("not-same-origin", not_same_origin),
        ("grade", grade),
        ("retract", retract),
        ("list", list_),
        ("two-persons", two_persons),
    ):
        app.command(name=name)(command)
    verdicts.register(app)
    judging.register(app)
    top.add_typer(app, name="review")


@guarded
def merge(
    ids: Annotated[list[str], typer.Argument(metavar="ID ID…", help="Incidents, or claims by themselves.")],
    reason: ReasonOption,
    author: AuthorOption = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """These are one event. No value of theirs is dropped."""
    decide(lambda review: review.merge(ids), reason, author, desk, json, debug)


@guarded
def split(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="The incident that holds too much.")],
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM…", help="The claims that are of another event.")],
    reason: ReasonOption,
    author: AuthorOption = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """These claims are of another event than the rest of their incident."""
    decide(lambda review: review.split(incident, claims), reason, author, desk, json, debug)


@guarded
def same_origin(
    names: Annotated[list[str], typer.Argument(metavar="A B…", help="Origins as `show` names them, or reports.")],
    reason: ReasonOption,
    author: AuthorOption = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """These go back to one origin and count once."""
    decide(lambda review: review.origin(names, same=True), reason, author, desk, json, debug)


@guarded
def not_same_origin(
    names: Annotated[list[str], typer.Argument(metavar="A B…", help="Origins as `show` names them, or reports.")],
    reason: ReasonOption,
    author: AuthorOption = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """These are origins of their own."""
    decide(lambda review: review.origin(names, same=False), reason, author, desk, json, debug)


@guarded
def grade(
    wanted: Annotated[str, typer.Argument(metavar="ID", help="An incident, or a source by name or code.")],
    grade: Annotated[
        str, typer.Argument(metavar="GRADE", help="A to F for a source; 1 to 6, or both (B3), for an incident.")
    ],
    reason: ReasonOption,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="A source's grade holds from this day.")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="… up to and with this day.")] = None,
    access: Annotated[str | None, typer.Option("--access", metavar="WORDS", help="How a source can know it.")] = None,
    record: Annotated[str | None, typer.Option("--record", metavar="WORDS", help="How often it was right.")] = None,
    interest: Annotated[
        str | None, typer.Option("--interest", metavar="WORDS", help="What it has to gain from the outcome.")
    ] = None,
    author: AuthorOption = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """Set the Admiralty grade of a source (reliability) or an incident (credibility); 1 needs two origins."""
    first, last = day(since, "--from"), day(until, "--to")

    def act(review: Review) -> Decision:
        from probata.pipeline import Graded

        return review.grade(wanted, grade, Graded(first, last, access, record, interest))

    decide(act, reason, author, desk, json, debug)


@guarded
def retract(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="The id of a decision, or its beginning.")],
    reason: ReasonOption,
    author: AuthorOption = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """Take a decision back, as if it had never been made. Both stay on record."""
    decide(lambda review: review.retract(decision), reason, author, desk, json, debug)


@guarded
def list_(desk: DeskOption = None, json: JsonOption = False, debug: DebugOption = False) -> None:
    """All decisions, oldest first, and whether each still holds."""
    settings = settings_with(desk, debug)
    from probata.cli.output import console, print_json, records_json
    from probata.desk import Desk
    from probata.pipeline import standings

    with Desk.open(settings.desk, settings) as opened:
        found = standings(opened)
    if json:
        print_json(records_json(decisions=found))
        return
    from probata.cli import entries

    if found:
        entries.decisions(console(), found)
    else:
        console().print("No decisions.")


@guarded
def two_persons(
    on: Annotated[bool, typer.Option("--on/--off", help="Whether it takes two.")],
    reason: ReasonOption,
    author: AuthorOption = None,
    desk: DeskOption = None,
    debug: DebugOption = False,
) -> None:
    """Let it take two different people to confirm a finding, or one. The change is in the custody log."""
    settings = settings_with(desk, debug)
    if author is not None:
        settings = replace(settings, author=author)
    from probata.cli.output import console
    from probata.desk import Desk
    from probata.pipeline import Review

    with Desk.open(settings.desk, settings) as opened:
        entry = Review(opened, settings, reason).two_persons(on)
    people = "two different people" if on else "one person"
    console().print(f"It takes {people} to confirm a finding: entry {entry.seq} of the custody log.")
