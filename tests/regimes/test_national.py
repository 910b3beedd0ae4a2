"""Who is bound: the national regime of docs/regimes.md against horses from two states."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from probata.knowledge.regimefile import read_regime
from probata.regimes import Matching

PAGE = (Path(__file__).parents[2] / "docs" / "regimes.md").read_text("utf-8")


@pytest.fixture(scope="module")
def held_by_gb(holder: Any) -> Callable[..., Matching]:
    (block,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    made: Callable[..., Matching] = holder([read_regime("gb-kp.yml", block.encode())])
    return made


def horses(giver: str) -> tuple[str, dict[str, Any]]:
    return f"transfer {giver}>KP other luxury", {"when": "2022-11-01", "items": ["lux.horse"]}


def test_horses_from_the_state_that_it_binds(held_by_gb: Any) -> None:
    (finding,) = held_by_gb(horses("GB")).findings
    assert finding.measure == "GB.KP.LUX.HORSES"
    assert {e.name: e.state for e in finding.elements}["bound party"] == "met"


def test_horses_from_another_state(held_by_gb: Any) -> None:
    matching = held_by_gb(horses("RU"))
    assert not matching.findings
    assert "it binds persons in the United Kingdom only" in matching.not_engaged[0].because


def test_horses_from_nobody_knows_where(held_by_gb: Any) -> None:
    matching = held_by_gb(horses(""))
    assert not matching.findings
    assert "a side of the event isn't named" in matching.not_engaged[0].because
