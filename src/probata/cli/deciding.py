"""What the commands of ``probata review`` share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from probata.cli.options import settings_with

if TYPE_CHECKING:
    from probata.pipeline import Review
    from probata.records import Decision

ReasonOption = Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why; it is kept with the decision.")]
AuthorOption = Annotated[
    str | None,
    typer.Option("--author", metavar="NAME", help="Who decides. [default: PROBATA_AUTHOR, else the login name]"),
]


def decide(
    act: Callable[[Review], Decision],
    reason: str,
    author: str | None,
    path: Path | None,
    json: bool,
    debug: bool,
) -> None:
    """Make a decision, and print it with the way to undo it; on stderr what is to be mended in its words."""
    settings = settings_with(path, debug)
    if author is not None:
        settings = replace(settings, author=author)
    from probata.cli.output import console, print_json, records_json
    from probata.desk import Desk
    from probata.pipeline import Review
    from probata.wording.visible import one_line

    with Desk.open(settings.desk, settings) as opened:
        review = Review(opened, settings, reason)
        decision = act(review)
    for line in review.remarks:
        typer.echo(f"note: {one_line(line)}", err=True)
    if json:
        print_json({"decision": records_json(it=[decision])["it"][0]})
        return
    from probata.wording.words import decided

    console().print(f"{decided(decision)}: {decision.id}. To undo it: probata review retract {decision.id}")
