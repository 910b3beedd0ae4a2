"""A desk on PostgreSQL lists and gives back the same as one on SQLite.

- Text is kept under collation "C", which orders by code points, as SQLite does, whatever the server speaks.
- Text has no length but what fits, as on SQLite; a record is never refused for the length of its copy in a column.
- Records are ``json``, which keeps their words as they came; ``jsonb`` would sort the keys and refuse U+0000. So
  nothing can be looked up inside a record, nor can rows with one be told apart by DISTINCT.
- A connection that can't be made, or is lost, is one line that says so, without the password.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import psycopg
from django.db import InterfaceError, OperationalError
from django.db.backends.postgresql import base, operations, schema
from psycopg.types.json import Json
from psycopg.types.string import TextLoader

from probata.errors import DeskError


class DatabaseOperations(operations.DatabaseOperations):
    """Values on their way in."""

    def adapt_json_value(self, value: Any, encoder: Any) -> Any:
        """A record as it stands; it is written as ASCII, so that any words fit."""
        return Json(value)


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    """Text under collation "C"; its one index then serves the beginning of a word too."""

    def _iter_column_sql(
        self, column_db_type: str, params: Any, model: Any, field: Any, field_db_params: Any, include_default: bool
    ) -> Iterator[str]:
        if column_db_type == "text":
            field_db_params = {**field_db_params, "collation": "C"}
        told: Iterator[str] = super()._iter_column_sql(  # type: ignore[misc]
            column_db_type, params, model, field, field_db_params, include_default
        )
        return told

    def _create_like_index_sql(self, model: Any, field: Any) -> None:
        return None


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection of one thread to a desk's database."""

    data_types: ClassVar[dict[str, Any]] = {  # type: ignore[misc]
        **base.DatabaseWrapper.data_types, "CharField": "text", "JSONField": "json",
    }  # fmt: skip
    SchemaEditorClass = DatabaseSchemaEditor
    ops_class = DatabaseOperations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(self._execute_plainly)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection; :class:`DeskError` where there is none to be had."""
        try:
            made = super().get_new_connection(conn_params)
        except psycopg.OperationalError as error:
            raise DeskError(
                f"the database {shown(self.settings_dict)} can't be opened ({_reason(error)}); "
                "mend PROBATA_DATABASE, or see that the server is up"
            ) from None  # the cause names what was tried
        made.adapters.register_loader("json", TextLoader)
        return made

    @property
    def lost(self) -> bool:
        """Whether there was a connection and it is gone."""
        return self.connection is not None and self.connection.closed

    def _execute_plainly(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        try:
            return execute(sql, params, many, context)
        except (OperationalError, InterfaceError) as error:
            raise self._plainly(error) from error

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        except (OperationalError, InterfaceError) as error:
            raise self._plainly(error) from error

    def _plainly(self, error: Exception) -> Exception:
        if not self.lost:
            return error
        return DeskError(
            f"the connection to {shown(self.settings_dict)} was lost ({_reason(error)}); "
            "what was saved is kept: run the same again when the server is back"
        )


def shown(settings: dict[str, Any]) -> str:
    """A database for people to read: without user and password."""
    port = f":{settings['PORT']}" if settings.get("PORT") else ""
    return f"postgresql://{settings.get('HOST') or ''}{port}/{settings['NAME']}"


def _reason(error: Exception) -> str:
    """The server's own words, where it gave some."""
    words = " ".join(str(error).split())
    return words.rpartition("FATAL: ")[2].strip() or type(error).__name__
