"""Units of amounts beside a number: "7,000 containers", "5 barrels per day"."""

from __future__ import annotations

_SAME = ("aircraft", "percent", "celsius", "fahrenheit", "horsepower", "hertz")
_OTHERWISE = {"person": "people", "foot": "feet", "century": "centuries", "millennium": "millennia"}
_SYMBOL = 2
"""Letters that a symbol has at most ("t", "kg"); it has no plural."""


def units(unit: str, number: float | None) -> str:
    """A unit as it stands behind a number: of one or of none given as it is, of more in the plural.

    Codes ("USD") and symbols stay, and of "barrel per day" the first part is what there are more of.
    """
    if number is None or number == 1 or unit.isupper() or len(unit) <= _SYMBOL:
        return unit
    counted, per, each = unit.partition(" per ")
    before, blank, noun = counted.rpartition(" ")
    return f"{before}{blank}{_plural(noun)}{per}{each}"


def _plural(noun: str) -> str:
    if noun.endswith(_SAME):
        return noun
    for one, several in _OTHERWISE.items():
        if noun.endswith(one):
            return noun.removesuffix(one) + several
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"
