"""The inputs that one argument of the command line stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from probata.capture.fetcher import Fetcher, HttpFetcher
from probata.capture.files import checked, explain, read_file, read_standard_input, walk
from probata.capture.found import Found
from probata.capture.labels import printable, without_credentials
from probata.capture.sniff import media_type_of
from probata.errors import FetchRefused, InputError
from probata.settings import Settings

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*)://")


def gather(source: str, settings: Settings, fetcher: Fetcher | None = None) -> Iterator[Found | InputError]:
    """What a source holds: a file, the files of a folder, a web address, or ``-`` for standard input.

    What fails is yielded as the :class:`InputError` that says why, never raised, so that the
    rest goes on. ``fetcher`` is asked for ``http`` and ``https`` addresses (default: the web).
    """
    scheme = _SCHEME.match(source.strip())
    try:
        if source == "-":
            yield read_standard_input(settings)
        elif scheme:
            yield _fetch(source.strip(), scheme.group(1).lower(), settings, fetcher)
        else:
            yield from _local(source, settings)
    except InputError as error:
        yield error


def _local(source: str, settings: Settings) -> Iterator[Found | InputError]:
    where = printable(source)
    if not source:
        raise explain("(nothing)", ValueError("an empty name"))
    path = Path(source)
    try:
        folder = path.is_dir()
    except (OSError, ValueError, RuntimeError) as error:
        raise explain(where, error) from None
    if folder:
        yield from walk(path, settings)
    else:
        yield read_file(path, settings)


def _fetch(url: str, scheme: str, settings: Settings, fetcher: Fetcher | None) -> Found:
    where = printable(without_credentials(url))
    if scheme not in ("http", "https"):
        hint = "name the file itself" if scheme == "file" else "only http and https addresses are fetched"
        raise FetchRefused(where, f"{scheme}: addresses aren't fetched; {hint}")
    fetched = (fetcher or HttpFetcher(settings)).fetch(url)
    suffix = PurePosixPath(urlsplit(fetched.url_final).path).suffix
    return checked(
        Found(
            fetched.content,
            url_requested=url,
            url_final=fetched.url_final,
            media_type=media_type_of(fetched.content, suffix, fetched.headers.get("content-type", "")),
            headers=fetched.headers,
            label=where,
        ),
        settings,
    )
