"""Reports of one event in the news, brought together by what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class StoryRule(StrEnum):
    """How a report came to its story.

    ``founder``: it is the first by day and id. ``alike``: it is like the story's reports on average. ``only_choice``:
    it is like no story enough, but like one of them far more than like any other.
    """

    FOUNDER = "founder"
    ALIKE = "alike"
    ONLY_CHOICE = "only choice"


@dataclass(frozen=True, slots=True)
class StoryFeature:
    """One kind of evidence and its share in a likeness; ``because`` are the strongest terms behind it."""

    name: str
    share: float
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryJoin:
    """Why a report stands in its story.

    ``nearest`` is the report of the story that it is most like, ``features`` are of that likeness and sum up to
    ``nearest_score``; ``score`` is the likeness with the story's other reports on average, which decides.
    """

    report: str
    rule: StoryRule
    score: float = 0.0
    nearest: str | None = None
    nearest_score: float = 0.0
    features: tuple[StoryFeature, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one event, in the order of publication. Its id is made of its founder's and may change."""

    id: str
    reports: tuple[str, ...]
    joins: tuple[StoryJoin, ...]
