"""Claims of one event brought together: who asserts, alleges, denies it, from how many origins.

:func:`fuse` does all at once. The tables that decide what may be joined stand in
:mod:`~probata.incidents.kinds` and :mod:`~probata.incidents.similarity`.
:class:`Rulings` is what people have decided.
"""

from probata.incidents.assembly import ENGINE
from probata.incidents.decisions import Rulings
from probata.incidents.fusion import fuse

__all__ = ["ENGINE", "Rulings", "fuse"]
