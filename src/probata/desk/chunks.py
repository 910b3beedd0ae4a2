"""Long lists of ids in pieces that one query can take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

K = TypeVar("K", str, int)

CHUNK = 400
"""Values in one query; SQLite has a limit, and a long list is no faster."""


def chunks(values: Iterable[K]) -> Iterator[list[K]]:
    """The values in order, as many at a time as one query takes."""
    ordered = sorted(values)
    return (ordered[n : n + CHUNK] for n in range(0, len(ordered), CHUNK))
