"""The address of a record's page, and of a passage: both stay good for as long as the desk has the record."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

PAGES = {"k": "capture", "r": "report", "s": "statement", "c": "claim", "i": "incident", "f": "finding",
         "d": "decision"}  # fmt: skip
"""By the letter that an id begins with (:func:`probata.records.make_id`)."""


def url_of(record_id: str) -> str:
    """The address of a record's page by its id."""
    try:
        return reverse(PAGES[record_id[:1]], args=[record_id])
    except (KeyError, NoReverseMatch):
        return reverse("by-id", args=[record_id or "-"])


def passage(report: str, start: int, end: int) -> str:
    """The address of a passage: code points of the report's text, ``end`` exclusive."""
    return f"{url_of(report)}?at={start}-{end}#at"
