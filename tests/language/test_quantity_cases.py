"""The case table of amounts, ``quantity_cases.yml``: every amount of made-up sentences. Its head explains it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from probata.language.annotated import Paragraph
from probata.language.parse import load_model
from probata.language.quantities import find_quantities
from probata.records import Quantity, SegmentKind
from probata.settings import Settings

TABLE = Path(__file__).with_name("quantity_cases.yml")


CASES: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))


def read(text: str) -> tuple[Quantity, ...]:
    return find_quantities([Paragraph(0, 0, len(text), SegmentKind.BODY, load_model(Settings().model)(text))])


@pytest.mark.parametrize("case", CASES, ids=[c["text"] for c in CASES])
def test_case(case: dict[str, Any]) -> None:
    assert set(case) <= {"text", "finds", "roles", "or"}
    found = read(case["text"])
    wanted = [[float(x) if isinstance(x, str) and i < 2 else x for i, x in enumerate(row)] for row in case["finds"]]
    assert [[q.low, q.high, q.unit, q.text] for q in found] == wanted
    assert [q.role.value for q in found] == case.get("roles", ["transferred"] * len(found))
    others = next(([[a.low, a.high, a.unit] for a in q.alternatives] for q in found if q.alternatives), [])
    assert others == case.get("or", [])
