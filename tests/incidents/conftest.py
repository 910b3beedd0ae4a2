"""Made-up claims and small tables of knowledge for the tests of fusion."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from probata.knowledge import Actor, Actors, Office, Outlet, OutletKind, Outlets
from probata.records import (
    REPORT_VOICE,
    Amount,
    Claim,
    ClaimEvidence,
    ClaimType,
    Credit,
    CreditKind,
    DateInterval,
    Derivation,
    ObjectClass,
    Quantity,
    QuantityRole,
    Report,
    Source,
    SourceKind,
    Span,
    Stance,
    Status,
    make_id,
)

STATES = ("KP", "RU", "US", "KR", "JP")


def claim(what: str = "transfer KP>RU arms.ammunition", by: str = "KR", **fields: Any) -> Claim:
    """A claim from a line of words: type, giver>receiver, classes. ``by`` is the source's id.

    ``when`` is "start/end" or one day, ``how_many`` (low, high, unit), ``any_of`` more of those.
    """
    kind, parties, *classes = what.split(" ")
    agent, _, counterpart = parties.partition(">")
    quote = fields.pop("quote", what)
    at = ((0, len(quote)),)
    if by == "report":
        source = REPORT_VOICE
    elif by == "anonymous":
        words = fields.pop("source_text", "people familiar with it")
        source = Source(words, by, SourceKind.ANONYMOUS, named=False, start=0, end=1)
    else:
        kinds = SourceKind.STATE if by in STATES else fields.pop("source_kind", SourceKind.PERSON)
        words, named, person = fields.pop("source_text", by), fields.pop("named", True), fields.pop("person", None)
        source = Source(words, by, kinds, named=named, start=0, end=1, person=person)
    when = fields.pop("when", None)
    if when is not None:
        start, _, end = when.partition("/")
        fields["time"] = DateInterval(start, end or start, fields.pop("words", when), at=at[0])
    amount, others = fields.pop("how_many", None), fields.pop("any_of", ())
    if amount is not None:
        low, high, unit = amount
        alternatives = tuple(Amount(lo, hi, u, f"{lo}-{hi} {u}") for lo, hi, u in others)
        role = fields.pop("role", QuantityRole.TRANSFERRED)
        fields["quantity"] = Quantity(0, 1, f"{low}-{high} {unit}", low, high, unit, None, alternatives, role)
    values: dict[str, Any] = {
        "report": "r1",
        "type": ClaimType(kind),
        "start": 0,
        "end": len(quote),
        "quote": quote,
        "agent": tuple(a for a in agent.replace("_", " ").split("+") if a),
        "counterpart": tuple(c for c in counterpart.replace("_", " ").split("+") if c),
        "object": tuple(ObjectClass(c) for c in classes),
        "quantity": None,
        "time": None,
        "place": None,
        "status": Status.DONE,
        "negated": False,
        "stance": Stance.ASSERTS,
        "source": source,
        "via": (),
        "statement": None,
        "evidence": ClaimEvidence(at, at, at, at, at, at, at),
    } | fields
    values["negated"] = fields.get("negated", values["stance"] is Stance.DENIES)
    told = [values[k] for k in sorted(values)]
    return Claim(id=fields.get("id") or make_id("c", *told), **{k: v for k, v in values.items() if k != "id"})


def report(
    report_id: str = "r1",
    published: str | None = "2024-06-17",
    outlet: str | None = None,
    wire: str | None = None,
    told: str | None = None,
    reported: str | None = None,
    text: str = "",
    title: str = "",
) -> Report:
    """A report whose credits are what counts; its text, where it has one, is looked through for names."""
    credits_ = [
        Credit(0, 0, agency, agency, kind)
        for agency, kind in (
            (wire, CreditKind.WIRE),
            (told, CreditKind.TOLD),
            (reported, CreditKind.REPORTED_BY),
        )
        if agency
    ]
    derivation = Derivation("test", "1")
    heading = Span(0, len(title), title) if title else None
    return Report(
        report_id,
        "",
        "",
        "",
        text,
        heading,
        published,
        "en",
        None,
        outlet,
        (),
        (),
        tuple(credits_),
        derivation,
        report_id,
    )


@pytest.fixture(scope="session")
def make_claim() -> Callable[..., Claim]:
    return claim


@pytest.fixture(scope="session")
def make_report() -> Callable[..., Report]:
    return report


@pytest.fixture(scope="session")
def knowledge() -> Any:
    """A few states with an office and bodies, and outlets of every kind."""
    office = Office("president", (), "RU", date(2012, 5, 7), None, "unseen", None)
    named = {"KR": ("South Korea", "South Korean"), "US": ("United States", "American")}
    actors = [
        Actor(s, SourceKind.STATE, names=named.get(s, (s, s))[:1], adjectives=named.get(s, (s, s))[1:], government=True)
        for s in STATES
    ]
    actors += [
        Actor("Vladimir Putin", SourceKind.PERSON, offices=(office,)),
        Actor("Made-up Ministry", SourceKind.ORGANISATION, state="KR", government=True),
        Actor("Intelligence Bureau", SourceKind.STATE, "KR", ("Intelligence Bureau",), government=True),
        Actor("Joint Monitors", SourceKind.ORGANISATION, names=("Joint Monitors",), members=("KR", "US")),
    ]
    outlets = [
        Outlet("State Herald", OutletKind.STATE, agency=True, owner="KP"),
        Outlet("Wire Service", OutletKind.AGENCY, agency=True),
        Outlet("Daily Paper", OutletKind.PRESS),
        Outlet("Evening Paper", OutletKind.PRESS),
        Outlet("Morning Paper", OutletKind.PRESS),
        Outlet("Public Radio", OutletKind.PUBLIC, owner="KR"),
        Outlet("Image House", OutletKind.RESEARCH, names=("Image House",)),
        Outlet("Reprinter", OutletKind.RELAY),
    ]
    return SimpleNamespace(actors=Actors(actors), outlets=Outlets(outlets))
