"""The case table: made-up incidents with the measures that they engage over all regimes, near misses first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from probata.knowledge.yamlfile import parse_yaml
from probata.records import Stance, Status

FILE = Path(__file__).with_name("cases.yml")
CASES: list[dict[str, Any]] = parse_yaml(FILE.read_text("utf-8"), FILE.name)
CLAIM = ("items", "when", "status", "stance", "by", "quote")
ALL = pytest.mark.parametrize("case", [pytest.param(c, id=c["case"].replace(" ", "-")) for c in CASES])
DAY = "2026-06-17"


def _told(case: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    fields = {key: case[key] for key in CLAIM if key in case}
    if "status" in fields:
        fields["status"] = Status(fields["status"])
    if "stance" in fields:
        fields["stance"] = Stance(fields["stance"])
    return case["what"], fields


@ALL
def test_case(case: Mapping[str, Any], held_by_all: Any) -> None:
    told = [_told(case), *(_told(c) for c in case.get("also", ()))]
    matching = held_by_all(*told, published=case.get("published", DAY))
    if case["engages"] is None:  # no regime is about any of the parties
        assert not matching.findings
        assert not matching.not_engaged
        return
    assert sorted(f.measure for f in matching.findings) == sorted(case["engages"])
    near = {n.nearest: n.because for n in matching.not_engaged}
    if "near" in case:
        assert case["near"] in near
    if "because" in case:
        assert case["because"] in near[case["near"]]
    for finding in matching.findings:
        states = {e.name: e.state for e in finding.elements}
        assert "unmet" not in states.values()
        assert states["exemption or approval"] == "unknown"
        assert all(e.because for e in finding.elements)
        wanted = case.get("states", {}).get(finding.measure, {})
        assert {name: states[name] for name in wanted} == wanted


def test_the_table_has_near_misses_first_and_enough() -> None:
    engages = [bool(c["engages"]) for c in CASES]
    assert len(CASES) >= 80
    assert sum(not e for e in engages) >= 40
    assert set().union(*(c.get("states", {}) for c in CASES)) <= {m for c in CASES for m in c["engages"] or ()}
