"""A desk's folder: what it must hold, how it is made, and what is refused."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from probata.errors import DeskBroken, DeskError, DeskTooNew

DATABASE = "desk.sqlite3"
EVIDENCE = "evidence"
LOCK = "write.lock"
UNFINISHED = "desk.sqlite3.new"
"""The database is built under this name and renamed when it is whole, so that a desk is there or isn't."""

SCHEMA = 1
"""Goes up when the meaning of stored records changes, even where no table does."""

OURS = {LOCK, EVIDENCE, UNFINISHED, UNFINISHED + "-wal", UNFINISHED + "-shm", UNFINISHED + "-journal"}


def prepare(folder: Path, create: bool) -> bool:
    """See that the folder can be or become a desk; make it if needed. Whether its database is there.

    :class:`DeskError` if there is no desk and none shall be made or nothing can be written,
    :class:`DeskBroken` if something else is in its place.
    """
    try:
        if not folder.exists():
            if not create:
                raise _none(folder)
            folder.mkdir(parents=True, exist_ok=True)
        if not folder.is_dir():
            raise DeskBroken(f"{folder} is a file, not a desk; name a folder with --desk")
        there = (folder / DATABASE).exists()
        if not there:
            strangers = sorted(p.name for p in folder.iterdir() if p.name not in OURS)
            if strangers:
                raise DeskBroken(
                    f"{folder} is a folder but not a desk (it holds {strangers[0]!r}); name another with --desk"
                )
            if not create:
                raise _none(folder)
        for path in (folder, folder / DATABASE) if there else (folder,):
            if not os.access(path, os.W_OK):
                raise DeskError(f"{path} can't be written; mend its permissions or name another desk with --desk")
    except OSError as error:
        raise DeskError(
            f"the desk {folder} can't be used: {error.strerror or error}; name another with --desk"
        ) from error
    return there


def check(folder: Path, known: set[str]) -> set[str]:
    """The migrations that the database has, after seeing that it is a desk's and not too new.

    Read without Django, which would trip over a file that isn't a database.
    """
    path = folder / DATABASE
    try:
        with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=30)) as base:
            applied = {name for (name,) in base.execute("SELECT name FROM django_migrations WHERE app = 'desk'")}
            newer = sorted(applied - known)
            row: tuple[int, str] | None = None
            if not newer:
                row = base.execute("SELECT schema, made_by FROM desk_deskinfo").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            raise DeskBroken(f"{path} is a database but not a desk's; name another folder with --desk") from error
        raise DeskError(f"the desk {folder} can't be opened: {error}; see that it isn't in use or read-only") from error
    except sqlite3.DatabaseError as error:
        raise DeskBroken(
            f"{path} is damaged ({error}); keep the folder, and run the inputs again into a new desk with --desk"
        ) from error
    if newer or (row is not None and row[0] > SCHEMA):
        made_by = newer[0] if row is None else row[1]
        raise DeskTooNew(
            f"the desk {folder} was made by a newer Probata ({made_by}); "
            "update Probata, or name another desk with --desk"
        )
    if row is None:
        raise DeskBroken(f"{path} says nothing of itself; restore it from a copy, or name another desk with --desk")
    return applied


def clear_unfinished(folder: Path) -> None:
    """Remove the database of a desk whose making was cut off; nothing was in it yet."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        (folder / (UNFINISHED + suffix)).unlink(missing_ok=True)


def _none(folder: Path) -> DeskError:
    return DeskError(f"there is no desk at {folder}; make one with: probata run INPUT --desk {folder}")
