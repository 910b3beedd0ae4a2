"""Which words of a record are looked for, from its stored JSON and the text of its report.

A report's are its title and its text without page furniture; a statement's who says it and what; a claim's its quote,
the passages outside it that its values were read from, and the ids of those who take part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from probata.desk.fulltext.tokens import words

Json = Mapping[str, Any]
Offsets = tuple[int, int]

BREAK = "\ue000"
"""Stands between two stretches, so that no phrase is found across. No word has a character of private use."""

BYTES = 900_000
"""Of the different words of a record that are looked for: PostgreSQL takes a megabyte. A book has a tenth of it."""


def report_places(record: Json, length: int) -> list[Offsets]:
    """The parts of a report's text that are searched: all but furniture."""
    left_out = sorted((s["start"], s["end"]) for s in record.get("segments") or () if s["kind"] == "furniture")
    found: list[Offsets] = []
    at = 0
    for start, end in left_out:
        if at < start:
            found.append((at, start))
        at = max(at, end)
    return [*found, (at, length)] if at < length else found


def statement_places(record: Json) -> list[Offsets]:
    """The passages of a statement: who says it and what."""
    return _merged([*_of(record["source"]), *(tuple(c) for c in record["content"])])


def claim_places(record: Json) -> list[Offsets]:
    """The passages of a claim: its quote first, then those outside it that its values were read from."""
    own = (record["start"], record["end"])
    evidence = (tuple(place) for places in record["evidence"].values() for place in places)
    told = [*evidence, *_of(record["source"]), *(o for v in record["via"] for o in _of(v))]
    return [own, *_merged(p for p in told if not (own[0] <= p[0] and p[1] <= own[1]))]


def report_words(record: Json, text: str) -> str:
    """A report's words; its title once more, for what stands there is what it is about."""
    title = (record.get("title") or {}).get("text", "")
    return _joined([title, *(text[a:b] for a, b in report_places(record, len(text)))])


def statement_words(record: Json, text: str) -> str:
    """A statement's words."""
    return _joined([text[a:b] for a, b in statement_places(record)])


def claim_words(record: Json, text: str) -> str:
    """A claim's words, and who takes part by id: the names of persons, bodies and ships are their ids."""
    source = record["source"]
    who = [*record["agent"], *record["counterpart"], source["id"], source.get("person") or ""]
    who += [v["id"] for v in record["via"]]
    who += [m.get(name) or "" for m in record.get("means") or () for name in ("name", "imo", "mmsi", "registration")]
    said = [record["quote"], *(text[a:b] for a, b in claim_places(record)[1:])]
    return _joined([*said, *(w for w in dict.fromkeys(who) if len(w) > 2)])


def _joined(parts: Sequence[str]) -> str:
    """Words with a blank before and behind each, up to :data:`BYTES` of different ones."""
    told: list[str] = []
    for part in parts:
        if found := words(part):
            told += [BREAK, *found] if told else found
    if sum(len(w) for w in told) * 4 > BYTES:
        told = list(_fitting(told))
    return f" {' '.join(told)} "


def _fitting(told: Iterable[str]) -> Iterator[str]:
    known: set[str] = set()
    size = 0
    for word in told:
        if word not in known:
            known.add(word)
            size += len(word.encode())
            if size > BYTES:
                return
        yield word


def _of(held: Json) -> Iterator[Offsets]:
    if held.get("start") is not None and held.get("end") is not None:
        yield held["start"], held["end"]


def _merged(places: Iterable[Any]) -> list[Offsets]:
    """In the order of the text, those that overlap as one."""
    found: list[Offsets] = []
    for start, end in sorted({(a, b) for a, b in places if a < b}):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
