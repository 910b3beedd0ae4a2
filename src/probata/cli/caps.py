"""``probata caps``: what is told to have been delivered under each ceiling, as notified and as alleged."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from probata.cli.errors import guarded
from probata.cli.options import CsvOption, DebugOption, DeskOption, JsonOption, MeasureOption, day, settings_with
from probata.errors import UsageError
from probata.records import units

if TYPE_CHECKING:
    from rich.console import Console

    from probata.pipeline import Labels
    from probata.records import CapAccount, CapLine, CapTotal, LeftOut, RunningTotal


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="caps")(caps)


@guarded
def caps(
    desk: DeskOption = None,
    measure: MeasureOption = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="YEAR", help="Only periods with a day in this year, month or day.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Count only what was published by this day.")
    ] = None,
    as_json: JsonOption = False,
    csv: CsvOption = False,
    debug: DebugOption = False,
) -> None:
    """Running totals under the ceilings (oil): the limit, low and high bound, who tells what, what is left out."""
    if as_json and csv:
        raise UsageError("--json and --csv are two ways of printing; choose one")
    if period is not None and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", period):
        raise UsageError(f"--period {period!r} is no year, month or day; write it as YYYY, YYYY-MM or YYYY-MM-DD")
    last = day(as_of, "--as-of")
    settings = settings_with(desk, debug)
    from probata.desk import Desk
    from probata.pipeline import Labels, running_totals

    labels = Labels()
    wanted = labels.find_measure(measure) if measure else None
    with Desk.open(settings.desk, settings) as opened:
        accounts = running_totals(opened, settings, wanted, period, last)
    if wanted is not None and not accounts:
        raise UsageError(f"{wanted} has no ceiling; probata regimes shows which have")
    from probata.cli.output import console, print_json, records_json, write_pieces

    if as_json:
        print_json(records_json(caps=accounts))
    elif csv:
        from probata.exchange import TABLES, cap_lines, csv_pieces

        write_pieces(csv_pieces(TABLES["caps"], cap_lines(accounts), labels))
    else:
        screen = console()
        for account in accounts:
            _print(screen, account, labels)
        if accounts:
            _print_rule(screen, accounts[0].rule)
    sys.stdout.flush()


def _print(screen: Console, account: CapAccount, labels: Labels) -> None:
    from rich.text import Text

    from probata.wording.visible import one_line

    screen.print(Text.assemble((account.measure, "bold"), "  " + one_line(account.title)), overflow="fold")
    if not account.running:
        screen.print("  No delivery with a date is told for a period.")
    for (_, label), group in groupby(account.running, key=lambda r: (r.paragraph, r.label)):
        _print_period(screen, label, list(group), "to" if account.direction == "FROM" else "by", labels)
    _print_left(screen, "Without a date, in no total", account.undated, labels, quoted=False)
    _print_left(screen, "Denied", account.denied, labels, quoted=True)
    _print_left(screen, "Left out", account.left_out, labels, quoted=False)
    screen.print()


def _print_period(screen: Console, label: str, limits: Sequence[RunningTotal], side: str, labels: Labels) -> None:
    from rich.text import Text

    from probata.cli.entries import entry
    from probata.records import Column

    first = limits[0]
    head = Text.assemble("\n", (label, "bold"), f"  {first.paragraph} ({first.citation_status})")
    bare = [line for line in first.lines if not line.words]
    if len(bare) == len(first.lines):
        entry(screen, head, [("no amount", f"{_ids(bare)}: open above")])
        return
    rows: list[tuple[str, str]] = []
    for r in limits:
        rows.append(("limit", f"{r.limit:,} {units(r.unit, r.limit)}"))
        for t in r.totals:
            told = any(line.column is t.column for line in r.lines)
            rows.append((f"as {t.column.value}", f"{_span(t, r.unit)}. {t.sentence}" if told else "nothing told"))
    entry(screen, head, rows)
    told_of = [line for line in first.lines if line.words and line.kind_told]
    for column in Column:
        same: dict[tuple[object, ...], list[CapLine]] = {}
        for line in (line for line in told_of if line.column is column):
            same.setdefault((line.start, line.end, line.suppliers, line.low, line.high, line.snapshot), []).append(line)
        for lines in same.values():
            screen.print()
            entry(screen, Text(""), _told(lines, first.unit, side, labels))
    unsure = [line for line in first.lines if line.words and not line.kind_told]
    rest = [("kind open", f"{_ids(unsure)}: in no low bound, in the high of each kind it may be")] if unsure else []
    rest += [("no amount", f"{_ids(bare)}: open above")] if bare else []
    if rest:
        screen.print()
        entry(screen, Text(""), rest)


def _ids(lines: Sequence[CapLine]) -> str:
    from probata.wording.visible import one_line

    told = ((f"“{line.words}”, " if line.words else "") + f"“{line.when}”, {line.column.value}" for line in lines)
    return ", ".join(f"{line.claim} ({one_line(words)})" for line, words in zip(lines, told, strict=True))


def _told(lines: Sequence[CapLine], unit: str, side: str, labels: Labels) -> list[tuple[str, str]]:
    """One amount for the same days and suppliers (``side`` is "by"; takers: "to"), whoever tells it."""
    from probata.wording.visible import one_line

    line = lines[0]
    added = " and ".join(m for m, on in (("low", line.in_low), ("high", line.in_figures)) if on) or "neither"
    high = "open" if line.high is None else f"{round(line.high):,}"
    other = one_line(labels.actors(line.suppliers)) or "somebody not named"
    words = "; ".join(dict.fromkeys(f"“{one_line(x.words)}”" for x in lines))
    when = "; ".join(dict.fromkeys(f"“{one_line(x.when)}”" for x in lines))
    who = one_line(", ".join(dict.fromkeys(labels.actor(x.source) for x in lines)))
    return [
        (line.column.value, f"{words} {side} {other}, told by {who}"),
        ("days", f"{when}: {line.start or 'open'} to {line.end or 'open'}"),
        ("bounds", f"{round(line.low):,} – {high} {units(unit, line.high or 0)}; added up in {added}"),
        *(("because", one_line(rule)) for rule in dict.fromkeys(r for x in lines for r in x.rules)),
        ("id", ", ".join(f"{x.incident} {x.claim}" for x in lines)),
    ]


def _print_left(screen: Console, title: str, left: Sequence[LeftOut], labels: Labels, quoted: bool) -> None:
    """Each with its words where an amount is told or ``quoted`` asks for all; the others by their ids."""
    from rich.text import Text

    from probata.cli.entries import entry
    from probata.wording.visible import one_line

    if not left:
        return
    screen.print(Text(f"\n{title}", style="bold"))
    for because, group in groupby(sorted(left, key=lambda i: i.because), key=lambda i: i.because):
        items = list(group)
        screen.print(Text(f"  {one_line(because)}"), overflow="fold")
        for item in (i for i in items if i.words or quoted):
            said = one_line(f"{labels.actor(item.source)}: “{item.quote}”")
            amount = f" [{one_line(item.words)}]" if item.words else ""
            entry(screen, Text(""), [(item.claim, f"{said}{amount} {item.incident}")])
        if bare := [i.claim for i in items if not i.words and not quoted]:
            entry(screen, Text(""), [("no amount", ", ".join(bare))])


def _print_rule(screen: Console, rule: Sequence[str]) -> None:
    from rich.text import Text

    from probata.cli.entries import entry

    screen.print(Text("How it is counted", style="bold"))
    for sentence in rule:
        entry(screen, Text(""), [("", sentence)])


def _span(t: CapTotal, unit: str) -> str:
    told = f"{round(t.low):,} – {'open' if t.high is None else f'{round(t.high):,}'} {units(unit, t.high or 0)}"
    return f"{told}, figures up to {round(t.figures):,}" if t.high is None and t.figures > t.low else told
