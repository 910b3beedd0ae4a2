"""A capture's page: the exact bytes, and an original that does nothing, whatever it holds."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.workbench.conftest import log_in
from tests.workbench.test_reports import HOSTILE

from probata.errors import EvidenceError
from probata.pipeline import bytes_of, run
from probata.records import Capture
from probata.workbench import opened
from probata.workbench.views.captures import DEAD

PAGE = f"""<!doctype html><html><head><title>Arms for Russia</title>
<link rel=stylesheet href=https://leak.example/a.css><link rel=preconnect href=https://leak.example/>
<script src=https://leak.example/a.js></script><style>@import url(https://leak.example/b.css);
p {{ color: rgb(1, 2, 3); background: url(https://leak.example/c.png) }}</style></head>
<body onload="alert(6)"><p>North Korea shipped artillery shells to Russia on Monday, an official in Seoul said.
<p>The shells were carried by rail, the official said, and more will follow in the coming weeks.
<a id=leads href="https://leak.example/d">the rest</a><img src=https://leak.example/e.png>
<form action=https://leak.example/f><button id=send>send</button></form>
{HOSTILE.replace("display:none", "")}</body></html>"""


@pytest.fixture
def page_capture(workbench: opened.Opened, tmp_path: Path) -> Capture:
    """A hostile page in the desk."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    result = run([str(path)], workbench.desk, workbench.settings)
    found = workbench.desk.get(result.reports[0].capture)
    assert isinstance(found, Capture)
    return found


@pytest.fixture
def blob(workbench: opened.Opened, page_capture: Capture) -> Path:
    """The file of its bytes, made writable."""
    path = workbench.desk.evidence / "blobs" / page_capture.sha256[:2] / page_capture.sha256
    path.chmod(0o600)
    return path


def streamed(answer: Any) -> bytes:
    assert isinstance(answer, StreamingHttpResponse)
    return b"".join(answer)  # type: ignore[arg-type]


def test_the_page_tells_what_was_captured(as_: Callable[[str], Client], page_capture: Capture) -> None:
    page = as_("rea").get(f"/captures/{page_capture.id}").content.decode()
    for told in (
        page_capture.sha256,
        page_capture.captured_at,
        f"{page_capture.size:,} bytes",
        "bytes match",
        "the tests",
    ):
        assert told in page
    assert page.count("<li data-item>") == 1
    assert f'<iframe class="original" sandbox src="/captures/{page_capture.id}/original"' in page


def test_the_exact_bytes_are_a_download(as_: Callable[[str], Client], page_capture: Capture) -> None:
    answer = as_("rea").get(f"/captures/{page_capture.id}/bytes")
    assert hashlib.sha256(streamed(answer)).hexdigest() == page_capture.sha256
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Length"] == str(page_capture.size)


def test_the_original_has_a_policy_of_its_own(as_: Callable[[str], Client], page_capture: Capture) -> None:
    answer = as_("rea").get(f"/captures/{page_capture.id}/original")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none';")
    assert "frame-ancestors 'self'" in policy
    assert "allow" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert answer.headers["X-DNS-Prefetch-Control"] == "off"
    assert "leak.example/a" not in answer.content.decode()


@pytest.mark.parametrize("how", ["changed", "gone"])
def test_bytes_that_do_not_match_are_told_and_never_served(
    as_: Callable[[str], Client], page_capture: Capture, blob: Path, how: str
) -> None:
    if how == "gone":
        blob.unlink()
    else:
        blob.write_bytes(blob.read_bytes().replace(b"Monday", b"Sunday"))
    client = as_("rea")
    says = "is missing" if how == "gone" else "its bytes were changed"
    answer = client.get(f"/captures/{page_capture.id}/bytes")
    assert answer.status_code == 409
    assert says in answer.content.decode()
    page = client.get(f"/captures/{page_capture.id}").content.decode()
    assert "The evidence doesn&#x27;t verify" in page or "The evidence doesn't verify" in page
    assert "bytes match" not in page
    shown = client.get(f"/captures/{page_capture.id}/original")
    assert shown.headers["Content-Type"].startswith("text/plain")
    assert says in shown.content.decode()


def test_bytes_that_change_on_the_way_break_off(
    workbench: opened.Opened, page_capture: Capture, blob: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("probata.capture.store._STEP", 64)
    pieces = bytes_of(workbench.desk, page_capture)
    got = [next(pieces)]
    with blob.open("r+b") as file:
        file.seek(600)
        file.write(b"x")
    with pytest.raises(EvidenceError, match="were changed"):
        got.extend(pieces)
    assert len(b"".join(got)) < page_capture.size


def test_a_file_of_records_is_shown_as_text(workbench: opened.Opened, as_: Callable[[str], Client]) -> None:
    (lines,) = workbench.desk.captures()
    answer = as_("rea").get(f"/captures/{lines.id}/original")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    page = as_("rea").get(f"/captures/{lines.id}").content.decode()
    assert page.count("<li data-item>") == 20
    assert "?page=2" in page
    assert as_("rea").get(f"/captures/{lines.id}?page=99999999999999").status_code == 200


@pytest.mark.parametrize("more", ["", "/original", "/bytes"])
def test_a_capture_that_is_not_there_is_said_plainly(as_: Callable[[str], Client], more: str) -> None:
    assert as_("rea").get(f"/captures/knothing{more}").status_code == 404
    assert as_("rea").post(f"/captures/knothing{more}").status_code == 405


def test_questions_to_the_desk_do_not_grow(
    workbench: opened.Opened, as_: Callable[[str], Client], page_capture: Capture
) -> None:
    (lines,) = (c for c in workbench.desk.captures() if c.id != page_capture.id)
    counts = []
    for it in (lines, page_capture):
        with CaptureQueriesContext(connections[workbench.desk.base]) as asked:
            as_("rea").get(f"/captures/{it.id}")
        counts.append(len(asked))
    assert counts[0] <= counts[1] + 1 < 12


@pytest.fixture
def leak() -> Iterator[tuple[str, list[str]]]:
    """An address elsewhere, and who has connected to it: a request that the policy refuses never does."""
    reached: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        over = threading.Event()

        def listen() -> None:
            while not over.is_set():
                with suppress(OSError):
                    connection, _ = listening.accept()
                    reached.append("a connection")
                    connection.close()

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", reached
        over.set()
        thread.join(2)


@pytest.fixture
def browsing(chromium: Any, live: Any) -> Iterator[Any]:
    """A page in which a script that is refused may be told of, as is meant here, but no dialog may open."""
    context = chromium.new_context(base_url=live.url)
    page = context.new_page()
    log_in(page, "rea")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    yield page
    context.close()
    assert dialogs == []


def test_a_malicious_original_does_nothing_in_a_browser(
    workbench: opened.Opened, browsing: Any, live: Any, tmp_path: Path, leak: tuple[str, list[str]]
) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE.replace("https://leak.example", leak[0]), encoding="utf-8")
    capture = run([str(path)], workbench.desk, workbench.settings).reports[0].capture
    page = browsing
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(f"/captures/{capture}")
    page.locator("iframe.original").scroll_into_view_if_needed()
    inside = page.frame_locator("iframe.original")
    told = inside.get_by_text("North Korea shipped artillery shells").first
    told.wait_for()
    assert inside.locator("p").first.evaluate("p => getComputedStyle(p).color") == "rgb(1, 2, 3)"
    inside.get_by_text("the rest").click()
    inside.get_by_text("send").click()
    page.wait_for_timeout(500)
    told.wait_for()
    assert [url for url in asked if not url.startswith(live.url)] == []
    assert leak[1] == []
    assert page.url == f"{live.url}/captures/{capture}"


def test_the_bytes_as_they_are_would_do_nothing_either(
    browsing: Any, live: Any, page_capture: Capture, leak: tuple[str, list[str]]
) -> None:
    """The policy alone holds, but for mere connections (``preconnect``, a finger on a link), which no policy stops."""
    page = browsing
    body = PAGE.replace("<link rel=preconnect href=https://leak.example/>", "").replace("https://leak.example", leak[0])
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": DEAD}
    page.route("**/original", lambda route: route.fulfill(body=body, headers=headers))
    page.goto(f"/captures/{page_capture.id}")
    page.locator("iframe.original").scroll_into_view_if_needed()
    inside = page.frame_locator("iframe.original")
    inside.get_by_text("the rest").wait_for()
    page.wait_for_timeout(1000)
    assert leak[1] == []
    inside.get_by_text("the rest").click()
    page.wait_for_timeout(500)
    assert page.url == f"{live.url}/captures/{page_capture.id}"
