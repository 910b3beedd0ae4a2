"""The national regime of docs/regimes.md: dropped into a folder it is part of the rule base."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from probata.knowledge import load
from probata.knowledge.regimefile import find_problems
from probata.pipeline import Labels, rulebase
from probata.pipeline.engine import Engine
from probata.settings import Settings

PAGE = (Path(__file__).parents[1] / "docs" / "regimes.md").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (block,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "gb-kp.yml").write_text(block, "utf-8")
    monkeypatch.setenv("PROBATA_REGIMES", str(tmp_path))
    return tmp_path


def test_the_file_is_right(folder: Path) -> None:
    content = (folder / "gb-kp.yml").read_bytes()
    assert find_problems("gb-kp.yml", content, [i.id for i in load().goods]) == ()


def test_it_is_part_of_the_rule_base(folder: Path) -> None:
    ids = [r.id for r in rulebase.regimes()]
    assert ids[-1] == "GB-KP"
    assert len(ids) == len(set(ids)) == len(rulebase.regimes(Settings())) + 1
    assert Labels().find_measure("gb.kp.lux.horses") == "GB.KP.LUX.HORSES"


def test_findings_are_made_anew_with_it(folder: Path) -> None:
    own, packaged = Engine(Settings.from_environment()), Engine(Settings())
    assert own.assessor != packaged.assessor
    assert "GB-KP" in {r.id for r in own.regimes}


def test_a_broken_file_is_named_and_nothing_runs(folder: Path) -> None:
    (folder / "gb-kp.yml").write_text("id: GB-KP\ntitle: x\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "probata.cli", "regimes", "list"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert "gb-kp.yml" in done.stderr
    assert len(done.stderr.splitlines()) == 1
