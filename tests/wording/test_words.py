"""Values in words."""

from __future__ import annotations

import pytest

from probata.wording.words import bounds


@pytest.mark.parametrize(
    ("low", "high", "unit", "told"),
    [
        (7000, 7000, "container", "7,000 containers"),
        (5, 6, "ship", "5 to 6 ships"),
        (1000, None, "container", "at least 1,000 containers"),
        (1, 1, "ship", "1 ship"),
        (100, None, None, "at least 100"),
        (None, 1.5, "t", "up to 1.5 t"),
        (None, None, "ship", "– ship"),
    ],
)
def test_a_range_is_told_by_its_ends(low: float | None, high: float | None, unit: str | None, told: str) -> None:
    assert bounds(low, high, unit) == told
