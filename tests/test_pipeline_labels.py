"""Readable names of what records carry as ids."""

from __future__ import annotations

import pytest

from probata.pipeline.labels import Labels


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ("arm.airdef", "air defence systems"),
        ("arm.shell.152", "artillery shells and rounds, 152 mm"),
        ("arm.munition.7.62", "ammunition, munitions, 7.62 mm"),
        ("arm.unheard-of", "arm.unheard-of"),
    ],
)
def test_item(item: str, label: str) -> None:
    assert Labels().item(item) == label
