"""One Django database a desk, under an alias of its own, so that a process can hold several."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from probata.desk import config, folder
from probata.desk.folder import DATABASE, SCHEMA, UNFINISHED
from probata.version import __version__

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor

OPTIONS: dict[str, Any] = {
    # WAL lets lists be read while a run writes; with it NORMAL is safe against a kill, and a power cut
    # can lose the last transactions but not break the file: the custody log is then ahead, which is allowed.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    # Take the write lock at the start: a reader that turns writer can't wait and would fail.
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
}


def connect(path: Path) -> str:
    """The alias of the database at ``path``; registered on first use."""
    config.setup()
    from django.db import connections

    alias = "desk-" + hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    if alias not in connections.settings:
        given = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": OPTIONS}
        filled = connections.configure_settings({"default": {}, alias: given})
        connections.settings[alias] = filled[alias]
    return alias


def disconnect(alias: str) -> None:
    """Close this thread's connection and forget it."""
    from django.db import connections

    connections[alias].close()


def known_migrations() -> set[str]:
    """The names of the migrations that this version has."""
    return {p.stem for p in (Path(__file__).parent / "migrations").glob("[0-9]*.py")}


def build(desk: Path, now: str) -> None:
    """Make the desk's database, whole or not at all. The caller holds the write lock."""
    folder.clear_unfinished(desk)
    alias = connect(desk / UNFINISHED)
    migrate(alias)
    from probata.desk.models import DeskInfo

    DeskInfo.objects.using(alias).create(pk=1, schema=SCHEMA, made_by=f"probata {__version__}", created_at=now)
    disconnect(alias)  # the last connection to close folds the write-ahead log into the file
    (desk / UNFINISHED).rename(desk / DATABASE)


def migrate(alias: str) -> None:
    """Bring the tables up to this version, each step in a transaction of its own."""
    executor = _executor(alias)
    executor.migrate([key for key in executor.loader.graph.leaf_nodes() if key[0] == "desk"])


def _executor(alias: str) -> MigrationExecutor:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    return MigrationExecutor(connections[alias])
