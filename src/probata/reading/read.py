"""The way in: a capture's bytes to reports, whatever form they have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from probata.errors import BadRecord, InputError
from probata.reading.assemble import Origin
from probata.reading.dates import FUTURE
from probata.reading.decode import Decoded, decode
from probata.reading.jsonlines import Record, records
from probata.records import Capture, Report
from probata.settings import Settings

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*){0,20}"
    r"<(?:!doctype\s+html|html|head|body|article|div|p|h1|title|meta)\b",
    re.I | re.S,
)
_HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
_LINES_SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")
_TEXT_SUFFIXES = (".txt", ".md", ".markdown", ".text", ".log")


def read(capture: Capture, content: bytes, settings: Settings) -> Iterator[Report | InputError]:
    """The reports of a capture. What can't be read comes as the :class:`InputError` that says why; the rest goes on.

    The form is told by the file's suffix, the media type and the content, in this order of trust: a JSON Lines
    file gives a report a line, everything else gives one. A declared date that can't be used (in the future)
    gives the report without it and a :class:`BadRecord`.
    """
    where = label_of(capture)
    form = form_of(capture, content)
    try:
        decoded = decode(content, where=where, media_type=capture.media_type, html=form == "html")
    except InputError as error:
        yield error
        return
    if form == "lines":
        for record in records(decoded.text, where):
            if isinstance(record, InputError):
                yield record
            else:
                yield from _of_record(record, capture, decoded, where, settings)
        return
    url = capture.declared_url or (capture.url_final if capture.url_final.startswith(("http://", "https://")) else None)
    origin = Origin(capture.id, "", where, capture.declared_published, url, capture.captured_at)
    yield from _one(decoded.text, form == "html", origin, settings, parameters=decoded.parameters)


def read_text(
    text: str,
    *,
    capture: str = "",
    part: str = "",
    label: str = "",
    published: str | None = None,
    url: str | None = None,
    title: str | None = None,
    text_kind: str = "original",
    any_language: bool = False,
    settings: Settings | None = None,
) -> Report:
    """The report of a plain text; ``Report.text`` is ``text`` unchanged, so offsets are those of the input.

    Only lone surrogates become U+FFFD, one for one. Raises an :class:`InputError` where there is nothing to
    read, it is too long, in another language (unless ``any_language``), or ``published`` is no date.
    """
    from probata.reading.plain import report_of_text

    origin = Origin(capture, part, label, published, url, None, text_kind, any_language)
    return report_of_text(text, origin, settings or Settings(), title=title)


def read_html(
    html: str,
    *,
    capture: str = "",
    part: str = "",
    label: str = "",
    published: str | None = None,
    url: str | None = None,
    text_kind: str = "original",
    any_language: bool = False,
    settings: Settings | None = None,
) -> Report:
    """The report of an HTML page; ``Report.text`` is the page's readable text, a block a line.

    Raises an :class:`InputError` like :func:`read_text`, and where the page is nested too deep or holds no article.
    ``any_language`` turns off the refusal of other languages: the reading is wanted though no claim can be read.
    """
    from probata.reading.page import report_of_page

    return report_of_page(
        html, Origin(capture, part, label, published, url, None, text_kind, any_language), settings or Settings()
    )


def label_of(capture: Capture) -> str:
    """What a person calls a capture: the name of a local file or of what was sent, else its address."""
    parts = urlsplit(capture.url_requested)
    if parts.scheme == "upload":
        return unquote(parts.path)
    if parts.scheme == "file":
        return PurePosixPath(unquote(parts.path)).name or capture.url_requested
    return "standard input" if parts.scheme == "stdin" else capture.url_final or capture.url_requested


def _of_record(
    record: Record, capture: Capture, decoded: Decoded, where: str, settings: Settings
) -> Iterator[Report | InputError]:
    origin = Origin(
        capture.id,
        f"line:{record.line}",
        record.id,
        record.published or capture.declared_published,
        record.url,
        capture.captured_at,
        record.text_kind,
    )
    html = record.text is None
    for result in _one(
        record.html if record.text is None else record.text, html, origin, settings, record.title, decoded.parameters
    ):
        if isinstance(result, InputError) and not result.where.startswith(where):
            yield type(result)(f"{where}, line {record.line} ({record.id})", result.reason)
        else:
            yield result


def _one(
    text: str | None,
    html: bool,
    origin: Origin,
    settings: Settings,
    title: str | None = None,
    parameters: dict[str, str] | None = None,
) -> Iterator[Report | InputError]:
    from probata.reading.page import report_of_page
    from probata.reading.plain import report_of_text

    try:
        if html:
            report = report_of_page(text or "", origin, settings, parameters=parameters)
        else:
            report = report_of_text(text or "", origin, settings, title=title, parameters=parameters)
    except InputError as error:
        yield error
        return
    yield report
    lost = next((e for e in report.date_evidence if e.method == "declared" and e.why.startswith(FUTURE)), None)
    if lost is not None:
        yield BadRecord(origin.where, f"the given date {lost.value} is {FUTURE}; it is not used, give the right one")


def form_of(capture: Capture, content: bytes) -> str:
    """``lines``, ``html`` or ``text``."""
    suffix = PurePosixPath(unquote(urlsplit(capture.url_final or capture.url_requested).path)).suffix.lower()
    media = capture.media_type.partition(";")[0].strip().lower()
    if suffix in _LINES_SUFFIXES or media in (
        "application/jsonl",
        "application/x-ndjson",
        "application/jsonlines",
        "application/x-jsonlines",
    ):
        return "lines"
    if suffix in _HTML_SUFFIXES or media in ("text/html", "application/xhtml+xml"):
        return "html"
    head = content[:8192].replace(b"\x00", b"").decode("utf-8", "replace").lstrip("\ufeff\ufffd \t\r\n")
    if suffix in _TEXT_SUFFIXES and suffix != ".log":
        return "html" if _HTML_START.match(head) and head.lower().startswith(("<!doctype html", "<html")) else "text"
    if _HTML_START.match(head):
        return "html"
    return "lines" if re.match(r'\{\s*"', head) and re.search(r'"(?:text|html)"\s*:', head) else "text"
