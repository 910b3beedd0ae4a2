"""Desks copied whole between folders and servers: what the copy says is what the first said."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import POSTGRESQL

from probata.desk import Desk, is_desk, moving
from probata.desk.folder import COMING, EVIDENCE
from probata.errors import DeskError
from probata.settings import Settings


@pytest.fixture(params=["file", "server"])
def there(request: pytest.FixtureRequest) -> Settings:
    """Where the copy's tables shall be."""
    if request.param == "file":
        return Settings(author="tester")
    return Settings(author="tester", database=request.getfixturevalue("postgres").empty())


def told(desk: Desk) -> dict[str, list[Any]]:
    """Every row of every table."""
    return {
        m._meta.db_table: list(m._default_manager.using(desk.base).order_by("pk").values()) for m in moving._models()
    }


def test_a_copy_has_every_row_and_every_file(filled: Desk, tmp_path: Path, there: Settings) -> None:
    (filled.evidence / "blobs").mkdir(parents=True)
    (filled.evidence / "blobs" / "one").write_bytes(b"bytes")
    copied = filled.copy_to(tmp_path / "copy", there)
    with Desk.open(tmp_path / "copy", there) as copy:
        assert told(copy) == told(filled)
        assert copied.rows == sum(map(len, told(filled).values())) > 20
        assert (copied.files, copied.bytes) == (1, 5)
        assert (copy.evidence / "blobs" / "one").read_bytes() == b"bytes"


def test_a_copy_goes_on_counting(filled: Desk, tmp_path: Path, there: Settings, extraction_of: Any) -> None:
    from probata.desk.models import ClaimActor

    filled.copy_to(tmp_path / "copy", there)
    with Desk.open(tmp_path / "copy", there) as copy:
        claim = ClaimActor.objects.using(copy.base).order_by("-pk")[0]
        further = ClaimActor.objects.using(copy.base).create(claim_id=claim.claim_id, actor="CN", role=claim.role)
        assert further.pk > claim.pk


def test_a_copy_that_is_cut_off_is_no_desk_and_is_made_anew(
    filled: Desk, tmp_path: Path, there: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.evidence.mkdir()
    (filled.evidence / "one").write_bytes(b"bytes")

    def cut(*given: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(moving, "_go_on_counting", cut)
        with pytest.raises(KeyboardInterrupt):
            filled.copy_to(tmp_path / "copy", there)
    with pytest.raises(DeskError):
        Desk.open(tmp_path / "copy", there)
    (tmp_path / "copy" / COMING).mkdir()  # as if while the evidence came
    filled.copy_to(tmp_path / "copy", there)
    with Desk.open(tmp_path / "copy", there) as copy:
        assert told(copy) == told(filled)
        assert (copy.path / EVIDENCE / "one").exists()


def test_a_desk_is_never_written_over(filled: Desk, tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(DeskError, match="the desk itself"):
        filled.copy_to(filled.path, settings)
    there = replace(settings, database=None)
    filled.copy_to(tmp_path / "copy", there)
    with pytest.raises(DeskError, match="there is a desk at"):
        filled.copy_to(tmp_path / "copy", there)
    assert is_desk(tmp_path / "copy")


def test_a_backup_of_a_server_is_restored(filled: Desk, tmp_path: Path, postgres: Any) -> None:
    """By PostgreSQL's own programs, as docs/operations.md says."""
    programs = POSTGRESQL
    if not (programs / "pg_dump").exists():
        pytest.skip("needs PostgreSQL's pg_dump")
    filled.evidence.mkdir()
    there = Settings(author="tester", database=postgres.empty())
    filled.copy_to(tmp_path / "team", there)
    dump, folder = str(tmp_path / "desk.dump"), tmp_path / "restored"
    subprocess.run([programs / "pg_dump", "--format=custom", f"--file={dump}", there.database or ""], check=True)
    shutil.copytree(tmp_path / "team", folder)
    back = Settings(author="tester", database=postgres.empty())
    subprocess.run([programs / "pg_restore", "--no-owner", f"--dbname={back.database}", dump], check=True)
    with Desk.open(folder, back) as restored:
        assert told(restored) == told(filled)
