"""Credits in the text: where its words and pictures came from, as evidence of the origin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from probata.reading import furniture as f
from probata.records import Credit, CreditKind, Offsets, Segment, SegmentKind

if TYPE_CHECKING:
    from probata.knowledge import OutletMatch, Outlets

_TOLD = re.compile(
    r"\b(?:told|tells|telling"
    r"|(?:said|says|speaking|spoke|talking|wrote|writes)(?: \w+)?? (?:to|in an interview (?:with|to))"
    r"|in (?:an |a phone |a telephone |an exclusive )*interview (?:with|to)"
    r"|in (?:comments|remarks|a statement|an e-?mail|a text message) to)\s+(?:the\s+)?$",
    re.I,
)
_VERB = (
    r"(?:reported|reports|reporting|said|says|cited|cites|quoted|wrote|writes|revealed|published|confirmed|announced|"
    r"carried|noted|added|claimed|learned)"
)
_REPORTED_AFTER = re.compile(
    r"^(?:['’]s?)?(?:\s+(?:news agency|news service|newspaper|website|agency|news|daily|TV))?,?"
    rf"\s+(?:also |has |had |first |earlier )?{_VERB}\b"
)
_REPORTED_BEFORE = re.compile(
    r"\b(?:according to|reported by|as reported by|first reported by|cited by|quoted by|reports? (?:by|from|in|of)|"
    r"published (?:by|in)|seen by|obtained by|reviewed by|a report (?:by|from|in)|citing)"
    r"\s+(?:a report (?:by|from|in) )?(?:the\s+)?$",
    re.I,
)
_REPRINTED = re.compile(
    r"\b(?:this|the) (?:article|story|piece|report|column) (?:was |has )?(?:been )?(?:originally |first )"
    r"(?:appeared|published|posted|written|produced)(?: (?:in|on|by|at|for))\s+(?:the\s+)?$",
    re.I,
)
_HEAD = re.compile(
    r"^(?P<place>[A-Z][\w.,/’' -]{1,60}?)?\s*(?:[,-]\s*)?(?P<all>[(\[](?P<agency>[^()\[\]]{2,40})[)\]])"
    r"\s*(?P<dash>--|—|–|-|:)?\s*(?=\S)"
)
_FOOT = re.compile(
    r"(?P<all>(?:[(\[]|[—–-]\s*)(?:with (?:inputs?|files?|reports?|agency inputs) from |source: |via )?"
    r"(?P<agency>[A-Z][^()\[\]—–]{1,60})[)\]]?\.?)$",
    re.I,
)
_DATELINE_FORM = re.compile(r"[A-Z][A-Z.,’' /-]{2,40}[,\s].{0,30}[(\[][A-Z][\w /.-]{1,30}[)\]]\s*(?:--|—|–|-)")
_OWNED = re.compile(r"['’]s?\s+(?!news|report)\w+")

WINDOW = 200
"""Characters at the foot of a paragraph in which a closing credit stands."""

_SLASH = re.compile(r"[/,;]|\band\b|\bvia\b|-(?=[A-Z])")


def find_credits(text: str, segments: Iterable[Segment], outlets: Outlets) -> tuple[Credit, ...]:
    """The credits of a text in order. Offsets are code points; ``agency`` is the outlet's id, ``""`` for a person.

    A credit is taken only where its form says so (in brackets at the head or foot, as a byline, after
    "told", beside "reported"): an agency that is merely named is no origin.
    """
    found: list[Credit] = []
    ordered = list(segments)
    first_body = next((s for s in ordered if s.kind is SegmentKind.BODY and s.reason != "subhead"), None)
    last_body = next((s for s in reversed(ordered) if s.kind is SegmentKind.BODY), None)
    previous: Segment | None = None
    for segment in ordered:
        words = text[segment.start : segment.end]
        if segment.kind is SegmentKind.FURNITURE:
            if segment.reason == f.CREDIT:
                kind = CreditKind.PHOTO if _beside_picture(previous, ordered, segment) else CreditKind.WIRE
                found += _whole(words, segment.start, kind, outlets)
            elif segment.reason == f.BYLINE:
                found += _whole(words, segment.start, CreditKind.BYLINE, outlets) or [
                    Credit(segment.start, segment.end, words, "", CreditKind.BYLINE)
                ]
        else:
            if segment.kind is SegmentKind.CAPTION:
                found += _foot(words, segment.start, CreditKind.PHOTO, outlets)
            elif segment is first_body or (segment.kind is SegmentKind.BODY and _DATELINE_FORM.match(words)):
                found += _head(words, segment.start, outlets)
            if segment is last_body and segment.kind is SegmentKind.BODY:
                found += _foot(words, segment.start, CreditKind.WIRE, outlets)
            if segment.kind is SegmentKind.BODY:
                found += _in_sentences(words, segment.start, outlets)
        previous = segment
    return tuple(_without_overlaps(found))


def _beside_picture(previous: Segment | None, ordered: list[Segment], segment: Segment) -> bool:
    """A credit after a caption or a picture's name is the picture's."""
    if previous is None:
        return False
    after = next((s for s in ordered if s.start >= segment.end), None)
    return previous.kind is SegmentKind.CAPTION or f.IMAGE_NAME in (previous.reason, after.reason if after else "")


def _whole(words: str, at: int, kind: CreditKind, outlets: Outlets) -> list[Credit]:
    found = [Credit(at + m.start, at + m.end, m.text, m.outlet, kind) for m in outlets.scan(words)]
    if found or kind is CreditKind.BYLINE:
        return found
    return [Credit(at, at + len(words), words, "", kind)] if kind is CreditKind.PHOTO else []


def _head(words: str, at: int, outlets: Outlets) -> list[Credit]:
    m = _HEAD.match(words)
    if not m or not (m["dash"] or not m["place"]):
        return []
    return _in_credit(m, at, CreditKind.WIRE, outlets)


def _foot(words: str, at: int, kind: CreditKind, outlets: Outlets) -> list[Credit]:
    skipped = max(0, len(words) - WINDOW)
    m = _FOOT.search(words[skipped:])
    return _in_credit(m, at + skipped, kind, outlets) if m else []


def _in_credit(m: re.Match[str], at: int, kind: CreditKind, outlets: Outlets) -> list[Credit]:
    """Outlets that fill a bracket; one among other words ("(the Reuters building)") is no credit."""
    inside = m["agency"]
    matches = outlets.scan(inside)
    rest = inside
    for match in reversed(matches):
        rest = rest[: match.start] + rest[match.end :]
    names_left = [w for w in _SLASH.split(rest) if w.strip(" .")]
    if not matches or (kind is CreditKind.WIRE and any(len(w.split()) > 3 for w in names_left)):
        return []
    start = at + m.start("agency")
    return [Credit(start + x.start, start + x.end, x.text, x.outlet, kind) for x in matches]


def _in_sentences(words: str, at: int, outlets: Outlets) -> list[Credit]:
    found = []
    for m in outlets.scan(words):
        before, after = words[max(0, m.start - 60) : m.start], words[m.end : m.end + 60]
        if _TOLD.search(before):
            kind = CreditKind.TOLD
        elif _REPRINTED.search(words[max(0, m.start - 90) : m.start]):
            kind = CreditKind.WIRE
        elif (_REPORTED_AFTER.match(after) or _REPORTED_BEFORE.search(before)) and not _quoted_owner(m, after):
            kind = CreditKind.REPORTED_BY
        else:
            continue
        found.append(Credit(at + m.start, at + m.end, m.text, m.outlet, kind))
    return found


def _quoted_owner(match: OutletMatch, after: str) -> bool:
    """ "AP reporters said" is the agency, but "the Reuters chief said" is a person of it."""
    return bool(_OWNED.match(after)) and not match.agency


def _without_overlaps(found: list[Credit]) -> list[Credit]:
    out: list[Credit] = []
    taken: set[Offsets] = set()
    for credit in sorted(found, key=lambda c: (c.start, -c.end)):
        if (credit.start, credit.end) not in taken and (not out or credit.start >= out[-1].end):
            out.append(credit)
            taken.add((credit.start, credit.end))
    return out
