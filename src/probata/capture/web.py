"""Fetching one page: redirects checked step by step, within limits of time and size."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import httpcore
import httpx

from probata.capture.fetcher import Fetched, Resolver
from probata.capture.labels import printable, size_text, without_credentials
from probata.capture.network import (
    AddressRefused,
    Deadline,
    DeadlinePassed,
    GuardedBackend,
    GuardedTransport,
    system_resolver,
)
from probata.errors import FetchFailed, FetchRefused, TooLarge
from probata.settings import Settings
from probata.version import __version__

_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; Probata/{__version__})",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip, deflate",
}
_SECRET_HEADERS = frozenset({"set-cookie", "set-cookie2"})
_STEP = 64 * 1024


class _BadCoding(Exception):
    """The body isn't in the coding that its header names."""


def fetch(url: str, settings: Settings, resolve: Resolver | None = None) -> Fetched:
    """The page at an address, after redirects.

    Raises :class:`FetchRefused` for what must not be fetched (an inner address, another scheme, a
    password in the address), :class:`FetchFailed` for what can't be (no answer in time, a status
    that isn't 2xx, a body cut short) and :class:`TooLarge`; each names ``url``, without its
    password if it has one.
    """
    where = printable(without_credentials(url))
    deadline = Deadline(settings.timeout)
    backend = GuardedBackend(deadline, resolve or system_resolver, settings.allow_private)
    try:
        with httpx.Client(transport=GuardedTransport(backend), headers=_HEADERS, trust_env=False) as client:
            request = client.build_request("GET", url)
            for _ in range(settings.max_redirects + 1):
                _check(request.url, where)
                response = client.send(request, stream=True, follow_redirects=False)
                try:
                    following = response.next_request
                    if following is None:
                        return _page(response, where, settings, deadline)
                    request = following
                finally:
                    response.close()
        raise FetchFailed(
            where, f"more than {settings.max_redirects} redirects; open it in a browser and save the page"
        )
    except AddressRefused as error:
        raise FetchRefused(
            where, f"{printable(str(error))}, not fetched; set PROBATA_ALLOW_PRIVATE=1 for your own network"
        ) from None
    except (DeadlinePassed, httpcore.TimeoutException):
        raise FetchFailed(
            where, f"no whole answer in {settings.timeout:g} seconds; try again, or raise PROBATA_TIMEOUT"
        ) from None
    except httpx.InvalidURL as error:
        raise FetchRefused(where, f"isn't a web address ({printable(str(error))}); check it") from None
    except (httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol):
        raise FetchRefused(where, "leads to an address that isn't http or https") from None
    except (httpcore.ConnectError, httpcore.ProxyError) as error:
        raise FetchFailed(where, f"no connection: {_reason(error)}; check the address and the network") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError) as error:
        raise FetchFailed(where, f"the server broke off: {_reason(error)}; try again") from None
    except _BadCoding as error:
        raise FetchFailed(where, f"the body can't be unpacked: {error}; try again or save the page by hand") from None
    except (OSError, ValueError, UnicodeError) as error:
        raise FetchFailed(where, f"can't be fetched: {_reason(error)}") from None


def _check(url: httpx.URL, where: str) -> None:
    if url.scheme not in ("http", "https"):
        raise FetchRefused(where, f"leads to a {printable(url.scheme) or 'relative'} address; only the web is fetched")
    if not url.host:
        raise FetchRefused(where, "has no host in it; check the address")
    if url.userinfo:
        raise FetchRefused(where, "has a user name or password in it, which would end in the records; leave it out")


def _page(response: httpx.Response, where: str, settings: Settings, deadline: Deadline) -> Fetched:
    status = response.status_code
    if not 200 <= status < 300:
        phrase = f" {response.reason_phrase}" if response.reason_phrase else ""
        raise FetchFailed(where, f"the server answered {status}{printable(phrase)}; check the address in a browser")
    body = bytearray()
    for piece in _unpacked(response):
        deadline.left()
        body += piece
        if len(body) > settings.max_bytes:
            raise TooLarge(
                where, f"has more than {size_text(settings.max_bytes)}; not kept (PROBATA_MAX_BYTES sets the limit)"
            )
    headers: dict[str, str] = {}
    for name, value in response.headers.multi_items():
        if name not in _SECRET_HEADERS:
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return Fetched(bytes(body), str(response.url), status, headers)


def _unpacked(response: httpx.Response) -> Iterator[bytes]:
    """The body without its coding, in pieces of at most 64 KB, so that a bomb is met before it is in memory."""
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding in ("", "identity"):
        yield from response.iter_raw()
        return
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise _BadCoding(f"it came as {printable(coding)}, which wasn't asked for")
    unpacker: zlib._Decompress | None = None
    try:
        for raw in response.iter_raw():
            pending = raw
            while pending:
                if unpacker is None:
                    unpacker = zlib.decompressobj(_window(coding, pending))
                piece = unpacker.decompress(pending, _STEP)
                yield piece
                pending = unpacker.unconsumed_tail
                while len(piece) == _STEP and not pending:  # all is taken in, but not all given out yet
                    piece = unpacker.decompress(b"", _STEP)
                    yield piece
                if unpacker.eof:
                    if not (coding != "deflate" and unpacker.unused_data.startswith(b"\x1f\x8b")):
                        return  # what follows the end is padding, as browsers treat it
                    pending, unpacker = unpacker.unused_data, None  # gzip may have several members
    except zlib.error as error:
        raise _BadCoding(printable(str(error))) from None
    raise _BadCoding("it was cut short")


def _window(coding: str, head: bytes) -> int:
    if coding != "deflate":
        return zlib.MAX_WBITS | 16
    # RFC 9110 8.4.1.2: deflate is zlib by the standard, bare deflate by the habit of some servers
    is_zlib = head[0] & 0x0F == 8 and (len(head) < 2 or int.from_bytes(head[:2], "big") % 31 == 0)
    return zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS


def _reason(error: Exception) -> str:
    return printable(str(error).strip() or type(error).__name__)
