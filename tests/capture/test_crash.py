"""A kill at any moment: the store verifies, and the next run goes on."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from probata.capture import EvidenceStore, Found, examine, preserve, recover, verify
from probata.capture.custody import TORN
from probata.capture.verification import CUSTODY
from probata.errors import EvidenceError
from probata.settings import Settings

SETTINGS = Settings(author="Ada")
ONE = Found(b"first", "file:///a", "file:///a", "text/plain", label="a")
TWO = Found(b"second", "file:///b", "file:///b", "text/plain", label="b")
DATED = Found(b"first", "file:///a", "file:///a", "text/plain", label="a", declared_published="2024-06-17")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def dies_at(count: int, act: Callable[[], object]) -> bool:
    """Runs ``act`` in a process killed at its ``count``-th change to the disk (half done, if it is a write)."""
    child = os.fork()
    if child == 0:
        left = count

        def guard(real: Callable[..., object], halves: bool = False) -> Callable[..., object]:
            def guarded(*args: object, **more: object) -> object:
                nonlocal left
                left -= 1
                if left <= 0:
                    if halves:
                        data = bytes(args[1])  # type: ignore[call-overload]
                        real(args[0], data[: len(data) // 2])
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*args, **more)

            return guarded

        try:
            os.write = guard(os.write, halves=True)  # type: ignore[assignment]
            for name in ("fsync", "replace", "mkdir", "unlink", "ftruncate"):
                setattr(os, name, guard(getattr(os, name)))
            act()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def check_and_go_on(folder: Path, at_least: int) -> None:
    """After a kill: nothing is broken, the entries are all there, everything can be done again."""
    assert verify(folder) == []
    evidence = EvidenceStore(folder)
    before = [e.hash for e in evidence.custody.entries()]
    assert len(before) >= at_least
    recover(folder)
    result = examine(folder)
    assert result.problems == []
    assert not [n for n in result.notes if not n.where.startswith("blob ")]
    assert [e.hash for e in evidence.custody.entries()][: len(before)] == before
    noted = [e.detail["kept"] for e in evidence.custody.entries() if e.act == "recovered"]
    assert sorted(noted) == sorted(f"{TORN}/{p.name}" for p in folder.glob(f"{TORN}/*"))
    for found in (ONE, TWO, DATED):
        preserve(found, evidence, SETTINGS)
    result = examine(folder, evidence.custody.head())
    assert (result.problems, result.notes) == ([], [])
    assert (result.captures, result.blobs) == (2, 2)
    assert all(not preserve(found, EvidenceStore(folder), SETTINGS)[1] for found in (ONE, TWO, DATED))


def every_moment(tmp_path: Path, prepare: Callable[[Path], None], act: Callable[[Path], object], at_least: int) -> int:
    for count in range(1, 200):
        folder = tmp_path / str(count) / "evidence"
        folder.parent.mkdir()
        prepare(folder)
        killed = dies_at(count, lambda folder=folder: act(folder))
        check_and_go_on(folder, at_least)
        shutil.rmtree(folder.parent)
        if not killed:
            return count - 1
    raise AssertionError("the act never ended")


def nothing(folder: Path) -> None:
    """An empty desk."""


def one_kept(folder: Path) -> None:
    preserve(ONE, EvidenceStore(folder), SETTINGS)


def torn(folder: Path) -> None:
    one_kept(folder)
    with (folder / CUSTODY).open("ab") as file:
        file.write(b'{"act":"capture","at":"2026-')


def without_metadata(folder: Path) -> None:
    one_kept(folder)
    for path in (folder / "captures").iterdir():
        path.unlink()


def test_killed_in_the_first_capture(tmp_path: Path) -> None:
    moments = every_moment(tmp_path, nothing, lambda f: preserve(ONE, EvidenceStore(f), SETTINGS), 0)
    assert moments > 10


def test_killed_in_a_later_capture(tmp_path: Path) -> None:
    assert every_moment(tmp_path, one_kept, lambda f: preserve(TWO, EvidenceStore(f), SETTINGS), 1) > 5


def test_killed_in_a_declaration(tmp_path: Path) -> None:
    assert every_moment(tmp_path, one_kept, lambda f: preserve(DATED, EvidenceStore(f), SETTINGS), 1) > 4


def test_killed_while_setting_right_a_torn_line(tmp_path: Path) -> None:
    assert every_moment(tmp_path, torn, recover, 1) > 5
    assert every_moment(tmp_path, torn, lambda f: preserve(TWO, EvidenceStore(f), SETTINGS), 1) > 10


def test_killed_while_completing_metadata(tmp_path: Path) -> None:
    assert every_moment(tmp_path, without_metadata, recover, 1) > 1


def test_a_torn_line_is_kept_and_noted_once(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    torn(folder)
    result = examine(folder)
    assert result.problems == []
    assert "interrupted" in result.notes[0].what
    recover(folder)
    recover(folder)
    first, second = EvidenceStore(folder).custody.entries()
    assert (second.act, second.previous) == ("recovered", first.hash)
    (kept,) = (folder / TORN).iterdir()
    assert kept.read_bytes() == b'{"act":"capture","at":"2026-'
    assert second.detail["kept"] == f"{TORN}/{kept.name}"


def test_the_reading_side_ends_before_a_torn_line(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    torn(folder)
    custody = EvidenceStore(folder).custody
    assert [e.seq for e in custody.entries()] == [1]
    assert custody.head() is not None
    assert not (folder / TORN).exists()


def test_nuls_of_a_power_cut(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    one_kept(folder)
    with (folder / CUSTODY).open("ab") as file:
        file.write(b"\x00" * 500)
    check_and_go_on(folder, 1)


def test_recovering_nothing_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    recover(folder)
    assert not folder.exists()
    one_kept(folder)
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}
    recover(folder)
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()} == before


def test_nothing_is_appended_to_a_changed_end(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    one_kept(folder)
    whole = (folder / CUSTODY).read_bytes()
    for damaged in (whole[:-1] + b"x", whole.replace(b"Ada", b"Eve"), whole + b"junk\n"):
        (folder / CUSTODY).write_bytes(damaged)
        with pytest.raises(EvidenceError, match="probata verify"):
            preserve(TWO, EvidenceStore(folder), SETTINGS)
        assert (folder / CUSTODY).read_bytes() == damaged


WRITER = """
import sys
from pathlib import Path
from probata.capture import EvidenceStore, Found, preserve
from probata.settings import Settings
evidence, settings = EvidenceStore(Path(sys.argv[1])), Settings(author=sys.argv[2])
for number in range(int(sys.argv[3])):
    content = f"{sys.argv[2]} {number} ".encode() * 500
    url = f"file:///{sys.argv[2]}/{number}"
    capture, _ = preserve(Found(content, url, url, "text/plain", {"h": "x" * 3000}), evidence, settings)
    entry = evidence.custody.record("read", capture.id, {"number": str(number)}, settings.author)
    print(entry.hash, flush=True)
"""


def writer(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name, str(count)], stdout=subprocess.PIPE, text=True
    )


def test_killed_at_random_moments_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    chance = random.Random(20261125)
    acknowledged: list[str] = []
    for turn in range(8):
        process = writer(folder, f"run{turn}", 100_000)
        assert process.stdout is not None
        acknowledged.append(process.stdout.readline().strip())
        time.sleep(chance.random() * 0.15)
        process.kill()
        acknowledged += process.stdout.read().split()
        process.wait()
        assert verify(folder) == []
    recover(folder)
    hashes = {e.hash for e in EvidenceStore(folder).custody.entries()}
    whole = [h for h in acknowledged if len(h) == 64]
    assert len(whole) >= 8
    assert set(whole) <= hashes
    assert verify(folder) == []


def test_several_processes_write_one_chain(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    processes = [writer(folder, name, 15) for name in ("Ada", "Bo", "Cy")]
    problems = [verify(folder) for _ in range(5)]  # a check may run beside them
    for process in processes:
        out, _ = process.communicate(timeout=60)
        assert len(out.split()) == 15
    assert problems == [[]] * 5
    result = examine(folder)
    assert (result.problems, result.entries, result.captures) == ([], 90, 45)


def test_threads_of_one_store(tmp_path: Path) -> None:
    import threading

    evidence = EvidenceStore(tmp_path / "evidence")
    threads = [
        threading.Thread(target=lambda n=n: [evidence.custody.record("note", f"{n}.{i}", {}, "A") for i in range(10)])
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result = examine(tmp_path / "evidence")
    assert (result.problems, result.entries) == ([], 40)
