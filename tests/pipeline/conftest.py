"""Desks of made-up news, written by the product's own path."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from synthetic import generate
from synthetic_report import ENGINE

from probata.desk import Desk
from probata.settings import Settings

SEED = 7
SMALL, LARGER = 200, 700
"""Claims of the two desks that questions are counted on."""

OpenDesk = Callable[[int], Desk]


def fill(desk: Desk, settings: Settings, claims: int) -> None:
    """Made-up reports with so many claims, their incidents documented."""
    from probata.pipeline.lists import refresh

    for told in generate(SEED, claims):
        desk.save_capture(told.capture)
        desk.save_extraction(told.extraction, ENGINE)
        desk.finish_reading(told.capture.id, ENGINE, [told.extraction.report.id], [])
    refresh(desk, settings, upgrade=True)


@pytest.fixture(scope="session")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Folders of a small desk and a larger one, by their claims; they are only read."""
    made = {}
    settings = Settings(author="tester")
    for claims in (SMALL, LARGER):
        made[claims] = tmp_path_factory.mktemp("synthetic") / "desk"
        with Desk.open(made[claims], settings, create=True) as desk:
            fill(desk, settings, claims)
    return made


@pytest.fixture
def larger(synthetic: dict[int, Path], tmp_path: Path) -> Iterator[Desk]:
    """A copy of the larger desk, to be written to."""
    shutil.copytree(synthetic[LARGER], tmp_path / "desk")
    with Desk.open(tmp_path / "desk", Settings(author="tester")) as desk:
        yield desk


@pytest.fixture
def both(synthetic: dict[int, Path]) -> Iterator[tuple[Desk, Desk]]:
    """The small desk and the larger one."""
    settings = Settings(author="tester")
    with Desk.open(synthetic[SMALL], settings) as small, Desk.open(synthetic[LARGER], settings) as large:
        yield small, large
