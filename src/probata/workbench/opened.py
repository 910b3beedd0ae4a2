"""The desk that this process serves, and its settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from probata.pipeline import Labels

if TYPE_CHECKING:
    from django.http import HttpRequest

    from probata.desk import Desk
    from probata.settings import Settings


@dataclass(slots=True)
class Opened:
    """One desk. Each thread has connections of its own to its database."""

    desk: Desk
    settings: Settings
    first_password: str | None = None
    """What the first person has to give, while nobody has an account."""


_opened: list[Opened] = []


def use(opened: Opened | None) -> None:
    """Serve this desk from now on; ``None`` for none."""
    _opened[:] = [opened] if opened else []
    labels.cache_clear()


def now() -> Opened:
    """What is served; :class:`RuntimeError` for nothing."""
    if not _opened:
        raise RuntimeError("no desk is open in this process")
    return _opened[0]


def desk() -> Desk:
    """The desk."""
    return now().desk


def settings() -> Settings:
    """Its settings, for reading."""
    return now().settings


def settings_for(request: HttpRequest) -> Settings:
    """The settings under the name of who asks: what they do stands so in the custody log."""
    from probata.workbench.guards import person_of

    return replace(now().settings, author=person_of(request).name)


def name() -> str:
    """What the desk is called: its folder."""
    return now().desk.path.resolve().name


def today() -> str:
    """The day by the clock, ISO, UTC."""
    return datetime.now(UTC).date().isoformat()


@cache
def labels() -> Labels:
    """Names of actors, goods and measures."""
    return Labels()
