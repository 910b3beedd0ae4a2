"""Local input: every kind of file is either found whole or named with one line."""

from __future__ import annotations

import io
import os
import random
import socket
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from probata.capture import EvidenceStore, Fetched, Found, gather, preserve
from probata.errors import (
    EmptyInput,
    FetchFailed,
    FetchRefused,
    InputError,
    NotFound,
    NotText,
    TooLarge,
    Unreadable,
)
from probata.settings import Settings

TEXT = "Officials said that a ship had left port on Monday.\n"


def only(source: str, settings: Settings) -> Found | InputError:
    results = list(gather(source, settings))
    assert len(results) == 1
    return results[0]


def is_one_line(error: InputError) -> bool:
    return len(str(error).splitlines()) == 1 and str(error).isprintable()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.txt", TEXT.encode(), "text/plain"),
        ("a.html", b"<p>" + TEXT.encode(), "text/html"),
        ("a.HTM", b"<p>" + TEXT.encode(), "text/html"),
        ("a.md", b"# Title\n" + TEXT.encode(), "text/markdown"),
        ("a.jsonl", b'{"id": "1", "text": "x"}\n', "application/jsonl"),
        ("plain", TEXT.encode(), "text/plain"),
        ("page.aspx", b"\n<!DOCTYPE html><html><body>x</body></html>", "text/html"),
        ("page.xml", b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>x</p></html>', "text/html"),
        ("lines.dat", b'{"id": "1", "text": "x"}\n{"id": "2"}\n', "application/jsonl"),
        ("brace.dat", b"{not json}\nbut a text\n", "text/plain"),
        ("deep.dat", b'{"a":' * 100_00 + b"\n", "text/plain"),
        ("wide.txt", TEXT.encode("utf-16"), "text/plain"),
        ("wide.htm", ("<p>" + TEXT).encode("utf-32"), "text/html"),
        ("unmarked", TEXT.encode("utf-16-le"), "text/plain"),
        ("unmarked2", TEXT.encode("utf-16-be"), "text/plain"),
        ("unmarked3", TEXT.encode("utf-32-be"), "text/plain"),
        ("wide.unknown", ("<html><p>" + TEXT).encode("utf-16"), "text/html"),
        ("korean.txt", "평양은 이를 부인했다.".encode("utf-16"), "text/plain"),
        ("korean2.txt", "평양은 이를 부인했다.".encode("euc-kr"), "text/plain"),
        ("latin.txt", "Café, naïve – “quoted”".encode("cp1252"), "text/plain"),
        ("broken.txt", b"caf\xe9 and \xff\xfe\x80 broken utf-8, a long enough line of text to be one", "text/plain"),
        ("mark.txt", b"\xef\xbb\xbf" + TEXT.encode(), "text/plain"),
    ],
)
def test_a_text_of_any_encoding_is_found_byte_for_byte(
    tmp_path: Path, settings: Settings, name: str, content: bytes, media_type: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = only(str(path), settings)
    assert isinstance(found, Found), found
    assert found.content == content
    assert found.media_type == media_type
    assert found.url_requested == found.url_final == path.as_uri()


@pytest.mark.parametrize(
    ("content", "called"),
    [
        (b"%PDF-1.7\n%text", "a PDF"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "WARC"),
        (b"PK\x03\x04" + b"\x00" * 26 + b"word/document.xml", "Word document"),
        (b"PK\x03\x04" + b"\x00" * 50, "zip"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "PNG"),
        (b"\xff\xd8\xff\xe0" + b"x" * 50, "JPEG"),
        (b"GIF89a" + b"x" * 50, "GIF"),
        (b"RIFF\x01\x02\x03\x04WEBPVP8 ", "WebP"),
        (b"\x00\x00\x00\x20ftypisom", "video"),
        (b"\x7fELF\x02", "program"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x00" * 100, "binary"),
        (b"\x00", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"a readable head " * 1000 + bytes(range(256)) * 300, "binary"),
        (b"\xff\xfe" + random.Random(1).randbytes(3000), "binary"),
        (b'<?xml version="1.0"?><rss version="2.0"></rss>', "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "feed"),
        (b'<?xml version="1.0"?><data/>', "XML"),
    ],
)
def test_what_is_no_text_is_named_for_what_it_is(
    tmp_path: Path, settings: Settings, content: bytes, called: str
) -> None:
    path = tmp_path / "looks.txt"
    path.write_bytes(content)
    error = only(str(path), settings)
    assert isinstance(error, NotText), error
    assert called in error.reason
    assert "isn't read yet" in error.reason
    assert is_one_line(error)


def test_a_zipped_web_archive_is_told_from_other_gzip(tmp_path: Path, settings: Settings) -> None:
    import gzip

    for content, called in ((b"WARC/1.1\r\nWARC-Type: warcinfo", "WARC"), (b"text" * 100, "gzip archive")):
        path = tmp_path / "x.gz"
        path.write_bytes(gzip.compress(content))
        error = only(str(path), settings)
        assert isinstance(error, NotText)
        assert called in error.reason


@pytest.mark.parametrize("content", [b"", b"  \n\t", b"\xef\xbb\xbf\n", "\ufeff \n".encode("utf-16-le"), b"\xff\xfe"])
def test_nothing_is_empty_input(tmp_path: Path, settings: Settings, content: bytes) -> None:
    path = tmp_path / "e.txt"
    path.write_bytes(content)
    assert isinstance(only(str(path), settings), EmptyInput)


def test_a_large_file_is_refused_unread(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)  # a hole: takes no room
    error = only(str(path), settings)
    assert isinstance(error, TooLarge)
    assert "200.0 MB" in error.reason
    assert "PROBATA_MAX_BYTES" in error.reason


def test_the_limit_itself_still_fits(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "full.txt"
    path.write_bytes(b"a" * settings.max_bytes)
    assert isinstance(only(str(path), settings), Found)


def test_names_that_lead_nowhere(tmp_path: Path, settings: Settings) -> None:
    for source in (str(tmp_path / "none"), "", "a\x00b", "x" * 5000, str(tmp_path / "a" / "b")):
        error = only(source, settings)
        assert isinstance(error, (NotFound, Unreadable)), source
        assert is_one_line(error)
    assert len(str(only("x" * 5000, settings))) < 600


def test_a_file_written_to_meanwhile_is_not_kept(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "growing.txt"
    path.write_text(TEXT)
    real = os.fstat
    looks = 0

    def fstat(handle: int) -> os.stat_result:
        nonlocal looks
        looks += 1
        if looks > 1:
            os.utime(path, ns=(1, looks))
        return real(handle)

    monkeypatch.setattr("probata.capture.files.os.fstat", fstat)
    error = only(str(path), settings)
    assert isinstance(error, Unreadable)
    assert "run again" in error.reason


def test_an_unreadable_file(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT)

    def refuse(*args: object, **more: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("probata.capture.files.os.open", refuse)  # root can read anything
    error = only(str(path), settings)
    assert isinstance(error, Unreadable)
    assert "permission" in error.reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_pipes_sockets_and_devices_are_refused_at_once(tmp_path: Path, settings: Settings) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind(str(tmp_path / "plug"))
        results = list(gather(str(tmp_path), settings))
    assert [type(r) for r in results] == [Unreadable, Unreadable]
    assert isinstance(only("/dev/zero", settings), Unreadable)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_put_in_a_files_place_does_not_hold_us(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "late.txt"
    os.mkfifo(pipe)
    regular = tmp_path / "regular.txt"
    regular.write_text(TEXT)
    monkeypatch.setattr(Path, "stat", lambda self, **more: os.stat(regular))  # noqa: PTH116
    results: list[object] = []
    thread = threading.Thread(target=lambda: results.append(only(str(pipe), settings)), daemon=True)
    thread.start()
    thread.join(5)
    assert [type(r) for r in results] == [Unreadable]


class TestFolder:
    def test_sorted_recursive_without_hidden(self, tmp_path: Path, settings: Settings) -> None:
        for name in ("b.txt", "a/z.txt", "a/c/y.txt", "a.txt", ".hidden", ".git/config", "a/.x/w.txt"):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(TEXT)
        names = [f.label for f in gather(str(tmp_path), settings) if isinstance(f, Found)]
        assert names == [str(tmp_path / n) for n in ("a/c/y.txt", "a/z.txt", "a.txt", "b.txt")]

    def test_one_bad_file_does_not_stop_the_rest(self, tmp_path: Path, settings: Settings) -> None:
        (tmp_path / "a.txt").write_bytes(b"\x00\x01")
        (tmp_path / "b.txt").write_text(TEXT)
        (tmp_path / "c.txt").write_bytes(b"")
        (tmp_path / "d.txt").write_text(TEXT)
        assert [type(r) for r in gather(str(tmp_path), settings)] == [NotText, Found, EmptyInput, Found]

    def test_link_loops_end_with_one_line_each(self, tmp_path: Path, settings: Settings) -> None:
        (tmp_path / "sub").mkdir()
        (tmp_path / "sub" / "a.txt").write_text(TEXT)
        (tmp_path / "sub" / "up").symlink_to(tmp_path)
        (tmp_path / "self").symlink_to(tmp_path / "self")
        (tmp_path / "ping").symlink_to(tmp_path / "pong")
        (tmp_path / "pong").symlink_to(tmp_path / "ping")
        (tmp_path / "gone").symlink_to(tmp_path / "nothing")
        results = list(gather(str(tmp_path), settings))
        assert [type(r) for r in results].count(Found) == 1
        errors = {Path(r.where).name: r for r in results if isinstance(r, InputError)}
        assert set(errors) == {"up", "self", "ping", "pong", "gone"}
        assert "loop" in errors["up"].reason
        assert "back to itself" in errors["self"].reason
        assert "to nothing" in errors["gone"].reason

    def test_many_links_to_one_folder_are_read_once(self, tmp_path: Path, settings: Settings) -> None:
        for level in range(30):  # followed, these would be 2 ** 30 files
            (tmp_path / f"d{level}").mkdir()
            for side in "ab":
                (tmp_path / f"d{level}" / side).symlink_to(tmp_path / f"d{level + 1}")
        (tmp_path / "d30").mkdir()
        (tmp_path / "d30" / "a.txt").write_text(TEXT)
        assert [type(r) for r in gather(str(tmp_path), settings)] == [Found]

    def test_no_link_leads_out_of_the_folder(self, tmp_path: Path, settings: Settings) -> None:
        (tmp_path / "in").mkdir()
        (tmp_path / "private.txt").write_text("a secret")
        (tmp_path / "in" / "x.txt").symlink_to(tmp_path / "private.txt")
        (tmp_path / "in" / "y").symlink_to("/etc")
        results = list(gather(str(tmp_path / "in"), settings))
        assert [type(r) for r in results] == [Unreadable, Unreadable]
        assert isinstance(only(str(tmp_path / "in" / "x.txt"), settings), Found)  # named by the user: followed

    def test_a_link_to_a_file_kept_in_a_hidden_place_is_read(self, tmp_path: Path, settings: Settings) -> None:
        (tmp_path / ".annex").mkdir()
        (tmp_path / ".annex" / "k").write_text(TEXT)
        (tmp_path / "a.txt").symlink_to(".annex/k")
        found = only(str(tmp_path), settings)
        assert isinstance(found, Found)
        assert found.url_requested.endswith("/a.txt")
        assert found.url_final.endswith("/.annex/k")

    def test_names_forge_no_lines(self, tmp_path: Path, settings: Settings) -> None:
        name = b"bad\nprobata: all is well\x1b[2J\xff.txt"
        (tmp_path / os.fsdecode(name)).write_bytes(b"")
        error = only(str(tmp_path), settings)
        assert isinstance(error, EmptyInput)
        assert is_one_line(error)

    def test_an_unreadable_folder(self, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "b.txt").write_text(TEXT)
        real = os.scandir

        def refuse(path: Path) -> object:
            if Path(path).name == "a":
                raise PermissionError(13, "Permission denied")
            return real(path)

        monkeypatch.setattr("probata.capture.files.os.scandir", refuse)
        assert [type(r) for r in gather(str(tmp_path), settings)] == [Unreadable, Found]

    def test_a_desk_in_the_folder_is_no_input(self, tmp_path: Path, settings: Settings) -> None:
        (tmp_path / "a.txt").write_text(TEXT)
        for desk in ("desk", "another"):
            evidence = EvidenceStore(tmp_path / desk / "evidence")
            for found in gather(str(tmp_path / "a.txt"), settings):
                assert isinstance(found, Found)
                preserve(found, evidence, settings)
        (tmp_path / "desk" / "notes.txt").write_text(TEXT)
        here = replace(settings, desk=tmp_path / "desk")
        assert [r.label for r in gather(str(tmp_path), here) if isinstance(r, Found)] == [str(tmp_path / "a.txt")]
        for named in (tmp_path / "desk", tmp_path / "another" / "evidence"):
            assert isinstance(only(str(named), here), Unreadable)

    def test_an_empty_folder_gives_nothing(self, tmp_path: Path, settings: Settings) -> None:
        assert list(gather(str(tmp_path), settings)) == []


class TestStandardInput:
    def give(self, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))

    def test_bytes_as_they_come(self, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
        self.give(monkeypatch, b"caf\xe9\r\nline\r\n")
        found = only("-", settings)
        assert isinstance(found, Found)
        assert (found.content, found.url_requested) == (b"caf\xe9\r\nline\r\n", "stdin:")

    def test_too_much_empty_and_closed(self, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
        self.give(monkeypatch, b"a" * (settings.max_bytes + 1))
        assert isinstance(only("-", settings), TooLarge)
        self.give(monkeypatch, b"")
        assert isinstance(only("-", settings), EmptyInput)
        monkeypatch.setattr("sys.stdin", None)
        assert isinstance(only("-", settings), Unreadable)


class TestAddresses:
    class Table:
        def fetch(self, url: str) -> Fetched:
            if url.endswith("/missing"):
                raise FetchFailed(url, "the server answered 404")
            return Fetched(
                TEXT.encode(), url + "?final", 200, {"content-type": "text/plain; charset=ISO-8859-1", "etag": "x"}
            )

    def test_a_fetched_page(self, settings: Settings) -> None:
        (found,) = gather(" HTTPS://news.example/a ", settings, self.Table())
        assert isinstance(found, Found)
        assert found.url_requested == "HTTPS://news.example/a"
        assert found.url_final.endswith("?final")
        assert found.media_type == "text/plain; charset=iso-8859-1"
        assert found.headers["etag"] == "x"

    def test_a_failure_is_a_value(self, settings: Settings) -> None:
        assert [type(r) for r in gather("http://news.example/missing", settings, self.Table())] == [FetchFailed]

    @pytest.mark.parametrize("url", ["ftp://a/b", "file:///etc/passwd", "gopher://x", "javascript://alert(1)"])
    def test_other_schemes_are_refused(self, settings: Settings, url: str) -> None:
        (error,) = gather(url, settings, self.Table())
        assert isinstance(error, FetchRefused)
