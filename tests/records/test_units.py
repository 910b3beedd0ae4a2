"""Units beside numbers."""

from __future__ import annotations

import pytest

from probata.records import EnteredQuantity, units


@pytest.mark.parametrize(
    ("unit", "number", "told"),
    [
        ("container", 1000, "containers"),
        ("container", 1, "container"),
        ("container", None, "container"),
        ("person", 12, "people"),
        ("barrel per day", 3, "barrels per day"),
        ("cubic foot", 2, "cubic feet"),
        ("percent", 12, "percent"),
        ("gigahertz", 2, "gigahertz"),
        ("USD", 5, "USD"),
        ("t", 1.5, "t"),
        ("box", 0, "boxes"),
    ],
)
def test_a_unit_is_of_one_or_of_several(unit: str, number: float | None, told: str) -> None:
    assert units(unit, number) == told


def test_an_amount_that_a_person_entered_is_told_in_the_plural() -> None:
    assert EnteredQuantity(1000, None, "container").words == "at least 1,000 containers"
    assert EnteredQuantity(1, 1, "ship").words == "1 ship"
