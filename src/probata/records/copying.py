"""One text in another: which report took what from which, with the passages that show it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from probata.records.span import Offsets, Span


class CopyKind(StrEnum):
    """How two reports hang together. A ``quotation`` is no copy: both only rest on one speech."""

    COPY = "copy"
    EXCERPT = "excerpt"
    REWRITE = "rewrite"
    VERSION = "version"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one report that stands in another.

    ``a`` and ``b`` are offsets into the texts of the two reports. The words agree, but for case, accents and
    marks, unless ``reworded``: then a sentence says the same in other words. ``speech``: direct speech in either.
    """

    a: Offsets
    b: Offsets
    words: int
    speech: bool = False
    reworded: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two versions of a page differ; an empty span where one of them has nothing there."""

    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports that share a text. ``a`` and ``b`` are their ids.

    ``in_a`` is the share of ``a``'s words that stand in ``b`` (five in a row), ``in_b`` the other way round,
    ``resemblance`` what they share of both together. ``taker`` is the report that took from the other, ``None``
    where nothing tells; ``taken`` says by what it was told. ``agencies`` are the agencies that both credit.
    ``because`` says in plain words why the two belong together.
    """

    a: str
    b: str
    kind: CopyKind
    in_a: float
    in_b: float
    resemblance: float
    passages: tuple[Passage, ...]
    because: str
    taker: str | None = None
    taken: str = ""
    agencies: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    engine: str = ""
