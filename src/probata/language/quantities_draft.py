"""An amount on its way, before ranges and alternatives are put together."""

from __future__ import annotations

from dataclasses import dataclass

from probata.language.numbers import Number, Value
from probata.records import Amount


@dataclass(frozen=True, slots=True)
class Draft:
    """Offsets are within one paragraph's text. ``head`` is where unit and noun end, before words behind them.

    ``attribute``: the amount describes the noun behind it ("a 50,000-barrel tanker"). ``aside``: it repeats the
    amount before it in another unit, in brackets.
    """

    start: int
    end: int
    number: Number
    low: Value | None
    high: Value | None
    unit: str | None
    approximator: str | None
    between: bool = False
    share: bool = False
    money: bool = False
    alternatives: tuple[Amount, ...] = ()
    attribute: str | None = None
    aside: bool = False
