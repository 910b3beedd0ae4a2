"""What others take away: lists as files for spreadsheets, programs and databases.

::

    wanted = Selection("claims", by)
    for piece in export(desk, settings, wanted, Format.CSV):
        file.write(piece)

Each kind of record has one table of columns (:data:`TABLES`) that CSV, Parquet and ``docs/exports.md`` are made from;
JSON Lines has the whole records. Nothing is held in memory but the records that are being written.
"""

from probata.exchange.about import About
from probata.exchange.caplines import cap_lines
from probata.exchange.columns import Column, Type
from probata.exchange.csvfile import csv_pieces
from probata.exchange.export import Format, export, told_of
from probata.exchange.lines import Line, lines
from probata.exchange.parquet import available as parquet_available
from probata.exchange.selection import KINDS, ExportKind, Selection, selected
from probata.exchange.tables import TABLES

__all__ = [
    "KINDS",
    "TABLES",
    "About",
    "Column",
    "ExportKind",
    "Format",
    "Line",
    "Selection",
    "Type",
    "cap_lines",
    "csv_pieces",
    "export",
    "lines",
    "parquet_available",
    "selected",
    "told_of",
]
