"""The web, on a real server: what is fetched, refused, given up."""

from __future__ import annotations

import gzip
import http.server
import time
import zlib
from dataclasses import replace

import pytest

from probata.capture import Found, HttpFetcher, gather
from probata.capture.addresses import why_refused
from probata.errors import FetchFailed, FetchRefused, InputError, TooLarge
from probata.settings import Settings

PAGE = b"<html><body><p>A ship left port on Monday.</p></body></html>"


@pytest.fixture
def settings() -> Settings:
    return Settings(author="Ada", max_bytes=200_000, timeout=5.0, allow_private=True)


def failure(kind: type[InputError], url: str, settings: Settings, **more: object) -> InputError:
    with pytest.raises(kind) as caught:
        HttpFetcher(settings, **more).fetch(url)  # type: ignore[arg-type]
    assert len(str(caught.value).splitlines()) == 1
    return caught.value


def test_a_page_and_its_headers(site, settings) -> None:
    url = site.serve(
        "/a",
        PAGE,
        headers=(
            ("Content-Type", "text/html; charset=utf-8"),
            ("Set-Cookie", "id=1"),
            ("Link", "<a>"),
            ("Link", "<b>"),
        ),
    )
    fetched = HttpFetcher(settings).fetch(url + "#part")
    assert (fetched.content, fetched.status) == (PAGE, 200)
    assert fetched.headers["content-type"] == "text/html; charset=utf-8"
    assert fetched.headers["link"] == "<a>, <b>"
    assert "set-cookie" not in fetched.headers
    (found,) = gather(url, settings)
    assert isinstance(found, Found)
    assert (found.url_requested, found.media_type) == (url, "text/html; charset=utf-8")


def test_redirects_end_at_the_final_url_and_carry_cookies(site, settings) -> None:
    def page(handler: http.server.BaseHTTPRequestHandler) -> None:
        seen = handler.headers.get("Cookie") == "seen=1"
        handler.send_response(200 if seen else 302)
        if not seen:
            handler.send_header("Set-Cookie", "seen=1")
            handler.send_header("Location", "/a?again")
        handler.send_header("Content-Length", str(len(PAGE) if seen else 0))
        handler.end_headers()
        handler.wfile.write(PAGE if seen else b"")

    site.pages["/a"] = page
    fetched = HttpFetcher(settings).fetch(site.url("/a"))
    assert (fetched.content, fetched.url_final) == (PAGE, site.url("/a?again"))


def test_redirects_without_end(site, settings) -> None:
    url = site.serve("/loop", b"", 302, (("Location", "/loop"),))
    assert "redirects" in failure(FetchFailed, url, replace(settings, max_redirects=3)).reason
    assert len(site.asked) == 4


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://user:s3cret@127.0.0.1/", "http://"]
)
def test_redirects_to_what_is_not_the_web(site, settings, target: str) -> None:
    error = failure(InputError, site.serve("/r", b"", 302, (("Location", target),)), settings)
    assert isinstance(error, (FetchRefused, FetchFailed))
    assert "s3cret" not in error.reason


def test_an_inner_address_is_refused_unasked(site) -> None:
    settings = Settings(author="Ada")
    site.serve("/a", PAGE)
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f000001", "2130706433", "127.1", "0.0.0.0"):
        error = failure(FetchRefused, f"http://{host}:{site.port}/a", settings)
        assert "PROBATA_ALLOW_PRIVATE" in error.reason
    assert site.asked == []


def test_a_redirect_to_an_inner_address_is_refused(site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host counts as public (its loopback address is let through), the second doesn't."""
    import probata.capture.network as network

    judged: list[str] = []

    def judge(address: str) -> str | None:
        judged.append(address)
        return None if address == "127.0.0.1" else why_refused(address)

    monkeypatch.setattr(network, "why_refused", judge)
    table = {"public.example": ["127.0.0.1"], "inner.example": ["127.0.0.2"]}
    site.serve("/secret", PAGE)
    site.serve("/r", b"", 302, (("Location", f"http://inner.example:{site.port}/secret"),))
    error = failure(
        FetchRefused, f"http://public.example:{site.port}/r", Settings(author="Ada"), resolve=lambda h, p: table[h]
    )
    assert "127.0.0.2" in error.reason
    assert site.asked == ["/r"]
    site.serve("/r2", b"", 302, (("Location", f"http://127.0.0.2:{site.port}/secret"),))
    failure(
        FetchRefused,
        f"http://public.example:{site.port}/r2",
        Settings(author="Ada"),
        resolve=lambda h, p: [h if h[0] == "1" else "127.0.0.1"],
    )
    assert site.asked == ["/r", "/r2"]


def test_a_name_is_asked_once_and_its_answer_used(site, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: a second look-up would give another address, so there must be none."""
    answers = iter([["127.0.0.1"]])
    site.serve("/a", PAGE)
    fetched = HttpFetcher(settings, resolve=lambda host, port: next(answers)).fetch(
        f"http://name.example:{site.port}/a"
    )
    assert fetched.content == PAGE


def test_one_inner_address_among_others_refuses_the_name(site) -> None:
    failure(FetchRefused, "http://x.example/", Settings(author="A"), resolve=lambda h, p: ["93.184.215.14", "10.0.0.1"])


def test_the_peer_is_looked_at_after_connecting(site, monkeypatch: pytest.MonkeyPatch) -> None:
    import probata.capture.network as network

    judged: list[str] = []

    def judge(address: str) -> str | None:
        judged.append(address)
        return None if len(judged) == 1 else "a loopback address"

    monkeypatch.setattr(network, "why_refused", judge)
    site.serve("/a", PAGE)
    failure(FetchRefused, site.url("/a"), Settings(author="A"))
    assert judged == ["127.0.0.1", "127.0.0.1"]
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "169.254.1.1", "0.0.0.0",
        "0.1.2.3", "100.64.0.1", "100.100.100.200", "168.63.129.16", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "::", "::1",
        "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "2001:db8::1", "::ffff:10.0.0.1",
        "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1",
        "2001:0:0:0:0:0:80ff:fffe", "100::1", "nonsense", "",
    ],
)  # fmt: skip
def test_inner_addresses(address: str) -> None:
    assert why_refused(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_open_addresses(address: str) -> None:
    assert why_refused(address) is None


def test_passwords_are_refused_and_not_repeated(settings) -> None:
    (error,) = gather("http://ada:pass%40word@news.example/", settings)
    assert isinstance(error, FetchRefused)
    assert "pass%40word" not in str(error)
    assert "ada" not in error.where


@pytest.mark.parametrize(
    "url", ["http://", "http:///x", "http://[::1", "http://a:99999/", "http://a\x00b/", "http://ex ample/"]
)
def test_odd_addresses(url: str, settings) -> None:
    (error,) = gather(url, settings)
    assert isinstance(error, (FetchRefused, FetchFailed))
    assert len(str(error).splitlines()) == 1


@pytest.mark.parametrize("status", [400, 403, 404, 410, 429, 500, 503, 304])
def test_a_status_that_is_no_page(site, settings, status: int) -> None:
    url = site.serve("/s", b"" if status == 304 else PAGE, status)
    assert f"answered {status}" in failure(FetchFailed, url, settings).reason


def test_nobody_there(settings) -> None:
    import socket

    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    failure(FetchFailed, f"http://127.0.0.1:{port}/", settings)
    error = failure(FetchFailed, "http://nowhere.invalid/", settings, resolve=_unknown)
    assert "can't be resolved" in error.reason


def _unknown(host: str, port: int) -> list[str]:
    raise OSError("unknown name")


def drip(head: bytes, drop: bytes):  # type: ignore[no-untyped-def]
    def page(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        for _ in range(100):
            handler.wfile.write(drop)
            handler.wfile.flush()
            time.sleep(0.05)

    return page


@pytest.mark.parametrize(
    "page",
    [
        lambda handler: time.sleep(3),
        drip(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", b"a"),
        drip(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
    ],
    ids=["silent", "dripping body", "dripping headers"],
)
def test_the_time_limit_is_for_the_whole_fetch(site, settings, page) -> None:
    site.pages["/slow"] = page
    start = time.monotonic()
    error = failure(FetchFailed, site.url("/slow"), replace(settings, timeout=0.4))
    assert "0.4 seconds" in error.reason
    assert time.monotonic() - start < 2


def test_a_slow_name_service_is_given_up(settings) -> None:
    start = time.monotonic()
    failure(FetchFailed, "http://slow.example/", replace(settings, timeout=0.3), resolve=_sleepy)
    assert time.monotonic() - start < 2


def _sleepy(host: str, port: int) -> list[str]:
    time.sleep(3)
    return ["127.0.0.1"]


def test_a_big_body_stops(site, settings) -> None:
    sent = 0

    def page(handler: http.server.BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
        for _ in range(3000):
            handler.wfile.write(b"a" * 100_000)
            sent += 100_000

    site.pages["/big"] = page
    failure(TooLarge, site.url("/big"), settings)
    time.sleep(0.1)
    assert sent < 50_000_000


def test_an_announced_big_body_is_not_waited_for(site, settings) -> None:
    failure(FetchFailed, site.serve("/short", b"abc", length=300), replace(settings, timeout=1))


@pytest.mark.parametrize(
    ("coding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("x-gzip", gzip.compress)]
)
def test_a_bomb_is_met_before_it_is_unpacked(site, settings, coding: str, pack) -> None:
    url = site.serve("/bomb", pack(b"a" * 50_000_000), headers=(("Content-Encoding", coding),))
    import tracemalloc

    tracemalloc.start()
    failure(TooLarge, url, settings)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000  # the packed bomb itself is in this process
    tracemalloc.stop()


BODY = bytes(range(97, 123)) * 4000


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(BODY)),
        ("GZIP", gzip.compress(BODY[:500]) + gzip.compress(BODY[500:])),
        ("gzip", gzip.compress(BODY) + b"\x00padding"),
        ("deflate", zlib.compress(BODY)),
        ("deflate", zlib.compress(BODY)[2:-4]),
        ("identity", BODY),
    ],
)
def test_codings_are_undone(site, settings, coding: str, packed: bytes) -> None:
    url = site.serve("/z", packed, headers=(("Content-Encoding", coding),))
    fetched = HttpFetcher(settings).fetch(url)
    assert fetched.content == BODY
    assert fetched.headers["content-encoding"] == coding


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(BODY)[:-20]),
        ("gzip", b"not gzip at all"),
        ("br", b"x"),
        ("gzip, gzip", b"x"),
        ("gzip", b""),
    ],
)
def test_a_body_that_cannot_be_unpacked_is_not_kept(site, settings, coding: str, packed: bytes) -> None:
    failure(FetchFailed, site.serve("/z", packed, headers=(("Content-Encoding", coding),)), settings)


def test_what_is_no_http_at_all(site, settings) -> None:
    site.pages["/junk"] = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")
    failure(FetchFailed, site.url("/junk"), settings)


def test_the_environments_proxy_is_not_used(site, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    assert HttpFetcher(settings).fetch(site.serve("/a", PAGE)).content == PAGE
