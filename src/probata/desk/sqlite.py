"""The tables of a desk in a file of its folder."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from probata.desk import database, folder
from probata.desk.folder import DATABASE, UNFINISHED
from probata.errors import DeskBroken, DeskError

OPTIONS: dict[str, Any] = {
    # WAL lets lists be read while a run writes; with it NORMAL is safe against a kill, and a power cut
    # can lose the last transactions but not break the file: the custody log is then ahead, which is allowed.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    # Take the write lock at the start: a reader that turns writer can't wait and would fail.
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
}


class SqliteTables:
    """``desk.sqlite3`` in the desk's folder."""

    where = DATABASE
    advice = "see that the disk isn't full or read-only"

    def __init__(self, desk: Path) -> None:
        self._desk = desk

    def made(self) -> bool:
        return (self._desk / DATABASE).exists()

    def make(self, now: str, fill: Callable[[str], None] = lambda alias: None) -> None:
        folder.clear_unfinished(self._desk)
        alias = _register(self._desk / UNFINISHED)
        try:
            database.migrate(alias)
            fill(alias)
            database.enter_info(alias, now)
        finally:
            database.disconnect(alias)  # the last connection to close folds the write-ahead log into the file
        (self._desk / UNFINISHED).rename(self._desk / DATABASE)

    def check(self, known: set[str]) -> set[str]:
        """Read without Django, which would trip over a file that isn't a database."""
        path = self._desk / DATABASE
        address = f"{path.resolve().as_uri()}?mode=rw"
        try:
            with contextlib.closing(sqlite3.connect(address, uri=True, timeout=30)) as base:
                applied = {name for (name,) in base.execute("SELECT name FROM django_migrations WHERE app = 'desk'")}
                row: tuple[int, str] | None = None
                if applied <= known:
                    row = base.execute("SELECT schema, made_by FROM desk_deskinfo").fetchone()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                raise DeskBroken(f"{path} is a database but not a desk's; name another folder with --desk") from error
            raise DeskError(
                f"the desk {self._desk} can't be opened: {error}; see that it isn't in use or read-only"
            ) from error
        except sqlite3.DatabaseError as error:
            raise DeskBroken(
                f"{path} is damaged ({error}); keep the folder, and run the inputs again into a new desk with --desk"
            ) from error
        folder.judge(self._desk, str(path), applied - known, row)
        return applied

    def connect(self) -> str:
        return _register(self._desk / DATABASE)

    @contextlib.contextmanager
    def hold(self, patience: float) -> Iterator[None]:
        """The lock of the folder is enough: SQLite's file is no place for two machines."""
        yield

    def confirm(self) -> None:
        return None


def _register(path: Path) -> str:
    alias = "desk-" + hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    given = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": OPTIONS}
    return database.register(alias, given)
