"""Ceilings as dated data: periods by rule, limits in their own units, conversions as ranges with a source."""

import pytest

from probata.errors import KnowledgeError
from probata.knowledge import load
from probata.knowledge.caps import CAP_KEYS, Cap, Limit, Period, Rhythm, read_cap
from probata.knowledge.regimes import Paragraph, load_regimes
from probata.knowledge.yamlfile import Spec, parse_yaml
from probata.records import ObjectClass


def cap(text: str) -> Cap:
    return read_cap(Spec(parse_yaml(text, "made-up.yml"), CAP_KEYS, "made-up.yml"))


def paragraph(measure_id: str, label: str) -> Paragraph:
    found = (m for r in load_regimes() for m in r.measures if m.id == measure_id)
    return next(p for m in found for p in m.paragraphs if p.label == label)


def periods(measure_id: str, label: str, until: str) -> list[str]:
    p = paragraph(measure_id, label)
    assert p.cap is not None
    return [period.label for period in p.cap.periods(p.in_force_from, p.in_force_to, until)]


def test_refined_petroleum_is_counted_by_the_calendar_year() -> None:
    assert periods("KP.OIL.REF", "2397 OP5", "2020-01-01") == ["2018", "2019", "2020"]


def test_crude_is_counted_from_22_december() -> None:
    assert periods("KP.OIL.CRUDE", "2397 OP4", "2018-12-22") == [
        "2017-12-22 to 2018-12-21",
        "2018-12-22 to 2019-12-21",
    ]


def test_the_last_quarter_of_2017_is_one_stretch() -> None:
    assert periods("KP.OIL.REF", "2375 OP14", "2024-01-01") == ["2017-10-01 to 2017-12-31"]
    assert periods("KP.OIL.REF", "2375 OP14", "2017-09-30") == []


def test_a_period_ends_with_its_paragraph() -> None:
    made = Cap((Limit(10, "tonne"),), Rhythm.CALENDAR_YEAR, "2017-01-01")
    assert list(made.periods("2017-01-01", "2018-08-04", "2030-01-01")) == [
        Period("2017-01-01", "2017-12-31"),
        Period("2018-01-01", "2018-08-04"),
    ]


def test_crude_has_both_of_its_limits_and_its_own_ratio_lies_in_the_range() -> None:
    given = paragraph("KP.OIL.CRUDE", "2397 OP4").cap
    assert given is not None
    barrels, tonnes = given.limits
    assert (barrels.unit, tonnes.unit) == ("barrel", "tonne")
    range_ = load().tallying.conversion([ObjectClass.PETROLEUM_CRUDE], "tonne", "barrel")
    assert range_ is not None
    assert range_.low <= barrels.amount / tonnes.amount <= range_.high


def test_refined_petroleum_has_a_range_that_says_it_was_not_checked() -> None:
    range_ = load().tallying.conversion([ObjectClass.PETROLEUM_REFINED], "tonne", "barrel")
    assert range_ is not None
    assert range_.low < range_.high
    assert "unseen" in range_.told
    back = load().tallying.conversion([ObjectClass.PETROLEUM_REFINED], "barrel", "tonne")
    assert back is not None
    assert back.low == pytest.approx(1 / range_.high)
    assert back.high == pytest.approx(1 / range_.low)


@pytest.mark.parametrize("goods", [[], [ObjectClass.COAL], [ObjectClass.COAL, ObjectClass.PETROLEUM_CRUDE]])
def test_nothing_is_converted_without_a_range_for_the_goods(goods: list[ObjectClass]) -> None:
    assert load().tallying.conversion(goods, "tonne", "barrel") is None


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{limits: [], period: once, from: 2017-10-01}", "needs a limit"),
        ("{limits: [{amount: 0, unit: barrel}], period: once, from: 2017-10-01}", "more than nothing"),
        (
            "{limits: [{amount: 1, unit: t}, {amount: 2, unit: t}], period: once, from: 2017-10-01}",
            "in one unit",
        ),
        ("{limits: [{amount: 1, unit: t}], period: monthly, from: 2017-10-01}", "monthly"),
        ("{limits: [{amount: 1, unit: t}], period: once, from: 2017-10}", "must be the day"),
        ("{limits: [{amount: 1, unit: t}], period: twelve months, from: 2016-02-29}", "29 February"),
    ],
)
def test_a_wrong_ceiling_is_refused_with_its_line(text: str, wrong: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"made-up\.yml:1: .*{wrong}"):
        cap(text)
