"""The tables of a desk in a database of a PostgreSQL server; its evidence stays in its folder.

The database is the desk's alone (or a schema of it is, named by the address's ``search_path``). An id that both the
folder and the database hold keeps two desks from being mixed up.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from probata.desk import database, folder
from probata.desk.folder import EVIDENCE, MARK
from probata.errors import DeskBroken, DeskError, UsageError

KEPT = 600
"""Seconds that a web thread's connection is used again; a health check goes before each use."""

LOCK = int.from_bytes(b"Prob")
"""The first number of the advisory lock of writers; the second is made of the schema's name."""

_ADDRESS = re.compile(r"postgres(?:ql)?://", re.IGNORECASE)
_TRIES_A_SECOND = 10


class PostgresTables:
    """The database at an address (``postgresql://user:password@host:port/name``, as libpq reads them)."""

    advice = "see that its user may write there and that the server's disk isn't full"

    def __init__(self, desk: Path, address: str) -> None:
        self._desk = desk
        self._settings = _settings_of(address)
        told = f"{desk.resolve()} {address}".encode("utf-8", "surrogateescape")
        self._alias = "desk-" + hashlib.sha256(told).hexdigest()[:16]
        self._mark = desk / MARK
        self._held = threading.local()

    @property
    def where(self) -> str:
        from probata.desk.postgresql.base import shown

        return shown(self._settings)

    def made(self) -> bool:
        return self._identity() is not None and self._info() is not None

    def make(self, now: str, fill: Callable[[str], None] = lambda alias: None) -> None:
        """The tables first, then the mark in the folder, last the row that says they are a desk's; so that what was
        cut off is seen and gone on with."""
        self._refuse_what_is_there()
        alias = self.connect()
        database.migrate(alias)
        fill(alias)
        identity = self._identity() or uuid.uuid4().hex
        self._mark.write_text(identity + "\n", encoding="ascii")
        database.enter_info(alias, now, identity)

    def check(self, known: set[str]) -> set[str]:
        if not self._has("django_migrations"):
            raise DeskBroken(f"{self.where} holds no desk; name the desk's own database with PROBATA_DATABASE")
        applied = {name for (name,) in self._ask("SELECT name FROM django_migrations WHERE app = 'desk'")}
        if not applied:
            raise DeskBroken(f"{self.where} is not a desk's database; name another with PROBATA_DATABASE")
        row: tuple[int, str, str] | None = None
        if applied <= known:
            row = self._info()
        folder.judge(self._desk, self.where, applied - known, row and row[:2])
        if row is not None and row[2] != self._identity():
            raise DeskError(
                f"{self.where} belongs to another desk than the folder {self._desk}; "
                "name the right one with PROBATA_DATABASE or --desk"
            )
        return applied

    def connect(self) -> str:
        return database.register(self._alias, self._settings)

    @contextlib.contextmanager
    def hold(self, patience: float) -> Iterator[None]:
        """A lock of this thread's connection, which the server lets go of when the connection ends."""
        until = time.monotonic() + patience
        while not self._lock("pg_try_advisory_lock"):
            if time.monotonic() >= until:
                raise database.Busy
            time.sleep(1 / _TRIES_A_SECOND)
        before, self._held.by = getattr(self._held, "by", None), self._connection.connection
        try:
            yield
        finally:
            self._held.by = before
            with contextlib.suppress(DeskError):
                if self._connection.connection is not None and not self._connection.lost:
                    self._lock("pg_advisory_unlock")

    def confirm(self) -> None:
        held = getattr(self._held, "by", None)
        if held is not None and self._connection.connection is not held:
            raise DeskError(
                f"the connection to {self.where} was lost and with it the right to write; run the same again"
            )

    # Asking the database, before Django's models can

    @property
    def _connection(self) -> Any:
        from django.db import connections

        return connections[self.connect()]

    def _ask(self, question: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._connection.cursor() as cursor:
            cursor.execute(question, list(values))
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def _lock(self, act: str) -> bool:
        return bool(self._ask(f"SELECT {act}(%s, hashtext(coalesce(current_schema(), '')))", [LOCK])[0][0])

    def _has(self, table: str) -> bool:
        return self._ask("SELECT to_regclass(%s)", [table])[0][0] is not None

    def _info(self) -> tuple[int, str, str] | None:
        """Schema, maker and identity; ``None`` where there is no such table or nothing in it."""
        if not self._has("desk_deskinfo"):
            return None
        columns = "schema, made_by, (to_json(i)->>'identity')"  # a newer desk's table may look otherwise
        row = self._ask(f"SELECT {columns} FROM desk_deskinfo AS i")
        return (row[0][0], row[0][1], row[0][2]) if row else None

    def _identity(self) -> str | None:
        try:
            return self._mark.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise DeskBroken(f"{self._mark} can't be read ({error}); restore it from a copy of the folder") from error

    def _refuse_what_is_there(self) -> None:
        """An empty database is taken, and one where the making of this desk was cut off; nothing else."""
        if self._ask("SHOW server_encoding")[0][0] != "UTF8":
            raise DeskError(f"{self.where} is not in UTF-8; make the desk's database with: createdb --encoding UTF8")
        if (info := self._info()) is not None:
            raise DeskError(
                f"{self.where} holds the desk of another folder (made by {info[1]}); "
                "name that folder with --desk, or an empty database with PROBATA_DATABASE"
            )
        theirs = self._ask(
            "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
            " AND relkind IN ('r', 'p', 'v', 'm', 'f') AND relname <> 'django_migrations'"
            " AND NOT starts_with(relname, 'desk_') ORDER BY 1 LIMIT 1"
        )
        if theirs:
            raise DeskBroken(
                f"{self.where} is in use by something else (it holds {theirs[0][0]!r}); "
                "name an empty database with PROBATA_DATABASE"
            )
        if self._identity() is not None and (self._desk / EVIDENCE).exists():
            raise DeskBroken(
                f"{self.where} holds no desk, but the folder {self._desk} has one; "
                "name its database with PROBATA_DATABASE, or restore that from a copy"
            )


def _settings_of(address: str) -> dict[str, Any]:
    """Django's settings for an address; :class:`UsageError` for none, :class:`DeskError` without the driver."""
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        raise DeskError("PostgreSQL needs another part: install it with: pip install 'probata[postgres]'") from None
    told: dict[str, Any] = {}
    if _ADDRESS.match(address):
        with contextlib.suppress(ProgrammingError):  # it would print the password
            told = {name: value for name, value in conninfo_to_dict(address).items() if value is not None}
    name = told.pop("dbname", None)
    if not name:
        raise UsageError("PROBATA_DATABASE is no address of a database; write postgresql://USER:PASSWORD@HOST/NAME")
    return {
        "ENGINE": "probata.desk.postgresql",
        "NAME": name,
        "USER": told.pop("user", ""),
        "PASSWORD": told.pop("password", ""),
        "HOST": told.pop("host", ""),
        "PORT": str(told.pop("port", "")),
        "CONN_MAX_AGE": KEPT,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": "10", "application_name": "probata", **told},
    }
