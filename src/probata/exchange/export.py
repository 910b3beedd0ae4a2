"""A selection as a file, in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from probata.exchange.about import About
from probata.exchange.caplines import cap_lines
from probata.exchange.csvfile import csv_pieces
from probata.exchange.jsonlines import json_lines
from probata.exchange.lines import lines
from probata.exchange.parquet import need, parquet_pieces
from probata.exchange.tables import TABLES

if TYPE_CHECKING:
    from probata.desk import Desk
    from probata.exchange.selection import Selection
    from probata.pipeline import Labels
    from probata.settings import Settings


class Format(StrEnum):
    """What a file can be; the value is its suffix."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"

    @property
    def media_type(self) -> str:
        """As an answer says it."""
        return {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}.get(
            self.value, "application/vnd.apache.parquet"
        )


def told_of(desk: Desk, wanted: Selection) -> About:
    """What an export made now is."""
    made_at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    name = desk.path.resolve().name
    return About(name, wanted.kind, tuple(wanted.conditions), wanted.order, made_at, wanted.count(desk))


def export(
    desk: Desk,
    settings: Settings,
    wanted: Selection,
    format_: Format,
    labels: Labels,
    about: About | None = None,
    bom: bool = False,
) -> Iterator[bytes]:
    """The file in pieces, never more in memory than some of it. ``about`` is told in Parquet's metadata, ``bom`` is
    for CSV. :class:`~probata.errors.UsageError` before the first piece, for an order that the kind doesn't have, a
    condition that can't be asked of it, and Parquet where it can't be written."""
    if format_ is Format.JSONL:
        yield from json_lines(wanted.records(desk, settings, whole=True))
        return
    if format_ is Format.PARQUET:
        need()
    records = wanted.records(desk, settings, whole=False)
    told = cap_lines(records) if wanted.kind == "caps" else lines(desk, wanted.kind, records)
    if format_ is Format.CSV:
        yield from csv_pieces(TABLES[wanted.kind], told, labels, bom)
    else:
        yield from parquet_pieces(TABLES[wanted.kind], told, labels, about or told_of(desk, wanted))
