"""What one claim of an incident has to do with a ceiling: kept beside the incident, added up when somebody asks."""

from __future__ import annotations

from dataclasses import dataclass

from probata.records.caps import Column
from probata.records.claim import ObjectClass
from probata.records.span import Offsets


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount in the unit of a limit, as far as it can be had; ``high`` of ``None`` is open above.

    ``figure`` is the high, or the highest figure told where the high is open.
    """

    low: float
    figure: float
    high: float | None
    words: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A claim that counts, with all that no period changes.

    ``measured`` has an entry for each limit of the measure, by amount and unit. ``counted``: its origin counts as one.
    ``objects`` are the classes that the claim itself names, ``goods`` those of the measure that it may mean.
    ``start`` and ``end`` are ISO days, or the open ends that sort before and after every day.
    """

    origin: str
    counted: bool
    goods: tuple[ObjectClass, ...]
    objects: tuple[ObjectClass, ...]
    kind_open: bool
    suppliers: tuple[str, ...]
    when: str
    start: str
    end: str
    column: Column
    snapshot: bool
    rules: tuple[str, ...]
    measured: tuple[tuple[int, str, Measured], ...]
    passages: tuple[Offsets, ...]


@dataclass(frozen=True, slots=True)
class CapTelling:
    """A claim that names, or denies, goods under the ceiling of ``measure``.

    ``counts`` is ``None`` for one that no total counts: then ``apart`` is the list that it is shown in (``undated``,
    ``denied`` or ``left_out``) and ``because`` the reason; without a reason it is shown nowhere. ``runs``: its incident
    runs the measure's way. ``published`` is the ISO day of its report, ``sentence`` the one that the claim stands in.
    """

    measure: str
    claim: str
    incident: str
    report: str
    source: str
    published: str | None
    runs: bool
    words: str
    quote: str
    sentence: str
    apart: str
    because: str
    counts: Counted | None

    @property
    def shown(self) -> bool:
        """Whether it stands anywhere in the account."""
        return self.counts is not None or bool(self.because)
