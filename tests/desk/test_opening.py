"""A desk is there whole or not at all; what isn't one is refused with what to do."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from probata.desk import DATABASE, Desk
from probata.desk import desk as desk_module
from probata.errors import DeskBroken, DeskError, DeskTooNew
from probata.records import Capture, Extraction
from probata.settings import Settings


@pytest.fixture
def settings() -> Settings:
    return Settings(author="tester")


def sql(folder: Path, statement: str) -> None:
    base = sqlite3.connect(folder / DATABASE)
    with base:
        base.execute(statement)
    base.close()


def test_a_desk_is_made_on_first_use_and_opened_after(tmp_path: Path, settings: Settings) -> None:
    with Desk.open(tmp_path / "a" / "desk", settings, create=True) as made:
        assert made.new
        assert made.state.made_by.startswith("probata ")
    with Desk.open(tmp_path / "a" / "desk", settings) as again:
        assert not again.new
    assert sqlite3.connect(tmp_path / "a/desk" / DATABASE).execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_without_create_there_must_be_one(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(DeskError, match=r"there is no desk at .*probata run"):
        Desk.open(tmp_path / "none", settings)
    assert not (tmp_path / "none").exists()


def test_a_folder_of_something_else_is_refused_and_left_alone(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(DeskBroken, match=r"not a desk .*notes\.txt"):
        Desk.open(tmp_path, settings, create=True)
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_is_refused(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DeskBroken, match="is a file, not a desk"):
        Desk.open(tmp_path / "file", settings, create=True)


@pytest.mark.parametrize("content", [b"this is no database at all, only words" * 40, b""])
def test_a_damaged_database_is_named(content: bytes, tmp_path: Path, settings: Settings) -> None:
    (tmp_path / DATABASE).write_bytes(content)
    with pytest.raises(DeskBroken, match=r"desk\.sqlite3"):
        Desk.open(tmp_path, settings, create=True)
    assert (tmp_path / DATABASE).read_bytes() == content


def test_the_database_of_another_program_is_refused(tmp_path: Path, settings: Settings) -> None:
    sql(tmp_path, "CREATE TABLE theirs (id)")
    with pytest.raises(DeskBroken, match="not a desk's"):
        Desk.open(tmp_path, settings, create=True)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE desk_deskinfo SET schema = 999, made_by = 'probata 9.0'",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('desk', '0999_future', '2030-01-01')",
    ],
)
def test_a_newer_desk_is_refused_with_what_to_do(change: str, tmp_path: Path, settings: Settings) -> None:
    Desk.open(tmp_path / "desk", settings, create=True).close()
    sql(tmp_path / "desk", change)
    with pytest.raises(DeskTooNew, match=r"newer Probata.*update Probata") as refused:
        Desk.open(tmp_path / "desk", settings)
    assert refused.value.exit_code == 3


def test_the_making_of_a_desk_can_be_cut_off(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "desk.sqlite3.new").write_bytes(b"half")
    (tmp_path / "write.lock").touch()
    with Desk.open(tmp_path, settings, create=True) as made:
        assert made.state.counts["reports"] == 0
    assert not (tmp_path / "desk.sqlite3.new").exists()


def test_an_unwritable_desk_says_so(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    Desk.open(tmp_path / "desk", settings, create=True).close()
    monkeypatch.setattr("os.access", lambda *_: False)  # the tests may run as root, whom no permission stops
    with pytest.raises(DeskError, match="can't be written"):
        Desk.open(tmp_path / "desk", settings)


def test_several_desks_in_one_process_don_t_mix(tmp_path: Path, settings: Settings, alleged: Extraction) -> None:
    with Desk.open(tmp_path / "a", settings, create=True) as a, Desk.open(tmp_path / "b", settings, create=True) as b:
        a.save_capture(_capture(alleged))
        assert (len(a.captures()), len(b.captures())) == (1, 0)


def test_a_second_writer_is_told_to_wait(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    Desk.open(tmp_path / "desk", settings, create=True).close()
    code = (
        "import sys, time; from pathlib import Path\n"
        "from probata.desk import Desk; from probata.settings import Settings\n"
        "with Desk.open(Path(sys.argv[1]), Settings()) as d, d.writing():\n"
        "    print('held', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "desk")], stdout=subprocess.PIPE)
    try:
        assert other.stdout is not None
        other.stdout.readline()
        monkeypatch.setattr(desk_module, "PATIENCE", 0.2)
        begun = time.monotonic()
        with (
            Desk.open(tmp_path / "desk", settings) as desk,
            pytest.raises(DeskError, match="being written by another"),
            desk.writing(),
        ):
            pass
        assert time.monotonic() - begun < 5
    finally:
        other.kill()
        other.wait()
    with Desk.open(tmp_path / "desk", settings) as desk, desk.writing(), desk.writing():
        pass  # the killed writer's lock is gone, and one writer may take it twice


def _capture(extraction: Extraction) -> Capture:
    return Capture(extraction.report.capture, "0" * 64, 1, "file:a", "file:a", "2026-01-01", "text/plain", "test")
