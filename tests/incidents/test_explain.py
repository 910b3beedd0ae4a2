"""Each rule that puts a claim into a cell or a cell into an incident is told by its own words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from probata.incidents.cells import Held
from probata.incidents.explain import Joined, Seat, explain
from probata.incidents.gathering import barren_blocks, gather, twin
from probata.incidents.item import parse_day
from probata.incidents.placing import Placement, place
from probata.incidents.similarity import FEATURES
from probata.records import Claim, Stance, Status

SHELLS, CAR = "transfer KP>RU arms.ammunition", "transfer RU>KP luxury"
DENIES = {"stance": Stance.DENIES}
Told = dict[str, Any]


@pytest.fixture
def whys(make_claim: Callable[..., Claim], knowledge: Any) -> Callable[..., dict[str, Joined]]:
    """Why each claim is where it is, all of one incident; claims are named by ``id``."""

    def make(*told: Told) -> dict[str, Joined]:
        own: dict[str, list[Claim]] = defaultdict(list)
        for fields in told:
            claim = make_claim(**({"report": "r1"} | fields))
            own[claim.report].append(claim)
        placed: list[Placement] = []
        for claims in own.values():
            placed += place(claims, {c.id: parse_day("2024-06-17") for c in claims}, knowledge)
        weights = Counter(p.cell.key for p in placed if p.founds)
        totals: Counter[Any] = Counter()
        for p in placed:
            totals[p.cell.block] += p.founds
        barren = barren_blocks(totals)
        cells = {p.cell.key: p.cell for p in placed}
        labels = gather([Held(c, weights[k]) for k, c in cells.items()], barren)
        (incident,) = set(labels.values())
        home = next(twin(c.block) if c.block in barren else c.block for c in cells.values())
        seats = [Seat(p.item, p.cell, labels[p.cell.key], weights[p.cell.key]) for p in placed]
        return {why.claim: why for why in explain(seats, incident, home)}

    return make


@pytest.mark.parametrize(
    ("told", "placed", "joined"),
    [
        ([{"what": SHELLS}], "no narrow time", "stream: all claims"),
        ([{"what": "transfer KP>RU cargo.unknown"}], "goods (unnamed, so with arms)", "stream: all claims"),
        ([{"what": SHELLS, "when": "2024-03-05"}], "a narrow time", "busiest day within 3 days"),
        (
            [{"what": SHELLS, "when": "2024-03-07"}, {"what": SHELLS, "when": "2024-03-05", "id": "b", "report": "r2"},
             {"what": SHELLS, "when": "2024-03-05", "id": "c", "report": "r3"}],
            "a narrow time", "near day: within 3 days of the day 2024-03-05",
        ),
        (
            [{"what": SHELLS, "when": "2024-03-01/2024-03-31"},
             {"what": SHELLS, "when": "2024-03-05", "id": "b", "report": "r2"}],
            "a time", "span: of all incidents of this block it holds this one only (the day 2024-03-05)",
        ),
        ([{"what": SHELLS, "when": "2024-03-01/2024-03-31"}], "a time", "span: it holds no other incident"),
        ([{"what": CAR}], "the month of its report", "undated act: no single incident"),
        (
            [{"what": CAR}, {"what": CAR, "when": "2024-06-10", "id": "b", "report": "r2"}],
            "the month of its report", "undated act: the only incident in its month or the 14 days before",
        ),
        (
            [{"what": CAR}, {"what": CAR, "when": "2024-06-10", "id": "b"}],
            "an undated act: the one that its own report dates", "busiest day",
        ),
        (
            [{"what": "transfer KP> arms.ammunition"}, {"what": SHELLS, "id": "b"}],
            "a short claim (the other side not told)", "stream",
        ),
        ([{"what": "transfer KP> arms.ammunition"}], "that fits no claim of its report best", "by itself"),
        ([{"what": SHELLS, **DENIES}, {"what": SHELLS, "id": "b"}], "what it denies: parties, goods (arms)", "stream"),
        (
            [{"what": "transfer KP> arms.ammunition", **DENIES}, {"what": SHELLS, "id": "b"}],
            "a denial: it speaks against what its own report tells", "stream",
        ),
        ([{"what": "transfer KP>", **DENIES}], "a denial that doesn't say of what", "by itself"),
        (
            [{"what": SHELLS, **DENIES}, {"what": SHELLS, "id": "b", "report": "r2", "status": Status.PLANNED}],
            "what it denies", "denial of what is told in the other phase",
        ),
    ],
)  # fmt: skip
def test_every_rule_has_its_words(
    whys: Callable[..., dict[str, Joined]], told: list[Told], placed: str, joined: str
) -> None:
    why = whys({"id": "a", **told[0]}, *told[1:])["a"]
    assert placed in why.placed
    assert joined in why.joined


def test_the_score_is_the_sum_of_its_features_shares(whys: Callable[..., dict[str, Joined]]) -> None:
    amount = {"how_many": (7000, 7000, "container")}
    why = whys({"id": "a", "what": SHELLS, **amount}, {"id": "b", "what": SHELLS, "report": "r2", **amount})["a"]
    assert [s.feature for s in why.shares] == [f.name for f in FEATURES]
    assert {s.feature for s in why.shares if s.share} == {"participants", "goods", "amounts"}
    assert why.score == pytest.approx(sum(s.share for s in why.shares)) == pytest.approx(0.55)
    assert why.against == "the rest of the incident"


def test_a_short_claim_is_held_against_its_own_report(whys: Callable[..., dict[str, Joined]]) -> None:
    told = [{"id": "b", "what": SHELLS}, {"id": "c", "what": SHELLS, "report": "r2"}]
    why = whys({"id": "a", "what": "transfer KP> arms.ammunition"}, *told)["a"]
    assert why.against == "its own report's claims"


def test_nothing_is_held_against_a_claim_by_itself(whys: Callable[..., dict[str, Joined]]) -> None:
    why = whys({"id": "a", "what": SHELLS})["a"]
    assert (why.score, why.shares, why.against) == (None, (), "")
