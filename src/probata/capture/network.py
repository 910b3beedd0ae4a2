"""Connections that only go to checked addresses, and end at a deadline.

A host name is resolved once; its addresses are checked, and the connection is made to a checked
address itself, not to the name again. So a name that changes its address between check and use
(DNS rebinding) gains nothing. The peer's address is looked at once more after connecting.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import httpcore
import httpx

from probata.capture.addresses import why_refused
from probata.capture.fetcher import Resolver


class AddressRefused(Exception):
    """The host is at an address that must not be fetched from. ``str()`` says which and why."""


class DeadlinePassed(Exception):
    """The time for the whole fetch is over."""


class Deadline:
    """The moment at which a fetch must be over, whatever it is doing."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left; raises :class:`DeadlinePassed` when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise DeadlinePassed
        return left


def system_resolver(host: str, port: int) -> Sequence[str]:
    """The addresses of a host by the system's name service; raises ``OSError`` where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to checked addresses only; every stream it gives keeps the deadline."""

    def __init__(self, deadline: Deadline, resolve: Resolver, allow_private: bool) -> None:
        self._deadline = deadline
        self._resolve = resolve
        self._allow_private = allow_private
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to the first address of the host that answers. Raises AddressRefused if any is an inner one."""
        addresses = self._addresses(host, port)
        failure: Exception = httpcore.ConnectError("the name has no address")
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(
                    address, port, timeout=self._deadline.left(), local_address=local_address
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            peer = stream.get_extra_info("server_addr")
            try:
                self._check(host, str(peer[0]))
            except AddressRefused:
                stream.close()
                raise
            return _DeadlineStream(stream, self._deadline)
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Never: a web address doesn't name a socket of this machine."""
        raise AddressRefused("a socket of this machine")

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        answer: list[Sequence[str]] = []
        failure: list[Exception] = []

        def ask() -> None:
            try:
                answer.append(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                failure.append(error)

        # A thread, since the system's look-up takes no time limit; a daemon, so that it holds up no exit.
        thread = threading.Thread(target=ask, name="probata-resolve", daemon=True)
        thread.start()
        thread.join(self._deadline.left())
        if failure:
            raise httpcore.ConnectError(f"the name {host} can't be resolved")
        if not answer:
            raise DeadlinePassed
        for address in answer[0]:
            self._check(host, address)
        return answer[0]

    def _check(self, host: str, address: str) -> None:
        kind = None if self._allow_private else why_refused(address)
        if kind is not None:
            at = host if host == address else f"{host} ({address})"
            raise AddressRefused(f"{at} is {kind}")


class _DeadlineStream(httpcore.NetworkStream):
    """A stream whose every act must end before the deadline: a server that drips bytes gains no time."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _DeadlineStream(
            self._inner.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class GuardedTransport(httpx.BaseTransport):
    """httpx's way to the network, over a :class:`GuardedBackend`.

    Proxies of the environment are not used: behind one, the address that is fetched from would be
    the proxy's choice and could not be checked.
    """

    def __init__(self, backend: GuardedBackend) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends the request; errors are those of httpcore, AddressRefused and DeadlinePassed."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=b"",
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
