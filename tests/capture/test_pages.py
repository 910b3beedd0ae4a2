"""The log read a page at a time is the log read as a whole, at the cost of the page; damage in it is noticed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probata.capture import Custody, chain, pages
from probata.capture.chain import CUSTODY, Head, make_entry, to_line
from probata.capture.pages import entries_after, entries_before, entry_at
from probata.errors import EvidenceError
from probata.records import CustodyEntry


def write(folder: Path, sizes: Sequence[int]) -> list[CustodyEntry]:
    """A log whose entries are so much longer than the shortest."""
    head, made = Head(), []
    with (folder / CUSTODY).open("wb") as file:
        for size in sizes:
            entry = make_entry(head, "2026-01-02T03:04:05+00:00", "A. Lyst", "read", f"r{size}", {"note": "x" * size})
            file.write(to_line(entry))
            made.append(entry)
            head = Head(entry.seq, entry.hash)
    return made


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.one_of(st.integers(0, 300), st.just(70_000)), max_size=40),
    st.one_of(st.none(), st.integers(0, 45)),
    st.integers(0, 12),
)
def test_a_page_is_what_stands_in_the_log(sizes: list[int], seq: int | None, limit: int) -> None:
    with TemporaryDirectory() as folder:
        made = write(Path(folder), sizes)
        before = [e for e in made if seq is None or e.seq < seq]
        assert entries_before(Path(folder), seq, limit) == tuple(reversed(before))[:limit]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 300), min_size=1, max_size=20), st.integers(0, 19))
def test_the_log_goes_on_behind_any_entry(sizes: list[int], which: int) -> None:
    with TemporaryDirectory() as folder:
        made = write(Path(folder), sizes)
        placed = list(entries_after(Path(folder), 0, 0))
        assert [e for _, e in placed] == made
        at, entry = placed[which % len(placed)]
        assert entry_at(Path(folder), at, entry.seq) == entry
        assert [e for _, e in entries_after(Path(folder), at, entry.seq)] == made[entry.seq :]


def test_a_page_of_a_long_log_reads_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = write(tmp_path, [n % 200 for n in range(5000)])
    read = []
    monkeypatch.setattr(pages, "from_line", lambda line: read.append(line) or chain.from_line(line))
    for seq in (None, 5000, 2500, 17):
        read.clear()
        found = entries_before(tmp_path, seq, 20)
        assert [e.seq for e in found] == [e.seq for e in reversed(made) if e.seq < (seq or 10**9)][:20]
        assert len(read) < 60


def test_there_is_nothing_in_no_log(tmp_path: Path) -> None:
    assert entries_before(tmp_path, None, 10) == ()
    assert list(entries_after(tmp_path, 0, 0)) == []


def _flip(lines: list[bytes]) -> list[bytes]:
    return [*lines[:6], lines[6].replace(b"A. Lyst", b"B. Lyst"), *lines[7:]]


def _drop(lines: list[bytes]) -> list[bytes]:
    return [*lines[:6], *lines[7:]]


def _swap(lines: list[bytes]) -> list[bytes]:
    return [*lines[:5], lines[6], lines[5], *lines[7:]]


def _end(lines: list[bytes]) -> list[bytes]:
    return [*lines[:-1], lines[-1].rstrip(b"\n") + b" "]


@pytest.mark.parametrize("damage", [_flip, _drop, _swap, _end])
def test_damage_in_the_page_is_noticed(damage: Callable[[list[bytes]], list[bytes]], tmp_path: Path) -> None:
    write(tmp_path, [5] * 10)
    path = tmp_path / CUSTODY
    path.write_bytes(b"".join(damage(path.read_bytes().splitlines(keepends=True))))
    with pytest.raises(EvidenceError, match="run `probata verify`"):
        entries_before(tmp_path, None, 8)


def test_a_torn_line_is_no_entry(tmp_path: Path) -> None:
    made = write(tmp_path, [5] * 4)
    path = tmp_path / CUSTODY
    path.write_bytes(path.read_bytes()[:-30])
    assert Custody(tmp_path).entries_before(None, 10) == tuple(reversed(made[:3]))


def test_an_entry_elsewhere_than_it_stood_is_noticed(tmp_path: Path) -> None:
    write(tmp_path, [5] * 4)
    with pytest.raises(EvidenceError, match="doesn't stand where it stood"):
        entry_at(tmp_path, 0, 2)
    with pytest.raises(EvidenceError, match="doesn't stand where it stood"):
        next(iter(entries_after(tmp_path, 0, 2)))
