"""Options that commands share, and what is made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from probata.errors import UsageError

if TYPE_CHECKING:
    from probata.desk import Filter
    from probata.settings import Settings

DeskOption = Annotated[
    Path | None, typer.Option("--desk", metavar="PATH", help="The desk's folder. [default: PROBATA_DESK, else ./desk]")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print records as JSON.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print a table as CSV.")]
DebugOption = Annotated[bool, typer.Option("--debug", help="Show a traceback where something goes wrong.")]
ActorOption = Annotated[
    list[str] | None,
    typer.Option("--actor", metavar="NAME", help="A state, person or body, by name or code; can be repeated."),
]
MeasureOption = Annotated[str | None, typer.Option("--measure", metavar="ID", help="A measure, such as KP.ARMS.FROM.")]
RegimeOption = Annotated[
    list[str] | None, typer.Option("--regime", metavar="ID", help="Only findings of this regime; can be repeated.")
]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day on (YYYY-MM-DD).")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to and with this day.")]
TypeOption = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="transfer, visit, launch, ….")]
StanceOption = Annotated[
    str | None, typer.Option("--stance", metavar="STANCE", help="asserts, alleges, denies or unverified.")
]
DisputedOption = Annotated[
    bool | None, typer.Option("--disputed/--undisputed", help="Only what somebody denies, or nobody.")
]
PlaceOption = Annotated[
    list[str] | None,
    typer.Option("--place", metavar="NAME", help="Where it happens, or a place on the way; can be repeated."),
]
CarrierOption = Annotated[
    list[str] | None,
    typer.Option("--carrier", metavar="NAME", help="A ship by name or IMO number, an aircraft by tail number or type."),
]


def settings_with(desk: Path | None, debug: bool) -> Settings:
    """The environment's settings with the options over them."""
    from probata.settings import Settings

    settings = Settings.from_environment()
    return replace(settings, desk=desk or settings.desk, debug=debug or settings.debug)


def day(value: str | None, option: str) -> str | None:
    """A day as ISO date; :class:`UsageError` for anything else."""
    if value is None:
        return None
    try:
        if len(value) != 10:
            raise ValueError
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise UsageError(f"{option} {value!r} is not a day; write it as YYYY-MM-DD") from None


def publication_day(value: str | None) -> str | None:
    """A day that can be one of publication: not one that has not begun anywhere on earth."""
    found = day(value, "--published")
    latest = (datetime.now(UTC) + timedelta(hours=14)).date().isoformat()
    if found is not None and found > latest:
        raise UsageError(f"--published {found} is in the future; give the day on which the report came out")
    return found


def filter_of(
    actor: list[str] | None = None,
    measure: str | None = None,
    regime: list[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
    stance: str | None = None,
    disputed: bool | None = None,
    place: list[str] | None = None,
    carrier: list[str] | None = None,
) -> Filter:
    """The filter that the options mean; :class:`UsageError` for a value that none can have."""
    from probata.desk import Filter
    from probata.pipeline import Labels
    from probata.records import ClaimType, Stance

    labels = Labels()
    first, last = day(since, "--since"), day(until, "--until")
    if first and last and first > last:
        raise UsageError(f"--since {first} is after --until {last}; nothing lies between")
    return Filter(
        actors=labels.find_actors(actor) if actor else (),
        measure=labels.find_measure(measure) if measure else None,
        regimes=labels.find_regimes(regime) if regime else (),
        since=first,
        until=last,
        type=ClaimType(_one_of(kind, [t.value for t in ClaimType], "--type")) if kind else None,
        stance=Stance(_one_of(stance, [s.value for s in Stance], "--stance")) if stance else None,
        disputed=disputed,
        places=labels.find_places(place) if place else (),
        carriers=tuple(carrier or ()),
    )


def _one_of(value: str, known: list[str], option: str) -> str:
    if value.lower() not in known:
        raise UsageError(f"{option} {value!r} is not known; it can be {', '.join(known)}")
    return value.lower()
