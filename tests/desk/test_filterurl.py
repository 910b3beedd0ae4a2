"""A filter in an address: the same coming back, and one line for what it can't mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.desk import Filter
from probata.desk.filterurl import PARAMETERS, filter_from, from_query, parameters, to_query
from probata.errors import UsageError
from probata.records import ClaimType, FindingStatus, ObjectClass, Stance, Verdict

NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=40).map(str.strip).filter(bool)


def several(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=3, unique=True).map(tuple)


def maybe(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | values


DAYS = st.dates(date(1900, 1, 1), date(1999, 12, 31)).map(date.isoformat)
LATER = st.dates(date(2000, 1, 1)).map(date.isoformat)

FILTERS = st.builds(
    Filter,
    actors=several(NAMES),
    sources=several(NAMES),
    measure=maybe(NAMES),
    regimes=several(NAMES),
    since=maybe(DAYS),
    until=maybe(LATER),
    type=maybe(st.sampled_from(ClaimType)),
    stance=maybe(st.sampled_from(Stance)),
    disputed=maybe(st.booleans()),
    places=several(NAMES),
    carriers=several(NAMES),
    goods=several(st.sampled_from(ObjectClass)),
    outlets=several(NAMES),
    reports=several(NAMES),
    incidents=several(NAMES),
    verdict=maybe(st.sampled_from(Verdict)),
    status=maybe(st.sampled_from(FindingStatus)),
    number=maybe(st.from_regex(r"[0-9]{4}-[0-9]{4,6}", fullmatch=True)),
    citation_status=maybe(st.sampled_from(["seen", "partly", "unseen"])),
    reply_due=maybe(st.booleans()),
    reliability=several(st.sampled_from("ABCDEF")),
    credibility=several(st.sampled_from("123456")),
    origins=maybe(st.integers(1, 1_000_000)),
    words=maybe(st.sampled_from(["shells", '"to Russia" -drill', "북한 OR ammun*"])),
)


@given(FILTERS)
def test_an_address_gives_back_the_filter_that_it_was_made_of(by: Filter) -> None:
    assert from_query(to_query(by)) == by


@given(FILTERS)
def test_every_condition_has_a_parameter(by: Filter) -> None:
    assert {PARAMETERS[name].field for name, _ in parameters(by)} == set(by.asked)


@given(st.dictionaries(st.text(max_size=12) | st.sampled_from(sorted(PARAMETERS)), st.lists(st.text(max_size=12))))
def test_whatever_is_given_is_a_filter_or_one_line(given_: dict[str, list[str]]) -> None:
    try:
        found = filter_from(given_)
    except UsageError as error:
        said = str(error)
    else:
        said = to_query(found)
    assert "\n" not in said


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("colour=red", r"no condition colour; there are actor, source"),
        ("since=yesterday", r"since 'yesterday' is not a day"),
        ("since=2024-02-01&until=2024-01-01", r"since 2024-02-01 is after until 2024-01-01"),
        ("type=voyage", r"type 'voyage' is not known; it can be transfer, deployment"),
        ("goods=toys", r"goods 'toys' is not known"),
        ("disputed=maybe", r"neither yes nor no"),
        ("origins=0", r"not a number of origins"),
        ("origins=-1", r"not a number of origins"),
        ("number=17", r"looks like 2024-0017"),
        ("reliability=G", r"it can be a, b"),
        ("since=2024-01-01&since=2024-01-02", r"given 2 times"),
        ("actor=a%00b", r"control character"),
        ("actor=" + "a" * 501, r"longer than 500"),
        ("&".join(f"actor={n}" for n in range(300)), r"more than 200"),
    ],
)
def test_what_it_can_t_mean_is_named(query: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        from_query(query)


def test_empty_values_and_other_parameters_are_no_conditions() -> None:
    assert from_query("actor=&since=&order=-happened", besides=["order"]) == Filter()


def test_a_family_of_goods_is_all_its_classes() -> None:
    by = from_query("goods=arms&goods=coal")
    assert ObjectClass.ARMS_UAV in by.goods
    assert by.goods[-1] is ObjectClass.COAL
    assert from_query("goods=ARMS.uav").goods == (ObjectClass.ARMS_UAV,)
