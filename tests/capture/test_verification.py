"""Whatever is changed afterwards is found and named."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from probata.capture import EvidenceStore, Found, Problem, examine, preserve, recover, verify
from probata.capture.chain import make_entry, to_line
from probata.capture.verification import CUSTODY
from probata.settings import Settings

SETTINGS = Settings(author="Ada")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three captures (two of one blob) among other acts: seven entries."""
    folder = tmp_path_factory.mktemp("original") / "evidence"
    evidence = EvidenceStore(folder)
    evidence.custody.record("desk.created", "desk", {"version": "1"}, "Ada")
    for content, url in ((b"first", "file:///a"), (b"first", "file:///b"), (b"second", "file:///c")):
        capture, _ = preserve(Found(content, url, url, "text/plain", {"h": "“é”"}), evidence, SETTINGS)
        evidence.custody.record("read", capture.id, {"parser": "x"}, "Ada")
    return folder


@pytest.fixture
def copy(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "evidence"))


def lines(folder: Path) -> list[bytes]:
    return (folder / CUSTODY).read_bytes().splitlines(keepends=True)


def put(folder: Path, content: list[bytes]) -> None:
    (folder / CUSTODY).write_bytes(b"".join(content))


def said(problems: list[Problem]) -> str:
    return " | ".join(f"{p.where}: {p.what}" for p in problems)


def overwrite(path: Path, content: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(content)


def test_an_untouched_store_is_whole(copy: Path) -> None:
    result = examine(copy)
    assert (result.problems, result.notes) == ([], [])
    assert (result.entries, result.captures, result.blobs) == (7, 3, 2)
    assert result.head == EvidenceStore(copy).custody.head()


def test_the_check_writes_nothing(copy: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in copy.rglob("*")}
    verify(copy)
    assert {p: p.stat().st_mtime_ns for p in copy.rglob("*")} == before


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_byte_changed_anywhere_is_found(original: Path, tmp_path_factory, data: st.DataObject) -> None:
    files = sorted(p for p in original.rglob("*") if p.is_file() and p.name != "custody.lock")
    chosen = data.draw(st.sampled_from(files))
    content = bytearray(chosen.read_bytes())
    at = data.draw(st.one_of(st.integers(0, len(content) - 1), st.just(len(content) - 1)))
    content[at] ^= data.draw(st.integers(1, 255))
    folder = Path(shutil.copytree(original, tmp_path_factory.mktemp("flip") / "evidence"))
    path = folder / chosen.relative_to(original)
    overwrite(path, bytes(content))
    problems = verify(folder)
    assert problems
    named = f"line {chosen.read_bytes()[:at].count(10) + 1}" if path.name == CUSTODY else path.name
    assert named in said(problems)


def test_every_last_byte_of_the_log(copy: Path) -> None:
    whole = (copy / CUSTODY).read_bytes()
    for byte in range(256):
        if byte != 10:
            (copy / CUSTODY).write_bytes(whole[:-1] + bytes([byte]))
            assert "line 7" in said(verify(copy)), byte


@pytest.mark.parametrize("gone", range(6))
def test_a_line_removed(copy: Path, gone: int) -> None:
    put(copy, [line for i, line in enumerate(lines(copy)) if i != gone])
    assert f"line {gone + 1}: entry {gone + 1} removed" in said(verify(copy))


def test_several_lines_removed(copy: Path) -> None:
    all_lines = lines(copy)
    put(copy, all_lines[:2] + all_lines[5:])
    assert "entries 3 to 5 removed before entry 6" in said(verify(copy))


def test_the_last_lines_removed_are_missed_by_the_desk(copy: Path) -> None:
    head = EvidenceStore(copy).custody.head()
    put(copy, lines(copy)[:-1])
    assert verify(copy) == []  # a whole chain: only one who remembers the end can tell
    assert "those from 7 on were removed" in said(verify(copy, head))
    put(copy, [])
    assert "those from 1 on were removed" in said(verify(copy, head))
    (copy / CUSTODY).unlink()
    assert "those from 1 on were removed" in said(verify(copy, head))


def test_a_capture_whose_entry_was_removed_from_the_end(copy: Path) -> None:
    put(copy, lines(copy)[:5])
    assert "has no entry" in said(verify(copy))


def test_an_older_head_is_fine(copy: Path) -> None:
    evidence = EvidenceStore(copy)
    head = evidence.custody.head()
    evidence.custody.record("note", "x", {}, "Ada")
    assert verify(copy, head) == []


def test_a_torn_line_that_the_desk_remembers_whole(copy: Path) -> None:
    head = EvidenceStore(copy).custody.head()
    (copy / CUSTODY).write_bytes((copy / CUSTODY).read_bytes()[:-9])
    assert verify(copy) == []
    assert "those from 7 on were removed" in said(verify(copy, head))
    recover(copy)
    assert "isn't the one that the desk remembers" in said(verify(copy, head))


def test_lines_swapped(copy: Path) -> None:
    all_lines = lines(copy)
    all_lines[2], all_lines[3] = all_lines[3], all_lines[2]
    put(copy, all_lines)
    problems = said(verify(copy))
    assert "line 3" in problems
    assert "line 4" in problems


def test_a_line_put_in(copy: Path) -> None:
    all_lines = lines(copy)
    put(copy, [*all_lines[:3], all_lines[1], *all_lines[3:]])
    assert "line 4: entry 2 stands where entry 4 belongs" in said(verify(copy))
    put(copy, [*all_lines[:3], b"\n", *all_lines[3:]])
    assert "line 4" in said(verify(copy))


def test_an_entry_replaced_by_one_with_a_fitting_hash(copy: Path) -> None:
    entries = list(EvidenceStore(copy).custody.entries())
    from probata.capture.chain import Head

    forged = make_entry(Head(1, entries[0].hash), entries[1].at, "Eve", "read", "k", {})
    put(copy, [lines(copy)[0], to_line(forged), *lines(copy)[2:]])
    assert "line 3: entry 3 doesn't follow" in said(verify(copy))


def test_a_whole_forged_chain_is_not_the_desks(copy: Path) -> None:
    head = EvidenceStore(copy).custody.head()
    other = EvidenceStore(copy.parent / "other")
    for entry in EvidenceStore(copy).custody.entries():
        other.custody.record(entry.act, entry.subject, entry.detail, "Eve")
    shutil.copy(other.folder / CUSTODY, copy / CUSTODY)
    assert verify(copy) == []
    assert "isn't the one that the desk remembers" in said(verify(copy, head))


def test_blobs_gone_or_put_in(copy: Path) -> None:
    capture = next(EvidenceStore(copy).captures())
    (copy / "blobs" / capture.sha256[:2] / capture.sha256).unlink()
    assert f"blob {capture.sha256}: is missing" in said(verify(copy))
    stray = copy / "blobs" / "ab" / ("ab" + "0" * 62)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"not what the name says")
    assert stray.name in said(verify(copy))


def test_metadata_gone_changed_or_put_in(copy: Path) -> None:
    path = sorted((copy / "captures").iterdir())[0]
    content = path.read_bytes()
    overwrite(path, content.replace(b"file:///", b"file:///x"))
    assert f"captures/{path.name}: was changed" in said(verify(copy))
    overwrite(path, content.replace(b'":', b'": '))  # the same metadata, written otherwise
    assert f"captures/{path.name}: was changed" in said(verify(copy))
    path.unlink()
    assert f"captures/{path.name}: is missing" in said(verify(copy))
    path.write_bytes(content)
    (copy / "captures" / "kaaaaaaaaaaaa.json").write_bytes(content)
    assert "kaaaaaaaaaaaa.json: has no entry" in said(verify(copy))


def test_one_change_is_one_problem(copy: Path) -> None:
    all_lines = lines(copy)
    all_lines[2] = all_lines[2].replace(b'"author":"Ada"', b'"author":"Eve"')
    put(copy, all_lines)
    assert len(verify(copy)) == 1


@pytest.mark.parametrize(
    "line",
    [b"[]\n", b"null\n", b"{}\n", b"\xff\xfe\n", b"[" * 50_000 + b"\n", b'{"seq":1}\n', b"1" * 5000 + b"\n"],
)
def test_hostile_lines(copy: Path, line: bytes) -> None:
    all_lines = lines(copy)
    put(copy, [*all_lines[:3], line, *all_lines[3:]])
    assert "line 4" in said(verify(copy))


def test_a_desk_made_by_others_leads_nowhere_else(tmp_path: Path) -> None:
    """Entries that are well hashed but name paths must neither be written to nor read from."""
    folder = tmp_path / "evidence"
    EvidenceStore(folder).custody.record("capture", "../../outside", {"capture": "{}", "sha256": "../x"}, "Eve")
    assert verify(folder)
    from probata.errors import EvidenceError

    with pytest.raises(EvidenceError):
        recover(folder)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["evidence"]


CHECKER = """
import hashlib, json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
previous = "0" * 64
for number, line in enumerate((folder / "custody.jsonl").open(encoding="ascii"), start=1):
    entry = json.loads(line)
    stated = entry.pop("hash")
    made = hashlib.sha256(json.dumps(entry, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    assert (made, entry["previous"], entry["seq"]) == (stated, previous, number), number
    previous = stated
    if entry["act"] in ("capture", "declared"):
        capture = json.loads(entry["detail"]["capture"])
        content = (folder / "blobs" / capture["sha256"][:2] / capture["sha256"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == capture["sha256"], number
print("whole")
"""


def test_a_checker_without_our_software_agrees(copy: Path) -> None:
    def check() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-I", "-S", "-c", CHECKER, str(copy)], capture_output=True, text=True, check=False
        )

    assert check().stdout == "whole\n"
    all_lines = lines(copy)
    entry = json.loads(all_lines[4])
    entry["author"] = "Eve"
    all_lines[4] = json.dumps(entry, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    put(copy, all_lines)
    assert check().returncode == 1
