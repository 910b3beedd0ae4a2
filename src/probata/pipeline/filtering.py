"""A filter as somebody wrote it, with the ids that its names stand for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from probata.pipeline.labels import Labels

if TYPE_CHECKING:
    from probata.desk import Filter


def with_ids(by: Filter, labels: Labels | None = None) -> Filter:
    """Actors, sources, places, regimes and the measure as the desk has them ("North Korea" as ``KP``); names that the
    tables don't know stay. :class:`UsageError` for a measure or regime that the rule base doesn't have."""
    labels = labels or Labels()
    return replace(
        by,
        actors=labels.find_actors(by.actors) if by.actors else (),
        sources=labels.find_actors(by.sources) if by.sources else (),
        measure=labels.find_measure(by.measure) if by.measure else None,
        regimes=labels.find_regimes(by.regimes) if by.regimes else (),
        places=labels.find_places(by.places) if by.places else (),
    )
