"""The evidence store: exact bytes by their hash, and the captures that they were found by.

On the disk, in the evidence folder::

    blobs/ab/<sha256>     the exact bytes, read-only; "ab" are the first two digits of the hash
    captures/<id>.json    the metadata of a capture, one line of canonical JSON
    custody.jsonl         the chain of custody (probata.capture.chain says how it is hashed)
    custody.lock          held while something is written
    custody.torn/         pieces of lines that interrupted writings left; only where there were any
    tmp/                  files that are being written
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

from probata.capture.clock import Clock, utc_now
from probata.capture.custody import Custody
from probata.capture.durable import READ_ONLY, copy_whole, write_whole
from probata.capture.labels import printable
from probata.capture.metadata import FOLDER, from_text, metadata_path
from probata.errors import EvidenceError, NotFound
from probata.records import Capture

BLOBS = "blobs"
_STEP = 1024 * 1024

_SHA256 = re.compile(r"[0-9a-f]{64}")


class EvidenceStore:
    """The evidence folder of a desk. It is made with the first thing kept; until then nothing is written."""

    def __init__(self, folder: Path, clock: Clock = utc_now) -> None:
        self.folder = Path(folder)
        self.clock = clock
        self.custody = Custody(self.folder, clock)

    def keep(self, content: bytes) -> str:
        """Puts bytes into the store, durably, and returns their SHA-256 in hex; writes nothing where they are.

        Raises :class:`EvidenceError` where the store holds other bytes under that hash (damage), or
        can't be written. Call it within ``custody.writing()`` and record the act there.
        """
        digest = hashlib.sha256(content).hexdigest()
        path = blob_path(self.folder, digest)
        if path.exists():
            self.read(digest)  # never vouch anew for bytes that have changed meanwhile
        else:
            write_whole(path, content, self.folder, READ_ONLY)
        return digest

    def keep_file(self, path: Path) -> tuple[str, int]:
        """As :meth:`keep`, for a file of any size, read a piece at a time: its SHA-256 and size."""
        digest, size = _digest(path)
        kept = blob_path(self.folder, digest)
        if not kept.exists():
            copy_whole(path, kept, self.folder, READ_ONLY)
        if _digest(kept)[0] != digest:
            raise EvidenceError(f"blob {digest}: its bytes were changed; restore it from a copy of the desk")
        return digest, size

    def read(self, sha256: str) -> bytes:
        """The bytes with that hash, checked against it. Raises :class:`EvidenceError` where they're gone or changed."""
        if not _SHA256.fullmatch(sha256):
            raise EvidenceError(f"{sha256[:80]!r} is not a SHA-256 in hex")
        try:
            content = blob_path(self.folder, sha256).read_bytes()
        except FileNotFoundError:
            raise EvidenceError(f"blob {sha256}: is missing; restore it from a copy of the desk") from None
        except OSError as error:
            raise EvidenceError(f"blob {sha256}: can't be read: {error.strerror or error}") from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise EvidenceError(f"blob {sha256}: its bytes were changed; restore it from a copy of the desk")
        return content

    def stream(self, sha256: str) -> Iterator[bytes]:
        """As :meth:`read`, a piece at a time for bytes of any size. They are checked before the first piece is given,
        and again as they are read: the last piece is only given if all that was given has the hash.

        Raises :class:`EvidenceError` at once where they're gone or changed, later where they change meanwhile.
        """
        if not _SHA256.fullmatch(sha256):
            raise EvidenceError(f"{sha256[:80]!r} is not a SHA-256 in hex")
        changed = EvidenceError(f"blob {sha256}: its bytes were changed; restore it from a copy of the desk")
        path = blob_path(self.folder, sha256)
        try:
            if _digest(path)[0] != sha256:
                raise changed
            file = path.open("rb", buffering=0)  # what is checked is what is read now
        except FileNotFoundError:
            raise EvidenceError(f"blob {sha256}: is missing; restore it from a copy of the desk") from None
        except OSError as error:
            raise EvidenceError(f"blob {sha256}: can't be read: {error.strerror or error}") from None
        return _pieces(file, sha256, changed)

    def capture(self, capture_id: str) -> Capture:
        """The metadata of one capture. Raises NotFound, or EvidenceError where the file is damaged."""
        try:
            path = metadata_path(self.folder, capture_id)
        except EvidenceError:
            raise NotFound(printable(capture_id), "is not the id of a capture") from None
        try:
            text = path.read_text("ascii")
        except FileNotFoundError:
            raise NotFound(capture_id, "there is no such capture in this desk") from None
        except (OSError, UnicodeError) as error:
            raise EvidenceError(f"{FOLDER}/{path.name}: can't be read: {error}; run `probata verify`") from None
        return from_text(text, f"{FOLDER}/{path.name}")

    def captures(self) -> Iterator[Capture]:
        """All captures, sorted by id, one at a time."""
        folder = self.folder / FOLDER
        for name in sorted(path.stem for path in folder.glob("k*.json")) if folder.is_dir() else ():
            yield self.capture(name)


def blob_path(folder: Path, sha256: str) -> Path:
    """Where the bytes with a hash lie: ``blobs/ab/<sha256>``."""
    return folder / BLOBS / sha256[:2] / sha256


def _pieces(file: FileIO, sha256: str, changed: EvidenceError) -> Iterator[bytes]:
    digest = hashlib.sha256()
    with file:
        held = file.read(_STEP)
        while held:
            digest.update(held)
            following = file.read(_STEP)
            if not following and digest.hexdigest() != sha256:
                raise changed
            yield held
            held = following


def _digest(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), file.tell()
