"""A desk copied whole into another place: from a folder to a server's database, back, or to another folder.

Tables are read and written as they are, records and ids unchanged, so that the copy says the same of everything and
its custody log is the same chain. It is a desk only once all is there: a copy that is cut off leaves nothing that looks
like one, and is made anew by the same command.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from probata.desk import folder
from probata.desk.desk import Desk, plainly, write_lock
from probata.desk.folder import COMING, EVIDENCE
from probata.errors import DeskError
from probata.settings import Settings

if TYPE_CHECKING:
    from django.db.models import Model

ROWS = 5000
"""Rows held in memory at once."""

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copied desk holds: rows of all its tables, files of evidence and their bytes."""

    rows: int
    files: int
    bytes: int


def copy_desk(
    source: Desk, path: Path, settings: Settings, tell: Callable[[str, int], None] = lambda table, rows: None
) -> Copied:
    """Copy ``source`` into the folder ``path``, its tables to where ``settings`` have them; ``tell`` hears of each
    table that is done and its rows.

    Nobody writes to the source meanwhile. People and their passwords belong to the workbench and stay behind.
    :class:`DeskError` where there is a desk already, or something can't be read or written.
    """
    from probata.desk import database

    if path.resolve() == source.path.resolve():
        raise DeskError(f"{path} is the desk itself; name another folder")
    folder.prepare(path, create=True, elsewhere=bool(settings.database))
    tables = database.tables_of(path, settings)
    with source.writing(), write_lock(path, tables), plainly(path, tables):
        if tables.made():
            raise DeskError(f"there is a desk at {path} already; name a new folder (and an empty database)")
        coming = path / COMING
        shutil.rmtree(coming, ignore_errors=True)
        done: list[int] = []

        def fill(alias: str) -> None:
            done.append(_rows(source.base, alias, tell))
            # Last, so that the folder has evidence only when the tables have what it is evidence of.
            if source.evidence.exists():
                shutil.copytree(source.evidence, coming)
                coming.rename(path / EVIDENCE)

        tables.make(datetime.now(UTC).isoformat(timespec="seconds"), fill)
        files = [f.stat().st_size for f in (path / EVIDENCE).rglob("*") if f.is_file()]
        return Copied(done[0], len(files), sum(files))


def _rows(source: str, target: str, tell: Callable[[str, int], None]) -> int:
    from django.db import connections, transaction

    total = 0
    # One transaction: what is cut off leaves empty tables.
    with transaction.atomic(using=target):
        for model in _models():
            number = _write(connections[target], model, _read(source, model))
            there = model._default_manager.using(target).count()
            if not number == there == model._default_manager.using(source).count():
                raise DeskError(f"{model._meta.db_table} wasn't copied whole ({there} rows); run the same again")
            tell(model._meta.db_table, number)
            total += number
        _go_on_counting(connections[target])
    return total


def _models() -> list[type[Model]]:
    """The tables of records, each after those that it points to; the row about the desk itself is the copy's own."""
    from django.apps import apps
    from django.core.serializers import sort_dependencies

    config = apps.get_app_config("desk")
    models = sort_dependencies([(config, [m for m in config.get_models() if m._meta.managed])])
    return [m for m in models if m.__name__ != "DeskInfo"]


def _read(base: str, model: type[Model]) -> Iterator[Row]:
    names = [f.attname for f in model._meta.concrete_fields]
    rows: Iterable[Row] = model._default_manager.using(base).order_by("pk").values_list(*names)
    return iter(rows.iterator(chunk_size=ROWS))  # type: ignore[attr-defined]


def _write(connection: Any, model: type[Model], rows: Iterator[Row]) -> int:
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    table, columns = quote(model._meta.db_table), ", ".join(quote(f.column) for f in fields)
    number = 0
    while part := [
        [f.get_db_prep_save(value, connection) for f, value in zip(fields, row, strict=True)]
        for row in islice(rows, ROWS)
    ]:
        number += len(part)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as stream:
                    for row in part:
                        stream.write_row(row)
            else:
                places = ", ".join(["%s"] * len(fields))
                cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", part)
    return number


def _go_on_counting(connection: Any) -> None:
    """Numbers given by the database go on after the largest that came."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
