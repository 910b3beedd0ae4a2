"""A capture: what was fetched, from where, when, by whom; its bytes to look at and to take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_safe

from probata.errors import EvidenceError, InputError, NotFound
from probata.pipeline import bytes_of, look_at
from probata.pipeline.custody import entries_about
from probata.records import Capture
from probata.wording.visible import visible
from probata.workbench import opened
from probata.workbench.links import url_of
from probata.workbench.pagewords import on_page
from probata.workbench.views import errors
from probata.workbench.views.reports import number_of

REPORTS = 20
"""Reports of a capture on a page; a file of JSON Lines may hold thousands."""

ENTRIES = 20
"""Entries of the custody log on a page: a capture has two or three, and one more for each reading of its reports."""

DEAD = ("sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'")  # fmt: skip
"""The policy of a captured original: its own looks and pictures that stand in it, and nothing else, ever."""


@require_safe
def capture(request: HttpRequest, wanted: str) -> HttpResponse:
    """The capture's facts, its custody, its reports, and the original in a sandbox."""
    desk = opened.desk()
    found = desk.get(wanted)
    if not isinstance(found, Capture) or found.id != wanted:
        return redirect(url_of(found.id))
    page = number_of(request, "page")
    reports, count = desk.reports_in(found.id, (page - 1) * REPORTS, REPORTS)
    read_with, failures = desk.reading_of(found.id)
    try:
        entries, broken = entries_about(desk, found.id, limit=ENTRIES), ""
    except EvidenceError as error:
        entries, broken = (), on_page(error)
    context = {
        "capture": found,
        "reports": reports,
        "count": count,
        "page": page,
        "more": page * REPORTS < count,
        "read_with": read_with,
        "failures": failures,
        "entries": entries,
        "broken": _broken(found) or broken,
    }
    return render(request, "workbench/capture.html", context)


@require_safe
def original(request: HttpRequest, wanted: str) -> HttpResponse:
    """The captured original to look at, for a frame of the capture's page. Whatever the bytes are, nothing in them
    runs, nothing is fetched, and no link leads anywhere."""
    found = _capture(wanted)
    try:
        shown = look_at(opened.desk(), found, opened.settings())
        kind, content = ("text/html", shown.content) if shown.html else ("text/plain", visible(shown.content))
        if shown.cut:
            content += "\n\n[More follows; the download has all of it.]\n"
    except (EvidenceError, InputError) as error:
        kind, content = "text/plain", f"It can't be shown: {visible(on_page(error))}\n"
    answer = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    answer["Content-Security-Policy"] = DEAD
    answer["X-Frame-Options"] = "SAMEORIGIN"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-DNS-Prefetch-Control"] = "off"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


@require_safe
def exact_bytes(request: HttpRequest, wanted: str) -> HttpResponseBase:
    """The exact bytes as a download. Their hash is checked before the first is sent and again on the way."""
    found = _capture(wanted)
    try:
        pieces = bytes_of(opened.desk(), found)
    except EvidenceError as error:
        return errors.page(request, 409, str(error))
    answer = StreamingHttpResponse(pieces, content_type="application/octet-stream")
    answer["Content-Length"] = str(found.size)
    answer["Content-Disposition"] = f'attachment; filename="{found.id}.bin"'
    answer["Content-Security-Policy"] = DEAD
    answer["Repr-Digest"] = f"sha-256=:{_base64(found.sha256)}:"
    return answer


def _capture(wanted: str) -> Capture:
    found = opened.desk().get(wanted)
    if not isinstance(found, Capture):
        raise NotFound(wanted, "is not a capture of this desk")
    return found


def _broken(found: Capture) -> str:
    """What is wrong with the evidence, empty for nothing; only asked of what is small enough to be hashed at once."""
    if found.size > opened.settings().max_bytes:
        return ""
    try:
        for _ in bytes_of(opened.desk(), found):
            break
    except EvidenceError as error:
        return on_page(error)
    return ""


def _base64(digest: str) -> str:
    from base64 import b64encode

    return b64encode(bytes.fromhex(digest)).decode("ascii")


urlpatterns = [
    path("captures/<str:wanted>", capture, name="capture"),
    path("captures/<str:wanted>/original", original, name="capture-original"),
    path("captures/<str:wanted>/bytes", exact_bytes, name="capture-bytes"),
]
