"""The address of a record's page, and of a passage: both stay good for as long as the desk has the record."""

from __future__ import annotations

import re
from functools import lru_cache

from django.urls import NoReverseMatch, reverse

PAGES = {"k": "capture", "r": "report", "s": "statement", "c": "claim", "i": "incident", "f": "finding",
         "d": "decision"}  # fmt: skip
"""By the letter that an id begins with (:func:`probata.records.make_id`)."""


ID = re.compile(r"[a-z][a-z2-7]{12}")
"""The ids that :func:`probata.records.make_id` makes."""


def url_of(record_id: str) -> str:
    """The address of a record's page by its id."""
    if record_id[:1] in PAGES and ID.fullmatch(record_id):
        return _before_id(record_id[0]) + record_id
    try:
        return reverse(PAGES[record_id[:1]], args=[record_id])
    except (KeyError, NoReverseMatch):
        return reverse("by-id", args=[record_id or "-"])


@lru_cache
def _before_id(kind: str) -> str:
    # Looking an address up takes longer than all else about a link, and a picture has thousands.
    return reverse(PAGES[kind], args=["0"]).removesuffix("0")


def passage(report: str, start: int, end: int) -> str:
    """The address of a passage: code points of the report's text, ``end`` exclusive."""
    return f"{url_of(report)}?at={start}-{end}#at"
