"""Probata turns the news record into an evidence ledger for sanctions monitoring.

Importing this package loads nothing else: the model, Django and the tables come with the first
call that needs them. Begin with :mod:`probata.pipeline` (the walk) and :mod:`probata.records`
(the nouns).
"""

from probata.version import __version__

__all__ = ["__version__"]
