"""Origins are counted, not articles."""

from __future__ import annotations

from typing import Any

import pytest

from probata.incidents import fuse
from probata.records import SourceKind, Stance

LONG = "the North sent many trains with shells over the river to its neighbour"

# (why, claims as (source, fields), reports as fields, roots that support, how many count)
CASES = [
    ("one official in two reports", [("KR", {}), ("KR", {"report": "r2"})], [{}, {}], ["KR"], 1),
    ("two governments", [("KR", {}), ("US", {"stance": Stance.ALLEGES})], [{}], ["KR", "US"], 2),
    ("a ministry is its government", [("KR", {}), ("Made-up Ministry", {})], [{}], ["KR"], 1),
    (
        "a state medium is its government",
        [("KP", {}), ("State Herald", {"source_kind": SourceKind.MEDIA})],
        [{}],
        ["KP"],
        1,
    ),
    ("an official in office", [("Vladimir Putin", {}), ("RU", {})], [{}], ["RU"], 1),
    ("a denial supports nothing", [("KR", {}), ("RU", {"stance": Stance.DENIES})], [{}], ["KR"], 1),
    ("unverified supports nothing", [("KR", {}), ("US", {"stance": Stance.UNVERIFIED})], [{}], ["KR"], 1),
    ("an expert", [("KR", {}), ("An Expert", {})], [{}], ["An Expert", "KR"], 2),
    ("unnamed beside named", [("KR", {}), ("anonymous", {})], [{}], ["KR", "anonymous in r1"], 1),
    (
        "unnamed alone",
        [("anonymous", {}), ("anonymous", {"report": "r2"})],
        [{}, {}],
        ["anonymous in r1", "anonymous in r2"],
        1,
    ),
    (
        "two outlets",
        [("report", {"quote": "a"}), ("report", {"report": "r2", "quote": "b"})],
        [{"outlet": "A"}, {"outlet": "B"}],
        ["A", "B"],
        2,
    ),
    (
        "two prints of one wire",
        [("report", {}), ("report", {"report": "r2"})],
        [{"outlet": "A", "wire": "Wire Service"}, {"outlet": "B", "wire": "Wire Service"}],
        ["Wire Service"],
        1,
    ),
    (
        "two prints of one interview",
        [("report", {}), ("report", {"report": "r2"})],
        [{"told": "Wire Service"}, {"told": "Wire Service"}],
        ["Wire Service"],
        1,
    ),
    (
        "the same words twice",
        [("report", {"quote": LONG}), ("report", {"quote": LONG, "report": "r2"})],
        [{"outlet": "A"}, {"outlet": "B"}],
        ["A"],
        1,
    ),
    ("a report that names its source", [("report", {}), ("KR", {})], [{"outlet": "A"}], ["A", "KR"], 1),
    (
        "a voice beside another report's source",
        [("report", {}), ("KR", {"report": "r2"})],
        [{"outlet": "A"}, {"outlet": "B"}],
        ["A", "KR"],
        2,
    ),
    (
        "a state medium's own page",
        [("report", {}), ("KP", {"report": "r2"})],
        [{"outlet": "State Herald"}, {}],
        ["KP"],
        1,
    ),
]


@pytest.mark.parametrize(("claims", "reports", "roots", "count"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_origins(
    claims: Any, reports: Any, roots: list[str], count: int, make_claim: Any, make_report: Any, knowledge: Any
) -> None:
    made = [make_claim(by=by, **fields) for by, fields in claims]
    given = [make_report(f"r{n}", **fields) for n, fields in enumerate(reports, 1)]
    (incident,) = fuse(made, (), given, knowledge)
    backing = [o for o in incident.origins if "supports nothing" not in o.because]
    assert sorted(o.root for o in backing) == roots
    assert incident.independent_origins == count
    assert all(o.because for o in incident.origins)


@pytest.mark.parametrize(
    ("by", "fields", "kind"),
    [
        ("KR", {}, "official"),
        ("anonymous", {}, "anonymous"),
        ("Wire Service", {"source_kind": SourceKind.MEDIA}, "agency"),
        ("A Watcher", {"source_text": "a watcher's commercial satellite images"}, "imagery"),
        ("A Port", {"source_text": "customs data of a port"}, "document"),
        ("An Expert", {}, "person"),
    ],
)
def test_kinds(by: str, fields: Any, kind: str, make_claim: Any, knowledge: Any) -> None:
    (incident,) = fuse([make_claim(by=by, **fields)], (), (), knowledge)
    assert [o.kind for o in incident.origins] == [kind]
