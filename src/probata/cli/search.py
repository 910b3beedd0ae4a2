"""``probata search``: what has the words, each with the passage that shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from probata.cli.errors import guarded
from probata.cli.filtering import filtered
from probata.cli.options import DebugOption, DeskOption, JsonOption, settings_with

if TYPE_CHECKING:
    from rich.console import Console

    from probata.desk import Filter
    from probata.desk.fulltext.search import Found, Hit
    from probata.pipeline import Labels


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="search")(search)


@guarded
@filtered
def search(
    words: Annotated[str, typer.Argument(metavar="WORDS", help='All of them; "a phrase", -without, begin*, A OR B.')],
    by: Filter,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="reports, statements, claims or incidents.")
    ] = "reports",
    order: Annotated[str, typer.Option("--order", metavar="ORDER", help="rank, or date: the latest first.")] = "rank",
    limit: Annotated[int, typer.Option("--limit", metavar="NUMBER", help="Hits to print, up to 100.")] = 20,
    after: Annotated[str | None, typer.Option("--after", metavar="KEY", help="Go on behind the last hits.")] = None,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """Look for words in reports, statements, claims or incidents, in any script, without case or accents."""
    settings = settings_with(desk, debug)
    from probata.desk import Desk
    from probata.pipeline import Labels, refresh

    with Desk.open(settings.desk, settings) as opened:
        if kind == "incidents":
            refresh(opened, settings)
        found = opened.search(kind, replace(by, words=words), order, after, limit)  # type: ignore[arg-type]
    from probata.cli.output import console, print_json
    from probata.records import to_json

    if json:
        print_json({"kind": kind, **to_json(found)})
        return
    _print(console(), kind, found, Labels())


def _print(screen: Console, kind: str, found: Found, labels: Labels) -> None:
    from rich.text import Text

    if not found.hits:
        screen.print(f"No {kind} with these words.")
    for hit in found.hits:
        screen.print(Text.assemble((_head(hit, labels), "bold"), f"  {hit.record.id}"))
        screen.print(_shown(hit))
        screen.print()
    if found.next:
        screen.print(Text(f"There are more: --after {found.next}", style="dim"), soft_wrap=True)


def _head(hit: Hit, labels: Labels) -> str:
    from probata.records import Claim, Report, Statement
    from probata.wording import words
    from probata.wording.visible import one_line

    record: Any = hit.record
    if isinstance(record, Report):
        return f"{one_line(record.title.text if record.title else record.label)}, {record.published or 'no date'}"
    if isinstance(record, (Statement, Claim)):
        what = f": {words.what(record)}" if isinstance(record, Claim) else ""
        return words.said_by(record, labels) + what
    return f"{words.parties(record, labels)}: {record.type.value}, {words.when(record.time)}"


def _shown(hit: Hit) -> Any:
    """The passage in one line, its hits in bold."""
    from rich.text import Text

    from probata.wording.visible import one_line

    told, at = Text("  …" if hit.snippet.start else "  "), 0
    text, begin = hit.snippet.text, hit.snippet.start
    for start, end in hit.snippet.hits:
        told.append(_inner(text[at : start - begin]))
        told.append(one_line(text[start - begin : end - begin]), style="bold underline")
        at = end - begin
    told.append(_inner(text[at:]))
    return told


def _inner(text: str) -> str:
    """White space as single blanks, also at the ends, where words follow."""
    from probata.wording.visible import one_line

    inner = one_line(text)
    return (" " if text[:1].isspace() else "") + inner + (" " if inner and text[-1:].isspace() else "")
