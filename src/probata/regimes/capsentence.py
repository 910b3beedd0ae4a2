"""What a running total comes to, in one calibrated sentence, and the rule that it was counted by.

A total "is told"; it never "violates", and what is alleged never stands without its condition.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from probata.knowledge.caps import Limit, Period
from probata.records import CapLine, CapTotal, Column

RULE: tuple[str, ...] = (
    "Only claims that assert or allege a delivery as done or going on count; a denial changes no bound and is shown.",
    "Low: the largest sum of amounts whose days don't touch. Of amounts that share a day only one counts, since one "
    "may be in the other; days that reach out of the period count in no low bound. What two suppliers notified is "
    "never the same and is added.",
    "High: the largest sum of amounts none of which is part of another. A count of a whole stretch (“since March”, a "
    "notification) is never added to what lies in its days and has the same suppliers, or some of them.",
    "The same amount for the same days by one origin is one telling; by independent origins it counts for each, in "
    "the high only.",
    "“More than” and a delivery without an amount leave the high open above; the highest sum of figures told stands "
    "beside it. “Up to” has no low. Capacity, rates and shares are no deliveries.",
    "Another unit is converted by a stated range only: by its low end for the low, by its high end for the high.",
    "As notified and as alleged are two counts of what may be the same deliveries; they are never added.",
)

_IF = {
    Column.NOTIFIED: "if what was notified is right",
    Column.ALLEGED: "if the alleged deliveries are right",
}


def sentence_for(total: CapTotal, limit: Limit, period: Period, lines: Sequence[CapLine]) -> str:
    """ "At least 2.1 times the limit, if the alleged deliveries are right; open above." """
    if not lines:
        return f"Nothing is told as {total.column.value} for {period.label}."
    condition = _IF[total.column]
    if not total.figures:
        return f"A delivery is told, no amount: no bound either way, {condition}."
    least, most = share(total.low, limit, down=True), share(total.figures, limit, down=False)
    reached = "Told as reached: " if total.told_as_reached else ""
    if total.high is not None:
        if total.low == total.high:
            return f"{reached or 'The amounts told come to '}{least}, {condition}."
        high = f"at most {most}"
    elif total.figures > total.low:
        high = f"open above (the figures told come to {most})"
    else:
        high = "open above"
    low = f"at least {least}" if total.low > 0 else "no lower bound, since no amount told surely counts here"
    sentence = f"{reached}{low}, {high}, {condition}."
    return sentence[0].upper() + sentence[1:]


def share(amount: float, limit: Limit, *, down: bool) -> str:
    """A share of the limit in words, rounded so that it never says more (``down``) or less than the amount."""
    ratio = amount / limit.amount
    step = floor if down else ceil
    if ratio < 1:
        whole = round(ratio * 100, 9)  # 29.000000000000004 is 29
        percent = step(whole * 10) / 10 if whole < 1 else step(whole)
        return f"{percent:g} per cent of the limit"
    times = step(round(ratio * 10, 9)) / 10
    return "the limit" if times == 1 else f"{times:g} times the limit"
