"""A list made searchable: one SQLite file a snapshot, built at the import and only read afterwards.

Each word of each name has a row with the names that hold it, and keys to be found by when it is written differently:
itself, itself without one letter (symmetric deletion, Garbe 2012: words one slip apart share a key) and its consonants
(:func:`probata.screening.names.skeleton`). A key is 32 bits; where two meet by chance, the comparison sorts it out.
"""

from __future__ import annotations

import itertools
import json
import math
import sqlite3
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz.distance import OSA

from probata.errors import EvidenceError
from probata.records import Entry, EntryKind, ListedName, NameKind, from_json, to_json
from probata.screening.names import Name, name_of, skeleton

VERSION = "2"
"""Goes up when what is searched changes. Of an older file the entries can still be read; to search it, the list is
imported again."""

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (n INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE, record TEXT NOT NULL);
CREATE TABLE name (n INTEGER PRIMARY KEY, entry INTEGER NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL,
  person INTEGER NOT NULL);
CREATE TABLE word (n INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, weight REAL NOT NULL, names BLOB NOT NULL);
CREATE TABLE key (key INTEGER NOT NULL, word INTEGER NOT NULL, PRIMARY KEY (key, word)) WITHOUT ROWID;
CREATE TABLE number (value TEXT NOT NULL, kind TEXT NOT NULL, entry INTEGER NOT NULL);
CREATE TABLE total (weights BLOB NOT NULL, words BLOB NOT NULL);
CREATE INDEX number_value ON number (value);
"""
_CACHE = 4096


@dataclass(frozen=True, slots=True)
class Candidate:
    """A listed name that may be meant, with its entry's number in the index and its form for comparing."""

    n: int
    entry: int
    name: ListedName
    compared: Name
    person: bool
    """Whether the entry may be a person."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Names by number; how much of each was found (0 to 1), what that is worth to the query, by how many words."""

    ids: np.ndarray[Any, Any]
    shares: np.ndarray[Any, Any]
    worth: np.ndarray[Any, Any]
    counts: np.ndarray[Any, Any]


def build(path: Path, entries: Iterable[Entry], meta: dict[str, str]) -> int:
    """Write the index of a list into a new file; how many entries it has. What raises leaves a file to be removed."""
    count = names = 0
    postings: dict[str, array[int]] = defaultdict(lambda: array("i"))
    lengths: list[tuple[str, ...]] = []
    with closing(sqlite3.connect(path)) as base:
        base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        for entry in entries:
            record = json.dumps(to_json(entry), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            base.execute("INSERT INTO entry VALUES (?, ?, ?)", (count, entry.ref, record))
            for name in entry.names:
                words = tuple(dict.fromkeys(name_of(name.text).words))
                row = (names, count, name.text, name.kind.value, is_person(entry.kind))
                base.execute("INSERT INTO name VALUES (?, ?, ?, ?, ?)", row)
                for word in words:
                    postings[word].append(names)
                lengths.append(words)
                names += 1
            base.executemany(
                "INSERT INTO number VALUES (?, ?, ?)", [(_bare(i.value), i.kind, count) for i in entry.identifiers]
            )
            count += 1
        weights = {word: math.log1p(names / len(ids)) for word, ids in postings.items()}
        for n, (word, ids) in enumerate(postings.items()):
            base.execute("INSERT INTO word VALUES (?, ?, ?, ?)", (n, word, weights[word], ids.tobytes()))
        keys = sorted({(key, n) for n, word in enumerate(postings) for key in _keys(word)})
        base.executemany("INSERT INTO key VALUES (?, ?)", keys)
        totals = array("f", (sum(weights[w] for w in words) or 1.0 for words in lengths))
        counts = bytes(min(255, len(words)) for words in lengths)
        base.execute("INSERT INTO total VALUES (?, ?)", (totals.tobytes(), counts))
        told = {**meta, "index": VERSION, "entries": str(count), "names": str(names)}
        base.executemany("INSERT INTO meta VALUES (?, ?)", told.items())
        base.commit()
    return count


class Index:
    """One snapshot, opened for reading. Raises :class:`EvidenceError` for a file that isn't one, or is damaged."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            self.meta: dict[str, str] = dict(self._base.execute("SELECT key, value FROM meta"))
            if self.meta.get("index") != VERSION:
                raise EvidenceError(f"{path.name}: was made by another Probata; import the list again")
            totals, counts = self._base.execute("SELECT weights, words FROM total").fetchone()
        except (sqlite3.Error, TypeError) as error:
            raise EvidenceError(
                f"{path.name}: is no snapshot of a list, or damaged ({error}); import it again"
            ) from None
        self._totals: np.ndarray[Any, Any] = np.frombuffer(totals, dtype=np.float32)
        self._words: np.ndarray[Any, Any] = np.frombuffer(counts, dtype=np.uint8)
        self.has = lru_cache(_CACHE)(self._has)
        self.near = lru_cache(_CACHE)(self._near)
        self.postings = lru_cache(_CACHE)(self._postings)

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def entry(self, n: int) -> Entry:
        """The entry with a number of the index."""
        row = self._base.execute("SELECT record FROM entry WHERE n = ?", (n,)).fetchone()
        return from_json(Entry, json.loads(row[0]))

    def entries(self) -> Iterator[Entry]:
        """All entries in the list's order."""
        for (record,) in self._base.execute("SELECT record FROM entry ORDER BY n"):
            yield from_json(Entry, json.loads(record))

    def by_number(self, value: str, kind: str | None = None) -> list[Entry]:
        """The entries with that number (of that kind)."""
        found = self._base.execute(
            "SELECT DISTINCT entry, kind FROM number WHERE value = ?", (_bare(value),)
        ).fetchall()
        return [self.entry(n) for n in dict.fromkeys(n for n, k in found if kind in (None, k))]

    def _holding(self, words: Mapping[str, float]) -> _Found:
        """The names that hold any of the words, spelt in whatever way. The words come with what each is worth."""
        lists = [(*found, worth) for word, worth in words.items() if len((found := self.postings(word))[0])]
        if not lists:
            empty = np.empty(0)
            return _Found(empty.astype(np.int32), empty, empty, empty)
        ids, inverse = np.unique(np.concatenate([i for i, *_ in lists]), return_inverse=True)
        alike = np.concatenate([a for _, _, a, _ in lists])
        sums = np.bincount(inverse, weights=np.concatenate([w for _, w, _, _ in lists]))
        worth = np.bincount(inverse, weights=np.concatenate([a * worth for _, _, a, worth in lists]))
        counts = np.bincount(inverse)
        # A word may be found by several of ours: no more than the whole name is ever found.
        shares = np.minimum(sums / self._totals[ids], 1) * np.bincount(inverse, weights=alike) / counts
        return _Found(ids, shares, worth, counts)

    def within(self, words: Iterable[str], share: float, most: int) -> list[Candidate]:
        """The names of which a stretch of words holds a share of their weight, in at least two of its words if they
        have two; those that it holds best first."""
        found = self._holding(dict.fromkeys(words, 1.0))
        keep = (found.shares >= share) & (found.counts >= np.minimum(self._words[found.ids], 2))
        ids, shares = found.ids[keep], found.shares[keep]
        return self.named([int(i) for i in ids[np.argsort(-shares, kind="stable")[:most]]])

    def candidates(self, words: tuple[str, ...], most: int = 80) -> list[Candidate]:
        """The names that share most with a name of these words, for comparing."""
        rare = [max(((alike, w) for _, w, alike in self.near(word)), default=(0.0, 5.0))[1] for word in words]
        tried = dict(zip(words, rare, strict=True))
        for (one, worth), (other, more) in itertools.pairwise(zip(words, rare, strict=True)):
            tried.setdefault(one + other, worth + more)
        for word, worth in zip(words, rare, strict=True):
            if len(word) >= 7:
                for i in range(3, len(word) - 2):
                    for part in self._split(word[:i], word[i:]):
                        tried.setdefault(part, worth / 2)
        found = self._holding(tried)
        scores = found.shares * np.minimum(found.worth / (sum(rare) or 1.0), 1)
        order = np.argsort(-scores, kind="stable")[:most]
        return self.named([int(i) for i in found.ids[order]])

    def named(self, ids: list[int]) -> list[Candidate]:
        """The names with those numbers, in that order."""
        marks = ",".join("?" * len(ids))
        rows = {
            n: Candidate(n, entry, ListedName(text, NameKind(kind)), name_of(text), bool(person))
            for n, entry, text, kind, person in self._base.execute(
                f"SELECT n, entry, text, kind, person FROM name WHERE n IN ({marks})", ids
            )
        }
        return [rows[n] for n in ids]

    def _split(self, left: str, right: str) -> tuple[str, ...]:
        """Both halves of a word written as one, if both are words of names."""
        found = self._base.execute("SELECT count(*) FROM word WHERE text IN (?, ?)", (left, right)).fetchone()[0]
        return (left, right) if found == 2 else ()

    def _has(self, word: str) -> bool:
        """Whether a word stands in a listed name to the letter."""
        return self._base.execute("SELECT 1 FROM word WHERE text = ?", (word,)).fetchone() is not None

    def _near(self, word: str) -> tuple[tuple[bytes, float, float], ...]:
        """The listed words that a word may be: their names, weight, and how alike they are."""
        keys = list(_keys(word))
        marks = ",".join("?" * len(keys))
        rows = self._base.execute(
            "SELECT text, weight, names FROM word WHERE text = ? OR n IN "
            f"(SELECT word FROM key WHERE key IN ({marks}))",
            (word, *keys),
        )
        bones = skeleton(word)
        found = []
        for text, weight, names in rows:
            alike = 1 - OSA.distance(word, text) / max(len(word), len(text))
            if alike >= 0.6:  # as in the comparison
                alike = max(alike, 0.9) if len(bones) > 1 and bones == skeleton(text) else alike
                found.append((names, weight, alike))
        return tuple(found)

    def _postings(self, word: str) -> tuple[Any, Any, Any]:
        """The names that hold a word or one like it, each once; the weight of the most alike, and how alike it is."""
        near = sorted(self.near(word), key=lambda f: -f[2])
        if not near:
            return np.empty(0, np.int32), np.empty(0), np.empty(0)
        sizes = [len(names) // 4 for names, _, _ in near]
        ids = np.concatenate([np.frombuffer(names, np.int32) for names, _, _ in near])
        weights = np.repeat([weight * alike for _, weight, alike in near], sizes)
        kept, first = np.unique(ids, return_index=True)  # the first is the most alike
        return kept, weights[first], np.repeat([alike for _, _, alike in near], sizes)[first]


def _keys(word: str) -> Iterator[int]:
    yield zlib.crc32(word.encode())
    bones = skeleton(word)
    if len(bones) > 1:
        yield zlib.crc32(b"~" + bones.encode())
    if 4 <= len(word) <= 24:
        for i in range(len(word)):
            yield zlib.crc32((word[:i] + word[i + 1 :]).encode())


def _bare(number: str) -> str:
    return "".join(c for c in number.upper() if c.isalnum())


def is_person(kind: EntryKind) -> bool:
    """Whether an entry may be a person, whose name may lack a word."""
    return kind in {EntryKind.PERSON, EntryKind.UNKNOWN}


def meta_of(path: Path) -> dict[str, str]:
    """What a snapshot's file says of itself, without opening more of it; :class:`EvidenceError` for another file."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as base:
            return dict(base.execute("SELECT key, value FROM meta"))
    except sqlite3.Error as error:
        raise EvidenceError(f"{path.name}: is no snapshot of a list, or damaged ({error}); import it again") from None


def records_of(path: Path) -> dict[str, str]:
    """The record of each entry as it is kept, by its number on the list, whatever made the file; raises
    :class:`EvidenceError` for another file."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as base:
            return dict(base.execute("SELECT ref, record FROM entry"))
    except sqlite3.Error as error:
        raise EvidenceError(f"{path.name}: is no snapshot of a list, or damaged ({error}); import it again") from None


def set_meta(path: Path, key: str, value: str) -> None:
    """Add what is only known when the entries are in it; before anybody reads the file."""
    with closing(sqlite3.connect(path)) as base:
        base.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
        base.commit()
