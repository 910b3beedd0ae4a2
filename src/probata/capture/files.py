"""Local input: one file, the files of a folder, standard input."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from probata.capture.found import Found
from probata.capture.labels import printable, size_text
from probata.capture.sniff import format_of, is_blank, media_type_of
from probata.errors import EmptyInput, InputError, NotFound, NotText, TooLarge, Unreadable
from probata.settings import Settings

STDIN = "stdin:"
"""The ``url_requested`` of standard input."""

UPLOAD = "upload:"
"""What the ``url_requested`` of bytes that were sent begins with."""

NAMED = 200
"""Characters of a sender's name for what was sent."""

_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)


def read_file(path: Path, settings: Settings) -> Found:
    """The bytes of one regular file. Raises the :class:`InputError` that fits where it can't be read.

    Nothing is read of a file that is over ``max_bytes``, and never from a pipe or a device, which
    could give bytes for ever.
    """
    where = printable(str(path))
    try:
        _refuse_special(where, path.stat())  # before opening: to open a device can be an act of its own
        # O_NONBLOCK: a pipe put in the file's place meanwhile doesn't hold us
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            _refuse_special(where, status)
            if status.st_size > settings.max_bytes:
                raise _too_large(where, size_text(status.st_size), settings)
            content = file.read(settings.max_bytes + 1)
            if os.fstat(file.fileno()).st_mtime_ns != status.st_mtime_ns:
                raise Unreadable(where, "was written to while it was read; run again when it is finished")
        final = path.resolve().as_uri()
    except (OSError, ValueError, RuntimeError) as error:
        raise explain(where, error) from None
    return checked(
        Found(
            content,
            url_requested=file_url(path),
            url_final=final,
            media_type=media_type_of(content, path.suffix),
            label=where,
        ),
        settings,
    )


def read_standard_input(settings: Settings) -> Found:
    """All of standard input up to ``max_bytes``; raises the :class:`InputError` that fits."""
    where = "standard input"
    try:
        content = sys.stdin.buffer.read(settings.max_bytes + 1)
    except (OSError, AttributeError, ValueError):  # closed, or none at all
        raise Unreadable(where, "can't be read; pipe a text into the command, or name a file") from None
    return checked(Found(content, STDIN, STDIN, media_type_of(content), label=where), settings)


def take_upload(content: bytes, name: str, declared: str, settings: Settings) -> Found:
    """Bytes that were sent to this program under a name; ``declared`` is what their sender calls their media type.

    Raises the :class:`InputError` that fits. Of the name only its last part counts: it says nothing of a place here.
    """
    last = name.replace("\\", "/").rpartition("/")[2][:NAMED].strip() or "report"
    where = printable(last)
    address = UPLOAD + quote(last, safe="", errors="replace")
    kind = media_type_of(content, PurePosixPath(last).suffix, declared)
    return checked(Found(content, address, address, kind, label=where), settings)


def checked(found: Found, settings: Settings) -> Found:
    """The same, if there is a text of a fit size in it; else raises TooLarge, EmptyInput or NotText."""
    if len(found.content) > settings.max_bytes:
        raise _too_large(found.label, f"more than {size_text(settings.max_bytes)}", settings)
    if not found.content or is_blank(found.content):
        raise EmptyInput(found.label, "there is nothing in it")
    name = format_of(found.content)
    if name is not None:
        raise NotText(found.label, f"is {name}, a kind that isn't read yet; give its text as html, txt, md or jsonl")
    return found


def walk(folder: Path, settings: Settings) -> Iterator[Found | InputError]:
    """The files below a folder, by sorted names; hidden ones (``.x``) are skipped.

    A link is never followed out of the folder: a folder received from others could else pull
    any file of this machine into the evidence. A link to something inside is skipped in silence
    where the walk comes to its target anyway, so that nothing is read twice or for ever; a link
    to a folder around it is a loop and named as an error. Desks are skipped: read as input, the
    evidence would become evidence again at every run.
    """
    try:
        root = folder.resolve(strict=True)
        desk = settings.desk.resolve()
    except (OSError, RuntimeError) as error:
        yield explain(printable(str(folder)), error)
        return
    if root == desk or _holds_evidence(root):
        yield Unreadable(printable(str(folder)), "is a desk, not an input; name the folder of the reports")
        return
    waiting = [folder]  # a stack of our own: a folder may be deeper than Python's
    while waiting:
        path = waiting.pop()
        where = printable(str(path))
        try:
            if path != folder and path.is_symlink():
                note = _why_not_followed(path, root)
                if note == "":
                    continue
                if note is not None:
                    yield Unreadable(where, note)
                    continue
            if path.is_dir():
                if path != folder and (path.resolve() == desk or _holds_evidence(path)):
                    continue
                with os.scandir(path) as entries:
                    names = sorted((e.name for e in entries if not e.name.startswith(".")), key=os.fsencode)
                waiting.extend(path / name for name in reversed(names))
                continue
        except (OSError, ValueError, RuntimeError) as error:
            yield explain(where, error)
            continue
        try:
            found: Found | InputError = read_file(path, settings)
        except InputError as error:
            found = error
        yield found


def file_url(path: Path) -> str:
    """The ``file:`` URL of a path as it was named, made absolute; links in it are not followed."""
    return Path(os.path.abspath(path)).as_uri()  # noqa: PTH100 - Path.absolute() would keep "a/../b" apart from "b"


def explain(where: str, error: Exception) -> InputError:
    """What an operating system's error means to the user, in one line."""
    number = getattr(error, "errno", None)
    if number == errno.ELOOP or isinstance(error, RuntimeError):
        return Unreadable(where, "is a link that leads back to itself; remove it or name the file it should lead to")
    if number in (errno.ENOENT, errno.ENOTDIR):
        return NotFound(where, "there is no such file or folder; check the name")
    if number in (errno.EACCES, errno.EPERM):
        return Unreadable(where, "you have no permission to read it; change its permissions or run as its owner")
    if number == errno.ENAMETOOLONG:
        return Unreadable(where, "the name is too long for this system; name a folder nearer to it")
    if isinstance(error, ValueError):
        return NotFound(where, "this can't be the name of a file; check it")
    return Unreadable(where, f"can't be read: {printable(getattr(error, 'strerror', None) or str(error))}")


def _holds_evidence(folder: Path) -> bool:
    return (folder / "custody.jsonl").exists() and (folder / "blobs").is_dir()


def _refuse_special(where: str, status: os.stat_result) -> None:
    for test, name in _KINDS:
        if test(status.st_mode):
            raise Unreadable(where, f"is {name}, which may never end; send its text to standard input and name `-`")
    if stat.S_ISDIR(status.st_mode):
        raise Unreadable(where, "is a folder where a file was expected")


def _too_large(where: str, size: str, settings: Settings) -> TooLarge:
    return TooLarge(
        where, f"has {size}; up to {size_text(settings.max_bytes)} are read (split it, or raise PROBATA_MAX_BYTES)"
    )


def _why_not_followed(link: Path, root: Path) -> str | None:
    """Why a link isn't followed: a reason to print, "" for no need to, ``None`` where it is followed."""
    try:
        target = link.resolve(strict=True)
    except FileNotFoundError:
        return "is a link to nothing; remove it or mend its target"
    if not target.is_relative_to(root):
        return "is a link to outside the folder and isn't followed; name its target as an input of its own"
    if not any(part.startswith(".") for part in target.relative_to(root).parts):
        if target.is_dir() and link.parent.resolve().is_relative_to(target):
            return "is a link to a folder around it (a loop) and isn't followed"
        return ""
    if target.is_dir():
        return "is a link to a hidden folder and isn't followed; name its target as an input of its own"
    return None  # a file kept in a hidden place, as git-annex does: only its link has a name to read it by
