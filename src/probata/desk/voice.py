"""Who speaks in a claim, and when."""

from __future__ import annotations

from dataclasses import dataclass

from probata.records import DateInterval, Stance


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a claim, and when: ``said`` is the last day on which it was said, empty where none is told;
    ``published`` the day of its report, ``outlet`` its outlet; ``time`` when the event is told to have been."""

    claim: str
    source: str
    stance: Stance
    negated: bool
    said: str
    published: str
    outlet: str
    time: DateInterval | None
