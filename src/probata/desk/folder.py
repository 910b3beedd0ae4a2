"""A desk's folder: what it must hold, how it is made, and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

from probata.errors import DeskBroken, DeskError, DeskTooNew

DATABASE = "desk.sqlite3"
EVIDENCE = "evidence"
LOCK = "write.lock"
MARK = "desk.postgresql"
"""Stands in the folder where the database is elsewhere, and holds the id that this holds too."""
UNFINISHED = "desk.sqlite3.new"
"""The database is built under this name and renamed when it is whole, so that a desk is there or isn't."""

COMING = "evidence.new"
"""The evidence of another desk while it is being copied here."""

SCHEMA = 1
"""Goes up when the meaning of stored records changes, even where no table does."""

OURS = {LOCK, EVIDENCE, COMING, UNFINISHED, UNFINISHED + "-wal", UNFINISHED + "-shm", UNFINISHED + "-journal"}


def there(folder: Path) -> bool:
    """Whether the folder is a desk's."""
    return any((folder / name).exists() for name in (DATABASE, MARK))


def prepare(folder: Path, create: bool, elsewhere: bool = False) -> bool:
    """See that the folder can be or become a desk; make it if needed. Whether its database (the mark of one, where its
    tables are ``elsewhere``) is there.

    :class:`DeskError` if there is no desk and none shall be made, its tables are in another place than that, or nothing
    can be written, :class:`DeskBroken` if something else is in its place.
    """
    database = MARK if elsewhere else DATABASE
    try:
        if not folder.exists():
            if not create:
                raise _none(folder)
            folder.mkdir(parents=True, exist_ok=True)
        if not folder.is_dir():
            raise DeskBroken(f"{folder} is a file, not a desk; name a folder with --desk")
        found = (folder / database).exists()
        if not found:
            _refuse_the_other(folder, elsewhere)
            strangers = sorted(p.name for p in folder.iterdir() if p.name not in OURS)
            if strangers:
                raise DeskBroken(
                    f"{folder} is a folder but not a desk (it holds {strangers[0]!r}); name another with --desk"
                )
            if not create:
                raise _none(folder)
        for path in (folder, folder / database) if found else (folder,):
            if not os.access(path, os.W_OK):
                raise DeskError(f"{path} can't be written; mend its permissions or name another desk with --desk")
    except OSError as error:
        raise DeskError(
            f"the desk {folder} can't be used: {error.strerror or error}; name another with --desk"
        ) from error
    return found


def judge(folder: Path, where: str, newer: set[str], info: tuple[int, str] | None) -> None:
    """Refuse tables that a newer Probata made, by migrations that aren't known or by what they say of themselves
    (schema and maker), and those that say nothing."""
    if newer or (info is not None and info[0] > SCHEMA):
        made_by = info[1] if info is not None else min(newer)
        raise DeskTooNew(
            f"the desk {folder} was made by a newer Probata ({made_by}); "
            "update Probata, or name another desk with --desk"
        )
    if info is None:
        raise DeskBroken(f"{where} says nothing of itself; restore it from a copy, or name another desk with --desk")


def clear_unfinished(folder: Path) -> None:
    """Remove the database of a desk whose making was cut off; nothing was in it yet."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        (folder / (UNFINISHED + suffix)).unlink(missing_ok=True)


def _refuse_the_other(folder: Path, elsewhere: bool) -> None:
    if elsewhere and (folder / DATABASE).exists():
        raise DeskError(
            f"the desk {folder} has its tables in {DATABASE}; unset PROBATA_DATABASE, or name another with --desk"
        )
    if not elsewhere and (folder / MARK).exists():
        raise DeskError(f"the desk {folder} has its tables in PostgreSQL; name that database with PROBATA_DATABASE")


def _none(folder: Path) -> DeskError:
    return DeskError(f"there is no desk at {folder}; make one with: probata run INPUT --desk {folder}")
