"""What every decision needs: an author, a reason, the desk held for writing, and its entry in the log."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from probata.desk import Desk
from probata.errors import UsageError
from probata.pipeline.decisions import enter, next_moment
from probata.pipeline.lists import refresh
from probata.records import Act, Claim, Decision, Incident, make_id
from probata.settings import Settings


class Deciding:
    """One author with one reason at one desk. ``remarks``: what is to be mended in the words just kept, a line each."""

    def __init__(self, desk: Desk, settings: Settings, reason: str) -> None:
        if not reason.strip():
            raise UsageError("a decision needs a reason; say why with --reason")
        if not settings.author.strip():
            raise UsageError("a decision needs an author; name one with --author or PROBATA_AUTHOR")
        self.desk = desk
        self.settings = settings
        self.reason = clean(reason.strip())
        self.remarks: tuple[str, ...] = ()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The desk held for writing, with its incidents up to date."""
        with self.desk.writing():
            refresh(self.desk, self.settings)
            yield

    def enter(self, act: Act, machine: dict[str, str], **told: Any) -> Decision:
        """Make the decision and write it for good."""
        from probata.capture import stamp, utc_now

        at, author = next_moment(self.desk, stamp(utc_now())), clean(self.settings.author.strip())
        decision_id = make_id("d", act, author, at, *(f"{k}={v}" for k, v in sorted(told.items())))
        decision = Decision(decision_id, act, author, at, self.reason, machine=machine, **told)
        enter(self.desk, decision)
        return decision

    def incident(self, wanted: str) -> Incident:
        """The incident of that id; :class:`UsageError` for another record."""
        found = self.desk.get(wanted)
        if not isinstance(found, Incident):
            raise UsageError(f"{found.id} is {kind_of(found)}; name an incident, see `probata incidents`")
        return found

    def claim(self, wanted: str) -> Claim:
        """The claim of that id; :class:`UsageError` for another record."""
        found = self.desk.get(wanted)
        if not isinstance(found, Claim):
            raise UsageError(f"{found.id} is {kind_of(found)}; name a claim, see `probata claims`")
        return found

    def shared(self, incident: Incident) -> tuple[str, ...]:
        """Its claims that stand in other incidents too, and so don't tell which is meant."""
        homes = self.desk.incidents_of(incident.claims)
        return in_order(incident.claims, {c for c, where in homes.items() if len(where) > 1})


def clean(words: str) -> str:
    """Words from a command line, in which a byte that isn't UTF-8 is a lone surrogate, as the log keeps them."""
    return words.encode("utf-8", "backslashreplace").decode("utf-8")


def kind_of(record: object) -> str:
    """What a record is called: "a claim", "an incident"."""
    name = type(record).__name__.lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def in_order(claims: Iterable[str], wanted: Collection[str]) -> tuple[str, ...]:
    """Those of the claims that are wanted."""
    return tuple(c for c in claims if c in wanted)
