"""Whether two claims of one report are of one matter, so that the one may rest on who makes the other."""

from __future__ import annotations

from probata.incidents.kinds import VAGUE, families, is_denial, phase
from probata.incidents.similarity import apart
from probata.records import Claim, ClaimType

_SHIPPING = frozenset({ClaimType.TRANSFER, ClaimType.MOVEMENT})


def one_matter(one: Claim, other: Claim) -> bool:
    """Whether two claims of a report tell of one matter: one side of it may be left out in either."""
    kinds = {one.type, other.type}
    if len(kinds) > 1 and not kinds <= _SHIPPING:
        return False
    if is_denial(one) != is_denial(other) or phase(one.status) is not phase(other.status):
        return False
    sides = ((one.agent, other.agent), (one.counterpart, other.counterpart))
    if any(a and b and not set(a) & set(b) for a, b in sides):
        return False
    goods = [{f for f in families(c) if f not in VAGUE} for c in (one, other)]
    if all(goods) and not goods[0] & goods[1]:
        return False
    amounts = [c.quantity for c in (one, other) if c.quantity is not None and c.quantity.unit is not None]
    if len(amounts) == 2 and amounts[0].unit == amounts[1].unit:
        (a, b) = amounts
        if apart(a.low, a.high, b.low, b.high):
            return False
    return not _apart(one, other)


def _apart(one: Claim, other: Claim) -> bool:
    times = [(c.time.start, c.time.end) for c in (one, other) if c.time is not None]
    if len(times) < 2:
        return False
    (a, b), (c, d) = times
    return bool(b and c and b < c) or bool(d and a and d < a)
