"""Questions about amounts that a lost mark or a silent conversion would explain; they ask, nothing is edited.

``magnitude``   amounts of one unit that differ by 10, 100 or 1,000 ("2.837 billion", "283 billion"), and a count of
                things said to be so many times an earlier one that this would have been less than one
``conversion``  a count that another claim gives as a capacity or an equivalent ("could hold 3 million", "3 million")
``total``       parts that are more than the whole that they are told to be of

Figures that really happened in the news are behind each: ``domain/method.md`` section 8, F1 to F4.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from probata.incidents.conflicts import clash, told_by, told_for
from probata.incidents.item import Item
from probata.records import (
    Claim,
    ClaimField,
    Quantity,
    QuantityRole,
    Question,
    QuestionKind,
    Report,
    ReportedQuantity,
)

FACTORS = (10, 100, 1000)
TOLERANCE = 0.05
"""Share by which two amounts may miss a factor or each other: one may be rounded, "283" for "283.7"."""

ROUND_DIGITS = 1
"""Amounts of so few digits that aren't noughts ("1,000", "10,000") are ten times each other by chance; they are
asked about only where one source gives both."""

COUNTS = frozenset({QuantityRole.TRANSFERRED, QuantityRole.CUMULATIVE})
OTHERWISE = frozenset({QuantityRole.CAPACITY, QuantityRole.EQUIVALENT})
"""What could be, or would be as much as; never a count."""

_NOT_COMPARED = frozenset({QuantityRole.SHARE, QuantityRole.MEASURE})
_TIMES_MORE = re.compile(
    r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)[ \u00a0-](?:times|fold)\b[ ,-]{0,2}(?:more|as many|higher|increase)"
)
_PARTS = re.compile(r"\b(?:including|among them|of which|of whom|of them|comprising)\b", re.IGNORECASE)


def find_questions(
    items: Sequence[Item], quantities: Sequence[ReportedQuantity], reports: Mapping[str, Report]
) -> tuple[Question, ...]:
    """What is to be asked about the amounts of one incident, by kind and then by amount."""
    by_claim = {i.claim.id: i for i in items}
    asked = [*_magnitudes(quantities, by_claim, reports), *_conversions(quantities, by_claim, reports)]
    claims = sorted((i.claim for i in by_claim.values()), key=lambda c: c.id)
    asked += [question for claim in claims for question in (*_too_many_times(claim), *_parts(claim))]
    order = list(QuestionKind)
    return tuple(sorted(asked, key=lambda q: order.index(q.about)))


def _magnitudes(
    quantities: Sequence[ReportedQuantity], by_claim: Mapping[str, Item], reports: Mapping[str, Report]
) -> Iterator[Question]:
    kinds: dict[tuple[str, str], list[ReportedQuantity]] = defaultdict(list)
    for q in quantities:
        if q.unit and q.role not in _NOT_COMPARED and _size(q):
            kinds[q.unit, "count" if q.role in COUNTS else q.role.value].append(q)
    for _, own in sorted(kinds.items()):
        own.sort(key=lambda q: (_size(q), q.text))
        sizes = [_size(q) for q in own]
        for less in own:
            for factor in FACTORS:
                near = factor * _size(less)
                for more in own[
                    bisect_left(sizes, near / (1 + TOLERANCE)) : bisect_right(sizes, near * (1 + TOLERANCE))
                ]:
                    if _slip(less, more, by_claim):
                        told = " against ".join(f"{q.text} ({told_by(q, by_claim, reports)})" for q in (more, less))
                        lost = "a decimal mark or noughts may be lost or added in one of them"
                        yield Question(
                            QuestionKind.MAGNITUDE,
                            tuple(sorted({*less.claims, *more.claims})),
                            f"{told}: {factor:,} times as much; {lost}",
                        )


def _slip(less: ReportedQuantity, more: ReportedQuantity, by_claim: Mapping[str, Item]) -> bool:
    """Whether two amounts that differ by a factor may be one: told for one time, and alike in more than noughts."""
    if not clash(less, told_for(less, by_claim), more, told_for(more, by_claim)):
        return False
    if max(_digits(_size(less)), _digits(_size(more))) > ROUND_DIGITS:
        return True
    mine, theirs = ({by_claim[c].claim.source.id for c in q.claims} for q in (less, more))
    return bool(mine & theirs - {"anonymous", "report"})


def _conversions(
    quantities: Sequence[ReportedQuantity], by_claim: Mapping[str, Item], reports: Mapping[str, Report]
) -> Iterator[Question]:
    counts = sorted((q for q in quantities if q.role in COUNTS and _size(q)), key=lambda q: (_size(q), q.text))
    sizes = [_size(q) for q in counts]
    for other in quantities:
        size = _size(other)
        if other.role not in OTHERWISE or not size:
            continue
        for count in counts[bisect_left(sizes, size / (1 + TOLERANCE)) : bisect_right(sizes, size * (1 + TOLERANCE))]:
            same_unit = count.unit == other.unit or count.unit is None or other.unit is None
            if same_unit and not set(count.claims) & set(other.claims):
                yield Question(
                    QuestionKind.CONVERSION,
                    tuple(sorted({*count.claims, *other.claims})),
                    f"{count.text} ({told_by(count, by_claim, reports)}) is told as a count, {other.text} "
                    f"({told_by(other, by_claim, reports)}) as {_WORD[other.role]}; was it converted on the way?",
                )


_WORD = {QuantityRole.CAPACITY: "what there is room for", QuantityRole.EQUIVALENT: "what it would be as much as"}


def _too_many_times(claim: Claim) -> Iterator[Question]:
    """A count of things that is so many times an earlier one that this would have been less than one thing."""
    count = _read(claim)
    if count is None or count.role not in COUNTS or not _whole(count):
        return
    for match in _TIMES_MORE.finditer(claim.quote):
        times = float(match[1].replace(",", ""))
        if 0 < (count.high or 0) < times:
            yield Question(
                QuestionKind.MAGNITUDE,
                (claim.id,),
                f"{count.text}, “{match[0]}” than before, which would have been less than one; "
                "a thousands mark or digits may be lost",
            )


def _parts(claim: Claim) -> Iterator[Question]:
    """Parts ("including 80 and 40") that come to more than their whole."""
    whole = _read(claim)
    if whole is None or whole.high is None or not whole.unit:
        return
    after = [q for q in claim.also_quantity if q.start >= whole.end and q.unit == whole.unit and q.role is whole.role]
    if not after or claim.start > whole.end or claim.end < after[0].start:
        return
    if not _PARTS.search(claim.quote[whole.end - claim.start : after[0].start - claim.start]):
        return
    total = sum(q.low for q in after if q.low is not None)
    if total > whole.high * (1 + TOLERANCE):
        parts = " and ".join(q.text for q in after)
        yield Question(
            QuestionKind.TOTAL, (claim.id,), f"{parts} come to {total:,}, more than {whole.text} that they are part of"
        )


def _read(claim: Claim) -> Quantity | None:
    """The amount that a claim's words give; none where a person entered it, who has looked at them."""
    return None if ClaimField.QUANTITY in claim.entered_fields else claim.quantity


def _size(amount: ReportedQuantity) -> float:
    """The amount as one figure: its middle, or the bound that is told; 0 for none."""
    told = [float(b) for b in (amount.low, amount.high) if b is not None]
    return max(sum(told) / len(told), 0.0) if told else 0.0


def _digits(size: float) -> int:
    """How many digits a figure has without the noughts at its end."""
    return len(f"{size:.10g}".split("e")[0].replace(".", "").strip("0"))


def _whole(count: Quantity) -> bool:
    """Whether things are counted that don't come in parts, not money or weight."""
    return count.unit in _THINGS


_THINGS = frozenset(
    {"person", "container", "round", "missile", "rocket", "bomb", "vehicle", "vessel", "train", "railcar", "drone",
     "uav", "aircraft", "helicopter", "launcher", "howitzer"}
)  # fmt: skip
