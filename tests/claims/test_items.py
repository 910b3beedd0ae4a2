"""The entries of the goods table behind a claim's object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from probata.records import Claim, ClaimType

Reader = Callable[..., tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("North Korea sent Russia 152 mm shells and Pantsir systems.", ("arm.shell.152", "arm.airdef")),
        ("Iran shipped 122 mm and 152 mm artillery shells to Russia.", ("arm.shell.122", "arm.shell.152")),
        ("Moscow shipped jet fuel to North Korea.", ("oil.jet",)),
        ("Russia gave North Korea an Aurus limousine.", ("lux.car",)),
        ("North Korea shipped 7,000 containers of munitions to Russia.", ("arm.munition",)),
        ("Russia sent North Korea a cargo.", ("cargo",)),
    ],
)
def test_items_are_finer_than_classes(text: str, items: tuple[str, ...], read_claims: Reader) -> None:
    (claim,) = (c for c in read_claims(text) if c.type is ClaimType.TRANSFER)
    assert claim.items == items
    assert claim.evidence.object


def test_an_object_that_the_trigger_alone_tells_has_no_item(read_claims: Reader) -> None:
    (claim,) = (c for c in read_claims("Iran armed the Houthis.") if c.type is ClaimType.TRANSFER)
    assert claim.object
    assert claim.items == ()


def test_items_without_an_object_are_refused(read_claims: Reader) -> None:
    (claim,) = read_claims("Iran sent drones to Russia.")
    with pytest.raises(ValueError, match="items of goods but no object"):
        replace(claim, object=())
