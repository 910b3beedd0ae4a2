"""What all tests share."""

from __future__ import annotations

import itertools
import os
import pwd
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from probata.workbench import config

# The workbench's settings hold the desk's; a process can have one kind only, and its tests run in this one too.
config.setup()


# The same inputs on every run, so that what passed here passes elsewhere. New inputs are looked for by hand:
# `pytest --hypothesis-profile=exploring`.
settings.register_profile("landing", derandomize=True, print_blob=True)
settings.register_profile("exploring", derandomize=False, print_blob=True)
settings.load_profile("landing")


@pytest.fixture(scope="session", autouse=True)
def tables_made_once() -> Iterator[None]:
    """Hundreds of tests make a desk: its empty tables are made by the migrations once, then copied."""
    from django.db.migrations.executor import MigrationExecutor

    made: dict[Any, sqlite3.Connection] = {}
    by_steps = MigrationExecutor.migrate

    def migrate(self: Any, targets: Any, *given: Any, **more: Any) -> Any:
        base, key = self.connection, tuple(sorted(targets))
        new = base.vendor == "sqlite" and not given and not more and not base.introspection.table_names()
        if new and key in made:
            base.ensure_connection()
            made[key].backup(base.connection)
            return None
        done = by_steps(self, targets, *given, **more)
        if new:
            made[key] = sqlite3.connect(":memory:", check_same_thread=False)
            base.connection.backup(made[key])
        return done

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MigrationExecutor, "migrate", migrate)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of domain notes, labelled sets and the seed article, which is not part of the project."""
    folder = Path(os.environ.get("PROBATA_SHARED", Path(__file__).resolve().parents[1].parent / "shared"))
    if not (folder / "gold").is_dir():
        pytest.skip("needs the shared folder (labelled sets, seed article); set PROBATA_SHARED")
    return folder


POSTGRESQL = Path(os.environ.get("PROBATA_TEST_POSTGRESQL", "/usr/lib/postgresql/15/bin"))
"""The programs of a PostgreSQL server; it and its database are the tests' own."""


@dataclass
class PostgresServer:
    """A server of the tests on a port of this machine; each desk gets a database of its own."""

    port: int
    password: str
    log: Path
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _spare: list[str] = field(default_factory=list)

    def address(self, database: str, password: str | None = None) -> str:
        return f"postgresql://tester:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def sql(self, address: str, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a statement gives, on a connection of its own."""
        import psycopg

        with psycopg.connect(address, autocommit=True) as base:
            done = base.execute(statement.encode(), values or None)
            return done.fetchall() if done.description else []

    def empty(self) -> str:
        """The address of a new database."""
        name = f"desk{next(self._numbers)}"
        self.sql(self.address("postgres"), f"CREATE DATABASE {name}")
        return self.address(name)

    def take(self) -> str:
        """The address of a database with empty tables that isn't a desk's yet: quicker than making one."""
        if self._spare:
            return self._spare.pop()
        from probata.desk import database
        from probata.desk.postgres import PostgresTables

        made = self.empty()
        alias = PostgresTables(Path("template"), made).connect()
        database.migrate(alias)
        database.disconnect(alias)
        return made

    def give_back(self, address: str) -> None:
        """Empty the tables of a database, to be taken again."""
        of_desk = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'desk\\_%'"
        tables = ", ".join(name for (name,) in self.sql(address, of_desk))
        # As a replica: a table to which rows are only added refuses to be emptied.
        self.sql(address, f"SET session_replication_role = replica; TRUNCATE {tables} RESTART IDENTITY")
        self._spare.append(address)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server for this run of the tests."""
    pytest.importorskip("psycopg", reason="needs psycopg (the extra postgres)")
    if not (POSTGRESQL / "initdb").exists():
        pytest.skip(f"needs PostgreSQL's programs in {POSTGRESQL}; set PROBATA_TEST_POSTGRESQL")
    memory = Path("/dev/shm")  # a server of many databases writes more than a slow disk likes
    folder = Path(tempfile.mkdtemp(prefix="probata-postgres-", dir=memory if memory.is_dir() else None))
    user: dict[str, Any] = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        name = next(u.pw_name for u in pwd.getpwall() if u.pw_name in ("postgres", "nobody"))
        user = {"user": name, "extra_groups": []}
        shutil.chown(folder, name)
    server = PostgresServer(free_port(), secrets.token_hex(8), folder / "log")
    (folder / "password").write_text(server.password)
    data = str(folder / "data")
    process = None
    try:
        initdb = [POSTGRESQL / "initdb", "-D", data, "-U", "tester", "-A", "scram-sha-256", "--no-sync", "-E", "UTF8"]
        # A language's order, as most servers have one: a desk must not go by it.
        initdb += ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US"]
        made = [*initdb, f"--pwfile={folder / 'password'}"]
        subprocess.run(made, check=True, capture_output=True, cwd=folder, **user)
        options = {"port": server.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off",
                   "full_page_writes": "off", "max_connections": 50, "shared_buffers": "64MB"}  # fmt: skip
        told = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with server.log.open("wb") as log:
            process = subprocess.Popen([POSTGRESQL / "postgres", "-D", data, *told], stderr=log, cwd=folder, **user)
        _await(server, process)
        yield server
    finally:
        if process is not None:
            process.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
            process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _await(server: PostgresServer, process: subprocess.Popen[bytes]) -> None:
    import psycopg

    until = time.monotonic() + 60
    while True:
        try:
            server.sql(server.address("postgres"), "SELECT 1")
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
