"""The one seam to the web: an address in, a page out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from probata.settings import Settings

Resolver = Callable[[str, int], Sequence[str]]
"""Gives the IP addresses of a host name (and port). Tests give their own."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came.

    ``content`` is the body with its content coding (gzip, deflate) undone: the coding is an
    agreement of one transfer, and differs between two transfers of one and the same page, while
    these bytes are the page and can be compared with any other copy. That there was a coding
    stays visible in ``headers``. ``headers`` have lower-case names, several of one name are
    joined by ", ", and cookies are left out (they could open the user's session to a reader).
    """

    content: bytes
    url_final: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)


class Fetcher(Protocol):
    """Whatever fetches pages: the web, or a test's table."""

    def fetch(self, url: str) -> Fetched:
        """The page at an address. Raises FetchRefused, FetchFailed, TooLarge (:mod:`probata.errors`)."""
        ...


class HttpFetcher:
    """Fetches from the web, within the limits of the settings; see :mod:`probata.capture.web`.

    ``resolve`` stands in for the system's name service in tests.
    """

    def __init__(self, settings: Settings, resolve: Resolver | None = None) -> None:
        self._settings = settings
        self._resolve = resolve

    def fetch(self, url: str) -> Fetched:
        """The page at an ``http`` or ``https`` address. Raises FetchRefused, FetchFailed, TooLarge."""
        from probata.capture.web import fetch  # httpx takes a fifth of a second to import

        return fetch(url, self._settings, self._resolve)
