"""A grade as a person writes it: "B" of a source; "3", "B3" or "B/3" of an incident."""

from __future__ import annotations

import re
from dataclasses import dataclass

from probata.errors import UsageError

_GRADE = re.compile(r"([A-F])?\s*/?\s*([1-6])?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Graded:
    """What is said of a source beside its letter: from and to which ISO day it holds, and three descriptors."""

    valid_from: str | None = None
    valid_to: str | None = None
    access: str | None = None
    record: str | None = None
    interest: str | None = None


def read_grade(words: str) -> tuple[str | None, str | None]:
    """The letter and the number; :class:`UsageError` for what is neither."""
    found = _GRADE.fullmatch(words.strip())
    letter, number = found.groups() if found else (None, None)
    if not letter and not number:
        raise UsageError(
            f"{words!r} is no grade; reliability is a letter from A to F, credibility a number from 1 to 6, both B3"
        )
    return letter.upper() if letter else None, number
