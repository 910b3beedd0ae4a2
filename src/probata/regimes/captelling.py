"""One claim as a telling under a ceiling: its amount in the limit's unit, its days, who notified, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from probata.knowledge.caps import Limit
from probata.knowledge.tallying import Tallying
from probata.records import REPORT_VOICE, Claim, Column, Measured, ObjectClass, Quantity, QuantityRole, Stance

COUNTS = (QuantityRole.TRANSFERRED, QuantityRole.CUMULATIVE)
"""The roles of amounts that were delivered; what a ship could hold, or would be worth, was not."""

_BEFORE = 40
_SENTENCE = re.compile(r"(?<![A-Z]\.[A-Z])[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n+")


def sentence_of(claim: Claim, text: str | None) -> str:
    """The sentence that the claim stands in; its quote where the report's text isn't at hand."""
    if text is None:
        return claim.quote
    breaks = [0, *(m.end() for m in _SENTENCE.finditer(text)), len(text)]
    start = max(b for b in breaks if b <= claim.start)
    end = min((b for b in breaks if b >= claim.end), default=len(text))
    return " ".join(text[start:end].split())


def column_of(claim: Claim, suppliers: Sequence[str], sentence: str, tables: Tallying) -> tuple[Column, str]:
    """Whether a claim tells what was notified, and the words that show it. In doubt it is an allegation."""
    if claim.stance is Stance.ASSERTS:
        if claim.source.id in suppliers and (words := tables.by_supplier.search(sentence)):
            return Column.NOTIFIED, f"as notified: the State itself, “{words[0]}”"
        by_body = claim.source.id in tables.bodies or claim.source.id == REPORT_VOICE.id
        if by_body and (words := tables.by_body.search(sentence)):
            return Column.NOTIFIED, f"as notified: “{words[0]}”"
    return Column.ALLEGED, ""


def is_snapshot(claim: Claim, column: Column, tables: Tallying) -> str:
    """Why an amount is the whole of its stretch; empty where it may be one delivery in it."""
    if column is Column.NOTIFIED:
        return "a notification tells the whole of its stretch"
    if claim.quantity is not None and claim.quantity.role is QuantityRole.CUMULATIVE:
        return "a count of all of its stretch so far (cumulative)"
    own = f"{claim.quote} {claim.time.text if claim.time else ''}"
    if claim.quantity is not None and (words := tables.totals.search(own)):
        return f"a count of all of its stretch: “{words[0]}”"
    return ""


def measure_amount(
    claim: Claim, goods: Sequence[ObjectClass], limit: Limit, sentence: str, tables: Tallying
) -> Measured:
    """What a claim tells in the unit of a limit.

    Only what was delivered counts. Several such amounts may be parts or a list: the low takes the first, the high
    adds them. Where the claim also says what its amount would be in another unit and the two exclude each other, the
    low takes the smaller and the high the larger. Without an amount that can be had in the unit it is 0 to open.
    """
    given = tuple(q for q in (claim.quantity, *claim.also_quantity) if q is not None)
    words = "; ".join(dict.fromkeys(" ".join(q.text.split()) for q in given))
    rules: list[str] = []
    counted: list[tuple[float, float | None]] = []
    beside: list[tuple[Quantity, tuple[float, float | None]]] = []
    for q in given:
        if q.role not in (*COUNTS, QuantityRole.EQUIVALENT):
            rules.append(f"“{q.text}” is {_ROLE.get(q.role, q.role.value)} and never counts as delivered")
            continue
        if _is_the_limit(q, claim, limit, tables):
            rules.append(f"“{q.text}” is the limit itself, no delivery")
            continue
        found = _in_unit(q, goods, limit.unit, tables, rules)
        if found is None:
            continue
        if q.role is QuantityRole.EQUIVALENT:
            beside.append((q, found))
        else:
            counted.append(found)
            rules += [f"“{q.text}” has no stated band; the figure stands for it"] if _is_about(q) else []
    if beyond := tables.beyond.search(sentence):
        rules.append(f"the limit is said in words to be passed (“{' '.join(beyond[0].split())}”), which is no figure")
    if not counted:
        rules.append(f"no amount delivered that can be had in {limit.unit}s: nothing below, open above")
        return Measured(0, 0, None, words, tuple(rules))
    low, figure = counted[0][0], sum(_figure(c) for c in counted)
    is_open = any(c[1] is None for c in counted)
    if len(counted) > 1:
        rules.append("several amounts, parts or a list: the low takes the first, the high adds them")
    for q, (less, more) in beside:
        reach = less if more is None else more
        if reach < low or (less > figure and not is_open):
            rules.append(
                f"“{q.text}” beside it doesn't agree; the low takes the smaller, the high the larger: to be asked"
            )
            low, figure = min(low, less), max(figure, reach)
    return Measured(low, max(low, figure), None if is_open else max(low, figure), words, tuple(rules))


_ROLE = {
    QuantityRole.CAPACITY: "what there is room for",
    QuantityRole.PER_PERIOD: "a rate",
    QuantityRole.SHARE: "a share",
    QuantityRole.MEASURE: "a size or price",
}


def _figure(bounds: tuple[float, float | None]) -> float:
    low, high = bounds
    return low if high is None else high


def _is_about(q: Quantity) -> bool:
    return bool(q.approximator) and q.low == q.high and q.low is not None


def _is_the_limit(q: Quantity, claim: Claim, limit: Limit, tables: Tallying) -> bool:
    """Whether the amount is the ceiling's own: "beyond the limit of 500,000 barrels"."""
    if q.unit != limit.unit or limit.amount not in (q.low, q.high):
        return False
    at = q.start - claim.start
    return 0 <= at <= len(claim.quote) and tables.ceilings.search(claim.quote[max(0, at - _BEFORE) : at]) is not None


def _in_unit(
    q: Quantity, goods: Sequence[ObjectClass], unit: str, tables: Tallying, rules: list[str]
) -> tuple[float, float | None] | None:
    """The bounds in a unit. "A or B" reaches from the less to the more; an open low is nothing."""
    readings = [(q.low, q.high), *((a.low, a.high) for a in q.alternatives if a.unit in (None, q.unit))]
    if len(readings) > 1 and readings[0] == (None, None):
        del readings[0]
    low = min(float(low or 0) for low, _ in readings)
    highs = [high for _, high in readings]
    high = None if any(h is None for h in highs) else max(float(h) for h in highs if h is not None)
    if q.unit == unit:
        return low, high
    range_ = tables.conversion(goods, q.unit, unit) if q.unit else None
    if range_ is None:
        rules.append(f"“{q.text}” is in {q.unit or 'no unit'}; the tables have no range into {unit}s")
        return None
    rules.append(f"“{q.text}”: {range_.told}")
    return low * range_.low, None if high is None else high * range_.high
