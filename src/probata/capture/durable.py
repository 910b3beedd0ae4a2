"""Writing so that a kill or a power cut at any moment leaves the old state or the new one."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

TEMPORARY = "tmp"
"""The folder, in the evidence folder, of files that are being written."""

PLAIN_MODE = 0o644
READ_ONLY = 0o444

_STEP = 1024 * 1024


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable. Windows has no such act and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Makes a folder and those around it, each durably; does nothing where it is."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def write_whole(path: Path, content: bytes, root: Path, mode: int = PLAIN_MODE) -> None:
    """Puts a file in its place whole: written beside, flushed to the disk, then named.

    ``root`` is the evidence folder, whose ``tmp`` holds the unfinished file. ``mode`` is narrowed
    by the umask. Raises ``OSError``.
    """
    _place(path, (content,), root, mode)


def copy_whole(source: Path, path: Path, root: Path, mode: int = PLAIN_MODE) -> None:
    """As :func:`write_whole`, with the content of a file, a piece at a time."""
    with source.open("rb") as file:
        _place(path, iter(lambda: file.read(_STEP), b""), root, mode)


def put_whole(source: Path, path: Path) -> None:
    """Gives a finished file of the same disk its place: flushed, then named."""
    make_folder(path.parent)
    with source.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(source, path)  # noqa: PTH105
    sync_folder(path.parent)


def _place(path: Path, pieces: Iterable[bytes], root: Path, mode: int) -> None:
    make_folder(path.parent)
    make_folder(root / TEMPORARY)
    unfinished = root / TEMPORARY / f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(unfinished, flags, mode)
    try:
        try:
            for piece in pieces:
                write_all(handle, piece)
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(unfinished, path)  # noqa: PTH105 - the same act, named as what it is
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_all(handle: int, content: bytes) -> None:
    """All of the bytes; the system may take a part at a time."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]
