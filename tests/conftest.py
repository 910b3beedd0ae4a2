"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of domain notes, labelled sets and the seed article, which is not part of the project."""
    folder = Path(os.environ.get("PROBATA_SHARED", Path(__file__).resolve().parents[1].parent / "shared"))
    if not (folder / "gold").is_dir():
        pytest.skip("needs the shared folder (labelled sets, seed article); set PROBATA_SHARED")
    return folder
