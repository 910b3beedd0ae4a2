"""Incidents held against the measures of a regime.

:func:`match` is the whole of this room: it says which measures an incident *engages*, element by
element, and for the others why not. It never says that somebody broke the law.
"""

from probata.regimes.matching import Matching, match

__all__ = ["Matching", "match"]
