"""From what was found to the evidentiary copy, in an order that a kill at any moment can't harm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from probata.capture.clock import stamp
from probata.capture.found import Found
from probata.capture.metadata import CAPTURED, DECLARED, to_text, write_metadata
from probata.capture.store import EvidenceStore
from probata.errors import NotFound
from probata.records import Capture, make_id
from probata.settings import Settings
from probata.version import __version__


def preserve(found: Found, evidence: EvidenceStore, settings: Settings) -> tuple[Capture, bool]:
    """Keeps the bytes, their metadata and the custody entry; the capture, and whether anything is new.

    The same bytes from the same place are the same capture: nothing is written, the first time
    and headers stay. But where the user now declares a URL or a date that wasn't declared before,
    the metadata gets it, with a custody entry "declared" (and the answer is new: dates may have
    to be read again); a declaration is never taken back by leaving it out.

    Written in the order blob, custody entry (with the whole metadata in it), metadata file: a
    blob without an entry is a mere leftover, a missing file is completed from the entry. Raises
    :class:`EvidenceError`.
    """
    with evidence.custody.writing():
        sha256 = evidence.keep(found.content)
        return _captured(found, sha256, len(found.content), evidence, settings)


def preserve_file(path: Path, found: Found, evidence: EvidenceStore, settings: Settings) -> tuple[Capture, bool]:
    """As :func:`preserve`, where the bytes are those of a file that may be too large for the memory;
    ``found`` says all else of it and has no content."""
    with evidence.custody.writing():
        sha256, size = evidence.keep_file(path)
        return _captured(found, sha256, size, evidence, settings)


def _captured(
    found: Found, sha256: str, size: int, evidence: EvidenceStore, settings: Settings
) -> tuple[Capture, bool]:
    capture_id = make_id("k", sha256, found.url_requested)
    try:
        known = evidence.capture(capture_id)
    except NotFound:
        capture = Capture(
            id=capture_id,
            sha256=sha256,
            size=size,
            url_requested=_plain(found.url_requested),
            url_final=_plain(found.url_final),
            captured_at=stamp(evidence.clock()),
            media_type=_plain(found.media_type),
            tool=f"probata/{__version__}",
            headers=_plain_headers(found.headers),
            declared_url=found.declared_url,
            declared_published=found.declared_published,
        )
        return _enter(CAPTURED, capture, evidence, settings), True
    declared = replace(
        known,
        declared_url=found.declared_url or known.declared_url,
        declared_published=found.declared_published or known.declared_published,
    )
    if declared == known:
        return known, False
    return _enter(DECLARED, declared, evidence, settings), True


def _enter(act: str, capture: Capture, evidence: EvidenceStore, settings: Settings) -> Capture:
    detail = {"capture": to_text(capture), "sha256": capture.sha256}
    entry = evidence.custody.record(act, capture.id, detail, settings.author)
    write_metadata(evidence.folder, entry)
    return capture


def _plain(text: str) -> str:
    # A lone surrogate has no UTF-8 and would make the record unreadable for others.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _plain_headers(headers: Mapping[str, str]) -> dict[str, str]:
    return {_plain(name): _plain(value) for name, value in headers.items()}
