"""``probata review`` on claims: accept, correct, note; rejecting is one command for claims and findings."""

from __future__ import annotations

from typing import Annotated

import typer

from probata.cli.deciding import AuthorOption, ReasonOption, decide
from probata.cli.errors import guarded
from probata.cli.judging import WhyOption
from probata.cli.options import DebugOption, DeskOption, JsonOption
from probata.errors import UsageError

ACCEPTED = "it says what its passage says"
"""The reason of an acceptance where none is given: there is no other."""

ClaimArgument = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or its beginning.")]
SeenOption = Annotated[
    str | None,
    typer.Option(
        "--seen",
        metavar="DECISION",
        help="The last decision on the claim that you saw (“” for none): refused where there is a later one.",
    ),
]


def _option(name: str, metavar: str, words: str) -> object:
    return typer.Option(name, metavar=metavar, help=words)


def register(review: typer.Typer) -> None:
    """Add the commands to those of ``review``."""
    for command in (accept, correct, note):
        review.command(name=command.__name__)(command)


@guarded
def accept(
    claim: ClaimArgument,
    reason: Annotated[str | None, typer.Option("--reason", metavar="WORDS", help=f"Why. [default: {ACCEPTED}]")] = None,
    seen: SeenOption = None,
    author: AuthorOption = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """The claim says what its passage says, as it stands now."""
    decide(lambda review: review.accept(claim, seen), reason or ACCEPTED, author, desk, json, debug)


@guarded
def correct(
    claim: ClaimArgument,
    reason: ReasonOption,
    type: Annotated[str | None, _option("--type", "TYPE", "transfer, visit, launch, ….")] = None,  # noqa: A002
    agent: Annotated[
        list[str] | None, _option("--agent", "NAME", "Who gives, goes or acts, by name or code; can be repeated.")
    ] = None,
    counterpart: Annotated[
        list[str] | None, _option("--counterpart", "NAME", "To whom, or with whom; can be repeated.")
    ] = None,
    object_: Annotated[list[str] | None, _option("--object", "CLASS", "arms.ammunition, …; can be repeated.")] = None,
    low: Annotated[str | None, _option("--low", "NUMBER", "The amount's lower bound, inclusive.")] = None,
    high: Annotated[str | None, _option("--high", "NUMBER", "The amount's upper bound, inclusive.")] = None,
    unit: Annotated[str | None, _option("--unit", "UNIT", "container, tonne, ….")] = None,
    role: Annotated[str | None, _option("--role", "ROLE", "transferred, capacity, cumulative, ….")] = None,
    start: Annotated[str | None, _option("--from", "DATE", "The first day on which it may have been.")] = None,
    end: Annotated[str | None, _option("--until", "DATE", "The last such day.")] = None,
    place: Annotated[str | None, _option("--place", "NAME", "Where.")] = None,
    status: Annotated[str | None, _option("--status", "STATUS", "done, ongoing, planned, ….")] = None,
    negated: Annotated[bool | None, typer.Option("--negated/--not-negated", help="It is said not to be so.")] = None,
    stance: Annotated[str | None, _option("--stance", "STANCE", "asserts, alleges, denies or unverified.")] = None,
    source: Annotated[
        str | None, _option("--source", "NAME", "Who says it, by name or code; anonymous, report.")
    ] = None,
    seen: SeenOption = None,
    author: AuthorOption = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """The claim says something else. What isn't given stays; an empty value ("") says that there is none.

    An amount and a time are entered as a whole: bounds, unit or days that aren't given stay what they are.
    """
    told: dict[str, str | list[str] | None] = {
        "type": type, "agent": agent, "counterpart": counterpart, "object": object_, "low": low, "high": high,
        "unit": unit, "role": role, "start": start, "end": end, "place": place, "status": status,
        "negated": None if negated is None else "yes" if negated else "no", "stance": stance, "source": source,
    }  # fmt: skip
    values = {name: value for name, value in told.items() if value is not None}
    if not values:
        raise UsageError("say what is to be corrected, such as --agent KP or --low 5 --high 6")
    decide(lambda review: review.correct(claim, values, seen), reason, author, desk, json, debug)


@guarded
def note(
    wanted: Annotated[str, typer.Argument(metavar="ID", help="A claim, a report, an incident or a finding.")],
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What is noted.")],
    reason: WhyOption = None,
    author: AuthorOption = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """Keep words with a record. They change nothing."""
    decide(lambda review: review.note(wanted, words), reason or words, author, desk, json, debug)
