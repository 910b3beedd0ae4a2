"""What was done to one text to get another, stretch by stretch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from probata.records.span import Offsets


class EditKind(StrEnum):
    """What became of a stretch of the first text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of two texts: ``a`` and ``b`` are its offsets in either, of no length where it has nothing there.

    The edits of two texts follow one another without a gap on both sides.
    """

    kind: EditKind
    a: Offsets
    b: Offsets
