"""What the language and claims steps give for one report."""

from __future__ import annotations

from dataclasses import dataclass

from probata.records.claim import Claim
from probata.records.quantity import Quantity
from probata.records.report import Report
from probata.records.statement import Statement
from probata.records.time import Timex


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that the language and claims steps read from one report."""

    report: Report
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    times: tuple[Timex, ...]
    quantities: tuple[Quantity, ...]
