"""The case file: a folder with a database and the evidence, its schema, queries and audit.

:class:`Desk` is the whole face of this room. Django is loaded when a desk is opened, not before.
"""

from probata.desk.desk import Desk, Head, Record, State
from probata.desk.filters import Filter, SourceFilter
from probata.desk.folder import DATABASE
from probata.desk.folder import there as is_desk
from probata.desk.voice import Voice

__all__ = ["DATABASE", "Desk", "Filter", "Head", "Record", "SourceFilter", "State", "Voice", "is_desk"]
