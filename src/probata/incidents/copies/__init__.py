"""Copies: reports that share a text, found by fingerprints and shown passage by passage.

:func:`fingerprints` are what a table holds of each report, :func:`find` looks up one report's copies there and
compares at most a dozen of them, :func:`compare` holds two reports against each other, :func:`taking_part` says which
of them count for origins.
"""

from probata.incidents.copies.compare import ENGINE, compare, turned
from probata.incidents.copies.find import COPIED, find
from probata.incidents.copies.fingerprints import fingerprints
from probata.incidents.copies.index import CopyIndex, MemoryIndex
from probata.incidents.copies.taking import KINDS, takes_part, taking_part

__all__ = [
    "COPIED",
    "ENGINE",
    "KINDS",
    "CopyIndex",
    "MemoryIndex",
    "compare",
    "find",
    "fingerprints",
    "takes_part",
    "taking_part",
    "turned",
]
