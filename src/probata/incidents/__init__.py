"""Claims of one event brought together: who asserts, alleges, denies it, from how many origins.

:func:`fuse` is the whole of this room. The tables that decide what may be joined stand in
:mod:`~probata.incidents.kinds` and :mod:`~probata.incidents.similarity`.
"""

from probata.incidents.fusion import ENGINE, fuse

__all__ = ["ENGINE", "fuse"]
