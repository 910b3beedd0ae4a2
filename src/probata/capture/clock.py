"""The clock as a seam: what time it is, and how a time of an act is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present moment with its time zone. Tests give their own."""


def utc_now() -> datetime:
    """The present moment in UTC, by the computer's clock."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """A moment in ISO 8601, UTC, to the microsecond: ``2026-11-25T10:11:28.000123Z``.

    Raises ``ValueError`` for a moment without a time zone: its UTC time would be a guess.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone can't be written in UTC")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
