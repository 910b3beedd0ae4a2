from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from probata.records import Entry
from probata.screening.formats import entries, format_of


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str | bytes], list[Entry]]:
    """Reads a list from its text, as an import does."""

    def read(content: str | bytes) -> list[Entry]:
        path = tmp_path / "given"
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        found = format_of(path, "given")
        return list(entries(path, "given", found.list_id, found))

    return read
