"""By what goods or people move: vessels, aircraft, trains, with the identifiers that the text gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from probata.records.span import Offsets, Span


class MeansKind(StrEnum):
    """What carries."""

    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    TRAIN = "train"
    TRUCK = "truck"
    PIPELINE = "pipeline"


@dataclass(frozen=True, slots=True)
class MeansEvidence:
    """The passages that each value of a means was read from."""

    name: tuple[Offsets, ...] = ()
    model: tuple[Offsets, ...] = ()
    imo: tuple[Offsets, ...] = ()
    mmsi: tuple[Offsets, ...] = ()
    flag: tuple[Offsets, ...] = ()
    registration: tuple[Offsets, ...] = ()


@dataclass(frozen=True, slots=True)
class Means(Span):
    """What carries, in the text's words ("cargo ship Lady R", "by rail").

    ``name`` is a vessel's, as the table has it, else as written. ``model`` is an aircraft's type ("Il-76").
    ``imo`` and ``mmsi`` are the digits as printed, never mended: ``imo_valid`` says whether the check digit of
    an IMO number fits (a valid one does not prove that the vessel is the one). ``flag`` is a state's code where
    the text tells the flag; ``registration`` an aircraft's tail number. A value without a passage is
    refused: :class:`ValueError`.
    """

    kind: MeansKind
    name: str | None = None
    model: str | None = None
    imo: str | None = None
    imo_valid: bool | None = None
    mmsi: str | None = None
    flag: str | None = None
    registration: str | None = None
    evidence: MeansEvidence = MeansEvidence()

    def __post_init__(self) -> None:
        Span.__post_init__(self)
        for name in ("name", "model", "imo", "mmsi", "flag", "registration"):
            if getattr(self, name) and not getattr(self.evidence, name):
                raise ValueError(f"means at {self.start}: {name} has a value but no passage behind it")
        if (self.imo is None) != (self.imo_valid is None):
            raise ValueError(f"means at {self.start}: an IMO number and the test of it go together")


def valid_imo(number: str) -> bool:
    """Whether an IMO number's seventh digit fits the first six (weights 7 to 2; ``domain/actors.md`` section 5)."""
    if len(number) != 7 or not (number.isascii() and number.isdigit()):
        return False
    digits = [int(c) for c in number]
    return sum(d * w for d, w in zip(digits, range(7, 1, -1), strict=False)) % 10 == digits[6]
