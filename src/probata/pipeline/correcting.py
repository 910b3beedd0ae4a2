"""What a person writes to correct a claim, read into a :class:`~probata.records.Correction`.

An amount and a time are entered as a whole: of what isn't given, the claim's own value is taken over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from probata.errors import UsageError
from probata.pipeline.deciding import clean
from probata.pipeline.labels import Labels
from probata.records import (
    Claim,
    ClaimField,
    ClaimType,
    Correction,
    EnteredPlace,
    EnteredQuantity,
    EnteredSource,
    EnteredTime,
    ObjectClass,
    Quantity,
    QuantityRole,
    Stance,
    Status,
)

E = TypeVar("E", bound=StrEnum)

Values = Mapping[str, str | Sequence[str]]
"""New values by name (:data:`NAMES`). A string with commas is several actors or classes, and empty says that there is
none; a list is taken as it is."""

AMOUNT, TIME = ("low", "high", "unit", "role"), ("start", "end")

NAMES = ("type", "agent", "counterpart", "object", *AMOUNT, *TIME, "place", "status", "negated", "stance", "source")

_YES, _NO = ("yes", "true", "1", "on"), ("no", "false", "0", "off")


def read_correction(claim: Claim, values: Values, published: str | None = None) -> Correction:
    """What is new in ``values`` against the claim as it stands. ``published`` is the ISO day of its report.

    :class:`UsageError` for a value that none can have, and where nothing is new.
    """
    unknown = sorted(set(values) - set(NAMES))
    if unknown:
        raise UsageError(f"a claim has no {unknown[0]!r}; correct one of {', '.join(NAMES)}")
    told = _Reader(claim, values, published).read()
    new = {name: value for name, value in told.items() if value != _now(claim, name)}
    if not new:
        raise UsageError(f"{claim.id} says all of that already; to agree with it: probata review accept {claim.id}")
    cleared = tuple(f for f in ClaimField if f.value in new and new[f.value] in (None, ()))
    return Correction(**{n: v for n, v in new.items() if v not in (None, ())}, cleared=cleared)


class _Reader:
    """One claim, and what is to become of it."""

    def __init__(self, claim: Claim, values: Values, published: str | None) -> None:
        self._claim = claim
        self._values = values
        self._published = published
        self._labels = Labels()

    def read(self) -> dict[str, Any]:
        """The values of the fields that are spoken of; ``None`` and ``()`` for those that have none."""
        told: dict[str, Any] = {}
        for name, kind in (("type", ClaimType), ("status", Status), ("stance", Stance)):
            if name in self._values:
                told[name] = _one_of(kind, self._word(name), name)
        for name in ("agent", "counterpart"):
            if name in self._values:
                told[name] = self._labels.find_actors(self._several(name))
        if "object" in self._values:
            told["object"] = tuple(dict.fromkeys(_one_of(ObjectClass, w, "object") for w in self._several("object")))
        if any(name in self._values for name in AMOUNT):
            told["quantity"] = self._quantity()
        if any(name in self._values for name in TIME):
            told["time"] = self._time()
        if "place" in self._values:
            told["place"] = self._labels.site(name) if (name := self._word("place")) else None
        if "source" in self._values:
            if not (name := self._word("source")):
                raise UsageError("somebody says it; name the source, “anonymous”, or “report” for the report itself")
            told["source"] = self._labels.speaker(name, self._published)
        return told | self._negated(told.get("stance"))

    def _negated(self, stance: Stance | None) -> dict[str, bool]:
        """Whether the event is said not to be; what becomes a denial is negated, what is one no more isn't."""
        if "negated" in self._values:
            word = self._word("negated").casefold()
            if word not in (*_YES, *_NO):
                raise UsageError(f"negated can be yes or no, not {word!r}")
            return {"negated": word in _YES}
        if stance is not None and (stance is Stance.DENIES) is not (self._claim.stance is Stance.DENIES):
            return {"negated": stance is Stance.DENIES}
        return {}

    def _quantity(self) -> EnteredQuantity | None:
        now = _amount(self._claim.quantity)
        low, high = ((self._number(n) if n in self._values else getattr(now, n, None)) for n in ("low", "high"))
        if low is None and high is None:
            if any(self._word(n) for n in ("unit", "role") if n in self._values):
                raise UsageError("an amount needs --low or --high, or both")
            return None
        unit = self._unit() if "unit" in self._values else now.unit if now else None
        role = now.role if now else QuantityRole.TRANSFERRED
        if "role" in self._values:
            role = _one_of(QuantityRole, self._word("role"), "role")
        try:
            return EnteredQuantity(low, high, unit, role)
        except ValueError as error:
            raise UsageError(f"{error}; give both bounds") from None

    def _number(self, name: str) -> int | float | None:
        word = self._word(name).replace(",", "")
        try:
            return (int(word) if word.isdecimal() else float(word)) if word else None
        except ValueError:
            raise UsageError(f"--{name} {word!r} is not a number; write it in digits, as 7000 or 2.5") from None

    def _unit(self) -> str | None:
        """The unit by its name in the table ("containers": container); another stays as it is written."""
        from probata.language.quantities_units import unit_of

        word = self._word("unit")
        return (unit_of(word, word) or word) if word else None

    def _time(self) -> EnteredTime | None:
        now = self._claim.time
        start, end = ((self._day(n) if n in self._values else getattr(now, n, None)) for n in TIME)
        if start is None and end is None:
            return None
        try:
            return EnteredTime(start, end)
        except ValueError as error:
            raise UsageError(f"{error}; give both days, --from and --until") from None

    def _day(self, name: str) -> str | None:
        word = self._word(name)
        try:
            if word and (len(word) != len("2024-03-05") or date.fromisoformat(word).isoformat() != word):
                raise ValueError
        except ValueError:
            raise UsageError(f"{word!r} is not a day; write it as YYYY-MM-DD") from None
        return word or None

    def _word(self, name: str) -> str:
        value = self._values[name]
        if not isinstance(value, str):
            raise UsageError(f"{name} has one value, not several")
        return _tidy(value)

    def _several(self, name: str) -> list[str]:
        value = self._values[name]
        words = value.split(",") if isinstance(value, str) else value
        return [word for word in map(_tidy, words) if word]


def _now(claim: Claim, name: str) -> Any:
    """What the claim says, as a correction would put it; what can't be put so is given as it is, for it is no value."""
    time, place, source = claim.time, claim.place, claim.source
    match name:
        case "quantity":
            return _amount(claim.quantity) or claim.quantity
        case "time" if time is not None and (time.start or time.end):
            return EnteredTime(time.start, time.end)
        case "place" if place is not None:
            return EnteredPlace(place.name or place.text, place.kind, place.state)
        case "source":
            return EnteredSource(source.id, source.kind, source.person)
        case _:
            return getattr(claim, name)


def _amount(quantity: Quantity | None) -> EnteredQuantity | None:
    if quantity is None or (quantity.low is None and quantity.high is None):
        return None
    return EnteredQuantity(quantity.low, quantity.high, quantity.unit, quantity.role)


def _one_of(kind: type[E], word: str, name: str) -> E:
    known = [member.value for member in kind]
    if word.lower() not in known:
        raise UsageError(f"{name} {word!r} is not known; it can be {', '.join(known)}")
    return kind(word.lower())


def _tidy(words: str) -> str:
    return " ".join(clean(words).split())
