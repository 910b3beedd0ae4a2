"""What the tests of capture share: settings without surprises, a clock, a store, a small web server."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from probata.capture import EvidenceStore, Found
from probata.settings import Settings

Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


class TickingClock:
    """A second later at every look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class Site:
    """A web server on the loopback address whose pages are functions."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                try:
                    site.pages[self.path.partition("?")[0]](self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def serve(
        self, path: str, body: bytes, status: int = 200, headers: tuple[tuple[str, str], ...] = (), length: int = -1
    ) -> str:
        def page(handler: http.server.BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers:
                handler.send_header(name, value)
            handler.send_header("Content-Length", str(len(body) if length < 0 else length))
            handler.end_headers()
            handler.wfile.write(body)

        self.pages[path] = page
        return self.url(path)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def settings() -> Settings:
    return Settings(author="Ada", max_bytes=200_000, timeout=5.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk" / "evidence"


@pytest.fixture
def evidence(folder: Path) -> EvidenceStore:
    return EvidenceStore(folder, TickingClock())


@pytest.fixture
def make_found() -> Callable[..., Found]:
    def make(content: bytes = b"A ship left port.", url: str = "file:///a.txt", **more: object) -> Found:
        return Found(content, url, url, "text/plain", label=url, **more)  # type: ignore[arg-type]

    return make
