"""``probata screen``: a name, a text or an incident held against the lists of the desk."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from probata.cli.errors import guarded
from probata.cli.options import DebugOption, DeskOption, JsonOption, settings_with
from probata.errors import UsageError
from probata.wording.visible import one_line

if TYPE_CHECKING:
    from probata.pipeline import Screener
    from probata.settings import Settings

LONGEST_NAME = 10
"""Words of an argument that is taken for a name; a longer one is a text."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="screen")(screen)


@guarded
def screen(
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="TEXT|FILE", help="A name, an IMO number, a text or a file of one; - for standard input."
        ),
    ] = None,
    incident: Annotated[
        str | None, typer.Option("--incident", metavar="ID", help="The participants of an incident instead.")
    ] = None,
    lists: Annotated[
        list[str] | None, typer.Option("--list", metavar="ID", help="Only this list; can be repeated.")
    ] = None,
    threshold: Annotated[
        float | None, typer.Option("--threshold", min=0.0, max=1.0, help="From which score on a name fits.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="person, organisation, vessel or aircraft.")
    ] = None,
    born: Annotated[int | None, typer.Option("--born", metavar="YEAR", help="The person's year of birth.")] = None,
    country: Annotated[
        list[str] | None, typer.Option("--country", metavar="NAME", help="A country, by name or code; can be repeated.")
    ] = None,
    as_text: Annotated[bool, typer.Option("--text", help="Take even a short argument for a text.")] = False,
    desk: DeskOption = None,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """Hold a name, a text or an incident's participants against the newest snapshot of each list.

    A hit says by which name of the entry, what agrees and what disagrees, with the weight of each. Where nothing but
    the name can be compared, that is the result. Borderline hits stand apart, under "To check".
    """
    if (text is None) == (incident is None):
        raise UsageError("name a text, a file or an --incident, and only one of them")
    settings = settings_with(desk, debug)
    from probata.desk import Desk
    from probata.pipeline import Screener

    with Desk.open(settings.desk, settings) as opened, Screener(opened, tuple(lists or ()), threshold) as screener:
        if incident is not None:
            rows = [
                {"report": f.report.id, "claim": f.claim.id, "role": f.role, **_hit(f.hit)}
                for f in screener.incident(incident)
            ]
        else:
            assert text is not None
            rows = _asked(screener, text, _kind(kind), born, tuple(country or ()), as_text, settings)
        used = [f"{s.list} of {s.imported_at[:10]} ({s.entries:,} entries)" for s in screener.snapshots]
    if json:
        from probata.cli.output import print_json

        print_json({"hits": rows, "lists": used})
        return
    _print(rows, used)


def _asked(
    screener: Screener,
    text: str,
    kind: Any,
    born: int | None,
    countries: tuple[str, ...],
    as_text: bool,
    settings: Settings,
) -> list[dict[str, Any]]:
    from probata.pipeline import number_in

    given, is_file = _read(text, settings)
    facts = kind is not None or born is not None or bool(countries)
    if is_file or as_text or (len(given.split()) > LONGEST_NAME and not facts):
        if facts:
            raise UsageError("--kind, --born and --country are of one name; a text has many")
        return [_hit(h) for h in screener.text(given)]
    number = number_in(given)
    found = screener.name("" if number else given, kind, born, countries, (number,) if number else ())
    return [_match(m) for m in found]


def _read(text: str, settings: Settings) -> tuple[str, bool]:
    """The text of a file or of standard input, or the argument itself."""
    try:
        is_file = text == "-" or Path(text).is_file()
        if not is_file:
            return text, False
        content = sys.stdin.buffer.read(settings.max_bytes + 1) if text == "-" else Path(text).read_bytes()
    except (OSError, ValueError):  # too long for a file's name: a text
        return text, False
    if len(content) > settings.max_bytes:
        raise UsageError(f"{text} has more than {settings.max_bytes:,} bytes; raise PROBATA_MAX_BYTES if it is a text")
    return content.decode("utf-8-sig", "replace"), True


def _kind(value: str | None) -> Any:
    from probata.records import EntryKind

    if value is None:
        return None
    try:
        return EntryKind(value.lower())
    except ValueError:
        raise UsageError(f"--kind {value!r} is not known; it can be {', '.join(EntryKind)}") from None


def _hit(hit: Any) -> dict[str, Any]:
    return {"start": hit.start, "end": hit.end, "text": hit.text, **_match(hit.match)}


def _match(match: Any) -> dict[str, Any]:
    from probata.records import to_json

    return {
        "verdict": match.verdict.value,
        "score": match.score,
        "name": match.form.text,
        "name_kind": match.form.kind.value,
        "agrees": list(match.agrees),
        "disagrees": list(match.disagrees),
        "entry": to_json(match.entry),
    }


def _print(rows: list[dict[str, Any]], used: list[str]) -> None:
    sure = [r for r in rows if r["verdict"] != "to check"]
    apart = [r for r in rows if r["verdict"] == "to check"]
    for row in sure:
        _print_row(row)
    if apart:
        sys.stdout.write("To check\n")
        for row in apart:
            _print_row(row)
    if not rows:
        sys.stdout.write("Nothing on the lists.\n")
    sys.stdout.write(f"Lists: {one_line('; '.join(used))}\n")


def _print_row(row: dict[str, Any]) -> None:
    entry = row["entry"]
    where = f"{row['start']}-{row['end']} {row['text']!r}: " if "start" in row else ""
    where = f"{row['report']} {row['role']} {where}" if "report" in row else where
    ref = f"{entry['list']}:{entry['ref']}"
    sys.stdout.write(one_line(f"{where}{ref}  {row['name']}  {row['score']:.2f}  {row['verdict']}") + "\n")
    primary = next((n["text"] for n in entry["names"] if n["kind"] == "primary"), row["name"])
    facts: Iterable[str] = (
        f"{primary} ({entry['kind']})" if primary != row["name"] else entry["kind"],
        f"by its {row['name_kind']}" if row["name_kind"] != "primary" else "",
        "born " + ", ".join(b["date"] or f"{b['first']}-{b['last']}" for b in entry["births"])
        if entry["births"]
        else "",
        ", ".join(entry["countries"]),
        ", ".join(entry["programmes"]),
        f"listed {entry['listed_on']}" if entry["listed_on"] else "",
    )
    sys.stdout.write(f"    {one_line('; '.join(f for f in facts if f))}\n")
    for word in ("agrees", "disagrees"):
        if row[word]:
            sys.stdout.write(f"    {word}: {one_line('; '.join(row[word]))}\n")
