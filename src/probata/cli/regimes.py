"""``probata regimes``: the rule base, what is wrong with a file of it, and what another version would change."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from probata.cli.errors import guarded
from probata.cli.options import DebugOption, DeskOption, JsonOption, settings_with
from probata.wording.visible import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from probata.pipeline.rulebase import Measure, Paragraph, Regime

app = typer.Typer(
    help="The rule base: sanctions regimes as dated data. PROBATA_REGIMES names a folder with files of one's own.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

RegimeArgument = Annotated[str, typer.Argument(metavar="REGIME", help="An id, such as UN-KP, or a file.")]


def register(top: typer.Typer) -> None:
    """Add the commands."""
    for name, command in (("list", list_), ("show", show), ("check", check), ("diff", diff)):
        app.command(name=name)(command)
    top.add_typer(app, name="regimes")


@guarded
def list_(json: JsonOption = False, debug: DebugOption = False) -> None:
    """The regimes, with their version, measures and whom they are about."""
    settings = settings_with(None, debug)
    from probata.cli.output import console, print_json, records_json
    from probata.pipeline import rulebase

    found = rulebase.regimes(settings)
    if json:
        print_json(records_json(regimes=found))
        return
    from probata.cli.entries import table

    rows = [(r.rule_base, r.title, ", ".join(r.targets), str(len(r.measures)), r.compiled) for r in found]
    table(console(), ("rules", "title", "about", "measures", "compiled"), rows, keep=(0,))


@guarded
def show(
    regime: RegimeArgument,
    measure: Annotated[str | None, typer.Argument(metavar="MEASURE", help="A measure, such as KP.VEH.")] = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """A regime with its measures, or one measure with its paragraphs, days, exemptions and sources."""
    settings = settings_with(None, debug)
    from probata.cli.output import console, print_json
    from probata.pipeline import rulebase
    from probata.records import to_json

    found = rulebase.regime_named(regime, settings)
    one = rulebase.measure_named(found, measure) if measure else None
    if json:
        print_json(to_json(one or found))
    elif one is not None:
        _measure(console(), one, found)
    else:
        _regime(console(), found)


@guarded
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE…", help="Regime files or folders of them. [default: all that are in use]"),
    ] = None,
    debug: DebugOption = False,
) -> int:
    """Holes and overlaps in a chain of paragraphs, dead references, missing sources, unknown classes, wrong dates.

    A line each, with file, line and reason; exit code 1 if there is one.
    """
    settings = settings_with(None, debug)
    from probata.pipeline import rulebase

    problems = 0
    for line in rulebase.check_regimes(files or (), settings):
        sys.stdout.write(one_line(line) + "\n")
        problems += 1
    if not problems:
        sys.stdout.write("Nothing is wrong.\n")
    return 1 if problems else 0


@guarded
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A regime's id, for the version in use, or a file.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same of the other version.")],
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """What differs between two versions of a regime, and with --desk which of its findings would change.

    Nothing is written.
    """
    settings = settings_with(desk, debug)
    from probata.pipeline import rulebase

    before, after = (rulebase.regime_named(word, settings) for word in (old, new))
    found = rulebase.differences(before, after)
    changed = []
    if desk is not None:
        from probata.desk import Desk

        with Desk.open(settings.desk, settings) as opened:
            changed = list(rulebase.would_change(opened, before, after))
    if json:
        from probata.cli.output import print_json, records_json

        print_json(records_json(differences=found, findings=changed))
        return
    from probata.cli import entries
    from probata.cli.output import console

    screen = console()
    screen.print(f"{before.rule_base} → {after.rule_base}: {len(found)} differences")
    for d in found:
        entries.entry(screen, _bold(d.where), _rows(("old", d.old), ("new", d.new)))
    if desk is not None:
        screen.print(f"\nFindings of the desk that would change: {len(changed)}")
    for c in changed:
        head = _bold(f"{c.finding} {c.measure} ({c.incident})")
        entries.entry(screen, head, _rows((c.what, c.because)))


def _regime(screen: Console, regime: Regime) -> None:
    from probata.cli import entries

    monitors = (
        f"{m.title}, {m.start} to {m.end or 'open'} ({m.citation_status}){'; ' + m.note if m.note else ''}"
        for m in regime.monitors
    )
    rows = [
        *(("about", ", ".join(regime.targets)), ("rules", regime.rule_base), ("compiled", regime.compiled)),
        *(("note", regime.note), ("contested", regime.contested.told if regime.contested else "")),
        *(("watched by", m) for m in monitors),
        *(("exempts", f"{e.rule}: {e.text} (decided by {e.decided_by})") for e in regime.exemptions),
    ]
    entries.entry(screen, _bold(f"{regime.id} {regime.title}"), _rows(*rows))
    screen.print()
    entries.table(
        screen,
        ("measure", "title", "way", "kind", "since", "citations"),
        [
            (m.id, m.title, m.direction, m.kind, min(p.in_force_from for p in m.paragraphs), _lowest(m))
            for m in regime.measures
        ],
        keep=(0, 2, 4),
    )


def _measure(screen: Console, m: Measure, regime: Regime) -> None:
    from probata.cli import entries

    dispute = m.contested or regime.contested
    rows = [
        *(("way", m.direction), ("kind", m.kind), ("binds", m.addressee), ("events", ", ".join(m.events))),
        *(("classes", ", ".join(m.objects)), ("goods", ", ".join(m.items)), ("not", ", ".join(m.excluded))),
        *(("hs", ", ".join(m.hs)), ("not matched", m.unmatched), ("note", m.note)),
        ("contested", dispute.told if dispute else ""),
        ("manner", f"{m.manner.name}: {', '.join(m.manner.words)}" if m.manner else ""),
        *(("open", f"{q.name}: {q.because}") for q in m.questions),
        *(("read so by", r.because) for r in m.readings),
        *(("exempts", f"{e.rule}: {e.text} (decided by {e.decided_by})") for e in (*m.exemptions, *regime.exemptions)),
    ]
    entries.entry(screen, _bold(f"{m.id} {m.title}"), _rows(*rows))
    for p in m.paragraphs:
        head = f"{p.label}, {p.in_force_from} to {p.in_force_to or 'open'} ({p.citation_status})"
        entries.entry(screen, _bold(head), _rows(*_paragraph(p)))


def _paragraph(p: Paragraph) -> list[tuple[str, str]]:
    return [
        *(("scope", p.scope), ("way", p.direction or ""), ("ceiling", p.cap.told if p.cap else "")),
        *(("unclear", ", ".join(p.unclear)), ("not", ", ".join(p.excluded))),
        *(("followed by", p.superseded_by or ""), ("ended", p.ended)),
        *(("known from", p.known_from or ""), ("known to", p.known_to or ""), ("source", p.source)),
    ]


def _lowest(m: Measure) -> str:
    order = ("unseen", "partly", "seen")
    return min((p.citation_status for p in m.paragraphs), key=order.index)


def _rows(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    return [(one_line(label), one_line(value)) for label, value in rows if value]


def _bold(words: str) -> Text:
    from rich.text import Text

    return Text(one_line(words), style="bold")
