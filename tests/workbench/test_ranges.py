"""Bars of amounts: always inside their drawing, in the order of their bounds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from probata.records import ReportedQuantity
from probata.workbench.ranges import WIDTH, bars

BOUND = st.none() | st.integers(0, 10**12) | st.floats(0, 1e12, allow_nan=False)


def amount(low: float | None, high: float | None) -> ReportedQuantity:
    return ReportedQuantity(low, high, "container", "as told", ("c1",))


@given(st.lists(st.tuples(BOUND, BOUND), max_size=12))
def test_every_bar_lies_on_the_drawing_and_only_what_has_no_bound_has_none(bounds: list[tuple[float, float]]) -> None:
    amounts = [amount(*sorted(b) if None not in b else b) for b in bounds]  # type: ignore[arg-type]
    drawn = bars(amounts)
    assert len(drawn) == len(amounts)
    anything = any((b or 0) > 0 for a in amounts for b in (a.low, a.high))
    for told, bar in zip(amounts, drawn, strict=True):
        if (told.low is None and told.high is None) or not anything:
            assert bar is None
            continue
        assert bar is not None
        assert bar.x >= 0
        assert bar.width > 0
        assert bar.right <= WIDTH + 0.01
        assert (bar.open_low, bar.open_high) == (told.low is None, told.high is None)


def test_a_larger_amount_stands_further_right() -> None:
    small, large, range_, open_ = bars([amount(10, 10), amount(90, 90), amount(10, 90), amount(90, None)])
    assert small is not None
    assert large is not None
    assert range_ is not None
    assert open_ is not None
    assert small.right < large.x
    assert range_.x == small.x
    assert abs(range_.right - large.x) < 0.1
    assert open_.open_high
    assert open_.x == large.x
