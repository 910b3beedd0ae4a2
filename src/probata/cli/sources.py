"""``probata sources``: who publishes and who speaks, what became of what they said, and how they are graded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from probata.cli.errors import guarded
from probata.cli.options import DebugOption, DeskOption, JsonOption, settings_with

if TYPE_CHECKING:
    from rich.console import Console

    from probata.pipeline import Labels
    from probata.pipeline.sources import GradedSource, SourceFile


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="sources")(sources)


@guarded
def sources(
    wanted: Annotated[str | None, typer.Argument(metavar="[ID]", help="A source by id or name, for all of it.")] = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="state, person, organisation, media or anonymous.")
    ] = "",
    grade: Annotated[str, typer.Option("--grade", metavar="A-F", help="Graded so today; F: by nobody.")] = "",
    words: Annotated[str, typer.Option("--words", metavar="WORDS", help="In its name or id.")] = "",
    order: Annotated[str, typer.Option("--order", metavar="ORDER", help="-told, -last, name, …")] = "-told",
    limit: Annotated[int, typer.Option("--limit", metavar="NUMBER", help="So many at most, 1 to 500.")] = 50,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """Outlets, states, people and bodies that say something, with their reliability; `review grade` sets it."""
    settings = settings_with(desk, debug)
    from datetime import UTC, datetime

    from probata.cli.output import console, print_json, records_json
    from probata.desk import Desk
    from probata.pipeline import Labels, refresh
    from probata.pipeline.sources import list_sources, source_file
    from probata.records import to_json

    today = datetime.now(UTC).date().isoformat()
    with Desk.open(settings.desk, settings) as opened:
        refresh(opened, settings)
        if wanted is not None:
            file = source_file(opened, wanted, today)
            if json:
                print_json({"source": to_json(file)})
            else:
                _print_file(console(), file, Labels())
            return
        found, page = list_sources(opened, today, kind, grade, words, order, limit=limit)
    if json:
        print_json(records_json(sources=found))
        return
    screen = console()
    _print_list(screen, found)
    if page.has_next:
        screen.print(f"The first {len(found)}; narrow them with --kind, --grade or --words, or give --limit.")


def _print_list(screen: Console, found: tuple[GradedSource, ...]) -> None:
    from rich.text import Text

    from probata.cli import entries
    from probata.wording.visible import one_line

    if not found:
        screen.print("No sources.")
    heads = ("source", "kind", "grade", "reports", "statements", "claims", "denials", "alone", "beside others",
             "denied", "latest")  # fmt: skip
    rows = []
    for it in found:
        s = it.source
        name = one_line(s.name if s.name == s.id else f"{s.name} ({s.id})")
        numbers = (s.reports, s.statements, s.claims, s.denials, s.alone, s.corroborated, s.denied)
        rows.append((name, s.kind.value, it.reliability, *(f"{n:,}" for n in numbers), s.last or "no date"))
    if screen.width >= entries.WIDE:
        entries.table(screen, heads, rows, keep=range(1, len(heads)))
        return
    for name, kind, grade, *numbers_told, last in rows:
        said = ", ".join(f"{n} {head}" for n, head in zip(numbers_told, heads[3:-1], strict=True) if n != "0")
        head = Text.assemble((name, "bold"), f"  {kind}, graded {grade}, latest {last}")
        entries.entry(screen, head, [("told", said)])


def _print_file(screen: Console, file: SourceFile, labels: Labels) -> None:
    from rich.text import Text

    from probata.cli import entries
    from probata.wording import words
    from probata.wording.visible import one_line

    it, s = file.graded, file.graded.source
    because = f": {it.decision.reason} ({it.decision.author}, {it.decision.at[:10]})" if it.decision else ""
    rows = [
        ("kind", s.kind.value),
        ("reliability", f"{it.reliability}{because}"),
        *([("speaks for", labels.actor(file.speaks_for))] if file.speaks_for else []),
        ("days", f"{s.first} to {s.last}" if s.first else words.NONE),
        ("reports", f"{s.reports:,}"),
        ("statements", f"{s.statements:,}, of which {s.denials:,} deny"),
        ("claims", f"{s.claims:,}"),
        ("incidents", f"{s.incidents:,} that it is an independent origin of: {s.alone:,} alone, {s.corroborated:,} "
                      f"beside others; {s.denied:,} that somebody denies"),
    ]  # fmt: skip
    entries.entry(screen, Text(one_line(f"{s.name} ({s.id})"), style="bold"), [(a, one_line(b)) for a, b in rows])
    if not file.origin:
        screen.print("No incident goes back to it as an origin, so its grade says nothing of one.")
    if file.history:
        screen.print(Text("\nGrades", style="bold"))
        entries.decisions(screen, file.history)
    if file.alone:
        screen.print(Text("\nIncidents that rest on it alone, the newest", style="bold"))
    for line in file.alone:
        parties = words.parties(line, labels)
        screen.print(Text(one_line(f"  {line.happened_from or 'no date'} {line.type.value} {parties} ({line.id})")))
    if file.denials:
        screen.print(Text("\nDenies, the newest", style="bold"))
    for claim in file.denials:
        screen.print(Text(one_line(f"  {words.what(claim)}, {words.parties(claim, labels)} ({claim.id})")))
    if file.reports:
        screen.print(Text("\nPublished, the newest", style="bold"))
    for report in file.reports:
        title = report.title.text if report.title else report.label or report.id
        screen.print(
            Text(one_line(f"  {report.published or 'no date'} {title} ({report.id}, capture {report.capture})"))
        )
