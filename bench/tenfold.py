"""A desk many times as large: a desk taken several times over, under other ids each time, into another place.

    PROBATA_DATABASE=postgresql://… python bench/tenfold.py DESK OUT [--times 10]

What the pages are timed on where building a synthetic desk of the size by its claims (``bench/scale.py``) takes too
long. Tables and indexes are as large as such a desk's, and everybody and every measure is told of as often; but the
same days, words and amounts come back ``--times`` times, no incident is larger than in ``DESK``, and copies are not
sought anew among all reports. ``DESK`` has to be up to date (open it once); it is only read, and evidence stays there.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from probata.settings import Settings

OTHER = "abcdefghijklmnopqrstuvwxyz234567"
"""What the second letter of an id becomes, by the number of the time: an id keeps 55 of its 60 bits."""

PLACE = "\x01"
"""Stands for that letter until the number is known."""

ROWS = 5000
ONCE = ("SourceRow", "CustodyRow", "DecisionRow", "DecisionSubject")
"""Tables whose rows are of the desk as a whole."""


class Renamed:
    """Texts in which every id of the desk has its second letter open."""

    def __init__(self, base: str, models: Sequence[Any]) -> None:
        keys = [m for m in models if m._meta.pk.get_internal_type() == "CharField" and m.__name__ not in ONCE]
        self._ids = {i for m in keys for i in m._default_manager.using(base).values_list("pk", flat=True)}
        self._id = re.compile(r"\b[a-z][a-z2-7]{12}\b")

    def open(self, text: str) -> str:
        """The text with :data:`PLACE` in its ids."""
        return self._id.sub(lambda m: m[0][0] + PLACE + m[0][2:] if m[0] in self._ids else m[0], text)


def take(source: str, target: str, times: int) -> int:
    """Write the tables of ``source`` into those of ``target``; how many rows that were."""
    from django.db import connections, transaction

    from probata.desk.moving import _models

    models = _models()
    renamed, written = Renamed(source, models), 0
    with transaction.atomic(using=target):
        for model in models:
            began, rows = time.perf_counter(), 0
            once = model.__name__ in ONCE
            for row in opened(source, model, renamed, times if once else 1):
                rows += _copy(connections[target], model, row, 1 if once else times)
            written += rows
            print(f"{model._meta.db_table}: {rows} rows in {time.perf_counter() - began:.0f} s", flush=True)
    return written


def opened(source: str, model: Any, renamed: Renamed, counted: int) -> Iterator[list[list[Any]]]:
    """Rows, :data:`ROWS` at a time, as they are written: JSON as text, ids open."""
    fields = fields_of(model)
    names = [f.attname for f in fields]
    kinds = [f.get_internal_type() for f in fields]
    rows = model._default_manager.using(source).order_by("pk").values_list(*names).iterator(chunk_size=ROWS)
    while part := list(islice(rows, ROWS)):
        made = []
        for row in part:
            line: list[Any] = []
            for name, kind, value in zip(names, kinds, row, strict=True):
                if kind == "JSONField" and value is not None:
                    value = json.dumps(value, ensure_ascii=False)
                if isinstance(value, str):
                    value = renamed.open(value)
                line.append(value * counted if name == "told" else value)
            made.append(line)
        yield made


def fields_of(model: Any) -> list[Any]:
    """The columns that are written: numbers that the database gives are its own."""
    return [f for f in model._meta.concrete_fields if "Auto" not in f.get_internal_type()]


def _copy(connection: Any, model: Any, rows: Sequence[Sequence[Any]], times: int) -> int:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(f.column) for f in fields_of(model))
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN") as stream,
    ):
        for letter in OTHER[:times]:
            for row in rows:
                stream.write_row([v.replace(PLACE, letter) if isinstance(v, str) else v for v in row])
    return len(rows) * times


def make(source: Path, out: Path, times: int, settings: Settings) -> None:
    """Take the desk ``source`` into the folder ``out`` and the empty database of ``settings``."""
    from django.db import connections

    from probata.desk import Desk, database
    from probata.desk.models import DeskInfo

    with Desk.open(source, replace(settings, database=None)) as desk:
        made_with = desk.assessed_with
        out.mkdir(parents=True, exist_ok=True)
        tables = database.tables_of(out, settings)
        rows: list[int] = []
        tables.make(
            datetime.now(UTC).isoformat(timespec="seconds"), lambda alias: rows.append(take(desk.base, alias, times))
        )
        print(f"{rows[0]} rows", flush=True)
        alias = tables.connect()
        DeskInfo.objects.using(alias).update(assessed_with=made_with)
        with connections[alias].cursor() as cursor:
            cursor.execute("ANALYZE")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("desk", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--times", type=int, default=10)
    given = parser.parse_args()
    address = os.environ.get("PROBATA_DATABASE")
    if not address or not 1 <= given.times <= len(OTHER):
        sys.exit(f"name a database in PROBATA_DATABASE, and --times from 1 to {len(OTHER)}")

    from probata.settings import Settings

    make(given.desk, given.out, given.times, Settings(author="benchmark", database=address))


if __name__ == "__main__":
    main()
