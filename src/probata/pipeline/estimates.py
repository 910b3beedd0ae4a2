"""The words of likelihood for the faces, which know no tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from probata.knowledge.estimates import Likelihood


def likelihoods() -> tuple[Likelihood, ...]:
    """The words of ICD 203's scale with their ranges, the least likely first."""
    from probata.knowledge.estimates import read_estimates

    return read_estimates().likelihoods
