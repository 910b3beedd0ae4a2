"""The documentation says what the software does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_the_page_of_commands_is_that_of_the_command_line() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "typer", "probata.cli.main", "utils", "docs", "--name", "probata"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert written.strip() == made.strip(), "docs/commands.md is old: run `make docs`"


@pytest.mark.parametrize("page", [*sorted(p.relative_to(ROOT).as_posix() for p in ROOT.glob("*.md")), "docs"])
def test_links_between_pages_lead_somewhere(page: str) -> None:
    pages = [ROOT / page] if page.endswith(".md") else sorted((ROOT / page).glob("*.md"))
    for at in pages:
        for target in re.findall(r"\]\(([^)#]+)", at.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (at.parent / target).exists(), f"{at.name} links to {target}"


def test_the_examples_are_labelled_as_paraphrases() -> None:
    lines = (ROOT / "examples" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 30
    assert all('"text_kind": "paraphrase"' in line and '"url": null' in line for line in lines)
