"""Lists as pages show them: what each kind can be narrowed and ordered by, and the filter that an address means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import QueryDict

from probata.desk.filterurl import PARAMETERS, filter_from
from probata.records import ClaimType, FindingStatus, ObjectClass, Stance
from probata.workbench import opened

if TYPE_CHECKING:
    from probata.desk import Filter

BESIDES = ("order", "after", "before", "limit", "format", "kind")
"""What an address of a list may have besides the conditions."""

CHOICES: Mapping[str, Sequence[str]] = {
    "type": [t.value for t in ClaimType],
    "stance": [s.value for s in Stance],
    "status": [s.value for s in FindingStatus],
    "goods": ["arms", "tech", "petroleum", *(o.value for o in ObjectClass)],
    "disputed": ["yes", "no"],
    "reply-due": ["yes", "no"],
    "citation": ["seen", "partly", "unseen"],
    "verdict": ["unreviewed", "accepted", "corrected", "rejected"],
}
DAYS = ("since", "until")
LABELS = {
    "actor": "Actor", "source": "Who says it", "measure": "Measure", "regime": "Regime", "since": "From", "until": "To",
    "type": "Event", "stance": "Stance", "disputed": "Denied", "place": "Place", "carrier": "Ship or aircraft",
    "goods": "Goods", "outlet": "Outlet", "report": "Report", "incident": "Incident", "status": "Status",
    "number": "Number", "citation": "Citation", "reply-due": "Reply awaited", "reliability": "Reliability",
    "credibility": "Credibility", "origins": "Origins, at least", "verdict": "Verdict", "words": "Words",
}  # fmt: skip
"""What a condition is called on a page."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind's page: its heading, what the days mean, the conditions that stand open, and its orders in words."""

    heading: str
    lead: str
    days: str
    fields: tuple[str, ...]
    more: tuple[str, ...]
    orders: tuple[tuple[str, str], ...]


SHAPES: Mapping[str, Shape] = {
    "findings": Shape(
        "Findings", "Incidents held against measures. A finding is proposed by the software; only people confirm one.",
        "of the event", ("measure", "status", "actor", "since", "until"),
        ("regime", "type", "goods", "disputed", "origins", "reply-due", "number", "citation", "place", "carrier"),
        (("", "by measure"), ("-happened", "newest event first"), ("happened", "oldest event first")),
    ),
    "incidents": Shape(
        "Incidents", "Alleged events, each with all that is told of it: who says so, who denies it, and how many "
        "independent origins stand behind it.",
        "of the event", ("actor", "type", "goods", "disputed", "since", "until"),
        ("measure", "regime", "origins", "source", "stance", "place", "carrier", "reliability",
         "credibility", "report"),
        (("-happened", "newest event first"), ("happened", "oldest event first"), ("-origins", "most origins first")),
    ),
    "claims": Shape(
        "Claims", "One event as one source puts it, with the words. A claim is what somebody says.",
        "of the event", ("actor", "type", "stance", "source", "since", "until"),
        ("goods", "verdict", "disputed", "measure", "regime", "place", "carrier", "outlet", "report", "incident"),
        (("-published", "newest report first"), ("-happened", "newest event first"),
         ("happened", "oldest event first")),
    ),
    "statements": Shape(
        "Statements", "Who says something, in which words, through whom.",
        "when it was said", ("source", "stance", "since", "until"), ("actor", "outlet", "report"),
        (("-said", "newest first"), ("said", "oldest first")),
    ),
    "reports": Shape(
        "Reports", "What was read, as it was captured.",
        "of publication", ("outlet", "actor", "since", "until"),
        ("type", "stance", "measure", "source", "place", "carrier"),
        (("-published", "newest first"), ("published", "oldest first")),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A condition as a form shows it."""

    name: str
    label: str
    value: str
    choices: Sequence[str]
    kind: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition that holds, with the address of the list without it."""

    label: str
    value: str
    without: str


def known(shape: Shape) -> tuple[str, ...]:
    """The conditions of a kind that this version can ask for."""
    return tuple(n for n in (*shape.fields, *shape.more) if n in PARAMETERS)


def filter_of(query: QueryDict, besides: Iterable[str] = BESIDES) -> Filter:
    """The filter that an address means, names of actors, places and measures looked up; ``besides`` are what else it
    may have.

    :class:`~probata.errors.UsageError` for what can't be.
    """
    by = filter_from({name: query.getlist(name) for name in query}, besides)
    labels = opened.labels()
    return replace(
        by,
        actors=labels.find_actors(by.actors),
        sources=labels.find_actors(by.sources),
        places=labels.find_places(by.places),
        measure=labels.find_measure(by.measure) if by.measure else None,
        regimes=labels.find_regimes(by.regimes),
    )


def fields(shape: Shape, query: QueryDict) -> tuple[list[Field], list[Field]]:
    """The conditions that stand open, and those behind "more"."""
    can = known(shape)
    return tuple([_field(n, query) for n in part if n in can] for part in (shape.fields, shape.more))  # type: ignore[return-value]


def _field(name: str, query: QueryDict) -> Field:
    kind = "date" if name in DAYS else "select" if name in CHOICES else "number" if name == "origins" else "text"
    return Field(name, LABELS.get(name, name), query.get(name, ""), CHOICES.get(name, ()), kind)


def chips(query: QueryDict) -> list[Chip]:
    """Each condition that holds, with how to drop it."""
    return [
        Chip(LABELS.get(name, name), value, _without(query, name, value))
        for name in query
        if name not in BESIDES
        for value in query.getlist(name)
        if value.strip()
    ]


def address(query: QueryDict, **changed: str | None) -> str:
    """The query of the same list with some parameters set, or dropped where ``None``; its page keys go."""
    kept = [(n, v) for n in query for v in query.getlist(n) if v and n not in {*changed, "after", "before"}]
    return "?" + urlencode([*kept, *((n, v) for n, v in changed.items() if v)])


def _without(query: QueryDict, name: str, value: str) -> str:
    kept = [(n, v) for n in query for v in query.getlist(n)]
    return "?" + urlencode([(n, v) for n, v in kept if v and (n, v) != (name, value) and n not in ("after", "before")])


def pairs(query: str) -> list[tuple[str, str]]:
    """The parameters of a query that a form carried along, as far as it is one."""
    held = QueryDict(query[:2000])
    return [(n, v) for n in held for v in held.getlist(n)]


def address_of(**conditions: Sequence[str]) -> str:
    """The query of a list with these conditions."""
    return "?" + urlencode([(n, v) for n, values in conditions.items() for v in values])
