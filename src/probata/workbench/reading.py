"""What the page of a report shows: one leaf of its text with the marks on it, and the cards of its claims."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.safestring import SafeString

from probata.desk import Desk, Filter
from probata.pipeline import Labels
from probata.records import Claim, Offsets, Report, SegmentKind, Statement
from probata.workbench.cards import Card, rows_of
from probata.workbench.layout import Block, blocks, leaf_of, leaves, on_leaf
from probata.workbench.lit import lit, merged
from probata.workbench.marking import Kind, Mark, Point

_AT = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its number in the order of the text, and how many claims it makes."""

    number: int
    statement: Statement
    claims: int

    @property
    def ref(self) -> str:
        """What its marks are known by on a page."""
        return f"s{self.number}"

    @property
    def marks(self) -> Iterator[Mark]:
        """The words said, and who says them."""
        yield from (Mark(a, b, Kind.STATEMENT, (self.ref,)) for a, b in self.statement.content if a < b)
        source = self.statement.source
        if source.start is not None and source.end is not None and source.start < source.end:
            yield Mark(source.start, source.end, Kind.PARTY, (f"{self.ref}.source",))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block as markup."""

    kind: SegmentKind
    text: SafeString
    start: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks that a reader reads, or furniture that follows one another with the reasons why it is left out.

    ``open`` where the passage that was asked for stands in it.
    """

    furniture: bool
    paragraphs: tuple[Paragraph, ...]
    reasons: tuple[str, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of a report's text. ``number`` counts from 1."""

    number: int
    of: int
    start: int
    end: int
    stretches: tuple[Stretch, ...]
    cards: tuple[Card, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The passage that an address asks for; ``wrong`` says why there is none to show."""

    at: Offsets | None = None
    wrong: str = ""


def asked(word: str, report: Report) -> Asked:
    """The passage ``START-END`` of a report's text, code points from 0, end exclusive."""
    if not word:
        return Asked()
    found = _AT.fullmatch(word)
    if found is None:
        return Asked(wrong="The address asks for a passage, but not as at=START-END with two whole numbers.")
    start, end = int(found[1]), int(found[2])
    if not start < end <= len(report.text):
        return Asked(wrong=f"The address asks for the characters {start} to {end}; the text has those from 0 to "
                           f"{len(report.text)}, and the end has to come after the start.")  # fmt: skip
    return Asked((start, end))


def leaf(desk: Desk, report: Report, labels: Labels, wanted: int, at: Offsets | None) -> Leaf:
    """The leaf with that number, from 1, or the one that holds the passage asked for. The cards are those of the
    claims that begin on it; one question to the desk for each kind of record."""
    claims = in_order(desk.claims(Filter(reports=(report.id,))))
    statements = desk.statements(Filter(reports=(report.id,)))
    laid = blocks(report)
    found = leaves(report, laid, (c.start for c in claims))
    which = leaf_of(found, at[0]) if at is not None else max(0, min(wanted, len(found)) - 1)
    start, end = found[which]
    own = [(n, c) for n, c in enumerate(claims, 1) if c.start < end and c.end >= start]
    here = {c.id for _, c in own if start <= c.start}
    incidents = desk.incidents_of(here, swept=False)
    cards = [Card(n, c, rows_of(c, report, labels), incidents.get(c.id, ())) for n, c in own]
    made = Counter(c.statement for c in claims)
    said = [
        Said(n, s, made[s.id]) for n, s in enumerate(statements, 1) if any(a < end and b > start for a, b in s.content)
    ]
    marks = merged([*(m for one in said for m in one.marks), *(m for card in cards for m in card.marks)])
    if at is not None:
        marks.append(Mark(*at, Kind.AT))
    shown = tuple(card for card in cards if card.claim.id in here)
    on_it = on_leaf(laid, (start, end))
    stretches = tuple(_stretches(report, on_it, marks, _points(shown, on_it), at))
    return Leaf(which + 1, len(found), start, end, stretches, shown, tuple(said))


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims as they are numbered on a report's page."""
    return sorted(claims, key=lambda c: (c.start, c.end, c.id))


def _points(cards: Sequence[Card], laid: Sequence[Block]) -> list[Point]:
    """The number of each claim after its words, at the latest where the last block that holds some of them ends."""
    starts = [b.start for b in laid]
    points = []
    for card in cards:
        block = laid[max(0, bisect_left(starts, card.claim.end) - 1)] if laid else None
        at = card.claim.end if block is None else min(max(card.claim.end, block.start + 1), block.end)
        points.append(Point(at, card.ref))
    return sorted(points, key=lambda p: p.at)


def _stretches(
    report: Report, laid: Sequence[Block], marks: Iterable[Mark], points: Sequence[Point], at: Offsets | None
) -> Iterator[Stretch]:
    together = groupby(_lit(report.text, laid, marks, points), key=lambda pair: pair[0].furniture)
    for furniture, pairs in together:
        own = list(pairs)
        reasons = tuple(dict.fromkeys(b.reason for b, _ in own if b.reason))
        asked_for = at is not None and any(b.start < at[1] and b.end > at[0] for b, _ in own)
        yield Stretch(furniture, tuple(Paragraph(b.kind, text, b.start) for b, text in own), reasons, asked_for)


def _lit(
    text: str, laid: Sequence[Block], marks: Iterable[Mark], points: Sequence[Point]
) -> Iterator[tuple[Block, SafeString]]:
    """Each block with its markup; marks and points are walked through once."""
    waiting = sorted(marks, key=lambda m: m.start, reverse=True)
    pins = list(reversed(points))
    active: list[Mark] = []
    for block in laid:
        while waiting and waiting[-1].start < block.end:
            active.append(waiting.pop())
        active = [m for m in active if m.end > block.start]
        own = []
        while pins and pins[-1].at <= block.end:
            own.append(pins.pop())
        yield block, lit(text, block.start, block.end, active, own)
