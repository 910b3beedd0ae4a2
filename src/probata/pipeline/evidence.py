"""The bytes of captures, for the faces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from probata.desk import Desk
from probata.errors import TooLarge
from probata.records import Capture
from probata.settings import Settings

if TYPE_CHECKING:
    from probata.reading.harmless import Showing


def content_of(desk: Desk, capture: Capture) -> bytes:
    """The bytes of a capture, checked against their hash. :class:`~probata.errors.EvidenceError` where they are gone
    or changed: they are never given unchecked."""
    from probata.capture import EvidenceStore

    return EvidenceStore(desk.evidence).read(capture.sha256)


def bytes_of(desk: Desk, capture: Capture) -> Iterator[bytes]:
    """The exact bytes, a piece at a time. :class:`EvidenceError` before the first piece where they are gone or
    changed, and instead of the last piece where they are changed meanwhile."""
    from probata.capture import EvidenceStore

    return EvidenceStore(desk.evidence).stream(capture.sha256)


def look_at(desk: Desk, capture: Capture, settings: Settings) -> Showing:
    """A captured original as it may be shown. :class:`EvidenceError` where the bytes are gone or changed,
    :class:`NotText` for a binary, :class:`TooLarge` for more than the settings let be read."""
    from probata.reading.harmless import show

    if capture.size > settings.max_bytes:
        raise TooLarge(capture.id, "is too large to be shown; download its bytes")
    return show(capture, content_of(desk, capture), settings)
