"""The conditions that lists share, as options of a command."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated, Any

import typer

Several = list[str] | None


def _option(kind: Any, name: str, metavar: str | None, help_: str) -> inspect.Parameter:
    said = name.split("/")[0].removeprefix("--").replace("-", "_")
    annotation = Annotated[kind, typer.Option(name, metavar=metavar, help=help_)]
    return inspect.Parameter(said, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


OPTIONS = (
    _option(Several, "--actor", "NAME", "A state, person or body, by name or code; can be repeated."),
    _option(Several, "--source", "NAME", "Who says it, by name or code; can be repeated."),
    _option(str | None, "--measure", "ID", "A measure, such as KP.ARMS.FROM."),
    _option(Several, "--regime", "ID", "Only findings of this regime; can be repeated."),
    _option(str | None, "--since", "DATE", "From this day on (YYYY-MM-DD)."),
    _option(str | None, "--until", "DATE", "Up to and with this day."),
    _option(str | None, "--type", "TYPE", "transfer, visit, launch, …."),
    _option(str | None, "--stance", "STANCE", "asserts, alleges, denies or unverified."),
    _option(bool | None, "--disputed/--undisputed", None, "Only what somebody denies, or nobody."),
    _option(Several, "--place", "NAME", "Where it happens, or a place on the way; can be repeated."),
    _option(Several, "--carrier", "NAME", "A ship by name or IMO number, an aircraft by tail number or type."),
    _option(Several, "--goods", "CLASS", "What it is about: coal, arms.missile, or arms for all; can be repeated."),
    _option(Several, "--outlet", "NAME", "Who publishes it; can be repeated."),
    _option(Several, "--report", "ID", "Only of this report; can be repeated."),
    _option(Several, "--incident", "ID", "Only of this incident; can be repeated."),
    _option(str | None, "--verdict", "VERDICT", "A claim that is unreviewed, accepted, corrected or rejected."),
    _option(str | None, "--status", "STATUS", "With a finding that is proposed, confirmed or rejected."),
    _option(str | None, "--number", "NUMBER", "With the finding of this number, such as 2024-0017."),
    _option(str | None, "--citation", "STATUS", "With a finding whose paragraphs are seen, partly or unseen."),
    _option(bool | None, "--reply-due/--no-reply-due", None, "Only where a reply is awaited, or none is."),
    _option(Several, "--reliability", "A-F", "The incident's grade; can be repeated."),
    _option(Several, "--credibility", "1-6", "The incident's grade; can be repeated."),
    _option(str | None, "--origins", "NUMBER", "At least so many independent origins."),
    _option(str | None, "--words", "WORDS", 'Only with these words; "a phrase", -without, begin*, A OR B.'),
)


def filtered(command: Callable[..., int | None]) -> Callable[..., int | None]:
    """A command that is given as ``by`` the :class:`~probata.desk.Filter` that its options mean."""
    # The filter's own type isn't asked for: with it all records would be loaded before any command is chosen.
    told = inspect.signature(command, locals={"Filter": Any}, eval_str=True)
    own = [p for name, p in told.parameters.items() if name != "by"]
    options = [o for o in OPTIONS if o.name not in {p.name for p in own}]
    first = [p for p in own if p.default is inspect.Parameter.empty]

    @wraps(command)
    def run(**given: Any) -> int | None:
        asked = {p.name.replace("_", "-"): given.pop(p.name) for p in options}
        return command(by=_filter(asked), **given)

    last = [p for p in own if p not in first]
    both = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*first, *options, *last)]
    run.__signature__ = inspect.Signature(both)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in both}
    return run


def _filter(told: Mapping[str, Any]) -> Any:
    from probata.desk.filterurl import filter_from
    from probata.pipeline import with_ids

    return with_ids(filter_from({name: _words(value) for name, value in told.items()}, named=lambda name: f"--{name}"))


def _words(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return value if isinstance(value, list) else [value]
