"""The command line answers at once: nothing heavy is loaded before a command needs it."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

HEAVY = ("django", "spacy", "pydantic", "trafilatura", "httpx", "numpy", "rich", "yaml")


def seconds(*args: str) -> float:
    """The shortest of several runs: other processes can only make one longer."""
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *args], check=True, capture_output=True)
        taken.append(time.perf_counter() - begun)
    return min(taken)


def test_help_takes_little_more_than_python_itself() -> None:
    assert seconds("-m", "probata.cli", "--help") - seconds("-c", "pass") < 0.3


def test_importing_takes_next_to_nothing() -> None:
    assert seconds("-c", "import probata") - seconds("-c", "pass") < 0.1


@pytest.mark.parametrize("module", ["probata", "probata.cli.main", "probata.pipeline", "probata.desk"])
def test_nothing_heavy_is_imported(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert {name.split(".")[0] for name in loaded} & set(HEAVY) == set()
