"""Made-up incidents with their claims, and the packaged rule base."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from probata.knowledge.regimes import Regime, load_regimes
from probata.records import (
    REPORT_VOICE,
    Claim,
    ClaimEvidence,
    ClaimType,
    DateInterval,
    Derivation,
    Incident,
    ObjectClass,
    Report,
    Source,
    SourceKind,
    Stance,
    Status,
)
from probata.regimes import Matching, match

AT = ((0, 1),)


def claim(number: int, what: str, **fields: Any) -> Claim:
    """A claim from a line of words: type, giver>receiver, classes. ``when`` is "start/end" or one day."""
    kind, parties, *classes = what.split(" ")
    agent, _, counterpart = parties.partition(">")
    quote = fields.get("quote", what)
    by = fields.get("by", "KR")
    source = REPORT_VOICE if by == "report" else Source(by, by, SourceKind.STATE, named=True, start=0, end=1)
    start, _, end = (fields.get("when") or "").partition("/")
    stance = fields.get("stance", Stance.ASSERTS)
    return Claim(
        id=f"c{number}",
        report="r1",
        type=ClaimType(kind),
        start=0,
        end=len(quote),
        quote=quote,
        agent=tuple(a.replace("_", " ") for a in agent.split("+") if a),
        counterpart=tuple(c.replace("_", " ") for c in counterpart.split("+") if c),
        object=tuple(ObjectClass(c) for c in classes),
        quantity=None,
        time=DateInterval(start, end or start, start, at=AT[0]) if start else None,
        place=None,
        status=fields.get("status", Status.DONE),
        negated=stance is Stance.DENIES,
        stance=stance,
        source=source,
        via=(),
        statement=None,
        evidence=ClaimEvidence(AT, AT, AT, AT, AT, AT, AT),
        items=tuple(fields.get("items", ())),
    )


@pytest.fixture(scope="session")
def un_kp() -> Regime:
    return next(r for r in load_regimes() if r.id == "UN-KP")


@pytest.fixture(scope="session")
def held(un_kp: Regime) -> Callable[..., Matching]:
    """What one incident, made of the given claims (what, fields), engages of the DPRK regime."""
    return _holder([un_kp])


@pytest.fixture(scope="session")
def held_by_all() -> Callable[..., Matching]:
    """The same of all regimes."""
    return _holder(load_regimes())


@pytest.fixture(scope="session")
def holder() -> Callable[[Sequence[Regime]], Callable[..., Matching]]:
    """The same of regimes that a test gives."""
    return _holder


def _holder(regimes: Sequence[Regime]) -> Callable[..., Matching]:
    def hold(*told: tuple[str, dict[str, Any]], published: str | None = "2024-06-17") -> Matching:
        claims = [claim(n, what, **fields) for n, (what, fields) in enumerate(told)]
        incident = Incident(
            id="i1",
            type=claims[0].type,
            agent=claims[0].agent,
            counterpart=claims[0].counterpart,
            object=tuple(dict.fromkeys(o for c in claims for o in c.object)),
            time=None,
            quantities=(),
            claims=tuple(c.id for c in claims),
            reports=("r1",),
            asserted_by=(),
            alleged_by=(),
            denied_by=tuple(c.source.id for c in claims if c.negated),
            unverified_by=(),
            origins=(),
            independent_origins=0,
            conflicts=(),
        )
        derivation = Derivation("test", "1")
        report = Report("r1", "", "", "", "", None, published, "en", None, None, (), (), (), derivation)
        return match([incident], claims, regimes, [report])

    return hold
