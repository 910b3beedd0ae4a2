"""The case table of claims' amounts, ``quantity_cases.yml``, through the whole extraction. Its head explains it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from probata.records import Claim

Reader = Callable[..., tuple[Claim, ...]]
TABLE = Path(__file__).with_name("quantity_cases.yml")
CASES: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
_KEYS = {"type", "status", "amount", "role", "or", "beside", "words"}


def _told(claim: Claim) -> dict[str, Any]:
    q = claim.quantity
    told: dict[str, Any] = {"type": claim.type.value, "status": claim.status.value}
    told["amount"] = [q.low, q.high, q.unit] if q else None
    told["role"] = q.role.value if q else "transferred"
    told["or"] = [[a.low, a.high, a.unit] for a in q.alternatives] if q else []
    told["beside"] = [[b.low, b.high, b.unit, b.role.value] for b in claim.also_quantity]
    return told


@pytest.mark.parametrize("case", CASES, ids=[c["shows"] for c in CASES])
def test_case(case: dict[str, Any], read_claims: Reader) -> None:
    assert set(case) == {"shows", "text", "claims"}
    found = read_claims(case["text"])
    usual = {"status": "done", "role": "transferred", "or": [], "beside": []}
    wanted = [usual | {k: v for k, v in c.items() if k != "words"} for c in case["claims"]]
    assert all(set(c) <= _KEYS for c in case["claims"])
    assert [_told(c) for c in found] == wanted
    for claim, said in zip(found, case["claims"], strict=True):
        assert "words" not in said or (claim.quantity is not None and claim.quantity.text == said["words"])
        amounts = [q for q in (claim.quantity, *claim.also_quantity) if q is not None]
        assert claim.evidence.quantity == tuple((q.start, q.end) for q in amounts)
        assert all(case["text"][q.start : q.end] == q.text for q in amounts)
