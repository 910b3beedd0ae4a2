"""Running totals under a ceiling: what counts, in which period and column, and that nothing is counted twice."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probata.knowledge import load
from probata.knowledge.regimes import load_regimes
from probata.records import (
    REPORT_VOICE,
    CapAccount,
    CapTelling,
    CapTotal,
    Claim,
    ClaimEvidence,
    ClaimType,
    Column,
    DateInterval,
    Derivation,
    Incident,
    ObjectClass,
    Origin,
    OriginKind,
    Quantity,
    QuantityRole,
    Report,
    RunningTotal,
    Source,
    SourceKind,
    Stance,
    Status,
    all_from_json,
    to_json,
)
from probata.regimes.caps import accounts, capped
from probata.regimes.captold import CapTables, tellings

AT = ((0, 1),)
REFINED, CRUDE = ObjectClass.PETROLEUM_REFINED, ObjectClass.PETROLEUM_CRUDE
LIMIT = 500_000


def amount(low: float | None, high: float | None, unit: str = "barrel", **how: Any) -> Quantity:
    text = how.get("text", f"{low} to {high} {unit}s")
    role = how.get("role", QuantityRole.TRANSFERRED)
    return Quantity(how.get("at", 0), how.get("at", 0) + len(text), text, low, high, unit, how.get("about"), (), role)


def delivery(name: str, when: str | None, quantity: Quantity | None, *also: Quantity, **how: Any) -> Claim:
    """A claim that the supplier (``by``, Russia) delivered fuel; ``when`` is "start/end" or a day."""
    start, _, end = (when or "").partition("/")
    quote = how.get("quote", "delivered")
    who = how.get("source", "US")
    source = REPORT_VOICE if who == "report" else Source(who, who, SourceKind.STATE, named=True, start=0, end=1)
    stance = how.get("stance", Stance.ALLEGES)
    return Claim(
        id=name,
        report=how.get("report", "r1"),
        type=ClaimType.TRANSFER,
        start=0,
        end=len(quote),
        quote=quote,
        agent=tuple(how.get("by", "RU").split()),
        counterpart=tuple(how.get("to", "KP").split()),
        object=how.get("goods", (REFINED,)),
        quantity=quantity,
        time=DateInterval(start, end or start, how.get("words", start), at=AT[0]) if start else None,
        place=None,
        status=how.get("status", Status.DONE),
        negated=stance is Stance.DENIES,
        stance=stance,
        source=source,
        via=(),
        statement=None,
        evidence=ClaimEvidence(AT, AT, AT, AT, AT, AT, AT),
        also_quantity=also,
        items=how.get("items", ()),
    )


def incident(name: str, claims: Sequence[Claim], roots: dict[str, str] | None = None) -> Incident:
    by_root: dict[str, list[str]] = {}
    for c in claims:
        by_root.setdefault((roots or {}).get(c.id, c.source.id), []).append(c.id)
    return Incident(
        id=name,
        type=ClaimType.TRANSFER,
        agent=tuple(dict.fromkeys(a for c in claims for a in c.agent)),
        counterpart=tuple(dict.fromkeys(a for c in claims for a in c.counterpart)),
        object=tuple(dict.fromkeys(o for c in claims for o in c.object)),
        time=None,
        quantities=(),
        claims=tuple(c.id for c in claims),
        reports=tuple(dict.fromkeys(c.report for c in claims)),
        asserted_by=(),
        alleged_by=(),
        denied_by=(),
        unverified_by=(),
        origins=tuple(
            Origin(root, OriginKind.OFFICIAL, tuple(ids), "said so", counted=True) for root, ids in by_root.items()
        ),
        independent_origins=len(by_root),
        conflicts=(),
    )


def report(published: str | None = "2024-12-01", text: str = "delivered", name: str = "r1") -> Report:
    return Report(
        id=name, capture="x1", part="", sha256="", text=text, title=None, published=published, language="en", url=None,
        outlet=None, segments=(), date_evidence=(), credits=(), derivation=Derivation("test", "1"),
    )  # fmt: skip


def account(*claims: Claim, measure: str = "KP.OIL.REF", **how: Any) -> CapAccount:
    tables = load()
    incidents = how.get("incidents") or [incident("i1", claims, how.get("roots"))]
    reports = how.get("reports") or [report()]
    made = accounts(load_regimes(), tables.tallying, tables.goods, incidents, claims, reports, how.get("as_of"))
    return next(a for a in made if a.measure == measure)


def period(told: CapAccount, label: str, unit: str = "barrel") -> RunningTotal:
    return next(r for r in told.running if (r.label, r.unit) == (label, unit))


def total(told: CapAccount, label: str, column: Column = Column.ALLEGED, unit: str = "barrel") -> CapTotal:
    return next(t for t in period(told, label, unit).totals if t.column is column)


def bounds(told: CapTotal) -> tuple[float, float, float | None]:
    return told.low, told.figures, told.high


class TestAmounts:
    def test_an_amount_in_the_limits_unit_is_taken_as_it_is(self) -> None:
        assert bounds(total(account(delivery("c1", "2024-03-05", amount(100, 120))), "2024")) == (100, 120, 120)

    def test_more_than_is_open_above(self) -> None:
        since = amount(1_000_000, None, role=QuantityRole.CUMULATIVE)
        told = total(account(delivery("c1", "2024-03-01/2024-11-22", since)), "2024")
        assert bounds(told) == (1_000_000, 1_000_000, None)
        assert told.told_as_reached
        assert told.sentence == (
            "Told as reached: at least 2 times the limit, open above, if the alleged deliveries are right."
        )

    def test_up_to_has_no_low(self) -> None:
        told = total(account(delivery("c1", "2024-03-05", amount(None, 90_000))), "2024")
        assert bounds(told) == (0, 90_000, 90_000)
        assert "no lower bound" in told.sentence.lower()

    def test_tonnes_are_converted_by_the_stated_range_and_say_so(self) -> None:
        made = account(delivery("c1", "2019-09-01/2019-09-30", amount(1000, 1000, "tonne")))
        range_ = load().tallying.conversion([REFINED], "tonne", "barrel")
        assert range_ is not None
        low, figures, high = bounds(total(made, "2019"))
        assert (low, high) == (1000 * range_.low, 1000 * range_.high)
        assert figures == high
        assert range_.told in " ".join(period(made, "2019").lines[0].rules)

    def test_crude_is_held_against_both_of_its_limits(self) -> None:
        made = account(
            delivery("c1", "2019-03-01/2019-03-31", amount(1000, 1000, "tonne"), goods=(CRUDE,)),
            measure="KP.OIL.CRUDE",
        )
        label = "2018-12-22 to 2019-12-21"
        assert bounds(total(made, label, unit="tonne")) == (1000, 1000, 1000)
        low, _, high = bounds(total(made, label))
        assert high is not None
        assert low < 7620 < high

    @pytest.mark.parametrize("unit", ["vessel", "USD", None])
    def test_what_has_no_range_is_no_amount_and_leaves_the_high_open(self, unit: str | None) -> None:
        told = total(account(delivery("c1", "2024-03-05", amount(3, 3, unit or "barrel") if unit else None)), "2024")
        assert bounds(told) == (0, 0, None)
        assert "no amount" in told.sentence

    @pytest.mark.parametrize("role", [QuantityRole.CAPACITY, QuantityRole.PER_PERIOD, QuantityRole.SHARE])
    def test_capacity_rates_and_shares_are_no_deliveries(self, role: QuantityRole) -> None:
        made = account(delivery("c1", "2024-03-05", amount(3_780_000, 3_780_000, role=role)))
        assert bounds(total(made, "2024")) == (0, 0, None)
        assert "never counts as delivered" in period(made, "2024").lines[0].rules[0]

    def test_the_limit_itself_is_no_delivery_and_beyond_it_is_shown_as_said(self) -> None:
        quote = "shipments went far beyond the limit of 500,000 barrels"
        limit = amount(LIMIT, LIMIT, text="500,000 barrels", at=quote.index("500,000"))
        made = account(delivery("c1", "2024-03-05", limit, quote=quote), reports=[report(text=quote)])
        assert bounds(total(made, "2024")) == (0, 0, None)
        rules = " ".join(period(made, "2024").lines[0].rules)
        assert "is the limit itself" in rules
        assert "beyond the limit" in rules

    def test_two_units_that_exclude_each_other_give_the_smaller_low_and_are_to_be_asked(self) -> None:
        both = amount(56_000, 56_000, "tonne", role=QuantityRole.EQUIVALENT)
        made = account(delivery("c1", "2024-03-05", amount(1_000_000, 1_000_000), both))
        low, figures, _ = bounds(total(made, "2024"))
        assert low < LIMIT < figures == 1_000_000
        assert any("to be asked" in r for r in period(made, "2024").lines[0].rules)

    def test_a_list_of_amounts_gives_the_first_to_the_low_and_all_to_the_high(self) -> None:
        made = account(delivery("c1", "2019-01-01/2019-12-31", amount(100, 100), amount(50, 50)))
        assert bounds(total(made, "2019")) == (100, 150, 150)


class TestPeriods:
    def test_days_that_reach_out_of_a_period_are_in_no_low_and_in_each_high(self) -> None:
        made = account(delivery("c1", "2023-12-01/2024-01-31", amount(100, 100)))
        assert bounds(total(made, "2023")) == bounds(total(made, "2024")) == (0, 100, 100)
        assert any("reach out of the period" in r for r in period(made, "2023").lines[0].rules)

    def test_crude_and_refined_have_different_years(self) -> None:
        made = account(delivery("c1", "2023-12-25", amount(100, 100), goods=(CRUDE,)), measure="KP.OIL.CRUDE")
        assert [r.label for r in made.running if r.unit == "barrel"] == ["2023-12-22 to 2024-12-21"]

    def test_what_has_no_date_is_listed_apart(self) -> None:
        made = account(delivery("c1", None, amount(100, 100)))
        assert made.running == ()
        assert [item.claim for item in made.undated] == ["c1"]
        assert "up to 2024-12-01" in made.undated[0].because

    def test_as_of_leaves_out_what_was_published_later_or_shows_no_day(self) -> None:
        claims = [delivery(f"c{n}", "2024-03-05", amount(n, n), report=f"r{n}") for n in (1, 2, 3)]
        reports = [report("2024-05-01", name="r1"), report("2024-12-01", name="r2"), report(None, name="r3")]
        made = account(*claims, reports=reports, as_of="2024-06-01")
        assert [line.claim for line in period(made, "2024").lines] == ["c1"]
        assert {item.claim for item in made.left_out} == {"c2", "c3"}


class TestColumns:
    def test_what_the_supplier_told_the_committee_is_notified(self) -> None:
        text = "Russia told the sanctions committee of 50,523 barrels between March and December."
        claim = delivery("c1", "2023-03-01/2023-12-31", amount(50_523, 50_523), quote=text, source="RU",
                         stance=Stance.ASSERTS)  # fmt: skip
        made = account(claim, reports=[report(text=text)])
        assert bounds(total(made, "2023", Column.NOTIFIED)) == (50_523, 50_523, 50_523)
        assert bounds(total(made, "2023")) == (0, 0, 0)

    def test_monthly_notifications_and_their_year_are_counted_once(self) -> None:
        text = "Russia reported it."
        told = {"2023-01-01/2023-01-31": 44_655, "2023-02-01/2023-02-28": 10_666, "2023-03-01/2023-12-31": 50_523,
                "2023-01-01/2023-12-31": 105_845}  # fmt: skip
        claims = [
            delivery(f"c{n}", when, amount(barrels, barrels), quote=text, source="RU", stance=Stance.ASSERTS)
            for n, (when, barrels) in enumerate(told.items())
        ]
        made = account(*claims, reports=[report(text=text)])
        assert bounds(total(made, "2023", Column.NOTIFIED)) == (105_845, 105_845, 105_845)

    def test_what_two_suppliers_notified_is_added_and_held_against_a_total_of_all(self) -> None:
        text = "It was notified."
        told = {"RU": ("2024-01-01/2024-01-31", 15), "CN": ("2024-01-01/2024-08-31", 150)}
        claims = [
            delivery(who, when, amount(n, n), quote=text, source=who, by=who, stance=Stance.ASSERTS)
            for who, (when, n) in told.items()
        ]
        made = account(*claims, reports=[report(text=text)])
        assert bounds(total(made, "2024", Column.NOTIFIED)) == (165, 165, 165)
        every = delivery("all", "2024-01-01/2024-12-04", amount(168, 168), quote=text, source="report", by="",
                         stance=Stance.ASSERTS)  # fmt: skip
        made = account(*claims, every, reports=[report(text=text)])
        assert bounds(total(made, "2024", Column.NOTIFIED)) == (168, 168, 168)

    def test_who_notifies_of_others_alleges(self) -> None:
        text = "Japan notified the committee of a delivery by Russia."
        claim = delivery("c1", "2018-05-13", amount(100, 100), quote=text, source="JP", stance=Stance.ASSERTS)
        made = account(claim, reports=[report(text=text)])
        assert bounds(total(made, "2018")) == (100, 100, 100)
        assert bounds(total(made, "2018", Column.NOTIFIED)) == (0, 0, 0)


class TestDoubleCounting:
    def test_one_origin_that_repeats_an_amount_tells_it_once(self) -> None:
        claims = [delivery(f"c{n}", "2024-03-01/2024-03-31", amount(165_000, None)) for n in range(3)]
        assert bounds(total(account(*claims), "2024")) == (165_000, 165_000, None)

    def test_independent_origins_count_once_in_the_low_and_each_in_the_high(self) -> None:
        claims = [delivery(f"c{n}", "2024-03-05", amount(100, 100), source=s) for n, s in enumerate(("US", "KR"))]
        assert bounds(total(account(*claims), "2024")) == (100, 200, 200)

    def test_a_month_told_apart_lies_in_the_count_since_then(self) -> None:
        since = delivery("c1", "2024-03-01/2024-11-22", amount(1_000_000, None, role=QuantityRole.CUMULATIVE))
        march = delivery("c2", "2024-03-01/2024-03-31", amount(165_000, None), source="KR")
        made = account(since, march)
        assert bounds(total(made, "2024")) == (1_000_000, 1_000_000, None)
        told = next(line for line in period(made, "2024").lines if line.claim == "c2")
        assert told.rules[-2:] == (
            "not added up in the low: it shares days with c1",
            "not added up in the high: it is part of c1",
        )

    def test_a_claim_that_stands_in_two_incidents_counts_once(self) -> None:
        claim = delivery("c1", "2024-03-05", amount(100, 100))
        both = [incident("i1", [claim]), incident("i2", [claim])]
        assert bounds(total(account(claim, incidents=both), "2024")) == (100, 100, 100)


class TestLeftOut:
    @pytest.mark.parametrize("status", [Status.PLANNED, Status.SOUGHT, Status.POSSIBLE, Status.CONDITIONAL])
    def test_what_is_not_told_as_done_is_left_out_with_the_reason(self, status: Status) -> None:
        made = account(delivery("c1", "2024-03-05", amount(100, 100), status=status))
        assert made.running == ()
        assert status.value in made.left_out[0].because

    def test_a_denial_is_shown_and_changes_nothing(self) -> None:
        told = delivery("c1", "2024-03-05", amount(100, 100))
        denial = delivery("c2", "2024-03-05", None, stance=Stance.DENIES, source="RU")
        made = account(told, denial)
        assert made.running == account(told).running
        assert [item.claim for item in made.denied] == ["c2"]

    def test_a_denial_that_names_no_goods_is_shown_with_the_event_it_denies(self) -> None:
        told = delivery("c1", "2024-03-05", amount(100, 100))
        denial = delivery("c2", "2024-03-05", None, stance=Stance.DENIES, source="RU", goods=())
        assert [item.claim for item in account(told, denial).denied] == ["c2"]

    def test_an_amount_without_a_receiver_is_left_out_with_the_reason(self) -> None:
        made = account(delivery("c1", "2024-03-05", amount(100, 100), to=""))
        assert "who received it" in made.left_out[0].because

    def test_goods_out_of_the_country_are_none_of_it(self) -> None:
        made = account(delivery("c1", "2024-03-05", amount(100, 100), by="KP", to="RU"))
        assert (made.running, made.left_out, made.undated) == ((), (), ())


class TestOutward:
    def test_coal_is_counted_out_of_the_country_until_the_ban(self) -> None:
        coal = delivery("c1", "2017-06-01/2017-06-30", amount(1000, 1000, "tonne"), by="KP", to="CN",
                        goods=(ObjectClass.COAL,))  # fmt: skip
        made = account(coal, measure="KP.X.COAL")
        told = period(made, "2017-01-01 to 2017-08-04", "tonne")
        assert [line.suppliers for line in told.lines] == [("CN",)]
        assert bounds(total(made, told.label, unit="tonne")) == (1000, 1000, 1000)
        assert bounds(total(made, told.label, unit="USD")) == (0, 0, None)


class TestKind:
    def test_oil_of_no_kind_is_in_no_low_and_in_the_high_of_both(self) -> None:
        claim = delivery("c1", "2024-03-05", amount(100, 100), items=("oil",))
        assert bounds(total(account(claim), "2024")) == (0, 100, 100)
        crude = account(claim, measure="KP.OIL.CRUDE")
        assert bounds(total(crude, "2023-12-22 to 2024-12-21")) == (0, 100, 100)

    def test_it_is_read_as_what_others_tell_of_the_same_supplier(self) -> None:
        oil = delivery("c1", "2024-03-05", amount(100, 100), items=("oil",))
        fuel = delivery("c2", "2024-05-05", amount(10, 10), items=("oil.refined",))
        made = account(oil, fuel)
        assert bounds(total(made, "2024")) == (110, 110, 110)
        assert any("read as petroleum.refined" in r for r in period(made, "2024").lines[0].rules)

    def test_suppliers_that_nobody_names_are_not_the_same(self) -> None:
        oil = delivery("c1", "2024-03-05", amount(100, 100), items=("oil",), by="")
        fuel = delivery("c2", "2024-05-05", amount(10, 10), items=("oil.refined",), by="")
        assert bounds(total(account(oil, fuel), "2024")) == (10, 110, 110)


@st.composite
def deliveries(draw: st.DrawFn, least: int = 0) -> list[Claim]:
    days = ["2023-11-15", "2024-01-10", "2024-03-05", "2024-06-30", "2025-01-02"]
    made = []
    for n in range(draw(st.integers(least, 6))):
        first, last = sorted((draw(st.sampled_from(days)), draw(st.sampled_from(days))))
        low = draw(st.integers(0, 900_000))
        quantity = draw(
            st.sampled_from(
                [
                    None,
                    amount(low, low),
                    amount(low, None),
                    amount(None, low),
                    amount(low, low, "tonne"),
                    amount(low, None, role=QuantityRole.CUMULATIVE),
                    amount(low, low, role=QuantityRole.CUMULATIVE),
                    amount(low, low, role=QuantityRole.CAPACITY),
                ]
            )
        )
        made.append(
            delivery(
                f"c{n}",
                draw(st.sampled_from([f"{first}/{last}", first, None])),
                quantity,
                by=draw(st.sampled_from(["RU", "CN", "RU CN", ""])),
                source=draw(st.sampled_from(["US", "KR", "RU"])),
                stance=draw(st.sampled_from([Stance.ASSERTS, Stance.ALLEGES])),
                quote=draw(st.sampled_from(["delivered", "reported", "in March alone"])),
                items=draw(st.sampled_from([(), ("oil",), ("oil.refined",)])),
            )
        )
    return made


def all_bounds(told: CapAccount) -> dict[tuple[str, Column], tuple[float, float, float | None]]:
    return {(r.label, t.column): bounds(t) for r in told.running for t in r.totals}


NOTHING = (0.0, 0.0, 0.0)


@settings(deadline=None)
@given(deliveries())
def test_low_figures_and_high_never_cross(claims: list[Claim]) -> None:
    for low, figures, high in all_bounds(account(*claims, as_of="2026-01-01")).values():
        assert 0 <= low <= figures
        assert high is None or figures <= high


@settings(deadline=None)
@given(deliveries(least=1))
def test_a_further_claim_never_lowers_the_high(claims: list[Claim]) -> None:
    fewer = all_bounds(account(*claims[:-1], as_of="2026-01-01"))
    more = all_bounds(account(*claims, as_of="2026-01-01"))
    for key, (_, figures, high) in fewer.items():
        _, figures_after, high_after = more[key]
        assert figures_after >= figures
        assert high_after is None or (high is not None and high_after >= high)


@settings(deadline=None)
@given(deliveries(least=1), st.integers(0, 5))
def test_a_denial_changes_no_bound(claims: list[Claim], which: int) -> None:
    denial = replace(claims[which % len(claims)], id="denial", stance=Stance.DENIES, negated=True)
    with_it = account(*claims, denial, as_of="2026-01-01")
    assert all_bounds(with_it) == all_bounds(account(*claims, as_of="2026-01-01"))
    assert [item.claim for item in with_it.denied] == ["denial"]


@settings(deadline=None)
@given(deliveries(), st.randoms(use_true_random=False))
def test_neither_order_nor_splitting_an_incident_changes_a_total(claims: list[Claim], random: Any) -> None:
    turned = list(claims)
    random.shuffle(turned)
    cut = random.randint(0, len(turned))
    # A part that names no party runs no way by itself, so each part keeps those of the whole.
    whole = incident("i1", claims)
    parts = [
        replace(incident(name, part), agent=whole.agent, counterpart=whole.counterpart, object=whole.object)
        for name, part in (("i1", turned[:cut]), ("i2", turned[cut:]))
    ]
    once = account(*claims, as_of="2026-01-01")
    again = account(*turned, incidents=parts, as_of="2026-01-01")
    assert all_bounds(once) == all_bounds(again)


@settings(deadline=None)
@given(deliveries())
def test_what_is_kept_of_an_incident_comes_back_as_it_was(claims: list[Claim]) -> None:
    tables, base = load(), load_regimes()
    known, by_id = CapTables(tables.tallying, tables.goods), {c.id: c for c in claims}
    for regime in base:
        for measure in capped(regime):
            made = tellings(regime, measure, incident("i1", claims), known, by_id, {"r1": "2024-12-01"}, {})
            assert all_from_json(CapTelling, [json.dumps(to_json(t)) for t in made]) == made
