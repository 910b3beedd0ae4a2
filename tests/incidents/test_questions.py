"""The magnitude check asks about amounts that a slip would explain, and about nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from probata.incidents import fuse
from probata.records import Claim, Incident, Quantity, QuantityRole, QuestionKind, Report

THEFT, SHELLS, WORKERS = "theft KP>US crypto", "transfer KP>RU arms.ammunition", "deployment KP>RU workers"
COUNT, CAPACITY, EQUIVALENT = QuantityRole.TRANSFERRED, QuantityRole.CAPACITY, QuantityRole.EQUIVALENT
Told = tuple[tuple[float | None, float | None, str], QuantityRole, str]
"""An amount, its role and who gives it."""


@pytest.fixture
def incident(
    make_claim: Callable[..., Claim], make_report: Callable[..., Report], knowledge: Any
) -> Callable[..., Incident]:
    def make(what: str, *told: Told, **fields: Any) -> Incident:
        own = [
            make_claim(what, by, how_many=amount, role=role, report=f"r{n}", **fields)
            for n, (amount, role, by) in enumerate(told)
        ]
        (found,) = fuse(own, (), [make_report(f"r{n}") for n in range(len(told))], knowledge)
        return found

    return make


@pytest.mark.parametrize(
    ("what", "one", "other", "asked"),
    [
        # F3: a decimal mark lost between two prints of one figure.
        (THEFT, ((2.837e9, 2.837e9, "USD"), COUNT, "US"), ((283e9, 283e9, "USD"), COUNT, "report"), "100 times"),
        # F4: a thousands mark and what followed it lost.
        (WORKERS, ((13221, 13221, "person"), COUNT, "KR"), ((13, 13, "person"), COUNT, "report"), "1,000 times"),
        (SHELLS, ((6700, 6700, "container"), COUNT, "KR"), ((67000, 67000, "container"), COUNT, "report"), "10 times"),
        (SHELLS, ((6700, None, "container"), COUNT, "KR"), ((67000, None, "container"), COUNT, "US"), None),
        (SHELLS, ((6700, 6700, "container"), COUNT, "KR"), ((61000, 61000, "container"), COUNT, "US"), None),
        (SHELLS, ((6700, 6700, "container"), COUNT, "KR"), ((67000, 67000, "round"), COUNT, "US"), None),
        (SHELLS, ((6700, 6700, "container"), COUNT, "KR"), ((67000, 67000, "container"), CAPACITY, "US"), None),
        # Round figures are ten times each other by chance, unless one source is said to give both.
        (WORKERS, ((1000, 1000, "person"), COUNT, "KR"), ((10000, 10000, "person"), COUNT, "US"), None),
        (WORKERS, ((1000, 1000, "person"), COUNT, "KR"), ((10000, 10000, "person"), COUNT, "KR"), "10 times"),
        (WORKERS, ((1000, 1000, "person"), COUNT, "report"), ((10000, 10000, "person"), COUNT, "report"), None),
    ],
)  # fmt: skip
def test_amounts_a_power_of_ten_apart_are_asked_about(
    incident: Callable[..., Incident], what: str, one: Told, other: Told, asked: str | None
) -> None:
    found = incident(what, one, other)
    assert len(found.quantities) == 2, "both amounts stay"
    assert [q.about for q in found.questions] == ([QuestionKind.MAGNITUDE] if asked else [])
    for question in found.questions:
        assert asked is not None
        assert asked in question.note
        assert question.claims == found.claims


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        # F2: "if calculated as shells, 12 million" comes back as 12 million delivered.
        (((12e6, None, "round"), EQUIVALENT, "KR"), ((12e6, None, "round"), COUNT, "report"), "as much as"),
        (((12e6, None, None), EQUIVALENT, "KR"), ((12e6, None, "round"), COUNT, "report"), "as much as"),
        # F1: what containers could hold comes back as delivered.
        (((3e6, 3e6, "round"), CAPACITY, "KR"), ((3e6, 3e6, "round"), COUNT, "report"), "room for"),
        (((3e6, 3e6, "round"), CAPACITY, "KR"), ((2e6, 2e6, "round"), COUNT, "report"), None),
        (((3e6, 3e6, "round"), CAPACITY, "KR"), ((3e6, 3e6, "container"), COUNT, "report"), None),
        (((3e6, 3e6, "round"), COUNT, "KR"), ((3e6, 3e6, "round"), COUNT, "report"), None),
    ],
)
def test_a_count_that_equals_a_capacity_or_an_equivalent_is_asked_about(
    incident: Callable[..., Incident], one: Told, other: Told, asked: str | None
) -> None:
    found = incident(SHELLS, one, other)
    assert [q.about for q in found.questions] == ([QuestionKind.CONVERSION] if asked else [])
    assert all(asked is not None and asked in q.note and q.claims == found.claims for q in found.questions)


def test_alternatives_told_as_a_sum_are_asked_about_one_by_one(
    make_claim: Callable[..., Claim], make_report: Callable[..., Report], knowledge: Any
) -> None:
    # F1: "could hold 3 million or 500,000" comes back as "3 million and 500,000".
    hold = make_claim(SHELLS, how_many=(3e6, 3e6, "round"), any_of=((5e5, 5e5, "round"),), role=CAPACITY)
    both = make_claim(SHELLS, "report", how_many=(3e6, 3e6, "round"), report="r2")
    both = replace(both, also_quantity=(Quantity(0, 1, "500,000 rounds", 500_000, 500_000, "round"),))
    (found,) = fuse([hold, both], (), [make_report("r1"), make_report("r2")], knowledge)
    assert [q.about for q in found.questions] == [QuestionKind.CONVERSION] * 2


@pytest.mark.parametrize(
    ("quote", "count", "asked"),
    [
        ("13 workers came, 221 times more than the year before", 13, True),
        ("13,221 workers came, 12 times more than the year before", 13221, False),
        ("13 workers came 221 times", 13, False),
    ],
)
def test_an_increase_that_leaves_less_than_one_before_is_asked_about(
    incident: Callable[..., Incident], quote: str, count: int, asked: bool
) -> None:
    found = incident(WORKERS, ((count, count, "person"), COUNT, "KR"), quote=quote)
    assert [q.about for q in found.questions] == ([QuestionKind.MAGNITUDE] if asked else [])


@pytest.mark.parametrize(
    ("quote", "asked"),
    [
        ("100 workers went, including 80 women and 40 men", True),
        ("100 workers went, including 60 women and 40 men", False),
        ("100 workers went, then 80 women and 40 men", False),
    ],
)
def test_parts_that_come_to_more_than_their_whole_are_asked_about(
    make_claim: Callable[..., Claim], make_report: Callable[..., Report], knowledge: Any, quote: str, asked: bool
) -> None:
    def amount(words: str) -> Quantity:
        start, number = quote.index(words), float(words.split()[0])
        return Quantity(start, start + len(words), words, number, number, "person")

    women = next(w for w in ("80 women", "60 women") if w in quote)
    told = make_claim(WORKERS, quote=quote, quantity=amount("100 workers"))
    told = replace(told, also_quantity=(amount(women), amount("40 men")))
    (found,) = fuse([told], (), [make_report()], knowledge)
    assert [q.about for q in found.questions] == ([QuestionKind.TOTAL] if asked else [])
