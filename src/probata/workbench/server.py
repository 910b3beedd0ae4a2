"""The workbench as a server: one desk, on this machine's own address unless a team says otherwise."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from probata.errors import DeskError, UsageError
from probata.workbench import config

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler

    from probata.settings import Settings
    from probata.workbench.opened import Opened

PEOPLE = "workbench.sqlite3"
KEY = "workbench.key"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
THREADS = 8


def open_workbench(settings: Settings, hosts: tuple[str, ...] = ()) -> Opened:
    """Open a desk and its people, and have this process serve them; ``hosts`` are names that it is asked by.

    What :meth:`probata.desk.Desk.open` raises. Where nobody has an account yet, ``first_password`` of the result is
    what the first person has to give.
    """
    config.setup()
    from django.conf import settings as django

    from probata.desk import Desk
    from probata.pipeline import refresh
    from probata.workbench import opened

    desk = Desk.open(settings.desk, settings, create=True)
    # Here, where somebody waits for a start and not for a page; also what other code or rules had made.
    refresh(desk, settings, upgrade=True)
    _open_people(desk.path)
    django.SECRET_KEY = _key(desk.path / KEY)
    django.ALLOWED_HOSTS = [*config.ALLOWED_HOSTS, *hosts]

    from probata.workbench.models import Person

    first = None if Person.objects.exists() else "-".join(secrets.token_hex(2) for _ in range(4))
    it = opened.Opened(desk, settings, first)
    opened.use(it)
    return it


def application() -> WSGIHandler:
    """The WSGI application of the desk that is open."""
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def serve(host: str, port: int) -> None:
    """Answer until interrupted. :class:`UsageError` where the address can't be had."""
    from waitress.server import create_server

    try:
        server = create_server(application(), host=host, port=port, threads=THREADS, ident="probata",
                               asyncore_use_poll=True, clear_untrusted_proxy_headers=True)  # fmt: skip
    except OSError as error:
        raise UsageError(
            f"{host} port {port} can't be used ({error.strerror or error}); name another with --port"
        ) from None
    try:
        server.run()
    finally:
        server.close()


def _open_people(folder: Path) -> None:
    """The database of people in a desk's folder, made or brought up to date."""
    import hashlib

    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    from probata.workbench import routers

    path = folder / PEOPLE
    alias = "people-" + hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    if alias not in connections.settings:
        from probata.desk.sqlite import OPTIONS

        given = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": OPTIONS, "CONN_MAX_AGE": None}
        connections.settings[alias] = connections.configure_settings({"default": {}, alias: given})[alias]
    if not path.exists():
        path.touch(mode=0o600)
    routers.use(alias)
    executor = MigrationExecutor(connections[alias])
    executor.migrate([key for key in executor.loader.graph.leaf_nodes() if key[0] != "desk"])


def _key(path: Path) -> str:
    """The key that signs sessions; made once, readable by the owner alone."""
    try:
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48), encoding="ascii")
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise DeskError(f"{path} can't be used: {error.strerror or error}; mend its permissions") from error
