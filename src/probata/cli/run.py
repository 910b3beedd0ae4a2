"""``probata run``: the main job in one go."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from probata.cli.errors import guarded, say_failures
from probata.cli.options import DebugOption, DeskOption, JsonOption, RegimeOption, publication_day, settings_with
from probata.wording.visible import one_line

if TYPE_CHECKING:
    from probata.pipeline import Progress

EVERY = 2.0
"""Seconds between lines of progress where there is no terminal: enough to see it live, too few to fill a log."""

STEPS = {"capture": "capturing", "read": "reading", "fuse": "bringing together"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="run")(run)


@guarded
def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT…", help="A file (html, txt, md, jsonl), a folder, a URL, or - for standard input."
        ),
    ],
    desk: DeskOption = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="When the inputs came out (YYYY-MM-DD).")
    ] = None,
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="Where the input was published.")] = None,
    regime: RegimeOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> int:
    """Capture inputs, read what they claim, and print which measures the alleged events engage.

    The same inputs again change nothing. An input that fails is named with the reason; the rest goes on.
    """
    settings = settings_with(desk, debug)
    day = publication_day(published)
    from probata.desk import Desk
    from probata.pipeline import run as walk

    with Desk.open(settings.desk, settings, create=True) as opened:
        with _progress() as tell:
            result = walk(inputs, opened, settings, published=day, url=url, regimes=regime, on_progress=tell)
        counts = opened.state.counts
    code = say_failures(result.failures)
    if json:
        from probata.cli.output import print_json, records_json

        print_json(
            records_json(
                reports=result.reports,
                statements=result.statements,
                claims=result.claims,
                incidents=result.incidents,
                findings=result.findings,
                not_engaged=result.not_engaged,
            )
        )
        return code
    from probata.cli.lists import print_findings
    from probata.cli.output import console

    screen = console()
    print_findings(screen, result)
    read = f"{_many(len(result.reports), 'report')} ({result.new} new), {_many(len(result.claims), 'claim')}, "
    made = f"{_many(len(result.incidents), 'incident')}, {_many(len(result.findings), 'finding')}"
    screen.print(f"{read}{made}. The desk {one_line(str(settings.desk))} holds {_many(counts['reports'], 'report')}.")
    if result.findings:
        screen.print("Each value has its passage: probata show ID")
    return code


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """A bar on a terminal, plain lines elsewhere; both on stderr, so that the output stays clean."""
    from probata.cli.output import console, is_terminal

    if not is_terminal(sys.stderr):
        yield _lines()
        return
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.fields[done]} read", markup=False),
        BarColumn(bar_width=20),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
        console=console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None, done=0)
        yield lambda now: bar.update(task, description=_words(now)[:60], done=now.done)


def _lines() -> Callable[[Progress], None]:
    last = time.monotonic()  # a run that is over in a moment needs no line

    def tell(now: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            sys.stderr.write(f"{_many(now.done, 'report')} read; {_words(now)}\n")
            sys.stderr.flush()

    return tell


def _words(now: Progress) -> str:
    return f"{STEPS.get(now.step, now.step)} {one_line(now.what)}"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
