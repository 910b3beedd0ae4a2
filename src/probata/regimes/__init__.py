"""Incidents held against the measures of a regime.

:func:`match` is the whole of this room: it says which measures an incident *engages*, element by
element, and for the others why not. It never says that somebody broke the law.
:func:`lay` puts over a finding what people have decided of it, :func:`lint` looks at their words.
"""

from probata.regimes.judged import contradicted, lay, missing
from probata.regimes.matching import Matching, match
from probata.regimes.wording import lint

__all__ = ["Matching", "contradicted", "lay", "lint", "match", "missing"]
