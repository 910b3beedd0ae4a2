"""A desk on a server: made, opened, refused, locked, and what is said when the server goes."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from probata.desk import DATABASE, Desk, database, is_desk
from probata.desk import desk as desk_module
from probata.desk.postgres import PostgresTables
from probata.errors import DeskBroken, DeskError, DeskTooNew, UsageError
from probata.records import Capture
from probata.settings import Settings

WRONG = "not-the-password"


@pytest.fixture
def settings(postgres: Any) -> Settings:
    """With an empty database."""
    return Settings(author="tester", database=postgres.empty())


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Databases of these tests are unknown to those that come after: some can't be opened."""
    from probata.desk import config

    config.setup()
    from django.db import connections

    known = set(connections.settings)
    yield
    for alias in set(connections.settings) - known:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]


@pytest.fixture
def made(tmp_path: Path, settings: Settings) -> Iterator[Desk]:
    with Desk.open(tmp_path / "desk", settings, create=True) as desk:
        yield desk


def capture(name: str) -> Capture:
    return Capture(name, "0" * 64, 1, "file:a", "file:a", "2026-01-01", "text/plain", "test")


def test_tables_on_the_server_evidence_in_the_folder(made: Desk, postgres: Any, settings: Settings) -> None:
    assert made.new
    assert is_desk(made.path)
    assert not (made.path / DATABASE).exists()
    assert made.database == f"postgresql://127.0.0.1:{postgres.port}/{settings.database.rpartition('/')[2]}"  # type: ignore[union-attr]
    assert postgres.password not in repr(settings)
    made.save_capture(capture("k1"))
    with Desk.open(made.path, settings) as again:
        assert not again.new
        assert [c.id for c in again.captures()] == ["k1"]
    assert made.damage() == []


def test_without_create_there_must_be_one(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(DeskError, match="there is no desk at"):
        Desk.open(tmp_path / "none", settings)


def test_a_schema_of_a_database_is_enough(tmp_path: Path, postgres: Any, settings: Settings) -> None:
    address = str(settings.database)
    for name in ("one", "two"):
        postgres.sql(address, f"CREATE SCHEMA {name}")
        own = Settings(author="tester", database=f"{address}?options=-csearch_path%3D{name}")
        with Desk.open(tmp_path / name, own, create=True) as desk, desk.writing():
            desk.save_capture(capture(name))
            assert (len(desk.captures()), desk.damage()) == (1, [])


@pytest.mark.parametrize(
    ("before", "match"),
    [
        ("CREATE TABLE theirs (id int)", r"in use by something else \(it holds 'theirs'\)"),
        ("CREATE VIEW seen AS SELECT 1 AS id", r"in use by something else \(it holds 'seen'\)"),
    ],
)
def test_the_database_of_another_program_is_refused(
    before: str, match: str, tmp_path: Path, settings: Settings, postgres: Any
) -> None:
    postgres.sql(settings.database, before)
    with pytest.raises(DeskBroken, match=match):
        Desk.open(tmp_path / "desk", settings, create=True)
    assert not is_desk(tmp_path / "desk")


def test_the_desk_of_another_folder_is_refused(made: Desk, tmp_path: Path, settings: Settings, postgres: Any) -> None:
    with pytest.raises(DeskError, match="holds the desk of another folder"):
        Desk.open(tmp_path / "other", settings, create=True)
    third = Settings(author="tester", database=postgres.empty())
    Desk.open(tmp_path / "third", third, create=True).close()
    with pytest.raises(DeskError, match="belongs to another desk than the folder"):
        Desk.open(tmp_path / "third", settings)


def test_a_folder_says_that_its_tables_are_elsewhere(made: Desk, tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(DeskError, match="has its tables in PostgreSQL; name that database with PROBATA_DATABASE"):
        Desk.open(made.path, Settings(), create=True)
    Desk.open(tmp_path / "own", Settings(), create=True).close()
    with pytest.raises(DeskError, match=r"has its tables in desk\.sqlite3; unset PROBATA_DATABASE"):
        Desk.open(tmp_path / "own", settings, create=True)


def test_the_wrong_database_is_not_made_a_desk_of_a_folder_with_evidence(
    made: Desk, settings: Settings, postgres: Any
) -> None:
    made.evidence.mkdir()
    empty = Settings(author="tester", database=postgres.empty())
    for create, words in ((True, "holds no desk, but the folder"), (False, "holds no desk; name the desk's own")):
        with pytest.raises(DeskBroken, match=words):
            Desk.open(made.path, empty, create=create)


@pytest.mark.parametrize("cut", ["tables", "mark"])
def test_the_making_of_a_desk_can_be_cut_off(
    cut: str, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(*((Path, "write_text") if cut == "tables" else (database, "enter_info")), die)
        with pytest.raises(KeyboardInterrupt):
            Desk.open(tmp_path / "desk", settings, create=True)
    with pytest.raises(DeskError):
        Desk.open(tmp_path / "desk", settings)
    with Desk.open(tmp_path / "desk", settings, create=True) as desk:
        assert desk.state.counts["reports"] == 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE desk_deskinfo SET schema = 999, made_by = 'probata 9.0'",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('desk', '0999_future', '2030-01-01')",
    ],
)
def test_a_newer_desk_is_refused_with_what_to_do(change: str, made: Desk, settings: Settings, postgres: Any) -> None:
    postgres.sql(settings.database, change)
    with pytest.raises(DeskTooNew, match=r"newer Probata.*update Probata"):
        Desk.open(made.path, settings)


def test_an_older_desk_is_brought_up_to_date(made: Desk, settings: Settings) -> None:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    made.save_capture(capture("k1"))
    MigrationExecutor(connections[made.base]).migrate([("desk", "0009_identity")])
    made.close()
    with Desk.open(made.path, settings) as again:
        assert [c.id for c in again.captures()] == ["k1"]


@pytest.mark.parametrize(
    ("address", "match"),
    [
        ("postgresql://tester:{wrong}@127.0.0.1:{port}/{name}", "password authentication failed"),
        ("postgresql://tester:{password}@127.0.0.1:{port}/nosuch", 'database "nosuch" does not exist'),
        ("postgresql://tester:{wrong}@127.0.0.1:1/{name}", "onnection refused"),
    ],
)
def test_a_database_that_can_t_be_opened_is_one_line_without_the_password(
    address: str, match: str, tmp_path: Path, settings: Settings, postgres: Any
) -> None:
    name = str(settings.database).rpartition("/")[2]
    given = address.format(wrong=WRONG, port=postgres.port, name=name, password=postgres.password)
    with pytest.raises(DeskError, match=match) as refused:
        Desk.open(tmp_path / "desk", Settings(database=given), create=True)
    told = str(refused.value)
    assert "PROBATA_DATABASE" in told
    assert "\n" not in told
    assert WRONG not in told
    assert postgres.password not in told


NO_ADDRESSES = ["mysql://u:secret@h/d", "postgresql://u:secret@h", "postgresql://u:sec ret@h/d x=", "x"]


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_is_no_address_is_one_line_without_the_password(address: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="PROBATA_DATABASE is no address of a database") as refused:
        Desk.open(tmp_path / "desk", Settings(database=address), create=True)
    assert "sec" not in str(refused.value)


def test_two_machines_don_t_write_at_once_and_readers_don_t_wait(
    made: Desk, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other machine sees the folder under another path: the lock in the folder doesn't tell it."""
    monkeypatch.setattr(desk_module, "PATIENCE", 0.2)
    shutil.copytree(made.path, tmp_path / "elsewhere")
    with Desk.open(tmp_path / "elsewhere", settings) as other:
        with made.writing(), made.writing():
            made.save_capture(capture("k1"))
            with pytest.raises(DeskError, match="being written by another"), other.writing():
                pass
            assert [c.id for c in other.captures()] == ["k1"]
        with other.writing():
            other.save_capture(capture("k2"))
    assert [c.id for c in made.captures()] == ["k1", "k2"]


def test_threads_have_connections_of_their_own(made: Desk) -> None:
    from django.db import connections

    def pid() -> int:
        with connections[made.base].cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return int(cursor.fetchone()[0])

    found: list[int] = []

    def work() -> None:
        with made.writing():
            made.save_capture(capture(f"k{threading.get_ident()}"))
            found.append(pid())
        made.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({*found, pid()}) == 5
    assert len(made.captures()) == len(set(threads))
    settings = connections[made.base].settings_dict
    assert (settings["CONN_HEALTH_CHECKS"], settings["CONN_MAX_AGE"] > 0) == (True, True)


def kill(desk: Desk, postgres: Any, settings: Settings) -> None:
    """End the connections of a desk from outside, and wait until they are gone."""
    which = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    postgres.sql(settings.database, f"SELECT pg_terminate_backend(pid, 5000) {which}")


def test_a_lost_connection_is_one_line_and_the_next_use_opens_another(
    made: Desk, settings: Settings, postgres: Any
) -> None:
    made.save_capture(capture("k1"))
    kill(made, postgres, settings)
    with pytest.raises(DeskError, match=r"connection to postgresql://\S+ was lost .*; what was saved is kept") as lost:
        made.captures()
    assert postgres.password not in str(lost.value)
    made.close()
    assert [c.id for c in made.captures()] == ["k1"]


def test_whoever_lost_the_connection_may_not_write_on(made: Desk, settings: Settings, postgres: Any) -> None:
    with made.writing():
        kill(made, postgres, settings)
        with pytest.raises(DeskError, match="was lost"):
            made.save_capture(capture("k1"))
        made.close()
        with pytest.raises(DeskError, match="the right to write"):
            made.save_capture(capture("k2"))
    made.save_capture(capture("k3"))
    assert [c.id for c in made.captures()] == ["k3"]


def test_what_is_switched_off_is_damage(made: Desk, settings: Settings, postgres: Any) -> None:
    postgres.sql(settings.database, "ALTER TABLE desk_decisionrow DISABLE TRIGGER desk_decisionrow_only_added")
    (found,) = made.damage()
    assert "desk_decisionrow_only_added is switched off" in found


def test_a_row_without_its_other_is_damage(made: Desk, settings: Settings, postgres: Any) -> None:
    postgres.sql(
        settings.database,
        "SET session_replication_role = replica;"
        " INSERT INTO desk_claimactor (claim_id, actor, role) VALUES ('c', 'KP', 'x')",
    )
    assert made.damage() == ["a row of desk_claimactor belongs to one of desk_claimrow that is gone"]


def test_a_record_keeps_the_order_of_its_keys_and_all_its_characters(made: Desk) -> None:
    headers = {"zz": "1", "a": "\x00\ud800\u2028", "b": "\U0001f6a2"}
    sent = Capture("k1", "0" * 64, 1, "file:a", "file:a", "2026-01-01", "text/plain", "test", headers=headers)
    made.save_capture(sent)
    assert [list(c.headers.items()) for c in made.captures()] == [list(headers.items())]


def test_the_driver_is_named_where_it_is_missing(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(DeskError, match=r"pip install 'probata\[postgres\]'"):
        PostgresTables(tmp_path, str(settings.database))
