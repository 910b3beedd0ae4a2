"""Checking all evidence and the whole chain, without changing anything."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from probata.capture.chain import CUSTODY, LONGEST_LINE, NOTHING_BEFORE, BadLine, from_line, is_torn
from probata.capture.custody import TORN
from probata.capture.durable import TEMPORARY
from probata.capture.labels import printable
from probata.capture.metadata import DECLARED, EMBEDDING, FOLDER, file_content, from_text, metadata_path
from probata.capture.store import BLOBS, blob_path
from probata.errors import EvidenceError
from probata.records import Capture, CustodyEntry

_STEP = 1024 * 1024

Tell = Callable[[str, int], None]
"""Is told what is being looked at, and how many of them were."""


def _nobody(what: str, done: int) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that isn't as it should be: where (a line of the log, a blob, a metadata file) and what."""

    where: str
    what: str


@dataclass(slots=True)
class Verification:
    """What a check found. ``problems`` break the evidence; ``notes`` are leftovers of an interruption.

    ``entries``, ``captures`` and ``blobs`` count what was checked; ``head`` is number and hash of
    the last whole entry.
    """

    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    entries: int = 0
    captures: int = 0
    blobs: int = 0
    head: tuple[int, str] | None = None


def verify(folder: Path, head: tuple[int, str] | None = None) -> list[Problem]:
    """All that is broken in an evidence folder; an empty list if nothing is. See :func:`examine`."""
    return examine(folder, head).problems


def examine(folder: Path, head: tuple[int, str] | None = None, tell: Tell = _nobody) -> Verification:
    """Hashes every blob anew, walks the custody chain and holds every capture's metadata against it.

    Finds a byte changed in a blob, a metadata file or a line, lines removed, moved or put in, a
    blob or file missing. The removal of the log's *last* entries leaves a whole chain: it is found
    by the metadata of captures that have no entry any more, and by ``head``, the number and hash
    of the last entry that the desk remembers. Takes no lock and writes nothing, so a copy on a
    read-only medium can be checked. Memory: one hash per blob and one id per capture; blobs are
    read a piece at a time. ``tell`` is told after each blob and each entry how many were looked at.
    """
    return _Check(Path(folder), head, tell).run()


class _Check:
    def __init__(self, folder: Path, head: tuple[int, str] | None, tell: Tell) -> None:
        self._folder = folder
        self._head = head
        self._tell = tell
        self._result = Verification()
        self._unmatched: dict[str, int] = {}  # captures whose file isn't what the entry (its number) says
        self._used: set[bytes] = set()

    def run(self) -> Verification:
        # Names first, then the log: what another process adds meanwhile has its entry further down.
        unclaimed = self._metadata_names()
        blobs = self._hash_blobs()
        last: CustodyEntry | None = None
        for entry in self._chain():
            last = entry
            if entry.act in EMBEDDING:
                unclaimed.discard(entry.subject)
                self._check_capture(entry, blobs)
        self._check_end(last)
        for capture_id in sorted(unclaimed):
            self._broken(
                f"{FOLDER}/{capture_id}.json", f"has no entry in {CUSTODY}; entries were removed, or it was put in"
            )
        for digest in sorted(blobs - self._used):
            self._note(f"blob {digest.hex()}", "belongs to no capture; left by an interrupted run")
        self._leftovers()
        return self._result

    def _broken(self, where: str, what: str) -> None:
        self._result.problems.append(Problem(where, what))

    def _note(self, where: str, what: str) -> None:
        self._result.notes.append(Problem(where, what))

    # -- files

    def _metadata_names(self) -> set[str]:
        folder = self._folder / FOLDER
        return {path.stem for path in folder.glob("*.json")} if folder.is_dir() else set()

    def _hash_blobs(self) -> set[bytes]:
        seen: set[bytes] = set()
        folder = self._folder / BLOBS
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_dir():
                continue
            name = path.name
            if path != blob_path(self._folder, name) or len(name) != 64 or name.strip("0123456789abcdef"):
                self._note(printable(str(path.relative_to(self._folder))), "isn't a blob; put there by something else")
                continue
            seen.add(bytes.fromhex(name))
            self._hash_blob(path)
            self._tell("blobs", self._result.blobs)
        return seen

    def _hash_blob(self, path: Path) -> None:
        self._result.blobs += 1
        digest = hashlib.sha256()
        try:
            with path.open("rb") as file:
                for piece in iter(lambda: file.read(_STEP), b""):
                    digest.update(piece)
        except OSError as error:
            self._broken(f"blob {path.name}", f"can't be read: {error.strerror or error}")
            return
        if digest.hexdigest() != path.name:
            self._broken(f"blob {path.name}", "its bytes were changed: they don't match their hash")

    # -- the chain

    def _chain(self) -> Iterator[CustodyEntry]:
        path = self._folder / CUSTODY
        previous: str | None = NOTHING_BEFORE
        expected = 1
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return
        except OSError as error:
            self._broken(CUSTODY, f"can't be read: {error.strerror or error}")
            return
        with file:
            for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), start=1):
                where = f"{CUSTODY} line {number}"
                if not line.endswith(b"\n") and len(line) < LONGEST_LINE and is_torn(line):
                    self._note(where, "its writing was interrupted; will be set right at the next run")
                    return
                try:
                    entry = from_line(line)
                except BadLine as error:
                    self._broken(where, f"{error} (entry {expected})")
                    previous, expected = None, expected + 1
                    continue
                self._check_link(where, entry, expected, previous)
                previous, expected = entry.hash, entry.seq + 1
                self._result.entries += 1
                self._result.head = (entry.seq, entry.hash)
                self._tell("entries", self._result.entries)
                yield entry

    def _check_link(self, where: str, entry: CustodyEntry, expected: int, previous: str | None) -> None:
        if entry.seq > expected:
            missing = f"entry {expected}" if entry.seq == expected + 1 else f"entries {expected} to {entry.seq - 1}"
            self._broken(where, f"{missing} removed before entry {entry.seq}")
        elif entry.seq < expected:
            self._broken(where, f"entry {entry.seq} stands where entry {expected} belongs; moved or put in")
        elif previous is not None and entry.previous != previous:
            self._broken(where, f"entry {entry.seq} doesn't follow from the entry before it; one of them was replaced")
        if self._head is not None and entry.seq == self._head[0] and entry.hash != self._head[1]:
            self._broken(where, f"entry {entry.seq} isn't the one that the desk remembers")

    def _check_end(self, last: CustodyEntry | None) -> None:
        if self._head is not None and (last.seq if last else 0) < self._head[0]:
            first = last.seq + 1 if last else 1
            self._broken(
                CUSTODY, f"the desk remembers entries up to {self._head[0]}; those from {first} on were removed"
            )
        for capture_id, seq in sorted(self._unmatched.items()):
            where = f"{FOLDER}/{capture_id}.json"
            if last is not None and seq == last.seq and self._is_unfinished(last):
                self._note(where, "its writing was interrupted; will be completed at the next run")
            else:
                state = "was changed: it isn't" if metadata_path(self._folder, capture_id).exists() else "is missing:"
                self._broken(where, f"{state} what entry {seq} of {CUSTODY} says")

    # -- captures

    def _check_capture(self, entry: CustodyEntry, blobs: set[bytes]) -> None:
        where = f"{CUSTODY} entry {entry.seq}"
        try:
            capture = from_text(entry.detail["capture"], where)
            digest = bytes.fromhex(capture.sha256)
            metadata_path(self._folder, entry.subject)
        except (KeyError, ValueError, EvidenceError):
            self._broken(where, "holds no metadata of a capture")
            return
        if digest.hex() != capture.sha256 or len(digest) != 32:
            self._broken(where, "holds a hash that is no SHA-256")
            return
        if capture.id != entry.subject:
            self._broken(where, f"is about {entry.subject} but holds the metadata of {capture.id}")
        self._result.captures += entry.act != DECLARED
        self._check_blob(entry, capture, digest, blobs)
        if self._read_metadata(entry.subject) == file_content(entry):
            self._unmatched.pop(entry.subject, None)
        else:
            self._unmatched[entry.subject] = entry.seq

    def _check_blob(self, entry: CustodyEntry, capture: Capture, digest: bytes, blobs: set[bytes]) -> None:
        if digest in self._used:
            return
        self._used.add(digest)
        if digest in blobs:
            return
        path = blob_path(self._folder, capture.sha256)
        if path.is_file():  # added since the names were read
            self._hash_blob(path)
        else:
            self._broken(f"blob {capture.sha256}", f"is missing; capture {entry.subject} (entry {entry.seq}) needs it")

    def _read_metadata(self, capture_id: str) -> bytes | None:
        try:
            return metadata_path(self._folder, capture_id).read_bytes()
        except (OSError, ValueError):
            return None

    def _is_unfinished(self, last: CustodyEntry) -> bool:
        """Whether the last entry's file is missing, or still what it was before the last declaration."""
        content = self._read_metadata(last.subject)
        if content is None:
            return last.act != DECLARED and not metadata_path(self._folder, last.subject).exists()
        if last.act != DECLARED:
            return False
        try:
            old = from_text(content.decode("ascii"), last.subject)
        except (UnicodeError, EvidenceError):
            return False
        new = from_text(last.detail["capture"], last.subject)
        return replace(old, declared_url=new.declared_url, declared_published=new.declared_published) == new

    def _leftovers(self) -> None:
        unfinished = self._folder / TEMPORARY
        count = sum(1 for _ in unfinished.iterdir()) if unfinished.is_dir() else 0
        if count:
            self._note(TEMPORARY, f"{count} unfinished file(s) of an interrupted run; removed at the next run")
        pieces = self._folder / TORN
        for path in sorted(pieces.glob("*.new")) if pieces.is_dir() else ():
            self._note(f"{TORN}/{path.name}", "an interrupted line, not noted in the log yet; done at the next run")
