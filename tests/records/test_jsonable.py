"""Records go to JSON and come back the same, and their schemas describe what is written."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probata.records import (
    RECORDS,
    REPORT_VOICE,
    Claim,
    ClaimEvidence,
    ClaimType,
    DateInterval,
    ObjectClass,
    Precision,
    Quantity,
    Source,
    SourceKind,
    Span,
    Stance,
    Status,
    from_json,
    json_schema,
    make_id,
    to_json,
)


def a_claim(**changes: object) -> Claim:
    given: dict[str, object] = {
        "id": "c1",
        "report": "r1",
        "type": ClaimType.TRANSFER,
        "start": 0,
        "end": 12,
        "quote": "shipped shel",
        "agent": ("KP",),
        "counterpart": (),
        "object": (ObjectClass.ARMS_AMMUNITION,),
        "quantity": None,
        "time": None,
        "place": None,
        "status": Status.DONE,
        "negated": False,
        "stance": Stance.ASSERTS,
        "source": REPORT_VOICE,
        "via": (),
        "statement": None,
        "evidence": ClaimEvidence(agent=((0, 3),), object=((8, 12),)),
    }
    return Claim(**(given | changes))  # type: ignore[arg-type]


def test_a_claim_comes_back_from_json_as_it_went() -> None:
    claim = a_claim(
        quantity=Quantity(0, 3, "two", 2, 2, "container"),
        time=DateInterval("2024-03-01", "2024-03-31", "in March", Precision.MONTH, "published", "month", (4, 12)),
        evidence=ClaimEvidence(agent=((0, 3),), object=((8, 12),), quantity=((0, 3),), time=((4, 12),)),
    )
    assert from_json(Claim, json.loads(json.dumps(to_json(claim)))) == claim


@pytest.mark.parametrize("name", ["agent", "counterpart", "object"])
def test_no_value_without_its_passage(name: str) -> None:
    value = (ObjectClass.COAL,) if name == "object" else ("RU",)
    with pytest.raises(ValueError, match=f"{name} has a value but no passage"):
        a_claim(evidence=ClaimEvidence(), **{"agent": (), "object": (), name: value})


def test_a_quote_must_be_as_long_as_its_span() -> None:
    with pytest.raises(ValueError, match="not as long as its span"):
        a_claim(quote="short")


def test_only_the_report_itself_speaks_without_a_place() -> None:
    with pytest.raises(ValueError, match="no place in the text"):
        Source("officials", "US", SourceKind.STATE, named=False)


def test_spans_run_forward() -> None:
    with pytest.raises(ValueError, match="run forward"):
        Span(5, 4, "")


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_every_record_has_a_schema_that_names_all_its_fields(name: str) -> None:
    schema = json_schema(name)
    properties = schema.get("properties") or next(
        d["properties"] for n, d in schema["$defs"].items() if n == RECORDS[name].__name__
    )
    assert set(properties) == {f.name for f in dataclasses.fields(RECORDS[name])}


def test_a_record_that_does_not_fit_is_refused() -> None:
    broken = to_json(a_claim()) | {"stance": "shouts"}
    with pytest.raises(ValueError, match="stance"):
        from_json(Claim, broken)


@given(st.lists(st.text(), min_size=1, max_size=4), st.lists(st.text(), min_size=1, max_size=4))
def test_ids_tell_different_parts_apart(one: list[str], other: list[str]) -> None:
    separable = not any("\x1f" in part for part in one + other)
    if separable:
        assert (make_id("x", *one) == make_id("x", *other)) == (one == other)


def test_ids_are_stable_over_versions() -> None:
    assert make_id("r", "abc", "") == make_id("r", "abc", "")
    assert make_id("r", "abc").startswith("r")
    assert len(make_id("r", "abc")) == 13
