"""docs/api.md: what it has a reader type is typed, and gives what it says."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.workbench.api.conftest import Program
from tests.workbench.conftest import Live

from probata.workbench.api.refusals import DO

PAGE = Path(__file__).parents[3] / "docs" / "api.md"
BLOCK = re.compile(r"```bash\n(.*?)```\n(?:```(?:text|json)\n(.*?)```\n)?", re.S)
END = "---8<---"


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
def test_its_examples_do_what_it_says(live: Live, program: Callable[..., Program], tmp_path: Path) -> None:
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    secret = program("rev").headers["Authorization"].removeprefix("Bearer ")
    script = f"\necho; echo '{END}'\n".join(code for code, _ in blocks)
    assert "http://127.0.0.1:8000" in script
    assert "probata_..." in script
    script = script.replace("http://127.0.0.1:8000", live.url).replace("probata_...", secret)
    ran = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    for (code, told), got in zip(blocks, ran.stdout.split(END), strict=True):
        wanted = ".*?".join(map(re.escape, told.strip().split("…")))
        assert re.fullmatch(wanted, got.strip(), re.S), f"{code}\n{told}\n{got}"


def test_it_tells_every_status_of_a_refusal() -> None:
    assert [int(s) for s in re.findall(r"^\| (\d{3}) \|", PAGE.read_text(encoding="utf-8"), re.M)] == sorted(DO)
