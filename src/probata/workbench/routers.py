"""Which database a table lives in: people and sessions apart from the evidence.

A desk that is copied or handed on then takes no password and no token with it.
"""

from __future__ import annotations

from typing import Any

_alias: list[str] = []
"""The database of people of the workbench that this process serves; one at most."""

DESK = "desk"


def use(alias: str) -> None:
    """Have people, sessions and tokens kept in this database from now on."""
    _alias[:] = [alias]


def people() -> str:
    """The database of people; :class:`RuntimeError` before a workbench is open."""
    if not _alias:
        raise RuntimeError("no workbench is open in this process")
    return _alias[0]


class People:
    """The router. A desk's own tables always name their database."""

    def db_for_read(self, model: type[Any], **hints: Any) -> str | None:
        return None if model._meta.app_label == DESK else people()

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool | None:
        return None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (app_label == DESK) is not db.startswith("people-")
