"""The bounds of a sum of tellings that may count the same goods twice, whatever they are."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from probata.regimes.tally import Telling, high_bound, low_bound, low_by_supplier

DAYS = [f"2024-{month:02}-{day:02}" for month in range(1, 5) for day in (1, 15)]


def telling(name: str, start: str, end: str, low: float, high: float | None = None, **how: object) -> Telling:
    suppliers = frozenset(str(how.get("by", "RU")).split())
    snapshot = bool(how.get("snapshot"))
    return Telling(name, start, end, low, low if high is None else high, suppliers, snapshot, bool(how.get("of_all")))


@st.composite
def tellings(draw: st.DrawFn, least: int = 0) -> list[Telling]:
    made = []
    for n in range(draw(st.integers(least, 7))):
        first, last = sorted((draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))))
        low = draw(st.integers(0, 9))
        snapshot = draw(st.booleans())
        suppliers = frozenset(draw(st.sets(st.sampled_from(["RU", "CN"]))))
        of_all = snapshot and draw(st.booleans())
        made.append(Telling(f"c{n}", first, last, low, low + draw(st.integers(0, 9)), suppliers, snapshot, of_all))
    return made


class TestLow:
    def test_deliveries_on_days_that_do_not_touch_are_added(self) -> None:
        march, may = telling("a", "2024-03-01", "2024-03-31", 10), telling("b", "2024-05-01", "2024-05-31", 5)
        assert low_bound([march, may]) == (15, {"a", "b"})

    def test_of_two_that_share_a_day_the_larger_counts(self) -> None:
        march, day = telling("a", "2024-03-01", "2024-03-31", 10), telling("b", "2024-03-31", "2024-04-02", 12)
        assert low_bound([march, day]) == (12, {"b"})

    @given(tellings())
    def test_it_is_the_largest_sum_of_tellings_that_share_no_day(self, made: list[Telling]) -> None:
        def apart(some: tuple[Telling, ...]) -> bool:
            return all(a.end < b.start or b.end < a.start for a, b in combinations(some, 2))

        sums = [
            sum(t.low for t in some)
            for size in range(len(made) + 1)
            for some in combinations(made, size)
            if apart(some)
        ]
        total, names = low_bound(made)
        assert total == max(sums) == sum(t.low for t in made if t.name in names)


class TestHigh:
    def test_a_count_since_march_holds_what_was_delivered_since(self) -> None:
        since = telling("a", "2024-03-01", "2024-11-22", 100, snapshot=True)
        april = telling("b", "2024-04-05", "2024-04-05", 30)
        assert high_bound([since, april]) == (100, {"a"})

    def test_deliveries_that_come_to_more_than_the_count_are_not_lost(self) -> None:
        since = telling("a", "2024-03-01", "2024-11-22", 100, snapshot=True)
        parts = [telling("b", "2024-04-05", "2024-04-05", 80), telling("c", "2024-04-05", "2024-04-05", 70)]
        assert high_bound([since, *parts]) == (150, {"b", "c"})

    def test_snapshots_of_one_stream_are_never_added(self) -> None:
        by_may = telling("a", "2024-03-01", "2024-05-02", 40, snapshot=True)
        by_november = telling("b", "2024-03-01", "2024-11-22", 100, snapshot=True)
        same_days = telling("c", "2024-03-01", "2024-11-22", 90, snapshot=True)
        assert high_bound([by_may, by_november, same_days]) == (100, {"b"})

    def test_snapshots_that_only_overlap_may_be_of_different_goods(self) -> None:
        spring = telling("a", "2024-01-01", "2024-04-30", 40, snapshot=True)
        summer = telling("b", "2024-03-01", "2024-08-31", 60, snapshot=True)
        assert high_bound([spring, summer]) == (100, {"a", "b"})

    def test_another_supplier_is_not_in_the_count(self) -> None:
        russia = telling("a", "2024-01-01", "2024-12-31", 40, snapshot=True)
        china = telling("b", "2024-03-01", "2024-03-31", 60, by="CN")
        assert high_bound([russia, china])[0] == 100

    def test_what_all_suppliers_notified_holds_each(self) -> None:
        all_ = telling("a", "2024-01-01", "2024-12-31", 90, by="", snapshot=True, of_all=True)
        china = telling("b", "2024-03-01", "2024-03-31", 60, by="CN", snapshot=True)
        assert high_bound([all_, china]) == (90, {"a"})

    @given(tellings())
    def test_it_is_the_largest_sum_of_tellings_none_of_which_is_part_of_another(self, made: list[Telling]) -> None:
        def free(some: tuple[Telling, ...]) -> bool:
            return not any(a.is_part_of(b) or b.is_part_of(a) for a, b in combinations(some, 2))

        sums = [
            sum(t.high for t in some)
            for size in range(len(made) + 1)
            for some in combinations(made, size)
            if free(some)
        ]
        total, names = high_bound(made)
        assert total == max(sums) == sum(t.high for t in made if t.name in names)
        assert free(tuple(t for t in made if t.name in names))

    @given(tellings(least=1))
    def test_a_further_telling_never_lowers_it(self, made: list[Telling]) -> None:
        assert high_bound(made)[0] >= high_bound(made[:-1])[0]

    @given(tellings())
    def test_being_part_of_is_a_partial_order(self, made: list[Telling]) -> None:
        for a in made:
            for b in made:
                assert not (a is not b and a.is_part_of(b) and b.is_part_of(a))
                for c in made:
                    if len({a.name, b.name, c.name}) == 3 and a.is_part_of(b) and b.is_part_of(c):
                        assert a.is_part_of(c)


@given(tellings(), st.randoms())
def test_the_low_is_never_above_the_high_and_order_does_not_matter(made: list[Telling], random: object) -> None:
    low, high = low_bound(made), high_bound(made)
    assert low[0] <= low_by_supplier(made)[0] <= high[0]
    turned = list(made)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert (low_bound(turned), high_bound(turned)[0]) == (low, high[0])
