"""One Django database a desk, under an alias of its own, so that a process can hold several.

Where the tables of a desk stand is :class:`Tables`: in a file of its folder (:mod:`probata.desk.sqlite`), or in a
database of a server (:mod:`probata.desk.postgres`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from probata.desk import config
from probata.desk.folder import SCHEMA
from probata.errors import DeskError
from probata.settings import Settings
from probata.version import __version__

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor


def _nothing(alias: str) -> None:
    """An empty desk."""


class Tables(Protocol):
    """Where the tables of one desk stand. Nothing is opened before it is asked."""

    @property
    def where(self) -> str:
        """For people to read; without a password."""

    @property
    def advice(self) -> str:
        """What to look at where something can't be written."""

    def made(self) -> bool:
        """Whether the tables are there, whole."""

    def make(self, now: str, fill: Callable[[str], None] = _nothing) -> None:
        """Make them, whole or not at all, with what ``fill`` enters into the database of an alias; the caller holds
        the write lock."""

    def check(self, known: set[str]) -> set[str]:
        """The migrations they have, of ``known``; a :class:`DeskError` where they aren't this desk's, or too new."""

    def connect(self) -> str:
        """The alias of the database; registered on first use."""

    def hold(self, patience: float) -> contextlib.AbstractContextManager[None]:
        """Keep writers on other machines out; :class:`Busy` where one is at work for longer than ``patience`` s."""

    def confirm(self) -> None:
        """See that what :meth:`hold` promises still holds; :class:`DeskError` if not."""


class Busy(DeskError):
    """Another machine is writing."""


def tables_of(folder: Path, settings: Settings) -> Tables:
    """Where the tables of the desk in ``folder`` are, by the settings."""
    if settings.database:
        from probata.desk.postgres import PostgresTables

        return PostgresTables(folder, settings.database)
    from probata.desk.sqlite import SqliteTables

    return SqliteTables(folder)


def register(alias: str, given: dict[str, Any]) -> str:
    """Have Django know a database under an alias."""
    config.setup()
    from django.db import connections

    if alias not in connections.settings:
        filled = connections.configure_settings({"default": {}, alias: dict(given)})
        connections.settings[alias] = filled[alias]
    return alias


def disconnect(alias: str) -> None:
    """Close this thread's connection and forget it."""
    from django.db import connections

    connections[alias].close()


def known_migrations() -> set[str]:
    """The names of the migrations that this version has."""
    return {p.stem for p in (Path(__file__).parent / "migrations").glob("[0-9]*.py")}


def enter_info(alias: str, now: str, identity: str = "") -> None:
    """The row by which a database is a desk's."""
    from probata.desk.models import DeskInfo

    made_by = f"probata {__version__}"
    DeskInfo.objects.using(alias).create(pk=1, schema=SCHEMA, made_by=made_by, created_at=now, identity=identity)


def migrate(alias: str) -> None:
    """Bring the tables up to this version, each step in a transaction of its own."""
    executor = _executor(alias)
    executor.migrate([key for key in executor.loader.graph.leaf_nodes() if key[0] == "desk"])


def _executor(alias: str) -> MigrationExecutor:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    return MigrationExecutor(connections[alias])
