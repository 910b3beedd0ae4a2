"""Where in a report's text a value was read."""

from __future__ import annotations

from dataclasses import dataclass

Offsets = tuple[int, int]
"""Start (inclusive) and end (exclusive), in code points of the report's text."""


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of a report, with its words.

    ``text`` is the verbatim quote, so that a span can be checked against the report at any time.
    """

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span must run forward from 0 on, not {self.start}..{self.end}")

    @property
    def offsets(self) -> Offsets:
        return self.start, self.end
