"""The evidentiary copy: exact, once, never altered."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from probata.capture import EvidenceStore, Found, examine, preserve, verify
from probata.errors import EvidenceError, NotFound
from probata.records import make_id, to_json


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(p.relative_to(folder)): (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()
    }


def test_bytes_metadata_and_entry(evidence, folder, settings, make_found) -> None:
    found = Found(
        b"caf\xe9\r\n", "http://a.example/x", "http://a.example/y", "text/plain", {"etag": "1"}, "x", None, "2024-06-17"
    )
    capture, new = preserve(found, evidence, settings)
    digest = hashlib.sha256(found.content).hexdigest()
    assert new
    assert capture.id == make_id("k", digest, "http://a.example/x")
    assert (capture.sha256, capture.size, capture.url_final) == (digest, 6, "http://a.example/y")
    assert capture.captured_at == "2026-01-02T03:04:06.000000Z"
    assert capture.tool.startswith("probata/")
    assert capture.declared_published == "2024-06-17"
    blob = folder / "blobs" / digest[:2] / digest
    assert blob.read_bytes() == found.content
    assert not blob.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    assert json.loads((folder / "captures" / f"{capture.id}.json").read_text()) == to_json(capture)
    (entry,) = evidence.custody.entries()
    assert (entry.seq, entry.act, entry.subject, entry.author) == (1, "capture", capture.id, "Ada")
    assert json.loads(entry.detail["capture"]) == to_json(capture)
    assert evidence.capture(capture.id) == capture
    assert list(evidence.captures()) == [capture]
    assert evidence.read(digest) == found.content
    assert verify(folder, evidence.custody.head()) == []
    assert not list((folder / "tmp").iterdir())


def test_the_same_again_writes_nothing(evidence, folder, settings, make_found) -> None:
    capture, _ = preserve(make_found(), evidence, settings)
    before = snapshot(folder)
    assert preserve(make_found(), evidence, settings) == (capture, False)
    assert preserve(make_found(), EvidenceStore(folder), settings) == (capture, False)
    assert preserve(replace(make_found(), headers={"date": "later"}), evidence, settings) == (capture, False)
    assert snapshot(folder) == before


def test_the_same_bytes_from_two_places(evidence, folder, settings, make_found) -> None:
    one, _ = preserve(make_found(url="file:///a"), evidence, settings)
    two, new = preserve(make_found(url="file:///b"), evidence, settings)
    assert new
    assert one.id != two.id
    assert one.sha256 == two.sha256
    result = examine(folder)
    assert (result.blobs, result.captures, result.problems, result.notes) == (1, 2, [], [])


def test_a_place_that_changed_is_a_second_capture(evidence, folder, settings, make_found) -> None:
    one, _ = preserve(make_found(b"first"), evidence, settings)
    two, new = preserve(make_found(b"second"), evidence, settings)
    assert new
    assert one.id != two.id
    assert evidence.read(one.sha256) == b"first"


def test_a_later_declaration_is_added_never_taken_back(evidence, folder, settings, make_found) -> None:
    first, _ = preserve(make_found(), evidence, settings)
    second, new = preserve(make_found(declared_published="2024-06-17"), evidence, settings)
    assert new
    assert second == replace(first, declared_published="2024-06-17")
    before = snapshot(folder)
    assert preserve(make_found(), evidence, settings) == (second, False)
    assert preserve(make_found(declared_published="2024-06-17"), evidence, settings) == (second, False)
    assert snapshot(folder) == before
    third, new = preserve(make_found(declared_url="http://a.example/"), evidence, settings)
    assert new
    assert (third.declared_published, third.declared_url) == ("2024-06-17", "http://a.example/")
    assert [e.act for e in evidence.custody.entries()] == ["capture", "declared", "declared"]
    assert evidence.capture(first.id) == third
    assert verify(folder) == []


def test_nothing_is_written_before_the_first_capture(evidence, folder) -> None:
    assert evidence.custody.head() is None
    assert list(evidence.captures()) == []
    assert list(evidence.custody.entries()) == []
    assert verify(folder) == []
    assert not folder.exists()


def test_damage_is_named_not_served_nor_vouched_for(evidence, folder, settings, make_found) -> None:
    capture, _ = preserve(make_found(), evidence, settings)
    blob = folder / "blobs" / capture.sha256[:2] / capture.sha256
    blob.chmod(0o644)
    blob.write_bytes(b"A ship left port!")
    with pytest.raises(EvidenceError, match="changed"):
        evidence.read(capture.sha256)
    with pytest.raises(EvidenceError, match="changed"):
        preserve(make_found(url="file:///b"), evidence, settings)
    blob.unlink()
    with pytest.raises(EvidenceError, match="missing"):
        evidence.read(capture.sha256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "k", "", "kaaaaaaaaaaaa/../x", "\x00"])
def test_ids_and_hashes_lead_nowhere_else(evidence, folder, settings, make_found, name: str) -> None:
    preserve(make_found(), evidence, settings)
    with pytest.raises(NotFound):
        evidence.capture(name)
    with pytest.raises(EvidenceError):
        evidence.read(name)


def test_an_unknown_capture(evidence) -> None:
    with pytest.raises(NotFound):
        evidence.capture("kaaaaaaaaaaaa")


def test_a_folder_that_cannot_be_written(tmp_path, settings, make_found) -> None:
    (tmp_path / "evidence").write_text("a file stands here")
    with pytest.raises(EvidenceError, match="can't be written"):
        preserve(make_found(), EvidenceStore(tmp_path / "evidence"), settings)


def test_a_full_disk_leaves_a_whole_store(evidence, folder, settings, make_found, monkeypatch) -> None:
    preserve(make_found(b"before"), evidence, settings)
    real = os.write
    for room in range(3):
        calls = 0

        def write(handle: int, data: bytes, room: int = room) -> int:
            nonlocal calls
            calls += 1
            if calls > room:
                raise OSError(28, "No space left on device")
            return real(handle, data[: max(1, len(data) // 2)])

        with monkeypatch.context() as patch:
            patch.setattr(os, "write", write)
            with pytest.raises(EvidenceError, match="No space left"):
                preserve(make_found(b"too much"), evidence, settings)
        assert verify(folder, evidence.custody.head()) == []
    assert preserve(make_found(b"too much"), evidence, settings)[1]
    assert examine(folder).notes == []
    assert verify(folder) == []


def test_metadata_that_could_not_be_written_comes_with_the_next_act(
    evidence, folder, settings, make_found, monkeypatch
) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("probata.capture.preservation.write_metadata", full)
        with pytest.raises(EvidenceError, match="No space left"):
            preserve(make_found(b"one"), evidence, settings)
    assert verify(folder) == []
    evidence.custody.record("note", "x", {}, "Ada")  # the same process goes on
    result = examine(folder)
    assert (result.problems, result.notes, result.captures) == ([], [], 1)


def test_text_without_utf8_in_it(evidence, folder, settings, make_found) -> None:
    capture, _ = preserve(replace(make_found(), headers={"x": "a\udc80b"}), evidence, settings)
    evidence.custody.record("note", "a\udcffb", {"k\udc80": "\ud800"}, "Ada\udc80")
    assert capture.headers["x"] == "a\\udc80b"
    assert evidence.capture(capture.id) == capture
    assert verify(folder) == []


@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=5000), url=st.text(max_size=60), value=st.text(max_size=60))
def test_any_bytes_come_back(tmp_path_factory, settings, content: bytes, url: str, value: str) -> None:
    folder = tmp_path_factory.mktemp("evidence")
    evidence = EvidenceStore(folder)
    found = Found(content, url, url, "text/plain", {"x": value})
    capture, new = preserve(found, evidence, settings)
    assert new
    assert evidence.read(capture.sha256) == content
    assert EvidenceStore(folder).capture(capture.id) == capture
    assert preserve(found, evidence, settings) == (capture, False)
    assert verify(folder, evidence.custody.head()) == []
