"""``probata regimes`` and the schema of its files."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from probata.errors import KnowledgeError
from probata.knowledge.regimefile import read_regime
from probata.knowledge.regimekeys import file_schema, keys, needed
from probata.knowledge.yamlfile import parse_yaml

UN_KP = (files("probata.knowledge") / "data" / "regimes" / "un-kp.yml").read_text("utf-8")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    made = tmp_path / "other.yml"
    made.write_text(UN_KP.replace("in_force_from: 2018-01-01", "in_force_from: 2018-02-01"), "utf-8")
    return made


def test_list(probata: Callable[..., Any]) -> None:
    regimes = json.loads(probata("regimes", "list", "--json").out)["regimes"]
    assert [r["id"] for r in regimes] == sorted(r["id"] for r in regimes)
    assert {"UN-KP", "UN-IR", "UN-LY", "UN-YE", "UN-SD", "UN-SO", "UN-HT", "UN-TALIBAN"} == {r["id"] for r in regimes}


def test_show(probata: Callable[..., Any]) -> None:
    assert "KP.VEH" in probata("regimes", "show", "un-kp").out
    told = probata("regimes", "show", "UN-KP", "kp.oil.ref").out
    assert "2397 OP5, 2018-01-01 to open (seen)" in told
    assert "500,000 barrels" in told


@pytest.mark.parametrize("words", [("show", "UN-XX"), ("show", "UN-KP", "KP.XX"), ("diff", "UN-KP", "/nowhere.yml")])
def test_what_there_is_not_is_wrong_usage(probata: Callable[..., Any], words: tuple[str, ...]) -> None:
    done = probata("regimes", *words)
    assert done.code == 2
    assert len(done.err.splitlines()) == 1


def test_check(probata: Callable[..., Any], other: Path) -> None:
    assert probata("regimes", "check").code == 0
    done = probata("regimes", "check", str(other))
    assert done.code == 1
    (line,) = done.out.splitlines()
    assert line.startswith(f"{other}:")
    assert "there is a gap after 2375 OP14" in line


def test_check_names_all_that_is_wrong(probata: Callable[..., Any], other: Path) -> None:
    slips = [
        ("2006-10-14, status: seen", "2006-10-14, status: sure"),
        ("items: [oil.ngl]", "items: [oil.gas]"),
        ("targets: [KP]", "targets: [KQ]"),
    ]
    text = other.read_text("utf-8")
    for old, new in slips:
        text = text.replace(old, new, 1)
    other.write_text(text, "utf-8")
    lines = probata("regimes", "check", str(other)).out.splitlines()
    assert any("it is one of seen, partly, unseen" in line for line in lines)
    assert any("KQ, which is in none of the tables of actors" in line for line in lines)
    assert any("oil.gas, which is no entry of the goods table" in line for line in lines)


def test_diff(probata: Callable[..., Any], tmp_path: Path) -> None:
    made = tmp_path / "other.yml"
    made.write_text(UN_KP.replace("title: No coal out of the DPRK", "title: Coal"), "utf-8")
    told = json.loads(probata("regimes", "diff", "UN-KP", str(made), "--json").out)
    assert told == {
        "differences": [{"where": "KP.X.COAL title", "old": "No coal out of the DPRK", "new": "Coal"}],
        "findings": [],
    }


def test_diff_with_a_desk_names_the_findings_that_would_change(
    probata: Callable[..., Any], tmp_path: Path, desk: Path
) -> None:
    before = json.loads(probata("findings", "--json", desk=desk).out)["findings"]
    shells = {f["incident"] for f in before if f["measure"] == "KP.ARMS.FROM"}
    assert shells
    made = tmp_path / "other.yml"
    made.write_text(UN_KP.replace("- id: KP.ARMS.FROM\n", "- id: KP.ARMS.OUT\n"), "utf-8")
    told = json.loads(probata("regimes", "diff", "UN-KP", str(made), "--desk", str(desk), "--json").out)
    changed = {(c["incident"], c["measure"], c["what"]) for c in told["findings"]}
    assert changed == {
        (incident, *each) for incident in shells for each in (("KP.ARMS.FROM", "dropped"), ("KP.ARMS.OUT", "made"))
    }
    assert "KP.ARMS.OUT" in probata("regimes", "diff", "UN-KP", str(made), "--desk", str(desk)).out
    assert json.loads(probata("findings", "--json", desk=desk).out)["findings"] == before


def test_the_nearest_measure_stands_beside_a_finding(probata: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "gift.txt").write_text("Russia sent North Korea a luxury limousine in March 2017.\n", "utf-8")
    assert probata("run", "gift.txt", "--published", "2017-04-02").code == 0
    (finding,) = json.loads(probata("findings", "--json").out)["findings"]
    assert finding["measure"] == "KP.LUX"
    told = " ".join(probata("show", finding["id"]).out.split())
    assert "near, but not engaged: KP.VEH: date in force" in told
    assert "Not in force then: 2397 OP7 from 2017-12-22" in told
    assert "Engages nothing" not in probata("findings").out


def test_schema_is_that_of_the_reader(probata: Callable[..., Any]) -> None:
    schema = json.loads(probata("schema", "regime").out)
    assert schema == file_schema()
    assert {*schema["$defs"], "regime"} >= {"measure", "paragraph", "exemption", "monitor"}


def _parts(value: Any, schema: dict[str, Any], defs: dict[str, Any]) -> Any:
    """Each mapping of a file with the schema of it."""
    schema = defs[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
    if isinstance(value, list):
        for one in value:
            yield from _parts(one, schema.get("items", {}), defs)
    elif isinstance(value, dict):
        yield value, schema
        for key, inner in value.items():
            of = schema.get("properties", {}).get(key) or schema.get("additionalProperties") or {}
            yield from _parts(inner, of, defs)


def test_packaged_files_fit_the_schema() -> None:
    schema = file_schema()
    for file in (files("probata.knowledge") / "data" / "regimes").iterdir():
        for value, part in _parts(parse_yaml(file.read_text("utf-8"), file.name), schema, schema["$defs"]):
            if "required" in part:
                assert set(part["required"]) <= set(value) <= set(part["properties"]), (file.name, value)


@pytest.mark.parametrize("key", [k for k in needed("measure") if k != "paragraphs"])
def test_what_the_schema_needs_the_reader_needs(key: str) -> None:
    assert key in keys("measure")
    start = UN_KP.index("  - id: KP.VEH\n")
    block = UN_KP[start : UN_KP.index("\n\n", start)]
    lines = block.replace("  - id", "    id", 1).splitlines()
    kept = [line for line in lines if not line.startswith(f"    {key}:")]
    kept[0] = f"  - {kept[0].strip()}"
    with pytest.raises(KnowledgeError, match=f"'{key}' is missing"):
        read_regime("un-kp.yml", UN_KP.replace(block, "\n".join(kept)).encode())
