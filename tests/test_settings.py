"""Settings come from the environment, and a bad one is one clear line."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from probata.errors import UsageError
from probata.settings import Settings


def test_defaults_hold_without_an_environment() -> None:
    assert Settings.from_environment({}).desk == Path("desk")


@pytest.mark.parametrize(
    ("name", "raw", "field", "value"),
    [
        ("PROBATA_DESK", "case-7", "desk", Path("case-7")),
        ("PROBATA_MAX_BYTES", "1024", "max_bytes", 1024),
        ("PROBATA_TIMEOUT", "2.5", "timeout", 2.5),
        ("PROBATA_ALLOW_PRIVATE", "yes", "allow_private", True),
        ("PROBATA_AUTHOR", " Ann ", "author", "Ann"),
    ],
)
def test_values_are_read(name: str, raw: str, field: str, value: object) -> None:
    assert getattr(Settings.from_environment({name: raw}), field) == value


@pytest.mark.parametrize(("name", "raw"), [("PROBATA_MAX_BYTES", "many"), ("PROBATA_ALLOW_PRIVATE", "perhaps")])
def test_a_bad_value_names_the_variable(name: str, raw: str) -> None:
    with pytest.raises(UsageError, match=name):
        Settings.from_environment({name: raw})


def test_importing_probata_costs_next_to_nothing() -> None:
    def used() -> float:
        """Seconds of processor time, which other programs on the machine don't lengthen."""
        of_children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return of_children.ru_utime + of_children.ru_stime

    def best(code: str) -> float:
        runs = []
        for _ in range(5):
            started = used()
            subprocess.run([sys.executable, "-c", code], check=True)
            runs.append(used() - started)
        return min(runs)

    assert best("import probata, probata.records, probata.errors") - best("pass") < 0.3


def test_importing_probata_loads_no_model_and_no_framework() -> None:
    heavy = "{'spacy', 'django', 'pydantic', 'trafilatura', 'httpx'}"
    code = f"import sys, probata.cli.main; print(sorted({heavy} & set(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert out.stdout.strip() == "[]"
