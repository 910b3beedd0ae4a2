"""Sanctions lists into the desk, each as a dated snapshot; what differs between two; whether they are whole.

A snapshot is one SQLite file below ``lists/`` of the desk, made from bytes that are kept as evidence. The order of
writing lets a kill do no harm: the index is built beside, then the evidence, then the custody entry, and last the file
gets its name. A list that can't be read to its end leaves nothing, and the one before stays in use.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from probata.desk import Desk
from probata.errors import EvidenceError, InputError, NotFound, TooLarge, UsageError
from probata.pipeline.lists import record
from probata.records import Change, Entry, ListDifference, Snapshot, from_json, make_id, to_json
from probata.settings import Settings

if TYPE_CHECKING:
    from probata.capture import Fetcher, Found
    from probata.screening.index import Index

FOLDER, IMPORT = "lists", "list.import"
_DAY = 24 * 60 * 60
_ID = re.compile(r"[A-Z][A-Z0-9_-]{0,39}")
_NAMES = tuple(f.name for f in fields(Snapshot))


def import_list(
    desk: Desk, settings: Settings, source: str, list_id: str | None = None, fetcher: Fetcher | None = None
) -> tuple[Snapshot, bool]:
    """Read a list from a file or a web address into a new snapshot; whether it is new (the same bytes as the last
    aren't). Raises the :class:`InputError` that fits, :class:`UsageError` for an id that can't be one."""
    from probata.capture import EvidenceStore, preserve_file, stamp, utc_now
    from probata.capture.durable import put_whole
    from probata.screening.formats import entries, format_of
    from probata.screening.index import build

    if list_id is not None and not _ID.fullmatch(list_id):
        raise UsageError(f"--list {list_id!r} can't be the id of a list; use capitals, digits, - and _ (UN, OFAC-SDN)")
    with tempfile.TemporaryDirectory(prefix="list-", dir=_folder(desk)) as folder:
        copy, built = Path(folder) / "original", Path(folder) / "built"
        found = _take(source, copy, settings, fetcher)
        by = format_of(copy, found.label)
        name = list_id or by.list_id
        with copy.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        if (last := _same(desk, name, sha256)) is not None:
            return last, False
        now = stamp(utc_now())
        one = Snapshot(
            make_id("l", name, sha256, now), name, by.name, now, found.url_final, sha256, copy.stat().st_size, 0, ""
        )
        count = build(built, entries(copy, found.label, name, by), _meta(one))
        one = replace(one, entries=count, digest=_complete(built))
        with desk.writing():  # not before: reading a large list takes longer than others should wait
            if (last := _same(desk, name, sha256)) is not None:
                return last, False  # another process has imported it while we read
            preserve_file(copy, found, EvidenceStore(desk.evidence), settings)
            with desk.transaction(record(desk, settings, IMPORT, one.id, _meta(one))):
                pass
            put_whole(built, _path(desk, one))
        return one, True


def snapshots(desk: Desk) -> list[Snapshot]:
    """All snapshots, the newest first. A file that isn't one is left out here and named by ``probata verify``."""
    found = []
    for path in sorted((desk.path / FOLDER).glob("*/*.sqlite3")):
        try:
            found.append(_told(path))
        except EvidenceError:
            continue
    return sorted(found, key=lambda s: (s.imported_at, s.id), reverse=True)


def in_use(desk: Desk, lists: tuple[str, ...] = ()) -> list[Snapshot]:
    """The newest snapshot of each list (of those named); :class:`NotFound` for a name that none has."""
    newest: dict[str, Snapshot] = {}
    for one in snapshots(desk):
        newest.setdefault(one.list, one)
    for name in lists:
        if name not in newest:
            raise NotFound(name, f"no such list in the desk; there is {', '.join(sorted(newest)) or 'none'}")
    return [newest[n] for n in sorted(newest) if not lists or n in lists]


def open_index(desk: Desk, one: Snapshot) -> Index:
    """The index of a snapshot, to be closed."""
    from probata.screening.index import Index

    return Index(_path(desk, one))


def difference(desk: Desk, list_id: str, old: str | None = None, new: str | None = None) -> ListDifference:
    """What changed on a list between two of its snapshots, by id or the first characters of one; the last two unless
    named. :class:`NotFound` where there aren't two."""
    mine = [s for s in snapshots(desk) if s.list == list_id]
    if not mine:
        in_use(desk, (list_id,))
    latest = _named(mine, new) if new else mine[0]
    before = _named(mine, old) if old else next((s for s in mine if s.imported_at < latest.imported_at), None)
    if before is None:
        raise NotFound(list_id, "has one snapshot; import a newer one to compare it with")
    first, second = (_records(desk, s) for s in (before, latest))
    return ListDifference(
        before,
        latest,
        tuple(_entry(second[ref]) for ref in second if ref not in first),
        tuple(_entry(first[ref]) for ref in first if ref not in second),
        tuple(_change(first[ref], second[ref]) for ref in second if first.get(ref, second[ref]) != second[ref]),
    )


def check(desk: Desk) -> Iterator[tuple[str, str]]:
    """What is wrong with the snapshots, each with where; nothing if all are what the custody log says."""
    from probata.capture import EvidenceStore
    from probata.screening.index import records_of

    known: dict[str, Mapping[str, str]] = {}
    whole_log = True
    try:
        for act in EvidenceStore(desk.evidence).custody.entries():
            if act.act == IMPORT:
                known[act.subject] = act.detail
    except EvidenceError:
        whole_log = False  # named by the check of the evidence; what stands behind isn't known
    for path in sorted((desk.path / FOLDER).glob("*/*.sqlite3")):
        where = f"{FOLDER}/{path.parent.name}/{path.name}"
        told = known.pop(path.stem, None)
        if told is None:
            if whole_log:
                yield where, "has no entry in the custody log; put there by something else"
            continue
        try:
            whole = _digest(records_of(path)) == told.get("digest")
        except EvidenceError as error:
            yield where, str(error)
            continue
        if not whole or _meta(_told(path)) != told:
            yield where, "its entries were changed: they aren't those that were imported; import the list again"
    for subject, told in known.items():
        where = f"{FOLDER}/{told.get('list')}/{subject}.sqlite3"
        yield where, "is missing (or its import was cut off at the very end); import the list again"


def _take(source: str, copy: Path, settings: Settings, fetcher: Fetcher | None) -> Found:
    """Bring the bytes of a file or an address into a file of ours, and say where they are from."""
    from probata.capture import Found, HttpFetcher
    from probata.capture.files import explain, file_url
    from probata.capture.labels import printable, without_credentials

    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", source):
        whole = replace(settings, max_bytes=settings.max_list_bytes, timeout=settings.timeout * 20)
        page = (fetcher or HttpFetcher(whole)).fetch(source)
        copy.write_bytes(page.content)
        label = printable(without_credentials(source))
        return Found(b"", source, page.url_final, "application/octet-stream", page.headers, label)
    path, where = Path(source), printable(source)
    try:
        if not path.is_file():
            raise NotFound(where, "there is no such file; name a list's file or its web address")
        if path.stat().st_size > settings.max_list_bytes:
            limit = settings.max_list_bytes // (1024 * 1024)
            raise TooLarge(where, f"line 1: has more than {limit} MB; raise PROBATA_MAX_LIST_BYTES if it is a list")
        shutil.copyfile(path, copy)
        final = path.resolve().as_uri()
    except InputError:
        raise
    except (OSError, ValueError) as error:
        raise explain(where, error) from None
    return Found(b"", file_url(path), final, "application/octet-stream", label=where)


def _folder(desk: Desk) -> Path:
    folder = desk.path / FOLDER
    folder.mkdir(exist_ok=True)
    for left in folder.glob("list-*"):  # of an import that was killed; none takes a day
        if left.stat().st_mtime < time.time() - _DAY:
            shutil.rmtree(left, ignore_errors=True)
    return folder


def _same(desk: Desk, list_id: str, sha256: str) -> Snapshot | None:
    """The newest snapshot of a list, if it is of these bytes and can be searched."""
    last = next((s for s in snapshots(desk) if s.list == list_id), None)
    if last is None or last.sha256 != sha256:
        return None
    try:
        open_index(desk, last).close()
    except EvidenceError:  # of another Probata
        return None
    return last


def _path(desk: Desk, one: Snapshot) -> Path:
    return desk.path / FOLDER / one.list / f"{one.id}.sqlite3"


def _meta(one: Snapshot) -> dict[str, str]:
    return {name: str(getattr(one, name)) for name in _NAMES}


def _told(path: Path) -> Snapshot:
    from probata.screening.index import meta_of

    meta = meta_of(path)
    try:
        return Snapshot(**{**{n: meta[n] for n in _NAMES}, "size": int(meta["size"]), "entries": int(meta["entries"])})  # type: ignore[arg-type]
    except (KeyError, ValueError):
        raise EvidenceError(f"{path.name}: says nothing of itself; import the list again") from None


def _complete(built: Path) -> str:
    """Write the digest of the entries into the file that holds them."""
    from probata.screening.index import records_of, set_meta

    digest = _digest(records_of(built))
    set_meta(built, "digest", digest)
    return digest


def _digest(records: Mapping[str, str]) -> str:
    whole = hashlib.sha256()
    for ref in sorted(records):
        whole.update(records[ref].encode("utf-8") + b"\n")
    return whole.hexdigest()


def _records(desk: Desk, one: Snapshot) -> dict[str, str]:
    from probata.screening.index import records_of

    return records_of(_path(desk, one))


def _named(mine: list[Snapshot], wanted: str) -> Snapshot:
    found = [s for s in mine if s.id.startswith(wanted)]
    if len(found) != 1:
        raise NotFound(wanted, f"{'no' if not found else 'more than one'} snapshot of the list begins so")
    return found[0]


def _entry(text: str) -> Entry:
    import json

    return from_json(Entry, json.loads(text))


def _change(old: str, new: str) -> Change:
    before, after = _entry(old), _entry(new)
    was, now = to_json(before), to_json(after)
    return Change(after, tuple((n, _plain(was[n]), _plain(now[n])) for n in now if was[n] != now[n]))


def _plain(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_plain(v) for v in value)
    if isinstance(value, dict):
        return " ".join(str(v) for v in value.values() if v not in (None, False))
    return "" if value is None else str(value)
